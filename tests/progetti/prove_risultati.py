"""Rows that break the constraints of the indicators of a project (see tests/vincoli.py)."""

from datetime import date

from progetti.models import IndicatoreProgetto, ParteValore, ValoreIndicatore
from tests.factories import make_indicatore, make_progetto
from tests.progetti.monitoraggio import make_scheda


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


def _corretto_due_volte(**campi):
    primo = _valore(**campi)
    primo.save()
    return primo


def _bloccato():
    scheda = make_scheda(stato="validata")
    valore = _corretto_due_volte(scheda=scheda, validato_il=date(2022, 1, 1))
    valore.valore = 11
    return valore


def _parte(**campi):
    valore = campi.pop("valore", None) or _corretto_due_volte()
    return ParteValore(**{"valore": valore, "per": "sesso", "voce": "F", "quantita": 1} | campi)


def _parte_ripetuta():
    prima = _parte()
    prima.save()
    return _parte(valore=prima.valore)


PROVE = {
    "progetti_valore_qualcosa": lambda: _valore(valore=None),
    "progetti_valore_frazione": lambda: _valore(numeratore=3),
    "progetti_valore_correzione": lambda: _valore(corregge=_corretto_due_volte()),
    "progetti_valore_scheda_aperta": lambda: _valore(scheda=make_scheda(stato="inviata")),
    "progetti_valore_bloccato": _bloccato,
    "progetti_parte_unica": _parte_ripetuta,
    "progetti_parte_positiva": lambda: _parte(quantita=-1),
    "progetti_indicatore_unico": _secondo_uguale,
    "progetti_valore_unico": _stesso_periodo,
    "progetti_valore_dal_al": lambda: _valore(al=date(2020, 12, 31)),
    "progetti_valore_positivo": lambda: _valore(valore=-1),
}
