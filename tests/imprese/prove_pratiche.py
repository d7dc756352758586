"""Rows that break the constraints of good practices (see tests/vincoli.py)."""

from datetime import date, timedelta

from django.utils import timezone

from imprese.models import Certificazione, CommentoPratica
from tests.factories import make_aderente
from tests.imprese.fabbriche_pratiche import make_commento_pratica, make_pratica, make_proposta_pratica


def _nuova(pratica, **campi):
    pratica.pk, pratica.slug = None, "un-altra"
    pratica._state.adding = True
    for nome, valore in campi.items():
        setattr(pratica, nome, valore)
    return pratica


def _pratica(**campi):
    return _nuova(make_pratica(), **campi)


def _proposta(**campi):
    return _nuova(make_proposta_pratica(make_aderente()), **campi)


def _approvata(**campi):
    ente = make_aderente()
    return _nuova(make_pratica(organizzazione=ente, lavoro="approvata", pubblicata=False), **campi)


def _commento(pratica=None, **campi):
    valori = {"campo": "costo", "testo": "Aggiungi l’anno."}
    return CommentoPratica(pratica=pratica or make_pratica(), **valori | campi)


PROVE = {
    "imprese_pratica_chi": lambda: _pratica(impresa=""),
    "imprese_pratica_beneficiari": lambda: _pratica(beneficiari=4),
    "imprese_pratica_risultati": lambda: _pratica(dopo="Meglio."),
    "imprese_pratica_pubblicata": lambda: _pratica(consenso_il=None),
    "imprese_pratica_dell_ente": lambda: _proposta(organizzazione=None, impresa="Una"),
    "imprese_pratica_completa": lambda: _proposta(da_copiare=""),
    "imprese_pratica_consenso": lambda: _proposta(consenso_il=None),
    "imprese_pratica_letta": lambda: _approvata(pubblicata=True, lavoro="inviata"),
    "imprese_pratica_approvata": lambda: _approvata(approvata_da=""),
    "imprese_certificazione_dal_al": lambda: Certificazione(
        pratica=make_pratica(), schema="whp", dal=date(2026, 1, 1), al=date(2025, 1, 1)
    ),
    "imprese_commento_testo": lambda: _commento(testo=""),
    "imprese_commento_campo": lambda: _commento(campo="", dall_ente=False),
    "imprese_commento_aperto": lambda: _commento(make_commento_pratica().pratica),
    "imprese_commento_dopo": lambda: _commento(risolto_il=timezone.now() - timedelta(days=1)),
    "imprese_commento_risposta": lambda: _commento(campo="", dall_ente=True, risposta="Fatto."),
}
