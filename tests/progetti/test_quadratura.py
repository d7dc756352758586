"""Whether the money of a project adds up, in words."""

from datetime import date
from decimal import Decimal

import pytest

from progetti.denaro.quadratura import Esito, quadratura
from progetti.models import EventoProgetto, Fondo, Impegno, Pagamento, QuadroFinanziario, VoceDenaro
from tests.factories import (
    make_avviso,
    make_finanziamento,
    make_organizzazione,
    make_piano,
    make_progetto,
    make_quadro,
    make_rendiconto,
)

pytestmark = pytest.mark.django_db
EURO = Decimal


def controllo(progetto, inizio):
    """Return (outcome, words) of the check whose name starts so."""
    [trovato] = [c for c in quadratura(progetto) if c.nome.startswith(inizio)]
    return trovato.esito, trovato.testo.replace("\u00a0", " ")


def test_without_a_budget_nothing_is_said_to_add_up():
    esiti = {c.nome: c.esito for c in quadratura(make_progetto())}
    assert [nome for nome, esito in esiti.items() if esito == Esito.TORNA] == [
        "Le quote di UE, Stato e Regione sono quelle del fondo",
        "Oltre l'anticipo, i pagamenti non superano l'ammesso",
        "Il saldo viene dopo la verifica",
    ]


def test_a_draft_tells_what_is_missing():
    quadro = make_quadro(approvato_il=None)
    QuadroFinanziario.objects.filter(pk=quadro.pk).update(costo_totale=EURO("1000.01"))
    assert controllo(quadro.progetto, "Le fonti") == (
        Esito.ERRORE,
        "Mancano 0,01 € di fonti su un costo totale di 1.000,01 €.",
    )


@pytest.mark.parametrize(
    ("ue", "stato", "regione", "esito"),
    [
        ("50.00", "35.00", "15.00", Esito.TORNA),
        ("50.01", "34.99", "15.00", Esito.AVVISO),
        ("0.50", "0.36", "0.15", Esito.TORNA),  # 1.01 in shares of half a cent: rounding, no warning
    ],
)
def test_shares_of_the_fund_to_the_cent(ue, stato, regione, esito):
    fondo = Fondo.objects.create(
        code="F", label="FSE", tipo="fse", quota_ue_pct=50, quota_stato_pct=35, quota_regione_pct=15
    )
    fonti = {"fse_ue": EURO(ue), "fse_stato": EURO(stato), "fse_regione": EURO(regione)}
    progetto = make_progetto(fondo=fondo)
    make_quadro(progetto, fonti)
    assert controllo(progetto, "Le quote")[0] == esito


def test_shares_that_no_source_tells_cannot_be_checked():
    progetto = make_progetto(fondo=Fondo.objects.create(code="F", label="FSE", tipo="fse", quota_ue_pct=50))
    make_quadro(progetto, {"fse_ue": EURO("1.00"), "fse_stato": EURO("1.00")})
    assert controllo(progetto, "Le quote")[0] == Esito.IGNOTO


def test_co_financing_is_measured_against_the_call_before_the_cycle():
    fonti = {"regione": EURO("800.10"), "partner": EURO("199.90")}
    piano = make_piano(quota_cofinanziamento_minima_pct=Decimal(10))
    progetto = make_progetto(piano=piano)
    make_quadro(progetto, fonti)
    assert controllo(progetto, "Il cofin") == (
        Esito.TORNA,
        "È il 19,99%, il minimo del ciclo è il 10%.",
    )
    progetto.avviso = make_avviso(quota_cofinanziamento_minima_pct=Decimal(20))
    assert controllo(progetto, "Il cofin")[0] == Esito.AVVISO


def test_commitments_and_accounts_beyond_the_cost_are_warnings():
    progetto = make_quadro().progetto
    Impegno.objects.create(progetto=progetto, data=date(2018, 1, 1), oggetto="X", importo=EURO("1000.01"))
    make_rendiconto(progetto, rendicontato=EURO("999.00"))
    assert controllo(progetto, "L'impegnato") == (
        Esito.AVVISO,
        "1.000,01 € su 1.000,00 €: 0,01 € di troppo.",
    )
    assert controllo(progetto, "Il rendicontato")[0] == Esito.TORNA


@pytest.mark.parametrize(
    ("verifica", "esito"),
    [(None, Esito.AVVISO), (date(2019, 3, 2), Esito.AVVISO), (date(2019, 3, 1), Esito.TORNA)],
)
def test_a_balance_comes_after_the_verification(verifica, esito):
    progetto = make_progetto(stato="rendicontazione_presentata")
    make_quadro(progetto)
    make_rendiconto(progetto, ammesso=EURO("1000.00"), ammesso_il=date(2019, 2, 1))
    if verifica:
        EventoProgetto.objects.create(progetto=progetto, tipo="in_verifica", data=verifica)
    Pagamento.objects.create(
        progetto=progetto,
        tipo="saldo",
        data=date(2019, 3, 1),
        importo=EURO("1000.00"),
        beneficiario=make_organizzazione(),
    )
    assert controllo(progetto, "Il saldo")[0] == esito
    assert controllo(progetto, "I pagamenti")[0] == Esito.TORNA


def test_parts_of_two_projects_that_exceed_the_sum_are_told():
    somma = make_finanziamento(importo="1500.00")
    progetti = [make_quadro(approvato_il=None).progetto for _ in range(2)]
    VoceDenaro.objects.update(parte_di=somma)
    for quadro in QuadroFinanziario.objects.all():
        quadro.approvato_il = date(2018, 1, 1)
        quadro.save()
    assert controllo(progetti[0], "Le parti") == (
        Esito.AVVISO,
        "2.000,00 € su 1.500,00 €: 500,00 € di troppo.",
    )
