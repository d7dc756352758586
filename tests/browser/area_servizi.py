"""A body with somebody who keeps it, and ATS that accepts: they run in the served portal's own shell."""

import json

from django.test import Client

from core.proposte import aperta_di, decidi
from servizi.models import Servizio
from tests.factories import make_accesso, make_aderente, make_servizio, make_utente
from utenti.services import allinea_indirizzo


def stampa():
    """Print the slug of a new body with a public service, and the session of who keeps it."""
    utente = make_utente(email="chi-tiene@browser.example")
    allinea_indirizzo(utente=utente)
    ente = make_aderente(denominazione="Cooperativa del browser")
    make_accesso(organizzazione=ente, utente=utente)
    servizio = make_servizio(gestore=ente, titolo="Nido del browser")
    client = Client()
    client.force_login(utente, "allauth.account.auth_backends.AuthenticationBackend")
    print(json.dumps({"ente": ente.slug, "sessione": client.session.session_key, "nido": servizio.slug}))


def accogli(slug):
    """Accept all that waits about a service."""
    proposta = aperta_di(Servizio.objects.get(slug=slug))
    ats = make_utente(is_staff=True)
    decidi(proposta=proposta, versione=proposta.versione, da=ats, accolti=list(proposta.cambi))
