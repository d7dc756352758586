"""Saving a search, confirming it, stopping: who may learn what, and what is never kept."""

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from core.models import Messaggio
from ricerca import salvate
from ricerca.models import RicercaSalvata, ServizioNotato
from tests import controlli_html
from tests.factories import make_comune, make_servizio
from tests.ricerca.salvate import NUOVA, chiedi, make_salvata
from tests.smtp import posta_smtp

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def conti_vuoti():
    cache.clear()


def html(risposta):
    return risposta.content.decode()


def percorso(testo, fine):
    """Return the path of the only link of a text that ends so."""
    (trovato,) = set(re.findall(rf"https?://[^/\s]+(/\S+/{fine}/)", testo))
    return trovato


def test_from_the_question_to_the_news_and_to_the_end(settings):
    """The whole life of a search through SMTP; the server checks CSRF, the visitor keeps no cookie."""
    client = Client(enforce_csrf_checks=True)
    make_servizio(titolo="Nido di prima")
    with posta_smtp(settings) as server:
        assert chiedi(client, "q=nido").url == "/ricerche-salvate/inviata/"
        call_command("invia_posta", verbosity=0)
        conferma = percorso(server.ricevute[0].get_content(), "conferma")
        assert server.ricevute[0]["Subject"] == "Conferma la ricerca salvata"

        assert "Confermi questa ricerca?" in html(client.get(conferma))
        assert not RicercaSalvata.objects.filter(confermata_il__isnull=False).exists()
        assert "Fatto: la ricerca è salvata" in html(client.post(conferma, follow=True))

        make_servizio(titolo="Nido di dopo")
        make_servizio(titolo="Palestra di dopo")
        for _volta in range(2):
            call_command("manda_novita", verbosity=0)
            call_command("invia_posta", verbosity=0)
        _prima, novita = server.ricevute
        corpo = novita.get_content().replace("\r\n", "\n")
        assert (novita["To"], novita["Subject"]) == ("mamma@example.org", "1 servizio nuovo per te")
        assert re.findall(r"^\* (.*)$", corpo, re.MULTILINE) == ["Nido di dopo"]

        smetti = percorso(corpo, "disiscrivi")
        assert novita["List-Unsubscribe"].strip() == f"<{settings.SITE_URL}{smetti}>"
        assert novita["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert client.post(smetti, {"List-Unsubscribe": "One-Click"}).status_code == 200
        make_servizio(titolo="Nido di più tardi")
        call_command("manda_novita", verbosity=0)
        call_command("invia_posta", verbosity=0)
        assert len(server.ricevute) == 2
    assert (RicercaSalvata.objects.count(), ServizioNotato.objects.count()) == (0, 0)
    assert not Messaggio.objects.exists()
    assert client.cookies == {}


def test_pages_are_valid_and_leave_nothing_behind(client, settings):
    """No cookie, no copy, no index; the HTML as every page of the portal."""
    attesa = make_salvata(confermata=False)
    attiva = make_salvata(domanda="q=grest")
    codici = (attesa.codice, attiva.codice)
    pagine = [NUOVA, f"{NUOVA}?q=nido&gratuito=si", f"{NUOVA}?gruppo=assente", "/ricerche-salvate/inviata/"]
    pagine += [f"/ricerche-salvate/{c}/{p}/" for c in codici for p in ("conferma", "disiscrivi")]
    risposte = {pagina: client.get(pagina) for pagina in [*pagine, "/ricerche-salvate/abc/conferma/"]}
    risposte["errori"] = client.post(NUOVA, {"email": "mamma", "frequenza": "mai"})
    risposte["cancellata"] = client.post(f"/ricerche-salvate/{codici[1]}/disiscrivi/")
    intestazioni = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
    for pagina, risposta in risposte.items():
        assert {nome: risposta[nome] for nome in intestazioni} == intestazioni, pagina
        assert "Cookie" not in risposta.get("Vary", ""), pagina
        assert controlli_html.difetti(html(risposta), settings.SITE_URL) == [], pagina
    assert client.cookies == {}


def test_what_is_saved_is_the_search_and_nothing_else(client):
    domanda = "pagina=3&ordina=verificato&q=+nido+&utm_source=x&gratuito=si&casa=&tipologia="
    chiedi(client, domanda)
    ricerca = RicercaSalvata.objects.get()
    assert (ricerca.domanda, ricerca.frequenza) == ("gratuito=si&q=nido", "giornaliera")
    assert "«nido»" in html(client.get(f"{NUOVA}?{domanda}"))
    assert "solo gratuiti" in html(client.get(f"{NUOVA}?{domanda}"))


def test_the_same_search_in_another_order_is_the_same():
    assert salvate.domanda_di(QueryDict("q=a&casa=b")) == salvate.domanda_di(QueryDict("casa=b&q=a&pagina=2"))


@pytest.mark.parametrize(
    ("domanda", "motivo"),
    [
        ("tipologia=assente", "Tipo di servizio: Questa scelta non c’è: prendine una dall’elenco."),
        ("q=" + "x" * 10_000, "È troppo lungo: scrivi al massimo 100 caratteri."),
        ("q=%00nido", "C’è un carattere che non si può usare: riscrivi il testo."),
        ("q=" + "%C3%A8" * 100, "La ricerca è troppo lunga: togli qualche filtro."),
        ("eta_mesi=999999999999999999999", "Età: Scrivi l’età in mesi compiuti"),
    ],
)
def test_search_that_cannot_be_saved_is_told_why(client, domanda, motivo):
    for risposta in (client.get(f"{NUOVA}?{domanda}"), chiedi(client, domanda)):
        assert risposta.status_code == 400
        assert motivo in html(risposta)
    assert not RicercaSalvata.objects.exists()


@pytest.mark.parametrize(
    "email",
    [
        "",
        "mamma",
        "mamma@example.org\nBcc: tutti@example.org",
        "mamma@example.org\r\n\r\nCiao",
        "mamma@example.org, papa@example.org",
        "\x00mamma@example.org",
        "m" * 10_000 + "@example.org",
    ],
)
def test_wrong_address_is_told_and_still_there(client, email):
    risposta = chiedi(client, email=email)
    assert risposta.status_code == 200
    assert set(risposta.context["form"].errors) == {"email"}
    assert "\x00" not in html(risposta)
    assert email.replace("\x00", "")[:5] in html(risposta)
    assert risposta.context["form"]["frequenza"].value() == "giornaliera"
    assert not Messaggio.objects.exists()


def test_address_is_the_same_in_capitals(client):
    chiedi(client, email="Mamma@Example.org ")
    chiedi(client, email="mamma@example.org")
    assert [r.email for r in RicercaSalvata.objects.all()] == ["mamma@example.org"]


def test_the_answer_never_says_whether_an_address_is_known(client):
    """New, to confirm, active, full: the same page; only who reads the mail learns which."""
    for n in range(salvate.MASSIME):
        make_salvata(email="piena@example.org", domanda=f"q=nido{n}")
    make_salvata(email="attesa@example.org", confermata=False)
    make_salvata(email="attiva@example.org")
    risposte = [chiedi(client, email=f"{chi}@example.org") for chi in ("nuova", "attesa", "attiva", "piena")]
    assert len({(r.status_code, r.url, r.content, tuple(sorted(r.items()))) for r in risposte}) == 1
    assert list(Messaggio.objects.order_by("pk").values_list("destinatario", "oggetto")) == [
        ("nuova@example.org", "Conferma la ricerca salvata"),
        ("attesa@example.org", "Conferma la ricerca salvata"),
        ("attiva@example.org", "La tua ricerca salvata è già attiva"),
        ("piena@example.org", "Hai già molte ricerche salvate"),
    ]
    assert RicercaSalvata.objects.filter(email="piena@example.org").count() == salvate.MASSIME


def test_asking_again_changes_an_unconfirmed_search_and_not_an_active_one(client):
    """Who does not own an address cannot change how often it is written to."""
    attesa = make_salvata(
        confermata=False, frequenza="settimanale", creata_il=timezone.now() - timedelta(days=6)
    )
    attiva = make_salvata(domanda="q=grest", frequenza="settimanale")
    chiedi(client, "q=nido", frequenza="giornaliera")
    chiedi(client, "q=grest", frequenza="giornaliera")
    attesa.refresh_from_db()
    attiva.refresh_from_db()
    assert (attesa.frequenza, attiva.frequenza) == ("giornaliera", "settimanale")
    assert timezone.now() - attesa.creata_il < timedelta(hours=1)


def test_nobody_writes_to_others_through_the_portal(client):
    """What a stranger typed is not in the mail to an address that has confirmed nothing."""
    casa = make_comune(nome="Sondalo")
    chiedi(client, urlencode({"q": "hai vinto www.truffa.example", "casa": casa.slug}))
    messaggio = Messaggio.objects.get()
    assert "truffa" not in messaggio.oggetto + messaggio.testo
    assert "parole scelte da te · Sondalo" in messaggio.testo


def test_too_many_questions_from_one_visitor_are_refused_and_nothing_is_lost(client):
    for n in range(10):
        assert chiedi(client, email=f"m{n}@example.org").status_code == 302
    undicesima = chiedi(client, email="m11@example.org")
    assert undicesima.status_code == 429
    assert 'value="m11@example.org"' in html(undicesima)
    assert Messaggio.objects.count() == 10


def test_one_address_is_not_flooded_by_many_visitors(client):
    for n in range(12):
        client.defaults["REMOTE_ADDR"] = f"192.0.2.{n}"
        assert chiedi(client).status_code == 302
    assert Messaggio.objects.count() == 10


def test_program_that_fills_the_trap_saves_nothing(client):
    assert "premi ancora il bottone" in html(chiedi(client, sito_web="https://spam.example"))
    assert not RicercaSalvata.objects.exists()


def test_confirming_notes_what_is_already_found(client):
    trovato = make_servizio(titolo="Nido Uno")
    make_servizio(titolo="Palestra")
    make_servizio(titolo="Nido chiuso", stato="chiuso", motivo_stato="Finito.")
    ricerca = make_salvata(confermata=False)
    for _volta in range(2):
        client.post(f"/ricerche-salvate/{ricerca.codice}/conferma/")
    assert list(ServizioNotato.objects.values_list("ricerca", "servizio", "motivo")) == [
        (ricerca.pk, trovato.pk, "noto")
    ]


@pytest.mark.parametrize("pagina", ["conferma", "disiscrivi"])
@pytest.mark.parametrize("codice", ["abc", "x" * 5000])
def test_code_that_opens_nothing_gets_a_kind_page(client, pagina, codice):
    make_salvata()
    for risposta in (
        client.get(f"/ricerche-salvate/{codice}/{pagina}/"),
        client.post(f"/ricerche-salvate/{codice}/{pagina}/"),
    ):
        assert risposta.status_code == 404
        assert "Questo collegamento non vale più" in html(risposta)
        assert "mamma" not in html(risposta)
    assert RicercaSalvata.objects.count() == 1


def test_opening_the_page_to_stop_does_not_stop(client):
    ricerca = make_salvata()
    pagina = f"/ricerche-salvate/{ricerca.codice}/disiscrivi/"
    assert "Vuoi smettere?" in html(client.get(pagina))
    assert RicercaSalvata.objects.exists()
    altra = make_salvata(domanda="q=grest")
    assert "Fatto: non ti scriveremo più" in html(client.post(pagina))
    assert client.post(pagina).status_code == 404
    assert list(RicercaSalvata.objects.all()) == [altra]


def test_unconfirmed_searches_are_deleted_after_a_week_with_their_mail(client):
    chiedi(client, "q=nido")
    chiedi(client, "q=grest")
    vecchia = RicercaSalvata.objects.get(domanda="q=nido")
    RicercaSalvata.objects.filter(pk=vecchia.pk).update(creata_il=timezone.now() - timedelta(days=7, hours=1))
    attiva = make_salvata(domanda="q=sport", creata_il=timezone.now() - timedelta(days=30))
    call_command("manda_novita", verbosity=0)
    resta = RicercaSalvata.objects.get(domanda="q=grest")
    assert set(RicercaSalvata.objects.all()) == {resta, attiva}
    assert [resta.codice in messaggio.testo for messaggio in Messaggio.objects.all()] == [True]
