"""The second factor: asked at login, required of staff before the admin."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.messages import get_messages
from django.core.cache import cache

from tests.utenti.totp import attiva, codice
from utenti.ruoli import OPERATORE, REFERENTE


@pytest.fixture
def mfa_staff(settings):
    settings.MFA_STAFF = True


def avvisi(risposta):
    return [str(avviso) for avviso in get_messages(risposta.wsgi_request)]


def test_password_alone_does_not_sign_in_who_has_the_app(client, persona, entra):
    utente = persona()
    segreto = attiva(utente)
    assert entra(utente).url == "/account/2fa/authenticate/"
    assert client.get("/area-riservata/").status_code == 302
    errato = client.post("/account/2fa/authenticate/", {"code": "000000"})
    assert errato.context["form"].errors["code"] == ["Codice errato."]
    assert client.post("/account/2fa/authenticate/", {"code": codice(segreto)}).url == "/area-riservata/"


def test_staff_without_second_factor_is_sent_to_activate_it(client, persona, entra, mfa_staff):
    entra(persona(OPERATORE))
    for percorso in ["/admin/", "/admin/utenti/utente/", "/admin/login/"]:
        risposta = client.get(percorso)
        assert risposta.url == "/account/2fa/", percorso
    assert avvisi(risposta)[-1] == "Per entrare nella gestione serve il secondo fattore: attivalo qui."


def test_post_to_the_admin_is_stopped_too(client, persona, entra, mfa_staff):
    entra(persona(OPERATORE))
    assert client.post("/admin/utenti/utente/add/", {"email": "x@example.org"}).url == "/account/2fa/"


@pytest.fixture
def cache_pulita():
    """Leave no count behind: a test with real transactions is not undone."""
    yield
    cache.clear()


@pytest.mark.django_db(transaction=True)
def test_staff_enter_at_once_after_activating(client, persona, entra, mfa_staff, cache_pulita):
    utente = persona(OPERATORE)
    entra(utente)
    pagina = client.get("/account/2fa/totp/activate/").content.decode()
    segreto = re.search(r'chiave-segreta">(\w+)<', pagina).group(1)
    attivata = client.post("/account/2fa/totp/activate/", {"code": codice(segreto)})
    assert attivata.url == "/account/2fa/recovery-codes/"
    assert client.get("/admin/").status_code == 200
    assert Authenticator.objects.filter(user=utente, type="recovery_codes").count() == 1


def test_a_session_older_than_the_second_factor_must_use_it(client, persona, entra, mfa_staff):
    utente = persona(OPERATORE)
    entra(utente)
    segreto = attiva(utente)
    risposta = client.get("/admin/utenti/utente/")
    assert risposta.url == "/account/2fa/reauthenticate/?next=%2Fadmin%2Futenti%2Futente%2F"
    conferma = client.post(risposta.url, {"code": codice(segreto), "next": "/admin/utenti/utente/"})
    assert conferma.url == "/admin/utenti/utente/"
    assert client.get("/admin/utenti/utente/").status_code == 200


def test_who_has_only_a_key_is_asked_for_the_key(client, persona, entra, mfa_staff):
    utente = persona(OPERATORE)
    entra(utente)
    Authenticator.objects.create(user=utente, type="webauthn", data={"name": "chiavetta", "credential": {}})
    assert client.get("/admin/").url == "/account/2fa/webauthn/reauthenticate/?next=%2Fadmin%2F"


def test_login_with_the_second_factor_opens_the_admin(client, persona, entra, mfa_staff):
    utente = persona(OPERATORE)
    segreto = attiva(utente)
    entra(utente)
    client.post("/account/2fa/authenticate/", {"code": codice(segreto)})
    assert client.get("/admin/").status_code == 200


def test_nothing_is_asked_where_the_setting_is_off(client, persona, entra, settings):
    settings.MFA_STAFF = False
    entra(persona(OPERATORE))
    assert client.get("/admin/").status_code == 200


def test_only_the_admin_asks_for_it(client, persona, entra, mfa_staff):
    entra(persona(OPERATORE))
    assert client.get("/area-riservata/").status_code == 200
    client.logout()
    entra(persona(REFERENTE))
    assert client.get("/area-riservata/").status_code == 200
