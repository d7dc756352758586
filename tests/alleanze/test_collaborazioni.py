"""Who works with whom: computed from the Alleanze and the public projects, never from proposals."""

from datetime import date
from itertools import pairwise

import pytest

from alleanze.collaborazioni import insiemi, nodi
from alleanze.disegno import PASSO, disegna
from alleanze.models import Partecipazione
from progetti.models import PartnerProgetto
from tests.factories import make_alleanza, make_ambito, make_organizzazione, make_piano, make_progetto

pytestmark = pytest.mark.django_db


def _enti(*nomi):
    return [make_organizzazione(denominazione=nome) for nome in nomi]


def _nel_progetto(progetto, *enti):
    for ente in enti:
        PartnerProgetto.objects.create(progetto=progetto, organizzazione=ente)


def _coppie(elenco):
    return {
        (nodo.ente.denominazione, altro.ente.denominazione): len(nodo.con[altro.ente.pk])
        for nodo in nodi(elenco)
        for altro in nodi(elenco)
        if altro.ente.pk in nodo.con
    }


def test_bodies_of_the_same_things_work_together_as_many_times_as_they_share():
    a, b, c, d = _enti("A", "B", "C", "D")
    alleanza = make_alleanza()
    for ente in (a, b):
        Partecipazione.objects.create(alleanza=alleanza, organizzazione=ente)
    _nel_progetto(make_progetto(), a, b, c)
    _nel_progetto(make_progetto(), d)
    assert _coppie(insiemi()) == {
        ("A", "B"): 2,
        ("B", "A"): 2,
        ("A", "C"): 1,
        ("C", "A"): 1,
        ("B", "C"): 1,
        ("C", "B"): 1,
    }


def test_who_came_back_counts_once():
    a, b = _enti("A", "B")
    progetto = make_progetto()
    for dal, al in [(date(2018, 1, 1), date(2018, 6, 30)), (date(2019, 1, 1), None)]:
        PartnerProgetto.objects.create(progetto=progetto, organizzazione=a, dal=dal, al=al)
    _nel_progetto(progetto, b)
    assert _coppie(insiemi()) == {("A", "B"): 1, ("B", "A"): 1}


def test_a_proposal_tells_nothing(client):
    _nel_progetto(make_progetto(stato="in_valutazione", titolo="Proposta segreta"), *_enti("Rossa", "Blu"))
    testo = client.get("/alleanze/chi-lavora-con-chi/").content.decode()
    assert [nome for nome in ("Proposta segreta", "Rossa", "Blu") if nome in testo] == []


def test_the_page_keeps_a_cycle_an_ambito_a_body(client):
    uno, due = make_piano(code="uno"), make_piano(code="due")
    bormio, tirano = make_ambito(slug="bormio"), make_ambito(slug="tirano")
    a, b, c = _enti("A", "B", "C")
    for piano, ambito, altro in [(uno, bormio, b), (due, tirano, c)]:
        progetto = make_progetto(piano=piano)
        progetto.ambiti.add(ambito)
        _nel_progetto(progetto, a, altro)

    def nomi(domanda):
        contesto = client.get(f"/alleanze/chi-lavora-con-chi/{domanda}").context
        return [nodo.ente.denominazione for nodo in contesto["nodi"]]

    assert nomi("") == ["A", "B", "C"]
    assert nomi("?ciclo=uno") == ["A", "B"]
    assert nomi("?ambito=tirano") == ["A", "C"]
    assert nomi(f"?ente={b.slug}") == ["A", "B"]
    assert nomi("?ciclo=uno&ambito=tirano") == nomi("?ciclo=assente") == nomi("?ente=%00") == []


def test_the_drawing_joins_every_body_to_its_things_and_no_names_overlap():
    a, b, c = _enti("A", "B", "C")
    _nel_progetto(make_progetto(titolo="Primo"), a, b)
    _nel_progetto(make_progetto(titolo="Secondo"), b, c)
    elenco = insiemi()
    disegno = disegna(nodi(elenco), elenco)
    alti = {voce.intero: voce.y - 4 for voce in (*disegno.enti, *disegno.insiemi)}
    assert sorted((y1, y2) for _x1, y1, _x2, y2 in disegno.linee) == sorted(
        (alti[ente], alti[cosa])
        for ente, cosa in [("A", "Primo"), ("B", "Primo"), ("B", "Secondo"), ("C", "Secondo")]
    )
    for voci in (disegno.enti, disegno.insiemi):
        altezze = [voce.y for voce in voci]
        assert min(b - a for a, b in pairwise(altezze)) >= PASSO
        assert max(altezze) < disegno.alto


def test_the_page_asks_the_same_queries_with_more_rows(client, django_assert_num_queries):
    for n in range(2):
        _nel_progetto(make_progetto(), *_enti(f"A{n}", f"B{n}"))
        alleanza = make_alleanza()
        for ente in _enti(f"C{n}", f"D{n}"):
            Partecipazione.objects.create(alleanza=alleanza, organizzazione=ente)
        with django_assert_num_queries(4):
            client.get("/alleanze/chi-lavora-con-chi/")


def test_a_natural_persons_firm_is_not_named(client):
    persona = make_organizzazione(denominazione="Ditta Rossi Mario", codice_fiscale="RSSMRA80A01F205X")
    _nel_progetto(make_progetto(), persona, *_enti("A", "B"))
    testo = client.get("/alleanze/chi-lavora-con-chi/").content.decode()
    assert ("Rossi" in testo, "rossi" in testo) == (False, False)
    assert _coppie(insiemi()) == {("A", "B"): 1, ("B", "A"): 1}
