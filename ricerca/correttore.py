"""Typing errors: a word that nothing knows is read as the nearest one that something knows."""

from dataclasses import replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ricerca.domanda import leggi
from ricerca.lingua import CONTORNO, VUOTE, normalizza
from ricerca.models import Parola, Posizione

CORTA = 4  # letters: a shorter word is never corrected
BREVE = 5  # letters: up to here one error, beyond two


def leggi_corretta(testo, vocabolario, con_luogo=True):
    """Return the Domanda of ``testo``; where a word is unknown, of the nearest text that is known.

    ``corretta`` then holds that text, and ``ignote`` the words that stay unknown. A query between quotation
    marks is never corrected.
    """
    domanda = leggi(testo, vocabolario, con_luogo)
    ignote = _ignote(domanda)
    if not ignote or domanda.alla_lettera:
        return replace(domanda, ignote=ignote)
    correzioni = {parola: _correggi(parola, vocabolario) for parola in ignote}
    if not any(correzioni.values()):
        return replace(domanda, ignote=ignote)
    parole = [correzioni.get(parola) or parola for parola in normalizza(testo).split()]
    corretta = leggi(_con_segni(testo, parole), vocabolario, con_luogo)
    return replace(corretta, corretta=" ".join(parole), ignote=_ignote(corretta))


def _con_segni(testo, parole):
    """Return the corrected words as a text; the signs that normalising loses (7:30) come from ``testo``."""
    return (
        " ".join(parole)
        if len(parole) != len(testo.split())
        else " ".join(
            scritta if normalizza(scritta) == parola or " " in normalizza(scritta) else parola
            for scritta, parola in zip(testo.split(), parole, strict=True)
        )
    )


def _ignote(domanda):
    """Return the words of the query whose root no sheet has."""
    radici = {parte.radici[0]: parte.testo for parte in domanda.parole}
    if not radici:
        return ()
    note = Posizione.objects.filter(radice__in=radici).values_list("radice", flat=True).distinct()
    return tuple(testo for r, testo in radici.items() if r not in set(note))


def _correggi(parola, vocabolario):
    """Return the known word or name nearest to ``parola``, an empty string when none is near enough."""
    if len(parola) < CORTA or parola.isdecimal() or parola in VUOTE | CONTORNO:
        return ""
    errori = 1 if len(parola) <= BREVE else 2
    for note in (vocabolario.testi_noti, _parole_delle_schede()):
        vicine = process.extract(parola, note, scorer=OSA.distance, score_cutoff=errori, limit=20)
        if vicine:
            return min(vicine, key=lambda v: (v[1], v[0][0] != parola[0], v[0]))[0]
    return ""


def _parole_delle_schede():
    return list(Parola.objects.order_by("testo").values_list("testo", flat=True))
