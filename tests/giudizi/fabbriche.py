"""Rows of the ratings."""

from giudizi.models import Giudizio
from giudizi.querysets import BASSO


def make_giudizio(stelle=4, **campi):
    """Make a rating of the page of the members, with an answer that fits the stars."""
    risposta = "non_chiare" if stelle <= BASSO else "chiare"
    valori = {"pagina": "/aderenti/", "tipo": "aderenti:list", "risposta": risposta}
    return Giudizio.objects.create(stelle=stelle, **valori | campi)
