"""One table of a round for ATS: a row a project, a column an indicator, the state of each sheet."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from piani.models import Indicatore
from progetti.models import SchedaMonitoraggio, ValoreIndicatore
from progetti.monitoraggio.parole import TONI, cifra_intera


@dataclass(frozen=True)
class Riga:
    """A sheet and its cells, one for each indicator: (value or None, key of the cell in the sheet)."""

    scheda: SchedaMonitoraggio
    tono: str
    ritardo: bool
    celle: list


def griglia(rilevazione, oggi, stato=""):
    """Return (indicators, [``Riga``]) of a round, in four queries; ``stato`` limits to the sheets in it."""
    schede = rilevazione.schede.select_related("progetto__alleanza__ambito", "progetto__alleanza__piano")
    schede = list((schede.filter(stato=stato) if stato else schede).order_by("progetto__titolo", "pk"))
    valori = _valori(rilevazione, schede)
    chiavi = {indicatore for _progetto, indicatore in valori}
    indicatori = list(Indicatore.objects.filter(pk__in=chiavi).order_by("insieme", "ordine", "code"))
    return indicatori, [
        Riga(
            scheda,
            TONI[scheda.stato],
            scheda.in_ritardo(oggi),
            [valori.get((scheda.progetto_id, indicatore.pk)) for indicatore in indicatori],
        )
        for scheda in schede
    ]


def _valori(rilevazione, schede):
    """Return {(project, indicator): value of the period}: the last version of each, validated or not."""
    righe = ValoreIndicatore.objects.filter(
        indicatore_progetto__progetto__in=[scheda.progetto_id for scheda in schede],
        dal=rilevazione.dal,
        al=rilevazione.al,
        superato_il=None,
    ).select_related("indicatore_progetto__indicatore")
    return {(r.indicatore_progetto.progetto_id, r.indicatore_progetto.indicatore_id): r for r in righe}


def tabella(rilevazione, oggi, stato=""):
    """Return (headings, rows) of the same table, for a spreadsheet."""
    indicatori, righe = griglia(rilevazione, oggi, stato)
    titoli = [_("progetto"), _("stato"), _("entro il"), _("speso"), *(f"{i.code} {i}" for i in indicatori)]
    return titoli, [
        [
            r.scheda.progetto.nome,
            r.scheda.get_stato_display(),
            r.scheda.scade_il,
            "" if r.scheda.speso is None else r.scheda.speso,
            *(cella_del_foglio(cella) for cella in r.celle),
        ]
        for r in righe
    ]


def cella_del_foglio(riga):
    """Return what a spreadsheet shows of a value; empty for None."""
    if riga is None:
        return ""
    if riga.denominatore is not None:
        return f"{riga.numeratore:f} / {riga.denominatore:f}"
    return riga.testo or riga.valore


def detto(riga):
    """Return a value of the table in words, never withheld: ATS sees what it has to check."""
    if riga.denominatore is not None:
        return f"{riga.numeratore.normalize():f} / {riga.denominatore.normalize():f}"
    indicatore = riga.indicatore_progetto.indicatore
    return riga.testo or cifra_intera(indicatore, riga.valore)
