"""Quorum and proxies of a meeting: the count against a slow, literal one, whatever was recorded."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comitato.models import Voto
from comitato.sedute.conti import _deleghe, conta, necessari
from tests.comitato.fabbriche import make_punto, make_seduta, make_seggio
from tests.comitato.fabbriche_sedute import make_decisione, make_presenza, make_regolamento

MODI = ["presente", "supplente", "delega", "giustificato", "assente"]


def a_mano(righe, con_voto, massime):
    """Return (there in person, by proxy), as sets, the slow way: row after row."""
    presenti = {s for s, modo, _a in righe if modo in ("presente", "supplente") and s in con_voto}
    contate = []
    for seggio, modo, a in righe:
        if modo == "delega" and seggio in con_voto and a in presenti:
            gia = sum(1 for _s, delegato in contate if delegato == a)
            if massime is None or gia < massime:
                contate.append((seggio, a))
    return presenti, {seggio for seggio, _a in contate}


@st.composite
def sedute(disegna):
    quanti = disegna(st.integers(1, 7))
    tutti = list(range(1, quanti + 1))
    con_voto = disegna(st.sets(st.sampled_from(tutti)))
    righe = []
    for seggio in disegna(st.permutations(tutti)):
        modo = disegna(st.sampled_from(MODI))
        altri = [s for s in tutti if s != seggio]
        if modo == "delega" and not altri:
            modo = "assente"
        righe.append((seggio, modo, disegna(st.sampled_from(altri)) if modo == "delega" else None))
    return righe, con_voto, disegna(st.none() | st.integers(0, 3))


@given(sedute())
@settings(max_examples=200, deadline=None)
def test_proxies_equal_brute_force(caso):
    righe, con_voto, massime = caso
    oggetti = [
        SimpleNamespace(seggio_id=s, seggio=s, modo=modo, delegato_id=a, delegato=a) for s, modo, a in righe
    ]
    presenti, attese = a_mano(righe, con_voto, massime)
    contate, problemi = _deleghe(oggetti, dict.fromkeys(con_voto), presenti, massime)
    assert contate == attese
    assert len(problemi) == sum(modo == "delega" for _s, modo, _a in righe) - len(attese)


@given(st.integers(0, 60), st.integers(0, 99))
def test_necessary_seats_are_the_fewest_above_the_share(quanti, pct):
    sopra = [n for n in range(quanti + 2) if n * 100 > quanti * pct]
    assert necessari(quanti, pct) == sopra[0]


def test_no_rule_no_quorum():
    assert necessari(5, None) is None


@pytest.mark.django_db
def test_counts_the_seats_with_a_vote_in_force_that_day():
    """Neither a seat over by then, nor an invited body, nor a demo seat enters the count."""
    seduta = make_seduta(stato="aperta")
    giorno = seduta.inizio.date()
    uno, due, tre, _quarto = (make_seggio() for _ in range(4))
    scaduto = make_seggio(al=giorno - timedelta(days=1))
    invitato = make_seggio(ruolo="invitato", con_voto=False)
    finto = make_seggio(dimostrativo=True)
    make_regolamento(quorum_pct=50, deleghe_massime=1)
    make_regolamento(quorum_pct=90, dimostrativo=True, dal=date(2025, 1, 1))
    for seggio in (uno, scaduto, invitato, finto):
        make_presenza(seduta, seggio)
    make_presenza(seduta, due, "delega", uno)
    make_presenza(seduta, tre, "delega", invitato)
    conti = conta(seduta)
    assert (conti.seggi, conti.presenti, conti.deleghe, conti.necessari, conti.valida) == (4, 1, 1, 3, False)
    assert conti.votano == {uno.pk, due.pk}
    assert conti.problemi == [f"La delega di {tre} non conta: {invitato} non ha diritto di voto."]


@pytest.mark.django_db
def test_without_rules_nothing_is_valid_nor_invalid():
    seduta = make_seduta(stato="aperta")
    make_presenza(seduta)
    conti = conta(seduta)
    assert (conti.presenti, conti.necessari, conti.valida) == (1, None, None)


@pytest.mark.django_db
def test_in_a_written_procedure_who_answers_is_there():
    seduta = make_seduta(stato="aperta", modo="scritta", termine=make_seduta().inizio + timedelta(days=9))
    make_regolamento(quorum_pct=50)
    seggi = [make_seggio() for _ in range(3)]
    muto = make_seggio(ruolo="invitato", con_voto=False)
    for decisione in (make_decisione(make_punto(seduta)), make_decisione(make_punto(seduta))):
        for seggio in (*seggi[:2], muto):
            Voto.objects.create(decisione=decisione, seggio=seggio, scelta="favorevole")
    make_presenza(seduta, seggi[2])  # attendance says nothing here
    conti = conta(seduta)
    assert (conti.seggi, conti.presenti, conti.deleghe, conti.valida) == (3, 2, 0, True)
