"""The .ics of a service, read back by a library and by a plain reader."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from servizi.models import Apertura
from tests import lettore_ics
from tests.factories import make_comune, make_sede, make_servizio

pytestmark = pytest.mark.django_db
OGGI = timezone.localdate()
HOST = settings.SITE_URL.partition("://")[2]


def fra(giorni):
    return OGGI + timedelta(days=giorni)


def apertura(servizio, dal, al, **campi):
    return Apertura.objects.create(servizio=servizio, dal=fra(dal), al=fra(al), **campi)


def chiedi(client, servizio):
    return client.get(reverse("servizi:calendar", args=[servizio.slug]))


def eventi(client, servizio):
    """Return the events as the plain reader finds them; the library must find as many, of the same titles."""
    testo = chiedi(client, servizio).content.decode()
    letti = lettore_ics.eventi(testo)
    di_libreria = Calendar.from_ical(testo).walk("VEVENT")
    assert [str(evento["SUMMARY"]) for evento in di_libreria] == [evento["SUMMARY"] for evento in letti]
    assert [evento["DTSTART"].dt.strftime("%Y%m%d") for evento in di_libreria] == [
        evento["DTSTART"] for evento in letti
    ]
    return letti


def test_the_file_is_a_calendar_that_a_phone_opens(client):
    risposta = chiedi(client, make_servizio(titolo="Grest"))
    assert risposta["Content-Type"] == "text/calendar; charset=utf-8"
    assert risposta["Content-Disposition"] == 'inline; filename="grest.ics"'
    calendario = Calendar.from_ical(risposta.content)
    nomi = ("VERSION", "X-WR-CALNAME", "X-WR-TIMEZONE")
    assert [str(calendario[nome]) for nome in nomi] == ["2.0", "Grest", "Europe/Rome"]
    assert [str(parte["TZID"]) for parte in calendario.walk("VTIMEZONE")] == ["Europe/Rome"]


def test_dated_rows_are_whole_days_and_end_the_day_after(client):
    servizio = make_servizio(titolo="Grest")
    comune = make_comune(nome="Grosio")
    sede = make_sede(nome="Oratorio", indirizzo="via Roma, 1", cap="23033", comune=comune)
    settimana = apertura(servizio, 5, 9, descrizione="Settimana 1", posti="disponibili", sede=sede)
    chiusa = apertura(servizio, 12, 12, tipo="chiuso")
    primo, secondo = eventi(client, servizio)
    attesi = {
        "SUMMARY": "Aperto (posti disponibili): Grest",
        "DTSTART": f"{fra(5):%Y%m%d}",
        "DTEND": f"{fra(10):%Y%m%d}",
        "UID": f"apertura-{settimana.pk}@{HOST}",
        "URL": f"{settings.SITE_URL}{servizio.get_absolute_url()}",
        "LOCATION": "Oratorio, via Roma, 1, 23033 Grosio",
        "TRANSP": "TRANSPARENT",
    }
    assert {nome: primo[nome] for nome in attesi} == attesi
    assert primo["DESCRIPTION"].split("\n") == [
        "Settimana 1",
        "Un servizio di prova.",
        "Gli orari della settimana sono nella scheda.",
    ]
    assert (secondo["SUMMARY"], secondo["DTEND"]) == ("Chiuso: Grest", f"{fra(13):%Y%m%d}")
    assert secondo["UID"] == f"apertura-{chiusa.pk}@{HOST}"


def test_what_is_over_is_left_out_and_today_is_not(client):
    servizio = make_servizio(iscrizioni_dal=fra(-9), iscrizioni_al=fra(-1))
    apertura(servizio, -5, -1)
    oggi = apertura(servizio, -5, 0)
    assert [evento["UID"].split("@")[0] for evento in eventi(client, servizio)] == [f"apertura-{oggi.pk}"]


@pytest.mark.parametrize(("giorni", "avviso"), [(2, None), (3, "-P3D"), (30, "-P3D")])
def test_enrolment_reminds_three_days_before_its_end_if_there_are_three(client, giorni, avviso):
    servizio = make_servizio(titolo="Nido", iscrizioni_dal=fra(1), iscrizioni_al=fra(giorni))
    apre, chiude = eventi(client, servizio)
    assert (apre["SUMMARY"], apre["DTSTART"]) == ("Aprono le iscrizioni: Nido", f"{fra(1):%Y%m%d}")
    assert "VALARM" not in apre
    assert (chiude["SUMMARY"], chiude["DTSTART"]) == (
        "Ultimo giorno per iscriversi: Nido",
        f"{fra(giorni):%Y%m%d}",
    )
    assert chiude.get("VALARM", {}).get("TRIGGER") == avviso


def test_titles_with_every_sign_come_back_as_they_were(client):
    titolo = "Più “giochi”, compiti; e \\ merenda: così è perché " + "àèìòù" * 12
    servizio = make_servizio(titolo=titolo, descrizione_breve="Prima riga\nseconda, riga; fine")
    apertura(servizio, 1, 1)
    (evento,) = eventi(client, servizio)
    assert evento["SUMMARY"] == f"Aperto: {titolo}"
    assert "Prima riga\nseconda, riga; fine\n" in evento["DESCRIPTION"]


def test_invented_services_say_so_in_the_title(client):
    servizio = make_servizio(titolo="Grest", dimostrativo=True)
    apertura(servizio, 1, 1)
    (evento,) = eventi(client, servizio)
    assert evento["SUMMARY"] == "[dati dimostrativi] Aperto: Grest"
    assert evento["DESCRIPTION"].endswith("è inventato per mostrare il portale.")


def test_an_event_keeps_its_name_and_says_when_the_sheet_was_written(client):
    servizio = make_servizio()
    apertura(servizio, 1, 1)
    (prima,) = eventi(client, servizio)
    servizio.titolo = "Altro titolo"
    servizio.save()
    (dopo,) = eventi(client, servizio)
    assert prima["UID"] == dopo["UID"]
    assert dopo["DTSTAMP"] == f"{servizio.aggiornato_il:%Y%m%dT%H%M%SZ}"


@pytest.mark.parametrize(
    ("campi", "stato"),
    [
        ({"stato": "bozza"}, 404),
        ({"stato": "chiuso", "motivo_stato": "Finito"}, 404),
        ({"valido_fino_al": date(2026, 1, 2)}, 404),
        ({"stato": "sospeso", "motivo_stato": "Frana"}, 200),
    ],
)
def test_services_out_of_the_list_send_no_dates(client, campi, stato):
    servizio = make_servizio(**campi)
    apertura(servizio, 1, 1)
    assert chiedi(client, servizio).status_code == stato
    if stato == 200:
        assert eventi(client, servizio)[0]["DESCRIPTION"].startswith("Il servizio è sospeso: Frana")


def test_queries_of_the_calendar(client, nplus):
    servizio = make_servizio()
    nplus(lambda: chiedi(client, servizio), lambda: apertura(servizio, 1, 2, sede=make_sede()), 2)


@pytest.mark.parametrize(("giorni", "c_e"), [(1, True), (-1, False)])
def test_the_sheet_links_to_the_calendar_when_it_has_dates(client, giorni, c_e):
    servizio = make_servizio(iscrizioni_dal=fra(-9), iscrizioni_al=fra(giorni))
    testo = client.get(servizio.get_absolute_url()).content.decode()
    assert (reverse("servizi:calendar", args=[servizio.slug]) in testo) is c_e
