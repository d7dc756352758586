"""A real valley for the tests of the search: reference data and demo services, loaded once a module."""

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone


@pytest.fixture(scope="module")
def valle_vera(django_db_setup, django_db_blocker):
    """Load the reference data, the demo members and services, and the index; forget them at the end."""
    from rete.dimostrazione.carica import carica_dimostrazione
    from ricerca import indice

    with django_db_blocker.unblock(), transaction.atomic():
        call_command("importa_dati", verbosity=0)
        carica_dimostrazione(oggi=timezone.localdate())
        indice.aggiorna()
        yield
        transaction.set_rollback(True)
