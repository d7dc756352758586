"""Small factories of good practices."""

from datetime import date, timedelta
from itertools import count

from django.utils import timezone

from imprese.models import BuonaPratica, Certificazione, CommentoPratica

_numeri = count(1)


def make_pratica(**campi):
    """Return a published good practice of a firm that is no member, to look at again in a year."""
    n = next(_numeri)
    valori = {
        "titolo": f"Pratica {n}",
        "impresa": f"Impresa {n}",
        "settore": "C",
        "dimensione": "micro",
        "anno": 2024,
        "stato": "a_regime",
        "bisogno": "Serviva tempo.",
        "misure": "Una fascia di un’ora.",
        "strumento": "regolamento",
        "costo": "niente",
        "da_copiare": "La fascia di un’ora.",
        "consenso_il": date(2026, 1, 1),
        "approvata_il": date(2026, 2, 1),
        "approvata_da": "il Comitato",
        "da_rivedere_entro": timezone.localdate() + timedelta(days=365),
        "pubblicata": True,
    }
    return BuonaPratica.objects.create(**valori | campi)


def make_certificazione(**campi):
    """Return a certification of the firm of a good practice."""
    campi["pratica"] = campi.get("pratica") or make_pratica()
    return Certificazione.objects.create(**{"schema": "pdr125"} | campi)


def make_proposta_pratica(ente, lavoro="inviata", **campi):
    """Return a good practice that ``ente`` has sent to ATS, or is writing."""
    valori = {"organizzazione": ente, "impresa": "", "lavoro": lavoro, "pubblicata": False}
    valori |= {"approvata_il": None, "approvata_da": "", "da_rivedere_entro": None}
    valori["consenso_il"] = timezone.localdate() if lavoro == "inviata" else None
    return make_pratica(**valori | campi)


def make_commento_pratica(**campi):
    """Return what ATS asks to correct of a good practice."""
    campi["pratica"] = campi.get("pratica") or make_pratica()
    return CommentoPratica.objects.create(**{"campo": "costo", "testo": "Aggiungi l’anno."} | campi)
