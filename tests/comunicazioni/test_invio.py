"""From a draft to every mailbox: what is queued, what the log says, what can no longer change."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from comunicazioni.admin.comunicazioni import ComunicazioneAdmin
from comunicazioni.models import Comunicazione, DestinatarioComunicazione
from comunicazioni.services import accoda_comunicazione, registra_esito
from core import posta
from core.models import Messaggio
from tests.comunicazioni.posta import UFFICIO, confermata, make_comunicazione, make_ente, make_referente
from tests.smtp import posta_smtp

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ufficio(settings):
    settings.CONTACT_EMAIL = UFFICIO.upper()
    settings.DEFAULT_FROM_EMAIL = "portale@example.org"
    settings.SITE_URL = "https://rete.example"


@pytest.fixture
def server(settings):
    with posta_smtp(settings) as server:
        yield server


def registro():
    return {
        riga.indirizzo: (riga.stato, riga.perche)
        for riga in DestinatarioComunicazione.objects.order_by("pk").exclude(indirizzo="")
    }


def test_it_arrives_in_blind_copy_with_the_log_of_each(server):
    make_ente("Abete")
    make_ente("Betulla")
    make_ente("Finto", dimostrativo=True)
    comunicazione = confermata(make_comunicazione())
    assert (comunicazione.stato, comunicazione.accodata_il is not None) == ("accodata", True)
    assert {esito for esito, _perche in registro().values()} == {"in_coda"}
    assert posta.invia(limite=10) == (1, 0)
    [lettera] = server.ricevute
    assert (lettera["To"], lettera["Reply-To"], lettera["Bcc"]) == (UFFICIO, UFFICIO, None)
    assert lettera["Subject"] == "Riunione a Tirano"
    assert lettera.get_content().replace("\r\n", "\n").strip() == (
        "Ci vediamo alle 15.\n\n-- \n"
        "ATS della Montagna, per la Rete di Conciliazione della Montagna\n"
        "Abbiamo scritto a: tutti gli aderenti. Per risponderci rispondi a questa e-mail.\n"
        "Le comunicazioni che ricevi, e come smettere di riceverle:\n"
        "https://rete.example/area-riservata/messaggi/"
    )
    assert lettera.get_content().replace("\r\n", "\n") == comunicazione.testo_inviato
    assert server.buste == [[UFFICIO, "abete@ente.example", "betulla@ente.example"]]
    assert registro() == {"abete@ente.example": ("inviata", ""), "betulla@ente.example": ("inviata", "")}
    escluso = DestinatarioComunicazione.objects.get(indirizzo="")
    assert (escluso.organizzazione.denominazione, escluso.stato) == ("Finto", "esclusa")


def test_fifty_addresses_a_message(server):
    for numero in range(51):
        make_ente(f"Ente{numero}")
    confermata(make_comunicazione())
    assert posta.invia(limite=10) == (2, 0)
    assert [len(busta) for busta in server.buste] == [51, 2]
    scritti = [indirizzo for busta in server.buste for indirizzo in busta[1:]]
    assert sorted(scritti) == sorted(registro())
    assert {esito for esito, _perche in registro().values()} == {"inviata"}


def test_the_office_among_the_members_gets_one_copy(server):
    make_ente("ATS", email="Rete@ATS.example")
    confermata(make_comunicazione())
    assert posta.invia(limite=10) == (1, 0)
    assert server.buste == [[UFFICIO]]
    assert registro() == {UFFICIO: ("inviata", "")}


def test_the_log_follows_refusals_delays_and_surrender(server):
    for nome in ("Abete", "Betulla", "Cembro"):
        make_ente(nome)
    server.rifiuta.add("betulla@")
    server.rimanda.add("cembro@")
    confermata(make_comunicazione())
    posta.invia(limite=10)
    assert registro() == {
        "abete@ente.example": ("inviata", ""),
        "betulla@ente.example": ("rifiutata", "550 casella inesistente"),
        "cembro@ente.example": ("in_coda", ""),
    }
    adesso = timezone.now()
    for giorno in range(1, 9):
        posta.invia(limite=10, adesso=adesso + timedelta(days=2 * giorno))
    assert registro()["cembro@ente.example"] == ("rifiutata", "450 riprova fra poco")
    assert len(server.buste) == 1
    server.rimanda.clear()
    posta.riprova(messaggi=Messaggio.objects.falliti())
    posta.invia(limite=10)
    assert registro()["cembro@ente.example"] == ("inviata", "")
    assert server.buste[1:] == [["cembro@ente.example"]]


def test_the_log_outlives_the_outbox(server):
    make_ente("Abete")
    confermata(make_comunicazione())
    posta.invia(limite=10)
    assert posta.elimina_vecchi(adesso=timezone.now() + timedelta(days=31)) == 1
    assert registro() == {"abete@ente.example": ("inviata", "")}
    registra_esito(Messaggio(pk=999))


def test_a_dead_server_loses_nothing(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    make_ente("Abete")
    confermata(make_comunicazione())
    with pytest.raises(posta.PostaFermaError):
        posta.invia(limite=10)
    assert registro() == {"abete@ente.example": ("in_coda", "")}
    with posta_smtp(settings) as server:
        posta.invia(limite=10)
    assert server.buste == [[UFFICIO, "abete@ente.example"]]


def test_what_was_not_looked_at_does_not_leave():
    ente = make_ente("Abete")
    bozza = make_comunicazione()
    with pytest.raises(ValidationError, match="Da quando hai guardato"):
        accoda_comunicazione(comunicazione=bozza, vista="")
    make_referente(ente, "nuovo@ente.example")
    assert not Messaggio.objects.exists()
    bozza.refresh_from_db()
    assert bozza.e_bozza


def test_it_leaves_once():
    make_ente("Abete")
    bozza = make_comunicazione()
    confermata(bozza)
    with pytest.raises(ValidationError, match="già partita"):
        confermata(bozza)
    assert Messaggio.objects.count() == DestinatarioComunicazione.objects.count() == 1


def test_a_page_opened_before_it_left_does_not_make_it_a_draft_again():
    aperta = make_comunicazione()
    make_ente("Ente", email="ente@example.org")
    confermata(Comunicazione.objects.get(pk=aperta.pk))
    with pytest.raises(PermissionDenied):
        ComunicazioneAdmin(Comunicazione, site).save_model(None, aperta, None, change=True)
    assert Comunicazione.objects.get().stato == "accodata"


def test_to_nobody_it_does_not_leave():
    make_ente("Finto", dimostrativo=True)
    with pytest.raises(ValidationError, match="Non c’è nessuno"):
        confermata(make_comunicazione())


def test_an_office_with_a_wrong_address_is_told(settings):
    settings.CONTACT_EMAIL = "Rete <rete@ats.example>"
    make_ente("Abete")
    bozza = make_comunicazione()
    with pytest.raises(ValidationError):
        confermata(bozza)
    bozza.refresh_from_db()
    assert bozza.e_bozza
    assert not Messaggio.objects.exists()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_confirmations_at_the_same_time_write_once():
    make_ente("Abete")
    bozza = make_comunicazione()
    via, esiti = Barrier(2), []

    def conferma():
        via.wait()
        try:
            confermata(bozza)
            esiti.append("adesso")
        except ValidationError as errore:
            esiti.append(errore.code)
        finally:
            connection.close()

    fili = [Thread(target=conferma) for _volta in range(2)]
    for filo in fili:
        filo.start()
    for filo in fili:
        filo.join()
    assert sorted(esiti) == ["adesso", "partita"]
    assert Messaggio.objects.count() == DestinatarioComunicazione.objects.count() == 1
