"""Constraints of the projects and of their money."""

from datetime import date

import pytest

from progetti.models import (
    Attivita,
    Finanziamento,
    Fondo,
    PartnerProgetto,
    Progetto,
)
from tests.factories import make_organizzazione, make_progetto
from tests.progetti import (
    prove_avvisi,
    prove_denaro,
    prove_elenchi,
    prove_enti,
    prove_monitoraggio,
    prove_risultati,
    prove_vita,
)
from tests.vincoli import verifica

pytestmark = pytest.mark.django_db


def _progetto(**campi):
    valori = {"code": "NUOVO", "slug": "nuovo", "tipo": "fse", "cup_assente_motivo": "non trovato"}
    return Progetto(**valori | campi)


def _codice_locale_ripetuto():
    make_progetto(codice_locale="FSE-1")
    return _progetto(codice_locale="FSE-1")


def _finanziamento(**campi):
    valori = {
        "code": "FIN-1",
        "anno": 2017,
        "importo": "87000.00",
        "natura_importo": "assegnazione",
        "fonte_finanziaria": "Regione",
        "livello": "ats_montagna",
        "destinatario": "otto Alleanze",
        "oggetto": "Avviso 2017",
        "origine": "atto",
    }
    return Finanziamento(**valori | campi)


def _partner(progetto=None, **campi):
    campi.setdefault("organizzazione", None)
    campi["organizzazione"] = campi["organizzazione"] or make_organizzazione()
    return PartnerProgetto(progetto=progetto or make_progetto(), **campi)


def _due_capofila():
    primo = _partner(ruolo="capofila", al=date(2018, 6, 30))
    primo.save()
    return _partner(primo.progetto, ruolo="capofila", dal=date(2018, 6, 30))


def _due_volte_nel_progetto():
    primo = _partner()
    primo.save()
    return _partner(primo.progetto, organizzazione=primo.organizzazione, ruolo="sponsor")


def _attivita(**campi):
    return Attivita(progetto=make_progetto(), titolo="Avvio", **campi)


PROVE = {
    **prove_avvisi.PROVE,
    **prove_denaro.PROVE,
    **prove_elenchi.PROVE,
    **prove_enti.PROVE,
    **prove_monitoraggio.PROVE,
    **prove_risultati.PROVE,
    **prove_vita.PROVE,
    "progetti_fondo_quote_cento": lambda: Fondo(
        code="F", label="F", tipo="fse", quota_ue_pct=50, quota_stato_pct=35, quota_regione_pct="15.01"
    ),
    "progetti_finanziamento_importo": lambda: _finanziamento(importo="-0.01"),
    "progetti_finanziamento_anni": lambda: _finanziamento(anno_al=2016),
    "progetti_progetto_cup": lambda: _progetto(cup="J79D1700003000"),
    "progetti_progetto_cup_o_motivo": lambda: _progetto(cup_assente_motivo=""),
    "progetti_progetto_codice_locale": _codice_locale_ripetuto,
    "progetti_progetto_cofinanziamento": lambda: _progetto(cofinanziamento_pct="100.01"),
    "progetti_partnerprogetto_dal_al": lambda: _partner(dal=date(2018, 1, 2), al=date(2018, 1, 1)),
    "progetti_partner_un_capofila": _due_capofila,
    "progetti_partner_una_per_ente": _due_volte_nel_progetto,
    "progetti_attivita_previste": lambda: _attivita(
        inizio_previsto=date(2018, 1, 2), fine_prevista=date(2018, 1, 1)
    ),
    "progetti_attivita_effettive": lambda: _attivita(
        inizio_effettivo=date(2018, 1, 2), fine_effettiva=date(2018, 1, 1)
    ),
}


@pytest.mark.parametrize("nome", PROVE)
def test_constraint(nome):
    verifica(nome, PROVE[nome]())


def test_shares_of_a_fund_may_be_partly_unknown():
    fondo = Fondo(code="F", label="F", tipo="fse", quota_ue_pct=50)
    fondo.full_clean()
    fondo.save()
    assert Fondo.objects.get().quota_stato_pct is None
