"""Italian words as the search compares them: no accents, no apostrophes, singular and plural alike."""

import re
import unicodedata
from functools import lru_cache

PREPOSIZIONI = {"a", "ad", "in", "di", "da", "vicino", "presso"}
PAROLE_VUOTE = """
    al allo alla ai agli alle col con dal dalla dalle del dello della dei degli delle e ed gli i il
    la le lo l d un una uno nel nella nei nelle o per su sul sulla sui tra fra
"""
VUOTE = PREPOSIZIONI | set(PAROLE_VUOTE.split())
# What people say around what they look for; in the name of a typology these words count (“badante a ore”).
PAROLE_DI_CONTORNO = """
    che chi come cui dove quando quale quali se si sono ho c ce cerco cercare cerca trovare trovo
    vorrei voglio devo posso serve servono bisogno portare mandare lasciare mio mia miei mie nostro
    nostra suo sua apre aprono aperto aperta aperti aperte chiude chiudono ore ora anni anno mesi
    mese eta servizio servizi qualcuno qualcosa zona comune paese valle
"""
CONTORNO = set(PAROLE_DI_CONTORNO.split())
SEGNI = re.compile(r"[\u0300-\u036f]+")  # combining accents
PAROLA = re.compile(r"[a-z0-9]+")
FINALE = re.compile(r"(?:i[aeio]?|[aeou])$")
CORTA = 3  # letters: shorter words have no root but themselves


def normalizza(testo):
    """Return ``testo`` in lower case, without accents, apostrophes and punctuation, single spaces."""
    piano = unicodedata.normalize("NFKD", testo.casefold())
    return " ".join(PAROLA.findall(SEGNI.sub("", piano)))


@lru_cache(maxsize=20_000)
def radice(parola):
    """Return what singular and plural of a normalised word share: asilo and asili, ente and enti, banche.

    The last vowels go, then the h of -che and -ghi. It joins more than it should (caso, casa): ranking
    and the typologies' own words make up for it.
    """
    if len(parola) <= CORTA or parola.isdecimal():
        return parola
    tronca = FINALE.sub("", parola)
    if len(tronca) < CORTA:
        return parola
    return tronca[:-1] if tronca.endswith(("ch", "gh")) and tronca != parola else tronca


def radici(testo):
    """Return the roots of the words of ``testo``, in order, without articles and prepositions."""
    return tuple(radice(parola) for parola in normalizza(testo).split() if parola not in VUOTE)
