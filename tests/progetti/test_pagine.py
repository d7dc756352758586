"""Pages of the projects: money never added up, dates no more exact than known, proposals never shown."""

from datetime import date

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from core.models import Fonte
from piani.models import Bisogno, LineaAzione, Priorita
from progetti.models import (
    Attivita,
    EventoProgetto,
    Finanziamento,
    Fondo,
    IndicatoreProgetto,
    PartnerProgetto,
    ValoreIndicatore,
)
from servizi.models import FinanziamentoServizio
from tests.factories import (
    make_aderente,
    make_alleanza,
    make_ambito,
    make_comune,
    make_documento,
    make_indicatore,
    make_organizzazione,
    make_piano,
    make_progetto,
    make_quadro,
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


def test_each_filter_finds_its_project(client):
    ambito, piano, fondo = make_ambito(slug="bormio"), make_piano(code="2017-18"), make_fondo()
    cercato = make_progetto(titolo="La valle concilia", piano=piano, fondo=fondo, stato="chiusa")
    cercato.ambiti.add(ambito)
    make_progetto(titolo="Altro progetto")
    cercato.linee.add(LineaAzione.objects.create(piano=piano, code="L7", label="Orari", livello="montagna"))
    capofila = make_organizzazione(denominazione="Comunità Montana Alta")
    PartnerProgetto.objects.create(progetto=cercato, organizzazione=capofila, ruolo="capofila")
    for filtro in (
        "fondo=FSE",
        "stato=chiusa",
        "ambito=bormio",
        "ciclo=2017-18",
        "linea=L7",
        "capofila=alta+montana",
        "pubblico=finito",
        "q=valle",
    ):
        assert titoli(client.get(f"/progetti/?{filtro}")) == [cercato.titolo], filtro
    assert titoli(client.get("/progetti/?stato=chiusa&q=altro")) == []


@pytest.mark.parametrize(
    "filtro",
    [
        "stato=bozza",
        "stato=esclusa",
        "fondo=X",
        "linea=X",
        "pubblico=X",
        "ambito=atlantide",
        "ciclo=1900",
        "ciclo=%00",
    ],
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
        "FIN-029",
        progetto=progetto,
        importo="100000.00",
        arrotondato=True,
        alternativa_a=esito,
        origine="istituzionale",
    )
    distinta = make_somma("FIN-030", progetto=progetto, importo="5000.10", natura_importo="cofinanziamento")
    risposta = client.get(progetto.get_absolute_url())
    assert risposta.context["somme"] == [[propria, esito]]
    assert risposta.context["somme_dalla_stampa"] == [[distinta]]
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
    for tipo, data, precisione in (
        ("avviata", date(2017, 7, 1), "mese"),
        ("variazione", date(2018, 1, 1), "anno"),
        ("conclusa_attivita", date(2020, 1, 15), "entro"),
    ):
        EventoProgetto.objects.create(progetto=progetto, tipo=tipo, data=data, data_precisione=precisione)
    risposta = client.get(progetto.get_absolute_url())
    for testo in (">Luglio 2017</p>", ">2018</p>", ">Entro il 15 gennaio 2020</p>"):
        assertContains(risposta, testo)
    assertContains(risposta, "Ultima tappa: <strong>attività concluse</strong>, entro il 15 gennaio 2020")
    assertNotContains(risposta, "1° luglio 2017")


def test_the_sheet_hides_the_selection_and_the_notes(client):
    progetto = make_progetto(stato="in_valutazione", stato_dal=date(2017, 1, 1), nota="appunto interno")
    EventoProgetto.objects.create(
        progetto=progetto, tipo="ammessa_finanziata", data=date(2018, 1, 1), motivo="motivo interno"
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
    chiuso = make_servizio(titolo="Doposcuola finito", stato="chiuso", motivo_stato="Finiti i fondi.")
    estate = {"dal": date(2018, 6, 10), "al": date(2018, 9, 5)}
    for pagato in (servizio, bozza, chiuso):
        FinanziamentoServizio.objects.create(servizio=pagato, progetto=progetto, **estate)
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
    assertContains(risposta, "<strong>Doposcuola finito</strong>")
    assertContains(risposta, "pagato dal 10 giugno 2018 al 5 settembre 2018 · non è più in elenco")
    assertNotContains(risposta, chiuso.get_absolute_url())
    ritorno = client.get(servizio.get_absolute_url())
    assertContains(ritorno, f'href="{progetto.get_absolute_url()}"')
    assertContains(ritorno, "dal 10 giugno 2018 al 5 settembre 2018")


def test_the_cup_links_to_opencup_or_says_why_it_is_missing(client):
    con = make_progetto(cup="J79D17000030007", cup_assente_motivo="")
    senza = make_progetto(cup_assente_motivo="contributo piccolo")
    assertContains(client.get(con.get_absolute_url()), "/cup/J79D17000030007")
    risposta = client.get(senza.get_absolute_url())
    assertContains(risposta, "Manca: contributo piccolo.")
    assertNotContains(risposta, "opencup.gov.it")


@pytest.mark.parametrize(
    ("tipo", "dicitura"),
    [
        ("fse", "<strong>Unione europea</strong><br>Fondo sociale europeo<br>"),
        ("fse_plus", "<strong>Cofinanziato dall’Unione europea</strong><br>Fondo sociale europeo Plus<br>"),
    ],
)
def test_european_funds_show_the_emblem_with_the_words_of_their_period(client, tipo, dicitura):
    quote = {"quota_ue_pct": 50, "quota_stato_pct": 35, "quota_regione_pct": 15}
    risposta = client.get(make_progetto(fondo=make_fondo(tipo, **quote)).get_absolute_url())
    testa = risposta.content.decode().partition('<div class="container corpo">')[0]
    for testo in (
        "emblema-ue",
        'alt="Emblema dell’Unione europea',
        dicitura,
        "L’Unione paga il 50% del contributo, la Repubblica Italiana il 35%, la Regione Lombardia il 15%.",
    ):
        assert testo in testa, testo


@pytest.mark.parametrize("tipo", ["regionale", "altro"])
def test_other_funds_do_not_show_the_emblem(client, tipo):
    risposta = client.get(make_progetto(fondo=make_fondo(tipo), tipo="alleanza").get_absolute_url())
    assertNotContains(risposta, "emblema-ue")
    assertNotContains(risposta, "Unione europea</strong>")
    assertNotContains(client.get("/progetti/"), "emblema-ue")


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
    nplus(lambda: client.get("/progetti/"), aggiungi, attese=13)


def test_the_sheet_asks_the_same_queries_with_more_rows(client, nplus):
    fondo, piano = make_fondo(), make_piano()
    progetto = make_progetto(fondo=fondo, alleanza=make_alleanza())
    fonte = Fonte.objects.create(code="com2018", titolo="comunicato ATS")

    def aggiungi():
        numero = progetto.partner.count()
        presenza = PartnerProgetto.objects.create(progetto=progetto, organizzazione=make_aderente())
        evento = EventoProgetto.objects.create(
            progetto=progetto, tipo="proroga", data=date(2019, 1, 1), nuova_fine=date(2030, 1, 1)
        )
        somma = make_somma(f"FIN-{numero}", progetto=progetto)
        voce = make_quadro(progetto).fonti_di_denaro.get()
        for oggetto in (progetto, presenza, evento, somma, voce):
            oggetto.fonti.add(fonte)
        seguito = IndicatoreProgetto.objects.create(progetto=progetto, indicatore=make_indicatore())
        anno = {"dal": date(2018, 1, 1), "al": date(2018, 12, 31), "riferito_al": date(2018, 12, 31)}
        ValoreIndicatore.objects.create(
            indicatore_progetto=seguito, valore=7, validato_il=date(2019, 1, 1), **anno
        )
        make_documento(progetto, pubblico=True)
        bisogno = Bisogno.objects.create(piano=piano, titolo=f"Bisogno {numero}")
        progetto.bisogni.add(bisogno)
        Priorita.objects.create(piano=piano, titolo=f"Priorità {numero}").bisogni.add(bisogno)
        progetto.linee.add(
            LineaAzione.objects.create(
                piano=piano, code=f"L{numero}", label=f"Linea {numero}", livello="montagna"
            )
        )
        make_progetto(fondo=fondo).linee.set(progetto.linee.all())
        Attivita.objects.create(progetto=progetto, titolo="Avvio", inizio_previsto=date(2019, 1, 1))
        progetto.comuni.add(make_comune())
        progetto.tipologie.add(make_tipologia())
        FinanziamentoServizio.objects.create(servizio=make_servizio(), progetto=progetto)

    nplus(lambda: client.get(progetto.get_absolute_url()), aggiungi, attese=25)
