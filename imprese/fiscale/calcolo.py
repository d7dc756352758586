"""The sums: the same amount as a bonus in cash or as welfare, for who works and for the firm. Exact cents.

Rates of social contributions are those that the firm types: they change by sector and size, no sheet holds
them. Left out, and said so on the page: regional and municipal surtax, tax credits, TFR, IRAP.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from core.models.denaro import in_euro
from imprese.fiscale.regole import FRINGE, IRPEF, PREMI

CENTESIMO = Decimal("0.01")
ZERO = Decimal(0)


@dataclass(frozen=True)
class Passo:
    """A step of a sum: what, the sum in words, the amount, the sheet it rests on (None: what was typed)."""

    che_cosa: str
    conto: str
    importo: Decimal
    scheda: object = None


@dataclass(frozen=True)
class Via:
    """One way to give the amount: what who works receives, what the firm spends, the steps."""

    nome: str
    netto: Decimal
    costo: Decimal
    passi: tuple


def arrotonda(importo):
    """Return an amount to the cent, half a cent up."""
    return importo.quantize(CENTESIMO, rounding=ROUND_HALF_UP)


def irpef(reddito, scaglioni):
    """Return the gross tax on an income by brackets [(up to or None, percent)]; not rounded."""
    imposta, da = ZERO, ZERO
    for fino_a, aliquota in scaglioni:
        tratto = (reddito if fino_a is None else min(reddito, fino_a)) - da
        if tratto <= 0:
            break
        imposta += tratto * aliquota / 100
        da = fino_a
    return imposta


def confronta(regole, *, importo, reddito, contributi_lavoratore, contributi_impresa, agevolato):
    """Return [``Via``] of an amount: bonus in cash, then welfare.

    ``importo`` and ``reddito`` (taxable income of the year without the amount) in euro; contributions in
    percent. ``agevolato``: the bonus is a premio di risultato that the l. 208/2015 taxes apart, for who the
    year before was within the limit of income.
    """
    return [
        _denaro(regole, importo, reddito, contributi_lavoratore, contributi_impresa, agevolato),
        _welfare(importo),
    ]


def _denaro(regole, importo, reddito, lavoratore, impresa, agevolato):
    contributi, oneri = arrotonda(importo * lavoratore / 100), arrotonda(importo * impresa / 100)
    imponibile = importo - contributi
    parte = min(imponibile, regole.tetto) if agevolato else ZERO
    resto = imponibile - parte
    sostitutiva = arrotonda(parte * regole.aliquota / 100)
    piena = arrotonda(irpef(reddito + resto, regole.scaglioni) - irpef(reddito, regole.scaglioni))
    passi = [
        Passo(_("Contributi di chi lavora"), _di(importo, lavoratore), -contributi),
    ]
    if agevolato:
        scheda = regole.schede[PREMI]
        passi.append(Passo(_("Imposta sostitutiva"), _di(parte, regole.aliquota), -sostitutiva, scheda))
    if resto or not agevolato:
        conto = _("la differenza di IRPEF tra %(dopo)s e %(prima)s di reddito") % {
            "dopo": in_euro(reddito + resto),
            "prima": in_euro(reddito),
        }
        passi.append(Passo(_("IRPEF"), conto, -piena, regole.schede[IRPEF]))
    passi.append(Passo(_("Contributi dell’impresa"), _di(importo, impresa), oneri))
    nome = _("Premio di risultato in denaro") if agevolato else _("Premio in denaro")
    return Via(nome, imponibile - sostitutiva - piena, importo + oneri, tuple(passi))


def _welfare(importo):
    conto = _("entro i limiti dell’art. 51 del TUIR non ci sono imposte né contributi")
    return Via(_("Servizi di welfare"), importo, importo, (Passo(_("Imposte e contributi"), conto, ZERO),))


def _di(base, percento):
    return _("%(pct)s%% di %(base)s") % {
        "pct": f"{percento.normalize():f}".replace(".", ","),
        "base": in_euro(base),
    }


@dataclass(frozen=True)
class Benefit:
    """Goods and services of a year against the threshold: ``tassato`` is zero, or all of it."""

    soglia: Decimal
    tassato: Decimal
    scheda: object

    @property
    def esente(self):
        """Return whether nothing is taxed."""
        return self.tassato == 0


def benefit(regole, *, importo, figli):
    """Return the ``Benefit`` of the goods and services given in a year, ``figli``: with dependent children.

    Over the threshold the whole amount is taxed, not only what exceeds (TUIR art. 51 c. 3).
    """
    soglia = regole.soglia_figli if figli else regole.soglia
    return Benefit(soglia, importo if importo > soglia else ZERO, regole.schede[FRINGE])
