"""Counting a vote: who may vote, what the choices add up to, what comes of them. Nothing is stored."""

from dataclasses import dataclass

from comitato.models import Decisione, Presenza, Voto
from comitato.sedute.conti import conta
from comitato.sedute.presenze import seggi_di
from progetti.models import PartnerProgetto

Esito, Scelta = Decisione.Esito, Voto.Scelta


@dataclass(frozen=True)
class Riga:
    """A seat with a vote and its vote (None: not yet). ``per_delega``: the seat that votes for it.

    ``vota``: it is there, in person or by a proxy that counts. ``partner``: its body is in the project.
    """

    seggio: object
    voto: object
    vota: bool
    per_delega: object
    partner: bool


@dataclass(frozen=True)
class Conteggio:
    """How many seats chose what; ``manca``: the seats that may vote and did not, ``estranei``: the others."""

    favorevoli: int
    contrari: int
    astenuti: int
    non_partecipano: int
    taciti: int
    manca: list
    estranei: list

    @property
    def espressi(self):
        """Return how many votes there are."""
        return self.favorevoli + self.contrari + self.astenuti + self.non_partecipano

    @property
    def esito(self):
        """Return what comes of it: approved when more are in favour than against, else not."""
        return Esito.APPROVATA if self.favorevoli > self.contrari else Esito.RESPINTA


@dataclass(frozen=True)
class Numero:
    """The quorum of one decision: seats that count, needed (None: the rules do not tell), whether reached."""

    ci_sono: int
    necessari: int | None

    @property
    def valido(self):
        """Return whether there are enough, None when the rules do not tell how many."""
        return None if self.necessari is None else self.ci_sono >= self.necessari


def quorum(decisione):
    """Return the ``Numero`` of a decision: seats there; in a written procedure, those that voted on it."""
    conti = conta(decisione.seduta)
    if not decisione.seduta.scritta:
        return Numero(conti.totale, conti.necessari)
    con_voto = [seggio.pk for seggio in seggi_di(decisione.seduta) if seggio.con_voto]
    return Numero(decisione.voti.filter(seggio__in=con_voto).count(), conti.necessari)


def righe(decisione):
    """Return the ``Riga`` of every seat with a vote on the day of the meeting."""
    seduta = decisione.seduta
    votano = None if seduta.scritta else conta(seduta).votano
    voti = {voto.seggio_id: voto for voto in decisione.voti.all()}
    deleghe = seduta.presenze.filter(modo=Presenza.Modo.DELEGA).select_related("delegato__ente")
    deleghe = {riga.seggio_id: riga.delegato for riga in deleghe}
    partner = _partner(decisione)
    return [
        Riga(
            seggio,
            voti.get(seggio.pk),
            votano is None or seggio.pk in votano,
            deleghe.get(seggio.pk),
            seggio.ente_id in partner,
        )
        for seggio in seggi_di(seduta)
        if seggio.con_voto
    ]


def _partner(decisione):
    """Return the keys of the bodies that take part today in the project a decision is about."""
    if decisione.progetto_id is None:
        return set()
    presenze = PartnerProgetto.objects.al().filter(progetto=decisione.progetto_id)
    return set(presenze.values_list("organizzazione", flat=True))


def conteggio(decisione, tutte=None):
    """Return the ``Conteggio`` of a decision; ``tutte``: its ``righe``, when they are read already.

    Votes are counted as written: who voted and is not there is told in ``estranei``, not left out.
    """
    tutte = righe(decisione) if tutte is None else tutte
    voti = list(decisione.voti.select_related("seggio__ente"))
    ammessi = {riga.seggio.pk for riga in tutte if riga.vota}
    scelte = [voto.scelta for voto in voti]
    return Conteggio(
        favorevoli=scelte.count(Scelta.FAVOREVOLE),
        contrari=scelte.count(Scelta.CONTRARIO),
        astenuti=scelte.count(Scelta.ASTENUTO),
        non_partecipano=scelte.count(Scelta.NON_PARTECIPA),
        taciti=sum(voto.tacito for voto in voti),
        manca=[riga.seggio for riga in tutte if riga.vota and riga.voto is None],
        estranei=[voto.seggio for voto in voti if voto.seggio_id not in ammessi],
    )
