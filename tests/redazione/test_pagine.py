"""Public pages of the news, of the press area and of the frequent questions."""

import json
import re
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from core.models import Fonte
from tests.controlli_html import difetti
from tests.factories import make_aderente, make_ambito, make_organizzazione, make_progetto
from tests.redazione.fabbriche import make_notizia, make_voce_faq

pytestmark = pytest.mark.django_db


def titoli(risposta):
    return [riga.titolo for riga in risposta.context["object_list"]]


def test_list_shows_the_newest_fact_first(client):
    make_notizia(titolo="Vecchia", data=date(2017, 1, 1))
    make_notizia(titolo="Nuova", data=date(2019, 1, 1))
    make_notizia(titolo="Media", data=date(2018, 1, 1))
    assert titoli(client.get("/notizie/")) == ["Nuova", "Media", "Vecchia"]


def test_list_by_ambito_by_year_and_by_words(client):
    bormio = make_ambito(slug="bormio")
    make_notizia(titolo="A Bormio", data=date(2017, 5, 1), ambiti=[bormio, make_ambito()])
    make_notizia(titolo="Ovunque", data=date(2018, 5, 1), sommario="Nido e grest.")
    assert titoli(client.get("/notizie/?ambito=bormio")) == ["A Bormio"]
    assert titoli(client.get("/notizie/?anno=2018")) == ["Ovunque"]
    assert titoli(client.get("/notizie/?q=grest")) == ["Ovunque"]
    assert titoli(client.get("/notizie/?anno=2018&ambito=bormio")) == []


@pytest.mark.parametrize("filtro", ["anno=1900", "anno=abc", "ambito=assente", "anno=99999999999999999999"])
def test_a_filter_that_is_none_is_an_error_in_words(client, filtro):
    make_notizia()
    risposta = client.get(f"/notizie/?{filtro}")
    assert (risposta.status_code, titoli(risposta)) == (200, [])
    assert "Un filtro non va bene" in risposta.content.decode()


def test_archive_counts_the_news_of_each_year(client):
    for anno in (2016, 2018, 2018):
        make_notizia(data=date(anno, 5, 1))
    make_notizia(data=date(2020, 1, 1), pubblica_dal=None)
    risposta = client.get("/notizie/?q=qzx")
    assert risposta.context["anni"] == [(2018, 2), (2016, 1)]
    assert '<a href="/notizie/?anno=2016">2016' in risposta.content.decode()


def test_pages_of_the_list_keep_the_filters(client):
    ambito = make_ambito(slug="tirano")
    for _volta in range(21):
        make_notizia(ambiti=[ambito])
    prima = client.get("/notizie/?ambito=tirano&anno=2018")
    assert 'href="?ambito=tirano&amp;anno=2018&amp;pagina=2"' in prima.content.decode()
    assert len(titoli(client.get("/notizie/?ambito=tirano&anno=2018&pagina=2"))) == 1
    assert client.get("/notizie/?pagina=999").status_code == 404


@pytest.mark.parametrize("indirizzo", ["/notizie/", "/stampa/", "/domande-frequenti/"])
def test_pages_are_well_made(client, settings, indirizzo):
    """With news and questions that hold all they may, and without any."""
    assert difetti(client.get(indirizzo).content.decode(), settings.SITE_URL) == []
    testo = "# Uno\n\n- a\n- [b](/servizi/)\n\n## Due\n\n|x|y|\n|-|-|\n|1|2|\n\n> c"
    notizia = make_notizia(
        testo=testo,
        sommario="Che cosa è successo, in una frase abbastanza lunga.",
        comunicato_stampa=True,
        ambiti=[make_ambito()],
        progetti=[make_progetto()],
        aderenti=[make_aderente()],
        dimostrativo=True,
    )
    make_voce_faq(risposta=testo)
    for pagina in (indirizzo, notizia.get_absolute_url()):
        assert difetti(client.get(pagina).content.decode(), settings.SITE_URL) == [], pagina


@pytest.mark.parametrize("indirizzo", ["/notizie/", "/stampa/", "/domande-frequenti/"])
def test_an_empty_page_says_what_to_do(client, indirizzo):
    risposta = client.get(indirizzo)
    assert risposta.status_code == 200
    assert 'class="vuoto"' in risposta.content.decode()


def test_list_makes_the_same_queries_with_more_rows(client, nplus):
    nplus(lambda: client.get("/notizie/"), lambda: make_notizia(ambiti=[make_ambito()]), attese=6)


def test_press_area_and_questions_make_the_same_queries_with_more_rows(client, nplus):
    def comunicato():
        make_notizia(comunicato_stampa=True, ambiti=[make_ambito()])

    nplus(lambda: client.get("/stampa/"), comunicato, attese=3)
    nplus(lambda: client.get("/domande-frequenti/"), make_voce_faq, attese=1)


def test_a_news_makes_the_same_queries_with_more_links(client, nplus):
    notizia = make_notizia()

    def altri():
        notizia.ambiti.add(make_ambito())
        notizia.progetti.add(make_progetto())
        notizia.aderenti.add(make_aderente())

    nplus(lambda: client.get(notizia.get_absolute_url()), altri, attese=5)


def test_a_news_shows_what_it_speaks_of_and_its_source(client):
    fonte = Fonte.objects.create(code="f1", titolo="La delibera", indirizzo="https://example.org/d")
    ambito, progetto, ente = make_ambito(slug="bormio"), make_progetto(), make_aderente()
    notizia = make_notizia(
        testo="## Perché\n\nUn **fatto**.",
        data=date(2017, 7, 1),
        data_precisione="mese",
        ambiti=[ambito],
        progetti=[progetto],
        aderenti=[ente],
        fonti=[fonte],
        certezza="S",
    )
    html = client.get(notizia.get_absolute_url()).content.decode()
    collegati = [ambito.get_absolute_url(), progetto.get_absolute_url(), ente.get_absolute_url()]
    assert [f'href="{indirizzo}"' in html for indirizzo in [*collegati, fonte.indirizzo]] == [True] * 4
    assert "<h2>Perché</h2>\n<p>Un <strong>fatto</strong>.</p>" in html
    assert "luglio 2017" in html
    assert html.count("<h1") == 1


def test_a_news_names_no_proposal_no_stranger_and_no_person(client):
    proposta = make_progetto(titolo="Proposta segreta", stato="in_valutazione")
    estraneo = make_organizzazione(denominazione="Ente estraneo")
    persona = make_aderente(denominazione="Mario Rossi", codice_fiscale="RSSMRA80A01I829V")
    notizia = make_notizia(progetti=[proposta], aderenti=[estraneo, persona])
    html = client.get(notizia.get_absolute_url()).content.decode()
    assert {n for n in ("Proposta segreta", "Ente estraneo", "Mario Rossi") if n in html} == set()


def test_a_news_says_when_it_came_out_and_when_it_changed(client):
    esce = timezone.make_aware(datetime(2026, 1, 31, 23, 30))
    notizia = make_notizia(pubblica_dal=esce)
    testo = re.sub(r"<[^>]+>|\s+", " ", client.get(notizia.get_absolute_url()).content.decode())
    testo = re.sub(r" +", " ", testo)
    assert "Pubblicata il 31 gennaio 2026" in testo
    assert "Aggiornata il" in testo
    uscita_oggi = make_notizia(pubblica_dal=timezone.now() - timedelta(seconds=1))
    type(uscita_oggi).objects.filter(pk=uscita_oggi.pk).update(aggiornato_il=uscita_oggi.pubblica_dal)
    assert "Aggiornata il" not in client.get(uscita_oggi.get_absolute_url()).content.decode()


def test_an_old_address_leads_to_the_new_one(client):
    notizia = make_notizia(titolo="Prima")
    notizia.slug = "dopo"
    notizia.save()
    risposta = client.get("/notizie/prima/")
    assert (risposta.status_code, risposta.url) == (301, "/notizie/dopo/")
    assert make_notizia(titolo="Stampa").slug == "stampa-2"


def test_press_area_holds_the_releases_and_the_contact(client, settings):
    make_notizia(titolo="Una notizia")
    make_notizia(titolo="Un comunicato", comunicato_stampa=True)
    settings.CONTACT_EMAIL = "stampa@example.org"
    risposta = client.get("/stampa/")
    assert titoli(risposta) == ["Un comunicato"]
    assert 'href="mailto:stampa@example.org"' in risposta.content.decode()
    settings.CONTACT_EMAIL = ""
    assert "mailto:" not in client.get("/stampa/").content.decode()


def dati(risposta):
    blocco = re.search(r'<script type="application/ld\+json">(.*?)</script>', risposta.content.decode())
    return json.loads(blocco[1]) if blocco else None


def test_questions_are_grouped_by_who_asks(client):
    make_voce_faq(domanda="Terza?", pubblico="imprese")
    make_voce_faq(domanda="Seconda?", ordine=2)
    make_voce_faq(domanda="Prima?", ordine=1, risposta="Sì: [chiedi](/contatti/).")
    make_voce_faq(domanda="Nascosta?", pubblicata=False)
    risposta = client.get("/domande-frequenti/")
    gruppi = [(g["code"], [v.domanda for v in g["voci"]]) for g in risposta.context["gruppi"]]
    assert gruppi == [("famiglie", ["Prima?", "Seconda?"]), ("imprese", ["Terza?"])]
    assert "Nascosta?" not in risposta.content.decode()
    assert [voce["name"] for voce in dati(risposta)["mainEntity"]] == ["Prima?", "Seconda?", "Terza?"]


def test_an_answer_opens_without_javascript_and_says_when_it_was_checked(client):
    voce = make_voce_faq(risposta="## Titolo", verificata_il=date(2026, 3, 1))
    html = client.get("/domande-frequenti/").content.decode()
    cerca = rf'<details class="domanda" id="domanda-{voce.pk}">(.*?)</details>'
    blocco = re.search(cerca, html, re.DOTALL)[1]
    assert f"<summary>{voce.domanda}</summary>" in blocco
    assert "<h3>Titolo</h3>" in blocco
    assert "Aggiornato il 1° marzo 2026" in blocco


def test_invented_questions_are_marked_and_kept_from_search_engines(client):
    make_voce_faq(dimostrativo=True)
    risposta = client.get("/domande-frequenti/")
    assert dati(risposta) is None
    assert "Dati dimostrativi" in risposta.content.decode()


def test_structured_data_cannot_be_closed_by_a_text(client):
    notizia = make_notizia(titolo="</script><script>alert(1)</script>")
    risposta = client.get(notizia.get_absolute_url())
    assert dati(risposta)["headline"] == notizia.titolo
    assert "<script>alert" not in risposta.content.decode()


def test_home_shows_the_last_three(client):
    for anno in (2015, 2016, 2017, 2018):
        make_notizia(titolo=f"Fatto del {anno}", data=date(anno, 1, 1))
    assert [n.titolo for n in client.get("/").context["notizie"]] == [
        f"Fatto del {a}" for a in (2018, 2017, 2016)
    ]
