"""The measures of the dashboard and their definitions in words: pure functions of what is known.

What is not known is None, and no rule is broken by it: a sign of risk needs facts.
"""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from progetti.denaro.conti import arrotonda, percento

SPESA_MINIMA, TEMPO_DI_GUARDIA = Decimal(30), Decimal(60)  # percent


class Rischio(models.TextChoices):
    """Signs of risk: the word that stands beside the colour."""

    SCHEDA = "scheda", _("scheda in ritardo")
    SPESA = "spesa", _("spesa bassa")
    PARTNER = "partner", _("un partner è uscito")
    CUP = "cup", _("manca il CUP")
    FINE = "fine", _("oltre la fine prevista")


DEFINIZIONI = {
    "tempo": _(
        "Giorni passati dall’avvio, su quelli previsti fino alla fine in vigore (proroghe comprese). "
        "Fonte: eventi del progetto."
    ),
    "denaro": _("Pagato ai beneficiari, tolti i recuperi, sul contributo concesso. Fonte: i pagamenti."),
    "spesa": _(
        "Spesa dichiarata dal capofila (la più alta tra rendicontazioni e ultima scheda validata) sul costo "
        "totale del quadro approvato, o sul concesso se il costo non è noto."
    ),
    "fisico": _(
        "Media degli indicatori con un obiettivo e un valore validato: quanta strada è fatta dal valore di "
        "partenza all’obiettivo, ognuno da 0 a 100. Chi non ha ancora un valore non conta."
    ),
    "ritardo": _("Giorni oltre la fine prevista in vigore: fino a oggi, o alla fine vera se è già finito."),
    "scheda": _("L’ultima scheda di monitoraggio inviata o validata, e quelle la cui scadenza è passata."),
    "rischi": _(
        "Scheda in ritardo; spesa sotto il 30% quando è passato il 60% del tempo; un partner uscito prima "
        "della fine; CUP mancante; oltre la fine prevista."
    ),
}
"""What each number is: shown beside it, kept in the snapshots."""


def strada(valore, obiettivo, partenza=None):
    """Return how much of the way from ``partenza`` (0) to ``obiettivo`` is done, percent from 0 to 100.

    None when value or target are not known, or there is no way to go. A target below the start goes down.
    """
    partenza = partenza or Decimal(0)
    if valore is None or obiettivo is None or obiettivo == partenza:
        return None
    return min(max(percento(valore - partenza, obiettivo - partenza), Decimal(0)), Decimal(100))


def media(quote):
    """Return the mean of the percentages that are known, one decimal; None without any."""
    note = [quota for quota in quote if quota is not None]
    return arrotonda(sum(note) / len(note)) if note else None


def rischi(*, schede_in_ritardo, spesa_pct, tempo_pct, partner_usciti, cup, ritardo):
    """Return the signs of risk of a project, in the order of ``Rischio``.

    ``schede_in_ritardo`` and ``partner_usciti`` are counts, percentages unrounded or None, ``ritardo`` days.
    """
    spesa_bassa = (
        tempo_pct is not None
        and spesa_pct is not None
        and tempo_pct >= TEMPO_DI_GUARDIA
        and spesa_pct < SPESA_MINIMA
    )
    segni = {
        Rischio.SCHEDA: bool(schede_in_ritardo),
        Rischio.SPESA: spesa_bassa,
        Rischio.PARTNER: bool(partner_usciti),
        Rischio.CUP: not cup,
        Rischio.FINE: bool(ritardo),
    }
    return [rischio.value for rischio, presente in segni.items() if presente]
