"""The mail that opens an account, through a real SMTP conversation."""

import re

import pytest
from django.contrib.auth.models import Group

from core import posta as uscita
from core.models import Messaggio
from tests.smtp import posta_smtp
from utenti.ruoli import COMITATO


@pytest.fixture
def posta(settings):
    """Return ``posta()``: send the outbox through SMTP to a server of the test; the messages it received."""
    with posta_smtp(settings) as server:

        def manda():
            uscita.invia(limite=10)
            return server.ricevute

        yield manda


def collegamento(messaggio):
    """Return the path of the link in a message."""
    return re.search(r"https?://[^/\s]+(/\S+)", messaggio.get_content()).group(1)


def scegli_password(client, percorso, password):
    """Follow a link to choose a password; return the last page."""
    modulo = client.get(percorso).url
    return client.post(modulo, {"password1": password, "password2": password}, follow=True)


def test_reset_link_arrives_and_works_once(client, persona, entra, posta):
    utente = persona()
    client.post("/account/password/reset/", {"email": utente.email})
    [lettera] = posta()
    assert (lettera["To"], lettera["Subject"]) == (utente.email, "Scegli una nuova password")
    scegli_password(client, collegamento(lettera), "una-parola-nuova")
    assert entra(utente, password="una-parola-nuova").url == "/area-riservata/"
    client.logout()
    usato = client.get(collegamento(lettera), follow=True)
    assert "Questo collegamento non è più valido" in usato.content.decode()


def test_invited_person_chooses_a_password_and_signs_in(client, persona, entra, posta):
    client.force_login(persona(is_superuser=True, is_staff=True))
    dati = {"email": "Nuova@example.org", "groups": [Group.objects.get(name=COMITATO).pk], "is_active": "on"}
    client.post("/admin/utenti/utente/add/", dati)
    client.logout()
    [lettera] = posta()
    assert lettera["Subject"] == "Il tuo account è pronto: scegli la password"
    assert "Entri con l’indirizzo nuova@example.org;" in lettera.get_content()
    scegli_password(client, collegamento(lettera), "una-parola-nuova")
    dati = {"login": "nuova@example.org", "password": "una-parola-nuova"}
    pagina = client.post("/account/login/", dati, follow=True)
    assert (pagina.context["user"].email, pagina.context["user"].is_staff) == ("nuova@example.org", True)
    assert [nome for nome, _descrizione in pagina.context["ruoli"]] == [COMITATO]


def test_dead_mail_server_loses_no_account_and_no_mail(client, persona, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    altro = persona()
    client.force_login(persona(is_superuser=True, is_staff=True))
    pagina = client.post(
        "/admin/utenti/utente/add/", {"email": "nuova@example.org", "is_active": "on"}, follow=True
    )
    avvisi = [str(avviso) for avviso in pagina.context["messages"]]
    assert avvisi[0] == "Parte fra poco l’e-mail per scegliere la password: nuova@example.org"
    client.logout()
    client.post("/account/password/reset/", {"email": altro.email})
    with pytest.raises(uscita.PostaFermaError):
        uscita.invia(limite=10)
    with posta_smtp(settings) as server:
        assert uscita.invia(limite=10) == (2, 0)
    assert [lettera["To"] for lettera in server.ricevute] == ["nuova@example.org", altro.email]


def test_a_sent_link_is_nowhere_in_the_database(client, persona, posta):
    client.post("/account/password/reset/", {"email": persona().email})
    [lettera] = posta()
    riga = Messaggio.objects.get()
    assert collegamento(lettera)
    assert (riga.riservato, riga.testo, riga.intestazioni) == (True, "", {})


def test_password_change_is_told_by_mail(client, persona, posta):
    client.force_login(utente := persona())
    dati = {
        "oldpassword": "parola-di-prova",
        "password1": "una-parola-nuova",
        "password2": "una-parola-nuova",
    }
    client.post("/account/password/change/", dati)
    [lettera] = posta()
    assert (lettera["To"], lettera["Subject"]) == (utente.email, "La tua password è cambiata")
    assert "La password del tuo account è stata cambiata." in lettera.get_content()
