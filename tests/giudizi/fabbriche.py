"""A small factory of judgements."""

from giudizi.models import Giudizio


def make_giudizio(**campi):
    """Return a good judgement of the list of the projects."""
    return Giudizio.objects.create(**{"pagina": "/progetti/", "tipo": "progetti:list", "stelle": 5} | campi)
