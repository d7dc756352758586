"""Asking for the newsletter, confirming, changing, leaving: who may learn what, and what is never kept."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from core.models import Messaggio
from newsletter import iscrizioni
from newsletter.models import Abbonato, AmbitoAbbonato, ContoAbbonati, Invio
from tests import controlli_html
from tests.factories import make_ambito
from tests.newsletter.fabbriche import make_abbonato, make_in_attesa, make_invio
from tests.smtp import posta_smtp

pytestmark = pytest.mark.django_db
PAGINA = "/newsletter/"


@pytest.fixture(autouse=True)
def conti_vuoti():
    cache.clear()


def chiedi(client, email="mamma@example.org", **dati):
    return client.post(PAGINA, {"email": email, "argomenti": ["notizie", "eventi"]} | dati)


def percorso(testo, fine):
    """Return the path of the only link of a text that ends so."""
    (trovato,) = set(re.findall(rf"https?://[^/\s]+(/\S+/{fine}/)", testo))
    return trovato


def stato():
    return Abbonato.objects.values_list("stato", flat=True).get()


def conti():
    nomi = ("confermati", "disdetti", "scaduti", "sospesi")
    return ContoAbbonati.objects.values_list(*nomi).first()


def test_from_the_question_to_the_end(settings):
    """Through SMTP; the server checks CSRF, the visitor keeps no cookie."""
    client, ambito = Client(enforce_csrf_checks=True), make_ambito()
    with posta_smtp(settings) as server:
        assert chiedi(client, "Mamma@Example.org", ambiti=[ambito.slug]).url == "/newsletter/inviata/"
        call_command("invia_posta", verbosity=0)
    [lettera] = server.ricevute
    assert (lettera["To"], lettera["Subject"]) == ("mamma@example.org", "Conferma la newsletter")
    conferma, smetti = (percorso(lettera.get_content(), fine) for fine in ("conferma", "disiscrivi"))

    assert "Vuoi ricevere la newsletter?" in client.get(conferma).content.decode()
    assert stato() == "da_confermare"
    assert "Fatto: ricevi la newsletter" in client.post(conferma, follow=True).content.decode()
    abbonato = Abbonato.objects.get()
    assert (abbonato.stato, abbonato.argomenti) == ("attivo", ["notizie", "eventi"])
    assert list(abbonato.ambiti.all()) == [ambito]

    preferenze = conferma.replace("conferma", "preferenze")
    pagina = client.get(preferenze).content.decode()
    segnate = re.findall(r'value="([^"]+)"[^>]*checked', pagina)
    assert segnate == ["notizie", "eventi", ambito.slug]
    assert client.post(preferenze, {"argomenti": ["avvisi"]}).status_code == 200
    abbonato.refresh_from_db()
    assert (abbonato.argomenti, list(abbonato.ambiti.all())) == (["avvisi"], [])

    assert client.get(smetti).status_code == 200
    assert stato() == "attivo"
    assert lettera["List-Unsubscribe"].strip() == f"<{settings.SITE_URL}{smetti}>"
    assert lettera["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert client.post(smetti, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert (Abbonato.objects.count(), AmbitoAbbonato.objects.count(), Messaggio.objects.count()) == (0, 0, 0)
    assert conti() == (1, 1, 0, 0)
    assert client.cookies == {}


def test_nobody_learns_who_is_subscribed(client):
    make_abbonato(email="attiva@example.org")
    make_in_attesa(email="attesa@example.org")
    nomi = ("nuova", "attiva", "attesa")
    risposte = [chiedi(client, f"{nome}@example.org", follow=True) for nome in nomi]
    assert len({(r.status_code, r.url, r.content) for r in risposte}) == 1
    oggetti = dict(Messaggio.objects.values_list("destinatario", "oggetto"))
    assert oggetti == {
        "nuova@example.org": "Conferma la newsletter",
        "attesa@example.org": "Conferma la newsletter",
        "attiva@example.org": "Ricevi già la newsletter",
    }


def test_who_types_the_address_of_another_changes_nothing_of_theirs(client):
    ambito = make_ambito()
    make_abbonato("corsi", email="mamma@example.org", ambiti=[ambito])
    chiedi(client)
    abbonato = Abbonato.objects.get()
    assert (abbonato.argomenti, list(abbonato.ambiti.all())) == (["corsi"], [ambito])


def test_before_the_confirmation_the_last_question_counts(client):
    chiedi(client, argomenti=["corsi"], ambiti=[make_ambito().slug])
    chiedi(client, argomenti=["avvisi"])
    abbonato = Abbonato.objects.get()
    assert (abbonato.argomenti, list(abbonato.ambiti.all())) == (["avvisi"], [])


@pytest.mark.parametrize(
    ("dati", "errore"),
    [
        ({"email": "mamma"}, "Scrivi un indirizzo e-mail intero"),
        ({"argomenti": []}, "Scegli almeno un argomento."),
        ({"argomenti": ["oroscopo"]}, "Scegli gli argomenti fra quelli"),
        ({"ambiti": ["assente"]}, "Scegli le zone fra quelle"),
        ({"ambiti": ["\x00"]}, "I caratteri null non sono ammessi."),
        ({"sito_web": "spam"}, "Non è partito: premi ancora il bottone."),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_kept(client, dati, errore):
    risposta = chiedi(client, **dati)
    assert (risposta.status_code, errore in risposta.content.decode()) == (200, True)
    assert (Abbonato.objects.count(), Messaggio.objects.count()) == (0, 0)


def test_a_program_that_asks_for_many_is_stopped(client):
    stati = [chiedi(client, f"a{n}@example.org").status_code for n in range(11)]
    assert stati == [302] * 10 + [429]
    assert Abbonato.objects.count() == 10


def test_one_address_gets_no_more_than_ten_questions_a_day(client):
    for n in range(12):
        chiedi(client, REMOTE_ADDR="10.0.0.1")
        client.post(PAGINA, {"email": "b@example.org", "argomenti": ["notizie"]}, REMOTE_ADDR=f"10.1.{n}.1")
    assert Messaggio.objects.filter(destinatario="b@example.org").count() == 10


def test_a_link_is_good_for_two_days():
    tardi, in_tempo = make_in_attesa(ore=49), make_in_attesa(ore=47)
    with pytest.raises(Abbonato.DoesNotExist):
        iscrizioni.conferma(codice=tardi.codice)
    assert iscrizioni.conferma(codice=in_tempo.codice).stato == "attivo"
    iscrizioni.conferma(codice=in_tempo.codice)
    assert conti() == (1, 0, 0, 0)


def test_who_never_confirms_and_who_never_comes_back_are_forgotten():
    adesso = timezone.now()
    resta = [make_in_attesa(ore=47), make_abbonato(chiesto_il=adesso - timedelta(days=900))]
    resta.append(make_abbonato(stato="sospeso", sospeso_il=adesso - timedelta(days=179)))
    make_in_attesa(ore=49)
    make_abbonato(stato="sospeso", sospeso_il=adesso - timedelta(days=181))
    assert iscrizioni.conserva(adesso) == 2
    assert set(Abbonato.objects.all()) == set(resta)
    assert conti() == (0, 1, 1, 0)
    assert iscrizioni.conserva(adesso) == 0


def test_who_leaves_takes_away_the_number_still_to_send_and_the_counts_stay():
    invio, inviato = make_invio(), make_invio(stato="inviato")
    Abbonato.objects.filter(pk=inviato.abbonato_id).update(email="altra@example.org")
    for riga in (invio, inviato):
        iscrizioni.disdici(codice=riga.abbonato.codice)
    assert set(Invio.objects.values_list("stato", "abbonato")) == {("disdetto", None), ("inviato", None)}


def test_preferences_ask_who_is_not_on_to_confirm_first(client):
    for abbonato in (make_in_attesa(), make_abbonato(stato="sospeso", sospeso_il=timezone.now())):
        pagina = f"/newsletter/{abbonato.codice}/preferenze/"
        assert client.get(pagina).url == f"/newsletter/{abbonato.codice}/conferma/"
        assert client.post(pagina, {"argomenti": ["avvisi"]}).status_code == 404
        abbonato.refresh_from_db()
        assert len(abbonato.argomenti) == 5


def test_pages_are_valid_and_leave_nothing_behind(client, settings):
    """No cookie, no copy, no index; the HTML as every page of the portal."""
    attesa, attiva = make_in_attesa(), make_abbonato(ambiti=[make_ambito()])
    ferma = make_abbonato(stato="sospeso", sospeso_il=timezone.now())
    pagine = [PAGINA, "/newsletter/inviata/", "/newsletter/abc/conferma/"]
    pagine += [
        f"/newsletter/{a.codice}/{p}/" for a in (attesa, attiva, ferma) for p in ("conferma", "disiscrivi")
    ]
    pagine.append(f"/newsletter/{attiva.codice}/preferenze/")
    risposte = {pagina: client.get(pagina) for pagina in pagine}
    risposte["errori"] = chiedi(client, "mamma")
    risposte["cambiate"] = client.post(pagine[-1], {"argomenti": ["corsi"]})
    risposte["senza argomenti"] = client.post(pagine[-1], {})
    risposte["cancellata"] = client.post(f"/newsletter/{attesa.codice}/disiscrivi/")
    intestazioni = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
    for pagina, risposta in risposte.items():
        assert {nome: risposta[nome] for nome in intestazioni} == intestazioni, pagina
        assert controlli_html.difetti(risposta.content.decode(), settings.SITE_URL) == [], pagina
    assert client.cookies == {}
