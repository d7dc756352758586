"""The rows of money of the Rete: what every overview, download and total is added up from.

What is counted, so that nothing is counted twice (rules P16 and §1.6 of the domain):

- *assegnazione*: what Regione assigned to ATS della Montagna for a cycle (documented sums, level
  “ats_montagna”);
- *concesso*: what a project was granted: the budget in force of the project or, without one, the documented
  sum of its level; a sum for several projects together is one row, of all of them (“not itemised”).

Different kinds are never added. A sum that says the same money otherwise (``alternativa_a``) is never
counted. Of a sum that holds others of its kind, or what budgets already grant, only what is left is counted:
so the finest figures come out and the total does not change.
"""

from dataclasses import dataclass
from decimal import Decimal

from progetti.denaro.conti import ZERO, conti
from progetti.denaro.somme import SommeContate, fondi_delle_somme
from progetti.models import Finanziamento, Progetto

Natura = Finanziamento.NaturaImporto
Livello = Finanziamento.Livello
CONTATE = (Natura.ASSEGNAZIONE, Natura.CONCESSO)
LIVELLI = (Livello.MONTAGNA, Livello.PROGETTO)


@dataclass(frozen=True)
class RigaDenaro:
    """A sum that counts once. ``oggetto`` is the row it comes from: a Finanziamento or a QuadroFinanziario.

    ``importo``: euro that count; ``tolto``: euro of ``oggetto`` that other rows count already.
    ``progetti``: one, several when the source gives a single figure for them, none for a sum of the cycle.
    ``n_progetti``: how many the figure is for, those left out of the selection too.
    ``ambiti`` and ``linee`` are keys, empty when the sum is for the whole territory or nothing is known.
    """

    natura: str
    importo: Decimal
    oggetto: object
    piano_id: int | None
    fondo_id: int | None
    anno: int
    progetti: tuple = ()
    n_progetti: int = 0
    tolto: Decimal = ZERO
    ambiti: frozenset = frozenset()
    linee: frozenset = frozenset()

    @property
    def dettagliata(self):
        """Return whether the sum is of one project alone: otherwise single amounts are not known."""
        return self.n_progetti == 1


def righe(progetti=None):
    """Return the rows of the public projects (or of ``progetti``, a queryset) and of the sums of the cycles.

    Demo projects are left out unless ``progetti`` holds them. A sum for several projects is there, whole, if
    one of them is.
    """
    if progetti is None:
        progetti = Progetto.objects.pubblicati().filter(dimostrativo=False)
    progetti = progetti.prefetch_related("ambiti", "linee").select_related("alleanza", "piano")
    return righe_di(list(progetti))


def righe_di(progetti):
    """Return the rows of ``progetti``, a list with ambiti, linee and alleanza, and those of the cycles."""
    per_pk = {progetto.pk: progetto for progetto in progetti}
    con_quadro = {pk: conto for pk, conto in conti(progetti).items() if conto.quadro}
    elenco = [_dal_quadro(per_pk[pk], conto) for pk, conto in con_quadro.items()]
    somme = Finanziamento.objects.filter(
        natura_importo__in=CONTATE, livello__in=LIVELLI, alternativa_a=None
    ).prefetch_related("alternative")
    contate = SommeContate(somme, per_pk, con_quadro)
    fondi = fondi_delle_somme(somme)
    elenco += [
        _dalla_somma(somma, contate, per_pk, fondi.get(somma.pk)) for somma in somme if contate.resto(somma)
    ]
    return elenco


def _dalla_somma(somma, contate, per_pk, fondo_id):
    progetti = tuple(per_pk[pk] for pk in contate.senza_quadro(somma))
    return RigaDenaro(
        natura=somma.natura_importo,
        importo=contate.resto(somma),
        tolto=somma.importo - contate.resto(somma),
        oggetto=somma,
        piano_id=somma.piano_id or _uno(_ciclo(progetto) for progetto in progetti),
        fondo_id=_uno(progetto.fondo_id for progetto in progetti) or fondo_id,
        anno=somma.anno,
        progetti=progetti,
        n_progetti=len(contate.progetti[somma.pk]),
        ambiti=frozenset().union(*(_ambiti(progetto) for progetto in progetti)),
        linee=frozenset().union(*(_linee(progetto) for progetto in progetti)),
    )


def _dal_quadro(progetto, conto):
    return RigaDenaro(
        natura=Natura.CONCESSO,
        importo=conto.concesso,
        oggetto=conto.quadro,
        piano_id=_ciclo(progetto),
        fondo_id=progetto.fondo_id,
        anno=conto.quadro.concesso_dal.year,
        progetti=(progetto,),
        n_progetti=1,
        ambiti=_ambiti(progetto),
        linee=_linee(progetto),
    )


def _uno(valori):
    """Return the value that all have, None when they differ."""
    diversi = set(valori)
    return diversi.pop() if len(diversi) == 1 else None


def _ciclo(progetto):
    """Return the key of the cycle (``Progetto.ciclo``), of a project read with its Alleanza."""
    return progetto.piano_id or (progetto.alleanza.piano_id if progetto.alleanza_id else None)


def _linee(progetto):
    return frozenset(linea.pk for linea in progetto.linee.all())


def _ambiti(progetto):
    """Return the keys of the ambiti of a project: its own or, without any, that of its Alleanza."""
    suoi = frozenset(ambito.pk for ambito in progetto.ambiti.all())
    return suoi or (frozenset({progetto.alleanza.ambito_id}) if progetto.alleanza_id else frozenset())
