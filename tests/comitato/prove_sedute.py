"""Rows that break the constraints of the Comitato: sedute (see tests/vincoli.py)."""

from datetime import timedelta

from django.utils import timezone

from comitato.models import CartaPunto, Presenza, PuntoOdg, Seduta
from tests.comitato.fabbriche import make_punto, make_seduta, make_seggio
from tests.comitato.fabbriche_sedute import make_presenza


def _seduta(**campi):
    return Seduta(**{"titolo": "Prova", "inizio": timezone.now() + timedelta(days=9)} | campi)


def _stesso_numero():
    prima = make_seduta(stato="convocata")
    return _seduta(anno=prima.anno, numero=prima.numero)


def _stesso_ordine():
    primo = make_punto()
    return PuntoOdg(seduta=primo.seduta, ordine=primo.ordine, titolo="Un altro")


def _seconda_presenza():
    prima = make_presenza()
    return Presenza(seduta=prima.seduta, seggio=prima.seggio, modo="assente")


def _presenza(modo, delegato=None):
    return Presenza(seduta=make_seduta(), seggio=make_seggio(), modo=modo, delegato=delegato)


def _a_se():
    seggio = make_seggio()
    return Presenza(seduta=make_seduta(), seggio=seggio, modo="delega", delegato=seggio)


PROVE = {
    "comitato_seduta_numero": _stesso_numero,
    "comitato_seduta_termine": lambda: _seduta(modo="scritta"),
    "comitato_seduta_convocata": lambda: _seduta(stato="aperta"),
    "comitato_seduta_annullata": lambda: _seduta(stato="annullata"),
    "comitato_punto_ordine": _stesso_ordine,
    "comitato_cartapunto_file_o_indirizzo": lambda: CartaPunto(punto=make_punto(), titolo="Vuota"),
    "comitato_presenza_una": _seconda_presenza,
    "comitato_presenza_delega": lambda: _presenza("delega"),
    "comitato_presenza_non_a_se": _a_se,
}
