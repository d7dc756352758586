"""What a project counted: validated values only, small numbers never, not even by a bar or by subtraction."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from pytest_django.asserts import assertContains, assertNotContains

from progetti.models import IndicatoreProgetto, ParteValore, ValoreIndicatore
from progetti.risultati import valida
from progetti.scheda.avanzamento import avanzamento, cifra
from tests.factories import make_indicatore, make_progetto, make_utente

pytestmark = pytest.mark.django_db
VALIDATO = date(2024, 1, 20)


def seguito(progetto, obiettivo=None, **campi):
    indicatore = make_indicatore(**campi)
    return IndicatoreProgetto.objects.create(
        progetto=progetto, indicatore=indicatore, obiettivo=obiettivo and Decimal(obiettivo)
    )


def valore(seguito, quanto, anno=2023, validato_il=VALIDATO):
    giorni = {"dal": date(anno, 1, 1), "al": date(anno, 12, 31), "riferito_al": date(anno, 12, 31)}
    return ValoreIndicatore.objects.create(
        indicatore_progetto=seguito, valore=Decimal(quanto), validato_il=validato_il, **giorni
    )


def test_only_the_last_validated_value_is_shown(client):
    progetto = make_progetto()
    riga = seguito(progetto, "120", label="Bambini accolti")
    valore(riga, "60", anno=2022)
    valore(riga, "86", anno=2023)
    valore(riga, "9999", anno=2024, validato_il=None)
    [voce], _risultati = avanzamento(progetto)
    assert (voce.raggiunto, voce.obiettivo, voce.quota) == ("86 persone", "120 persone", Decimal("71.7"))
    assert (voce.riferito_al, [p.larghezza for p in voce.parti]) == (date(2023, 12, 31), ["71.67%"])
    risposta = client.get(progetto.get_absolute_url())
    assertContains(risposta, "Valore riferito al 31 dicembre 2023")
    assertNotContains(risposta, "9999")
    assertNotContains(risposta, "9.999")


@pytest.mark.parametrize(("quanto", "detto"), [("0", "meno di 5"), ("4.99", "meno di 5"), ("5", "5 persone")])
def test_a_count_under_five_is_not_told(client, quanto, detto):
    progetto = make_progetto()
    riga = seguito(progetto, "40", soppressione_piccoli_numeri=True)
    valore(riga, quanto)
    [voce], _risultati = avanzamento(progetto)
    assert voce.raggiunto == detto
    assert (voce.quota is None, voce.parti == []) == (detto == "meno di 5",) * 2
    assertContains(client.get(progetto.get_absolute_url()), detto)


def test_a_small_number_of_things_is_told():
    assert cifra(make_indicatore(unita="settimane"), Decimal("3.00")) == "3 settimane"
    assert cifra(make_indicatore(unita="euro"), Decimal("12345.50")) == "12.345,5 euro"


@pytest.mark.parametrize(("sopra", "sotto", "detto"), [("2", "40", "non pubblicato"), ("8", "40", "20 %")])
def test_a_percentage_of_few_people_is_not_told(client, sopra, sotto, detto):
    progetto = make_progetto()
    riga = seguito(progetto, genere="percentuale", unita="%", soppressione_piccoli_numeri=True)
    giorni = dict.fromkeys(("dal", "al", "riferito_al", "validato_il"), VALIDATO)
    ValoreIndicatore.objects.create(indicatore_progetto=riga, numeratore=sopra, denominatore=sotto, **giorni)
    [voce], _risultati = avanzamento(progetto)
    assert (voce.raggiunto, voce.quota) == (detto, None)


def test_parts_are_shown_but_the_small_one_and_the_one_that_would_tell_it(client):
    progetto = make_progetto()
    riga = seguito(progetto, "60", soppressione_piccoli_numeri=True, disaggregazioni="sesso", label="Bambini")
    voce = valore(riga, "46")
    for chi, quanti in (("F", 37), ("M", 3), ("ND", 6)):
        ParteValore.objects.create(valore=voce, per="sesso", voce=chi, quantita=quanti)
    pagina = client.get(progetto.get_absolute_url())
    assertContains(pagina, "Bambini: per sesso")
    assertContains(pagina, '<tr><th scope="row">Femmine</th><td>37</td></tr>', html=True)
    assertContains(pagina, '<tr><th scope="row">Maschi</th><td>non pubblicato</td></tr>', html=True)
    assertContains(pagina, '<tr><th scope="row">Non noto</th><td>non pubblicato</td></tr>', html=True)


def test_results_wait_for_their_validation_and_money_is_elsewhere(client):
    progetto = make_progetto()
    risultato = seguito(progetto, "50", tipo="risultato", label="Famiglie più serene")
    spesa = seguito(progetto, "100", tipo="finanziario", label="Spesa dichiarata")
    valore(spesa, "33")
    riga = valore(risultato, "41", validato_il=None)
    assert avanzamento(progetto) == ([], [])
    valida(valore=riga, utente=make_utente())
    risposta = client.get(progetto.get_absolute_url())
    assertContains(risposta, "Famiglie più serene")
    assertContains(risposta, "41 persone")
    assertNotContains(risposta, "Spesa dichiarata")


def test_a_value_is_validated_once_and_not_before_its_day():
    utente, riga = make_utente(), valore(seguito(make_progetto()), "7", validato_il=None)
    assert valida(valore=riga, utente=utente).validato_da == utente
    with pytest.raises(ValidationError, match="già validato"):
        valida(valore=riga, utente=utente)
    domani = valore(seguito(make_progetto()), "7", anno=2999, validato_il=None)
    with pytest.raises(ValidationError, match="deve ancora venire"):
        valida(valore=domani, utente=utente)
