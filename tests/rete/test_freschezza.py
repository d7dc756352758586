"""Every kind of change shows on the very next request, on two worker processes that had the page ready."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from core import frammenti
from servizi.models import Servizio
from tests.factories import make_comune, make_destinatario, make_servizio, make_utente
from tests.processo import Processo
from tests.rete.moduli import dati, errori, pagina_di

OGGI = date(2026, 5, 4)


@pytest.fixture
def processi(transactional_db, monkeypatch, settings):
    """Return two processes, each with its own kept pages; the day is OGGI."""
    monkeypatch.setattr(timezone, "localdate", lambda *args: OGGI)
    settings.PAGINE_PUBBLICHE_SEVERE = False  # blocks are reused as in production, not rendered to compare
    frammenti.deposito.svuota()
    return Processo(), Processo()


@pytest.fixture
def servizio(processi):
    comune = make_comune(nome="Grosio")
    return make_servizio(
        comune=comune,
        area=[comune],
        titolo="Nido Stella",
        verificato_il=OGGI - timedelta(days=400),
        valido_fino_al=OGGI,
    )


@pytest.fixture
def staff(client, processi):
    """Return a client signed in to the admin."""
    client.force_login(make_utente(is_staff=True, is_superuser=True))
    return client


def _modulo(servizio, staff, monkeypatch):
    pagina = staff.get(pagina_di(servizio))
    dopo = staff.post(pagina_di(servizio), dati(pagina, titolo="Nido Luna"))
    assert (dopo.status_code, errori(dopo) if dopo.context else []) == (302, [])


def _azione(servizio, staff, monkeypatch):
    scelta = {"action": "segna_verificati", "_selected_action": [servizio.pk]}
    Servizio.objects.update(valido_fino_al=None)
    dopo = staff.post(f"{reverse('admin:servizi_servizio_changelist')}?da_fare=tutto", scelta, follow=True)
    assert [str(m) for m in dopo.context["messages"]] == ["1 servizio verificato oggi."]


def _sql(servizio, staff, monkeypatch):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE servizi_servizio SET titolo = 'Nido Luna'")


def _scadenza(servizio, staff, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: OGGI + timedelta(days=1))


LISTA = "/servizi/"
SCHEDA = "/servizi/nido-stella/"
CAMBI = {
    # what is done: page, text that is on it before or after, whether it is there after, how it is done
    "form of the admin": (LISTA, "Nido Luna", True, _modulo),
    "action of the admin": (SCHEDA, "30 marzo 2025", False, _azione),
    "bulk update": (LISTA, "Nido Luna", True, lambda s, *_: Servizio.objects.update(titolo="Nido Luna")),
    "raw SQL": (LISTA, "Nido Luna", True, _sql),
    "related row": (LISTA, "Coop Larice", True, lambda s, *_: _rinomina(s.gestore, "Coop Larice")),
    "many to many": (
        SCHEDA,
        "Nonni",
        True,
        lambda s, *_: s.destinatari.add(make_destinatario(label="Nonni")),
    ),
    "new row": (LISTA, "Nido Luna", True, lambda s, *_: make_servizio(titolo="Nido Luna")),
    "state": (LISTA, "Nido Stella", False, lambda s, *_: Servizio.objects.update(stato="bozza")),
    "deletion": (LISTA, "Nido Stella", False, lambda s, *_: s.delete()),
    "expiry": (LISTA, "Nido Stella", False, _scadenza),
    "on the home page": ("/", ">2<", True, lambda s, *_: make_servizio()),
}


def _rinomina(organizzazione, nome):
    organizzazione.denominazione = nome
    organizzazione.save()


@pytest.mark.parametrize("cambio", CAMBI)
def test_a_change_shows_on_the_next_request_to_each_process(processi, servizio, staff, monkeypatch, cambio):
    pagina, testo, dopo, cambia = CAMBI[cambio]
    for _visita in range(2):
        prime = [processo.get(pagina) for processo in processi]
        assert [testo in risposta.content.decode() for risposta in prime] == [not dopo] * 2
    cambia(servizio, staff, monkeypatch)
    marca = {"if-none-match": prime[0]["ETag"]}
    nuove = [processo.get(pagina, headers=marca) for processo in processi]
    assert [(r.status_code, testo in r.content.decode()) for r in nuove] == [(200, dopo)] * 2


def test_an_import_shows_on_the_next_request_to_each_process(processi):
    assert ["Tirano" in p.get("/territorio/").content.decode() for p in processi] == [False, False]
    call_command("importa_dati", verbosity=0)
    assert ["Tirano" in p.get("/territorio/").content.decode() for p in processi] == [True, True]
