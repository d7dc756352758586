"""Asking to be told of openings: double opt-in, no account, one mail a call, nothing kept of who stops."""

import re
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from core.models import Messaggio
from progetti.avvisi import annunci, iscrizioni
from progetti.models import Avviso, IscrizioneAvvisi
from tests import controlli_html
from tests.factories import make_aperto, make_avviso
from tests.progetti.avvisi import APRE, CHIUDE, leggi
from tests.smtp import posta_smtp

pytestmark = pytest.mark.django_db
NUOVA = "/avvisi/avvisami/"


@pytest.fixture(autouse=True)
def conti_vuoti():
    cache.clear()


def chiedi(client, email="mamma@example.org", **dati):
    return client.post(NUOVA, {"email": email} | dati)


def make_iscrizione(email="mamma@example.org", confermata=True, **campi):
    return IscrizioneAvvisi.objects.create(
        email=email, confermata_il=timezone.now() if confermata else None, **campi
    )


def percorso(corpo, fine):
    """Return the path of the only link of a text that ends so."""
    (trovato,) = set(re.findall(rf"https?://[^/\s]+(/\S+/{fine}/)", corpo))
    return trovato


def test_from_the_question_to_the_opening_and_to_the_end(settings):
    """The whole life of an address through SMTP; the server checks CSRF, the visitor keeps no cookie."""
    client = Client(enforce_csrf_checks=True)
    make_aperto(titolo="Aperto da prima")
    annunci.annuncia_aperture()
    with posta_smtp(settings) as server:
        assert chiedi(client).url == "/avvisi/avvisami/inviata/"
        call_command("invia_posta", verbosity=0)
        conferma = percorso(server.ricevute[0].get_content(), "conferma")
        assert "Vuoi sapere quando apre un avviso?" in leggi(client.get(conferma))
        assert not IscrizioneAvvisi.objects.confermate().exists()
        assert "Fatto: ti avviseremo" in leggi(client.post(conferma, follow=True))

        avviso = make_aperto(titolo="Salvatempo", sintesi="Contributi per chi fa la spesa.")
        for _volta in range(2):
            call_command("annuncia_aperture", verbosity=0)
            call_command("invia_posta", verbosity=0)
        _prima, apertura = server.ricevute
        corpo = apertura.get_content()
        assert (apertura["To"], apertura["Subject"]) == ("mamma@example.org", "Ha aperto: Salvatempo")
        assert f"{settings.SITE_URL}{avviso.get_absolute_url()}" in corpo
        assert "Contributi per chi fa la spesa." in corpo
        smetti = percorso(corpo, "disiscrivi")
        assert apertura["List-Unsubscribe"].strip() == f"<{settings.SITE_URL}{smetti}>"
        assert apertura["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert client.post(smetti, {"List-Unsubscribe": "One-Click"}).status_code == 200
        make_aperto()
        call_command("annuncia_aperture", verbosity=0)
        call_command("invia_posta", verbosity=0)
        assert len(server.ricevute) == 2
    assert (IscrizioneAvvisi.objects.count(), Messaggio.objects.count()) == (0, 0)
    assert client.cookies == {}


def test_pages_are_valid_and_leave_nothing_behind(client, settings):
    attesa, attiva = make_iscrizione("a@example.org", confermata=False), make_iscrizione()
    pagine = [NUOVA, f"{NUOVA}inviata/", f"{NUOVA}assente/conferma/"]
    pagine += [f"{NUOVA}{i.codice}/{p}/" for i in (attesa, attiva) for p in ("conferma", "disiscrivi")]
    risposte = {pagina: client.get(pagina) for pagina in pagine}
    risposte["errori"] = chiedi(client, "mamma")
    risposte["cancellata"] = client.post(f"{NUOVA}{attiva.codice}/disiscrivi/")
    intestazioni = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
    for pagina, risposta in risposte.items():
        assert {nome: risposta[nome] for nome in intestazioni} == intestazioni, pagina
        assert controlli_html.difetti(risposta.content.decode(), settings.SITE_URL) == [], pagina
    assert client.cookies == {}


def test_the_answer_never_says_whether_an_address_is_known(client):
    make_iscrizione("attesa@example.org", confermata=False)
    make_iscrizione("attiva@example.org")
    risposte = [chiedi(client, f"{chi}@example.org") for chi in ("nuova", "attesa", "Attiva")]
    assert len({(r.status_code, r.url, r.content) for r in risposte}) == 1
    assert list(Messaggio.objects.order_by("pk").values_list("destinatario", "oggetto")) == [
        ("nuova@example.org", "Conferma: ti avvisiamo quando apre un avviso"),
        ("attesa@example.org", "Conferma: ti avvisiamo quando apre un avviso"),
        ("attiva@example.org", "Ti avvisiamo già quando apre un avviso"),
    ]


@pytest.mark.parametrize("email", ["", "mamma", "m@example.org\nBcc: x@example.org", "\x00m@example.org"])
def test_wrong_address_is_told_and_still_there(client, email):
    risposta = chiedi(client, email)
    assert (risposta.status_code, set(risposta.context["form"].errors)) == (200, {"email"})
    assert not IscrizioneAvvisi.objects.exists()


def test_trap_and_limits(client):
    assert "premi ancora il bottone" in leggi(chiedi(client, sito_web="https://spam.example"))
    for n in range(10):
        assert chiedi(client, f"m{n}@example.org").status_code == 302
    assert chiedi(client, "m11@example.org").status_code == 429
    assert IscrizioneAvvisi.objects.count() == 10


def test_one_address_is_not_flooded_by_many_visitors(client):
    for n in range(12):
        client.defaults["REMOTE_ADDR"] = f"192.0.2.{n}"
        assert chiedi(client).status_code == 302
    assert Messaggio.objects.count() == 10


def test_opening_the_page_to_stop_does_not_stop(client):
    iscrizione = make_iscrizione()
    assert "Vuoi smettere?" in leggi(client.get(f"{NUOVA}{iscrizione.codice}/disiscrivi/"))
    assert IscrizioneAvvisi.objects.exists()


def test_unconfirmed_addresses_are_deleted_after_a_week_with_their_mail(client):
    chiedi(client, "vecchia@example.org")
    chiedi(client, "nuova@example.org")
    otto = timezone.now() - timedelta(days=7, hours=1)
    IscrizioneAvvisi.objects.filter(email="vecchia@example.org").update(creata_il=otto)
    make_iscrizione("attiva@example.org", creata_il=otto)
    call_command("annuncia_aperture", verbosity=0)
    assert set(IscrizioneAvvisi.objects.values_list("email", flat=True)) == {
        "nuova@example.org",
        "attiva@example.org",
    }
    assert [m.destinatario for m in Messaggio.objects.all()] == ["nuova@example.org"]


def test_only_open_published_real_calls_are_announced_and_to_confirmed_addresses_alone():
    make_iscrizione("attiva@example.org")
    make_iscrizione("attesa@example.org", confermata=False)
    make_aperto(titolo="Aperto")
    make_aperto(titolo="Bozza", pubblicato=False)
    make_aperto(titolo="Inventato", dimostrativo=True)
    make_avviso(titolo="Chiuso", apre_il=APRE, chiude_il=CHIUDE)
    make_avviso(titolo="In arrivo", apre_il=timezone.now() + timedelta(hours=1))
    assert annunci.annuncia_aperture() == (1, 1, 0)
    assert [(m.destinatario, m.oggetto) for m in Messaggio.objects.all()] == [
        ("attiva@example.org", "Ha aperto: Aperto")
    ]


def test_a_call_is_announced_at_the_instant_it_opens_and_never_again():
    make_iscrizione()
    make_avviso(apre_il=APRE, chiude_il=CHIUDE)
    prima, dopo = APRE - timedelta(microseconds=1), APRE + timedelta(hours=3)
    fatti = [annunci.annuncia_aperture(adesso=istante).email for istante in (prima, APRE, dopo)]
    assert fatti == [0, 1, 0]
    assert Avviso.objects.get().apertura_annunciata_il == APRE


def test_a_call_that_breaks_is_tried_again_and_stops_no_other(monkeypatch):
    make_iscrizione()
    make_aperto(titolo="Guasto")
    make_aperto(titolo="Buono")
    scrivi_a = iscrizioni.scrivi_a

    def rotta(iscrizione, template, *, motivo, **contesto):
        if contesto["titolo"] == "Guasto":
            raise RuntimeError
        scrivi_a(iscrizione, template, motivo=motivo, **contesto)

    with monkeypatch.context() as cambio:
        cambio.setattr(annunci, "scrivi_a", rotta)
        assert annunci.annuncia_aperture() == (1, 1, 1)
    assert annunci.annuncia_aperture() == (1, 1, 0)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_commands_at_the_same_time_announce_once():
    for n in range(5):
        make_iscrizione(f"m{n}@example.org")
    make_aperto()
    via, esiti = Barrier(2), []

    def lavora():
        via.wait()
        try:
            esiti.append(annunci.annuncia_aperture())
        finally:
            connection.close()

    fili = [Thread(target=lavora) for _volta in range(2)]
    for filo in fili:
        filo.start()
    for filo in fili:
        filo.join()
    assert sorted(m.destinatario for m in Messaggio.objects.all()) == [f"m{n}@example.org" for n in range(5)]
    assert sorted(esito.avvisi for esito in esiti) == [0, 1]
