"""Nobody finds anything in the area of a body that is not theirs: every address, every method."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from aderenti.models import Invito, RichiestaAccesso
from core.models import EventoProposta, Proposta
from tests.factories import make_accesso, make_aderente, make_utente

PREFISSO = "area-riservata/enti/"
METODI = ["get", "head", "post", "put", "patch", "delete", "options"]
# What an address needs beyond the body: {name: ente -> parameters}, of rows of that body. One that lacks its
# line here fails.
CAMPIONI = {
    "area:profile-section": lambda ente: {"sezione": "contatti"},
    "area:people-role": lambda ente: {"pk": ente.accessi.first().pk},
    "area:people-remove": lambda ente: {"pk": ente.accessi.first().pk},
    "area:people-request": lambda ente: {"pk": ente.richieste_accesso.get().pk},
    "area:people-invite-resend": lambda ente: {"pk": ente.inviti.get().pk},
    "area:people-invite-revoke": lambda ente: {"pk": ente.inviti.get().pk},
    "area_servizi:sheets-export": lambda ente: {"tabella": "servizi", "formato": "csv"},
    "area_servizi:sheets-upload": lambda ente: {"tabella": "servizi"},
    "area_servizi:sheets-preview": lambda ente: {"tabella": "servizi", "pk": 1},
    "area_servizi:sheets-errors": lambda ente: {"tabella": "servizi", "pk": 1},
}


def _indirizzi(resolver, percorso="", spazio=""):
    """Yield (name, parameters beyond the body) of every address of the area."""
    for voce in resolver.url_patterns:
        qui = percorso + str(voce.pattern)
        if not isinstance(voce, URLPattern):
            yield from _indirizzi(voce, qui, f"{spazio}{voce.namespace}:" if voce.namespace else spazio)
        elif qui.startswith(PREFISSO):
            yield f"{spazio}{voce.name}", _parametri(qui) - {"ente"}


def _parametri(percorso):
    return {pezzo.split(">")[0].split(":")[-1] for pezzo in percorso.split("<")[1:]}


NOMI = dict(_indirizzi(get_resolver()))


def _percorso(nome, ente):
    altri = CAMPIONI[nome](ente) if nome in CAMPIONI else {}
    return reverse(nome, kwargs={"ente": ente.slug} | altri)


def _risposte(client, nome, ente):
    return {metodo: getattr(client, metodo)(_percorso(nome, ente)).status_code for metodo in METODI}


@pytest.fixture
def altrui(db):
    """Return a body with an administrator of its own and something that waits for ATS."""
    ente = make_accesso(organizzazione=make_aderente(telefono="0342 1")).organizzazione
    RichiestaAccesso.objects.create(organizzazione=ente, email="chiede@example.org", ruolo="ufficio")
    Invito.objects.create(organizzazione=ente, email="nuova@example.org")
    proposta = Proposta.objects.create(
        tipo=ContentType.objects.get_for_model(ente),
        oggetto_id=ente.pk,
        cambi={"denominazione": {"prima": ente.denominazione, "dopo": "Altro nome"}},
    )
    EventoProposta.objects.create(proposta=proposta, tipo="inviata")
    return ente


def test_every_address_of_the_area_has_its_sample():
    con_altri = {nome for nome, altri in NOMI.items() if altri}
    assert con_altri == set(CAMPIONI)
    assert "rete:area-ente" in NOMI


@pytest.mark.parametrize("nome", sorted(NOMI))
def test_who_keeps_another_body_finds_nothing_on_any_method(client, altrui, nome):
    client.force_login(make_accesso().utente)
    assert _risposte(client, nome, altrui) == dict.fromkeys(METODI, 404)


@pytest.mark.parametrize("nome", sorted(NOMI))
def test_who_kept_it_once_finds_nothing_since(client, altrui, nome):
    accesso = make_accesso(organizzazione=altrui)
    client.force_login(accesso.utente)
    assert client.get(reverse("rete:area-ente", args=[altrui.slug])).status_code == 200
    accesso.tolto_il = timezone.now()
    accesso.save()
    assert _risposte(client, nome, altrui) == dict.fromkeys(METODI, 404)


@pytest.mark.parametrize("nome", sorted(NOMI))
def test_the_staff_of_ats_has_pages_of_its_own(client, altrui, nome):
    client.force_login(make_utente(is_staff=True, is_superuser=True))
    assert _risposte(client, nome, altrui) == dict.fromkeys(METODI, 404)


@pytest.mark.parametrize("nome", sorted(NOMI))
def test_a_stranger_changes_nothing_and_learns_nothing(client, altrui, nome):
    """Who is not signed in is sent to the login, for a body that exists as for one that does not."""
    for metodo in METODI:
        vera = getattr(client, metodo)(_percorso(nome, altrui))
        finta = getattr(client, metodo)(_percorso(nome, altrui).replace(altrui.slug, "nessuno"))
        assert vera.status_code in (302, 403)
        assert (vera.status_code, vera.get("Location", "").replace(altrui.slug, "nessuno")) == (
            finta.status_code,
            finta.get("Location", ""),
        )


def test_nothing_was_changed_by_all_this(client, altrui):
    client.force_login(make_accesso().utente)
    for nome in NOMI:
        client.post(_percorso(nome, altrui), {"telefono": "0", "testo": "x", "proposta": 1, "conferma": "1"})
    prima = altrui.confermato_il
    altrui.refresh_from_db()
    assert (altrui.telefono, altrui.confermato_il, Proposta.objects.get().stato) == (
        "0342 1",
        prima,
        "in_attesa",
    )
