"""What a project counted: physical progress and results, from valid values only, apart from spending.

A figure under five of an indicator that may tell people apart is never written, not even as a bar or as a
percentage, and single periods are not shown: the missing one would be found by subtraction. How values add up
and what is withheld: ``progetti.indicatori``.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Prefetch
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from piani.models import Indicatore
from progetti.denaro.conti import arrotonda, percento
from progetti.indicatori.parti import Per, pubbliche
from progetti.indicatori.somme import Come, fra_periodi
from progetti.indicatori.soppressione import da_tacere, totale_da_tacere
from progetti.indicatori.validi import validi
from progetti.scheda import barre

RISULTATI = (Indicatore.Tipo.RISULTATO, Indicatore.Tipo.QUALITATIVO)


@dataclass(frozen=True)
class Avanzamento:
    """An indicator of a project: target and what was reached, as texts, with the bar and the day.

    ``raggiunto`` is empty until a value is validated. ``quota``: percent of the target, None when not known
    or not to be told. ``divisioni``: (what it is divided by, [``Parte``]), small parts withheld.
    """

    indicatore: Indicatore
    obiettivo: str = ""
    obiettivo_entro: object = None
    partenza: str = ""
    raggiunto: str = ""
    riferito_al: object = None
    validato_il: object = None
    da_dove: str = ""
    periodi: int = 0
    quota: Decimal | None = None
    parti: list = field(default_factory=list)
    divisioni: list = field(default_factory=list)


def avanzamento(progetto):
    """Return (physical progress, results) of a project, in three queries; results only once validated.

    Financial indicators are left to the pages of the money.
    """
    valori = validi().order_by("riferito_al", "al", "pk").prefetch_related("parti")
    righe = (
        progetto.indicatori.exclude(indicatore__tipo=Indicatore.Tipo.FINANZIARIO)
        .select_related("indicatore")
        .prefetch_related(Prefetch("valori", valori, to_attr="validati"))
    )
    voci = [_avanzamento(riga) for riga in righe]
    fisico = [voce for voce in voci if voce.indicatore.tipo not in RISULTATI]
    risultati = [voce for voce in voci if voce.indicatore.tipo in RISULTATI and voce.raggiunto]
    return fisico, risultati


def _avanzamento(riga):
    indicatore, totale = riga.indicatore, fra_periodi(riga.indicatore, riga.validati)
    dati = {
        "obiettivo": cifra(indicatore, riga.obiettivo),
        "obiettivo_entro": riga.obiettivo_entro,
        "partenza": cifra(indicatore, riga.partenza),
    }
    if not totale.noto:
        return Avanzamento(indicatore, **dati)
    taciuto = totale_da_tacere(indicatore, totale)
    con_barra = not taciuto and totale.valore is not None
    return Avanzamento(
        indicatore,
        **dati,
        raggiunto=_("non pubblicato") if taciuto and totale.denominatore else _detto(indicatore, totale),
        riferito_al=totale.riferito_al,
        validato_il=max(valore.validato_il for valore in riga.validati),
        da_dove=riga.validati[-1].da_dove,
        periodi=totale.quante if indicatore.aggregazione_periodi == Come.SOMMA else 1,
        quota=arrotonda(percento(totale.valore, riga.obiettivo)) if con_barra else None,
        parti=barre.raggiunto(totale.valore, riga.obiettivo) if con_barra else [],
        divisioni=[] if taciuto else _divisioni(indicatore, riga.validati, totale.valore),
    )


def _detto(indicatore, totale):
    """Return a total in words; a fraction is not taken for a count, however small it is."""
    if totale.denominatore is not None:
        return cifra(Indicatore(unita=indicatore.unita), totale.valore)
    return totale.testo or cifra(indicatore, totale.valore)


def _divisioni(indicatore, righe, totale):
    return [(Per(per).label, parti) for per, parti in pubbliche(indicatore, righe, totale).items()]


def cifra(indicatore, valore):
    """Return a value with its unit as people read it: “1.234 persone”, “meno di 5”; empty for None."""
    if valore is None:
        return ""
    if da_tacere(indicatore, valore):
        return _("meno di 5")
    numero = number_format(format(valore.normalize(), "f"), force_grouping=True, use_l10n=True)
    return f"{numero} {indicatore.unita}".strip()
