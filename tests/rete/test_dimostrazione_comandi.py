"""The demo commands, before there is anything to load or remove."""

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


def test_demo_needs_the_reference_data():
    with pytest.raises(CommandError, match=r"prima esegui «manage.py importa_dati»"):
        call_command("carica_dimostrazione")


def test_removal_asks_first(monkeypatch):
    monkeypatch.setattr("builtins.input", lambda domanda: "no")
    with pytest.raises(CommandError, match=r"Non ho tolto nulla\."):
        call_command("rimuovi_dimostrazione")
