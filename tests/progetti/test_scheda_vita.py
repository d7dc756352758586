"""The life of a project in words: extensions say what they move, steps say how late they are."""

from datetime import date
from types import SimpleNamespace

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from progetti.denaro.conti import Conto
from progetti.denaro.stato import StatoPubblico, stato_del_progetto
from progetti.models import EventoProgetto
from progetti.scheda import vita
from tests.factories import make_progetto

OGGI = date(2026, 11, 26)


def passo(**campi):
    vuoti = dict.fromkeys(["inizio_previsto", "fine_prevista", "inizio_effettivo", "fine_effettiva"])
    return SimpleNamespace(**vuoti | {nome: date(2026, *giorno) for nome, giorno in campi.items()})


@pytest.mark.parametrize(
    ("campi", "finito", "parole"),
    [
        ({}, False, ""),
        ({"fine_prevista": (6, 30), "fine_effettiva": (6, 30)}, False, "finito nei tempi"),
        ({"fine_prevista": (6, 30), "fine_effettiva": (7, 1)}, False, "finito con 1 giorno di ritardo"),
        ({"fine_prevista": (6, 30), "fine_effettiva": (6, 20)}, True, "finito 10 giorni prima"),
        ({"fine_effettiva": (6, 20)}, False, ""),
        ({"fine_prevista": (11, 26), "inizio_effettivo": (1, 1)}, False, "in corso"),
        ({"fine_prevista": (11, 25), "inizio_effettivo": (1, 1)}, False, "in ritardo di 1 giorno"),
        ({"inizio_previsto": (11, 16)}, False, "non ancora cominciato, in ritardo di 10 giorni"),
        ({"inizio_previsto": (12, 1), "fine_prevista": (12, 31)}, False, ""),
        ({"fine_prevista": (6, 30)}, True, "date effettive non note"),
    ],
)
def test_a_step_says_how_it_went(campi, finito, parole):
    assert vita.ritardo(passo(**campi), OGGI, finito=finito) == parole


@pytest.mark.parametrize(
    ("giorni", "parole"), [(1, "1 giorno"), (60, "60 giorni"), (61, "circa 2 mesi"), (365, "circa 12 mesi")]
)
def test_a_delay_is_told_as_people_do(giorni, parole):
    assert vita.durata(giorni) == parole


@pytest.mark.parametrize(
    ("stato", "inizio", "fine", "atteso"),
    [
        ("ammessa_finanziata", None, None, StatoPubblico.NON_AVVIATO),
        ("inserita_nel_piano", None, None, StatoPubblico.NON_AVVIATO),
        ("in_corso", None, None, StatoPubblico.IN_CORSO),
        ("avviata", date(2026, 1, 1), None, StatoPubblico.IN_CORSO),
        ("chiusa", None, None, StatoPubblico.FINITO),
        ("conclusa_attivita", None, date(2020, 1, 15), StatoPubblico.FINITO),
        ("rinuncia", None, date(2020, 1, 15), StatoPubblico.INTERROTTO),
    ],
)
def test_the_public_status_of_a_project_whose_life_is_known_in_part(stato, inizio, fine, atteso):
    progetto = SimpleNamespace(stato=stato, inizio=inizio, fine_effettiva=fine)
    assert stato_del_progetto(progetto, Conto(), OGGI) == atteso


@pytest.mark.django_db
def test_an_extension_shows_the_old_and_the_new_end_and_a_corrected_one_is_gone(client):
    progetto = make_progetto(stato="avviata", stato_dal=date(2018, 1, 1))
    eventi = EventoProgetto.objects
    eventi.create(progetto=progetto, tipo="variazione", data=date(2018, 2, 1), nuova_fine=date(2018, 12, 31))
    sbagliata = eventi.create(
        progetto=progetto, tipo="proroga", data=date(2018, 6, 1), nuova_fine=date(2031, 1, 1)
    )
    eventi.create(
        progetto=progetto, tipo="correzione", data=date(2018, 6, 2), corregge=sbagliata, motivo="anno errato"
    )
    eventi.create(progetto=progetto, tipo="proroga", data=date(2018, 7, 1), nuova_fine=date(2019, 6, 30))
    risposta = client.get(progetto.get_absolute_url())
    assertContains(risposta, "Doveva finire il 31 dicembre 2018, ora il 30 giugno 2019.")
    for tolto in ("2031", "anno errato", "correzione"):
        assertNotContains(risposta, tolto)
