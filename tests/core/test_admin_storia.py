"""The history of a row in the admin: who, when, what; restore only for who may change."""

import pytest
from django.contrib.auth.models import Group

from tests.factories import make_organizzazione, make_utente
from utenti.ruoli import COMITATO, OPERATORE

pytestmark = pytest.mark.urls("tests.core.urls_storia")


def accedi(client, ruolo):
    utente = make_utente(is_staff=True)
    utente.groups.add(Group.objects.get(name=ruolo))
    client.force_login(utente)
    return utente


@pytest.fixture
def ente(client, db):
    """Return a body whose name an operator has changed in the admin."""
    accedi(client, OPERATORE)
    ente = make_organizzazione(denominazione="Nome di prima")
    dati = {"denominazione": "Nome di adesso", "categoria": ente.categoria_id}
    assert client.post(f"{pagina(ente)}change/", dati).status_code == 302
    return ente


def pagina(ente):
    return f"/admin/aderenti/organizzazione/{ente.pk}/"


def prima_versione(ente):
    return f"{pagina(ente)}history/{ente.history.earliest('history_date').pk}/"


def test_history_says_who_changed_what(client, ente):
    operatore = accedi(client, OPERATORE)
    client.post(f"{pagina(ente)}change/", {"denominazione": "Nome nuovo", "categoria": ente.categoria_id})
    html = client.get(f"{pagina(ente)}history/").content.decode()
    assert str(operatore) in html
    assert "<dt>Denominazione</dt>" in html
    assert "<del>Nome di adesso</del> <ins>Nome nuovo</ins>" in html
    assert "Guarda o ripristina" in html


def test_operator_restores_a_version_and_the_history_remembers(client, ente):
    modulo = client.get(prima_versione(ente)).context["adminform"].form
    assert modulo.initial["denominazione"] == "Nome di prima"
    client.post(prima_versione(ente), {"denominazione": "Nome di prima", "categoria": ente.categoria_id})
    ente.refresh_from_db()
    assert ente.denominazione == "Nome di prima"
    assert ente.history.count() == 3


def test_who_only_looks_sees_versions_as_text_and_cannot_restore(client, ente):
    accedi(client, COMITATO)
    risposta = client.get(prima_versione(ente))
    html = risposta.content.decode()
    assert "Nome di prima" in html
    assert 'name="denominazione"' not in html
    assert "Ripristina" not in html
    dati = {"denominazione": "Nome di prima", "categoria": ente.categoria_id}
    assert client.post(prima_versione(ente), dati).status_code == 403
    ente.refresh_from_db()
    assert ente.denominazione == "Nome di adesso"


def test_list_follows_foreign_keys_that_may_be_empty_with_its_one_query(client, db):
    accedi(client, COMITATO)
    make_organizzazione()
    righe = client.get("/admin/aderenti/organizzazione/").context["cl"].queryset
    assert righe.query.select_related == {"categoria": {}, "forma_giuridica": {}}


def test_list_makes_the_same_queries_with_more_rows(client, nplus):
    accedi(client, COMITATO)
    nplus(lambda: client.get("/admin/aderenti/organizzazione/"), make_organizzazione, attese=6)
