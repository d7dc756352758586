"""The papers that a member adds to its event: kept while the rest is corrected, taken away, never hostile."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from core.documenti import privati
from redazione.models import AllegatoEvento, Evento
from tests.area import entra
from tests.documenti import OSTILI, carica
from tests.redazione.fabbriche import make_allegato_evento, make_proposto
from tests.redazione.test_eventi import modulo

pytestmark = pytest.mark.django_db


@pytest.fixture
def ente(client):
    return entra(client).organizzazione


def nuovo(ente):
    return reverse("area_eventi:create", args=[ente.slug])


def salva(client, evento, **campi):
    pagina = reverse("area_eventi:edit", args=[evento.organizzatore.slug, evento.pk])
    letto = {"letto": client.get(pagina).context["letto"]}
    return client.post(pagina, modulo(**letto | campi))


def carte(evento):
    return list(evento.allegati.order_by("pk").values_list("titolo", "pubblico"))


def test_a_poster_travels_with_the_event(client, ente):
    client.post(nuovo(ente), modulo(titolo_carta="Locandina", documento=carica()))
    evento = Evento.objects.get()
    assert carte(evento) == [("Locandina", True)]
    salva(client, evento, titolo_carta="Programma", documento=carica())
    assert carte(evento) == [("Locandina", True), ("Programma", True)]
    evento.stato, evento.pubblica_dal = "pubblicato", evento.creato_il
    evento.save()
    pagina = client.get(evento.get_absolute_url())
    assertContains(pagina, "Locandina")
    file = client.get(reverse("eventi:document", args=[evento.slug, evento.allegati.first().pk]))
    assert b"".join(file.streaming_content).startswith(b"%PDF-")


def test_a_paper_is_kept_while_the_rest_is_corrected(client, ente):
    risposta = client.post(nuovo(ente), modulo(titolo="", titolo_carta="Locandina", documento=carica()))
    assertContains(risposta, "Abbiamo già «adesione firmata.pdf»")
    gettone = risposta.context["carte"].data["documento_tenuto"]
    assert (Evento.objects.count(), AllegatoEvento.objects.count()) == (0, 0)
    client.post(nuovo(ente), modulo(titolo_carta="Locandina", documento_tenuto=gettone))
    assert carte(Evento.objects.get()) == [("Locandina", True)]


def test_a_paper_without_a_title_is_asked_for_one(client, ente):
    risposta = client.post(nuovo(ente), modulo(documento=carica()))
    assertContains(risposta, "Di’ che cos’è")
    assert Evento.objects.count() == 0


@pytest.mark.parametrize("quale", OSTILI)
def test_a_hostile_paper_is_refused_and_nothing_is_written(client, ente, quale):
    file = carica(OSTILI[quale][0])
    risposta = client.post(nuovo(ente), modulo(titolo_carta="Locandina", documento=file))
    assert list(risposta.context["carte"].errors) == ["documento"]
    assert (Evento.objects.count(), AllegatoEvento.objects.count()) == (0, 0)


def test_a_paper_taken_away_goes_with_its_file(client, ente, django_capture_on_commit_callbacks):
    evento = make_proposto(ente, stato="bozza")
    via = make_allegato_evento(evento, indirizzo="", file=carica(), titolo="Vecchia")
    make_allegato_evento(evento, titolo="Resta")
    with django_capture_on_commit_callbacks(execute=True):
        salva(client, evento, togli=[via.pk])
    assert carte(evento) == [("Resta", True)]
    assert not privati().exists(via.file.name)


def test_the_paper_of_another_event_is_not_taken_away(client, ente):
    evento = make_proposto(ente, stato="bozza")
    make_allegato_evento(evento)
    altrui = make_allegato_evento(titolo="SEGRETO")
    assert salva(client, evento, togli=[altrui.pk]).status_code == 200
    assert AllegatoEvento.objects.count() == 2


def test_an_event_has_five_papers_at_most(client, ente):
    evento = make_proposto(ente, stato="bozza")
    carta, *_altre = [make_allegato_evento(evento) for _volta in range(5)]
    nuova = {"titolo_carta": "Sesta"}
    assertContains(salva(client, evento, documento=carica(), **nuova), "al massimo 5 allegati")
    salva(client, evento, documento=carica(), togli=[carta.pk], **nuova)
    assert (evento.allegati.count(), evento.allegati.filter(titolo="Sesta").count()) == (5, 1)
