"""Rows that break the constraints of decisions, votes, action points and minutes (see tests/vincoli.py)."""

from datetime import date

from comitato.models import Azione, Decisione, Quesito, Verbale, Voto
from tests.comitato.fabbriche import make_punto, make_seduta
from tests.comitato.fabbriche_decisioni import (
    make_azione,
    make_presa,
    make_quesito,
    make_verbale,
    make_voto,
)
from tests.factories import make_aderente


def _decisione(**campi):
    punto = make_punto(make_seduta(stato="aperta"))
    return Decisione(**{"punto": punto, "seduta": punto.seduta, "titolo": "Si fa", "testo": "Si fa."} | campi)


def _stesso_numero():
    prima = make_presa()
    presa = {"esito": "approvata", "presa_il": prima.presa_il}
    return _decisione(numero=prima.numero, anno=prima.anno, **presa)


def _cambiata():
    decisione = make_presa()
    decisione.testo = "Il contrario."
    return decisione


def _secondo_voto():
    voto = make_voto()
    return Voto(decisione=voto.decisione, seggio=voto.seggio, scelta="contrario")


def _azione(**campi):
    valori = {"testo": "Si fa", "scade_il": date(2026, 12, 31), "ente": make_aderente()}
    return Azione(**{"decisione": make_presa()} | valori | campi)


def _stessi_occhi():
    azione = make_azione(stato="chiusa")
    azione.verificata_da = azione.riferita_da
    return azione


def _verbale(**campi):
    return Verbale(**{"seduta": make_seduta(stato="chiusa"), "testo": "Testo."} | campi)


def _riscritto():
    verbale = make_verbale(stato="approvato")
    verbale.testo_pubblico = "Altro."
    return verbale


def _da_se():
    seduta = make_seduta(stato="chiusa")
    return Verbale(seduta=seduta, testo="Testo.", stato="approvato", approvato_in=seduta)


def _quesito(**campi):
    prima = make_quesito()
    return Quesito(**{"progetto": prima.progetto, "ente": prima.ente, "domanda": "Quando?"} | campi)


def _quesito_cambiato(scritta="", **campi):
    quesito = make_quesito(risposta=scritta)
    for nome, valore in campi.items():
        setattr(quesito, nome, valore)
    return quesito


PROVE = {
    "comitato_quesito_domanda": lambda: _quesito(domanda=""),
    "comitato_quesito_risposta": lambda: _quesito(risposta="Domani."),
    "comitato_quesito_immutabile": lambda: _quesito_cambiato(domanda="Un’altra?"),
    "comitato_quesito_risposto": lambda: _quesito_cambiato("Domani.", risposta="Mai."),
    "comitato_decisione_numero": _stesso_numero,
    "comitato_decisione_presa": lambda: _decisione(esito="approvata"),
    "comitato_decisione_immutabile": _cambiata,
    "comitato_voto_uno": _secondo_voto,
    "comitato_azione_chiusa": lambda: _azione(stato="chiusa", verifica="Visto."),
    "comitato_azione_fatta": lambda: _azione(stato="fatta", fatta_il=date(2026, 12, 1)),
    "comitato_azione_annullata": lambda: _azione(stato="annullata"),
    "comitato_azione_altri_occhi": _stessi_occhi,
    "comitato_verbale_approvato_in": lambda: _verbale(stato="approvato"),
    "comitato_verbale_pubblicato_il": lambda: _verbale(pubblicato_il=date(2026, 1, 1)),
    "comitato_verbale_altra_seduta": _da_se,
    "comitato_verbale_immutabile": _riscritto,
}
