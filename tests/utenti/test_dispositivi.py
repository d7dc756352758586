"""The notices of security: a login from a new device, a changed address. They wait in the outbox."""

import re

import pytest
from django.test import Client

from core.models import Messaggio
from tests.utenti.conftest import PASSWORD
from utenti.dispositivi import in_parole

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:141.0) Gecko/20100101 Firefox/141.0"


def entra_da(client, utente, password=PASSWORD):
    dati = {"login": utente.email, "password": password}
    risposta = client.post("/account/login/", dati, headers={"user-agent": FIREFOX})
    assert risposta.status_code == 302
    client.post("/account/logout/")
    return risposta


def lettere():
    return list(Messaggio.objects.order_by("pk").values_list("destinatario", "oggetto"))


def test_the_first_login_and_a_known_device_are_not_told(persona, client):
    utente = persona()
    for _volta in range(2):
        entra_da(client, utente)
    assert lettere() == []


def test_a_login_from_another_device_is_told_once(persona, client):
    utente = persona()
    entra_da(client, utente)
    altro = Client()
    for _volta in range(2):
        entra_da(altro, utente)
    assert lettere() == [(utente.email, "Accesso da un dispositivo nuovo")]
    testo = Messaggio.objects.get().testo
    assert "Da: Firefox su Windows" in testo
    assert "attiva il secondo fattore" in testo


def test_the_device_of_one_account_is_not_the_device_of_another(persona, client):
    prima, seconda = persona(), persona()
    for utente in (prima, seconda):
        entra_da(Client(), utente)
    entra_da(client, prima)
    entra_da(client, seconda)
    assert lettere() == [(utente.email, "Accesso da un dispositivo nuovo") for utente in (prima, seconda)]


def test_after_a_new_password_every_device_is_new(persona, client):
    utente = persona()
    entra_da(client, utente)
    utente.refresh_from_db()
    utente.set_password("una-parola-nuova")
    utente.save()
    entra_da(client, utente, password="una-parola-nuova")
    assert len(lettere()) == 1


def test_a_forged_cookie_is_no_known_device(persona, client):
    utente = persona()
    entra_da(client, utente)
    altro = Client()
    altro.cookies[f"dispositivo_{utente.pk}"] = "è-falso"
    entra_da(altro, utente)
    assert len(lettere()) == 1


def test_the_cookie_is_for_the_account_pages_alone(persona, client, settings):
    settings.SESSION_COOKIE_SECURE = True
    utente = persona()
    cookie = entra_da(client, utente).cookies[f"dispositivo_{utente.pk}"]
    assert (cookie["path"], cookie["httponly"], cookie["secure"], cookie["samesite"]) == (
        "/account/",
        True,
        True,
        "Lax",
    )
    assert utente.email not in cookie.value


def test_demo_accounts_read_no_mail(persona, client):
    utente = persona(dimostrativo=True)
    entra_da(client, utente)
    entra_da(Client(), utente)
    assert lettere() == []


@pytest.mark.parametrize(
    ("user_agent", "parole"),
    [
        (FIREFOX, "Firefox su Windows"),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36"
            " Edg/130.0",
            "Edge su Windows",
        ),
        (
            "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile"
            " Safari/537.36",
            "Chrome su Android",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
            " Version/18.0 Mobile/15E148 Safari/604.1",
            "Safari su iPhone",
        ),
        ("curl/8.0", "un dispositivo che non si è presentato"),
        ("", "un dispositivo che non si è presentato"),
    ],
)
def test_a_browser_in_words(user_agent, parole):
    assert in_parole(user_agent) == parole


def test_a_changed_address_is_told_to_the_old_one(client, persona, entra):
    utente = persona(email="vecchia@example.org")
    entra(utente)
    client.post("/account/email/", {"email": "nuova@example.org", "action_add": ""})
    conferma = Messaggio.objects.get()
    assert conferma.destinatario == "nuova@example.org"
    client.post(re.search(r"https?://[^/\s]+(/\S+)", conferma.testo)[1])
    utente.refresh_from_db()
    assert utente.email == "nuova@example.org"
    assert lettere()[1:] == [("vecchia@example.org", "Il tuo indirizzo è cambiato")]
    testo = Messaggio.objects.order_by("pk").last().testo
    assert "L’indirizzo del tuo account è passato da vecchia@example.org a nuova@example.org." in testo


def test_a_dead_mail_server_stops_no_change(client, persona, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    client.force_login(utente := persona())
    dati = {"oldpassword": PASSWORD, "password1": "una-parola-nuova", "password2": "una-parola-nuova"}
    assert client.post("/account/password/change/", dati).status_code == 302
    assert lettere() == [(utente.email, "La tua password è cambiata")]
