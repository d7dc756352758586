"""The demo of the newsletter: a number that left yesterday, of the demo contents alone, to nobody."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from newsletter.composizione import proponi
from newsletter.models import Numero

APERTURA = """\
Questo numero è inventato: mostra come si presenta la newsletter.

Per riceverla scegli gli argomenti nella [pagina della newsletter](/newsletter/).
"""


def prepara_newsletter(*, oggi):
    """Create the demo number as of ``oggi``, unless it is there; it comes last, it speaks of the others."""
    if Numero.objects.filter(dimostrativo=True).exists():
        return
    ieri = oggi - timedelta(days=1)
    adesso = timezone.make_aware(datetime.combine(ieri, time(18)))
    numero = Numero.objects.create(
        titolo="Un numero di esempio",
        apertura=APERTURA,
        dal=oggi - timedelta(days=30),
        al=ieri,
        dimostrativo=True,
    )
    proponi(numero=numero, adesso=adesso)
    numero.stato, numero.inviato_il = Numero.Stato.INVIATO, adesso
    numero.save()


def togli_newsletter():
    """Delete the demo number."""
    Numero.objects.filter(dimostrativo=True).delete()
