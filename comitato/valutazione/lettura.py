"""What the pages of an evaluation show: progress before closing, all the scores after it."""

from dataclasses import dataclass, field

from comitato.models import DichiarazioneConflitto, SchedaPunteggio, Valutazione
from comitato.valutazione.azioni import proposte, valutatori
from comitato.valutazione.conflitti import conflitto, ha_dichiarato, puo_aprire
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
    componente, esito = chi.componente, []
    for candidatura in proposte(valutazione):
        dichiarata = DichiarazioneConflitto.objects.filter(
            candidatura=candidatura, componente=componente
        ).exists()
        consegnata = SchedaPunteggio.objects.filter(
            candidatura=candidatura, componente=componente, consegnata_il__isnull=False
        ).exists()
        contro = conflitto(candidatura, componente)
        esito.append(
            Mia(
                candidatura,
                dichiarata=dichiarata,
                conflitto=contro,
                consegnata=consegnata,
                da_valutare=valutazione.stato == Stato.APERTA
                and chi.vota
                and not contro
                and not consegnata
                and ha_dichiarato(candidatura, componente),
            )
        )
    return esito


def vede_i_punteggi(candidatura, valutazione, chi):
    """Return whether ``chi`` may read the scores of a proposal: only after closing, and free of conflict."""
    return valutazione.stato in CHIUSE and puo_aprire(candidatura, chi)


def consegne(valutazione):
    """Return [(proposal, [(member, whether it handed in)])]: who, never what."""
    fatte = set(
        SchedaPunteggio.objects.filter(
            candidatura__avviso=valutazione.avviso_id, consegnata_il__isnull=False
        ).values_list("candidatura", "componente")
    )
    return [
        (candidatura, [(c, (candidatura.pk, c.pk) in fatte) for c in valutatori(candidatura)])
        for candidatura in proposte(valutazione)
    ]


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
