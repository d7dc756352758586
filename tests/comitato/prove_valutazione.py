"""Rows that break the constraints of the evaluations (see tests/vincoli.py)."""

from datetime import date

from django.utils import timezone

from comitato.models import (
    Criterio,
    DichiarazioneConflitto,
    DomandaValutazione,
    GiudizioProgetto,
    PostoGraduatoria,
    Punteggio,
    PunteggioFinale,
    SchedaPunteggio,
    Valutazione,
)
from tests.comitato import fabbriche_valutazione as fai
from tests.comitato.fabbriche import make_componente, make_seduta
from tests.factories import make_avviso


def _criterio(griglia=None, **campi):
    valori = {"titolo": "Nuovo", "punti_massimi": 10}
    return Criterio(griglia=griglia or fai.make_griglia(), **valori | campi)


def _criterio_in_uso():
    return _criterio(fai.make_valutazione().griglia)


def _griglia_cambiata():
    valutazione = fai.make_valutazione()
    valutazione.griglia = fai.make_griglia()
    return valutazione


def _aperta(stato="aperta"):
    """Return (evaluation, proposal, member that may score it)."""
    valutazione = fai.make_valutazione()
    candidatura = fai.make_proposta(valutazione.avviso)
    return valutazione, candidatura, fai.make_valutatore(candidatura)


def _scheda():
    _valutazione, candidatura, componente = _aperta()
    return SchedaPunteggio.objects.create(candidatura=candidatura, componente=componente)


def _scheda_due():
    scheda = _scheda()
    return SchedaPunteggio(candidatura=scheda.candidatura, componente=scheda.componente)


def _scheda_in_conflitto():
    valutazione = fai.make_valutazione()
    candidatura, componente = fai.make_proposta(valutazione.avviso), make_componente()
    DichiarazioneConflitto.objects.create(
        candidatura=candidatura, componente=componente, esito="conflitto", motivo="parente"
    )
    return SchedaPunteggio(candidatura=candidatura, componente=componente)


def _scheda_chiusa():
    valutazione, candidatura, componente = _aperta()
    _chiudi(valutazione)
    return SchedaPunteggio(candidatura=candidatura, componente=componente)


def _scheda_di_un_ente():
    _valutazione, candidatura, prima = _aperta()
    fai.make_scheda_punteggio(candidatura, prima)
    prima.al = date(2020, 12, 31)
    prima.save()
    dopo = fai.make_valutatore(candidatura, seggio=prima.seggio)
    return SchedaPunteggio(candidatura=candidatura, componente=dopo, consegnata_il=timezone.now())


def _punteggio(scheda=None, **campi):
    scheda = scheda or _scheda()
    criterio = scheda.candidatura.avviso.valutazione.griglia.criteri.first()
    return Punteggio(scheda=scheda, criterio=criterio, **{"punti": 5} | campi)


def _punteggio_due():
    primo = _punteggio()
    primo.save()
    return _punteggio(primo.scheda)


def _punteggio_chiuso():
    scheda = _scheda()
    _chiudi(scheda.candidatura.avviso.valutazione)
    return _punteggio(scheda)


def _chiudi(valutazione):
    Valutazione.objects.filter(pk=valutazione.pk).update(stato="chiusa", chiusa_il=valutazione.aperta_il)


def _finale(**campi):
    valutazione = campi.pop("valutazione", None) or fai.make_valutazione(stato="chiusa")
    candidatura = campi.pop("candidatura", None) or fai.make_proposta(valutazione.avviso)
    criterio = valutazione.griglia.criteri.first()
    valori = {"punti": 5, "motivo": "concordato", "seduta": make_seduta(stato="chiusa")}
    return PunteggioFinale(candidatura=candidatura, criterio=criterio, **valori | campi)


def _finale_due():
    primo = _finale()
    primo.save()
    return _finale(valutazione=primo.candidatura.avviso.valutazione, candidatura=primo.candidatura)


def _posto_cambiato():
    valutazione = fai.make_valutazione(stato="congelata")
    posto = PostoGraduatoria.objects.create(
        valutazione=valutazione,
        candidatura=fai.make_proposta(valutazione.avviso),
        posizione=1,
        totale=10,
        esito="idonea",
    )
    posto.totale = 11
    return posto


def _dichiarazione(**campi):
    return DichiarazioneConflitto(
        **{"candidatura": fai.make_proposta(), "componente": make_componente(), "esito": "nessuno"} | campi
    )


def _dichiarazione_due():
    prima = _dichiarazione()
    prima.save()
    return _dichiarazione(candidatura=prima.candidatura, componente=prima.componente)


def _giudizio_due():
    primo = fai.make_giudizio()
    return GiudizioProgetto(progetto=primo.progetto, al=primo.al, avanzamento="buono", efficacia="buono")


def _giudizio_critico():
    progetto = fai.make_giudizio().progetto
    return GiudizioProgetto(progetto=progetto, al=date(2026, 9, 30), avanzamento="critico", efficacia="buono")


def _domanda(**campi):
    prima = fai.make_domanda_valutazione()
    return DomandaValutazione(**{"piano": prima.piano, "domanda": prima.domanda + " bis"} | campi)


def _domanda_ripetuta():
    prima = fai.make_domanda_valutazione()
    return DomandaValutazione(piano=prima.piano, domanda=prima.domanda)


def _finale_progetto(**campi):
    prima = fai.make_valutazione_finale()
    prima.pk = None
    prima._state.adding = True
    for nome, valore in campi.items():
        setattr(prima, nome, valore)
    return prima


PROVE = {
    "comitato_criterio_unico": lambda: _criterio(titolo="Criterio 1"),
    "comitato_criterio_positivo": lambda: _criterio(peso=0),
    "comitato_criterio_soglia": lambda: _criterio(soglia=11),
    "comitato_criterio_in_uso": _criterio_in_uso,
    "comitato_valutazione_stato": lambda: Valutazione(
        avviso=make_avviso(), griglia=fai.make_griglia(), stato="aperta"
    ),
    "comitato_valutazione_regole": _griglia_cambiata,
    "comitato_dichiarazione_una": _dichiarazione_due,
    "comitato_dichiarazione_motivo": lambda: _dichiarazione(esito="conflitto"),
    "comitato_scheda_punteggio_una": _scheda_due,
    "comitato_scheda_punteggio_conflitto": _scheda_in_conflitto,
    "comitato_scheda_punteggio_aperta": _scheda_chiusa,
    "comitato_scheda_punteggio_un_ente": _scheda_di_un_ente,
    "comitato_punteggio_uno": _punteggio_due,
    "comitato_punteggio_positivo": lambda: _punteggio(punti=-1),
    "comitato_punteggio_massimo": lambda: _punteggio(punti=11),
    "comitato_punteggio_aperta": _punteggio_chiuso,
    "comitato_finale_uno": _finale_due,
    "comitato_finale_motivo": lambda: _finale(motivo=""),
    "comitato_finale_massimo": lambda: _finale(punti=11),
    "comitato_finale_chiusa": lambda: _finale(valutazione=fai.make_valutazione()),
    "comitato_posto_immutabile": _posto_cambiato,
    "comitato_giudizio_uno": _giudizio_due,
    "comitato_giudizio_problemi": _giudizio_critico,
    "comitato_domanda_unica": _domanda_ripetuta,
    "comitato_domanda_risposta": lambda: _domanda(risposta="Sì"),
    "comitato_domanda_seguito": lambda: _domanda(seguito="Si cambia"),
    "comitato_valutazione_finale_una": _finale_progetto,
    "comitato_valutazione_finale_voti": lambda: _finale_progetto(verso="capofila", risultati=6),
}
