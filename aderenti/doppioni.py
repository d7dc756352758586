"""Bodies of the register that may be the one a request speaks of: same codice fiscale, or a similar name."""

import re
import unicodedata
from typing import NamedTuple

from rapidfuzz import fuzz, process

from aderenti.models import Organizzazione

SOMIGLIANZA = 82  # out of 100: “Coop. Sociale Il Larice” and “Il Larice cooperativa sociale” are above it
QUANTI = 6


class Doppione(NamedTuple):
    """A body that may be the same, and why."""

    organizzazione: Organizzazione
    stesso_codice: bool


def doppioni(*, denominazione, codice_fiscale):
    """Return the ``Doppione`` of the register, same codice fiscale first, then by likeness."""
    righe = {
        riga.pk: riga for riga in Organizzazione.objects.con_stato().select_related("categoria", "comune")
    }
    uguali = [pk for pk, riga in righe.items() if codice_fiscale and riga.codice_fiscale == codice_fiscale]
    nomi = {pk: in_chiaro(riga.denominazione) for pk, riga in righe.items()}
    simili = process.extract(
        in_chiaro(denominazione), nomi, scorer=fuzz.token_sort_ratio, score_cutoff=SOMIGLIANZA, limit=QUANTI
    )
    ordinati = dict.fromkeys([*uguali, *(pk for _nome, _punti, pk in simili)])
    return [Doppione(righe[pk], pk in uguali) for pk in ordinati]


def in_chiaro(testo):
    """Return a name without accents, signs and capitals: “Coop. Àncora” is “coop ancora”."""
    piano = unicodedata.normalize("NFKD", testo).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z0-9]+", piano))
