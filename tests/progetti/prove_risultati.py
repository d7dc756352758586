"""Rows that break the constraints of the indicators of a project (see tests/vincoli.py)."""

from datetime import date

from progetti.models import IndicatoreProgetto, ValoreIndicatore
from tests.factories import make_indicatore, make_progetto


def _seguito():
    return IndicatoreProgetto.objects.create(progetto=make_progetto(), indicatore=make_indicatore())


def _secondo_uguale():
    primo = _seguito()
    return IndicatoreProgetto(progetto=primo.progetto, indicatore=primo.indicatore)


def _valore(**campi):
    valori = {"dal": date(2021, 1, 1), "al": date(2021, 12, 31), "riferito_al": date(2021, 12, 31)}
    return ValoreIndicatore(**{"indicatore_progetto": _seguito(), "valore": 10} | valori | campi)


def _stesso_periodo():
    primo = _valore()
    primo.save()
    return _valore(indicatore_progetto=primo.indicatore_progetto)


PROVE = {
    "progetti_indicatore_unico": _secondo_uguale,
    "progetti_valore_unico": _stesso_periodo,
    "progetti_valore_dal_al": lambda: _valore(al=date(2020, 12, 31)),
    "progetti_valore_positivo": lambda: _valore(valore=-1),
}
