"""One message to many in blind copy: each gets it once, whatever the server says of the others."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from core import posta
from core.models import Messaggio
from tests.smtp import posta_smtp

pytestmark = pytest.mark.django_db
UFFICIO = "rete@ats.example"


@pytest.fixture
def server(settings):
    settings.DEFAULT_FROM_EMAIL = "Portale <portale@example.org>"
    with posta_smtp(settings) as server:
        yield server


def make_messaggio(*ccn, **campi):
    valori = {"motivo": "prova", "destinatario": UFFICIO, "oggetto": "Riunione", "testo": "Vieni.\n"}
    return Messaggio.objects.create(ccn=[f"{nome}@example.org" for nome in ccn], **valori | campi)


def buste(server):
    return [[indirizzo.partition("@")[0] for indirizzo in busta] for busta in server.buste]


def test_who_gets_a_copy_does_not_see_the_others(server):
    make_messaggio("a", "b")
    assert posta.invia(limite=10) == (1, 0)
    (lettera,) = server.ricevute
    assert (lettera["To"], lettera["Cc"], lettera["Bcc"]) == (UFFICIO, None, None)
    assert "a@example.org" not in lettera.as_string()
    assert buste(server) == [["rete", "a", "b"]]


def test_a_refused_address_is_written_down_and_not_tried_again(server):
    server.rifiuta.add("b@example.org")
    riga = make_messaggio("a", "b")
    assert posta.invia(limite=10) == (1, 0)
    riga.refresh_from_db()
    assert riga.esiti == {UFFICIO: "", "a@example.org": "", "b@example.org": "550 casella inesistente"}
    assert (riga.inviato_il is not None, riga.tentativi) == (True, 0)
    assert posta.invia(limite=10, adesso=timezone.now() + timedelta(days=2)) == (0, 0)
    assert buste(server) == [["rete", "a"]]


def test_who_must_wait_gets_it_later_and_nobody_twice(server):
    server.rimanda.add("b@example.org")
    server.rifiuta.add("c@example.org")
    riga, adesso = make_messaggio("a", "b", "c"), timezone.now()
    assert posta.invia(limite=10, adesso=adesso) == (0, 1)
    riga.refresh_from_db()
    assert (riga.inviato_il, riga.tentativi) == (None, 1)
    assert riga.da_raggiungere() == ["b@example.org"]
    server.rimanda.clear()
    assert posta.invia(limite=10, adesso=adesso) == (0, 0)
    assert posta.invia(limite=10, adesso=adesso + timedelta(minutes=5)) == (1, 0)
    assert buste(server) == [["rete", "a"], ["b"]]
    assert {lettera["To"] for lettera in server.ricevute} == {UFFICIO}


def test_a_message_that_nobody_can_have_is_given_up_at_once(server):
    server.rifiuta |= {UFFICIO, "a@example.org"}
    riga = make_messaggio("a")
    assert posta.invia(limite=10) == (0, 1)
    assert list(Messaggio.objects.falliti()) == [riga]
    assert Messaggio.objects.get().errore == "550 casella inesistente"


def test_an_hour_without_server_loses_nothing_and_sends_nothing_twice(settings):
    """The server goes down in the middle, stays down, comes back and refuses one of those it has to reach."""
    settings.DEFAULT_FROM_EMAIL = "portale@example.org"
    inizio = timezone.now()
    prima = make_messaggio("a", "b", da_inviare_dal=inizio)
    dopo = make_messaggio("c", "muore", da_inviare_dal=inizio + timedelta(seconds=1))
    with posta_smtp(settings) as server:
        server.muore_a = "muore@example.org"
        with pytest.raises(posta.PostaFermaError):
            posta.invia(limite=10, adesso=inizio + timedelta(minutes=1))
    assert buste(server) == [["rete", "a", "b"]]
    for minuti in range(10, 70, 10):
        with pytest.raises(posta.PostaFermaError):
            posta.invia(limite=10, adesso=inizio + timedelta(minutes=minuti))
    dopo.refresh_from_db()
    assert (dopo.tentativi, dopo.esiti) == (1, {})
    with posta_smtp(settings) as server:
        server.rifiuta.add("c@example.org")
        assert posta.invia(limite=10, adesso=inizio + timedelta(minutes=70)) == (1, 0)
        assert posta.invia(limite=10, adesso=inizio + timedelta(days=3)) == (0, 0)
    assert buste(server) == [["rete", "muore"]]
    assert set(Messaggio.objects.inviati()) == {prima, dopo}


@pytest.mark.parametrize("sbagliato", ["", "a", "a@example.org\nBcc: b@example.org"])
def test_queueing_refuses_a_copy_to_what_is_no_address(sbagliato):
    with pytest.raises(ValidationError):
        posta.accoda(
            motivo="prova", destinatario=UFFICIO, template="assente", contesto={}, ccn=["a@b.it", sbagliato]
        )


def test_the_room_is_told_and_its_failure_sends_nothing_again(server, monkeypatch):
    detti = []

    def racconta(messaggio):
        detti.append(dict(messaggio.esiti))
        raise RuntimeError

    monkeypatch.setitem(posta.motivi.MOTIVI, "prova", posta.Motivo("prova", "Prova", racconta=racconta))
    make_messaggio("a")
    assert posta.invia(limite=10) == (1, 0)
    assert detti == [{UFFICIO: "", "a@example.org": ""}]
    assert posta.invia(limite=10) == (0, 0)
    assert len(server.buste) == 1
