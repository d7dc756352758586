"""How many ratings and how good, by kind of page, page and month: counted by the database."""

from django.db.models import Avg, Count, Q
from django.db.models.functions import TruncMonth

from giudizi.models import Giudizio
from giudizi.pagine import nome_del_tipo
from giudizi.querysets import BASSO

PAGINE = 100
"""How many pages the screen shows; the file holds all of them."""
CONTI = {
    "numero": Count("pk"),
    "media": Avg("stelle"),
    "basse": Count("pk", filter=Q(stelle__lte=BASSO)),
}


def per_tipo():
    """Return dicts of tipo, nome, numero, media, basse, the most rated kind first."""
    righe = Giudizio.objects.order_by().values("tipo").annotate(**CONTI).order_by("-numero", "tipo")
    return [riga | {"nome": nome_del_tipo(riga["tipo"])} for riga in righe]


def per_mese():
    """Return dicts of mese (its first day), numero, media, basse, the latest first."""
    righe = Giudizio.objects.order_by().annotate(mese=TruncMonth("giorno"))
    return list(righe.values("mese").annotate(**CONTI).order_by("-mese"))


def per_pagina():
    """Return dicts of pagina, numero, media, basse of ``PAGINE`` pages, those with most low ratings first."""
    righe = Giudizio.objects.order_by().values("pagina").annotate(**CONTI)
    return list(righe.order_by("-basse", "media", "pagina")[:PAGINE])


def righe():
    """Return [month, kind, page, ratings, average, low ratings] for a spreadsheet, the latest first."""
    gruppi = Giudizio.objects.order_by().annotate(mese=TruncMonth("giorno"))
    gruppi = gruppi.values("mese", "tipo", "pagina").annotate(**CONTI).order_by("-mese", "tipo", "pagina")
    return [
        [
            f"{gruppo['mese']:%Y-%m}",
            str(nome_del_tipo(gruppo["tipo"])),
            gruppo["pagina"],
            gruppo["numero"],
            round(gruppo["media"], 2),
            gruppo["basse"],
        ]
        for gruppo in gruppi
    ]
