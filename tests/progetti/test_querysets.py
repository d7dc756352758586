"""The state of a project is its last event; a proposal is never public."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from progetti.models import EventoProgetto, PartnerProgetto, Progetto
from tests.factories import make_alleanza, make_ambito, make_comune, make_organizzazione, make_progetto

pytestmark = pytest.mark.django_db

PROPOSTE = [
    "bozza",
    "candidatura_presentata",
    "istruttoria_formale",
    "non_ammissibile",
    "in_valutazione",
    "ammessa_non_finanziata",
    "esclusa",
]


def evento(progetto, tipo, data, **campi):
    return EventoProgetto.objects.create(progetto=progetto, tipo=tipo, data=data, motivo="per prova", **campi)


def test_each_type_of_event_is_public_private_or_gives_no_state():
    pubblici, senza_stato = EventoProgetto.Tipo.pubblici(), EventoProgetto.Tipo.senza_stato()
    assert sorted([*pubblici, *senza_stato, *PROPOSTE]) == sorted(EventoProgetto.Tipo.values)


def test_the_state_on_a_day_is_the_last_event_that_gives_one():
    progetto = make_progetto(stato="avviata", stato_dal=date(2018, 1, 1))
    evento(progetto, "proroga", date(2018, 6, 1), nuova_fine=date(2019, 5, 31))
    evento(progetto, "conclusa_attivita", date(2019, 5, 31))
    sbagliato = evento(progetto, "rendicontazione_presentata", date(2019, 6, 1))
    evento(progetto, "correzione", date(2019, 6, 2), corregge=sbagliato)
    stati = {
        giorno: Progetto.objects.con_stato(giorno).get().stato
        for giorno in (date(2017, 12, 31), date(2018, 6, 1), date(2019, 5, 31), date(2026, 1, 1))
    }
    assert list(stati.values()) == [None, "avviata", "conclusa_attivita", "conclusa_attivita"]


@pytest.mark.parametrize("stato", [None, *PROPOSTE])
def test_a_proposal_is_not_public(stato):
    make_progetto(stato=stato)
    assert list(Progetto.objects.pubblicati()) == []


@pytest.mark.parametrize("stato", EventoProgetto.Tipo.pubblici())
def test_a_financed_project_is_public_to_its_end_and_beyond(stato):
    progetto = make_progetto(stato="ammessa_finanziata" if stato == "rinuncia" else stato)
    if stato == "rinuncia":
        evento(progetto, stato, date(2018, 6, 1))
    assert list(Progetto.objects.pubblicati()) == [progetto]


def test_who_gave_up_before_any_financing_stays_a_proposal():
    progetto = make_progetto(stato="in_valutazione")
    evento(progetto, "rinuncia", date(2018, 6, 1))
    assert list(Progetto.objects.pubblicati()) == []


def test_a_project_is_public_from_the_day_it_is_financed():
    domani = timezone.localdate() + timedelta(days=1)
    progetto = make_progetto(stato="in_valutazione")
    evento(progetto, "ammessa_finanziata", domani)
    assert list(Progetto.objects.pubblicati()) == []
    assert list(Progetto.objects.pubblicati(domani)) == [progetto]


def test_public_events_leave_out_the_selection_and_the_future():
    progetto = make_progetto(stato="istruttoria_formale", stato_dal=date(2017, 1, 1))
    evento(progetto, "richiesta_integrazioni", date(2017, 2, 1))
    evento(progetto, "in_valutazione", date(2017, 3, 1))
    evento(progetto, "ammessa_finanziata", date(2017, 4, 1))
    evento(progetto, "avviata", date(2018, 1, 1))
    tolta = evento(progetto, "proroga", date(2018, 2, 1), nuova_fine=date(2030, 1, 1))
    evento(progetto, "correzione", date(2018, 2, 2), corregge=tolta)
    evento(progetto, "proroga", date(2018, 3, 1), nuova_fine=date(2019, 1, 1))
    evento(progetto, "conclusa_attivita", timezone.localdate() + timedelta(days=1))
    pubblici = progetto.eventi.pubblicati()
    assert [(e.tipo, e.nuova_fine) for e in pubblici] == [
        ("ammessa_finanziata", None),
        ("avviata", None),
        ("proroga", date(2019, 1, 1)),
    ]


def test_partners_of_proposals_are_not_public():
    ente = make_organizzazione()
    pubblica = PartnerProgetto.objects.create(progetto=make_progetto(), organizzazione=ente)
    PartnerProgetto.objects.create(progetto=make_progetto(stato="esclusa"), organizzazione=ente)
    assert list(ente.progetti_svolti.pubblicati()) == [pubblica]


def test_a_project_is_in_an_ambito_by_itself_its_comuni_or_its_alleanza():
    ambito = make_ambito()
    comune = make_comune(ambito, al=date(2018, 12, 31))
    di_nome, dei_comuni = make_progetto(), make_progetto()
    dell_alleanza = make_progetto(alleanza=make_alleanza(ambito=ambito))
    make_progetto()
    di_nome.ambiti.add(ambito)
    dei_comuni.comuni.add(comune)
    trovati = Progetto.objects.nell_ambito(ambito, date(2018, 12, 31))
    assert set(trovati) == {di_nome, dei_comuni, dell_alleanza}
    assert set(Progetto.objects.nell_ambito(ambito, date(2019, 1, 1))) == {di_nome, dell_alleanza}


def test_a_project_of_some_comuni_is_not_of_the_others():
    ambito = make_ambito()
    dentro, fuori = make_comune(ambito), make_comune(ambito)
    di_tutti, di_uno = make_progetto(), make_progetto()
    for progetto in (di_tutti, di_uno):
        progetto.ambiti.add(ambito)
    di_uno.comuni.add(dentro)
    assert set(Progetto.objects.per_il_comune(dentro, ambito)) == {di_tutti, di_uno}
    assert set(Progetto.objects.per_il_comune(fuori, ambito)) == {di_tutti}
