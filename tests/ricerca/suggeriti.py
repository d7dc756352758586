"""What the tests of the suggestions share."""

import json

from ricerca import indice


def indicizza(servizio):
    """Put the service in the index, as the search does; return it."""
    indice.aggiorna()
    return servizio


def chiedi(client, tipo, q):
    """Return the suggestions for ``q``."""
    risposta = client.get("/suggerimenti/", {"tipo": tipo, "q": q})
    assert (risposta.status_code, risposta["Content-Type"]) == (200, "application/json")
    return json.loads(risposta.content)["voci"]
