"""The proposals of an evaluation and the scores it waits for: whose, declared or not, handed in or not."""

from dataclasses import dataclass

from django.utils import timezone

from comitato.models import Componente, SchedaPunteggio, Valutazione
from comitato.valutazione.conflitti import Porte
from progetti.models import Candidatura, Progetto


@dataclass(frozen=True)
class Attesa:
    """A member whose scores count on a proposal: whether it declared, whether its body handed in."""

    componente: Componente
    dichiarata: bool
    consegnata: bool


def proposte(valutazione):
    """Return the proposals to evaluate, by arrival: those of the call that passed the formal check.

    Once the ranking is frozen they are those in it, whatever their projects became since.
    """
    if valutazione.stato == Valutazione.Stato.CONGELATA:
        righe = Candidatura.objects.filter(posto__valutazione=valutazione)
    else:
        in_valutazione = Progetto.objects.con_stato().filter(stato="in_valutazione").order_by()
        righe = Candidatura.objects.filter(
            avviso=valutazione.avviso_id, progetto__in=in_valutazione.values("pk")
        )
    collegati = ("avviso", "progetto__alleanza__ambito", "progetto__alleanza__piano")
    return righe.select_related(*collegati).order_by("ricevuta_il", "pk")


def titolari(giorno=None):
    """Return the full members of the voting seats in force on ``giorno`` (today)."""
    giorno = giorno or timezone.localdate()
    righe = Componente.objects.al(giorno).filter(ruolo=Componente.Ruolo.TITOLARE, seggio__con_voto=True)
    righe = righe.select_related("seggio__ente", "utente").order_by("pk")
    return [riga for riga in righe if riga.seggio.in_vigore(giorno)]


def attese(valutazione):
    """Return [(proposal, [``Attesa``])]: full members without conflict, who never declared included.

    A body gives its scores once: who takes a seat after they were handed in is not waited for.
    """
    candidature, siedono = list(proposte(valutazione)), titolari()
    porte = Porte(candidature)
    consegnate = set(
        SchedaPunteggio.objects.filter(candidatura__in=candidature, consegnata_il__isnull=False)
        .order_by()
        .values_list("candidatura", "componente__seggio__ente")
    )
    return [
        (
            candidatura,
            [
                Attesa(
                    componente,
                    dichiarata=porte.dichiarata(candidatura, componente) is not None,
                    consegnata=(candidatura.pk, componente.seggio.ente_id) in consegnate,
                )
                for componente in siedono
                if porte.conflitto(candidatura, componente) is None
            ],
        )
        for candidatura in candidature
    ]


def mancanti(valutazione):
    """Return [(proposal, member)] of the scores not handed in."""
    return [
        (candidatura, attesa.componente)
        for candidatura, righe in attese(valutazione)
        for attesa in righe
        if not attesa.consegnata
    ]
