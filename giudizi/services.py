"""Recording a rating, and forgetting its words."""

from dateutil.relativedelta import relativedelta
from django.db import transaction

from giudizi.models import Giudizio

MESI = 12
"""How long the words of a rating are kept."""


@transaction.atomic
def giudica(*, pagina, tipo, stelle, risposta, testo=""):
    """Record a rating of today and return it; raise ValidationError when its parts do not go together."""
    giudizio = Giudizio(pagina=pagina, tipo=tipo, stelle=stelle, risposta=risposta, testo=testo)
    giudizio.full_clean()
    giudizio.save()
    return giudizio


def dimentica_testi(oggi):
    """Empty the words of ratings older than twelve months on the day ``oggi``; return how many."""
    limite = oggi - relativedelta(months=MESI)
    return Giudizio.objects.filter(giorno__lt=limite).exclude(testo="").update(testo="")
