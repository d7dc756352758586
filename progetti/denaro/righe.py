"""The rows of money of the Rete: what every overview, download and total is added up from.

What is counted, so that nothing is counted twice (rules P16 and §1.6 of the domain):

- *assegnazione*: what Regione assigned to ATS della Montagna for a cycle (documented sums, level
  “ats_montagna”);
- *concesso*: what a project was granted: the budget in force of the project or, without one, the documented
  sum of its level; a sum for several projects together is one row, of all of them (“not itemised”).

Different kinds are never added. A sum that says the same money otherwise (``alternativa_a``) is never
counted, nor is one that is a part of a sum that is.
"""

from dataclasses import dataclass
from decimal import Decimal

from progetti.denaro.conti import conti
from progetti.models import Finanziamento, Progetto

Natura = Finanziamento.NaturaImporto
Livello = Finanziamento.Livello
CONTATE = (Natura.ASSEGNAZIONE, Natura.CONCESSO)
LIVELLI = (Livello.MONTAGNA, Livello.PROGETTO)


@dataclass(frozen=True)
class RigaDenaro:
    """A sum that counts once. ``oggetto`` is the row it comes from: a Finanziamento or a QuadroFinanziario.

    ``progetti``: one, several when the source gives a single figure for them, none for a sum of the cycle.
    ``ambiti`` and ``linee`` are keys, empty when the sum is for the whole territory or nothing is known.
    """

    natura: str
    importo: Decimal
    oggetto: object
    piano_id: int | None
    fondo_id: int | None
    anno: int
    progetti: tuple = ()
    ambiti: frozenset = frozenset()
    linee: frozenset = frozenset()

    @property
    def dettagliata(self):
        """Return whether the sum is of one project alone: otherwise single amounts are not known."""
        return len(self.progetti) == 1


def righe(progetti=None):
    """Return the rows of the public projects (or of ``progetti``, a queryset) and of the sums of the cycles.

    Demo projects are left out unless ``progetti`` holds them.
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
    contate = {somma.pk: somma for somma in somme}
    for somma in contate.values():
        chiavi = _progetti_di(somma)
        visibili = tuple(per_pk[pk] for pk in chiavi if pk in per_pk)
        compresa = somma.parte_di_id in contate or (chiavi and set(chiavi) <= set(con_quadro))
        if not compresa and (visibili or not chiavi):
            elenco.append(_dalla_somma(somma, visibili))
    return elenco


def _progetti_di(somma):
    """Return the keys of the projects of a sum: its own or those of the figures that say it otherwise."""
    if somma.progetto_id:
        return [somma.progetto_id]
    return [altra.progetto_id for altra in somma.alternative.all() if altra.progetto_id]


def _dal_quadro(progetto, conto):
    return RigaDenaro(
        natura=Natura.CONCESSO,
        importo=conto.concesso,
        oggetto=conto.quadro,
        piano_id=progetto.piano_id,
        fondo_id=progetto.fondo_id,
        anno=conto.quadro.approvato_il.year,
        progetti=(progetto,),
        ambiti=_ambiti(progetto),
        linee=_linee(progetto),
    )


def _dalla_somma(somma, progetti):
    return RigaDenaro(
        natura=somma.natura_importo,
        importo=somma.importo,
        oggetto=somma,
        piano_id=somma.piano_id or _uno(progetto.piano_id for progetto in progetti),
        fondo_id=_uno(progetto.fondo_id for progetto in progetti),
        anno=somma.anno,
        progetti=progetti,
        ambiti=frozenset().union(*(_ambiti(progetto) for progetto in progetti)),
        linee=frozenset().union(*(_linee(progetto) for progetto in progetti)),
    )


def _uno(valori):
    """Return the value that all have, None when they differ."""
    diversi = set(valori)
    return diversi.pop() if len(diversi) == 1 else None


def _linee(progetto):
    return frozenset(linea.pk for linea in progetto.linee.all())


def _ambiti(progetto):
    """Return the keys of the ambiti of a project: its own or, without any, that of its Alleanza."""
    suoi = frozenset(ambito.pk for ambito in progetto.ambiti.all())
    return suoi or (frozenset({progetto.alleanza.ambito_id}) if progetto.alleanza_id else frozenset())
