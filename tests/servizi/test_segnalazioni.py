"""“Questa informazione è sbagliata?”: what is written, who is told, what a citizen sees, what is refused."""

import re
from datetime import date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone

from aderenti.models import Referente
from core.models import Messaggio
from servizi.models import Segnalazione, Servizio
from servizi.segnalazioni import chiudi, destinatari, riapri, segnala
from tests.factories import make_aderente, make_servizio

pytestmark = pytest.mark.django_db
IP = "203.0.113.77"
ATS = "rete@ats.example"


@pytest.fixture(autouse=True)
def conti_vuoti(settings):
    cache.clear()
    settings.CONTACT_EMAIL = ATS


def invia(servizio, **dati):
    """Post the form as a browser without cookies; return the response."""
    client = Client(enforce_csrf_checks=True, REMOTE_ADDR=IP)
    return client.post(f"{servizio.get_absolute_url()}segnala/", dati)


def referente(ente, email, **campi):
    return Referente.objects.create(organizzazione=ente, ruolo="ufficio", email=email, telefono="1", **campi)


def in_riga(risposta):
    """Return the words of a page, in one line."""
    senza = re.sub(r"<(script|style).*?</\1>", "", risposta.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", senza))


# --- The action ------------------------------------------------------------------------------------------


def test_a_report_is_a_row_and_a_mail_for_each_who_can_correct():
    ente = make_aderente(denominazione="Cooperativa Larice")
    servizio = make_servizio(titolo="Nido Betulla", gestore=ente, email="Ufficio@nido.example")
    referente(ente, "sociale@larice.example")
    referente(ente, "ufficio@nido.example")
    referente(ente, "")
    referente(ente, "via@larice.example", al=date(2020, 1, 1))
    referente(ente, "finto@larice.example", dimostrativo=True)
    referente(make_aderente(), "altri@example.org")
    segnalazione, nuova = segnala(servizio=servizio, motivo="telefono", testo="Risponde\nun privato & basta")
    assert nuova
    assert (segnalazione.servizio, segnalazione.motivo, segnalazione.stato) == (servizio, "telefono", "nuova")
    posta = {m.destinatario: m for m in Messaggio.objects.all()}
    assert set(posta) == {"ufficio@nido.example", "sociale@larice.example", ATS}
    assert {m.oggetto for m in posta.values()} == {"Da controllare: Nido Betulla"}
    assert {m.motivo for m in posta.values()} == {"segnalazione"}
    assert posta["sociale@larice.example"].intestazioni == {"Reply-To": ATS}
    assert posta[ATS].intestazioni == {}
    gestione = f"{settings.SITE_URL}/admin/servizi/segnalazione/{segnalazione.pk}/change/"
    assert [indirizzo for indirizzo, m in posta.items() if gestione in m.testo] == [ATS]
    assert posta["sociale@larice.example"].testo == (
        "Buongiorno,\n"
        "una persona ci dice che nella scheda «Nido Betulla» qualcosa non va.\n\n"
        "Che cosa: Il telefono o l’e-mail è sbagliato\n"
        "Ha scritto: Risponde\nun privato & basta\n"
        f"La scheda: {settings.SITE_URL}/servizi/nido-betulla/\n\n"
        "Controlla, per favore, e scrivici che cosa è giusto: rispondi a questa e-mail. "
        "Correggiamo noi la scheda.\n\n"
        "Chi ha segnalato è anonimo: non abbiamo il suo nome né un recapito.\n\n"
        "Rete di Conciliazione della Montagna\n"
    )


def test_the_address_of_the_report_is_told_to_nobody_else():
    segnalazione, _nuova = segnala(servizio=make_servizio(email="a@example.org"), motivo="orari")
    assert not Messaggio.objects.filter(testo__contains=segnalazione.codice).exists()


def test_a_demo_service_writes_to_ats_alone(settings):
    ente = make_aderente()
    referente(ente, "persona@example.org")
    servizio = make_servizio(gestore=ente, email="ufficio@example.org", dimostrativo=True)
    assert destinatari(servizio) == [ATS]
    settings.CONTACT_EMAIL = ""
    assert destinatari(servizio) == []


def test_what_is_no_address_does_not_lose_the_report(settings):
    settings.CONTACT_EMAIL = "Rete <rete@ats.example>"
    assert destinatari(make_servizio(email="ufficio@example.org")) == ["ufficio@example.org"]


def test_the_same_tap_within_a_day_is_the_open_report():
    servizio, altro = make_servizio(), make_servizio()
    prima, _nuova = segnala(servizio=servizio, motivo="orari")
    assert segnala(servizio=servizio, motivo="orari") == (prima, False)
    for campi in (
        {"servizio": servizio, "motivo": "orari", "testo": "Il martedì chiude prima"},
        {"servizio": servizio, "motivo": "prezzo"},
        {"servizio": altro, "motivo": "orari"},
    ):
        assert segnala(**campi)[1] is True
    assert Segnalazione.objects.count() == 4
    Segnalazione.objects.filter(pk=prima.pk).update(creata_il=timezone.now() - timedelta(hours=25))
    seconda, nuova = segnala(servizio=servizio, motivo="orari")
    assert nuova
    chiudi(segnalazione=seconda, stato="giusta", risposta="Era giusto.")
    assert segnala(servizio=servizio, motivo="orari")[1] is True


def test_a_report_with_words_is_never_shown_to_another_citizen():
    servizio = make_servizio()
    con_parole, _nuova = segnala(servizio=servizio, motivo="altro", testo="Sono la mamma di Luca")
    senza, nuova = segnala(servizio=servizio, motivo="altro")
    assert nuova
    assert senza.codice != con_parole.codice


def test_a_draft_takes_no_report():
    servizio = make_servizio(stato="bozza")
    with pytest.raises(Servizio.DoesNotExist):
        segnala(servizio=servizio, motivo="orari")
    assert not Segnalazione.objects.exists()
    assert not Messaggio.objects.exists()


def test_what_cannot_be_mailed_leaves_no_report(monkeypatch):
    """Row and mails are one thing: half of it would be a report that nobody reads."""
    from servizi import segnalazioni

    def guasto(**campi):
        raise RuntimeError

    monkeypatch.setattr(segnalazioni, "accoda", guasto)
    with pytest.raises(RuntimeError):
        segnala(servizio=make_servizio(), motivo="orari")
    assert not Segnalazione.objects.exists()


def test_closing_asks_for_an_answer_and_keeps_the_first_instant():
    segnalazione, _nuova = segnala(servizio=make_servizio(), motivo="orari")
    for stato, risposta in (("corretta", "  "), ("in_verifica", "Guardiamo"), ("nuova", "")):
        with pytest.raises(ValidationError):
            chiudi(segnalazione=segnalazione, stato=stato, risposta=risposta)
    prima = chiudi(segnalazione=segnalazione, stato="corretta", risposta=" Corretto, grazie. ")
    assert (prima.stato, prima.risposta) == ("corretta", "Corretto, grazie.")
    dopo = chiudi(segnalazione=segnalazione, stato="giusta", risposta="Era giusto.")
    assert dopo.chiusa_il == prima.chiusa_il
    riaperta = riapri(segnalazione=segnalazione, stato="in_verifica", risposta="Ricontrolliamo.")
    assert (riaperta.stato, riaperta.chiusa_il) == ("in_verifica", None)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_taps_at_the_same_instant_are_one_report():
    servizio = make_servizio()
    pronti, esiti = Barrier(2, timeout=20), []

    def tocca():
        try:
            pronti.wait()
            esiti.append(segnala(servizio=servizio, motivo="chiuso")[1])
        finally:
            connection.close()

    fili = [Thread(target=tocca) for _volta in range(2)]
    for filo in fili:
        filo.start()
    for filo in fili:
        filo.join()
    assert sorted(esiti) == [False, True]
    assert Segnalazione.objects.count() == 1


# --- Two taps ----------------------------------------------------------------------------------------------


def test_from_the_sheet_to_the_thanks_in_two_taps(client):
    servizio = make_servizio(titolo="Nido Betulla")
    scheda = client.get(servizio.get_absolute_url()).content.decode()
    assert f'<a href="{servizio.get_absolute_url()}segnala/" rel="nofollow">' in scheda
    modulo = client.get(f"{servizio.get_absolute_url()}segnala/").content.decode()
    bottoni = re.findall(r'<button [^>]*name="motivo" value="(\w+)"', modulo)
    assert bottoni == Segnalazione.Motivo.values
    risposta = invia(servizio, motivo="chiuso")
    segnalazione = Segnalazione.objects.get()
    assert (risposta.status_code, risposta.url) == (302, f"/segnalazioni/{segnalazione.codice}/")
    pagina = client.get(risposta.url)
    assert "Grazie, ci hai aiutato" in in_riga(pagina)
    assert f"{settings.SITE_URL}/segnalazioni/{segnalazione.codice}/" in in_riga(pagina)
    assert "Qualcuno lo aveva già detto" not in in_riga(pagina)
    ancora = invia(servizio, motivo="chiuso")
    assert ancora.url == f"/segnalazioni/{segnalazione.codice}/?ripetuta=si"
    assert "Qualcuno lo aveva già detto oggi" in in_riga(client.get(ancora.url))


def test_the_page_of_a_report_is_kept_by_nobody_and_leaves_nothing(client):
    segnalazione, _nuova = segnala(servizio=make_servizio(), motivo="orari", testo="<b>martedì</b>")
    pagina = client.get(segnalazione.get_absolute_url())
    assert pagina["Cache-Control"] == "no-store"
    assert pagina["X-Robots-Tag"] == "noindex"
    assert pagina.cookies == {}
    assert '<meta name="robots" content="noindex">' in pagina.content.decode()
    assert "&lt;b&gt;martedì&lt;/b&gt;" in pagina.content.decode()


def test_the_page_of_a_closed_report_has_its_answer_and_day(client):
    segnalazione, _nuova = segnala(servizio=make_servizio(), motivo="orari")
    chiudi(segnalazione=segnalazione, stato="corretta", risposta="Ora la scheda dice 7:30.")
    # Late in the evening it is already the next day in Greenwich, not in Italy.
    notte = datetime(2026, 11, 24, 23, 30, tzinfo=timezone.get_default_timezone())
    Segnalazione.objects.update(chiusa_il=notte, creata_il=notte)
    testo = in_riga(client.get(segnalazione.get_absolute_url()))
    assert "Abbiamo controllato: grazie corretta" in testo
    assert "Ora la scheda dice 7:30. Risposta del 24 novembre 2026." in testo
    assert "Il 24 novembre 2026" in testo
    assert "Che cosa succede adesso" not in testo


def test_reports_only_where_there_is_a_sheet(client):
    bozza = make_servizio(stato="bozza")
    assert client.get(f"{bozza.get_absolute_url()}segnala/").status_code == 404
    assert invia(bozza, motivo="orari").status_code == 404
    for indirizzo in ("/segnalazioni/inventato/", "/segnalazioni/%00/", "/servizi/assente/segnala/"):
        assert client.get(indirizzo).status_code == 404
    segnalazione, _nuova = segnala(servizio=make_servizio(), motivo="orari")
    Servizio.objects.update(stato="bozza")
    pagina = client.get(segnalazione.get_absolute_url()).content.decode()
    assert segnalazione.servizio.get_absolute_url() not in pagina


# --- Nothing of who tells ------------------------------------------------------------------------------


def test_nothing_of_who_tells_is_stored():
    invia(make_servizio(), motivo="orari", testo="Il martedì no")
    assert {campo.name for campo in Segnalazione._meta.concrete_fields} == {
        "id",
        "codice",
        "servizio",
        "motivo",
        "testo",
        "creata_il",
        "stato",
        "risposta",
        "chiusa_il",
    }
    with connection.cursor() as cursore:
        cursore.execute("SELECT cache_key, value FROM cache_condivisa")
        tenute = cursore.fetchall()
        cursore.execute("SELECT COUNT(*) FROM django_session")
        assert cursore.fetchone() == (0,)
    righe = [*tenute, *Segnalazione.objects.values_list(), *Messaggio.objects.values_list()]
    assert len(tenute) == 1
    assert IP not in repr(righe)


def test_beyond_the_limit_the_text_is_still_there():
    servizio = make_servizio()
    esiti = [invia(servizio, motivo="orari", testo=f"Giro {n}").status_code for n in range(10)]
    assert esiti == [302] * 10
    oltre = invia(servizio, motivo="orari", testo="Il martedì chiude alle 12 & basta")
    assert oltre.status_code == 429
    assert "Il martedì chiude alle 12 &amp; basta</textarea>" in oltre.content.decode()
    assert "riprova tra un’ora" in in_riga(oltre)
    assert Segnalazione.objects.count() == 10


# --- Hostile input ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dati", "messaggio"),
    [
        ({}, "scegli che cosa è sbagliato"),
        ({"motivo": "x" * 10_000, "testo": "qui"}, "scegli che cosa è sbagliato"),
        ({"motivo": "\x00"}, "scegli che cosa è sbagliato"),
        ({"motivo": "orari", "testo": "a" * 10_000}, "scrivi al massimo 500 caratteri"),
        ({"motivo": "orari", "testo": "prima\x00dopo"}, "C’è un carattere che non si può usare"),
        ({"motivo": "orari", "testo": "ciao", "sito_web": "http://spam.example"}, "premi ancora il bottone"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(dati, messaggio):
    risposta = invia(make_servizio(), **dati)
    assert risposta.status_code == 200
    assert messaggio in in_riga(risposta)
    assert dati.get("testo", "").replace("\x00", "") in risposta.content.decode()
    assert not Segnalazione.objects.exists()
    assert not Messaggio.objects.exists()


def test_lines_count_as_the_browser_counts_them():
    """A browser lets 500 characters in, and sends each end of line as two."""
    testo = "riga\r\n" * 100
    assert invia(make_servizio(), motivo="orari", testo=testo).status_code == 302
    assert Segnalazione.objects.get().testo == ("riga\n" * 100).strip()


def test_a_subject_stays_on_one_line():
    segnala(servizio=make_servizio(titolo="Nido\r\nBcc: tutti@example.org"), motivo="orari")
    assert Messaggio.objects.get().oggetto == "Da controllare: Nido Bcc: tutti@example.org"
