"""Questions to a capofila: who asks, who is told, what stays with the project."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from comitato.accesso import Chi, chi
from comitato.models import Quesito
from comitato.quesiti.azioni import chiedi, rispondi
from comitato.rapporti.progetto import del_progetto
from core.models import Messaggio
from tests.comitato.fabbriche import make_componente, make_seggio
from tests.comitato.fabbriche_decisioni import make_quesito
from tests.factories import make_accesso, make_aderente, make_piano, make_progetto, make_utente


@pytest.fixture
def progetto(db):
    """Return a financed project of a cycle; ``ente`` leads it and ``referente`` keeps its area."""
    progetto = make_progetto(titolo="Tempi della valle", piano=make_piano())
    progetto.ente = make_aderente(denominazione="Comune di Prova")
    progetto.partner.create(organizzazione=progetto.ente, ruolo="capofila")
    progetto.referente = make_accesso(organizzazione=progetto.ente).utente
    return progetto


def mandati():
    return list(Messaggio.objects.order_by("pk").values_list("destinatario", "oggetto"))


def test_the_whole_way_from_the_question_to_the_answer_in_the_card(client, progetto):
    componente = make_componente(seggio=make_seggio(ente=make_aderente(denominazione="Provincia")))
    client.force_login(componente.utente)
    pagina = reverse("admin:comitato_ask", args=[progetto.pk])
    assertContains(client.get(pagina), "La domanda va a Comune di Prova")
    risposta = client.post(pagina, {"domanda": "Quando parte il trasporto?"})
    assertRedirects(risposta, reverse("admin:comitato_project", args=[progetto.pk]))
    assert mandati() == [(progetto.referente.email, "Una domanda del Comitato: Tempi della valle")]
    client.force_login(progetto.referente)
    casa = client.get(reverse("rete:area-ente", args=[progetto.ente.slug]))
    assertContains(casa, "Il Comitato chiede: Quando parte il trasporto?")
    quesito = Quesito.objects.get()
    area = reverse("area_quesiti:answer", args=[progetto.ente.slug, progetto.slug, quesito.pk])
    assertContains(client.get(area), "Chiede Provincia")
    assertContains(client.post(area, {"risposta": ""}), "Questo campo è obbligatorio")
    elenco = reverse("area_quesiti:list", args=[progetto.ente.slug, progetto.slug])
    assertRedirects(client.post(area, {"risposta": "Il 7 gennaio."}), elenco)
    assertContains(client.get(elenco), "Il 7 gennaio.")
    assertRedirects(client.get(area), elenco)
    assert mandati()[1:] == [(componente.utente.email, "Comune di Prova ha risposto: Tempi della valle")]
    sezione = del_progetto(progetto, timezone.localdate()).sezioni[-1]
    assert sezione.tabelle[0].righe == [
        [timezone.localdate(), "Provincia", "Quando parte il trasporto?", "Comune di Prova", "Il 7 gennaio."]
    ]
    client.logout()
    assertNotContains(client.get(progetto.get_absolute_url()), "Il 7 gennaio.")


def test_who_only_reads_does_not_ask_and_nobody_asks_its_own_body(progetto):
    for ruolo in ("supplente", "ospite"):
        with pytest.raises(PermissionDenied):
            chiedi(progetto=progetto, chi=chi(make_componente(ruolo=ruolo).utente), domanda="Quando?")
    proprio = make_componente(seggio=make_seggio(ente=progetto.ente))
    with pytest.raises(ValidationError, match="Il tuo ente è nel progetto"):
        chiedi(progetto=progetto, chi=chi(proprio.utente), domanda="Quando?")
    finto = make_componente(seggio=make_seggio(dimostrativo=True))
    with pytest.raises(ValidationError, match="dimostrativi"):
        chiedi(progetto=progetto, chi=chi(finto.utente), domanda="Quando?")
    assert Quesito.objects.count() == 0


def test_a_proposal_and_a_project_without_a_capofila_are_not_asked(client, db):
    segreteria = Chi(make_utente(is_staff=True), segreteria=True)
    proposta = make_progetto("in_valutazione")
    with pytest.raises(ValidationError, match="non è finanziato"):
        chiedi(progetto=proposta, chi=segreteria, domanda="Quando?")
    with pytest.raises(ValidationError, match="non ha un capofila"):
        chiedi(progetto=make_progetto(), chi=segreteria, domanda="Quando?")
    client.force_login(make_componente().utente)
    assert client.get(reverse("admin:comitato_ask", args=[proposta.pk])).status_code == 404


def test_an_answer_is_given_once_and_a_partner_does_not_read_the_questions(client, progetto):
    quesito = make_quesito(progetto, ente=progetto.ente)
    rispondi(quesito=quesito, risposta="Domani.", utente=progetto.referente)
    with pytest.raises(ValidationError, match="La risposta c’è già"):
        rispondi(quesito=quesito, risposta="Mai.", utente=progetto.referente)
    partner = make_accesso()
    progetto.partner.create(organizzazione=partner.organizzazione, ruolo="partner")
    client.force_login(partner.utente)
    elenco = reverse("area_quesiti:list", args=[partner.organizzazione.slug, progetto.slug])
    assert client.get(elenco).status_code == 404


def test_a_demo_question_writes_to_nobody(db):
    progetto = make_progetto(dimostrativo=True)
    ente = make_aderente(dimostrativo=True)
    progetto.partner.create(organizzazione=ente, ruolo="capofila")
    make_accesso(organizzazione=ente)
    segreteria = Chi(make_utente(is_staff=True), segreteria=True)
    quesito = chiedi(progetto=progetto, chi=segreteria, domanda="Quando?")
    rispondi(quesito=quesito, risposta="Domani.", utente=None)
    assert Messaggio.objects.count() == 0
