"""What a citizen's query says: a place, typologies by their common names, and words to look for.

Deliberately small: no typos, no ranking. A query is read, never guessed.
"""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from difflib import get_close_matches

from django.db.models import Q
from django.utils.functional import cached_property

from aderenti.models import Organizzazione

PAROLE = 12  # words of a query that are read
PAROLE_LUOGO = 5  # words of the longest name of a comune
PREPOSIZIONI = {"a", "ad", "in", "di", "da", "vicino"}
PAROLE_VUOTE = """
    al allo alla ai agli alle che col con dal dalla del dello della dei degli delle e ed gli i il la le lo nel
    nella o per su sul sulla tra un una uno
"""
VUOTE = PREPOSIZIONI | set(PAROLE_VUOTE.split())
# Names of comuni and hamlets that are also common words: a place only after a preposition.
PAROLE_COMUNI = {"demo", "frontale", "mantello", "mese", "pezzo", "sacco", "villa"}


def normalizza(testo):
    """Return ``testo`` in lower case, without accents, apostrophes and punctuation, single spaces."""
    piano = unicodedata.normalize("NFKD", testo.casefold())
    return " ".join(re.findall(r"[a-z0-9]+", "".join(c for c in piano if not unicodedata.combining(c))))


class Luoghi:
    """The comuni by every name people use for them; an abolished one leads to its heir.

    ``comuni`` (a queryset or a list) is read when first needed.
    """

    def __init__(self, comuni):
        self._comuni = comuni

    def nomi(self):
        """Return the names of the comuni of today."""
        return [comune.nome for comune in self._comuni if comune.cessato_il is None]

    @cached_property
    def _nomi(self):
        nomi = defaultdict(set)
        for comune in self._comuni:
            nomi[normalizza(comune.nome)].add(self._oggi(comune))
        return nomi

    @cached_property
    def _altri(self):
        altri = defaultdict(set)
        for comune in self._comuni:
            for nome in filter(None, (comune.slug, comune.codice_istat, *comune.alias.split(";"))):
                altri[normalizza(nome)].add(self._oggi(comune))
        return altri

    @cached_property
    def _per_pk(self):
        return {comune.pk: comune for comune in self._comuni}

    def _oggi(self, comune):
        return self._per_pk.get(comune.confluito_in_id, comune)

    def trova(self, testo):
        """Return the comuni called ``testo`` (name, slug, ISTAT code; else alias), in order: often one."""
        chiave = normalizza(testo)
        trovati = self._nomi.get(chiave) or self._altri.get(chiave, ())
        return sorted(trovati, key=lambda comune: comune.nome)

    def simili(self, testo):
        """Return up to three comuni whose name looks like ``testo``."""
        nomi = get_close_matches(normalizza(testo), self._nomi, n=3, cutoff=0.7)
        return list(dict.fromkeys(comune for nome in nomi for comune in self.trova(nome)))


@dataclass
class Domanda:
    """A query once read. ``parti``: (words, typologies they are a common name of), all to be found."""

    luogo: object = None
    parti: list = field(default_factory=list)

    def filtro(self, tipologie):
        """Return the condition on services; ``tipologie`` are (pk, label) of the vocabulary."""
        condizione = Q()
        for frase, per_nome in self.parti:
            testo = Q()
            for parola in frase.split():
                testo &= _contiene(radice(parola), tipologie)
            condizione &= testo | Q(tipologia__in=per_nome) if per_nome else testo
        return condizione


def leggi(testo, luoghi, sinonimi, con_luogo=True):
    """Return the Domanda of ``testo``; ``sinonimi`` are (word, typology pk).

    With ``con_luogo`` the name of a comune is a place, not a word to look for.
    """
    parole = normalizza(testo).split()[:PAROLE]
    luogo, parole = _togli_luogo(parole, luoghi) if con_luogo else (None, parole)
    per_termine = defaultdict(set)
    for termine, tipologia in sinonimi:
        per_termine[normalizza(termine)].add(tipologia)
    return Domanda(luogo, list(_parti(parole, per_termine)))


def radice(parola):
    """Return what singular and plural share, roughly: a long word without its last vowel."""
    return parola[:-1] if len(parola) > 4 and parola[-1] in "aeiou" else parola


def _togli_luogo(parole, luoghi):
    """Return (comune, other words): the longest run of words that is the name of exactly one comune."""
    for lunghezza in range(min(PAROLE_LUOGO, len(parole)), 0, -1):
        for inizio in range(len(parole) - lunghezza + 1):
            nome = " ".join(parole[inizio : inizio + lunghezza])
            dopo_preposizione = inizio > 0 and parole[inizio - 1] in PREPOSIZIONI
            if nome.isdecimal() or (nome in PAROLE_COMUNI and not dopo_preposizione):
                continue
            trovati = luoghi.trova(nome)
            if len(trovati) == 1:
                prima = parole[: inizio - dopo_preposizione]
                return trovati[0], prima + parole[inizio + lunghezza :]
    return None, parole


def _parti(parole, per_termine):
    """Yield (words, typologies): the longest common names first, then single words that mean something."""
    inizio = 0
    while inizio < len(parole):
        for fine in range(len(parole), inizio, -1):
            frase = " ".join(parole[inizio:fine])
            if frase in per_termine:
                yield frase, sorted(per_termine[frase])
                inizio = fine
                break
        else:
            if parole[inizio] not in VUOTE:
                yield parole[inizio], []
            inizio += 1


def _contiene(radice, tipologie):
    """Return the condition: the letters are in title, short description, typology or name of the body."""
    con_nome = [pk for pk, label in tipologie if radice in normalizza(label)]
    enti = Organizzazione.objects.filter(denominazione__icontains=radice).order_by().values("pk")
    return (
        Q(titolo__icontains=radice)
        | Q(descrizione_breve__icontains=radice)
        | Q(tipologia__in=con_nome)
        | Q(gestore__in=enti)
    )
