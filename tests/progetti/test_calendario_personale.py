"""The calendar behind a secret address: what is in it is what is due, for who keeps the bodies today."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from aderenti.models import Accesso
from progetti.area.calendario import apri_calendario, indirizzo, rinnova_calendario
from progetti.models import CalendarioPersonale, Progetto, Scadenza
from progetti.scadenze import scadenze
from tests.area import entra
from tests.factories import make_accesso, make_partner, make_progetto, make_utente
from tests.lettore_ics import eventi
from tests.processo import Processo

pytestmark = pytest.mark.django_db

OGGI = timezone.localdate()
PAGINA = "/area-riservata/il-tuo-calendario/"


def percorso(utente):
    """Return the path of the calendar of an account."""
    return "/calendario/" + indirizzo(apri_calendario(utente=utente)).rpartition("/")[2]


def make_scadenza(ente, titolo="Relazione, «finale»; lunga", giorni=40, **campi):
    """Return a deadline of a project that a body is in."""
    presenza = make_partner(organizzazione=ente, **campi)
    return Scadenza.objects.create(
        progetto=presenza.progetto, titolo=titolo, giorno=OGGI + timedelta(days=giorni)
    )


@pytest.fixture
def accesso():
    """Return an access to a body with three deadlines, of which one is done, and something of others."""
    accesso = make_accesso()
    make_scadenza(accesso.organizzazione, ruolo="capofila", progetto=make_progetto(titolo="Tempi"))
    make_scadenza(accesso.organizzazione, "In ritardo", -5)
    fatta = make_scadenza(accesso.organizzazione, "Fatta", 3)
    fatta.fatta_il = OGGI
    fatta.save()
    make_scadenza(make_accesso().organizzazione, "Segreta")
    make_scadenza(accesso.organizzazione, "Uscito", al=OGGI - timedelta(days=1))
    return accesso


def test_it_holds_what_is_due_and_nothing_of_others(client, accesso):
    risposta = client.get(percorso(accesso.utente))
    letti = [(e["SUMMARY"], e["DTSTART"]) for e in eventi(risposta.content.decode())]
    suoi = Progetto.objects.filter(partner__organizzazione=accesso.organizzazione, partner__al=None)
    attesi = [
        (f"{d.titolo} · {d.progetto.nome}", f"{d.giorno:%Y%m%d}")
        for d in scadenze(suoi, date.min, date.max)
        if not d.fatta
    ]
    assert (letti, len(letti)) == (attesi, 2)
    assert risposta["Content-Type"] == "text/calendar; charset=utf-8"


def test_each_event_leads_to_its_page_and_keeps_its_name_when_it_moves(client, accesso):
    def primo():
        return eventi(client.get(percorso(accesso.utente)).content.decode())[-1]

    prima = primo()
    Scadenza.objects.filter(progetto__titolo="Tempi").update(giorno=OGGI + timedelta(days=50))
    dopo = primo()
    assert (dopo["UID"], dopo["DTSTART"] > prima["DTSTART"]) == (prima["UID"], True)
    pagina = reverse("area_progetti:detail", args=[accesso.organizzazione.slug, "tempi"])
    assert dopo["URL"].endswith(pagina)


def test_nobody_keeps_a_copy_and_search_engines_stay_out(client, accesso):
    risposta = client.get(percorso(accesso.utente))
    assert (risposta["Cache-Control"], risposta["X-Robots-Tag"]) == ("no-store", "noindex")
    assert not risposta.cookies


@pytest.mark.django_db(transaction=True)
def test_the_pages_kept_in_front_of_django_do_not_keep_it(accesso):
    processo, indirizzo = Processo(), percorso(accesso.utente)
    assert len(eventi(processo.get(indirizzo).content.decode())) == 2
    accesso.utente.is_active = False
    accesso.utente.save()
    assert processo.get(indirizzo).status_code == 404


def test_a_new_address_closes_the_old_one(client, accesso):
    vecchio = percorso(accesso.utente)
    rinnova_calendario(utente=accesso.utente)
    assert client.get(vecchio).status_code == 404
    assert client.get(percorso(accesso.utente)).status_code == 200


@pytest.mark.parametrize("come", ["spento", "tolto"])
def test_who_no_longer_keeps_anything_finds_nothing(client, accesso, come):
    indirizzo = percorso(accesso.utente)
    if come == "spento":
        accesso.utente.is_active = False
        accesso.utente.save()
    else:
        Accesso.objects.filter(pk=accesso.pk).update(tolto_il=timezone.now())
    assert client.get(indirizzo).status_code == 404


def test_an_access_taken_away_takes_away_its_deadlines(client, accesso):
    altra = make_accesso(utente=accesso.utente)
    make_scadenza(altra.organizzazione, "Dell’altro ente")
    assert len(eventi(client.get(percorso(accesso.utente)).content.decode())) == 3
    Accesso.objects.filter(pk=accesso.pk).update(tolto_il=timezone.now())
    [evento] = eventi(client.get(percorso(accesso.utente)).content.decode())
    assert evento["SUMMARY"].startswith("Dell’altro ente")


@pytest.mark.parametrize("gettone", ["x", "WzEsMV0.falsa", "è" * 30, "a" * 500, "%00", "1.2.3"])
def test_a_false_address_is_not_found(client, accesso, gettone):
    percorso(accesso.utente)
    assert client.get(f"/calendario/{gettone}.ics").status_code == 404


def test_another_account_cannot_be_made_out_of_a_token(client, accesso):
    corpo, _punto, firma = percorso(make_utente()).rpartition("/")[2].removesuffix(".ics").partition(".")
    altro = percorso(accesso.utente).rpartition("/")[2].partition(".")[0]
    assert corpo != altro
    assert client.get(f"/calendario/{altro}.{firma}.ics").status_code == 404


def test_only_reading(client, accesso):
    assert client.post(percorso(accesso.utente)).status_code == 405


def test_the_page_makes_the_address_when_asked_and_changes_it_after_a_question(client):
    utente = entra(client).utente
    assertContains(client.get(PAGINA), "Crea il mio indirizzo")
    assert not CalendarioPersonale.objects.exists()
    assertRedirects(client.post(PAGINA), PAGINA)
    primo = percorso(utente)
    assertContains(client.get(PAGINA), primo)
    nuovo = f"{PAGINA}nuovo-indirizzo/"
    assertContains(client.get(nuovo), "smette subito di funzionare")
    assert client.get(primo).status_code == 200
    client.post(nuovo)
    assertNotContains(client.get(PAGINA), primo)
    assert client.get(primo).status_code == 404


def test_queries_do_not_grow(client, accesso, nplus):
    indirizzo = percorso(accesso.utente)
    nplus(lambda: client.get(indirizzo), lambda: make_scadenza(accesso.organizzazione), attese=9)
