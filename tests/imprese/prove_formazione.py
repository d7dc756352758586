"""Rows that break the constraints of training (see tests/vincoli.py)."""

from datetime import timedelta

from django.utils import timezone

from imprese.models import Gradimento, Incontro, Iscrizione, Percorso, Presenza
from tests.imprese import fabbriche_formazione as fai


def _percorso(**campi):
    valori = {"titolo": "Nuovo", "slug": "nuovo", "sommario": "In breve.", "luogo": "Sondrio", "posti": 3}
    return Percorso(**valori | campi)


def _incontro():
    ora = timezone.now()
    return Incontro(percorso=fai.make_percorso(), inizio=ora, fine=ora - timedelta(hours=1))


def _iscrizione(percorso=None, **campi):
    valori = {"ente": "Nuova", "email": "nuova@example.org", "codice": "nuovo"}
    return Iscrizione(percorso=percorso or fai.make_percorso(), **valori | campi)


def _seconda():
    prima = fai.make_iscrizione(stato="da_confermare")
    return _iscrizione(prima.percorso, email=prima.email)


def _tredicesima():
    percorso = fai.make_percorso(posti=1)
    fai.make_iscrizione(percorso)
    return _iscrizione(percorso, stato="confermata", in_fila_il=timezone.now())


def _meno_posti():
    percorso = fai.make_percorso(posti=2)
    for _volta in range(2):
        fai.make_iscrizione(percorso)
    percorso.posti = 1
    return percorso


def _presenza():
    prima = fai.make_presenza()
    return Presenza(incontro=prima.incontro, iscrizione=prima.iscrizione)


def _attestato():
    attestato = fai.make_attestato()
    attestato.minuti = 999
    return attestato


PROVE = {
    "imprese_percorso_posti": lambda: _percorso(posti=0),
    "imprese_percorso_presenza": lambda: _percorso(presenza_minima_pct=101),
    "imprese_percorso_posti_presi": _meno_posti,
    "imprese_percorso_dove": lambda: _percorso(luogo=""),
    "imprese_percorso_annullato": lambda: _percorso(annullato_il=timezone.now()),
    "imprese_incontro_fine": _incontro,
    "imprese_iscrizione_una": _seconda,
    "imprese_iscrizione_anonima": lambda: _iscrizione(anonima_il=timezone.now()),
    "imprese_iscrizione_chi": lambda: _iscrizione(ente=""),
    "imprese_iscrizione_in_fila": lambda: _iscrizione(stato="in_lista"),
    "imprese_iscrizione_posti": _tredicesima,
    "imprese_presenza_una": _presenza,
    "imprese_attestato_immutabile": _attestato,
    "imprese_gradimento_voto": lambda: Gradimento(percorso=fai.make_percorso(), voto=6),
}
