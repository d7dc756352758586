"""The search of the whole portal: everything public by kind, nothing that is not."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from rete.cerca.indice import costruisci
from ricerca import indice as dei_servizi
from tests.factories import (
    make_aderente,
    make_avviso,
    make_comune,
    make_progetto,
    make_servizio,
    make_tipologia,
)
from tests.imprese.fabbriche import make_tema
from tests.imprese.fabbriche_formazione import make_percorso
from tests.newsletter.fabbriche import make_inviato, make_numero
from tests.redazione.fabbriche import make_notizia, make_voce_faq

PAGINA = "/cerca/"


def gruppi(risposta):
    return {g["genere"].codice: [v.titolo for v in g["voci"]] for g in risposta.context["gruppi"]}


def test_services_come_first_then_each_kind_with_its_count(client, db):
    tipologia = make_tipologia(label="Trasporto sociale")
    make_servizio(titolo="Trasporto anziani", tipologia=tipologia)
    dei_servizi.aggiorna()
    make_progetto(titolo="Trasporti della valle")
    make_notizia(titolo="Parte il trasporto")
    for n in range(7):
        make_aderente(denominazione=f"Trasporti {n} srl")
    pagina = client.get(PAGINA, {"q": "trasporto"})
    assert [s.titolo for s in pagina.context["servizi"]] == ["Trasporto anziani"]
    assert {c: len(v) for c, v in gruppi(pagina).items()} == {"aderenti": 5, "progetti": 1, "notizie": 1}
    assertContains(pagina, "Aderenti (7)")
    assertContains(pagina, "10 risultati per «trasporto»")
    assert pagina.content.index(b"Trasporto anziani") < pagina.content.index(b"Trasporti della valle")


@pytest.mark.parametrize(
    ("parole", "trovato"),
    [
        ("ORARI flessibile", ["Orari flessibili"]),
        ("orar", ["Orari flessibili"]),
        ("orari di lavoro", []),
        ("art. 51", ["Nidi"]),
    ],
)
def test_every_word_must_be_there_whole_or_as_a_beginning(client, db, parole, trovato):
    make_tema(label="Orari flessibili")
    make_tema(label="Nidi", articolo="TUIR, art. 51")
    assert gruppi(client.get(PAGINA, {"q": parole})).get("imprese", []) == trovato


def test_the_title_counts_more_than_the_text(db):
    make_notizia(titolo="Altro", sommario="Il nido apre")
    make_notizia(titolo="Nido aperto", sommario="Altro")
    assert [v.titolo for v in costruisci().cerca("nido")["notizie"]] == ["Nido aperto", "Altro"]


def test_nothing_that_is_not_public_is_found(client, db):
    domani = timezone.now() + timedelta(days=1)
    make_progetto("in_valutazione", titolo="SEGRETO uno")
    make_notizia(titolo="SEGRETO due", pubblica_dal=domani)
    make_notizia(titolo="SEGRETO tre", pubblica_dal=None)
    make_voce_faq(domanda="SEGRETO quattro?", pubblicata=False)
    make_percorso(titolo="SEGRETO cinque", pubblicato=False)
    make_avviso(titolo="SEGRETO sei", pubblicato=False)
    make_servizio(titolo="SEGRETO sette", stato="bozza")
    dei_servizi.aggiorna()
    pagina = client.get(PAGINA, {"q": "segreto"})
    assert (pagina.context["numero"], gruppi(pagina)) == (0, {})
    assertNotContains(pagina, "SEGRETO")


def test_a_comune_leads_to_its_services(client, db):
    comune = make_comune(nome="Grosio")
    pagina = client.get(PAGINA, {"q": "grosio"})
    assertContains(pagina, f"/servizi/?casa={comune.slug}")


@pytest.mark.parametrize("q", ["", "\x00", "x" * 5000, "%_", "'\"<script>", "…", "a" * 100])
def test_any_words_get_an_answer(client, db, q):
    assert client.get(PAGINA, {"q": q}).status_code == 200


def test_a_number_of_the_newsletter_is_found_once_it_has_left(client, db):
    make_inviato(titolo="Novità di marzo", apertura="Si parla di **nidi**.")
    make_numero(titolo="Novità di aprile")
    assert gruppi(client.get(PAGINA, {"q": "novità"})) == {"newsletter": ["Novità di marzo"]}
    assert gruppi(client.get(PAGINA, {"q": "nidi"})) == {"newsletter": ["Novità di marzo"]}
