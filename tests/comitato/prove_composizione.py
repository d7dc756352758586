"""Rows that break the constraints of the Comitato: composizione (see tests/vincoli.py)."""

from datetime import date

from comitato.models import Adempimento, Componente, Regolamento, Seggio
from tests.comitato.fabbriche import make_componente, make_seggio
from tests.comitato.fabbriche_sedute import make_adempimento
from tests.factories import make_aderente, make_utente

PRIMA, DOPO = date(2020, 1, 1), date(2019, 12, 31)


def _seggio(**campi):
    return Seggio(**{"ente": make_aderente(), "dal": PRIMA} | campi)


def _componente(**campi):
    valori = {"utente": make_utente(), "ruolo": "titolare", "dal": PRIMA}
    return Componente(**valori | campi)


def _secondo_posto():
    primo = make_componente()
    return _componente(utente=primo.utente, seggio=make_seggio(), dal=date(2024, 1, 1))


def _secondo_seggio():
    return _seggio(ente=make_seggio().ente, dal=date(2024, 1, 1))


def _stesso_adempimento():
    primo = make_adempimento()
    return Adempimento(titolo=primo.titolo, giorno=primo.giorno)


PROVE = {
    "comitato_regolamento_dal_al": lambda: Regolamento(titolo="Regole", dal=PRIMA, al=DOPO),
    "comitato_regolamento_quorum": lambda: Regolamento(titolo="Regole", quorum_pct=100),
    "comitato_seggio_dal_al": lambda: _seggio(al=DOPO),
    "comitato_seggio_uno_per_ente": _secondo_seggio,
    "comitato_seggio_invitato_senza_voto": lambda: _seggio(ruolo="invitato", con_voto=True),
    "comitato_componente_dal_al": lambda: _componente(seggio=make_seggio(), al=DOPO),
    "comitato_componente_seggio": lambda: _componente(),
    "comitato_componente_fine": lambda: _componente(seggio=make_seggio(), ruolo="supplente"),
    "comitato_componente_uno_per_account": _secondo_posto,
    "comitato_adempimento_unico": _stesso_adempimento,
}
