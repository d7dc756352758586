"""What citizens see of a sheet that nobody confirmed: a mark in words, then out of the searches."""

import re
from datetime import date

import pytest

from servizi.models import Servizio
from tests.factories import make_ambito, make_comune, make_servizio

pytestmark = pytest.mark.django_db


def in_riga(risposta):
    """Return the words of a page, in one line."""
    senza = re.sub(r"<(script|style).*?</\1>", "", risposta.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", senza))


def make_in_valle(**campi):
    """Return a service of Grosio, in the ambito of Tirano."""
    grosio = make_comune(make_ambito(nome="Tirano", slug="tirano"), nome="Grosio", slug="grosio")
    return make_servizio(comune=grosio, area=[grosio], **{"titolo": "Nido Betulla"} | campi)


ELENCHI = [
    "/servizi/",
    "/servizi/?q=betulla",
    "/mappa/",
    "/territorio/tirano/grosio/",
    "/guida/tirano/",
    "/sitemap-servizi.xml",
    "/suggerimenti/?q=betul",
]


def _indirizzi(client):
    return {indirizzo: client.get(indirizzo) for indirizzo in ELENCHI}


def test_a_hidden_sheet_is_in_no_list_and_stays_at_its_address(client):
    from ricerca import indice

    servizio = make_in_valle()
    indice.aggiorna()
    prima = {i: ("betulla" in r.content.decode().lower()) for i, r in _indirizzi(client).items()}
    Servizio.objects.update(freschezza="nascosta")
    dopo = {i: ("nido betulla" in r.content.decode().lower()) for i, r in _indirizzi(client).items()}
    assert set(dopo.values()) == {False}
    assert {i for i, dentro in prima.items() if dentro} >= set(ELENCHI) - {"/suggerimenti/?q=betul"}
    scheda = client.get(servizio.get_absolute_url())
    assert scheda.status_code == 200
    assert "Chi gestisce il servizio non ha confermato queste informazioni" in in_riga(scheda)
    assert '<meta name="robots" content="noindex">' in scheda.content.decode()
    assert client.get(f"{servizio.get_absolute_url()}calendario.ics").status_code == 404


def test_a_shortlist_says_why_a_sheet_is_out(client):
    from ricerca import lista

    servizio = make_in_valle(freschezza="nascosta")
    pagina = in_riga(client.get(lista.indirizzo([servizio.pk])))
    assert "Scheda non confermata da chi gestisce il servizio: chiama prima di andare." in pagina


@pytest.mark.parametrize(
    "indirizzo", ["/servizi/", "/servizi/?q=nido", "/mappa/", "/guida/tirano/", "scheda"]
)
def test_to_confirm_is_said_in_words_and_colour_where_the_verification_is(client, indirizzo):
    servizio = make_in_valle(verificato_il=date(2026, 1, 1))
    indirizzo = servizio.get_absolute_url() if indirizzo == "scheda" else indirizzo
    segno = 'data-stato="da_confermare">da confermare</span>'
    assert segno not in client.get(indirizzo).content.decode()
    Servizio.objects.update(freschezza="da_confermare")
    pagina = client.get(indirizzo)
    assert segno in pagina.content.decode()
    assert "Nido Betulla" in in_riga(pagina)


def test_to_confirm_changes_nothing_for_machines(client):
    servizio = make_in_valle()
    dati = re.compile(r'<script type="application/ld\+json">.*?</script>', re.S)
    prima = dati.findall(client.get(servizio.get_absolute_url()).content.decode())
    Servizio.objects.update(freschezza="da_confermare")
    assert dati.findall(client.get(servizio.get_absolute_url()).content.decode()) == prima
