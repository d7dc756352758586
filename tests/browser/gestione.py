"""An operator, signed in. Runs in the served portal's own shell and prints the key of the session."""

from django.contrib.auth.models import Group
from django.test import Client

from tests.factories import make_utente
from utenti.ruoli import OPERATORE


def stampa():
    """Print the key of the session of a new operator of the ATS."""
    operatore = make_utente(email="operatore@browser.example", is_staff=True)
    operatore.groups.add(Group.objects.get(name=OPERATORE))
    client = Client()
    client.force_login(operatore, "allauth.account.auth_backends.AuthenticationBackend")
    print(client.session.session_key)
