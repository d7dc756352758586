"""Similar services: same group, in use, for the same families first; never itself, never a draft."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from servizi.models import Servizio
from tests.factories import make_ambito, make_comune, make_gruppo, make_servizio, make_tipologia

pytestmark = pytest.mark.django_db
IERI = timezone.localdate() - timedelta(days=1)


@pytest.fixture
def zona():
    """Return two ambiti, a comune of the first, and the typologies nido and micronido of one group."""
    bambini = make_gruppo()
    qui = make_ambito()
    return {
        "qui": qui,
        "altrove": make_ambito(),
        "grosio": make_comune(qui),
        "nido": make_tipologia(gruppo=bambini),
        "micro": make_tipologia(gruppo=bambini),
    }


def simili(servizio, quanti=4):
    return [trovato.titolo for trovato in Servizio.objects.simili(servizio, quanti)]


def test_same_families_first_then_same_typology(zona):
    servizio = make_servizio(titolo="Questo", tipologia=zona["nido"], area=[zona["grosio"]])
    make_servizio(titolo="D nido altrove", tipologia=zona["nido"], area=[zona["altrove"]])
    make_servizio(titolo="C micro altrove", tipologia=zona["micro"], area=[zona["altrove"]])
    make_servizio(titolo="B micro di Grosio", tipologia=zona["micro"], area=[zona["grosio"]])
    make_servizio(titolo="Z nido dell'ambito", tipologia=zona["nido"], area=[zona["qui"]])
    make_servizio(titolo="A altro gruppo", area=[zona["grosio"]])
    make_servizio(titolo="E nido senza area", tipologia=zona["nido"])
    ordine = ["Z nido dell'ambito", "B micro di Grosio", "D nido altrove", "E nido senza area"]
    assert simili(servizio) == ordine
    assert simili(servizio, quanti=2) == ordine[:2]
    assert simili(servizio, quanti=9) == [*ordine, "C micro altrove"]


@pytest.mark.parametrize(
    ("area", "altra"),
    [("grosio", "qui"), ("qui", "grosio"), ("qui", "qui"), ("grosio", "grosio")],
)
def test_a_comune_and_its_ambito_share_their_families(zona, area, altra):
    servizio = make_servizio(tipologia=zona["nido"], area=[zona[area]])
    make_servizio(titolo="A lontano", tipologia=zona["nido"], area=[zona["altrove"]])
    make_servizio(titolo="Z vicino", tipologia=zona["nido"], area=[zona[altra]])
    assert simili(servizio) == ["Z vicino", "A lontano"]


def test_a_comune_that_left_the_ambito_no_longer_shares_its_families(zona):
    uscito = make_comune(zona["qui"], al=IERI)
    servizio = make_servizio(tipologia=zona["nido"], area=[zona["qui"]])
    make_servizio(titolo="B di qui", tipologia=zona["nido"], area=[zona["grosio"]])
    make_servizio(titolo="A uscito", tipologia=zona["nido"], area=[uscito])
    assert simili(servizio) == ["B di qui", "A uscito"]


def test_only_what_can_be_used_today(zona):
    comuni = {"tipologia": zona["nido"], "area": [zona["grosio"]]}
    servizio = make_servizio(**comuni)
    make_servizio(titolo="Bozza segreta", stato="bozza", **comuni)
    make_servizio(titolo="Chiuso", stato="chiuso", motivo_stato="Finito", **comuni)
    make_servizio(titolo="Scaduto", verificato_il=date(2020, 1, 1), valido_fino_al=IERI, **comuni)
    make_servizio(titolo="Sospeso", stato="sospeso", motivo_stato="Lavori", **comuni)
    make_servizio(titolo="Attivo", **comuni)
    assert simili(servizio) == ["Attivo", "Sospeso"]


def test_the_sheet_shows_them_and_the_index_leads_there(client, zona):
    comuni = {"tipologia": zona["nido"], "area": [zona["grosio"]]}
    servizio = make_servizio(titolo="Questo", **comuni)
    for numero in range(5):
        make_servizio(titolo=f"Nido {numero}", **comuni)
    pagina = client.get(servizio.get_absolute_url()).content.decode()
    sezione = re.search(r'<section class="simili".*?</section>', pagina, re.S)[0]
    assert re.findall(r'scheda-titolo"><a href="[^"]+">([^<]+)', sezione) == [f"Nido {n}" for n in range(4)]
    assert '<a href="#simili">' in pagina


def test_a_sheet_alone_in_its_group_promises_nothing(client):
    pagina = client.get(make_servizio().get_absolute_url()).content.decode()
    assert "simili" not in pagina


@pytest.mark.parametrize("con_simili", [True, False])
@pytest.mark.parametrize(
    "campi", [{"stato": "chiuso", "motivo_stato": "Finito."}, {"valido_fino_al": date(2026, 2, 1)}]
)
def test_a_sheet_out_of_the_list_leads_to_what_there_is_today(client, zona, campi, con_simili):
    servizio = make_servizio(tipologia=zona["nido"], **campi)
    if con_simili:
        make_servizio(tipologia=zona["micro"])
    pagina = client.get(servizio.get_absolute_url()).content.decode()
    avviso = re.search(r'<div class="avviso".*?</div>\s*</div>', pagina, re.S)[0]
    atteso = "#simili" if con_simili else f"/servizi/?tipologia={zona['nido'].code}"
    assert re.findall(r'<a href="([^"]+)">([^<]+)', avviso) == [(atteso, "Guarda i servizi simili di oggi")]
