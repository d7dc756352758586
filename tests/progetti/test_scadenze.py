"""What a project owes and by when: of its cycle, its end, its steps, its own; and what is done already."""

from datetime import date, timedelta

import pytest

from piani.models import ScadenzaRendicontazione
from progetti.models import Attivita, EventoProgetto, Progetto, Rendiconto, Scadenza
from progetti.scadenze import in_ritardo, scadenze
from tests.factories import make_piano, make_progetto

pytestmark = pytest.mark.django_db

OGGI = date(2026, 6, 1)
INIZIO = date(2026, 1, 10)
FINE = date(2026, 12, 31)


def evento(progetto, tipo, data, **campi):
    """Record an event and return it."""
    return EventoProgetto.objects.create(progetto=progetto, tipo=tipo, data=data, **campi)


def dovute(progetto=None, dal=date.min, al=date.max):
    """Return [(title, day, done)] of one project, or of all."""
    progetti = Progetto.objects.filter(pk=progetto.pk) if progetto else Progetto.objects.all()
    return [(d.titolo, d.giorno, d.fatta) for d in scadenze(progetti, dal, al, OGGI)]


@pytest.fixture
def piano():
    """Return a cycle that asks two reports, an account and a final report; another cycle asks its own."""
    piano = make_piano()
    chieste = [
        ("monitoraggio", date(2026, 3, 31)),
        ("monitoraggio", date(2026, 9, 30)),
        ("rendiconto", date(2026, 5, 31)),
        ("finale", date(2027, 2, 28)),
    ]
    for tipo, giorno in chieste:
        ScadenzaRendicontazione.objects.create(piano=piano, tipo=tipo, giorno=giorno)
    ScadenzaRendicontazione.objects.create(piano=make_piano(), tipo="finale", giorno=OGGI)
    return piano


@pytest.fixture
def progetto(piano):
    """Return a project of the cycle that has begun."""
    return make_progetto(stato="avviata", stato_dal=INIZIO, piano=piano)


def test_a_running_project_owes_what_its_cycle_asks(progetto):
    assert dovute(progetto) == [
        ("Relazione intermedia", date(2026, 3, 31), False),
        ("Rendicontazione delle spese", date(2026, 5, 31), False),
        ("Relazione intermedia", date(2026, 9, 30), False),
        ("Relazione finale", date(2027, 2, 28), False),
    ]


def test_each_report_given_answers_the_first_that_was_owed(progetto):
    tolto = evento(progetto, "monitoraggio_intermedio", date(2026, 4, 1))
    evento(progetto, "correzione", OGGI, corregge=tolto, motivo="Sbagliata.")
    evento(progetto, "monitoraggio_intermedio", date(2026, 4, 2))
    Rendiconto.objects.create(
        progetto=progetto, presentato_il=date(2026, 5, 1), dal=INIZIO, al=date(2026, 3, 1), rendicontato=10
    )
    fatte = {(titolo, giorno.month): fatta for titolo, giorno, fatta in dovute(progetto)}
    assert fatte == {
        ("Relazione intermedia", 3): True,
        ("Relazione intermedia", 9): False,
        ("Rendicontazione delle spese", 5): True,
        ("Relazione finale", 2): False,
    }


def test_nothing_is_owed_before_it_began_and_no_report_once_it_is_over(piano):
    tardi = make_progetto(stato="avviata", stato_dal=date(2026, 4, 1), piano=piano)
    assert [giorno.month for _titolo, giorno, _fatta in dovute(tardi)] == [5, 9, 2]
    evento(tardi, "conclusa_attivita", date(2026, 5, 20))
    assert [titolo for titolo, _giorno, _fatta in dovute(tardi)] == [
        "Rendicontazione delle spese",
        "Relazione finale",
    ]
    evento(tardi, "rendicontazione_presentata", date(2026, 5, 25))
    assert {fatta for _titolo, _giorno, fatta in dovute(tardi)} == {True}


@pytest.mark.parametrize(
    "stato", ["candidatura_presentata", "esclusa", "ammessa_finanziata", "rinuncia", "revoca"]
)
def test_who_is_not_running_owes_the_cycle_nothing(piano, stato):
    progetto = make_progetto(stato=stato, stato_dal=INIZIO, piano=piano)
    Scadenza.objects.create(progetto=progetto, titolo="Restituire il contributo", giorno=OGGI)
    assert dovute(progetto) == [("Restituire il contributo", OGGI, False)]


def test_the_end_in_force_is_owed_until_the_activities_are_over():
    progetto = make_progetto(stato="avviata", stato_dal=INIZIO)
    EventoProgetto.objects.filter(progetto=progetto).delete()
    evento(progetto, "avviata", INIZIO, nuova_fine=FINE)
    evento(progetto, "proroga", date(2026, 5, 1), nuova_fine=date(2027, 3, 31), motivo="Neve.")
    assert dovute(progetto) == [("Fine delle attività", date(2027, 3, 31), False)]
    evento(progetto, "conclusa_attivita", date(2026, 5, 30))
    assert dovute(progetto) == [("Fine delle attività", date(2027, 3, 31), True)]


def test_steps_and_own_deadlines_are_done_when_somebody_says_so(progetto):
    progetto.piano = None
    progetto.save()
    for titolo, fine in (("Bando", None), ("Corso", OGGI)):
        Attivita.objects.create(
            progetto=progetto, titolo=titolo, fine_prevista=date(2026, 7, 1), fine_effettiva=fine
        )
    Attivita.objects.create(progetto=progetto, titolo="Senza data")
    Scadenza.objects.create(progetto=progetto, titolo="Durc", giorno=date(2026, 7, 2), fatta_il=OGGI)
    assert dovute(progetto) == [
        ("Bando", date(2026, 7, 1), False),
        ("Corso", date(2026, 7, 1), True),
        ("Durc", date(2026, 7, 2), True),
    ]


def test_both_ends_of_the_days_are_included_and_a_report_outside_still_counts(progetto):
    evento(progetto, "monitoraggio_intermedio", date(2026, 4, 2))
    assert dovute(progetto, date(2026, 5, 31), date(2026, 9, 30)) == [
        ("Rendicontazione delle spese", date(2026, 5, 31), False),
        ("Relazione intermedia", date(2026, 9, 30), False),
    ]


def test_the_projects_with_something_late(progetto):
    puntuale = make_progetto()
    Scadenza.objects.create(progetto=puntuale, titolo="Oggi", giorno=OGGI)
    Scadenza.objects.create(progetto=puntuale, titolo="Ieri, fatta", giorno=INIZIO, fatta_il=INIZIO)
    assert set(in_ritardo(Progetto.objects.all(), OGGI)) == {progetto}
    assert set(in_ritardo(Progetto.objects.all(), OGGI + timedelta(days=1))) == {puntuale, progetto}


def test_queries_do_not_grow_with_projects(progetto, django_assert_num_queries):
    for _volta in range(3):
        altro = make_progetto(stato="avviata", stato_dal=INIZIO, piano=progetto.piano)
        Scadenza.objects.create(progetto=altro, titolo="Durc", giorno=OGGI)
        Attivita.objects.create(progetto=altro, titolo="Corso", fine_prevista=OGGI)
    with django_assert_num_queries(7):
        assert len([d.progetto.nome for d in scadenze(Progetto.objects.all(), OGGI, FINE, OGGI)]) == 10
