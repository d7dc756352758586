"""Signing in, out, and the ways that must stay shut."""

import pytest
from django.contrib.auth.models import AnonymousUser

from core.models import Messaggio
from utenti.models import Utente
from utenti.services import sospendi


def chi_e(client):
    risposta = client.get("/area-riservata/")
    return risposta.context["user"] if risposta.status_code == 200 else AnonymousUser()


def test_login_by_email_in_any_case_opens_the_area(client, persona, entra):
    utente = persona(email="giulia@example.org")
    utente.email = "Giulia@Example.org"
    assert entra(utente).url == "/area-riservata/"
    assert chi_e(client).email == "giulia@example.org"


def test_login_goes_back_to_the_page_asked_for(persona, entra):
    assert entra(persona(), dopo="/account/email/").url == "/account/email/"


def test_login_never_leaves_the_site(persona, entra):
    assert entra(persona(), dopo="https://evil.example/").url == "/area-riservata/"


def test_admin_login_never_leaves_the_site(client, persona):
    client.force_login(persona(is_staff=True))
    assert client.get("/admin/login/?next=https://evil.example/").url == "/admin/"


def test_wrong_password_does_not_say_which_part_is_wrong(client, persona, entra):
    sbagliata = entra(persona(), password="sbagliata").context["form"].non_field_errors()
    ignoto = client.post("/account/login/", {"login": "nessuno@example.org", "password": "sbagliata"})
    assert sbagliata == ignoto.context["form"].non_field_errors()


def test_sixth_attempt_is_refused_even_with_the_right_password(client, persona, entra):
    utente = persona()
    for _ in range(5):
        entra(utente, password="sbagliata")
    sesta = entra(utente)
    assert sesta.context["form"].non_field_errors() == [
        "Troppi tentativi sbagliati. Aspetta cinque minuti e prova di nuovo."
    ]
    assert chi_e(client).is_anonymous


def test_logout_asks_first(client, persona):
    client.force_login(persona())
    client.get("/account/logout/")
    assert not chi_e(client).is_anonymous
    client.post("/account/logout/")
    assert chi_e(client).is_anonymous


def test_nobody_signs_up_alone(client, db):
    dati = {"email": "nuovo@example.org", "password1": "una-parola-lunga", "password2": "una-parola-lunga"}
    pagina = client.post("/account/signup/", dati)
    assert "Gli account si aprono su invito" in pagina.content.decode()
    assert not Utente.objects.exists()


def test_closed_account_loses_its_open_session(client, persona):
    utente = persona()
    client.force_login(utente)
    sospendi(utente=utente)
    assert chi_e(client).is_anonymous


def test_reset_for_a_stranger_sends_no_mail_and_says_the_same(client, persona):
    nota = client.post("/account/password/reset/", {"email": persona().email})
    Messaggio.objects.all().delete()
    ignota = client.post("/account/password/reset/", {"email": "nessuno@example.org"})
    assert (ignota.status_code, ignota.url) == (nota.status_code, nota.url)
    assert not Messaggio.objects.exists()


def test_short_password_is_refused_in_italian(client, persona):
    client.force_login(persona())
    dati = {"oldpassword": "parola-di-prova", "password1": "corta-però", "password2": "corta-però"}
    pagina = client.post("/account/password/change/", dati)
    assert "12 caratteri" in str(pagina.context["form"].errors["password1"])


@pytest.mark.parametrize(
    ("percorso", "titolo"),
    [
        ("/account/login/", "Entra nell’area riservata"),
        ("/account/signup/", "Gli account si aprono su invito"),
        ("/account/password/reset/", "Scegli una nuova password"),
        ("/account/password/reset/done/", "Controlla la posta"),
        ("/account/password/reset/key/1-abc/", "Questo collegamento non è più valido"),
        ("/account/password/reset/key/done/", "La password è salvata"),
        ("/account/confirm-email/", "Conferma l’indirizzo e-mail"),
        ("/account/confirm-email/chiave-mai-data/", "Conferma l’indirizzo e-mail"),
        ("/account/inactive/", "Il tuo accesso è sospeso"),
    ],
)
def test_pages_open_without_an_account(client, db, percorso, titolo):
    pagina = client.get(percorso)
    assert pagina.status_code == 200
    assert f"<h1>{titolo}</h1>" in pagina.content.decode()
