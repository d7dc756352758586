"""Liveness and readiness, open to the monitor and never from a cache."""

import pytest
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.urls import reverse

from rete import views_salute


@pytest.fixture
def migrato(db, settings):
    """Write down every migration as applied, whichever way the tables were made."""
    settings.MIGRATION_MODULES = {}
    registro = MigrationRecorder(connection)
    for app, nome in MigrationLoader(None).graph.nodes:
        registro.record_applied(app, nome)


def test_liveness_answers_without_the_database(client):
    # No database fixture: a query here would be refused by pytest-django.
    risposta = client.get(reverse("rete:health"))
    assert (risposta.status_code, risposta.json()) == (200, {"stato": "vivo"})


def test_readiness_says_that_database_and_migrations_are_in_order(client, migrato):
    risposta = client.get(reverse("rete:ready"))
    assert risposta.status_code == 200
    assert risposta.json() == {"stato": "pronto", "database": True, "migrazioni_mancanti": 0}
    assert "no-store" in risposta["Cache-Control"]
    assert "Set-Cookie" not in risposta


def test_a_missing_migration_makes_it_not_ready(client, migrato):
    MigrationRecorder.Migration.objects.filter(app="redirects").delete()
    risposta = client.get(reverse("rete:ready"))
    assert risposta.status_code == 503
    assert risposta.json() == {"stato": "non pronto", "database": True, "migrazioni_mancanti": 2}


@pytest.mark.django_db
def test_a_dead_database_makes_it_not_ready(client, monkeypatch):
    class Guasto:
        def __init__(self, connection):
            raise OperationalError("connection refused: 10.0.0.7")

    monkeypatch.setattr(views_salute, "MigrationExecutor", Guasto)
    risposta = client.get(reverse("rete:ready"))
    assert (risposta.status_code, risposta.json()) == (503, {"stato": "non pronto", "database": False})


def test_health_is_read_only(client):
    assert client.post(reverse("rete:health")).status_code == 405
