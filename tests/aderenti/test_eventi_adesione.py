"""The life of an adhesion: events in their order, and a register that is right on any day."""

from datetime import date, timedelta
from random import Random

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from aderenti.models import EventoAdesione, Organizzazione
from aderenti.registro import registro
from aderenti.services import cessa, conferma_per_ciclo, recedi, riprendi, sospendi
from tests.factories import make_aderente, make_organizzazione, make_piano, make_utente

pytestmark = pytest.mark.django_db
DAL = date(2017, 1, 24)


def fai(azione, ente, data, **altri):
    return azione(
        organizzazione=ente, data=data, utente=altri.pop("utente", None), motivo="Perché sì", **altri
    )


def stato(ente, data):
    return Organizzazione.objects.con_stato(data).get(pk=ente.pk).stato_adesione


def test_suspended_resumed_left_each_is_a_dated_event():
    ente, utente = make_aderente(aderente_dal=DAL), make_utente()
    evento = fai(sospendi, ente, date(2020, 3, 1), utente=utente, atto_estremi="nota 3")
    assert (evento.nota, evento.atto_estremi, evento.registrato_da) == ("Perché sì", "nota 3", utente)
    fai(riprendi, ente, date(2020, 9, 1))
    fai(recedi, ente, date(2021, 1, 1))
    giorni = [DAL, date(2020, 2, 29), date(2020, 3, 1), date(2020, 9, 1), date(2021, 1, 1)]
    assert [stato(ente, giorno) for giorno in giorni] == [
        "accolta",
        "accolta",
        "sospesa",
        "ripresa",
        "recesso",
    ]
    assert [Organizzazione.objects.attivi(giorno).exists() for giorno in giorni] == [
        True,
        True,
        False,
        True,
        False,
    ]
    assert EventoAdesione.objects.count() == 4


@pytest.mark.parametrize(
    ("prima", "azione", "messaggio"),
    [
        (None, sospendi, "Si sospende solo chi è aderente"),
        ("sospesa", sospendi, "Si sospende solo chi è aderente"),
        ("accolta", riprendi, "Riprende solo chi era sospeso"),
        ("recesso", riprendi, "Riprende solo chi era sospeso"),
        ("recesso", recedi, "Recede solo chi è aderente"),
        ("richiesta", recedi, "Recede solo chi è aderente"),
        ("cessata", cessa, "già cessato o fuso"),
    ],
)
def test_an_event_only_where_it_has_a_meaning(prima, azione, messaggio):
    ente = make_organizzazione()
    if prima:
        EventoAdesione.objects.create(organizzazione=ente, tipo=prima, data=DAL)
    quanti = EventoAdesione.objects.count()
    with pytest.raises(ValidationError, match=messaggio):
        fai(azione, ente, date(2020, 1, 1))
    assert EventoAdesione.objects.count() == quanti


def test_no_event_before_the_last_nor_more_than_a_year_away():
    ente = make_aderente(aderente_dal=DAL)
    with pytest.raises(ValidationError, match=r"L’ultimo evento è del 24/01/2017"):
        fai(recedi, ente, DAL - timedelta(days=1))
    with pytest.raises(ValidationError, match="troppo lontana"):
        fai(recedi, ente, timezone.localdate() + timedelta(days=400))
    fai(recedi, ente, timezone.localdate() + timedelta(days=30))
    assert Organizzazione.objects.attivi().get() == ente


def test_confirmed_for_a_cycle_once():
    ente, piano = make_aderente(aderente_dal=DAL), make_piano()
    evento = conferma_per_ciclo(organizzazione=ente, piano=piano, data=date(2025, 1, 1))
    assert (evento.tipo, evento.piano) == ("confermata", piano)
    assert conferma_per_ciclo(organizzazione=ente, piano=piano, data=date(2026, 1, 1)) is None
    assert Organizzazione.objects.attivi(date(2025, 6, 1)).count() == 1


def _storie(caso, enti):
    """Add to each body a chain of events of every kind; return {body: [(day, type)]}."""
    storie = {}
    for ente in enti:
        giorni = sorted(DAL + timedelta(days=caso.randrange(40)) for _volta in range(caso.randrange(8)))
        storie[ente] = [(giorno, caso.choice(EventoAdesione.Tipo.values)) for giorno in giorni]
        EventoAdesione.objects.bulk_create(
            EventoAdesione(
                organizzazione=ente,
                tipo=tipo,
                data=giorno,
                fusa_in=next(altro for altro in enti if altro != ente) if tipo == "fusa_in" else None,
            )
            for giorno, tipo in storie[ente]
        )
    return storie


def _dentro_dal(storia, giorno):
    """Return the day a body has been in since, read from its events one by one; None when it is out."""
    stato_, dal = None, None
    for data, tipo in storia:
        if data > giorno:
            break
        stato_ = tipo
        if tipo in ("accolta", "confermata", "ripresa"):
            dal = dal or data
        elif tipo in ("respinta", "recesso", "cessata", "fusa_in"):
            dal = None
    return dal if stato_ in ("accolta", "confermata", "ripresa") else None


@pytest.mark.parametrize("seme", range(3))
def test_the_register_of_any_day_is_what_its_events_say(seme):
    enti = [make_organizzazione(categoria=None) for _volta in range(25)]
    storie = _storie(Random(seme), enti)
    for passo in range(-1, 42, 3):
        giorno = DAL + timedelta(days=passo)
        attesi = {ente.pk: dal for ente in enti if (dal := _dentro_dal(storie[ente], giorno))}
        assert set(Organizzazione.objects.attivi(giorno).values_list("pk", flat=True)) == set(attesi)
        assert {riga.organizzazione.pk: riga.ingresso.data for riga in registro(giorno)} == attesi


def test_the_register_takes_few_queries(django_assert_num_queries):
    for _volta in range(4):
        make_aderente(aderente_dal=DAL)
    with django_assert_num_queries(2):
        assert len([riga.celle() for riga in registro(DAL)]) == 4
