"""Small factories of news and frequent questions."""

from datetime import date, timedelta
from itertools import count

from django.utils import timezone

from redazione.models import Notizia, VoceFaq

_numeri = count(1)


def make_notizia(**campi):
    """Return a piece of news that came out yesterday."""
    n = next(_numeri)
    valori = {
        "titolo": f"Notizia {n}",
        "sommario": f"Che cosa è successo {n}.",
        "data": date(2018, 5, 30),
        "pubblica_dal": timezone.now() - timedelta(days=1),
    }
    legami = {nome: campi.pop(nome) for nome in ("ambiti", "progetti", "aderenti", "fonti") if nome in campi}
    notizia = Notizia.objects.create(**valori | campi)
    for nome, righe in legami.items():
        getattr(notizia, nome).set(righe)
    return notizia


def make_voce_faq(**campi):
    """Return a published question, verified today."""
    n = next(_numeri)
    valori = {
        "domanda": f"Domanda {n}?",
        "risposta": f"Risposta {n}.",
        "pubblicata": True,
        "verificata_il": timezone.localdate(),
    }
    return VoceFaq.objects.create(**valori | campi)
