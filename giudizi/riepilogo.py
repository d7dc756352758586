"""Judgements counted: how many and how good, by page and by month."""

from django.db.models import Avg, Count
from django.db.models.functions import TruncMonth

from giudizi.models import Giudizio


def per_pagina(tipo=None):
    """Return rows {pagina, quanti, media} of the pages of a kind (all), the worst first."""
    righe = Giudizio.objects.filter(tipo=tipo) if tipo else Giudizio.objects.all()
    righe = righe.values("pagina").annotate(quanti=Count("pk"), media=Avg("stelle"))
    return list(righe.order_by("media", "-quanti", "pagina"))


def per_mese():
    """Return rows {mese, quanti, media}, the last month first."""
    righe = Giudizio.objects.annotate(mese=TruncMonth("giorno")).order_by().values("mese")
    return list(righe.annotate(quanti=Count("pk"), media=Avg("stelle")).order_by("-mese"))


def per_risposta():
    """Return (answer in words, how many) of the answers given, the most frequent first."""
    nomi = dict(Giudizio.Risposta.choices)
    righe = Giudizio.objects.exclude(risposta="").order_by().values_list("risposta")
    conti = righe.annotate(quanti=Count("pk")).order_by("-quanti", "risposta")
    return [(nomi[codice], quanti) for codice, quanti in conti]
