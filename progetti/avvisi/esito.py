"""What came of a call, as citizens may read it: who was financed, who was admitted, and counts for the rest.

Scores, protocol numbers and names of the proposals left out are never read here.
"""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef

from core.fonti import carica_fonti
from progetti.denaro.conti import conti
from progetti.models import Avviso, EventoProgetto, Finanziamento, Progetto
from progetti.models.transizioni import FINE_ANTICIPATA

Tipo = EventoProgetto.Tipo
CONCESSIONI = [tipo for tipo in Tipo.pubblici() if tipo not in FINE_ANTICIPATA]
DECISE = [Tipo.FINANZIATA, Tipo.NON_FINANZIATA, Tipo.NON_AMMISSIBILE, Tipo.ESCLUSA]


@dataclass
class Esito:
    """The outcome of a call: rows of projects, each with ``concesso`` (None: not known), and counts."""

    finanziati: list = field(default_factory=list)
    ammessi: list = field(default_factory=list)
    non_ammissibili: int = 0
    esclusi: int = 0
    ritirati: int = 0

    @property
    def altri(self):
        """Return how many proposals were neither financed nor admitted."""
        return self.non_ammissibili + self.esclusi + self.ritirati


def finanziati(avviso):
    """Return the projects of ``avviso`` that were financed, also those that gave up afterwards.

    A proposal that gave up before an answer never was.
    """
    concessi = EventoProgetto.objects.validi().filter(progetto=OuterRef("pk"), tipo__in=CONCESSIONI)
    return Progetto.objects.filter(Exists(concessi), avviso=avviso)


def con_concesso(avviso):
    """Return the financed projects of ``avviso`` by title, each with what it was granted.

    ``concesso``: euro, from the budget in force; None without one. ``documentato``: the ``Finanziamento``
    that sources tell for the project, or None: never added to the others.
    """
    presi = list(finanziati(avviso).per_elenco().order_by("titolo", "code"))
    denaro = conti(presi)
    natura = Finanziamento.NaturaImporto.CONCESSO
    lette = Finanziamento.objects.filter(progetto__in=presi, natura_importo=natura).order_by("-code")
    documentate = {somma.progetto_id: somma for somma in lette}
    for progetto in presi:
        progetto.concesso = denaro[progetto.pk].concesso
        progetto.documentato = documentate.get(progetto.pk)
    return presi


def esito(avviso, presi):
    """Return the ``Esito`` of a call whose outcome is public; ``presi`` are those of ``con_concesso``."""
    altri = Progetto.objects.filter(avviso=avviso).exclude(pk__in=[p.pk for p in presi]).con_stato()
    ammessi = altri.filter(stato=Tipo.NON_FINANZIATA).per_elenco().order_by("titolo", "code")
    stati = list(altri.order_by().values_list("stato", flat=True))
    return Esito(
        finanziati=presi,
        ammessi=list(ammessi),
        non_ammissibili=stati.count(Tipo.NON_AMMISSIBILE),
        esclusi=stati.count(Tipo.ESCLUSA),
        ritirati=stati.count(Tipo.RINUNCIA),
    )


def somme(avviso):
    """Return the documented sums of a call with their sources: those of its acts, not of single projects.

    The act of the outcome counts once the outcome is public.
    """
    atti = [pk for pk in (avviso.atto_id, avviso.esito_atto_id if avviso.con_esito() else None) if pk]
    livelli = (Finanziamento.Livello.REGIONE, Finanziamento.Livello.MONTAGNA)
    righe = Finanziamento.objects.filter(atto__in=atti, livello__in=livelli) if atti else []
    return carica_fonti(righe)


def in_sospeso(avviso: Avviso):
    """Return the proposals of a call that still wait for an answer, each with its ``candidatura``."""
    progetti = Progetto.objects.filter(avviso=avviso, candidatura__isnull=False).con_stato()
    aperti = [Tipo.BOZZA, Tipo.CANDIDATURA, Tipo.ISTRUTTORIA, Tipo.IN_VALUTAZIONE]
    return progetti.filter(stato__in=aperti).select_related("candidatura")
