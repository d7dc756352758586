"""The shortlist as an address: which services, in what order, and a signature. Nothing is stored anywhere.

A token is the identifiers as variable-length integers (seven bits a byte, the last byte of each below 128),
in base64url, then a signature of SIGLA characters: thirty services take some ninety characters.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode

from django.core.signing import Signer
from django.urls import reverse
from django.utils.crypto import constant_time_compare

MASSIMO = 30  # services in a list
SIGLA = 10  # characters of the signature: 60 bits
LUNGHEZZA = 400  # characters: no token is longer
PK_MASSIMA = 2**63 - 1


class ListaErrataError(ValueError):
    """The token was not made by this portal, or has lost a piece on the way."""


def scrivi(chiavi):
    """Return the token of the services ``chiavi`` (at most MASSIMO identifiers, in order)."""
    corpo = urlsafe_b64encode(b"".join(map(_byte, chiavi))).decode().rstrip("=")
    return corpo + _sigla(corpo, _firmatario().key)


def leggi(token):
    """Return the identifiers in a token, in order. Raises ListaErrataError."""
    corpo, sigla = token[:-SIGLA], token[-SIGLA:]
    firmatario = _firmatario()
    chiavi = [firmatario.key, *firmatario.fallback_keys]
    if len(token) > LUNGHEZZA or not any(constant_time_compare(sigla, _sigla(corpo, c)) for c in chiavi):
        raise ListaErrataError
    return _numeri(urlsafe_b64decode(corpo + "=" * (-len(corpo) % 4)))


def valido(token):
    """Return ``token`` if this portal made it, else an empty string."""
    try:
        leggi(token)
    except ListaErrataError:
        return ""
    return token


def da_testi(testi):
    """Return the identifiers written in ``testi``, at most MASSIMO, once each; the rest is left out."""
    numeri = [int(testo) for testo in testi if testo.isascii() and testo.isdecimal() and len(testo) < 20]
    return list(dict.fromkeys(n for n in numeri if 0 < n <= PK_MASSIMA))[:MASSIMO]


def indirizzo(chiavi):
    """Return the path of the list of ``chiavi``; of the page that explains when there is none."""
    if not chiavi:
        return reverse("ricerca:shortlist-empty")
    return reverse("ricerca:shortlist", args=[scrivi(chiavi)])


def _firmatario():
    return Signer(salt="ricerca.lista")


def _sigla(corpo, chiave):
    return _firmatario().signature(corpo, chiave)[:SIGLA]


def _byte(numero):
    """Return a positive integer as bytes, low seven bits first; every byte but the last has its high bit."""
    pezzi = []
    while numero > 127:
        pezzi.append(numero & 127 | 128)
        numero >>= 7
    return bytes([*pezzi, numero])


def _numeri(byte):
    numeri, numero, posto = [], 0, 0
    for pezzo in byte:
        numero |= (pezzo & 127) << posto
        posto += 7
        if pezzo < 128:
            numeri.append(numero)
            numero, posto = 0, 0
    return numeri
