"""The outbox, through real SMTP conversations: what leaves, what waits, what is never lost or sent twice."""

from datetime import timedelta
from io import StringIO
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.template import TemplateDoesNotExist
from django.utils import timezone

from core import posta
from core.models import Messaggio
from tests.smtp import posta_smtp

pytestmark = pytest.mark.django_db
ADESSO = timezone.now()


@pytest.fixture
def server(settings):
    settings.DEFAULT_FROM_EMAIL = "Portale <portale@example.org>"
    with posta_smtp(settings) as server:
        yield server


def make_messaggio(a="mamma@example.org", **campi):
    valori = {"motivo": "prova", "oggetto": "Novità per te", "testo": "Perché sì.\n"}
    return Messaggio.objects.create(destinatario=a, **valori | campi)


def a_chi(server):
    return [lettera["To"] for lettera in server.ricevute]


def test_message_arrives_with_its_headers(server):
    riga = make_messaggio(intestazioni={"List-Unsubscribe": "<https://example.org/smetti/>"})
    assert posta.invia(limite=10) == (1, 0)
    (lettera,) = server.ricevute
    assert {
        nome: lettera[nome] for nome in ("From", "To", "Subject", "Auto-Submitted", "List-Unsubscribe")
    } == {
        "From": "Portale <portale@example.org>",
        "To": "mamma@example.org",
        "Subject": "Novità per te",
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": "<https://example.org/smetti/>",
    }
    assert lettera["Message-ID"].startswith(f"<{riga.pk}.")
    assert lettera["Message-ID"].endswith("@example.org>")
    assert (lettera.get_content_type(), lettera.get_content().strip()) == ("text/plain", "Perché sì.")
    riga.refresh_from_db()
    assert (riga.inviato_il is not None, riga.tentativi, riga.errore) == (True, 0, "")
    assert posta.invia(limite=10) == (0, 0)


def test_a_message_with_html_arrives_in_both_parts_and_a_secret_one_keeps_neither(server):
    riga = make_messaggio(html='<p lang="it">Perché <b>sì</b></p>', riservato=True)
    assert posta.invia(limite=10) == (1, 0)
    (lettera,) = server.ricevute
    assert lettera.get_content_type() == "multipart/alternative"
    parti = [(p.get_content_type(), p.get_content().strip()) for p in lettera.iter_parts()]
    assert parti == [("text/plain", "Perché sì."), ("text/html", '<p lang="it">Perché <b>sì</b></p>')]
    riga.refresh_from_db()
    assert (riga.testo, riga.html) == ("", "")


def test_messages_leave_oldest_first_on_one_connection_up_to_the_limit(server):
    for minuti in (1, 3, 2):
        make_messaggio(f"m{minuti}@example.org", da_inviare_dal=ADESSO - timedelta(minutes=minuti))
    make_messaggio("domani@example.org", da_inviare_dal=ADESSO + timedelta(days=1))
    assert posta.invia(limite=2, adesso=ADESSO) == (2, 0)
    assert a_chi(server) == ["m3@example.org", "m2@example.org"]
    assert server.collegamenti == 1
    assert posta.invia(limite=2, adesso=ADESSO) == (1, 0)
    assert a_chi(server)[2:] == ["m1@example.org"]


def test_empty_outbox_does_not_disturb_the_server(server):
    assert posta.invia(limite=10) == (0, 0)
    assert server.collegamenti == 0


def test_dead_server_loses_nothing(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    make_messaggio()
    make_messaggio("nonna@example.org")
    with pytest.raises(CommandError) as errore:
        call_command("invia_posta")
    assert str(errore.value).startswith("Il server di posta non risponde (ConnectionRefusedError")
    assert str(errore.value).endswith("2 e-mail aspettano, nessuna è persa.")
    assert set(Messaggio.objects.values_list("inviato_il", "tentativi")) == {(None, 0)}
    with posta_smtp(settings) as server:
        assert posta.invia(limite=10) == (2, 0)
    assert set(a_chi(server)) == {"mamma@example.org", "nonna@example.org"}


def test_server_that_dies_in_the_middle_stops_the_round(server):
    """The message it died on waits its turn, the others are not even tried."""
    server.muore_a = "muore@example.org"
    make_messaggio("prima@example.org")
    muore = make_messaggio("muore@example.org")
    dopo = make_messaggio("dopo@example.org")
    with pytest.raises(posta.PostaFermaError):
        posta.invia(limite=10)
    assert a_chi(server) == ["prima@example.org"]
    muore.refresh_from_db()
    dopo.refresh_from_db()
    assert (muore.tentativi, dopo.tentativi, dopo.errore) == (1, 0, "")
    assert posta.invia(limite=10) == (1, 0)
    assert a_chi(server) == ["prima@example.org", "dopo@example.org"]


def test_refused_recipient_does_not_stop_the_others(server):
    server.rifiuta.add("nessuno@example.org")
    rifiutato = make_messaggio("nessuno@example.org")
    make_messaggio("nonna@example.org")
    assert posta.invia(limite=10, adesso=(adesso := timezone.now())) == (1, 1)
    assert a_chi(server) == ["nonna@example.org"]
    rifiutato.refresh_from_db()
    assert (rifiutato.tentativi, rifiutato.errore) == (1, "550 casella inesistente")
    assert rifiutato.da_inviare_dal == adesso + timedelta(minutes=5)


def test_attempts_are_further_and_further_apart_and_end(server):
    server.rifiuta.add("nessuno@example.org")
    riga, adesso, attese = make_messaggio("nessuno@example.org"), timezone.now(), []
    while Messaggio.objects.da_inviare().exists():
        assert posta.invia(limite=10, adesso=adesso) == (0, 1)
        riga.refresh_from_db()
        attese.append(riga.da_inviare_dal - adesso)
        adesso = riga.da_inviare_dal
    giorno = timedelta(days=1)
    primi = [timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2)]
    assert attese == [*primi, *[giorno] * 5]
    assert list(Messaggio.objects.falliti()) == [riga]
    assert posta.riprova(messaggi=Messaggio.objects.all()) == 1
    server.rifiuta.clear()
    assert posta.invia(limite=10, adesso=adesso) == (1, 0)


@pytest.mark.parametrize(
    "campi",
    [
        {"intestazioni": {"List-Unsubscribe": "<https://a/>\r\nBcc: tutti@example.org"}},
        {"intestazioni": {"X-A\r\nBcc": "tutti@example.org"}},
        {"a": "mamma@example.org\nBcc: tutti@example.org"},
    ],
)
def test_no_header_can_be_slipped_in_even_by_a_row_written_by_hand(server, campi):
    make_messaggio(**campi)
    make_messaggio("nonna@example.org")
    assert posta.invia(limite=10) == (1, 1)
    assert a_chi(server) == ["nonna@example.org"]
    assert "tutti@example.org" not in "".join(Messaggio.objects.values_list("errore", flat=True))


@pytest.mark.parametrize("nome", ["Bcc", "to", "From", "X-A\r\nBcc", "X\x00"])
def test_queueing_refuses_headers_that_are_not_of_the_caller(nome):
    campi = {"motivo": "prova", "destinatario": "a@example.org", "template": "assente", "contesto": {}}
    with pytest.raises(ValueError, match="header not allowed"):
        posta.accoda(**campi, intestazioni={nome: "tutti@example.org"})
    with pytest.raises(TemplateDoesNotExist):
        posta.accoda(**campi, intestazioni={"List-Id": "novità"})


@pytest.mark.parametrize(
    "indirizzo", ["", "a", "a@example.org\nBcc: b@example.org", "a@example.org, b@c.it", "\x00"]
)
def test_queueing_refuses_what_is_not_one_address(indirizzo):
    with pytest.raises(ValidationError):
        posta.accoda(motivo="prova", destinatario=indirizzo, template="assente", contesto={})


def test_old_messages_are_deleted():
    def vecchio(**campi):
        return make_messaggio(**campi).pk

    giorni = [timezone.now() - timedelta(days=n, hours=1) for n in (29, 30)]
    restano = {vecchio(inviato_il=giorni[0]), vecchio(tentativi=8, da_inviare_dal=giorni[0])}
    restano.add(vecchio(tentativi=7, da_inviare_dal=giorni[1]))
    vecchio(inviato_il=giorni[1])
    vecchio(tentativi=8, da_inviare_dal=giorni[1])
    assert posta.elimina_vecchi() == 2
    assert set(Messaggio.objects.values_list("pk", flat=True)) == restano


def test_forgetting_an_address_takes_only_its_own_messages():
    make_messaggio(riguarda="ricerca-1")
    make_messaggio(riguarda="ricerca-1", inviato_il=ADESSO)
    restano = [
        make_messaggio(riguarda="ricerca-11"),
        make_messaggio("nonna@example.org", riguarda="ricerca-1"),
    ]
    assert posta.dimentica(destinatario="mamma@example.org", riguarda="ricerca-1") == 2
    assert set(Messaggio.objects.all()) == set(restano)


def test_command_says_what_it_did(server):
    server.rifiuta.add("nessuno@example.org")
    make_messaggio("nessuno@example.org")
    make_messaggio(inviato_il=ADESSO - timedelta(days=31))
    make_messaggio()
    call_command("invia_posta", limite=5, stdout=(uscita := StringIO()))
    assert uscita.getvalue() == "E-mail inviate: 1; rifiutate, da riprovare: 1\n"
    assert Messaggio.objects.count() == 2


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_senders_at_the_same_time_send_once(server):
    indirizzi = {f"m{n}@example.org" for n in range(30)}
    for indirizzo in indirizzi:
        make_messaggio(indirizzo)
    via, esiti = Barrier(2), []

    def manda():
        via.wait()
        try:
            esiti.append(posta.invia(limite=100))
        finally:
            connection.close()

    fili = [Thread(target=manda) for _volta in range(2)]
    for filo in fili:
        filo.start()
    for filo in fili:
        filo.join()
    assert sorted(a_chi(server)) == sorted(indirizzi)
    assert sum(esito.inviati for esito in esiti) == 30
    assert server.collegamenti == 2


def test_command_goes_on_until_who_started_it_is_gone(server, monkeypatch):
    """Each round sends what is due; a dead server is told and does not stop it."""
    giri = iter([1, 1, 1, 1, 99])

    def padre():
        giro = next(giri)
        make_messaggio(f"giro{Messaggio.objects.count()}@example.org")
        return giro

    monkeypatch.setattr("core.management.commands.invia_posta.os.getppid", padre)
    server.muore_a = "giro2@example.org"
    call_command("invia_posta", ogni=0, stdout=StringIO(), stderr=(errori := StringIO()))
    assert a_chi(server) == ["giro0@example.org", "giro1@example.org", "giro3@example.org"]
    assert errori.getvalue().startswith("Il server di posta non risponde (")
