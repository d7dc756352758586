"""Rows that break the constraints of the monitoring rounds (see tests/vincoli.py)."""

from datetime import date

from django.utils import timezone

from progetti.models import (
    ColonnaRegione,
    CommentoScheda,
    ModelloRegione,
    PassoScheda,
    Rilevazione,
    SchedaMonitoraggio,
)
from tests.factories import make_indicatore, make_piano, make_progetto
from tests.progetti.monitoraggio import make_rilevazione, make_scheda


def _rilevazione(**campi):
    valori = {"titolo": "R", "dal": date(2026, 1, 1), "al": date(2026, 6, 30), "scade_il": date(2026, 7, 31)}
    return Rilevazione(**{"piano": campi.pop("piano", None) or make_piano()} | valori | campi)


def _rilevazione_ripetuta():
    prima = _rilevazione()
    prima.save()
    return _rilevazione(piano=prima.piano)


def _scheda(**campi):
    rilevazione = campi.pop("rilevazione", None) or make_rilevazione()
    progetto = campi.pop("progetto", None) or make_progetto()
    return SchedaMonitoraggio(rilevazione=rilevazione, progetto=progetto, scade_il=date(2026, 7, 31), **campi)


def _scheda_ripetuta():
    prima = make_scheda()
    return _scheda(rilevazione=prima.rilevazione, progetto=prima.progetto)


def _scheda_bloccata():
    scheda = make_scheda(stato="validata")
    scheda.attivita = "altro"
    return scheda


def _passo_cambiato():
    passo = PassoScheda.objects.create(scheda=make_scheda(), tipo="inviata", il=timezone.now())
    passo.tipo = "validata"
    return passo


def _colonna(**campi):
    modello = campi.pop("modello", None) or ModelloRegione.objects.create(nome="M")
    return ColonnaRegione(modello=modello, intestazione="CUP", **campi)


def _colonna_ripetuta():
    prima = _colonna()
    prima.save()
    return _colonna(modello=prima.modello)


PROVE = {
    "progetti_rilevazione_unica": _rilevazione_ripetuta,
    "progetti_rilevazione_dal_al": lambda: _rilevazione(dal=date(2026, 7, 1)),
    "progetti_rilevazione_scadenza": lambda: _rilevazione(scade_il=date(2026, 6, 29)),
    "progetti_rilevazione_chiusa": lambda: _rilevazione(chiusa_il=timezone.now()),
    "progetti_scheda_unica": _scheda_ripetuta,
    "progetti_scheda_saltata": lambda: _scheda(stato="saltata"),
    "progetti_scheda_speso": lambda: _scheda(speso=-1),
    "progetti_scheda_bloccata": _scheda_bloccata,
    "progetti_passo_scheda_immutabile": _passo_cambiato,
    "progetti_commento_testo": lambda: CommentoScheda(scheda=make_scheda(), cella="speso", testo=""),
    "progetti_colonna_regione_unica": _colonna_ripetuta,
    "progetti_colonna_regione_una_sorgente": lambda: _colonna(indicatore=make_indicatore(), fisso="x"),
}
