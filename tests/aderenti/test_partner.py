"""Looking for a partner: who is found, by what, and what is shown of it."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from tests.area import entra
from tests.factories import make_aderente, make_ambito, make_categoria, make_organizzazione

pytestmark = pytest.mark.django_db


@pytest.fixture
def ente(client):
    return entra(client, make_aderente(denominazione="Il nostro ente", offre="trasporto")).organizzazione


def _trovati(client, ente, **filtri):
    risposta = client.get(reverse("area:partners", args=[ente.slug]), filtri)
    assert risposta.status_code == 200
    return [altro.denominazione for altro in risposta.context["object_list"]]


def test_members_alone_and_never_oneself_who_speaks_first(client, ente):
    make_aderente(denominazione="A muto")
    make_aderente(denominazione="B parla", cerca="locali")
    make_organizzazione(denominazione="Da confermare", offre="trasporto")
    assert _trovati(client, ente) == ["B parla", "A muto"]


def test_an_artisan_in_a_valley_for_transport_is_found(client, ente):
    artigiani, chiavenna = (
        make_categoria(code="ART", label="Impresa artigiana"),
        make_ambito(nome="Chiavenna"),
    )
    giusto = make_aderente(denominazione="Pulmini", categoria=artigiani, offre="Trasporto", natura="privato")
    giusto.ambiti.add(chiavenna)
    make_aderente(denominazione="Pulmini altrove", categoria=artigiani, offre="Trasporto")
    make_aderente(denominazione="Altro").ambiti.add(chiavenna)
    assert _trovati(client, ente, q="trasporto artigiana", ambito=chiavenna.slug) == ["Pulmini"]
    assert _trovati(client, ente, categoria="ART", natura="privato") == ["Pulmini"]
    assert _trovati(client, ente, q="trasporto marziano") == []


def test_of_a_partner_one_reads_what_it_offers_and_the_office(client, ente):
    make_aderente(
        denominazione="Cooperativa",
        offre="Un pulmino",
        cerca="Un autista",
        telefono="0342 77",
        codice_fiscale="RSSMRA85T10A562S",
        nota="Da non dire",
    )
    risposta = client.get(reverse("area:partners", args=[ente.slug]))
    for testo in ("Un pulmino", "Un autista", "0342 77", "/aderenti/cooperativa/"):
        assertContains(risposta, testo)
    for segreto in ("RSSMRA85T10A562S", "Da non dire"):
        assertNotContains(risposta, segreto)


def test_filters_survive_paging_and_a_wrong_one_says_so(client, ente):
    for _numero in range(21):
        make_aderente(offre="trasporto")
    indirizzo = reverse("area:partners", args=[ente.slug])
    assertContains(client.get(indirizzo, {"q": "trasporto"}), "?q=trasporto&amp;pagina=2")
    assertContains(client.get(indirizzo, {"ambito": "assente"}), "Controlla i filtri")
    assert client.get(indirizzo, {"pagina": "99"}).status_code == 404
    assert _trovati(client, ente, q="x\0y" * 60) == []


def test_queries_do_not_grow_with_the_partners(client, ente, nplus):
    nplus(lambda: client.get(reverse("area:partners", args=[ente.slug])), make_aderente, attese=8)
