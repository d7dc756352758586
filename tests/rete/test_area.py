"""The reserved area: where each account goes, and nothing left for who is removed."""

import re

import pytest
from django.urls import URLPattern, get_resolver, reverse
from django.urls.converters import IntConverter

from aderenti.inviti import invita
from aderenti.persone import togli
from tests.factories import make_accesso, make_aderente, make_utente
from tests.utenti.totp import attiva

pytestmark = pytest.mark.django_db


@pytest.fixture
def utente(client):
    utente = make_utente()
    client.force_login(utente)
    return utente


def pagina(ente):
    return f"/area-riservata/enti/{ente.slug}/"


def test_one_body_opens_at_once(client, utente):
    accesso = make_accesso(utente=utente)
    make_accesso()
    assert client.get("/area-riservata/").url == pagina(accesso.organizzazione)


def test_staff_and_who_keeps_more_bodies_choose(client, utente):
    uno, due = (make_accesso(utente=utente).organizzazione for _volta in range(2))
    tolta = make_accesso(utente=utente).organizzazione
    togli(accesso=tolta.accessi.get(), da=None, anche_ultimo=True)
    html = client.get("/area-riservata/").content.decode()
    assert all(f'href="{pagina(ente)}"' in html for ente in (uno, due))
    assert pagina(tolta) not in html
    utente.accessi.filter(organizzazione=due).update(tolto_il="2100-01-01T00:00:00Z")
    utente.is_staff = True
    utente.save()
    assert f'href="{pagina(uno)}"' in client.get("/area-riservata/").content.decode()


def test_the_switcher_names_the_other_bodies(client, utente):
    uno = make_accesso(utente=utente).organizzazione
    assert "cambia-ente" not in client.get(pagina(uno)).content.decode()
    due = make_accesso(utente=utente).organizzazione
    altrui = make_accesso().organizzazione
    html = client.get(pagina(uno)).content.decode()
    cambia = re.search(r'<details class="cambia-ente">.*?</details>', html, re.S)[0]
    assert re.findall(r'href="([^"]+)"', cambia) == [pagina(due)]
    assert altrui.denominazione not in html


@pytest.mark.parametrize("dove", ["ente", "account"])
def test_the_second_factor_is_offered_until_there_is_one(client, utente, dove):
    ente = make_accesso(utente=utente).organizzazione
    indirizzo = pagina(ente) if dove == "ente" else "/area-riservata/account/"
    assert "Proteggi il tuo account." in client.get(indirizzo).content.decode()
    attiva(utente)
    assert "Proteggi il tuo account." not in client.get(indirizzo).content.decode()


def dell_area(ente):
    """Return {name: address} of every page of a body's area; what is not the body is a number or a word."""
    return {
        nome: reverse(
            nome, kwargs={k: 1 if isinstance(c, IntConverter) else "x" for k, c in voci.items()} | ente
        )
        for nome, voci in parametri(get_resolver(), "", {})
        if ente.keys() <= voci.keys()
    }


def parametri(resolver, spazio, di_sopra):
    """Yield (name, {parameter: converter}) of every named address."""
    for voce in resolver.url_patterns:
        tutti = di_sopra | getattr(voce.pattern, "converters", {})
        if not isinstance(voce, URLPattern):
            yield from parametri(voce, f"{spazio}{voce.namespace}:" if voce.namespace else spazio, tutti)
        elif voce.name:
            yield spazio + voce.name, tutti


def test_who_is_removed_finds_nothing_at_the_next_request(client, utente):
    ente = make_aderente()
    capo = make_accesso(organizzazione=ente)
    accesso = make_accesso(organizzazione=ente, utente=utente)
    invito = invita(organizzazione=ente, email="nuova@example.org", ruolo="redattore", da=utente)
    richiesta = ente.richieste_accesso.create(email="chiede@example.org", ruolo="segreteria")
    veri = {
        reverse("area:people-role", args=[ente.slug, capo.pk]),
        reverse("area:people-remove", args=[ente.slug, capo.pk]),
        reverse("area:people-request", args=[ente.slug, richiesta.pk]),
        reverse("area:people-invite-revoke", args=[ente.slug, invito.pk]),
        reverse("area:people-invite-resend", args=[ente.slug, invito.pk]),
    }
    indirizzi = dell_area({"ente": ente.slug})
    assert {"rete:area-ente", "area:people", "area:people-leave"} <= set(indirizzi)
    assert client.get(indirizzi["area:people"]).status_code == 200
    togli(accesso=accesso, da=capo.utente)
    trovati = {
        (indirizzo, metodo): getattr(client, metodo)(indirizzo).status_code
        for indirizzo in veri | set(indirizzi.values())
        for metodo in ("get", "post", "put", "delete")
    }
    assert trovati == dict.fromkeys(trovati, 404)
    assert client.get("/area-riservata/").status_code == 200
