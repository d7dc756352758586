"""The real data, loaded once for all the tests of this folder: whoever needs them belongs here.

Each fixture leaves its rows in an open transaction, undone at the end: a test finds them and may do anything
to them. What PostgreSQL defers to the commit is done as soon as the rows are there: left pending, it would
be done again at the end of every test.
"""

from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone


@pytest.fixture(scope="session")
def caricamento(django_db_setup, django_db_blocker):
    """Return the context in which a fixture makes rows that last as long as it does."""

    @contextmanager
    def apri():
        with django_db_blocker.unblock(), transaction.atomic():
            yield
            transaction.set_rollback(True)

    return apri


@pytest.fixture(scope="package")
def riferimenti(caricamento):
    """Load the reference data; return {file: {outcome: rows}}."""
    from rete.importazione import importa

    with caricamento():
        esiti = importa(settings.BASE_DIR / "riferimenti")
        connection.check_constraints()
        yield {esito.file: dict(esito.conti()) for esito in esiti}


@pytest.fixture(scope="module")
def valle_vera(riferimenti, caricamento):
    """Add the demo members and services as of today, and the index."""
    from rete.dimostrazione.carica import carica_dimostrazione
    from ricerca import indice

    with caricamento():
        carica_dimostrazione(oggi=timezone.localdate())
        indice.aggiorna()
        connection.check_constraints()
        yield
