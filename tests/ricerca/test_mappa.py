"""The map of the results: every figure is the length of its list, nothing found is left out."""

from collections import defaultdict
from datetime import date

import pytest
from django.utils.html import escape
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ricerca import candidati, sulla_mappa
from servizi.models import SedeServizio, Servizio
from tests.factories import make_aderente, make_ambito, make_comune, make_sede, make_servizio, make_tipologia

pytestmark = pytest.mark.django_db


@pytest.fixture
def luoghi():
    """Return two ambiti of the map with two comuni each, and a comune that was in one until 2018."""
    tirano = make_ambito(nome="Tirano", slug="tirano", codice_istat_riferimento="014066", ordine=1)
    bormio = make_ambito(nome="Bormio", slug="bormio", codice_istat_riferimento="014009", ordine=2)
    return {
        "grosio": make_comune(tirano, nome="Grosio", codice_istat="014033"),
        "teglio": make_comune(tirano, nome="Teglio", codice_istat="014065"),
        "livigno": make_comune(bormio, nome="Livigno", codice_istat="014037"),
        "bormio": make_comune(bormio, nome="Bormio", codice_istat="014009"),
    }


def apri(servizio, comune):
    """Add a door to the service."""
    SedeServizio.objects.create(
        servizio=servizio, sede=make_sede(organizzazione=servizio.gestore, comune=comune)
    )


def mappa(client, query=""):
    return client.get(f"/mappa/{query}").context


def titoli(servizi):
    return [servizio.titolo for servizio in servizi]


def gruppi(contesto):
    """Return {comune: titles}, whichever map it is."""
    sezioni = contesto.get("sezioni")
    trovati = [g for _riga, suoi in sezioni for g in suoi] if sezioni else contesto.get("gruppi", [])
    return {gruppo.comune.nome: titoli(gruppo.servizi) for gruppo in trovati}


def figure(contesto):
    return {riga.nome: riga.servizi for riga in contesto["righe"]}


def test_all_the_ambiti_each_a_link_to_its_own_map_with_the_same_filters(client, luoghi):
    make_servizio(titolo="Nido", comune=luoghi["grosio"], gratuito=True)
    make_servizio(titolo="Grest", comune=luoghi["livigno"])
    contesto = mappa(client, "?gratuito=si&pagina=3&altro=x")
    assert figure(contesto) == {"Tirano": 1, "Bormio": 0}
    assert [riga.url for riga in contesto["righe"]] == [
        "/mappa/?gratuito=si&ambito=tirano",
        "/mappa/?gratuito=si&ambito=bormio",
    ]
    assert contesto["come_elenco"] == "/servizi/?gratuito=si"
    assert escape("/mappa/?gratuito=si&ambito=tirano") in contesto["mappa"]
    assert gruppi(contesto) == {"Grosio": ["Nido"]}


def test_a_service_with_doors_in_two_comuni_is_in_both_and_counts_once_for_the_ambito(client, luoghi):
    servizio = make_servizio(titolo="Nido", comune=luoghi["grosio"])
    for comune in ("teglio", "teglio", "livigno"):
        apri(servizio, luoghi[comune])
    contesto = mappa(client)
    assert figure(contesto) == {"Tirano": 1, "Bormio": 1}
    assert gruppi(contesto) == {"Grosio": ["Nido"], "Teglio": ["Nido"], "Livigno": ["Nido"]}
    assert "1 servizio</h2>" in client.get("/mappa/").content.decode()


def test_with_a_home_the_comuni_of_its_ambito_and_the_doors_elsewhere(client, luoghi):
    grosio = luoghi["grosio"]
    make_servizio(titolo="A Grosio", comune=grosio, area=[grosio])
    make_servizio(titolo="A Livigno", comune=luoghi["livigno"], area=[grosio])
    make_servizio(titolo="A casa", area=[grosio])
    make_servizio(titolo="Per Bormio", comune=grosio, area=[luoghi["bormio"]])
    contesto = mappa(client, "?casa=Grosio")
    assert (contesto["ambito"].nome, contesto["luogo"]) == ("Tirano", grosio)
    assert figure(contesto) == {"Grosio": 1, "Teglio": 0}
    assert [riga.url for riga in contesto["righe"]] == ["#comune-grosio", "/servizi/?casa=teglio"]
    assert gruppi(contesto) == {"Grosio": ["A Grosio"]}
    assert titoli(contesto["altrove"]) == ["A Livigno"]
    assert titoli(contesto["senza_sede"]) == ["A casa"]
    assert contesto["ogni_ambito"] == "/mappa/"


def test_the_ambito_chosen_wins_over_the_one_of_the_home(client, luoghi):
    make_servizio(titolo="Nido", comune=luoghi["livigno"], area=[luoghi["grosio"], luoghi["livigno"]])
    contesto = mappa(client, "?casa=Grosio&ambito=bormio&q=nido")
    assert contesto["ambito"].nome == "Bormio"
    assert figure(contesto) == {"Bormio": 0, "Livigno": 1}
    assert contesto["ogni_ambito"] == "/mappa/?q=nido"
    assert contesto["righe"][0].url == "/servizi/?q=nido&casa=bormio"


def test_an_ambito_that_left_keeps_the_comuni_it_had(client, luoghi):
    ieri = date(2018, 12, 31)
    menaggio = make_ambito(nome="Menaggio", slug="menaggio", appartenenza_al=ieri, ordine=3)
    comune = make_comune(menaggio, nome="Argegno", al=ieri)
    make_servizio(titolo="Nido", comune=comune)
    contesto = mappa(client)
    assert figure(contesto) == {"Tirano": 0, "Bormio": 0, "Menaggio": 1}
    assert gruppi(contesto) == {"Argegno": ["Nido"]}


def test_only_what_is_in_the_list_is_on_the_map(client, luoghi):
    make_servizio(titolo="Bozza segreta", stato="bozza", comune=luoghi["grosio"])
    make_servizio(titolo="Scaduto", valido_fino_al=date(2026, 2, 1), comune=luoghi["grosio"])
    risposta = client.get("/mappa/")
    assert figure(risposta.context) == {"Tirano": 0, "Bormio": 0}
    html = risposta.content.decode()
    assert "Bozza segreta" not in html
    assert "Non ci sono ancora servizi" in html


def test_a_row_says_type_price_state_and_the_first_thing_to_do(client, luoghi):
    tipo = make_tipologia(label="Asilo nido")
    base = {"tipologia": tipo, "comune": luoghi["grosio"], "gratuito": True}
    make_servizio(titolo="Uno", accesso_url="https://example.org/iscriviti", **base)
    make_servizio(titolo="Due", telefono="0342 123", dimostrativo=True, **base)
    make_servizio(titolo="Tre", telefono="", email="ufficio@example.org", **base)
    html = client.get("/mappa/").content.decode()
    righe = {t: html[html.index(f">{t}</a>") :].partition("</li>")[0] for t in ("Uno", "Due", "Tre")}
    assert 'href="https://example.org/iscriviti"' in righe["Uno"]
    assert 'href="tel:0342123"' in righe["Due"]
    assert 'href="mailto:ufficio@example.org"' in righe["Tre"]
    assert [riga.count("<a href") for riga in righe.values()] == [1, 1, 1]
    assert all("Asilo nido · Gratuito" in riga for riga in righe.values())
    assert ["Dati dimostrativi" in riga for riga in righe.values()] == [False, True, False]


def test_a_wrong_filter_is_told_and_finds_nothing(client, luoghi):
    make_servizio(titolo="Nido", comune=luoghi["grosio"])
    for query in ("?casa=Grosoi", "?eta_mesi=mille", "?q=%00", "?ambito=assente", "?q=" + "x" * 10_000):
        risposta = client.get(f"/mappa/{query}")
        html = risposta.content.decode()
        assert (risposta.status_code, risposta.context["object_list"]) == (200, [])
        assert "Un filtro non va bene" in html
        assert "C’è una cosa da correggere" in html
        assert len(html) < 150_000
    assert "Forse cerchi: Grosio" in client.get("/mappa/?casa=Grosoi").content.decode()


def test_what_the_list_finds_by_leaving_words_out_is_on_the_map_too(client, luoghi):
    make_servizio(titolo="Uno", comune=luoghi["grosio"], tipologia=make_tipologia(label="Asilo nido"))
    make_servizio(titolo="Due", comune=luoghi["grosio"])
    elenco, contesto = client.get("/servizi/?q=nido+qzx").context, mappa(client, "?q=nido+qzx")
    assert titoli(elenco["object_list"]) == titoli(contesto["object_list"]) == ["Uno"]
    assert gruppi(contesto) == {"Grosio": ["Uno"]}
    assert elenco["lasciato"] == contesto["lasciato"] == "alcune"
    assert "Nessuna scheda ha tutte queste parole" in client.get("/mappa/?q=nido+qzx").content.decode()


def test_nothing_found_leads_somewhere(client, luoghi):
    make_servizio(titolo="Nido", comune=luoghi["grosio"])
    html = client.get("/mappa/?q=qzx&ambito=tirano").content.decode()
    assert "Nessun servizio con questi filtri" in html
    for indirizzo in ("/servizi/?q=qzx&amp;ambito=tirano", "/mappa/?ambito=tirano", "/mappa/?q=qzx"):
        assert f'href="{indirizzo}"' in html


def test_other_parameters_are_not_repeated_in_the_links(client, luoghi):
    html = client.get(f"/mappa/?x={'y' * 5000}&gratuito=si").content.decode()
    assert "yyyy" not in html


@pytest.mark.parametrize(("query", "atteso"), [("", False), ("?q=nido", True), ("?casa=Zzz", True)])
def test_search_engines_read_only_the_map_without_filters(client, luoghi, query, atteso):
    assert ('content="noindex"' in client.get(f"/mappa/{query}").content.decode()) is atteso


def test_a_long_list_is_cut_and_says_so(client, luoghi, monkeypatch):
    monkeypatch.setattr(candidati, "MASSIMO", 2)
    for titolo in ("C", "A", "B"):
        make_servizio(titolo=titolo, comune=luoghi["grosio"])
    risposta = client.get("/mappa/")
    assert gruppi(risposta.context) == {"Grosio": ["A", "B"]}
    assert "Oltre 2 servizi" in risposta.content.decode()


PORTE = st.lists(st.sets(st.sampled_from(["grosio", "teglio", "livigno", "bormio"])), max_size=6)


@given(porte=PORTE)
@settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_every_figure_is_the_length_of_its_list(client, luoghi, porte):
    """Against a plain reading of the doors; each result is somewhere, and what is nowhere is not a result."""
    Servizio.objects.all().delete()
    gestore, tipologia = make_aderente(), make_tipologia()
    attesi, per_ambito = defaultdict(set), {"Tirano": set(), "Bormio": set()}
    for n, dove in enumerate(porte):
        servizio = make_servizio(titolo=f"S{n}", gestore=gestore, tipologia=tipologia)
        for nome in dove:
            apri(servizio, luoghi[nome])
            attesi[luoghi[nome].nome].add(f"S{n}")
            per_ambito["Tirano" if nome in ("grosio", "teglio") else "Bormio"].add(f"S{n}")
    tutti = mappa(client)
    assert figure(tutti) == {nome: len(trovati) for nome, trovati in per_ambito.items()}
    assert {nome: set(t) for nome, t in gruppi(tutti).items()} == dict(attesi)
    assert titoli(tutti["senza_sede"]) == [f"S{n}" for n, dove in enumerate(porte) if not dove]
    assert tutti["altrove"] == []
    esito = sulla_mappa.distribuisci(list(Servizio.objects.all()), [luoghi["grosio"], luoghi["teglio"]])
    qui = set().union(*esito.qui.values())
    assert {s.titolo for s in qui} == per_ambito["Tirano"]
    assert {s.titolo for s in esito.altrove} == per_ambito["Bormio"] - per_ambito["Tirano"]
    assert len(qui) + len(esito.altrove) + len(esito.senza_sede) == len(porte)


@pytest.mark.parametrize(("query", "attese"), [("", 7), ("?casa=Grosio", 7), ("?q=servizio+grosio", 8)])
def test_queries_do_not_grow(client, nplus, luoghi, query, attese):
    comune = luoghi["grosio"]
    nplus(lambda: client.get(f"/mappa/{query}"), lambda: make_servizio(comune=comune, area=[comune]), attese)
