"""Every named constraint of the portal has its proof, and every proof its constraint."""

from importlib import import_module

import pytest
from django.apps import apps

STANZE = [
    "core",
    "territorio",
    "piani",
    "aderenti",
    "alleanze",
    "progetti",
    "servizi",
    "ricerca",
    "comunicazioni",
    "comitato",
    "imprese",
    "redazione",
    "giudizi",
]


def _vincoli():
    """Return {name: (model, constraint)} of the portal's own models."""
    modelli = [m for m in apps.get_models() if not m.__module__.startswith(("django", "allauth"))]
    return {v.name: (m, v) for m in modelli for v in m._meta.constraints}


def test_every_constraint_has_a_proof_in_its_room():
    prove = {nome for stanza in STANZE for nome in import_module(f"tests.{stanza}.test_vincoli").PROVE}
    assert prove == set(_vincoli())


def test_every_constraint_has_an_italian_message_of_its_own():
    senza = [
        n
        for n, (_m, v) in _vincoli().items()
        if v.violation_error_message == v.default_violation_error_message
    ]
    assert senza == []


@pytest.mark.parametrize("stanza", STANZE)
def test_proofs_are_of_the_room_they_are_written_in(stanza):
    prove = import_module(f"tests.{stanza}.test_vincoli").PROVE
    assert {_vincoli()[nome][0]._meta.app_label for nome in prove} == {stanza}
