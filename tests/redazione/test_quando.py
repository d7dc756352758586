"""News come out and leave by themselves, at the instant, wherever they are shown."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from redazione import quando
from redazione.models import Notizia
from tests.factories import make_istante
from tests.processo import Processo
from tests.progetti.avvisi import sposta_orologio
from tests.redazione.fabbriche import make_notizia

pytestmark = pytest.mark.django_db
ORA = timedelta(hours=1)
ATTIMO = timedelta(microseconds=1)


def make_tutte():
    """Return one piece of news a state, all of them press releases."""
    adesso = timezone.now()
    comune = {"comunicato_stampa": True}
    return {
        "pubblicata": make_notizia(titolo="Pubblicata", **comune),
        "bozza": make_notizia(titolo="Bozza", pubblica_dal=None, **comune),
        "programmata": make_notizia(titolo="Programmata", pubblica_dal=adesso + ORA, **comune),
        "scaduta": make_notizia(
            titolo="Scaduta", pubblica_dal=adesso - 2 * ORA, pubblica_fino=adesso - ORA, **comune
        ),
    }


def test_each_state_is_what_its_list_says():
    tutte = make_tutte()
    assert {nome: riga.stato().value for nome, riga in tutte.items()} == {nome: nome for nome in tutte}
    assert list(Notizia.objects.pubblicati()) == [tutte["pubblicata"]]
    assert list(Notizia.objects.bozze()) == [tutte["bozza"]]
    assert list(Notizia.objects.programmate()) == [tutte["programmata"]]
    assert list(Notizia.objects.scadute()) == [tutte["scaduta"]]


@pytest.mark.parametrize(
    "indirizzo",
    [
        *("/notizie/", "/notizie/?anno=2018", "/notizie/?q=a", "/stampa/"),
        *("/notizie/feed.xml", "/notizie/stampa/feed.xml", "/sitemap-notizie.xml", "/"),
    ],
)
def test_what_is_not_out_is_seen_nowhere(client, indirizzo):
    tutte = make_tutte()
    html = client.get(indirizzo).content.decode()
    trovate = {nome for nome, riga in tutte.items() if riga.get_absolute_url() in html}
    assert trovate == {"pubblicata"}
    assert {nome for nome in ("Bozza", "Programmata", "Scaduta") if nome in html} == set()


def test_what_is_not_out_has_no_page(client):
    tutte = make_tutte()
    esiti = {nome: client.get(riga.get_absolute_url()).status_code for nome, riga in tutte.items()}
    assert esiti == {"pubblicata": 200, "bozza": 404, "programmata": 404, "scaduta": 404}


def test_the_first_instant_is_in_and_the_last_is_out():
    esce = timezone.now()
    make_notizia(pubblica_dal=esce, pubblica_fino=esce + ORA)
    istanti = [esce - ATTIMO, esce, esce + ORA - ATTIMO, esce + ORA]
    assert [Notizia.objects.pubblicati(i).count() for i in istanti] == [0, 1, 1, 0]


def test_pages_change_at_the_instants_of_the_news():
    esce = timezone.now()
    make_notizia(pubblica_dal=None)
    make_notizia(pubblica_dal=esce, pubblica_fino=esce + ORA)
    assert quando.istanti(esce - ATTIMO, esce + ORA) == [esce, esce + ORA]
    assert quando.istanti(esce, esce + ORA - ATTIMO) == []
    assert quando.istanti(esce, esce + ORA) == [esce + ORA]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("indirizzo", ["/notizie/", "/notizie/feed.xml", "/"])
def test_a_kept_page_shows_and_drops_the_news_at_its_instants(monkeypatch, indirizzo):
    esce = make_istante(2026, 5, 4, 9)
    make_notizia(titolo="A tempo", pubblica_dal=esce, pubblica_fino=esce + ORA)
    processo, viste, marche = Processo(), [], []
    for istante in (esce - ATTIMO, esce, esce + ORA - ATTIMO, esce + ORA):
        sposta_orologio(monkeypatch, istante)
        risposta = processo.get(indirizzo)
        viste.append("A tempo" in risposta.content.decode())
        marche.append(risposta["ETag"])
    assert viste == [False, True, True, False]
    assert marche[0] != marche[1] == marche[2] != marche[3]


@pytest.mark.parametrize(
    ("indirizzo", "attese"),
    [("/notizie/feed.xml", ["Comunicato", "Notizia"]), ("/notizie/stampa/feed.xml", ["Comunicato"])],
)
def test_a_feed_holds_its_kind_and_what_came_out_last_first(client, indirizzo, attese):
    make_notizia(titolo="Notizia", pubblica_dal=timezone.now() - 2 * ORA)
    make_notizia(titolo="Comunicato", pubblica_dal=timezone.now() - ORA, comunicato_stampa=True)
    radice = ElementTree.fromstring(client.get(indirizzo).content)
    assert [nodo.text for nodo in radice.findall("{*}entry/{*}title")] == attese


def test_a_feed_gives_back_what_was_written(client, settings):
    settings.SITE_URL = "https://portale.example"
    notizia = make_notizia(
        titolo='Un "fatto" & <altro>',
        sommario="Meno < di più & basta.",
        testo="## Perché\n\nVedi [la pagina](/servizi/).",
    )
    risposta = client.get("/notizie/feed.xml")
    assert risposta["Content-Type"] == "application/atom+xml; charset=utf-8"
    radice = ElementTree.fromstring(risposta.content)
    (voce,) = radice.findall("{*}entry")
    assert {nodo.tag.rpartition("}")[2]: nodo.text for nodo in voce if nodo.tag[-4:] != "link"} == {
        "title": notizia.titolo,
        "published": notizia.pubblica_dal.isoformat(),
        "updated": notizia.aggiornato_il.isoformat(),
        "id": f"https://portale.example/notizie/#{notizia.pk}",
        "summary": "<p>Meno &lt; di più &amp; basta.</p><h2>Perché</h2>\n"
        '<p>Vedi <a href="/servizi/" rel="noopener">la pagina</a>.</p>',
    }
    indirizzi = {nodo.get("rel"): nodo.get("href") for nodo in radice.findall("{*}link")}
    assert indirizzi == {
        "alternate": "https://portale.example/notizie/",
        "self": "https://portale.example/notizie/feed.xml",
    }
    assert voce.find("{*}link").get("href") == f"https://portale.example{notizia.get_absolute_url()}"
