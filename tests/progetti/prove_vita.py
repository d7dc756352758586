"""Rows that break the constraints of the events and of the requests of a capofila (see tests/vincoli.py)."""

from datetime import date

from django.utils import timezone

from progetti.models import EventoProgetto, RichiestaProgetto
from tests.factories import make_progetto, make_utente

DOPO = date(2019, 1, 1)


def _evento(progetto=None, **campi):
    return EventoProgetto(**{"progetto": progetto or make_progetto(), "data": DOPO} | campi)


def _salvato(progetto, **campi):
    return EventoProgetto.objects.create(**{"progetto": progetto, "data": DOPO} | campi)


def _corretto_due_volte():
    progetto = make_progetto()
    proroga = _salvato(progetto, tipo="proroga", nuova_fine=DOPO)
    _salvato(progetto, tipo="correzione", corregge=proroga, motivo="sbagliata")
    return _evento(progetto, tipo="correzione", corregge=proroga, motivo="ancora")


def _correzione_di_uno_di_mezzo():
    progetto = make_progetto(stato="avviata")
    primo = progetto.eventi.get()
    _salvato(progetto, tipo="in_corso")
    return _evento(progetto, tipo="correzione", corregge=primo, motivo="sbagliato")


def _cambiato():
    evento = make_progetto().eventi.get()
    evento.data = date(2018, 1, 2)
    return evento


def _richiesta(progetto=None, **campi):
    valori = {"tipo": "attivita", "motivo": "Serve.", "chiesta_da": make_utente()}
    return RichiestaProgetto(**{"progetto": progetto or make_progetto(), **valori} | campi)


def _seconda_richiesta():
    prima = _richiesta()
    prima.save()
    return _richiesta(prima.progetto)


def _respinta_senza_perche():
    return _richiesta(stato="respinta", chiusa_il=timezone.now())


PROVE = {
    "progetti_evento_nuova_fine": lambda: _evento(tipo="conclusa_attivita", nuova_fine=date(2020, 1, 1)),
    "progetti_evento_proroga_fine": lambda: _evento(tipo="proroga"),
    "progetti_evento_correzione_di": lambda: _evento(tipo="correzione", motivo="che cosa?"),
    "progetti_evento_corretto_una_volta": _corretto_due_volte,
    "progetti_evento_transizione": lambda: _evento(make_progetto(stato="bozza"), tipo="chiusa"),
    "progetti_evento_nota": lambda: _evento(
        make_progetto(stato="chiusa"), tipo="proroga", nuova_fine=date(2020, 1, 1)
    ),
    "progetti_evento_data": lambda: _evento(tipo="conclusa_attivita", data=date(2017, 12, 31)),
    "progetti_evento_correzione_ultimo": _correzione_di_uno_di_mezzo,
    "progetti_evento_immutabile": _cambiato,
    "progetti_evento_correzione_motivo": lambda: _evento(
        progetto := make_progetto(), tipo="correzione", corregge=progetto.eventi.get()
    ),
    "progetti_richiesta_una_in_attesa": _seconda_richiesta,
    "progetti_richiesta_nuova_fine": lambda: _richiesta(nuova_fine=DOPO),
    "progetti_richiesta_chiusa": lambda: _richiesta(stato="ritirata"),
    "progetti_richiesta_evento": lambda: _richiesta(stato="accolta", chiusa_il=timezone.now()),
    "progetti_richiesta_risposta": _respinta_senza_perche,
}
