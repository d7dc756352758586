"""The mail that opens an account, through a real SMTP conversation."""

import re

import pytest
from django.contrib.auth.models import Group

from core.models import Messaggio
from tests.smtp import posta_smtp
from utenti.ruoli import COMITATO


@pytest.fixture
def posta(settings):
    """Send through SMTP to a server of the test; return the messages it receives."""
    with posta_smtp(settings) as server:
        yield server.ricevute


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
    assert [messaggio["To"] for messaggio in posta] == [utente.email]
    assert posta[0]["Subject"] == "Scegli una nuova password"
    scegli_password(client, collegamento(posta[0]), "una-parola-nuova")
    assert entra(utente, password="una-parola-nuova").url == "/area-riservata/"
    client.logout()
    usato = client.get(collegamento(posta[0]), follow=True)
    assert "Questo collegamento non è più valido" in usato.content.decode()


def test_invited_person_chooses_a_password_and_signs_in(client, persona, entra, posta):
    client.force_login(persona(is_superuser=True, is_staff=True))
    dati = {"email": "Nuova@example.org", "groups": [Group.objects.get(name=COMITATO).pk], "is_active": "on"}
    client.post("/admin/utenti/utente/add/", dati)
    client.logout()
    assert posta[0]["Subject"] == "Il tuo account è pronto: scegli la password"
    scegli_password(client, collegamento(posta[0]), "una-parola-nuova")
    dati = {"login": "nuova@example.org", "password": "una-parola-nuova"}
    pagina = client.post("/account/login/", dati, follow=True)
    assert (pagina.context["user"].email, pagina.context["user"].is_staff) == ("nuova@example.org", True)
    assert [nome for nome, _descrizione in pagina.context["ruoli"]] == [COMITATO]


def test_dead_mail_server_loses_no_account(client, persona, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    client.force_login(persona(is_superuser=True, is_staff=True))
    pagina = client.post(
        "/admin/utenti/utente/add/", {"email": "nuova@example.org", "is_active": "on"}, follow=True
    )
    avvisi = " ".join(str(avviso) for avviso in pagina.context["messages"])
    assert "L’e-mail a nuova@example.org non è partita" in avvisi
    assert pagina.context["cl"].queryset.filter(email="nuova@example.org").exists()


def test_password_change_is_told_by_mail(client, persona):
    client.force_login(utente := persona())
    dati = {
        "oldpassword": "parola-di-prova",
        "password1": "una-parola-nuova",
        "password2": "una-parola-nuova",
    }
    client.post("/account/password/change/", dati)
    lettera = Messaggio.objects.get()
    assert (lettera.destinatario, lettera.oggetto) == (utente.email, "La tua password è cambiata")
    assert "La password del tuo account è stata cambiata." in lettera.testo
