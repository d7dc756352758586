"""How much of a documented sum is itemised, and how much is not (“di cui non dettagliato”).

A source often gives one figure for many: 87,000 € for the eight projects of 2017. What is known of its parts
is listed, the rest is said to be unknown: nothing is divided by guess.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from progetti.denaro.conti import ZERO, quadri_in_vigore
from progetti.models import Finanziamento, Progetto, VoceDenaro


@dataclass(frozen=True)
class Parte:
    """A known part of a sum. ``oggetto``: the row that tells it, a VoceDenaro or a Finanziamento.

    ``progetti``: the public projects it is for; none when it is for a body or a territory.
    """

    importo: Decimal
    oggetto: VoceDenaro | Finanziamento
    progetti: tuple = ()


@dataclass(frozen=True)
class Dettaglio:
    """A sum, in euro to the cent, and what is known of it. ``parti`` add up to ``dettagliato``."""

    importo: Decimal
    parti: tuple = ()

    @property
    def dettagliato(self):
        """Return the sum of the known parts."""
        return sum((parte.importo for parte in self.parti), ZERO)

    @property
    def non_dettagliato(self):
        """Return what no row tells. Below zero the parts exceed the sum: a mistake (see ``quadratura``)."""
        return self.importo - self.dettagliato


def dettaglio(somme, progetti=None):
    """Return {pk: Dettaglio} of ``somme`` (Finanziamento: rows or a queryset), in five queries at most.

    Parts are the sources (VoceDenaro) of the budgets in force that name the sum in ``parte_di`` and the
    documented sums that do, each amount once: a budget takes the place of the documented sum of its project,
    while a documented sum for several projects is replaced only when all have their budget. Figures that say
    the same money otherwise (``alternativa_a``) are no parts. Only the projects citizens see count, demo ones
    left out, or those of ``progetti`` (a queryset).
    """
    somme = list(somme)
    if progetti is None:
        progetti = Progetto.objects.pubblicati().filter(dimostrativo=False)
    visibili = {progetto.pk: progetto for progetto in progetti.con_nome()}
    voci = _voci(somme, visibili)
    documentate = _documentate(somme)
    return {
        somma.pk: Dettaglio(somma.importo, tuple(_parti(voci[somma.pk], documentate[somma.pk], visibili)))
        for somma in somme
    }


def _voci(somme, visibili):
    """Return {pk of the sum: sources of the budgets in force that are part of it}."""
    quadri = quadri_in_vigore(visibili)
    voci = VoceDenaro.objects.filter(quadro__in=[quadro.pk for quadro in quadri.values()], parte_di__in=somme)
    trovate = defaultdict(list)
    for voce in voci.select_related("quadro", "organizzazione"):
        trovate[voce.parte_di_id].append(voce)
    return trovate


def _documentate(somme):
    """Return {pk of the sum: documented sums that are part of it}."""
    trovate = defaultdict(list)
    parti = Finanziamento.objects.filter(parte_di__in=somme, alternativa_a=None)
    for parte in parti.select_related("atto").prefetch_related("alternative", "fonti"):
        trovate[parte.parte_di_id].append(parte)
    return trovate


def _parti(voci, documentate, visibili):
    """Yield the parts, documented sums first; of a project either its budget or its documented sum."""
    con_quadro = {voce.quadro.progetto_id for voce in voci}
    gia_dette = set()
    for somma in documentate:
        chiavi = set(somma.chiavi_progetti())
        if chiavi and chiavi <= con_quadro:
            continue
        if chiavi and chiavi.isdisjoint(visibili):
            continue
        gia_dette |= chiavi
        yield Parte(somma.importo, somma, tuple(visibili[pk] for pk in sorted(chiavi) if pk in visibili))
    for voce in voci:
        if voce.quadro.progetto_id not in gia_dette:
            yield Parte(voce.importo, voce, (visibili[voce.quadro.progetto_id],))
