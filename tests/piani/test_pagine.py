"""The public page of a cycle: needs and priorities, rules, ends that moved, documents that are public."""

from datetime import date

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from piani.models import Atto, Bisogno, DocumentoPiano, LineaAzione, Priorita, TerminePiano
from tests.documenti import carica
from tests.factories import make_piano, make_progetto

pytestmark = pytest.mark.django_db


def test_needs_are_followed_by_the_priorities_and_lines_that_answer(client):
    piano = make_piano()
    linea = LineaAzione.objects.create(piano=piano, code="L1", label="Servizi estivi", livello="montagna")
    bisogno = Bisogno.objects.create(piano=piano, titolo="A luglio mancano i grest")
    priorita = Priorita.objects.create(piano=piano, titolo="Coprire luglio")
    priorita.bisogni.add(bisogno)
    priorita.linee.add(linea)
    Bisogno.objects.create(piano=piano, titolo="Bisogno senza risposta")
    testo = client.get(piano.get_absolute_url()).content.decode()
    assert testo.index("A luglio mancano i grest") < testo.index("Coprire luglio")
    assertContains(client.get(piano.get_absolute_url()), "Nessuna priorità è ancora legata", 1)
    assert f'href="#linea-{linea.pk}"' in testo


def test_an_extension_is_told_with_its_act_and_what_is_unknown_says_so(client):
    piano = make_piano()
    atto = Atto.objects.create(
        code="DGR-1017", tipo="DGR", numero="XI/1017", ente="Regione", titolo="Proroga"
    )
    TerminePiano.objects.create(piano=piano, fine=date(2019, 1, 15))
    TerminePiano.objects.create(
        piano=piano, fine=date(2020, 1, 15), proroga=True, atto=atto, deciso_il=date(2018, 12, 17)
    )
    risposta = client.get(piano.get_absolute_url())
    for testo in ("15 gennaio 2019", "fino al 15 gennaio 2020 (DGR XI/1017, 17 dicembre 2018)"):
        assertContains(risposta, testo)
    assertContains(risposta, "non noto: lo chiederemo all’ATS", 3)


def test_only_public_documents_are_named_and_handed_out(client):
    piano = make_piano(code="2017-18")
    pubblico, riservato = (
        DocumentoPiano.objects.create(piano=piano, titolo=titolo, pubblico=si, file=carica())
        for titolo, si in [("Il Piano", True), ("Bozza riservata", False)]
    )
    risposta = client.get(piano.get_absolute_url())
    assertContains(risposta, "Il Piano (PDF)")
    assertNotContains(risposta, "Bozza riservata")
    scaricato = client.get(f"/piani/2017-18/documenti/{pubblico.pk}/")
    assert b"".join(scaricato.streaming_content).startswith(b"%PDF-")
    assert client.get(f"/piani/2017-18/documenti/{riservato.pk}/").status_code == 404


def test_proposals_are_not_counted_among_the_projects(client):
    piano = make_piano()
    make_progetto(piano=piano)
    make_progetto(piano=piano, stato="in_valutazione")
    assert client.get(piano.get_absolute_url()).context["progetti"] == 1
