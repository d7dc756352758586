"""Pages of the projects: money never added up, dates no more exact than known, proposals never shown."""

from datetime import date

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from core.models import Fonte
from piani.models import Bisogno, LineaAzione
from progetti.models import Attivita, EventoProgetto, Finanziamento, Fondo, PartnerProgetto, VoceDenaro
from servizi.models import FinanziamentoServizio
from tests.factories import (
    make_aderente,
    make_alleanza,
    make_ambito,
    make_comune,
    make_organizzazione,
    make_piano,
    make_progetto,
    make_servizio,
    make_tipologia,
)
from tests.progetti.test_querysets import PROPOSTE

pytestmark = pytest.mark.django_db


def make_somma(code, **campi):
    valori = {
        "anno": 2018,
        "importo": "100.00",
        "natura_importo": "concesso",
        "fonte_finanziaria": "FSE",
        "livello": "progetto",
        "destinatario": "Comunità Montana",
        "oggetto": "La comunità che concilia",
        "origine": "stampa",
    }
    return Finanziamento.objects.create(code=code, **valori | campi)


def make_fondo(tipo="fse", **campi):
    return Fondo.objects.create(code=tipo.upper(), label=f"Fondo {tipo}", tipo=tipo, **campi)


def titoli(risposta):
    assert risposta.status_code == 200
    return [progetto.titolo for progetto in risposta.context["object_list"]]


def test_the_list_has_financed_projects_only(client):
    make_progetto(titolo="La valle concilia")
    for stato in (None, *PROPOSTE):
        make_progetto(stato=stato, titolo=f"Proposta {stato}")
    risposta = client.get("/progetti/")
    assert titoli(risposta) == ["La valle concilia"]
    assertNotContains(risposta, "Proposta")


@pytest.mark.parametrize("stato", [None, *PROPOSTE])
def test_a_proposal_has_no_sheet(client, stato):
    progetto = make_progetto(stato=stato, titolo="Proposta segreta")
    assertNotContains(client.get(progetto.get_absolute_url()), "Proposta segreta", status_code=404)


def test_filters_by_fund_state_ambito_cycle_and_words(client):
    ambito, piano, fondo = make_ambito(slug="bormio"), make_piano(code="2017-18"), make_fondo()
    cercato = make_progetto(titolo="La valle concilia", piano=piano, fondo=fondo, stato="chiusa")
    cercato.ambiti.add(ambito)
    make_progetto(titolo="Altro progetto")
    for filtro in ("fondo=FSE", "stato=chiusa", "ambito=bormio", "ciclo=2017-18", "q=valle"):
        assert titoli(client.get(f"/progetti/?{filtro}")) == [cercato.titolo], filtro
    assert titoli(client.get("/progetti/?stato=chiusa&q=altro")) == []


@pytest.mark.parametrize(
    "filtro", ["stato=bozza", "stato=esclusa", "fondo=X", "ambito=atlantide", "ciclo=1900", "ciclo=%00"]
)
def test_a_wrong_filter_says_so_and_shows_nothing(client, filtro):
    make_progetto(titolo="La valle concilia")
    risposta = client.get(f"/progetti/?{filtro}")
    assertContains(risposta, "Scegli un&#x27;opzione valida")
    assert titoli(risposta) == []


def test_an_unknown_title_is_said_and_not_invented(client):
    alleanza = make_alleanza(ambito=make_ambito(nome="Bormio"), piano=make_piano(anno_dal=2017, anno_al=2018))
    progetto = make_progetto(titolo="", alleanza=alleanza, tipo="alleanza")
    risposta = client.get(progetto.get_absolute_url())
    for testo in (
        "Progetto dell&#x27;Alleanza di Bormio 2017-2018",
        "Il titolo del progetto non è noto: lo chiederemo all’ATS.",
        "L’importo di questo progetto non è noto: lo chiederemo all’ATS.",
        "Il capofila non è ancora noto: lo chiederemo all’ATS.",
    ):
        assertContains(risposta, testo)


def test_bodies_are_named_and_only_members_linked(client):
    progetto = make_progetto(n_partner=17)
    membro, altro = (
        make_aderente(denominazione="Comune di Prova"),
        make_organizzazione(denominazione="K-Prova"),
    )
    PartnerProgetto.objects.create(progetto=progetto, organizzazione=membro, ruolo="capofila")
    PartnerProgetto.objects.create(progetto=progetto, organizzazione=altro, ruolo="sponsor")
    risposta = client.get(progetto.get_absolute_url())
    assertContains(risposta, f'href="{membro.get_absolute_url()}"')
    assertNotContains(risposta, altro.get_absolute_url())
    for testo in ("K-Prova", "(sponsor)", "La fonte dichiara 17 partner.", "incompleto"):
        assertContains(risposta, testo)


def test_alternative_sums_stand_side_by_side_and_are_never_added(client):
    progetto = make_progetto()
    esito = make_somma("FIN-024", importo="179988.00", oggetto="Esito, due progetti")
    propria = make_somma(
        "FIN-029", progetto=progetto, importo="100000.00", arrotondato=True, alternativa_a=esito
    )
    distinta = make_somma("FIN-030", progetto=progetto, importo="5000.10", natura_importo="cofinanziamento")
    risposta = client.get(progetto.get_absolute_url())
    assert risposta.context["somme"] == [[propria, esito], [distinta]]
    for testo in (
        "vale una sola, non si sommano",
        "circa 100.000,00\u00a0€",
        "179.988,00\u00a0€",
        "5.000,10\u00a0€",
        "contributo concesso",
        "Origine: stampa",
    ):
        assertContains(risposta, testo)
    for totale in ("279.988,00", "105.000,10", "284.988,10"):
        assertNotContains(risposta, totale)


def test_sums_of_the_whole_cycle_are_told_apart(client):
    piano = make_piano()
    del_ciclo = make_somma("FIN-004", piano=piano, livello="ats_montagna", importo="87000")
    make_somma("FIN-003", piano=piano, livello="regione", importo="2500000")
    alleanza = make_alleanza(piano=piano)
    progetto = make_progetto(tipo="alleanza", alleanza=alleanza, piano=piano)
    risposta = client.get(progetto.get_absolute_url())
    assert (risposta.context["somme"], risposta.context["somme_del_ciclo"]) == ([], [del_ciclo])
    assertContains(risposta, "Riguardano tutta la Montagna, non solo questo progetto.")
    assert client.get(make_progetto(piano=piano).get_absolute_url()).context["somme_del_ciclo"] == []


def test_dates_are_told_no_more_exactly_than_known(client):
    progetto = make_progetto(stato=None)
    for tipo, data, precisione, fine in (
        ("avviata", date(2017, 7, 1), "mese", None),
        ("proroga", date(2018, 1, 1), "anno", date(2020, 1, 15)),
        ("conclusa_attivita", date(2020, 1, 15), "entro", None),
    ):
        EventoProgetto.objects.create(
            progetto=progetto, tipo=tipo, data=data, data_precisione=precisione, nuova_fine=fine
        )
    risposta = client.get(progetto.get_absolute_url())
    for testo in ("<dt>Luglio 2017</dt>", "<dt>2018</dt>", "<dt>Entro il 15 gennaio 2020</dt>"):
        assertContains(risposta, testo)
    assertContains(risposta, "Lo stato di oggi, “attività concluse”, viene dall’ultimo di questi eventi")
    assertNotContains(risposta, "1° luglio 2017")


def test_the_sheet_hides_the_selection_and_the_notes(client):
    progetto = make_progetto(stato="in_valutazione", stato_dal=date(2017, 1, 1), nota="appunto interno")
    for tipo in ("ammessa_finanziata", "avviata"):
        EventoProgetto.objects.create(
            progetto=progetto, tipo=tipo, data=date(2018, 1, 1), motivo="motivo interno"
        )
    risposta = client.get(progetto.get_absolute_url())
    for segreto in ("in valutazione", "appunto interno", "motivo interno"):
        assertNotContains(risposta, segreto)


def test_services_typologies_places_lines_and_needs(client):
    ambito, piano = make_ambito(nome="Bormio"), make_piano()
    comune = make_comune(ambito, nome="Valfurva")
    progetto = make_progetto()
    progetto.comuni.add(comune)
    progetto.ambiti.add(ambito)
    progetto.linee.add(
        LineaAzione.objects.create(piano=piano, code="L", label="Mobilità", livello="montagna")
    )
    progetto.bisogni.add(Bisogno.objects.create(piano=piano, titolo="Orari lunghi"))
    progetto.tipologie.add(make_tipologia(code="NIDO", label="Asilo nido"))
    servizio = make_servizio(titolo="Nido La Marmotta")
    bozza = make_servizio(titolo="Servizio in bozza", stato="bozza")
    for pagato in (servizio, bozza):
        FinanziamentoServizio.objects.create(servizio=pagato, progetto=progetto)
    risposta = client.get(progetto.get_absolute_url())
    for testo in (
        f'href="{ambito.get_absolute_url()}"',
        f'href="{comune.get_absolute_url()}"',
        f'href="{servizio.get_absolute_url()}"',
        'href="/servizi/?tipologia=NIDO"',
        "Mobilità",
        "Orari lunghi",
    ):
        assertContains(risposta, testo)
    assertNotContains(risposta, "Servizio in bozza")


def test_the_cup_links_to_opencup_or_says_why_it_is_missing(client):
    con = make_progetto(cup="J79D17000030007", cup_assente_motivo="")
    senza = make_progetto(cup_assente_motivo="contributo piccolo")
    assertContains(client.get(con.get_absolute_url()), "/cup/J79D17000030007")
    risposta = client.get(senza.get_absolute_url())
    assertContains(risposta, "Manca: contributo piccolo.")
    assertNotContains(risposta, "opencup.gov.it")


@pytest.mark.parametrize(
    ("tipo", "nome"),
    [("fse", "Fondo sociale europeo</p>"), ("fse_plus", "Fondo sociale europeo Plus</p>")],
)
def test_european_funds_show_the_emblem(client, tipo, nome):
    risposta = client.get(make_progetto(fondo=make_fondo(tipo)).get_absolute_url())
    assertContains(risposta, "emblema-ue")
    assertContains(risposta, "Cofinanziato dall’Unione europea")
    assertContains(risposta, nome)


@pytest.mark.parametrize("tipo", ["regionale", "altro"])
def test_other_funds_do_not_show_the_emblem(client, tipo):
    risposta = client.get(make_progetto(fondo=make_fondo(tipo), tipo="alleanza").get_absolute_url())
    assertNotContains(risposta, "emblema-ue")
    assertNotContains(risposta, "Unione europea</strong>")


def test_a_renamed_project_sends_to_the_new_address(client):
    progetto = make_progetto()
    vecchio = progetto.get_absolute_url()
    progetto.slug = "nuovo"
    progetto.save()
    assertRedirects(client.get(vecchio), "/progetti/nuovo/", status_code=301)


def test_the_list_asks_the_same_queries_with_more_rows(client, nplus):
    def aggiungi():
        progetto = make_progetto(titolo="", alleanza=make_alleanza(), fondo=Fondo.objects.first())
        progetto.ambiti.add(make_ambito())
        PartnerProgetto.objects.create(
            progetto=progetto, organizzazione=make_organizzazione(), ruolo="capofila"
        )

    make_fondo()
    nplus(lambda: client.get("/progetti/"), aggiungi, attese=7)


def test_the_sheet_asks_the_same_queries_with_more_rows(client, nplus):
    progetto = make_progetto(fondo=make_fondo(), alleanza=make_alleanza())
    fonte = Fonte.objects.create(code="com2018", titolo="comunicato ATS")

    def aggiungi():
        numero = progetto.partner.count()
        presenza = PartnerProgetto.objects.create(progetto=progetto, organizzazione=make_aderente())
        evento = EventoProgetto.objects.create(
            progetto=progetto, tipo="proroga", data=date(2019, 1, 1), nuova_fine=date(2020, 1, 1)
        )
        somma = make_somma(f"FIN-{numero}", progetto=progetto)
        voce = VoceDenaro.objects.create(progetto=progetto, pagatore="partner", importo=1, origine="atto")
        for oggetto in (progetto, presenza, evento, somma, voce):
            oggetto.fonti.add(fonte)
        Attivita.objects.create(progetto=progetto, titolo="Avvio", inizio_previsto=date(2019, 1, 1))
        progetto.comuni.add(make_comune())
        progetto.tipologie.add(make_tipologia())
        FinanziamentoServizio.objects.create(servizio=make_servizio(), progetto=progetto)

    nplus(lambda: client.get(progetto.get_absolute_url()), aggiungi, attese=8)
