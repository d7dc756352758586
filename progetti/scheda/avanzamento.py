"""What a project counted: physical progress and results, from validated values only, apart from spending.

A figure under five of an indicator that may tell people apart is never written, not even as a bar or as a
percentage, and single periods are not shown: the missing one would be found by subtraction.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Prefetch
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from piani.models import Indicatore
from progetti.denaro.conti import arrotonda, percento
from progetti.models import ValoreIndicatore
from progetti.scheda import barre

SOGLIA = 5  # a count below it may tell people apart
RISULTATI = (Indicatore.Tipo.RISULTATO, Indicatore.Tipo.QUALITATIVO)
Come = Indicatore.Aggregazione


@dataclass(frozen=True)
class Avanzamento:
    """An indicator of a project: target and what was reached, as texts, with the bar and the day.

    ``raggiunto`` is empty until a value is validated. ``quota``: percent of the target, None when not known
    or not to be told.
    """

    indicatore: Indicatore
    obiettivo: str = ""
    partenza: str = ""
    raggiunto: str = ""
    riferito_al: object = None
    periodi: int = 0
    quota: Decimal | None = None
    parti: list = field(default_factory=list)


def avanzamento(progetto):
    """Return (physical progress, results) of a project, in two queries; results only once validated.

    Financial indicators are left to the pages of the money.
    """
    validati = ValoreIndicatore.objects.filter(validato_il__isnull=False).order_by("riferito_al", "al", "pk")
    righe = (
        progetto.indicatori.exclude(indicatore__tipo=Indicatore.Tipo.FINANZIARIO)
        .select_related("indicatore")
        .prefetch_related(Prefetch("valori", validati, to_attr="validati"))
    )
    voci = [_avanzamento(riga) for riga in righe]
    fisico = [voce for voce in voci if voce.indicatore.tipo not in RISULTATI]
    risultati = [voce for voce in voci if voce.indicatore.tipo in RISULTATI and voce.raggiunto]
    return fisico, risultati


def _avanzamento(riga):
    indicatore, validati = riga.indicatore, riga.validati
    testi = {"obiettivo": cifra(indicatore, riga.obiettivo), "partenza": cifra(indicatore, riga.partenza)}
    if not validati:
        return Avanzamento(indicatore, **testi)
    valore = valore_di(indicatore, [voce.valore for voce in validati])
    taciuto = da_tacere(indicatore, valore)
    return Avanzamento(
        indicatore,
        **testi,
        raggiunto=cifra(indicatore, valore),
        riferito_al=validati[-1].riferito_al,
        periodi=len(validati) if indicatore.aggregazione_periodi == Come.SOMMA else 1,
        quota=None if taciuto else arrotonda(percento(valore, riga.obiettivo)),
        parti=[] if taciuto else barre.raggiunto(valore, riga.obiettivo),
    )


def valore_di(indicatore, valori):
    """Return one value of ``valori``, in order of date, by the indicator's own rule across periods.

    Kinds that cannot be put together without other data (ratios, people counted once) give the last one.
    """
    regola = indicatore.aggregazione_periodi
    if regola == Come.SOMMA:
        return sum(valori)
    if regola == Come.MASSIMO:
        return max(valori)
    if regola == Come.MEDIA:
        return arrotonda(sum(valori) / len(valori), 2)
    return valori[-1]


def da_tacere(indicatore, valore):
    """Return whether ``valore`` is a count of so few people that they could be told apart."""
    return indicatore.soppressione_piccoli_numeri and valore < SOGLIA


def cifra(indicatore, valore):
    """Return a value with its unit as people read it: “1.234 persone”, “meno di 5”; empty for None."""
    if valore is None:
        return ""
    if da_tacere(indicatore, valore):
        return _("meno di 5")
    numero = number_format(format(valore.normalize(), "f"), force_grouping=True, use_l10n=True)
    return f"{numero} {indicatore.unita}".strip()
