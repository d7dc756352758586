"""Reminders of deadlines: on the exact days, once, to who keeps the capofila, never about invented bodies."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from aderenti.models import Referente
from core.models import Messaggio, PreferenzaPosta
from progetti.area.promemoria import manda_promemoria
from progetti.models import PromemoriaScadenza, Scadenza
from tests.factories import make_accesso, make_aderente, make_partner, make_progetto

GIORNO = date(2030, 6, 30)


def giorni_prima(numero):
    """Return the day that comes ``numero`` days before the deadline."""
    return GIORNO - timedelta(days=numero)


def make_scadenza(titolo="Relazione", **campi):
    """Return a deadline of a project whose capofila reads ufficio@example.org."""
    ente = campi.pop("ente", None) or make_aderente(email="ufficio@example.org")
    presenza = make_partner(organizzazione=ente, ruolo="capofila", progetto=campi.pop("progetto", None))
    make_partner(organizzazione=make_aderente(email="partner@example.org"), progetto=presenza.progetto)
    return Scadenza.objects.create(progetto=presenza.progetto, titolo=titolo, giorno=GIORNO, **campi)


def scritti():
    """Return [(address, subject)] of the outbox."""
    return list(Messaggio.objects.order_by("pk").values_list("destinatario", "oggetto"))


@pytest.mark.django_db
def test_thirty_fifteen_and_five_days_before_and_on_no_other_day():
    scadenza = make_scadenza()
    mandati = [numero for numero in range(40, -3, -1) if manda_promemoria(giorni_prima(numero))]
    assert mandati == [30, 15, 5]
    nome = scadenza.progetto.nome
    assert scritti() == [
        ("ufficio@example.org", f"Relazione: scade fra {numero} giorni ({nome})") for numero in mandati
    ]
    testo = Messaggio.objects.order_by("pk").last().testo
    assert "il 30 giugno 2030 (fra 5 giorni)" in testo
    assert f"/progetti/{scadenza.progetto.slug}/" in testo


@pytest.mark.django_db
def test_twice_in_a_day_is_once_and_a_late_round_sends_the_nearest_alone():
    make_scadenza()
    assert [manda_promemoria(giorni_prima(4)) for _volta in range(2)] == [1, 0]
    assert list(PromemoriaScadenza.objects.values_list("giorni", flat=True)) == [5]


@pytest.mark.django_db
def test_a_deadline_that_moves_is_told_again_and_one_that_is_done_is_not():
    scadenza = make_scadenza()
    manda_promemoria(giorni_prima(5))
    scadenza.giorno = GIORNO + timedelta(days=10)
    scadenza.save()
    assert [manda_promemoria(giorni_prima(5)) for _volta in range(2)] == [1, 0]
    assert list(PromemoriaScadenza.objects.order_by("pk").values_list("giorno", "giorni")) == [
        (GIORNO, 5),
        (GIORNO + timedelta(days=10), 15),
    ]
    scadenza.fatta_il = giorni_prima(5)
    scadenza.save()
    assert manda_promemoria(GIORNO + timedelta(days=5)) == 0


@pytest.mark.django_db
def test_who_keeps_the_pages_first_then_the_referents_then_the_office():
    ente = make_aderente(email="ufficio@example.org")
    make_scadenza(ente=ente)
    Referente.objects.create(organizzazione=ente, ruolo="ufficio", email="referente@example.org")
    manda_promemoria(giorni_prima(30))
    make_accesso(organizzazione=ente, ruolo="redattore")
    capo = make_accesso(organizzazione=ente).utente
    manda_promemoria(giorni_prima(15))
    assert [indirizzo for indirizzo, _oggetto in scritti()] == ["referente@example.org", capo.email]


@pytest.mark.django_db
@pytest.mark.parametrize("che", ["ente", "progetto"])
def test_nobody_is_written_to_about_what_is_invented(che):
    ente = make_aderente(email="finto@example.org", dimostrativo=che == "ente")
    make_scadenza(ente=ente, progetto=make_progetto(dimostrativo=che == "progetto"))
    assert (manda_promemoria(giorni_prima(5)), scritti()) == (0, [])


@pytest.mark.django_db
def test_without_anybody_to_write_to_it_waits_for_an_address():
    ente = make_aderente()
    make_scadenza(ente=ente)
    assert (manda_promemoria(giorni_prima(5)), PromemoriaScadenza.objects.count()) == (0, 0)
    ente.email = "ufficio@example.org"
    ente.save()
    assert manda_promemoria(giorni_prima(4)) == 1


@pytest.mark.django_db
def test_who_turned_them_off_gets_none():
    ente = make_aderente()
    make_scadenza(ente=ente)
    utente = make_accesso(organizzazione=ente).utente
    PreferenzaPosta.objects.create(utente=utente, motivo="scadenza_progetto", modo="mai")
    assert (manda_promemoria(giorni_prima(5)), scritti()) == (1, [])


@pytest.mark.django_db
def test_a_capofila_of_the_past_is_left_in_peace():
    scadenza = make_scadenza()
    scadenza.progetto.partner.filter(ruolo="capofila").update(al=giorni_prima(6))
    assert (manda_promemoria(giorni_prima(5)), scritti()) == (0, [])


@pytest.mark.django_db
def test_a_threshold_that_is_none_of_the_three_is_refused():
    scadenza = make_scadenza()
    riga = PromemoriaScadenza(progetto=scadenza.progetto, chiave="x", giorno=GIORNO, giorni=7)
    with pytest.raises(ValidationError, match="30, 15 e 5"):
        riga.full_clean()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_rounds_at_the_same_time_write_once():
    make_scadenza()
    via, esiti = Barrier(2), []

    def lavora():
        via.wait()
        try:
            esiti.append(manda_promemoria(giorni_prima(5)))
        finally:
            connection.close()

    fili = [Thread(target=lavora) for _volta in range(2)]
    for filo in fili:
        filo.start()
    for filo in fili:
        filo.join()
    assert (sorted(esiti), len(scritti())) == ([0, 1], 1)
