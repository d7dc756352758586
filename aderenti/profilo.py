"""The sheet of a member in words, as it confirms it: what citizens read, and what only ATS sees."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from aderenti.models import Organizzazione
from aderenti.schede import SchedaOrganizzazione
from core.proposte.voci import NIENTE


class VoceProfilo(NamedTuple):
    """A line of the sheet. ``pubblica``: whether citizens read it."""

    nome: str
    testo: str
    pubblica: bool


def profilo(organizzazione):
    """Return the ``VoceProfilo`` of all that the sheet says; of what is empty, only the contacts."""
    scheda = SchedaOrganizzazione()
    valori = scheda.leggi(organizzazione)
    voci = []
    for voce in scheda.voci:
        testo = "\n".join(voce.mostra(Organizzazione, valori[voce.campo]))
        di_persona = voce.campo == "codice_fiscale" and not organizzazione.codice_fiscale_pubblico
        if testo not in ("", NIENTE) or voce.sezione == "contatti":
            voci.append(VoceProfilo(voce.etichetta(Organizzazione), testo or NIENTE, not di_persona))
    referenti = organizzazione.referenti.al().order_by("pk")
    contatti = ((r.ruolo, " · ".join(filter(None, [r.email, r.telefono])) or NIENTE) for r in referenti)
    return voci + [
        VoceProfilo(_("Referente: %(ruolo)s") % {"ruolo": ruolo}, testo, False) for ruolo, testo in contatti
    ]
