"""Small factories of training."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from imprese.models import Attestato, Gradimento, Incontro, Iscrizione, Percorso, Presenza

_numeri = count(1)


def make_percorso(tra=10, incontri=1, **campi):
    """Return a published course of ``incontri`` meetings of two hours, one a day, from ``tra`` days on."""
    n = next(_numeri)
    valori = {"titolo": f"Percorso {n}", "sommario": "In breve.", "luogo": "Sondrio", "posti": 12}
    percorso = Percorso.objects.create(**valori | {"pubblicato": True} | campi)
    for giorno in range(incontri):
        make_incontro(percorso, tra + giorno)
    return percorso


def make_incontro(percorso=None, tra=10, **campi):
    """Return a meeting of two hours, in ``tra`` days."""
    inizio = timezone.now() + timedelta(days=tra)
    valori = {"inizio": inizio, "fine": inizio + timedelta(hours=2)}
    return Incontro.objects.create(percorso=percorso or make_percorso(incontri=0), **valori | campi)


def make_iscrizione(percorso=None, stato="confermata", **campi):
    """Return an enrolment of a new address, with a seat."""
    n = next(_numeri)
    valori = {"ente": f"Impresa {n}", "email": f"impresa{n}@example.org"}
    if stato in ("confermata", "in_lista"):
        valori["in_fila_il"] = timezone.now()
    return Iscrizione.objects.create(percorso=percorso or make_percorso(), stato=stato, **valori | campi)


def make_presenza(**campi):
    """Return that somebody was at a meeting."""
    campi["iscrizione"] = campi.get("iscrizione") or make_iscrizione()
    campi["incontro"] = campi.get("incontro") or campi["iscrizione"].percorso.incontri.first()
    return Presenza.objects.create(**campi)


def make_attestato(**campi):
    """Return a certificate of two hours."""
    campi["iscrizione"] = campi.get("iscrizione") or make_iscrizione()
    return Attestato.objects.create(**{"rilasciato_il": timezone.localdate(), "minuti": 120} | campi)


def make_gradimento(**campi):
    """Return a good mark."""
    return Gradimento.objects.create(
        **{"percorso": campi.pop("percorso", None) or make_percorso(), "voto": 5} | campi
    )
