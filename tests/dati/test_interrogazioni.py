"""The queries of every public page, cold, with the real data: nothing is kept inside a transaction."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import pubbliche

MASSIMO_INTERROGAZIONI = 8
MASSIMO_DI_UNA_VITA = 17  # projects, calls and cycles: people, places, events, money, papers, results
MASSIMO_DI_UNA_SOMMA = 24  # money is added up from its rows on every reading
MASSIMO_DI_TUTTO = 26  # the services, and each other kind once: kept in memory, outside a test
MASSIMO_FIANCO_A_FIANCO = 17  # services with doors, hours, fees, papers; the menus; the articles
MASSIMO_DI_UN_NUMERO = 13  # of the newsletter: each topic with where it is for
MASSIMO_DI_UNA_RICERCA = 12  # two of which are kept in memory, outside a test


class ClienteInterno(Client):
    """The test client, with the manners of a Visitatore."""

    def get(self, percorso):
        """Return the response with its body under the name that tests.pubbliche reads."""
        risposta = super().get(percorso)
        risposta.corpo = risposta.content
        return risposta


@pytest.mark.usefixtures("valle_vera", "db")
def test_queries_of_every_public_page():
    """Cold, with all the demo data: what grows with the rows would be seen. A search asks for more things."""
    client = ClienteInterno()
    conti = {}
    for percorsi in pubbliche.esempi(client).values():
        for percorso in percorsi:
            with CaptureQueriesContext(connection) as interrogazioni:
                client.get(percorso)
            conti[percorso] = len(interrogazioni)
    assert {p: n for p, n in conti.items() if n > massimo(p)} == {}


def massimo(percorso):
    """Return how many queries the page may ask."""
    if percorso.startswith("/cerca/"):
        return MASSIMO_DI_TUTTO
    if percorso.startswith("/imprese/servizi/?"):
        return MASSIMO_FIANCO_A_FIANCO
    if percorso.startswith("/progetti/panoramica/"):
        return MASSIMO_DI_UNA_SOMMA
    if percorso.startswith(("/progetti/", "/avvisi/", "/piani/")):
        return MASSIMO_DI_UNA_VITA
    if percorso.startswith("/newsletter/"):
        return MASSIMO_DI_UN_NUMERO
    return MASSIMO_DI_UNA_RICERCA if "q=" in percorso else MASSIMO_INTERROGAZIONI
