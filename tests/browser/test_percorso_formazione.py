"""The whole path of a course in a real browser, on both databases: from publication to forgotten data."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from imprese.formazione import presenze
from imprese.formazione.iscrizioni import indirizzo
from imprese.models import Incontro, Iscrizione, Percorso
from tests.browser.persona import Persona
from tests.factories import make_utente
from tests.imprese.fabbriche_formazione import make_iscrizione, make_percorso
from utenti.ruoli import OPERATORE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.percorso,
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
]


@pytest.fixture
def percorso(db, settings, live_server):
    """Return a course of two seats, not published yet: one is taken."""
    settings.SITE_URL = live_server.url
    percorso = make_percorso(titolo="Welfare in due mosse", posti=2, pubblicato=False)
    make_iscrizione(percorso, ente="Prima impresa")
    return percorso


def si_iscrive(browser, live_server, percorso, ente):
    """Enrol a body from the page of the course, then confirm from the mail; return who, and its page."""
    chi = Persona(browser, live_server.url)
    bottone = "Iscriviti" if percorso.iscrizioni.sedute().count() < percorso.posti else "Mettiti in lista"
    chi.apri(percorso.get_absolute_url())
    chi.premi(bottone, "link")
    chi.compila({"ente": ente, "email": f"{ente.split()[0].lower()}@example.org"})
    chi.premi("Mandami l’e-mail per confermare")
    assert "Guarda la tua posta" in chi.legge()
    iscrizione = Iscrizione.objects.get(ente=ente)
    chi.apri(indirizzo(iscrizione))
    chi.premi("Conferma l’iscrizione")
    return chi, iscrizione


def test_the_whole_path_of_a_course(browser, live_server, percorso):
    operatore = make_utente(email="operatore@ats.example", is_staff=True)
    operatore.groups.set(Group.objects.filter(name=OPERATORE))
    ats = Persona(browser, live_server.url)
    ats.entra(operatore)
    assert ats.apri(percorso.get_absolute_url()) == 404
    Percorso.objects.filter(pk=percorso.pk).update(pubblicato=True)

    seconda, _iscritta = si_iscrive(browser, live_server, percorso, "Falegnameria Larice")
    assert "Hai un posto" in seconda.legge()
    terza, in_lista = si_iscrive(browser, live_server, percorso, "Bottega Abete")
    assert "Sei in lista d’attesa" in terza.legge()
    seconda.page.get_by_text("Non puoi venire?").click()
    seconda.premi("Annulla l’iscrizione")
    assert "L’iscrizione è annullata" in seconda.legge()
    terza.apri(indirizzo(in_lista))
    assert "Hai un posto" in terza.legge()
    assert percorso.iscrizioni.sedute().count() == 2

    Incontro.objects.update(
        inizio=timezone.now() - timedelta(hours=3), fine=timezone.now() - timedelta(hours=1)
    )
    incontro = percorso.incontri.get()
    in_lista.refresh_from_db()
    ats.fa(
        reverse("admin:imprese_percorso_attendance", args=[incontro.pk]),
        "Registra le presenze",
        {"presenti": in_lista.pk},
    )
    ats.fa(reverse("admin:imprese_percorso_certificates", args=[percorso.pk]), "Rilascia")
    terza.apri(indirizzo(in_lista))
    assert "Scarica l’attestato (PDF)" in terza.legge()
    codice = in_lista.attestato.codice
    chiunque = Persona(browser, live_server.url)
    detto = chiunque.fa(reverse("imprese:certificates"), "Controlla", {"codice": codice.lower()})
    assert "L’attestato è vero" in detto
    assert "Bottega" not in detto

    assert presenze.conserva(timezone.now() + timedelta(days=400)) == 3
    assert terza.apri(indirizzo(in_lista)) == 404
    detto = chiunque.fa(reverse("imprese:certificates"), "Controlla", {"codice": codice})
    assert "L’attestato è vero" in detto
    assert not Iscrizione.objects.exclude(ente="", email="").exists()
