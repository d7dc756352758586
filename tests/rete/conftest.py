"""What the tests of the roof share."""

import pytest
from django.contrib.auth.models import Group

from tests.factories import make_utente
from utenti.ruoli import OPERATORE


@pytest.fixture
def operatore(client, db):
    """Return an operator of the ATS, signed in."""
    utente = make_utente(is_staff=True)
    utente.groups.add(Group.objects.get(name=OPERATORE))
    client.force_login(utente)
    return utente
