"""The rules of a year, read from the checked sheets in force from its first day to its last."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from imprese.models import Misura, SchedaFiscale

Cosa = Misura.Cosa
PREMI, FRINGE, IRPEF = "PREMI", "FRINGE", "IRPEF"
SERVONO = {
    PREMI: (Cosa.PREMIO_ALIQUOTA, Cosa.PREMIO_TETTO, Cosa.PREMIO_REDDITO),
    FRINGE: (Cosa.FRINGE_SOGLIA, Cosa.FRINGE_FIGLI),
    IRPEF: (Cosa.SCAGLIONE,),
}
"""Topic → the figures that the calculator reads of its sheet."""


class AnnoSenzaRegoleError(Exception):
    """A year for which a checked sheet misses, or a figure of it; ``mancano``: what, in words."""

    def __init__(self, anno, mancano):
        super().__init__(anno)
        self.anno, self.mancano = anno, mancano


@dataclass(frozen=True)
class Regole:
    """The figures of a year. Percentages and euro as Decimals; ``scaglioni``: [(up to or None, percent)].

    ``schede``: {topic: the sheet they come from}.
    """

    anno: int
    aliquota: Decimal
    tetto: Decimal
    reddito_massimo: Decimal
    soglia: Decimal
    soglia_figli: Decimal
    scaglioni: tuple
    schede: dict


def regole(anno):
    """Return the ``Regole`` of a year; raise ``AnnoSenzaRegoleError`` when a sheet or a figure misses.

    A sheet counts when it is in force on the first and on the last day of the year, and was checked.
    """
    righe = SchedaFiscale.objects.controllate().al(date(anno, 1, 1)).filter(tema__code__in=SERVONO)
    righe = righe.filter(pk__in=SchedaFiscale.objects.al(date(anno, 12, 31)).values("pk"))
    schede = {s.tema.code: s for s in righe.select_related("tema", "atto").prefetch_related("misure")}
    cifre = {codice: _cifre(scheda) for codice, scheda in schede.items()}
    if mancano := _mancano(schede, cifre):
        raise AnnoSenzaRegoleError(anno, mancano)
    return Regole(
        anno=anno,
        aliquota=cifre[PREMI][Cosa.PREMIO_ALIQUOTA][0][1],
        tetto=cifre[PREMI][Cosa.PREMIO_TETTO][0][1],
        reddito_massimo=cifre[PREMI][Cosa.PREMIO_REDDITO][0][1],
        soglia=cifre[FRINGE][Cosa.FRINGE_SOGLIA][0][1],
        soglia_figli=cifre[FRINGE][Cosa.FRINGE_FIGLI][0][1],
        scaglioni=tuple(cifre[IRPEF][Cosa.SCAGLIONE]),
        schede=schede,
    )


def _cifre(scheda):
    """Return {what: [(up to or None, value)]}, the lowest income first and the last bracket at the end."""
    cifre = {}
    for misura in scheda.misure.all():
        cifre.setdefault(misura.che_cosa, []).append((misura.fino_a, misura.valore))
    for righe in cifre.values():
        righe.sort(key=lambda riga: (riga[0] is None, riga[0] or 0))
    return cifre


def _mancano(schede, cifre):
    """Return in words what misses: sheets, figures, the last bracket."""
    mancano = []
    for codice, voci in SERVONO.items():
        if codice not in schede:
            mancano.append(_("una scheda controllata sul tema «%(tema)s»") % {"tema": _nome(codice)})
            continue
        for voce in voci:
            righe = cifre[codice].get(voce, [])
            if not righe or righe[-1][0] is not None:
                mancano.append(_("«%(cifra)s»") % {"cifra": voce.label})
    return mancano


def _nome(codice):
    return {PREMI: _("premi di risultato"), FRINGE: _("fringe benefit"), IRPEF: _("IRPEF")}[codice]


def anni():
    """Return the years that the calculator can answer for, the newest first."""
    giorni = SchedaFiscale.objects.controllate().filter(tema__code__in=SERVONO).values_list("dal", "al")
    estremi = [giorno.year for coppia in giorni for giorno in coppia if giorno]
    if not estremi:
        return []
    possibili = range(max(estremi), min(estremi) - 1, -1)
    return [anno for anno in possibili if _si_puo(anno)]


def _si_puo(anno):
    try:
        regole(anno)
    except AnnoSenzaRegoleError:
        return False
    return True
