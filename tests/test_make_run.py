"""`make run` again: nothing doubled, nothing of the user's lost; and what it says when it cannot start."""

import json
import os
import socket
import subprocess
import sys
from urllib.request import urlopen

import pytest
from django.conf import settings

from scripts import con_chromium, controlla_macchina

CONTA = """
import json
from django.apps import apps
print(json.dumps({m._meta.label: m.objects.count() for m in apps.get_models()}))
"""
CAMBIA = """
from servizi.models import Servizio
from utenti.models import Utente
Servizio.objects.filter(pk=Servizio.objects.order_by("pk").first().pk).update(telefono="0342 999999")
Utente.objects.filter(email="referente@example.org").delete()
"""
LEGGI = """
from servizi.models import Servizio
from utenti.models import Utente
print(Servizio.objects.order_by("pk").first().telefono, Utente.objects.filter(dimostrativo=True).count())
"""


@pytest.mark.sito
def test_a_second_run_doubles_nothing_and_keeps_what_the_user_changed(sito):
    sito.manage("shell", "-v0", "-c", CAMBIA)
    prima = json.loads(sito.manage("shell", "-v0", "-c", CONTA))
    sito.prepara()
    assert json.loads(sito.manage("shell", "-v0", "-c", CONTA)) == prima
    assert sito.manage("shell", "-v0", "-c", LEGGI).split() == ["0342", "999999", "3"]


@pytest.mark.sito
def test_the_first_run_shows_the_territory_and_enough_demo_services(sito):
    righe = json.loads(sito.manage("shell", "-v0", "-c", CONTA))
    assert (righe["territorio.Ambito"], righe["alleanze.AlleanzaLocale"]) == (8, 8)
    assert righe["servizi.Servizio"] >= 120
    with urlopen(f"{sito.url}/") as risposta:
        assert risposta.status == 200


def test_a_port_in_use_is_said_before_any_work():
    with socket.create_server(("127.0.0.1", 0)) as presa:
        porta = presa.getsockname()[1]
        esito = subprocess.run(
            [sys.executable, "scripts/controlla_macchina.py", str(porta)],
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
        )
    assert esito.returncode == 1
    assert f"la porta {porta} non è libera / port {porta} is not free" in esito.stderr
    assert f"make run PORT={porta + 1}" in esito.stderr


@pytest.mark.parametrize("porta", ["", "http", "0", "65536", "-1"])
def test_a_wrong_port_is_refused(porta):
    assert "PORT must be a number" in controlla_macchina.problema(porta)


def test_an_old_python_is_refused(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 10, 12))
    assert "Python 3.11 or later is needed" in controlla_macchina.problema("8000")


@pytest.mark.parametrize(("ambiente", "stato"), [({}, 0), ({"CI": "true"}, 1)])
def test_without_a_browser_its_tests_are_declared_not_run(monkeypatch, capsys, ambiente, stato):
    monkeypatch.setattr(os, "environ", {"PATH": "/nonexistent"} | ambiente)
    assert con_chromium.esegui([sys.executable, "-c", "raise SystemExit(7)"]) == stato
    assert "browser tests did NOT run" in capsys.readouterr().out


def test_with_a_browser_the_command_runs_and_its_status_counts(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/usr/bin/true")
    codice = "import os, sys; sys.exit(7 if os.environ['CHROMIUM'] == '/usr/bin/true' else 0)"
    assert con_chromium.esegui([sys.executable, "-c", codice]) == 7
