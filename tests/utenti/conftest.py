"""What the tests of the accounts share."""

import pytest
from django.contrib.auth.models import Group

from tests.factories import make_utente
from utenti.ruoli import RUOLI
from utenti.services import allinea_indirizzo

PASSWORD = "parola-di-prova"


@pytest.fixture
def persona(db):
    """Make a verified account with a role."""

    def crea(ruolo=None, **campi):
        campi.setdefault("is_staff", bool(ruolo and RUOLI[ruolo].gestione))
        utente = make_utente(**campi)
        allinea_indirizzo(utente=utente)
        if ruolo:
            utente.groups.add(Group.objects.get(name=ruolo))
        return utente

    return crea


@pytest.fixture
def entra(client):
    """Sign in through the login page; return the response of the POST."""

    def invia(utente, password=PASSWORD, dopo=""):
        return client.post("/account/login/", {"login": utente.email, "password": password, "next": dopo})

    return invia
