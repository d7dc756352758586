"""Pages of the register: who is shown, who is not, and on which day."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from aderenti.models import Certificazione, EventoAdesione, Referente
from alleanze.models import Partecipazione
from progetti.models import PartnerProgetto
from tests.factories import (
    make_aderente,
    make_alleanza,
    make_ambito,
    make_categoria,
    make_comune,
    make_organizzazione,
    make_progetto,
    make_servizio,
)

pytestmark = pytest.mark.django_db


def nomi(risposta):
    assert risposta.status_code == 200
    return [aderente.denominazione for aderente in risposta.context["object_list"]]


def test_the_list_shows_members_only(client):
    make_aderente(denominazione="Comune di Prova")
    make_organizzazione(denominazione="Ente da confermare")
    uscito = make_aderente(denominazione="Ente uscito")
    EventoAdesione.objects.create(organizzazione=uscito, tipo="recesso", data=date(2020, 1, 1))
    risposta = client.get("/aderenti/")
    assert nomi(risposta) == ["Comune di Prova"]
    assertContains(risposta, "1 aderente al")
    assertContains(risposta, "L’elenco non è completo.")
    assertNotContains(risposta, "da confermare")
    assertNotContains(risposta, "Ente uscito")


def test_the_register_on_a_past_day_links_only_to_today_s_members(client):
    uscito = make_aderente(denominazione="Ente uscito", aderente_dal=date(2017, 1, 24))
    EventoAdesione.objects.create(organizzazione=uscito, tipo="recesso", data=date(2020, 1, 1))
    make_aderente(denominazione="Ente nuovo", aderente_dal=date(2021, 1, 1))
    risposta = client.get("/aderenti/?al=2018-05-30")
    assert nomi(risposta) == ["Ente uscito"]
    assertContains(risposta, "1 aderente al 30 maggio 2018")
    assertContains(risposta, "oggi non più aderente")
    assertNotContains(risposta, f'href="{uscito.get_absolute_url()}"')
    assert nomi(client.get("/aderenti/?al=2020-01-01")) == []
    assert nomi(client.get("/aderenti/?al=01/01/2021")) == ["Ente nuovo"]


def test_filters_by_category_ambito_and_words(client):
    ambito, categoria = make_ambito(slug="bormio"), make_categoria(code="COOP")
    cercato = make_aderente(
        denominazione="Cooperativa Stella", comune=make_comune(ambito), categoria=categoria, offre="nidi"
    )
    make_aderente(denominazione="Altra cooperativa")
    for filtro in (
        "ambito=bormio",
        "categoria=COOP",
        "q=stella",
        "q=nidi+cooperativa",
        "q=STELLA&ambito=bormio",
    ):
        assert nomi(client.get(f"/aderenti/?{filtro}")) == [cercato.denominazione], filtro
    assert nomi(client.get("/aderenti/?q=stella+altra")) == []


@pytest.mark.parametrize(
    ("filtro", "messaggio"),
    [
        ("categoria=NESSUNA", "Scegli un'opzione valida"),
        ("ambito=atlantide", "Scegli un'opzione valida"),
        ("al=ieri", "Scrivi la data con giorno, mese e anno"),
        ("al=2018-02-30", "Scrivi la data con giorno, mese e anno"),
        ("al=9999-12-31", "Questa data è nel futuro"),
        ("q=" + "a" * 101, "Assicurati che questo valore non contenga più di 100 caratteri"),
        ("q=%00", "I caratteri null non sono ammessi"),
    ],
)
def test_a_wrong_filter_says_what_is_wrong_and_shows_nobody(client, filtro, messaggio):
    make_aderente(denominazione="Comune di Prova")
    risposta = client.get(f"/aderenti/?{filtro}")
    assertContains(risposta, messaggio.replace("'", "&#x27;"))
    assertContains(risposta, "Controlla i filtri")
    assertNotContains(risposta, "Comune di Prova")


@pytest.mark.parametrize("pagina", ["0", "2", "-1", "uno", "9" * 30])
def test_a_page_that_is_not_there_is_not_found(client, pagina):
    make_aderente()
    assert client.get(f"/aderenti/?pagina={pagina}").status_code == 404


def test_pages_of_twenty_keep_the_filters(client):
    for _volta in range(21):
        make_aderente(offre="nidi")
    risposta = client.get("/aderenti/?q=nidi")
    assert len(nomi(risposta)) == 20
    assertContains(risposta, "q=nidi&amp;pagina=2")
    assert len(nomi(client.get("/aderenti/?q=nidi&pagina=2"))) == 1


def test_invented_members_are_counted_apart(client):
    make_aderente()
    make_aderente(dimostrativo=True)
    risposta = client.get("/aderenti/")
    assertContains(risposta, "2 aderenti al")
    assertContains(risposta, "(di cui 1 inventato per la dimostrazione)")


def test_a_body_to_confirm_has_no_sheet(client):
    ente = make_organizzazione(denominazione="Ente da confermare")
    assertNotContains(client.get(ente.get_absolute_url()), "Ente da confermare", status_code=404)


def test_a_body_that_left_has_no_sheet(client):
    ente = make_aderente()
    assert client.get(ente.get_absolute_url()).status_code == 200
    EventoAdesione.objects.create(organizzazione=ente, tipo="recesso", data=timezone.localdate())
    assert client.get(ente.get_absolute_url()).status_code == 404


def test_a_renamed_sheet_sends_to_the_new_address(client):
    ente = make_aderente()
    vecchio = ente.get_absolute_url()
    ente.slug = "nuovo-indirizzo"
    ente.save()
    assertRedirects(client.get(vecchio), "/aderenti/nuovo-indirizzo/", status_code=301)


def test_the_sheet_joins_services_alleanze_projects_and_certifications(client):
    ente = make_aderente(denominazione="Comune di Prova", codice_fiscale="80050050154")
    servizio = make_servizio(gestore=ente, titolo="Nido La Marmotta")
    alleanza = make_alleanza(capofila=ente)
    progetto = make_progetto(titolo="La valle concilia")
    PartnerProgetto.objects.create(progetto=progetto, organizzazione=ente, ruolo="capofila")
    Certificazione.objects.create(organizzazione=ente, tipo="UNI/PdR 125:2022", al=timezone.localdate())
    risposta = client.get(ente.get_absolute_url())
    for oggetto in (servizio, alleanza, progetto):
        assertContains(risposta, f'href="{oggetto.get_absolute_url()}"')
    for testo in ("80050050154", "UNI/PdR 125:2022", "24 gennaio 2017", "Adesione accolta"):
        assertContains(risposta, testo)


def test_the_sheet_hides_what_is_not_public(client):
    ente = make_aderente(codice_fiscale="RSSMRA80A01H501U", nota="appunto interno")
    Referente.objects.create(organizzazione=ente, ruolo="dirigente sociale", email="referente@example.org")
    EventoAdesione.objects.create(
        organizzazione=ente, tipo="richiesta", data=date(2016, 5, 2), atto_estremi="protocollo segreto"
    )
    ieri = timezone.localdate() - timedelta(days=1)
    Certificazione.objects.create(organizzazione=ente, tipo="Family Audit", al=ieri)
    make_servizio(gestore=ente, titolo="Servizio in bozza", stato="bozza")
    make_servizio(gestore=ente, titolo="Servizio scaduto", valido_fino_al=ieri, verificato_il=None)
    for stato in (None, "bozza", "candidatura_presentata", "esclusa"):
        proposta = make_progetto(stato=stato, titolo=f"Proposta {stato}")
        PartnerProgetto.objects.create(progetto=proposta, organizzazione=ente)
    risposta = client.get(ente.get_absolute_url())
    assert risposta.status_code == 200
    for segreto in (
        "RSSMRA80A01H501U",
        "appunto interno",
        "referente@example.org",
        "dirigente sociale",
        "protocollo segreto",
        "Family Audit",
        "Servizio in bozza",
        "Servizio scaduto",
        "Proposta",
    ):
        assertNotContains(risposta, segreto)


def test_the_search_does_not_find_what_it_does_not_show(client):
    ente = make_aderente(codice_fiscale="RSSMRA80A01H501U", nota="appunto interno")
    Referente.objects.create(organizzazione=ente, ruolo="dirigente", email="referente@example.org")
    for parola in ("RSSMRA80A01H501U", "appunto", "referente@example.org"):
        assert nomi(client.get("/aderenti/", {"q": parola})) == []


def test_a_name_cannot_break_out_of_the_structured_data(client):
    ente = make_aderente(denominazione="</script><img src=x onerror=alert(1)>", slug="cattivo")
    assertNotContains(client.get(ente.get_absolute_url()), "<img src=x")


def test_the_list_asks_the_same_queries_with_more_rows(client, nplus):
    make_ambito()
    nplus(lambda: client.get("/aderenti/"), lambda: make_aderente(comune=make_comune()), attese=5)


def test_the_sheet_asks_the_same_queries_with_more_rows(client, nplus):
    ente = make_aderente()

    def aggiungi():
        make_servizio(gestore=ente)
        Partecipazione.objects.create(alleanza=make_alleanza(), organizzazione=ente)
        PartnerProgetto.objects.create(
            progetto=make_progetto(alleanza=make_alleanza(), titolo=""), organizzazione=ente
        )
        Certificazione.objects.create(organizzazione=ente, tipo="WHP")
        EventoAdesione.objects.create(organizzazione=ente, tipo="confermata", data=date(2020, 1, 1))
        ente.ambiti.add(make_ambito())

    nplus(lambda: client.get(ente.get_absolute_url()), aggiungi, attese=8)
