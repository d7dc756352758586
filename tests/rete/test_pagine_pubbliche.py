"""Every public page, as served: its HTML, its links, its headers.

The pages are not listed here: their kinds are read from the addresses, their examples from the sitemap.
"""

import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from typing import NamedTuple
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve

from tests import controlli_html, pubbliche
from tests.visitatore import Visitatore

MASSIMO_PAGINE = 1500  # the crawl stops, and fails, before following links without end
NUMERO_DI_PAGINA = re.compile(r"pagina=\d")  # not the page that a rating is about
RIMANDO = re.compile(r'\s(?:href|src|action)="([^"]+)"')
PARTE = re.compile(r'\sid="([^"]+)"')
RISERVATE = ("/account/", "/admin/", "/area-riservata/")
CHE_RINVIANO = (*RISERVATE, "/lista/aggiungi/", "/p/")


@pytest.fixture(scope="session")
def pagine(sito, esempi):
    """Return {path: response} of the examples of every public page."""
    visitatore = Visitatore(sito.url)
    return {percorso: visitatore.get(percorso) for percorsi in esempi.values() for percorso in percorsi}


@pytest.mark.sito
def test_every_public_page_has_an_example(esempi):
    """A new public address must be in the sitemap, or here its name."""
    assert [nome for nome, percorsi in esempi.items() if not percorsi] == []


@pytest.mark.sito
def test_html_of_every_public_page(sito, pagine):
    difetti = {
        percorso: controlli_html.difetti(pagina.testo, sito.url) for percorso, pagina in pagine.items()
    }
    assert {percorso: trovati for percorso, trovati in difetti.items() if trovati} == {}


@pytest.mark.sito
def test_no_two_pages_have_the_same_title_or_canonical_address(sito, pagine):
    radici = {
        percorso: controlli_html.analizza(pagina.testo)[0]
        for percorso, pagina in pagine.items()
        if "?" not in percorso
    }
    titoli = [controlli_html.titolo(radice) for radice in radici.values()]
    assert sorted(titoli) == sorted(set(titoli))
    assert {p: controlli_html.canonico(r) for p, r in radici.items()} == {p: sito.url + p for p in radici}


@pytest.mark.sito
def test_headers_of_every_public_page(pagine):
    trovate = {}
    for percorso, pagina in pagine.items():
        attesa = 404 if "pagina=" in percorso and pagina.stato == 404 else 200
        cornice = None if percorso.startswith("/incorpora/") else "DENY"  # only that is for other sites
        visto = (pagina.stato == attesa, *_intestazioni(pagina))
        if visto != (True, None, "Accept-Encoding", "nosniff", cornice, True):
            trovate[percorso] = visto
    assert trovate == {}


def _intestazioni(pagina):
    politica = pagina.intestazioni["Content-Security-Policy"]
    return (
        pagina.intestazioni["Set-Cookie"],
        pagina.intestazioni["Vary"],
        pagina.intestazioni["X-Content-Type-Options"],
        pagina.intestazioni["X-Frame-Options"],
        "default-src 'none'" in politica and "unsafe" not in politica,
    )


@pytest.mark.sito
def test_a_repeat_visit_to_every_public_page_is_a_304(sito, pagine):
    visitatore = Visitatore(sito.url)
    esiti = {}
    for percorso, pagina in pagine.items():
        if pagina.stato == 200:
            ancora = visitatore.get(percorso, if_none_match=pagina.intestazioni["ETag"])
            esiti[percorso] = (ancora.stato, ancora.corpo)
    assert {percorso: esito for percorso, esito in esiti.items() if esito != (304, b"")} == {}


class Vista(NamedTuple):
    """A page met while walking: its answer, where it points to, the parts it has."""

    stato: int
    rimandi: set
    parti: set


@pytest.fixture(scope="session")
def percorsa(sito):
    """Walk the portal from the home page; return {path: Vista}."""
    visitatore, gia_chieste = Visitatore(sito.url), set()
    viste, nuovi = {}, {"/"}
    with ThreadPoolExecutor(4) as insieme:
        while nuovi and len(viste) < MASSIMO_PAGINE:
            percorsi = sorted(nuovi)
            trovate = dict(zip(percorsi, insieme.map(lambda p: _vista(visitatore, p), percorsi), strict=True))
            viste |= trovate
            nuovi = {p for da, v in trovate.items() for p in _da_seguire(da, v, sito.url, gia_chieste)}
            nuovi -= set(viste)
    assert not nuovi
    return viste


def _vista(visitatore, percorso):
    risposta = visitatore.get(percorso)
    testo = risposta.testo if risposta.intestazioni.get("Content-Type", "").startswith("text/html") else ""
    rimandi = {urljoin(visitatore.url + percorso, unescape(r)) for r in RIMANDO.findall(testo)}
    return Vista(risposta.stato, rimandi, {unescape(parte) for parte in PARTE.findall(testo)})


def _da_seguire(da, vista, url, gia_chieste):
    """Yield the paths to go to; of the searches of one form (same page, same parameters) the first alone."""
    for rimando in sorted(vista.rimandi):
        parti = urlsplit(rimando)
        if not rimando.startswith(url + "/") or rimando.endswith(".pdf"):
            continue  # a PDF takes seconds: tests/ricerca/test_guida.py opens them
        forma = (_vista_di(da), parti.path, tuple(parse_qs(parti.query)))
        if not parti.query or NUMERO_DI_PAGINA.match(parti.query) or forma not in gia_chieste:
            gia_chieste.add(forma)
            yield parti.path + (f"?{parti.query}" if parti.query else "")


def _vista_di(percorso):
    try:
        return resolve(urlsplit(percorso).path).view_name
    except Resolver404:
        return percorso


@pytest.mark.sito
def test_no_link_of_the_portal_is_broken(percorsa):
    """From the home page nothing is missing, moved or failing; reserved pages send elsewhere."""
    rotti = {}
    for percorso, vista in percorsa.items():
        if vista.stato not in ((200, 301, 302) if percorso.startswith(CHE_RINVIANO) else (200,)):
            rotti[percorso] = (vista.stato, [da for da, v in percorsa.items() if _punta(v, percorso)][:3])
    assert rotti == {}


def _punta(vista, percorso):
    return any(rimando.partition("#")[0].endswith(percorso) for rimando in vista.rimandi)


@pytest.mark.sito
def test_every_link_to_a_part_of_a_page_finds_it(sito, percorsa):
    assenti = set()
    for vista in percorsa.values():
        for rimando in vista.rimandi:
            pagina, _, parte = rimando.removeprefix(sito.url).partition("#")
            if parte and pagina in percorsa and pagina.endswith("/") and parte not in percorsa[pagina].parti:
                assenti.add((pagina, parte))
    assert assenti == set()


@pytest.mark.sito
def test_links_lead_to_every_page_of_the_sitemap(sito, percorsa):
    """A page that only the sitemap knows is lost for who reads."""
    assert set(pubbliche.nella_sitemap(Visitatore(sito.url))) - set(percorsa) == set()
