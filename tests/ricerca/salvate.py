"""What the tests of the saved searches share."""

from ricerca import salvate
from ricerca.models import RicercaSalvata

NUOVA = "/ricerche-salvate/nuova/"


def make_salvata(confermata=True, **campi):
    """Return a saved search, by default confirmed as citizens do: what it finds now is known."""
    valori = {"email": "mamma@example.org", "domanda": "q=nido", "frequenza": "giornaliera"}
    ricerca = RicercaSalvata.objects.create(**valori | campi)
    return salvate.conferma(codice=ricerca.codice) if confermata else ricerca


def chiedi(client, domanda="q=nido", **dati):
    """Ask to save a search from the page; return the response."""
    valori = {"email": "mamma@example.org", "frequenza": "giornaliera"}
    return client.post(f"{NUOVA}?{domanda}", valori | dati)
