"""What the rooms below know of the projects of a cycle on a day: a constant number of queries."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q

from comitato.models import Azione, Decisione
from progetti.denaro.conti import Conto, conti
from progetti.indicatori.carica import carica as carica_totali
from progetti.models import (
    IndicatoreProgetto,
    PartnerProgetto,
    PassoScheda,
    Progetto,
    SchedaMonitoraggio,
)

Passo, Stato = PassoScheda.Tipo, SchedaMonitoraggio.Stato
DOPO = {
    Passo.APERTA: Stato.DA_COMPILARE,
    Passo.INVIATA: Stato.INVIATA,
    Passo.RESTITUITA: Stato.RESTITUITA,
    Passo.RIAPERTA: Stato.RESTITUITA,
    Passo.VALIDATA: Stato.VALIDATA,
    Passo.SALTATA: Stato.SALTATA,
}
"""Step of a sheet → its state afterwards."""


@dataclass
class Noto:
    """A project with what is known of it on the day; ``schede`` are (sheet, its state on the day)."""

    progetto: Progetto
    conto: Conto
    indicatori: list = field(default_factory=list)
    totali: dict = field(default_factory=dict)
    schede: list = field(default_factory=list)
    partner: list = field(default_factory=list)
    decisioni: list = field(default_factory=list)
    azioni: list = field(default_factory=list)


def progetti_del_ciclo(piano, al):
    """Return the financed projects of a cycle with their state and dates on ``al``: the queryset."""
    del_piano = Q(piano=piano) | Q(piano=None, alleanza__piano=piano)
    return Progetto.objects.filter(del_piano).pubblicati(al).con_date(al)


def carica(piano, al):
    """Return the ``Noto`` of each project of ``piano`` on the day ``al``, by title."""
    progetti = progetti_del_ciclo(piano, al).con_nome().prefetch_related("ambiti", "linee")
    noti = {p.pk: p for p in progetti.order_by("titolo", "pk")}
    righe = Progetto.objects.filter(pk__in=list(noti))
    denaro = conti(noti.values(), al)
    esito = {pk: Noto(progetto, denaro[pk]) for pk, progetto in noti.items()}
    for (pk, indicatore), totale in carica_totali(righe, al=al, noti_al=al).items():
        esito[pk].totali[indicatore] = totale
    for seguito in _seguiti(noti):
        esito[seguito.progetto_id].indicatori.append(seguito)
    for scheda, stato in _schede(noti, al):
        esito[scheda.progetto_id].schede.append((scheda, stato))
    for presenza in PartnerProgetto.objects.filter(progetto__in=noti).select_related("organizzazione"):
        esito[presenza.progetto_id].partner.append(presenza)
    decisioni = Decisione.objects.filter(progetto__in=noti, presa_il__lte=al).order_by("presa_il", "pk")
    for decisione in decisioni:
        esito[decisione.progetto_id].decisioni.append(decisione)
    for azione in _azioni(noti, al):
        esito[azione.decisione.progetto_id].azioni.append(azione)
    return list(esito.values())


def _seguiti(noti):
    return (
        IndicatoreProgetto.objects.filter(progetto__in=noti)
        .select_related("indicatore")
        .order_by("indicatore__insieme", "indicatore__ordine", "indicatore__code")
    )


def _schede(noti, al):
    """Yield (sheet, state on the day) of the rounds open by then, the last period last."""
    schede = SchedaMonitoraggio.objects.filter(progetto__in=noti, rilevazione__aperta_il__date__lte=al)
    schede = schede.select_related("rilevazione").order_by("rilevazione__al", "pk")
    passi = defaultdict(list)
    fatti = PassoScheda.objects.filter(scheda__in=schede.values("pk"), il__date__lte=al)
    for scheda, tipo in fatti.order_by("pk").values_list("scheda", "tipo"):
        if tipo in DOPO:
            passi[scheda].append(DOPO[tipo])
    for scheda in schede:
        yield scheda, (passi[scheda.pk] or [scheda.stato])[-1]


def _azioni(noti, al):
    """Return the action points still open at the end of the day."""
    chiuse_poi = Q(stato=Azione.Stato.CHIUSA, verificata_il__gt=al)
    aperte = Q(stato__in=[Azione.Stato.APERTA, Azione.Stato.FATTA])
    azioni = Azione.objects.filter(chiuse_poi | aperte, decisione__progetto__in=noti)
    return azioni.filter(decisione__presa_il__lte=al).select_related("decisione", "ente")
