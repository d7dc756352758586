"""Pages of a place: what is true there, from every room, and old addresses that still lead somewhere."""

from datetime import date

import pytest

from servizi.models import Servizio
from territorio.models import Adiacenza, Comune
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


@pytest.fixture
def grosio():
    return make_comune(make_ambito(nome="Tirano", slug="tirano"), nome="Grosio")


def titoli(risposta):
    return [servizio.titolo for servizio in risposta.context["servizi"]]


def test_a_comune_shows_the_services_for_who_lives_there_wherever_the_door(client, grosio):
    altrove = make_comune(nome="Tirano")
    make_servizio(titolo="Pulmino", comune=altrove, area=[grosio])
    make_servizio(titolo="Nido di Tirano", comune=altrove, area=[altrove])
    make_servizio(titolo="Scaduto", area=[grosio], valido_fino_al=date(2026, 2, 1))
    make_servizio(titolo="In preparazione", area=[grosio], stato="bozza")
    risposta = client.get(grosio.get_absolute_url())
    assert titoli(risposta) == ["Pulmino"]
    assert "1 servizio per chi abita qui" in risposta.content.decode()


def test_a_comune_shows_only_public_members_and_projects(client, grosio):
    ambito = grosio.ambito_ultimo()
    membro = make_aderente(denominazione="Ente aderente", comune=grosio)
    make_organizzazione(denominazione="Ente da confermare", comune=grosio)
    finanziato = make_progetto(titolo="Progetto avviato")
    proposta = make_progetto(titolo="Proposta in valutazione", stato="in_valutazione")
    for progetto in (finanziato, proposta):
        progetto.ambiti.add(ambito)
    alleanza = make_alleanza(ambito=ambito)
    risposta = client.get(grosio.get_absolute_url())
    assert list(risposta.context["aderenti"]) == [membro]
    assert list(risposta.context["progetti"]) == [finanziato]
    assert list(risposta.context["alleanze"]) == [alleanza]
    html = risposta.content.decode()
    assert "Ente da confermare" not in html
    assert "Proposta in valutazione" not in html


def test_a_comune_lists_its_neighbours_whichever_way_the_border_is_written(client, grosio):
    vicini = [make_comune(nome="Mazzo"), make_comune(nome="Grosotto")]
    prima = Comune.objects.create(codice_istat="000001", nome="Vecchio", provincia="SO", slug="vecchio")
    prima.appartenenze.create(ambito=grosio.ambito_ultimo(), dal=date(2016, 1, 1))
    for vicino in (*vicini, prima):
        a, b = sorted((grosio, vicino), key=lambda comune: comune.pk)
        Adiacenza.objects.create(a=a, b=b, confine_m=100)
    risposta = client.get(grosio.get_absolute_url())
    assert [riga.comune.nome for riga in risposta.context["vicini"]] == ["Grosotto", "Mazzo", "Vecchio"]


def test_an_abolished_comune_leads_to_its_heir(client, grosio):
    for dal in (date(2016, 1, 1), None):  # with and without days in the ATS
        nome = f"Antico {dal}"
        antico = Comune.objects.create(
            codice_istat=f"00000{1 if dal else 2}",
            nome=nome,
            provincia="SO",
            cessato_il=date(2017, 12, 31),
            confluito_in=grosio,
        )
        if dal:
            antico.appartenenze.create(ambito=make_ambito(), dal=dal, al=date(2017, 12, 31))
        risposta = client.get(f"/territorio/tirano/{antico.slug}/")
        assert (risposta.status_code, risposta.url) == (301, "/territorio/tirano/grosio/")


def test_the_wrong_ambito_in_the_address_is_put_right(client, grosio):
    make_ambito(slug="bormio")
    risposta = client.get("/territorio/bormio/grosio/")
    assert (risposta.status_code, risposta.url) == (301, "/territorio/tirano/grosio/")
    assert client.get("/territorio/tirano/mai-esistito/").status_code == 404


def test_a_renamed_ambito_leaves_its_old_address_behind(client, grosio):
    ambito = grosio.ambito_ultimo()
    ambito.slug = "media-valtellina"
    ambito.save()
    risposta = client.get("/territorio/tirano/")
    assert (risposta.status_code, risposta.url) == (301, "/territorio/media-valtellina/")
    risposta = client.get("/territorio/tirano/grosio/")
    assert (risposta.status_code, risposta.url) == (301, "/territorio/media-valtellina/grosio/")


def test_an_ambito_that_left_shows_its_last_day(client):
    menaggio = make_ambito(nome="Menaggio", slug="menaggio", appartenenza_al=date(2018, 12, 31))
    comune = make_comune(menaggio, al=date(2018, 12, 31))
    risposta = client.get("/territorio/menaggio/")
    assert [riga.nome for riga in risposta.context["righe"]] == [comune.nome]
    assert risposta.context["giorno"] == date(2018, 12, 31)
    assert "Non è più nella Rete." in risposta.content.decode()


def test_the_figures_of_an_ambito_equal_the_lists_they_open(client, grosio):
    ambito = grosio.ambito_ultimo()
    make_servizio(area=[ambito])
    make_servizio(area=[grosio])
    righe = client.get("/territorio/tirano/").context["righe"]
    assert {riga.nome: riga.servizi for riga in righe} == {"Grosio": 2}
    assert Servizio.objects.in_elenco().per_il_comune(grosio).count() == 2
    (riga,) = client.get("/").context["righe"]
    assert (riga.nome, riga.servizi) == ("Tirano", 2)


@pytest.mark.parametrize(
    ("indirizzo", "attese"),
    [("/", 8), ("/territorio/", 3), ("/territorio/tirano/", 7), ("/territorio/tirano/grosio/", 7)],
)
def test_queries_do_not_grow_with_the_rows(client, nplus, grosio, indirizzo, attese):
    ambito = grosio.ambito_ultimo()

    def aggiungi():
        make_servizio(comune=grosio, area=[ambito, grosio])
        make_aderente(comune=grosio)
        make_progetto().ambiti.add(ambito)
        make_alleanza(ambito=ambito)
        vicino = make_comune(ambito)
        Adiacenza.objects.create(a=grosio, b=vicino, confine_m=10)

    nplus(lambda: client.get(indirizzo), aggiungi, attese)
