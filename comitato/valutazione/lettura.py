"""What the pages of an evaluation show: progress before closing, all the scores after it."""

from dataclasses import dataclass, field

from comitato.models import SchedaPunteggio, Valutazione
from comitato.valutazione.attese import proposte
from comitato.valutazione.conflitti import Porte, puo_aprire
from comitato.valutazione.punti import dispersione, totale

Stato = Valutazione.Stato
CHIUSE = (Stato.CHIUSA, Stato.CONGELATA)


@dataclass
class Mia:
    """A proposal as a member finds it: may it declare, open, score; why not."""

    candidatura: object
    dichiarata: bool = False
    conflitto: object = None
    consegnata: bool = False
    da_valutare: bool = False


@dataclass
class Colonna:
    """The scores of one member: its body, the points by criterion key, the total."""

    componente: object
    punti: dict = field(default_factory=dict)
    totale: object = None


def mie(valutazione, chi):
    """Return the ``Mia`` of each proposal for a member of the Comitato."""
    componente, candidature = chi.componente, list(proposte(valutazione))
    porte = Porte(candidature)
    ente = SchedaPunteggio.objects.filter(componente__seggio__ente=componente.seggio.ente_id)
    consegnate = ente.filter(candidatura__in=candidature, consegnata_il__isnull=False).order_by()
    consegnate = set(consegnate.values_list("candidatura", flat=True))
    si_vota = valutazione.stato == Stato.APERTA and chi.vota
    return [
        Mia(
            candidatura,
            dichiarata=porte.dichiarata(candidatura, componente) is not None,
            conflitto=porte.conflitto(candidatura, componente),
            consegnata=candidatura.pk in consegnate,
            da_valutare=si_vota
            and candidatura.pk not in consegnate
            and porte.libero(candidatura, componente),
        )
        for candidatura in candidature
    ]


def vede_i_punteggi(candidatura, valutazione, chi):
    """Return whether ``chi`` may read the scores of a proposal: only after closing, and free of conflict."""
    return valutazione.stato in CHIUSE and puo_aprire(candidatura, chi)


def confronto(candidatura, valutazione):
    """Return ([``Colonna``], [(criterion, ``Dispersione``)]) of a proposal, from the scores handed in.

    Only for who ``vede_i_punteggi``.
    """
    criteri = list(valutazione.griglia.criteri.all())
    pesi = {criterio.pk: criterio.peso for criterio in criteri}
    schede = SchedaPunteggio.objects.filter(candidatura=candidatura, consegnata_il__isnull=False)
    colonne = []
    for scheda in schede.select_related("componente__seggio__ente").prefetch_related("punteggi"):
        punti = {riga.criterio_id: riga for riga in scheda.punteggi.all()}
        somma = totale({pk: riga.punti for pk, riga in punti.items()}, pesi)
        colonne.append(Colonna(scheda.componente, punti, somma))
    righe = []
    for criterio in criteri:
        voti = {c.componente.pk: c.punti[criterio.pk].punti for c in colonne if criterio.pk in c.punti}
        righe.append((criterio, dispersione(voti, criterio.punti_massimi)))
    return colonne, righe
