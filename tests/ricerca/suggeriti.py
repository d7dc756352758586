"""What the tests of the suggestions share."""

import json

from ricerca.domanda import normalizza, radice
from ricerca.models import Posizione


def indicizza(servizio):
    """Put the words of the title in the index, as the search does; return the service."""
    radici = {radice(parola) for parola in normalizza(servizio.titolo).split()}
    Posizione.objects.bulk_create(Posizione(servizio=servizio, radice=r, peso=8) for r in radici)
    return servizio


def chiedi(client, tipo, q):
    """Return the suggestions for ``q``."""
    risposta = client.get("/suggerimenti/", {"tipo": tipo, "q": q})
    assert (risposta.status_code, risposta["Content-Type"]) == (200, "application/json")
    return json.loads(risposta.content)["voci"]
