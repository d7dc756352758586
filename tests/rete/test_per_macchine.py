"""What crawlers and people who find a hole ask for: sitemap, robots.txt, security.txt."""

from datetime import date
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from territorio.models import Comune
from tests.factories import (
    make_aderente,
    make_alleanza,
    make_ambito,
    make_comune,
    make_organizzazione,
    make_progetto,
    make_servizio,
)

pytestmark = pytest.mark.django_db


def indirizzi(client, sezione):
    radice = ElementTree.fromstring(client.get(f"/sitemap-{sezione}.xml").content)
    return [urlsplit(nodo.text).path for nodo in radice.findall(".//{*}loc")]


def test_sitemap_lists_only_what_citizens_may_see(client):
    membro = make_aderente(denominazione="Ente aderente")
    make_organizzazione(denominazione="Ente da confermare")
    servizio = make_servizio(titolo="Nido", gestore=membro)
    make_servizio(titolo="Bozza", gestore=membro, stato="bozza")
    make_servizio(titolo="Scaduto", gestore=membro, valido_fino_al=date(2026, 2, 1))
    progetto = make_progetto(titolo="Avviato")
    make_progetto(titolo="Proposta", stato="in_valutazione")
    alleanza = make_alleanza(ambito=make_ambito(slug="bormio"))
    assert indirizzi(client, "servizi") == [servizio.get_absolute_url()]
    assert indirizzi(client, "aderenti") == [membro.get_absolute_url()]
    assert indirizzi(client, "progetti") == [progetto.get_absolute_url()]
    assert indirizzi(client, "alleanze") == [alleanza.get_absolute_url()]
    assert indirizzi(client, "ambiti") == ["/territorio/bormio/"]


def test_sitemap_gives_each_comune_its_latest_address(client):
    prima, dopo = make_ambito(slug="prima"), make_ambito(slug="dopo")
    comune = make_comune(prima, al=date(2020, 12, 31), nome="Grosio")
    comune.appartenenze.create(ambito=dopo, dal=date(2021, 1, 1))
    Comune.objects.create(
        codice_istat="999999", nome="Antico", provincia="SO", cessato_il=date(2015, 1, 1), confluito_in=comune
    )
    assert indirizzi(client, "comuni") == ["/territorio/dopo/grosio/"]


def test_sitemap_index_names_every_section_and_each_answers(client):
    radice = ElementTree.fromstring(client.get("/sitemap.xml").content)
    sezioni = [urlsplit(nodo.text).path for nodo in radice.findall(".//{*}loc")]
    nomi = ["pagine", "servizi", "aderenti", "alleanze", "piani"]
    nomi += [
        "avvisi",
        "progetti",
        "elenchi",
        "sedute",
        "pratiche",
        "percorsi",
        "temi",
        "notizie",
        "documenti",
        "eventi",
        "newsletter",
        "ambiti",
        "comuni",
    ]
    assert sezioni == [f"/sitemap-{nome}.xml" for nome in nomi]
    for indirizzo in indirizzi(client, "pagine"):
        assert client.get(indirizzo).status_code == 200, indirizzo


def test_robots_keeps_crawlers_out_of_the_reserved_places(client, settings):
    settings.SITE_URL = "https://portale.example"
    assert client.get("/robots.txt").content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /account/",
        "Disallow: /area-riservata/",
        "Disallow: /lista/",
        "Disallow: /*/guida.pdf$",
        "Sitemap: https://portale.example/sitemap.xml",
    ]


def test_security_txt_exists_only_with_a_contact(client, settings):
    settings.CONTACT_EMAIL = ""
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.CONTACT_EMAIL = "sicurezza@example.org"
    righe = client.get("/.well-known/security.txt").content.decode().splitlines()
    assert righe[0] == "Contact: mailto:sicurezza@example.org"
    assert [riga.split(":")[0] for riga in righe[1:]] == ["Expires", "Preferred-Languages", "Canonical"]
