"""What ATS does with the money of a project, and the words of what is refused."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.models import Fonte
from progetti.denaro.azioni import (
    ammetti_rendiconto,
    approva_quadro,
    nuova_versione,
    scrivi_pagamento,
)
from progetti.denaro.conti import conti
from progetti.models import Pagamento, QuadroFinanziario, VoceDenaro
from tests.factories import (
    make_finanziamento,
    make_organizzazione,
    make_progetto,
    make_quadro,
    make_rendiconto,
    make_utente,
)

pytestmark = pytest.mark.django_db
EURO = Decimal
GIORNO = date(2019, 1, 1)


def paga(progetto, tipo, euro, **campi):
    campi.setdefault("beneficiario", None)
    campi["beneficiario"] = campi["beneficiario"] or make_organizzazione()
    utente = campi.pop("utente", None)
    campi = {"data": GIORNO, "importo": EURO(euro)} | campi
    return scrivi_pagamento(pagamento=Pagamento(progetto=progetto, tipo=tipo, **campi), utente=utente)


def rifiuto(azione, **campi):
    """Return the words with which the action is refused, plain spaces in the amounts."""
    with pytest.raises(ValidationError) as errore:
        azione(**campi)
    return [messaggio.replace("\u00a0", " ") for messaggio in errore.value.messages]


def test_a_budget_that_does_not_add_up_is_refused_with_the_difference():
    quadro = make_quadro(fonti={"regione": EURO("8749.90"), "partner": EURO("0.10")}, approvato_il=None)
    QuadroFinanziario.objects.filter(pk=quadro.pk).update(costo_totale=EURO("10000.00"))
    assert rifiuto(approva_quadro, quadro=quadro, data=GIORNO) == [
        "Il quadro non torna: mancano 1.250,00 € di fonti su un costo totale di 10.000,00 €.",
        "Il quadro non torna: mancano 1.250,00 € di voci di costo su un costo totale di 10.000,00 €.",
    ]
    QuadroFinanziario.objects.filter(pk=quadro.pk).update(costo_totale=EURO("8749.99"))
    [fonti, _costi] = rifiuto(approva_quadro, quadro=quadro, data=GIORNO)
    assert "ci sono 0,01 € di fonti di troppo" in fonti
    quadro.refresh_from_db()
    assert quadro.approvato_il is None


def test_a_budget_is_approved_once_and_not_tomorrow():
    quadro, utente = make_quadro(approvato_il=None), make_utente()
    domani = timezone.localdate() + timedelta(days=1)
    assert rifiuto(approva_quadro, quadro=quadro, data=domani)
    approva_quadro(quadro=quadro, data=GIORNO, utente=utente)
    assert conti([quadro.progetto])[quadro.progetto_id].concesso == EURO("1000.00")
    assert rifiuto(approva_quadro, quadro=quadro, data=GIORNO) == ["Questo quadro è già approvato."]


def test_a_new_version_copies_the_one_in_force_and_does_not_touch_it():
    quadro = make_quadro(fonti={"regione": EURO("800.00"), "partner": EURO("200.00")})
    nuovo = nuova_versione(progetto=quadro.progetto, motivo="Meno partner", utente=make_utente())
    assert (nuovo.numero, nuovo.costo_totale, nuovo.approvato_il) == (2, EURO("1000.00"), None)
    for una in (quadro, nuovo):
        fonti = una.fonti_di_denaro.values_list("pagatore", "importo")
        assert set(fonti) == {("regione", EURO("800.00")), ("partner", EURO("200.00"))}
        assert una.voci_di_spesa.get().importo == EURO("1000.00")
    assert conti([quadro.progetto])[quadro.progetto_id].quadro == quadro
    assert rifiuto(nuova_versione, progetto=quadro.progetto, motivo="Ancora")
    approva_quadro(quadro=nuovo, data=GIORNO)
    assert conti([quadro.progetto])[quadro.progetto_id].quadro == nuovo


def test_a_new_version_needs_a_reason_and_a_budget_to_start_from():
    assert rifiuto(nuova_versione, progetto=make_progetto(), motivo="Altro")
    assert rifiuto(nuova_versione, progetto=make_quadro().progetto, motivo=" ")


def test_an_old_draft_is_not_approved_over_a_later_version():
    vecchia = make_quadro(approvato_il=None)
    make_quadro(vecchia.progetto)
    assert rifiuto(approva_quadro, quadro=vecchia, data=GIORNO)


def test_a_budget_cannot_grant_less_than_what_is_paid():
    progetto = make_quadro().progetto
    paga(progetto, "anticipo", "700.00")
    nuovo = make_quadro(progetto, {"regione": EURO("600.00")}, approvato_il=None)
    [parole] = rifiuto(approva_quadro, quadro=nuovo, data=GIORNO)
    assert "concede 600,00 €" in parole
    assert "recupero di 100,00 €" in parole
    paga(progetto, "recupero", "100.00")
    approva_quadro(quadro=nuovo, data=GIORNO)
    conto = conti([progetto])[progetto.pk]
    assert (conto.liquidato, conto.residuo) == (EURO("600.00"), EURO("0.00"))


def test_payments_stop_at_the_grant_to_the_cent():
    progetto = make_quadro(fonti={"regione": EURO("0.30"), "partner": EURO("9.00")}).progetto
    paga(progetto, "anticipo", "0.10")
    [parole] = rifiuto(paga, progetto=progetto, tipo="anticipo", euro="0.21")
    assert "contributo concesso 0,30 €, già pagati 0,10 €, restano 0,20 €" in parole
    paga(progetto, "anticipo", "0.20")
    conto = conti([progetto])[progetto.pk]
    assert (conto.liquidato, conto.pagato_pct) == (EURO("0.30"), EURO(100))


def test_beyond_the_advance_payments_stop_at_what_is_admitted():
    progetto = make_quadro().progetto
    paga(progetto, "anticipo", "400.00")
    assert "restano 0,00 €" in rifiuto(paga, progetto=progetto, tipo="saldo", euro="1.00")[0]
    rendiconto = make_rendiconto(progetto, rendicontato=EURO("700.00"))
    ammetti_rendiconto(rendiconto=rendiconto, ammesso=EURO("650.00"), data=GIORNO)
    assert rifiuto(paga, progetto=progetto, tipo="saldo", euro="250.01")
    paga(progetto, "saldo", "250.00")
    assert rifiuto(paga, progetto=progetto, tipo="anticipo", euro="0.01")
    [parole] = rifiuto(ammetti_rendiconto, rendiconto=rendiconto, ammesso=EURO("600.00"), data=GIORNO)
    assert "già stati pagati 650,00 €" in parole
    assert "recupero di 50,00 €" in parole


def test_nothing_is_paid_without_an_approved_budget():
    progetto = make_quadro(approvato_il=None).progetto
    assert "approva il quadro" in rifiuto(paga, progetto=progetto, tipo="anticipo", euro="1.00")[0]


def test_no_more_is_taken_back_than_was_paid():
    progetto, ente = make_quadro().progetto, make_organizzazione()
    paga(progetto, "anticipo", "100.00", beneficiario=ente)
    dati = {"progetto": progetto, "tipo": "recupero", "beneficiario": ente}
    assert rifiuto(paga, euro="100.01", **dati) == [
        "Non si possono recuperare 100,01 €: sono stati pagati 100,00 €."
    ]
    paga(euro="40.00", utente=make_utente(), **dati)
    assert conti([progetto])[progetto.pk].liquidato == EURO("60.00")


def test_no_more_is_admitted_than_was_reported_nor_before_it():
    rendiconto = make_rendiconto(rendicontato=EURO("10.00"), presentato_il=GIORNO)
    assert rifiuto(ammetti_rendiconto, rendiconto=rendiconto, ammesso=EURO("10.01"), data=GIORNO) == [
        "Non si possono ammettere 10,01 €: sono stati rendicontati 10,00 €."
    ]
    prima = GIORNO - timedelta(days=1)
    assert rifiuto(ammetti_rendiconto, rendiconto=rendiconto, ammesso=EURO("1.00"), data=prima)


def test_a_payment_remembers_who_registered_it():
    progetto, utente = make_quadro().progetto, make_utente()
    pagamento = paga(progetto, "anticipo", "1.00", utente=utente)
    assert Pagamento.objects.get(pk=pagamento.pk).registrato_da == utente


def test_a_float_is_never_paid():
    with pytest.raises(TypeError):
        paga(make_quadro().progetto, "anticipo", "0.10", importo=0.1)


def test_a_copied_source_keeps_the_sum_it_is_part_of_and_its_papers():
    somma, fonte = make_finanziamento(), Fonte.objects.create(code="F", titolo="Atto")
    quadro = make_quadro(approvato_il=None)
    voce = quadro.fonti_di_denaro.get()
    VoceDenaro.objects.filter(pk=voce.pk).update(parte_di=somma)
    voce.fonti.add(fonte)
    approva_quadro(quadro=quadro, data=GIORNO)
    copia = nuova_versione(progetto=quadro.progetto, motivo="Altro").fonti_di_denaro.get()
    assert (copia.parte_di, list(copia.fonti.all())) == (somma, [fonte])
    assert list(voce.fonti.all()) == [fonte]


def test_nothing_is_paid_tomorrow_nor_approved_before_the_version_that_it_replaces():
    progetto = make_quadro().progetto
    domani = timezone.localdate() + timedelta(days=1)
    assert rifiuto(paga, progetto=progetto, tipo="anticipo", euro="1.00", data=domani) == [
        "La data è nel futuro: scrivi quella in cui è successo."
    ]
    bozza = nuova_versione(progetto=progetto, motivo="Altro")
    assert rifiuto(approva_quadro, quadro=bozza, data=date(2017, 12, 31)) == [
        "La versione prima è approvata dal 01/01/2018: scrivi un giorno non precedente."
    ]
