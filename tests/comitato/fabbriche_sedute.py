"""Small factories of composition and meetings: rules, papers, presences, duties."""

from datetime import date
from itertools import count

from django.utils import timezone

from comitato.models import Adempimento, CartaPunto, Decisione, Presenza, Regolamento
from tests.comitato.fabbriche import make_punto, make_seduta, make_seggio
from tests.documenti import carica

_numeri = count(1)


def make_regolamento(**campi):
    """Return rules in force since 2020 that tell nothing but what is given."""
    return Regolamento.objects.create(
        **{"titolo": f"Regolamento {next(_numeri)}", "dal": date(2020, 1, 1)} | campi
    )


def make_carta(punto=None, accesso="seggi", **campi):
    """Return a paper (a PDF) of an item, a new one of a convened meeting."""
    punto = punto or make_punto(make_seduta(stato="convocata"))
    valori = {"titolo": f"Carta {next(_numeri)}", "file": carica()}
    return CartaPunto.objects.create(punto=punto, accesso=accesso, **valori | campi)


def make_presenza(seduta=None, seggio=None, modo="presente", delegato=None):
    """Return how a seat (a new one) took part in a meeting (a new one, convened)."""
    seduta = seduta or make_seduta(stato="convocata")
    return Presenza.objects.create(
        seduta=seduta, seggio=seggio or make_seggio(), modo=modo, delegato=delegato
    )


def make_adempimento(**campi):
    """Return a duty due today."""
    valori = {"titolo": f"Adempimento {next(_numeri)}", "giorno": timezone.localdate()}
    return Adempimento.objects.create(**valori | campi)


def make_decisione(punto=None, **campi):
    """Return a decision to vote on an item (a new one)."""
    punto = punto or make_punto(make_seduta(stato="convocata"))
    valori = {"titolo": f"Decisione {next(_numeri)}", "testo": "Si fa."}
    return Decisione.objects.create(punto=punto, seduta=punto.seduta, **valori | campi)
