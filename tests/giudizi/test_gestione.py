"""Ratings in the admin: read, marked, counted; words end after twelve months and counts stay."""

import csv
from collections import defaultdict
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils.timezone import localdate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django.asserts import assertContains, assertNotContains

from giudizi import totali
from giudizi.models import Giudizio
from giudizi.services import dimentica_testi, giudica
from tests.factories import make_utente
from tests.giudizi.fabbriche import make_giudizio
from utenti.ruoli import COMITATO, OPERATORE

ELENCO = "/admin/giudizi/giudizio/"
TOTALI = "/admin/giudizi/totali/"


def entra(client, ruolo):
    utente = make_utente(is_staff=True)
    utente.groups.set([Group.objects.get(name=ruolo)])
    client.force_login(utente)
    return client


@pytest.fixture
def operatore(client, db):
    return entra(client, OPERATORE)


GIUDIZI = st.lists(
    st.tuples(
        st.sampled_from(["/aderenti/", "/progetti/", "/servizi/"]),
        st.integers(1, 5),
        st.dates(date(2025, 11, 1), date(2026, 2, 28)),
    ),
    max_size=15,
)
TIPI = {"/aderenti/": "aderenti:list", "/progetti/": "progetti:list", "/servizi/": "ricerca:list"}


def conta(giudizi, chiave):
    """Return {key: (ratings, average to two decimals, low ones)} counted one by one."""
    gruppi = defaultdict(list)
    for giudizio in giudizi:
        gruppi[chiave(*giudizio)].append(giudizio[1])
    return {
        nome: (len(stelle), round(sum(stelle) / len(stelle), 2), sum(n <= 3 for n in stelle))
        for nome, stelle in gruppi.items()
    }


def letti(righe, campo):
    return {riga[campo]: (riga["numero"], round(riga["media"], 2), riga["basse"]) for riga in righe}


class TestTotali(TestCase):
    @given(GIUDIZI)
    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    def test_totals_are_what_one_counts_by_hand(self, giudizi):
        for pagina, stelle, giorno in giudizi:
            make_giudizio(stelle, pagina=pagina, tipo=TIPI[pagina], giorno=giorno)
        assert letti(totali.per_pagina(), "pagina") == conta(giudizi, lambda p, s, g: p)
        assert letti(totali.per_tipo(), "tipo") == conta(giudizi, lambda p, s, g: TIPI[p])
        assert letti(totali.per_mese(), "mese") == conta(giudizi, lambda p, s, g: g.replace(day=1))
        attese = conta(giudizi, lambda p, s, g: (f"{g:%Y-%m}", p))
        assert {(r[0], r[2]): tuple(r[3:]) for r in totali.righe()} == attese


def test_words_end_after_twelve_months_and_counts_stay(db):
    make_giudizio(2, testo="Vecchio", giorno=date(2025, 1, 30))
    make_giudizio(2, testo="Quasi", giorno=date(2025, 1, 31))
    make_giudizio(5, giorno=date(2020, 1, 1))
    prima = [totali.per_tipo(), totali.per_mese(), totali.per_pagina()]
    assert dimentica_testi(date(2026, 1, 31)) == 1
    assert sorted(Giudizio.objects.values_list("testo", flat=True)) == ["", "", "Quasi"]
    assert dimentica_testi(date(2026, 1, 31)) == 0
    assert [totali.per_tipo(), totali.per_mese(), totali.per_pagina()] == prima


def test_the_round_of_the_day_forgets_the_words(db, capsys):
    make_giudizio(2, testo="Vecchio", giorno=localdate() - timedelta(days=367))
    call_command("ogni_giorno")
    assert "parole dei giudizi: cancellate 1" in capsys.readouterr().out
    assert Giudizio.objects.get().testo == ""


def test_the_list_opens_on_what_is_to_be_read(operatore):
    da_leggere = make_giudizio(2, testo="Non trovo gli orari")
    for stelle, campi in ((2, {}), (5, {"testo": "Bene"}), (1, {"testo": "Già visto", "letto": True})):
        make_giudizio(stelle, **campi)
    assert list(operatore.get(ELENCO).context["cl"].result_list) == [da_leggere]
    assertContains(operatore.get(ELENCO), "elenco degli aderenti")
    tutto = {"da_fare": "tutto"}
    assert operatore.get(ELENCO, tutto).context["cl"].result_count == 4
    assert operatore.get(ELENCO, tutto | {"stelle__exact": 5}).context["cl"].result_count == 1
    assert operatore.get(ELENCO, tutto | {"tipo": "progetti:list"}).context["cl"].result_count == 0


def test_staff_mark_as_read_and_take_words_away_and_change_nothing_else(operatore):
    uno, due = make_giudizio(2, testo="Uno"), make_giudizio(2, testo="Mi chiamo Ada")
    for azione, riga in (("segna_letti", uno), ("togli_testo", due)):
        operatore.post(ELENCO, {"action": azione, "_selected_action": [riga.pk]})
    assert list(Giudizio.objects.order_by("pk").values_list("testo", "letto", "stelle")) == [
        ("Uno", True, 2),
        ("", True, 2),
    ]
    assert operatore.post(f"{ELENCO}{uno.pk}/change/", {"stelle": 5}).status_code == 403
    assert operatore.post(f"{ELENCO}{uno.pk}/delete/", {"post": "yes"}).status_code == 403


def test_who_has_no_permission_reads_nothing(client, db):
    make_giudizio(2, testo="Non trovo gli orari")
    entra(client, COMITATO)
    for indirizzo in (ELENCO, TOTALI, f"{TOTALI}scarica/csv/"):
        assert client.get(indirizzo).status_code == 403
    assertNotContains(client.get("/admin/"), TOTALI)


def test_who_may_only_look_marks_nothing(client, db):
    riga = make_giudizio(2, testo="Uno")
    utente = make_utente(is_staff=True)
    utente.user_permissions.add(Permission.objects.get(codename="view_giudizio"))
    client.force_login(utente)
    client.post(ELENCO, {"action": "segna_letti", "_selected_action": [riga.pk]})
    riga.refresh_from_db()
    assert (riga.letto, riga.testo) == (False, "Uno")


def test_the_totals_say_number_and_average_and_go_out_as_a_sheet(operatore):
    for stelle in (5, 4, 1):
        make_giudizio(stelle, giorno=date(2026, 1, 9))
    pagina = operatore.get(TOTALI)
    for testo in ("elenco degli aderenti", "Gennaio 2026", "3,33"):
        assertContains(pagina, testo)
    assertContains(operatore.get("/admin/"), TOTALI)
    file = operatore.get(f"{TOTALI}scarica/csv/")
    righe = list(csv.reader(file.content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert righe[1][:4] == ["2026-01", "elenco degli aderenti", "/aderenti/", "3"]
    assert operatore.get(f"{TOTALI}scarica/exe/").status_code == 404


def test_empty_totals_say_so(operatore):
    assertContains(operatore.get(TOTALI), "Nessuno ha ancora giudicato una pagina.")


def test_the_totals_make_the_same_queries_with_more_pages(operatore, nplus):
    nplus(
        lambda: operatore.get(TOTALI),
        lambda: make_giudizio(pagina=f"/aderenti/ente-{Giudizio.objects.count()}/"),
        attese=7,
    )


@pytest.mark.parametrize(
    "pagina", ["", "//evil.example", "https://evil.example/", "/a/?q=1", "/" + "a" * 300]
)
def test_the_action_refuses_what_is_no_path(db, pagina):
    with pytest.raises(ValidationError):
        giudica(pagina=pagina, tipo="aderenti:list", stelle=5, risposta="chiare")
    assert Giudizio.objects.count() == 0
