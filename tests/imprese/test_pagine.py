"""The pages for firms: aims, dated sheets, the services that a plan may pay around a comune."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from imprese.servizi import tipologie
from tests.factories import make_comune, make_servizio, make_tipologia
from tests.imprese.fabbriche import make_misura, make_obiettivo, make_scheda_fiscale, make_tema
from tests.rete.oggetti import make

OGGI = timezone.localdate()


def test_the_entry_leads_from_an_aim_to_services_and_rules(client, db):
    tema, obiettivo = (
        make_tema("CURA", label="Cura"),
        make_obiettivo(code="CARE", label="Aiutare chi assiste"),
    )
    obiettivo.temi.add(tema)
    ritirato = make_obiettivo(label="Vecchio", ritirato_il=date(2020, 1, 1))
    pagina = client.get(reverse("imprese:home"))
    assertContains(pagina, '<a href="/imprese/servizi/?obiettivo=CARE">Aiutare chi assiste</a>', html=True)
    assertContains(pagina, '<a href="/imprese/temi/cura/">Cura</a>', html=True)
    assertNotContains(pagina, ritirato.label)


def test_a_sheet_says_when_it_holds_who_checked_it_and_when_it_is_over(client, db):
    tema = make_tema("PREMI")
    passata = make_scheda_fiscale(
        tema, titolo="Fino a ieri", dal=date(2020, 1, 1), al=OGGI - timedelta(days=1)
    )
    oggi = make_scheda_fiscale(tema, titolo="Di oggi", dal=OGGI, al=OGGI + timedelta(days=9))
    poi = make_scheda_fiscale(tema, titolo="Di poi", dal=OGGI + timedelta(days=10))
    make_misura(oggi, che_cosa="premio_aliquota", valore=5)
    pagina = client.get(reverse("imprese:topic", args=["premi"]))
    chiavi = ("passate", "in_vigore", "future")
    assert [pagina.context[nome] for nome in chiavi] == [[passata], [oggi], [poi]]
    assertContains(pagina, "scaduta", count=1)
    assertContains(pagina, "5%")
    assertContains(pagina, "Nessuno l’ha ancora controllata", count=3)
    assert client.get(reverse("imprese:topic", args=["niente"])).status_code == 404


def servito(comune, tipologia, **campi):
    servizio = make_servizio(tipologia=tipologia, **campi)
    make("servizi.areaservita", servizio=servizio)
    servizio.aree.update(comune=comune, ambito=None)
    return servizio


def test_the_services_of_a_topic_around_a_comune_with_the_article(client, db):
    grosio, altrove = make_comune(nome="Grosio"), make_comune(nome="Bormio")
    nido, sport = make_tipologia(label="Nido"), make_tipologia(label="Sportello")
    tema = make_tema("ISTRUZIONE", label="Nidi", articolo="TUIR, art. 51")
    tema.tipologie.add(nido)
    servito(grosio, nido, titolo="Nido di Grosio")
    servito(altrove, nido, titolo="Nido lontano")
    servito(grosio, sport, titolo="Sportello")
    pagina = client.get(reverse("imprese:services"), {"comune": "Grosio", "tema": "ISTRUZIONE"})
    assert [breve.titolo for breve in pagina.context["servizi"]] == ["Nido di Grosio"]
    assertContains(pagina, "TUIR, art. 51")
    assertContains(client.get(reverse("imprese:services"), {"comune": "Narnia"}), "Narnia")


def test_an_aim_takes_its_typologies_or_those_of_its_topics(db):
    nido, centro, altro = make_tipologia(), make_tipologia(), make_tipologia()
    tema, obiettivo = make_tema(), make_obiettivo()
    tema.tipologie.add(nido)
    obiettivo.temi.add(tema)
    assert set(tipologie(obiettivo=obiettivo.code)) == {nido}
    obiettivo.tipologie.add(centro)
    assert set(tipologie(obiettivo=obiettivo.code)) == {centro}
    assert set(tipologie()) == {nido}
    assert altro not in set(tipologie(tema=tema.code))
