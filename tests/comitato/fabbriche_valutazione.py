"""Small factories of the evaluations."""

from datetime import date
from decimal import Decimal
from itertools import count

from django.utils import timezone

from comitato.models import (
    Criterio,
    DichiarazioneConflitto,
    DomandaValutazione,
    GiudizioProgetto,
    Griglia,
    SchedaPunteggio,
    Valutazione,
    ValutazioneFinale,
)
from tests.comitato.fabbriche import make_componente
from tests.factories import make_avviso, make_candidatura, make_piano, make_progetto

_numeri = count(1)


def make_griglia(criteri=2, **campi):
    """Return a grid with ``criteri`` criteria of ten points each."""
    griglia = Griglia.objects.create(**{"titolo": f"Griglia {next(_numeri)}"} | campi)
    for n in range(1, criteri + 1):
        Criterio.objects.create(griglia=griglia, ordine=n, titolo=f"Criterio {n}", punti_massimi=10)
    return griglia


def make_proposta(avviso=None, allegato="", **campi):
    """Return a proposal of a call (a new one) in evaluation; ``allegato`` is the paper of that event."""
    progetto = make_progetto(stato=None, **campi)
    progetto.eventi.create(tipo="in_valutazione", data=date(2018, 1, 1), allegato=allegato)
    return make_candidatura(avviso=avviso or make_avviso(), progetto=progetto)


def make_valutazione(stato="aperta", **campi):
    """Return an evaluation, open to the scores."""
    campi["avviso"] = campi.get("avviso") or make_avviso()
    campi["griglia"] = campi.get("griglia") or make_griglia()
    adesso = timezone.now()
    date_ = {"aperta": 1, "chiusa": 2, "congelata": 3}.get(stato, 0)
    nomi = ["aperta_il", "chiusa_il", "congelata_il"][:date_]
    return Valutazione.objects.create(stato=stato, **campi, **dict.fromkeys(nomi, adesso))


def make_valutatore(*candidature, **campi):
    """Return a full member that declared no conflict on ``candidature``."""
    componente = make_componente(**campi)
    for candidatura in candidature:
        DichiarazioneConflitto.objects.create(candidatura=candidatura, componente=componente, esito="nessuno")
    return componente


def make_scheda_punteggio(candidatura, componente, punti=7, motivo="Ben fatta", consegnata=True):
    """Return the scores of a member, each criterion with the same points and reason."""
    scheda = SchedaPunteggio.objects.create(
        candidatura=candidatura, componente=componente, consegnata_il=timezone.now() if consegnata else None
    )
    for criterio in candidatura.avviso.valutazione.griglia.criteri.all():
        scheda.punteggi.create(criterio=criterio, punti=Decimal(punti), motivo=motivo)
    return scheda


def punti_di(valutazione, quanti):
    """Return the same points for each criterion of an evaluation, as ``azioni`` takes them."""
    return {criterio: (Decimal(quanti), "concordato") for criterio in valutazione.griglia.criteri.all()}


def make_giudizio(**campi):
    """Return a judgement on a running project."""
    campi["progetto"] = campi.get("progetto") or make_progetto()
    valori = {"al": date(2026, 6, 30), "avanzamento": "buono", "efficacia": "adeguato"}
    return GiudizioProgetto.objects.create(**valori | campi)


def make_domanda_valutazione(**campi):
    """Return a question of an evaluation plan."""
    campi["piano"] = campi.get("piano") or make_piano()
    return DomandaValutazione.objects.create(**{"domanda": f"Che cosa cambia? {next(_numeri)}"} | campi)


def make_valutazione_finale(**campi):
    """Return the final evaluation of a project."""
    campi["progetto"] = campi.get("progetto") or make_progetto()
    valori = {
        "verso": "comitato",
        "risultati": 4,
        "collaborazione": 3,
        "ha_funzionato": "Gli orari",
        "da_migliorare": "I trasporti",
        "data": date(2026, 6, 30),
    }
    return ValutazioneFinale.objects.create(**valori | campi)
