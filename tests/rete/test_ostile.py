"""No input gives a 500: pages of the Comitato, for firms and of news, with queries and forms of bad faith."""

import re

import pytest
from django.urls import reverse

from tests.factories import make_utente
from tests.rete.test_permessi import INDIRIZZI, PARAMETRI

VELENI = ["\x00", "9" * 40, "2026-02-30", "NaN", "à" * 5000]
DOMANDE = [
    "al",
    "ciclo",
    "ordine",
    "stato",
    "p",
    "q",
    "formato",
    "periodo",
    "comune",
    "tipologia",
    "vista",
    "o",
]
CAMPI = re.compile(r'<(?:input|select|textarea)[^>]*?\bname="([^"]+)"')
STANZE = (
    "admin:comitato_",
    "comitato:",
    "admin:imprese_",
    "imprese:",
    "admin:newsletter_",
    "newsletter:",
    "admin:giudizi_",
    "giudizi:",
    "redazione:",
    "notizie:",
    "rete:search",
)
PAGINE = sorted(nome for nome in INDIRIZZI if nome.startswith(STANZE))


@pytest.mark.parametrize("nome", PAGINE)
def test_a_page_answers_any_input(client, db, nome):
    client.force_login(make_utente(is_staff=True, is_superuser=True))
    indirizzo = reverse(nome, kwargs=PARAMETRI.get(nome, dict)())
    pagina = client.get(indirizzo)
    corpo = "" if pagina.streaming else pagina.content.decode(errors="replace")
    campi = set(CAMPI.findall(corpo)) - {"csrfmiddlewaretoken"}
    for veleno in VELENI:
        stati = [
            client.get(indirizzo, dict.fromkeys(DOMANDE, veleno)).status_code,
            client.post(indirizzo, dict.fromkeys(campi, veleno)).status_code,
        ]
        assert max(stati) < 500, (veleno, stati)
