"""Comuni and ambiti by every name people use for them, and how far they are from each other."""

from collections import defaultdict
from difflib import get_close_matches
from math import asin, cos, radians, sin, sqrt

from django.utils.functional import cached_property

from ricerca.lingua import normalizza

RAGGIO_TERRA_KM = 6371
# How much longer than the straight line a way may be, and how far from it, to be “along the way”.
DEVIAZIONE, SCARTO_KM = 1.15, 3
VICINO_KM = 8
# Names of comuni and hamlets that are also common words: a place only after a preposition.
PAROLE_COMUNI = {"demo", "frontale", "mantello", "mese", "pezzo", "sacco", "villa", "piazza", "castello"}


def distanza_km(uno, altro):
    """Return the kilometres as the crow flies between two (lat, lon); None when either is not known."""
    if None in (*uno, *altro):
        return None
    lat1, lon1, lat2, lon2 = (radians(float(x)) for x in (*uno, *altro))
    arco = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * RAGGIO_TERRA_KM * asin(sqrt(arco))


def punto(comune):
    """Return (lat, lon) of the main settlement of ``comune``; (None, None) when not known."""
    return comune.lat, comune.lon


class Luoghi:
    """The comuni by every name; an abolished one leads to its heir.

    ``comuni`` and ``ambiti`` (querysets or lists) are read when first needed.
    """

    def __init__(self, comuni, ambiti=()):
        self._comuni = comuni
        self._ambiti = ambiti

    def nomi(self):
        """Return the names of the comuni of today."""
        return [comune.nome for comune in self._comuni if comune.cessato_il is None]

    def tutti_i_nomi(self):
        """Return every name, normalised, of comuni and ambiti."""
        return {*self._nomi, *(n for n in self._altri if not n.isdecimal()), *self._degli_ambiti}

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
    def _degli_ambiti(self):
        nomi = defaultdict(list)
        for ambito in self._ambiti:
            for nome in (ambito.nome, *filter(None, ambito.alias.split(";"))):
                nomi[normalizza(nome)].append(ambito)
        return nomi

    @cached_property
    def _per_pk(self):
        return {comune.pk: comune for comune in self._comuni}

    def _oggi(self, comune):
        return self._per_pk.get(comune.confluito_in_id, comune)

    def comune(self, pk):
        """Return the comune of the primary key ``pk``, None when there is none."""
        return self._per_pk.get(pk)

    def trova(self, testo):
        """Return the comuni called ``testo`` (name, slug, ISTAT code; else alias), in order: often one."""
        chiave = normalizza(testo)
        trovati = self._nomi.get(chiave) or self._altri.get(chiave, ())
        return sorted(trovati, key=lambda comune: comune.nome)

    def ambiti(self, testo):
        """Return the ambiti called ``testo``: “Valchiavenna” is one, “Valtellina” is four."""
        return self._degli_ambiti.get(normalizza(testo), [])

    def simili(self, testo):
        """Return up to three comuni whose name looks like ``testo``."""
        nomi = get_close_matches(normalizza(testo), self._nomi, n=3, cutoff=0.7)
        return list(dict.fromkeys(comune for nome in nomi for comune in self.trova(nome)))

    def per_distanza(self, da):
        """Return (km, comune) of today's comuni with a known point, the nearest to ``da`` first."""
        misure = ((distanza_km(punto(da), punto(c)), c) for c in self._comuni if c.cessato_il is None)
        return sorted(((km, c) for km, c in misure if km is not None), key=lambda m: (m[0], m[1].nome))

    def vicini(self, comune):
        """Return ``comune`` and today's comuni within ``VICINO_KM`` of it."""
        return [c for km, c in self.per_distanza(comune) if km <= VICINO_KM] or [comune]

    def sulla_strada(self, casa, lavoro):
        """Return today's comuni that are hardly out of the way between two comuni, both ends included."""
        diretta = distanza_km(punto(casa), punto(lavoro))
        if diretta is None:
            return [casa, lavoro]
        dal_lavoro = {c.pk: km for km, c in self.per_distanza(lavoro)}
        massima = diretta * DEVIAZIONE + SCARTO_KM
        return [c for km, c in self.per_distanza(casa) if km + dal_lavoro[c.pk] <= massima]
