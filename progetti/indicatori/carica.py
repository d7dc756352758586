"""Totals of the indicators of many projects: three queries, however many projects, values and years.

The database adds up; the rules are those of ``somme``, and a property test holds the two together.
"""

from decimal import Decimal

from django.db.models import Count, F, Max, Sum, Window
from django.db.models.functions import RowNumber

from piani.models import Indicatore
from progetti.denaro.conti import arrotonda
from progetti.indicatori.somme import Come, Totale, quota
from progetti.indicatori.validi import validi

SI_SOMMANO = (Come.SOMMA, Come.MASSIMO, Come.MEDIA)
DI = {"progetto": F("indicatore_progetto__progetto"), "indicatore": F("indicatore_progetto__indicatore")}


def carica(progetti, al=None, noti_al=None):
    """Return {(project pk, indicator pk): ``Totale``} of ``progetti``, a queryset; days as in ``validi``.

    Only what has at least a valid value is there.
    """
    righe = validi(al=al, noti_al=noti_al).filter(indicatore_progetto__progetto__in=progetti.values("pk"))
    indicatori = Indicatore.objects.in_bulk()
    ultime = {(r["progetto"], r["indicatore"]): r for r in _ultime(righe)}
    return {
        (r["progetto"], r["indicatore"]): _totale(
            indicatori[r["indicatore"]], r, ultime.get((r["progetto"], r["indicatore"]))
        )
        for r in _somme(righe)
    }


def _somme(righe):
    """Yield, for each project and indicator, what can be added up."""
    return (
        righe.order_by()
        .annotate(**DI)
        .values("progetto", "indicatore")
        .annotate(
            somma=Sum("valore"),
            massimo=Max("valore"),
            valori=Count("valore"),
            numeratori=Sum("numeratore"),
            denominatori=Sum("denominatore"),
            quante=Count("pk"),
            ultimo_giorno=Max("riferito_al"),
        )
    )


def _ultime(righe):
    """Yield the last row of each project and indicator, where it counts for more than the sums."""
    posto = Window(
        RowNumber(),
        partition_by=F("indicatore_progetto"),
        order_by=[F("riferito_al").desc(), F("al").desc(), F("pk").desc()],
    )
    return (
        righe.exclude(indicatore_progetto__indicatore__aggregazione_periodi__in=SI_SOMMANO)
        .order_by()
        .annotate(**DI, posto=posto)
        .filter(posto=1)
        .values("progetto", "indicatore", "valore", "numeratore", "denominatore", "testo")
    )


def _totale(indicatore, somma, ultima):
    dati = {"riferito_al": somma["ultimo_giorno"], "quante": somma["quante"]}
    regola = indicatore.aggregazione_periodi
    if regola in SI_SOMMANO:
        return Totale(indicatore, valore=_insieme(regola, somma), **dati)
    numeratore, denominatore = ultima["numeratore"], ultima["denominatore"]
    if regola == Come.RAPPORTO and somma["denominatori"] is not None:
        numeratore, denominatore = somma["numeratori"], somma["denominatori"]
    if denominatore is None:
        return Totale(indicatore, valore=ultima["valore"], testo=ultima["testo"], **dati)
    return Totale(
        indicatore,
        valore=quota(indicatore, numeratore, denominatore),
        numeratore=numeratore,
        denominatore=denominatore,
        **dati,
    )


def _insieme(regola, somma):
    if not somma["valori"]:
        return None
    if regola == Come.SOMMA:
        return somma["somma"]
    if regola == Come.MASSIMO:
        return somma["massimo"]
    return arrotonda(Decimal(somma["somma"]) / somma["valori"], 2)
