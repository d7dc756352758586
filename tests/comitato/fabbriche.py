"""Small factories of the Comitato."""

from datetime import date, datetime, timedelta
from itertools import count

from django.contrib.auth.models import Group
from django.utils import timezone

from comitato.models import Componente, PuntoOdg, Seduta, Seggio
from tests.factories import make_aderente, make_utente
from utenti.ruoli import COMITATO

_numeri = count(1)


def make_seggio(**campi):
    """Return a voting seat of a body (a new one), in force since 2020."""
    campi["ente"] = campi.get("ente") or make_aderente()
    return Seggio.objects.create(**{"dal": date(2020, 1, 1)} | campi)


def make_componente(**campi):
    """Return a full member: an account with the role of the Comitato, for a seat (a new one)."""
    ruolo = campi.get("ruolo", "titolare")
    if ruolo != "ospite":
        campi["seggio"] = campi.get("seggio") or make_seggio()
    if ruolo != "titolare":
        campi.setdefault("al", timezone.localdate() + timedelta(days=30))
    campi["utente"] = campi.get("utente") or make_utente(is_staff=True)
    campi["utente"].groups.add(Group.objects.get(name=COMITATO))
    return Componente.objects.create(**{"dal": date(2020, 1, 1)} | campi)


def make_seduta(**campi):
    """Return a meeting in preparation, in two weeks' time; with a ``stato`` it is numbered as convened."""
    n = next(_numeri)
    inizio = timezone.make_aware(
        datetime.combine(timezone.localdate() + timedelta(days=14), datetime.min.time())
    )
    valori = {"titolo": f"Seduta {n}", "inizio": inizio + timedelta(hours=10)}
    if campi.get("stato", "preparazione") != "preparazione":
        valori |= {"numero": n, "anno": 2026, "convocata_il": timezone.now()}
    return Seduta.objects.create(**valori | campi)


def make_punto(seduta=None, **campi):
    """Return an item of an agenda."""
    seduta = seduta or make_seduta()
    ordine = seduta.punti.count() + 1
    return PuntoOdg.objects.create(seduta=seduta, **{"ordine": ordine, "titolo": f"Punto {ordine}"} | campi)
