"""Good practices: only approved ones are read, found by what a firm is like."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from imprese.models import BuonaPratica
from tests.factories import make_aderente, make_ambito
from tests.imprese.fabbriche import make_tema
from tests.imprese.fabbriche_pratiche import make_certificazione, make_pratica

ELENCO = "/imprese/buone-pratiche/"
OGGI = timezone.localdate()


def titoli(risposta):
    return sorted(pratica.titolo for pratica in risposta.context["object_list"])


def test_one_that_is_not_published_is_nowhere(client, db):
    bozza = make_pratica(titolo="SEGRETO", pubblicata=False, approvata_il=None, approvata_da="")
    assert client.get(bozza.get_absolute_url()).status_code == 404
    for percorso in (ELENCO, f"{ELENCO}?q=SEGRETO", "/sitemap-pratiche.xml"):
        assertNotContains(client.get(percorso), bozza.get_absolute_url())
    assert client.get("/cerca/", {"q": "segreto"}).context["numero"] == 0


@pytest.mark.parametrize("filtro", ["dimensione", "settore", "costo", "tema", "ambito", "q"])
def test_a_filter_picks_what_a_person_would(client, db, filtro):
    tema, ambito = make_tema(), make_ambito()
    make_pratica(titolo="Questa", dimensione="media", settore="I", costo="molto", ambito=ambito).temi.add(
        tema
    )
    make_pratica(titolo="Altra", dimensione="micro", settore="C", costo="niente").temi.add(make_tema())
    scelte = {"dimensione": "media", "settore": "I", "costo": "molto", "q": "questa"}
    scelte |= {"tema": tema.code, "ambito": ambito.slug}
    assert titoli(client.get(ELENCO, {filtro: scelte[filtro]})) == ["Questa"]
    assert titoli(client.get(ELENCO)) == ["Altra", "Questa"]
    assert titoli(client.get(ELENCO, {filtro: "\x00"})) == []


def test_the_page_begins_with_what_can_be_copied_and_says_what_is_old(client, db):
    pratica = make_pratica(
        da_copiare="Una fascia di un’ora.",
        bisogno="Il nido apre alle otto.",
        dopo="Nessuno ha lasciato.",
        risultati_il=date(2025, 6, 30),
        da_rivedere_entro=OGGI - timedelta(days=1),
        organizzazione=make_aderente(denominazione="Latteria di Prova"),
    )
    make_certificazione(pratica=pratica, al=OGGI - timedelta(days=1))
    make_certificazione(pratica=pratica, schema="family_audit", al=OGGI)
    pagina = client.get(pratica.get_absolute_url())
    testo = pagina.content.decode()
    assert testo.index("Una fascia di un’ora.") < testo.index("Il nido apre alle otto.")
    assertContains(pagina, "Latteria di Prova")
    assertContains(pagina, "al 30 giugno 2025")
    assertContains(pagina, "Andava riletta")
    assertContains(pagina, "non vale più", count=1)


def test_the_list_makes_the_same_queries_with_more_rows(client, nplus):
    def aggiungi():
        make_pratica(organizzazione=make_aderente(), ambito=make_ambito())

    nplus(lambda: client.get(ELENCO), aggiungi, attese=4)


def test_a_past_day_to_look_at_it_again_shows_in_the_admin(admin_client):
    vecchia = make_pratica(da_rivedere_entro=OGGI + timedelta(days=59))
    make_pratica(da_rivedere_entro=OGGI + timedelta(days=61))
    elenco = reverse("admin:imprese_buonapratica_changelist")
    pagina = admin_client.get(elenco, {"da_fare": "da_rivedere"})
    assert list(pagina.context["cl"].queryset) == [vecchia]
    assert BuonaPratica.objects.count() == 2
