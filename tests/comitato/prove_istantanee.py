"""Rows that break the constraints of the snapshots (see tests/vincoli.py)."""

from tests.comitato.fabbriche_cruscotto import make_istantanea


def _cambiata():
    istantanea = make_istantanea()
    istantanea.contenuto = "{}"
    return istantanea


PROVE = {"comitato_istantanea_immutabile": _cambiata}
