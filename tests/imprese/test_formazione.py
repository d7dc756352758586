"""Training: a seat is taken only when the address confirms, the waiting list moves, data end."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from pypdf import PdfReader
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from core.models import Messaggio
from imprese.formazione import iscrizioni, presenze, quando
from imprese.models import Attestato, Gradimento, Iscrizione, Presenza
from tests.factories import make_utente
from tests.imprese.fabbriche_formazione import (
    make_attestato,
    make_incontro,
    make_iscrizione,
    make_percorso,
    make_presenza,
)
from tests.rete.moduli import dati as dati_della_pagina
from tests.rete.moduli import errori

DATI = {"ente": "Falegnameria Rossi", "email": "bottega@example.org"}


def chiede(client, percorso, **altro):
    return client.post(reverse("imprese:enrol", args=[percorso.slug]), DATI | altro)


def pagina_di(iscrizione):
    return reverse("imprese:enrolment", args=[iscrizione.codice])


def oggetti():
    return list(Messaggio.objects.order_by("pk").values_list("destinatario", "oggetto"))


def stati(percorso):
    return list(percorso.iscrizioni.order_by("pk").values_list("stato", flat=True))


def test_a_seat_is_taken_when_the_button_of_the_mail_is_pressed(client, db):
    percorso = make_percorso(titolo="Welfare semplice", posti=2)
    assertContains(chiede(client, percorso), "Guarda la tua posta")
    iscrizione = Iscrizione.objects.get()
    assert oggetti() == [("bottega@example.org", "Conferma l’iscrizione: Welfare semplice")]
    assert (iscrizione.stato, iscrizioni.posti_liberi(percorso)) == ("da_confermare", 2)
    assertContains(client.get(pagina_di(iscrizione)), "da confermare")
    assert stati(percorso) == ["da_confermare"]
    for _volta in range(2):
        assertRedirects(client.post(pagina_di(iscrizione), {"passo": "conferma"}), pagina_di(iscrizione))
    assert (stati(percorso), iscrizioni.posti_liberi(percorso)) == (["confermata"], 1)
    assert len(oggetti()) == 2
    assertContains(client.get(percorso.get_absolute_url()), "C’è ancora 1 posto.")


def test_who_is_enrolled_already_is_not_told_to_who_asks(client, db):
    percorso = make_percorso()
    prima = chiede(client, percorso).content
    iscrizioni.conferma(codice=Iscrizione.objects.get().codice)
    dopo = chiede(client, percorso, ente="Un altro", email="BOTTEGA@example.org").content
    assert dopo == prima
    assert Iscrizione.objects.get().ente == "Falegnameria Rossi"
    assert oggetti()[-1] == ("bottega@example.org", f"Eri già iscritto: {percorso.titolo}")


def test_the_waiting_list_moves_by_itself_in_order(client, db):
    percorso = make_percorso(posti=1)
    seduta = make_iscrizione(percorso)
    in_lista = [make_iscrizione(percorso, "da_confermare") for _volta in range(2)]
    for iscrizione in reversed(in_lista):
        iscrizioni.conferma(codice=iscrizione.codice)
    assert stati(percorso) == ["confermata", "in_lista", "in_lista"]
    client.post(pagina_di(seduta), {"passo": "annulla"})
    assert stati(percorso) == ["annullata", "in_lista", "confermata"]
    assert oggetti()[-1] == (in_lista[1].email, f"Si è liberato un posto: {percorso.titolo}")
    client.post(pagina_di(seduta), {"passo": "annulla"})
    assert stati(percorso) == ["annullata", "in_lista", "confermata"]


def test_more_seats_go_to_who_waits(client, db):
    percorso = make_percorso(posti=1)
    make_iscrizione(percorso)
    attesa = make_iscrizione(percorso, "in_lista")
    client.force_login(make_utente(is_staff=True, is_superuser=True))
    pagina = reverse("admin:imprese_percorso_change", args=[percorso.pk])
    dati = dati_della_pagina(client.get(pagina), posti="2")
    dati |= {"incontri-TOTAL_FORMS": "0", "incontri-INITIAL_FORMS": "0"}
    risposta = client.post(pagina, dati)
    assert risposta.status_code == 302, errori(risposta)
    attesa.refresh_from_db()
    assert attesa.stato == "confermata"


@pytest.mark.parametrize("come", ["vecchia", "annullata", "chiuse"])
def test_a_link_that_is_no_longer_good_takes_no_seat(client, db, come):
    percorso = make_percorso()
    iscrizione = make_iscrizione(percorso, "annullata" if come == "annullata" else "da_confermare")
    if come == "vecchia":
        Iscrizione.objects.update(chiesta_il=timezone.now() - timedelta(hours=49))
    if come == "chiuse":
        percorso.iscrizioni_fino = timezone.now() - timedelta(minutes=1)
        percorso.save()
    risposta = client.post(pagina_di(iscrizione), {"passo": "conferma"})
    detto = "chiuse" if come == "chiuse" else "iscriviti di nuovo"
    assertContains(risposta, detto, status_code=409)
    assert iscrizioni.posti_liberi(percorso) == 12
    assert client.get(reverse("imprese:enrolment", args=["niente"])).status_code == 404


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_twelve_seats_are_never_thirteen_with_parallel_confirmations():
    percorso = make_percorso(posti=12)
    codici = [make_iscrizione(percorso, "da_confermare").codice for _volta in range(30)]

    def conferma(codice):
        try:
            return iscrizioni.conferma(codice=codice).stato
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as insieme:
        esiti = list(insieme.map(conferma, codici))
    assert (esiti.count("confermata"), esiti.count("in_lista")) == (12, 18)
    with ThreadPoolExecutor(10) as insieme:
        list(insieme.map(lambda c: (iscrizioni.annulla(codice=c), connection.close()), codici[:15]))
    assert percorso.iscrizioni.sedute().count() == 12


def test_attendance_certificate_and_its_code(client, db):
    percorso = make_percorso(tra=-3, incontri=2, titolo="Orari flessibili")
    assiduo, assente = (make_iscrizione(percorso, partecipante=nome) for nome in ("Anna Bianchi", ""))
    primo, secondo = percorso.incontri.all()
    with pytest.raises(ValidationError, match="Registra prima le presenze"):
        presenze.rilascia_attestati(percorso=percorso)
    presenze.registra_presenze(incontro=primo, presenti=[assiduo, assente])
    presenze.registra_presenze(incontro=secondo, presenti=[assiduo])
    (attestato,) = presenze.rilascia_attestati(percorso=percorso)
    assert (attestato.iscrizione, attestato.minuti) == (assiduo, 240)
    assert presenze.rilascia_attestati(percorso=percorso) == []
    with pytest.raises(ValidationError, match="C’è già un attestato"):
        presenze.registra_presenze(incontro=secondo, presenti=[])
    pdf = client.get(reverse("imprese:certificate", args=[assiduo.codice]))
    testo = PdfReader(BytesIO(pdf.content)).pages[0].extract_text()
    assert [parola in testo for parola in ("Anna Bianchi", "Orari flessibili", attestato.codice)] == [
        True
    ] * 3
    verifica = reverse("imprese:certificates")
    scritto = f" {attestato.codice[:6].lower()}-{attestato.codice[6:]} "
    pagina = client.get(verifica, {"codice": scritto})
    assertContains(pagina, "L’attestato è vero")
    assertNotContains(pagina, "Anna Bianchi")
    for sbagliato in ("ABC", "\x00", "x" * 500, "%", attestato.codice[:-1]):
        assertNotContains(client.get(verifica, {"codice": sbagliato}), "L’attestato è vero")
    assert client.get(reverse("imprese:certificate", args=[assente.codice])).status_code == 404


def test_attendance_is_of_who_has_a_seat_at_a_meeting_that_began(db):
    percorso = make_percorso(tra=-3)
    estranea = make_iscrizione()
    with pytest.raises(ValidationError, match="non è iscritto"):
        presenze.registra_presenze(incontro=percorso.incontri.get(), presenti=[estranea])
    with pytest.raises(ValidationError, match="non è ancora cominciato"):
        presenze.registra_presenze(incontro=make_incontro(percorso, 5), presenti=[])
    assert Presenza.objects.count() == 0


def test_what_is_thought_of_a_course_is_tied_to_nobody(client, db):
    finito, futuro = make_iscrizione(make_percorso(tra=-3)), make_iscrizione()
    assertContains(
        client.post(pagina_di(finito), {"passo": "gradimento", "voto": "4", "testo": "Bene"}), "Grazie"
    )
    assert client.post(pagina_di(futuro), {"passo": "gradimento", "voto": "4"}).status_code == 404
    gradimento = Gradimento.objects.get()
    assert (gradimento.percorso, gradimento.voto, gradimento.testo) == (finito.percorso, 4, "Bene")


def test_when_the_time_is_over_nothing_tells_who_enrolled(client, db):
    percorso = make_percorso(tra=-400, conserva_giorni=365)
    vecchia = make_iscrizione(
        percorso, ente="SEGRETO srl", email="segreto@example.org", partecipante="SEGRETO"
    )
    attestato = make_attestato(iscrizione=vecchia)
    make_presenza(iscrizione=vecchia)
    recente = make_iscrizione(make_percorso(tra=-300))
    mai = make_iscrizione(stato="da_confermare")
    Iscrizione.objects.filter(pk=mai.pk).update(chiesta_il=timezone.now() - timedelta(hours=49))
    iscrizioni.scrivi(vecchia, "iscrizione_fatta")
    assert presenze.conserva() == 2
    assert presenze.conserva() == 0
    vecchia.refresh_from_db()
    assert (vecchia.ente, vecchia.email, vecchia.partecipante) == ("", "", "")
    assert vecchia.anonima_il is not None
    assert not Messaggio.objects.filter(destinatario="segreto@example.org").exists()
    assert not Iscrizione.objects.filter(pk=mai.pk).exists()
    assert Iscrizione.objects.get(pk=recente.pk).email != ""
    assert client.get(pagina_di(vecchia)).status_code == 404
    assertContains(client.get(reverse("imprese:certificates"), {"codice": attestato.codice}), "è vero")
    assert percorso.iscrizioni.sedute().count() == Presenza.objects.count() == Attestato.objects.count() == 1


def test_the_reminder_goes_once_to_who_asked(db):
    vicino, lontano = make_percorso(tra=1), make_percorso(tra=9)
    chiesto = make_iscrizione(vicino, promemoria=True)
    make_iscrizione(vicino)
    make_iscrizione(lontano, promemoria=True)
    assert (presenze.manda_promemoria(), presenze.manda_promemoria()) == (1, 0)
    assert oggetti() == [(chiesto.email, f"Fra due giorni: {vicino.titolo}")]


def test_the_feed_holds_the_meetings_to_come_of_published_courses(client, db):
    percorso = make_percorso(incontri=2, titolo="Aperto", luogo="Tirano")
    make_percorso(pubblicato=False, titolo="Bozza")
    make_percorso(tra=-9, titolo="Finito")
    eventi = Calendar.from_ical(client.get(reverse("imprese:courses-calendar")).content).walk("VEVENT")
    letti = [(str(e["summary"]), e["dtstart"].dt, e["dtend"].dt, str(e["location"])) for e in eventi]
    attesi = [
        ("Aperto", i.inizio.replace(microsecond=0), i.fine.replace(microsecond=0), "Tirano")
        for i in percorso.incontri.all()
    ]
    assert letti == attesi
    uno = Calendar.from_ical(client.get(reverse("imprese:course-calendar", args=[percorso.slug])).content)
    assert len(uno.walk("VEVENT")) == 2


def test_a_course_that_is_not_published_is_nowhere(client, db):
    bozza, senza_giorni = (
        make_percorso(pubblicato=False, titolo="SEGRETO"),
        make_percorso(incontri=0, titolo="SEGRETO"),
    )
    for percorso in (bozza, senza_giorni):
        for nome in ("course", "enrol", "course-calendar"):
            assert client.get(reverse(f"imprese:{nome}", args=[percorso.slug])).status_code == 404
    for percorso in ("/imprese/formazione/", "/imprese/formazione/calendario.ics", "/sitemap-percorsi.xml"):
        assertNotContains(client.get(percorso), "SEGRETO")


def test_the_form_refuses_nonsense_and_keeps_what_was_typed(client, db):
    percorso = make_percorso()
    for campi in ({"email": "non-è"}, {"ente": ""}, {"ente": "\x00"}, {"ente": "x" * 999}, {"sito_web": "x"}):
        risposta = chiede(client, percorso, **campi)
        assert risposta.status_code == 200
        assert risposta.context["form"]["email"].value() == campi.get("email", DATI["email"])
    assert Iscrizione.objects.count() == 0


def test_pages_change_when_enrolments_close_and_meetings_begin_and_end(db):
    ora = timezone.now().replace(microsecond=0)
    percorso = make_percorso(incontri=0, iscrizioni_fino=ora + timedelta(hours=1))
    incontro = make_incontro(percorso, inizio=ora + timedelta(hours=2), fine=ora + timedelta(hours=4))
    make_incontro(percorso, 9)
    assert quando.delle_iscrizioni(ora, ora + timedelta(hours=3)) == [percorso.iscrizioni_fino]
    assert quando.delle_iscrizioni(percorso.iscrizioni_fino, ora + timedelta(hours=3)) == []
    assert quando.degli_incontri(ora, ora + timedelta(hours=3)) == [incontro.inizio]
    assert quando.degli_incontri(ora + timedelta(hours=3), ora + timedelta(hours=9)) == [incontro.fine]
