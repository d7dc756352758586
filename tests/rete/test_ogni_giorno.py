"""One command a day: every step whatever becomes of the others, twice without harm, never two together."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from core.models import Messaggio
from rete import ogni_giorno
from rete.ogni_giorno import PASSI, Passo, TurnoOccupatoError, giro
from servizi.models import PassoFreschezza, Turno
from tests.servizi.freschezza import make_curato

pytestmark = pytest.mark.django_db
OGGI = timezone.localdate()


def test_the_command_does_every_step_and_again_does_nothing_more(capsys, mailoutbox):
    make_curato(verificato_il=OGGI - timedelta(days=180))
    call_command("ogni_giorno")
    righe = capsys.readouterr().out.splitlines()
    assert righe == [
        "freschezza delle schede: passi 1, avvisi di scadenza 0",
        "enti senza referente: solleciti 1",
        "giro di conferme: promemoria 0",
        "scadenze dei progetti: promemoria 0",
        "schede in ritardo: solleciti 0",
        "incarichi finiti nel Comitato: ruoli tolti 0",
        "votazioni scritte: silenzi assenso 0, promemoria 0",
        "azioni decise: promemoria 0",
        "sedute cambiate: avvisi 0",
        "formazione: promemoria 0",
        "novità delle ricerche salvate: E-mail con novità: 0; ricerche che non valgono più: 0; mai "
        "confermate, cancellate: 0",
        "aperture degli avvisi: Avvisi annunciati: 0; e-mail: 0; indirizzi mai confermati, cancellati: 0",
        "riepiloghi: riepiloghi 0",
        "conservazione: niente da fare",
        "iscrizioni alla formazione: dati cancellati 0",
        "iscrizioni alla newsletter: indirizzi cancellati 0",
        "richieste di conferma vecchie: cancellate 0",
        "conteggi vecchi: Conteggi cancellati: 0.",
        "parole dei giudizi: cancellate 0",
        "fogli caricati: cancellati 0",
        "e-mail vecchie: cancellate 0",
        "e-mail in uscita: E-mail inviate: 2; rifiutate, da riprovare: 0",
    ]
    assert len(mailoutbox) == 2
    call_command("ogni_giorno")
    assert "passi 0" in capsys.readouterr().out
    assert (len(mailoutbox), Messaggio.objects.count(), PassoFreschezza.objects.count()) == (2, 2, 1)
    assert Turno.objects.get().preso_il is None


def test_every_declared_step_has_a_name_of_its_own():
    assert len({passo.nome for passo in PASSI}) == len(PASSI)


def test_a_step_that_fails_stops_no_other_and_the_command_says_which(monkeypatch, capsys):
    fatti = []

    def si_rompe(oggi):
        raise OSError("disco pieno")

    passi = [
        Passo("prima", lambda oggi: fatti.append(oggi)),
        Passo("guasto", si_rompe),
        Passo("ultima", lambda oggi: fatti.append(oggi)),
    ]
    monkeypatch.setattr(ogni_giorno, "PASSI", passi)
    with pytest.raises(CommandError, match="Non riusciti: guasto"):
        call_command("ogni_giorno")
    assert fatti == [OGGI, OGGI]
    assert "guasto: NON RIUSCITO (disco pieno)" in capsys.readouterr().out
    assert Turno.objects.get().preso_il is None


def test_while_a_round_runs_another_does_nothing():
    fatti = []

    def dentro(oggi):
        with pytest.raises(TurnoOccupatoError):
            giro(oggi, fatti.append)
        with pytest.raises(CommandError, match="Un altro giro è in corso dalle"):
            call_command("ogni_giorno")
        return "fatto"

    assert giro(date(2026, 3, 1), fatti.append, [Passo("unico", dentro)]) == []
    assert fatti == ["unico: fatto"]


def test_a_turn_that_was_never_given_back_is_taken_after_three_hours():
    Turno.objects.create(nome=ogni_giorno.TURNO, preso_il=timezone.now() - timedelta(hours=2, minutes=59))
    with pytest.raises(TurnoOccupatoError):
        giro(OGGI, print, [])
    Turno.objects.update(preso_il=timezone.now() - ogni_giorno.TROPPO)
    assert giro(OGGI, print, []) == []
