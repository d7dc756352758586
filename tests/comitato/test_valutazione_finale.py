"""The final evaluation of a capofila: once, when the activities are over, never read by citizens."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from comitato.models import ValutazioneFinale
from tests.factories import make_accesso, make_progetto

pytestmark = pytest.mark.django_db
RISPOSTE = {
    "risultati": "4",
    "collaborazione": "5",
    "ha_funzionato": "Gli orari lunghi",
    "da_migliorare": "I trasporti del pomeriggio",
}


def pagina(accesso, progetto):
    return f"/area-riservata/enti/{accesso.organizzazione.slug}/progetti/{progetto.slug}/valutazione-finale/"


@pytest.fixture
def guidato(client):
    def fai(stato):
        accesso, progetto = make_accesso(), make_progetto(stato=stato)
        progetto.partner.create(organizzazione=accesso.organizzazione, ruolo="capofila")
        client.force_login(accesso.utente)
        return accesso, progetto

    return fai


def test_it_is_written_once_and_read_by_no_citizen(client, guidato):
    accesso, progetto = guidato("conclusa_attivita")
    indirizzo = pagina(accesso, progetto)
    assert client.post(indirizzo, RISPOSTE).status_code == 302
    riga = ValutazioneFinale.objects.get()
    assert (riga.risultati, riga.collaborazione, riga.ente) == (4, 5, accesso.organizzazione)
    assertContains(client.get(indirizzo), "I trasporti del pomeriggio")
    assertContains(client.post(indirizzo, RISPOSTE | {"risultati": "1"}), "I trasporti del pomeriggio")
    assert ValutazioneFinale.objects.get().risultati == 4
    client.logout()
    assertNotContains(client.get(progetto.get_absolute_url()), "I trasporti del pomeriggio")


def test_it_waits_for_the_end_and_what_is_wrong_is_said_with_nothing_lost(client, guidato):
    accesso, progetto = guidato("in_corso")
    assertContains(client.get(pagina(accesso, progetto)), "quando le attività sono concluse")
    client.post(pagina(accesso, progetto), RISPOSTE)
    accesso, progetto = guidato("conclusa_attivita")
    risposta = client.post(pagina(accesso, progetto), RISPOSTE | {"risultati": "9"})
    assert list(risposta.context["form"].errors) == ["risultati"]
    assertContains(risposta, "I trasporti del pomeriggio")
    assert ValutazioneFinale.objects.count() == 0


def test_a_partner_does_not_write_it(client, guidato):
    _capofila, progetto = guidato("conclusa_attivita")
    partner = make_accesso()
    progetto.partner.create(organizzazione=partner.organizzazione, ruolo="partner")
    client.force_login(partner.utente)
    assert client.post(pagina(partner, progetto), RISPOSTE).status_code == 404
