"""From an approved number to every mailbox: what each gets, once; refusals, what is written down."""

import re
from datetime import timedelta
from threading import Barrier, Thread
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from core import posta
from core.models import Messaggio
from core.models.posta import TENTATIVI
from newsletter import invio, iscrizioni
from newsletter.composizione import voci_di
from newsletter.models import Abbonato, ContoAbbonati, Invio, Numero
from tests import controlli_html
from tests.factories import make_ambito, make_aperto
from tests.newsletter.fabbriche import (
    make_abbonato,
    make_approvato,
    make_in_attesa,
    make_inviato,
    make_invio,
    make_numero,
    manda,
)
from tests.redazione.fabbriche import make_notizia
from tests.smtp import posta_smtp

pytestmark = pytest.mark.django_db
OSTILE = '<script>alert("1")</script> & "co"'


@pytest.fixture
def server(settings):
    settings.DEFAULT_FROM_EMAIL, settings.SITE_URL = "portale@example.org", "https://rete.example"
    with posta_smtp(settings) as server:
        yield server


def parti(lettera):
    """Return (plain text, HTML) of a message."""
    testo, html = lettera.iter_parts()
    assert (testo.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    return testo.get_content().replace("\r\n", "\n"), html.get_content()


def registro():
    return dict(Invio.objects.values_list("abbonato__email", "stato"))


def test_each_subscriber_gets_the_sections_asked_for_in_both_parts(server, settings):
    qui, altrove = make_ambito(), make_ambito()
    make_notizia(titolo="Di qui", ambiti=[qui])
    make_notizia(titolo="Di altrove", ambiti=[altrove])
    make_aperto(titolo="Bando")
    make_abbonato(email="tutto@example.org")
    di_qui = make_abbonato("notizie", ambiti=[qui], email="qui@example.org")
    make_abbonato("eventi", email="niente@example.org")
    make_in_attesa(email="attesa@example.org")
    make_abbonato(stato="sospeso", sospeso_il=timezone.now(), email="sospesa@example.org")
    numero = make_approvato(
        titolo="Marzo", apertura="Ciao, [leggi](/notizie/).\n\n![x](/media/notizie/a.webp)"
    )
    assert manda(numero) == 2
    assert registro() == {"tutto@example.org": "in_coda", "qui@example.org": "in_coda"}
    assert posta.invia(limite=10) == (2, 0)
    assert registro() == {"tutto@example.org": "inviato", "qui@example.org": "inviato"}
    lettere = {lettera["To"]: lettera for lettera in server.ricevute}
    titoli = {a: re.findall(r"^\* (.+)$", parti(lettera)[0], re.MULTILINE) for a, lettera in lettere.items()}
    assert {a: set(righe) for a, righe in titoli.items()} == {
        "tutto@example.org": {"Di qui", "Di altrove", "Bando"},
        "qui@example.org": {"Di qui"},
    }
    lettera = lettere["qui@example.org"]
    testo, html = parti(lettera)
    smetti = f"https://rete.example/newsletter/{di_qui.codice}/disiscrivi/"
    assert lettera["Subject"] == "Marzo"
    assert lettera["List-Unsubscribe"].replace("\n", "").strip() == f"<{smetti}>"
    assert lettera["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Ciao, leggi (https://rete.example/notizie/)." in testo
    assert smetti in testo
    assert re.search("[<>]|&[a-z]+;", testo) is None
    assert '<html lang="it">' in html
    assert "<img" not in html
    assert {
        i for i in re.findall(r'(?:href|src)="([^"]*)"', html) if not i.startswith("https://rete.ex")
    } == set()
    assert re.findall(r"<h([1-6])", html) == ["1", "2", "3"]


def test_the_html_escapes_a_hostile_title_and_the_text_says_it_as_it_is(server):
    make_notizia(titolo=OSTILE, sommario="a <b>b</b>")
    make_abbonato()
    manda(make_approvato(titolo="Titolo <i>", apertura="<script>x</script>"))
    posta.invia(limite=10)
    testo, html = parti(server.ricevute[0])
    assert OSTILE in testo
    assert "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &quot;co&quot;" in html
    assert re.findall(r"<(script|b|i)\b", html) == []
    assert "<title>Titolo &lt;i&gt;</title>" in html


def test_once_sent_the_secret_links_are_kept_nowhere(server):
    make_notizia()
    make_abbonato()
    manda(make_approvato())
    posta.invia(limite=10)
    assert Messaggio.objects.values_list("testo", "html", "intestazioni").get() == ("", "", {})


def test_a_number_leaves_once(client):
    make_notizia()
    abbonato = make_abbonato()
    numero = make_approvato()
    assert manda(numero) == 1
    with pytest.raises(ValidationError) as errore:
        manda(numero)
    assert errore.value.messages == ["Questo numero è già partito."]
    with pytest.raises(IntegrityError), transaction.atomic():
        Invio.objects.create(numero=numero, abbonato=abbonato)
    assert (Messaggio.objects.count(), Invio.objects.count()) == (1, 1)


def _bozza():
    return make_numero()


def _finto():
    make_notizia(dimostrativo=True)
    return make_approvato(dimostrativo=True)


def _per_nessuno():
    Abbonato.objects.update(stato="sospeso", sospeso_il=timezone.now())
    return make_approvato()


@pytest.mark.parametrize(
    ("numero", "codice"), [(_bozza, "stato"), (_finto, "dimostrativo"), (_per_nessuno, "nessuno")]
)
def test_what_must_not_leave_does_not(numero, codice):
    make_notizia()
    make_abbonato()
    with pytest.raises(ValidationError) as errore:
        manda(numero())
    assert errore.value.code == codice
    assert (Messaggio.objects.count(), Invio.objects.count()) == (0, 0)
    assert not Numero.objects.pubblicati().exists()


def test_what_changed_since_it_was_looked_at_is_looked_at_again():
    make_notizia()
    make_abbonato()
    numero = make_approvato()
    vista = invio.impronta(numero, voci_di(numero), 1)
    make_abbonato()
    with pytest.raises(ValidationError) as errore:
        invio.invia(numero=numero, vista=vista)
    assert errore.value.code == "cambiato"
    assert not Messaggio.objects.exists()


def test_an_empty_number_is_not_approved_and_an_approved_one_opens_again():
    with pytest.raises(ValidationError) as errore:
        invio.approva(numero=make_numero())
    assert errore.value.code == "vuoto"
    make_notizia()
    numero = make_approvato()
    with pytest.raises(ValidationError):
        invio.approva(numero=numero)
    invio.riapri(numero=numero)
    with pytest.raises(ValidationError):
        invio.riapri(numero=numero)
    numero.refresh_from_db()
    assert numero.e_bozza


def test_recipients_are_found_with_the_same_queries_however_many(django_assert_num_queries):
    make_notizia()
    voci = voci_di(make_approvato())
    for quanti in (1, 3):
        for _volta in range(quanti):
            make_abbonato(ambiti=[])
        with django_assert_num_queries(2):
            assert len(invio.destinatari(voci)) in (1, 4)


def test_a_trial_goes_to_who_asks_with_the_sections_of_the_choice(server):
    make_notizia(titolo="Notizia")
    make_aperto(titolo="Bando")
    numero = make_approvato(titolo="Marzo")
    with pytest.raises(ValidationError):
        invio.manda_prova(numero=numero, indirizzo="io@ats.example", argomenti=["eventi"])
    invio.manda_prova(numero=numero, indirizzo="io@ats.example", argomenti=["avvisi"])
    posta.invia(limite=10)
    [lettera] = server.ricevute
    assert (lettera["To"], lettera["Subject"]) == ("io@ats.example", "[Prova] Marzo")
    testo, _html = parti(lettera)
    assert re.findall(r"^\* (.+)$", testo, re.MULTILINE) == ["Bando"]
    assert not Invio.objects.exists()


def rifiutati(abbonato, *errori):
    """Make the outcomes of the numbers of the last days to a subscriber, the oldest first."""
    for giorni, errore in zip(range(len(errori), 0, -1), errori, strict=True):
        messaggio = Messaggio.objects.create(
            motivo="newsletter",
            destinatario=abbonato.email,
            oggetto="Numero",
            testo="",
            tentativi=TENTATIVI if errore else 0,
            errore=errore,
            inviato_il=None if errore else timezone.now(),
        )
        make_invio(numero=make_inviato(giorni), abbonato=abbonato, messaggio=messaggio)
        invio.registra_esito(messaggio)
        invio.registra_esito(messaggio)
    abbonato.refresh_from_db()


@pytest.mark.parametrize(
    ("errori", "stato"),
    [
        (["550 no"] * 3, "sospeso"),
        (["550 no"] * 2, "attivo"),
        (["550 no", "550 no", "", "550 no"], "attivo"),
        (["550 no", "ConnectionRefusedError", "550 no"], "attivo"),
        (["450 piena", "450 piena", "450 piena"], "attivo"),
    ],
)
def test_three_numbers_refused_in_a_row_suspend(errori, stato):
    abbonato = make_abbonato(confermato_il=timezone.now() - timedelta(days=30))
    rifiutati(abbonato, *errori)
    assert abbonato.stato == stato
    assert ContoAbbonati.objects.filter(sospesi=1).count() == (stato == "sospeso")


def test_a_new_confirmation_brings_back_and_old_refusals_count_no_more():
    abbonato = make_abbonato(confermato_il=timezone.now() - timedelta(days=30))
    rifiutati(abbonato, *["550 no"] * 3)
    iscrizioni.iscrivi(email=abbonato.email, argomenti=["corsi"])
    assert Messaggio.objects.get(motivo="newsletter-iscrizione").oggetto == "Conferma la newsletter"
    iscrizioni.conferma(codice=abbonato.codice)
    rifiutati(abbonato, "550 no")
    assert (abbonato.stato, abbonato.sospeso_il, len(abbonato.argomenti)) == ("attivo", None, 5)


def test_a_refusal_of_the_server_is_written_when_it_is_given_up(server):
    server.rifiuta.add("via@example.org")
    make_notizia()
    make_abbonato(email="via@example.org")
    manda(make_approvato())
    adesso = timezone.now()
    assert posta.invia(limite=10, adesso=adesso) == (0, 1)
    assert registro() == {"via@example.org": "in_coda"}
    while Messaggio.objects.da_inviare().exists():
        adesso = Messaggio.objects.get().da_inviare_dal
        posta.invia(limite=10, adesso=adesso)
    assert Invio.objects.values_list("stato", "perche").get() == ("rifiutato", "550 casella inesistente")
    numero = Numero.objects.con_esito().get()
    assert (numero.in_coda, numero.arrivati, numero.rifiutati) == (0, 0, 1)


def test_the_archive_shows_what_has_left_with_all_its_sections(client, settings):
    notizia, avviso = make_notizia(titolo="Notizia"), make_aperto(titolo="Bando")
    make_abbonato("notizie")
    numero = make_approvato(titolo="Marzo", apertura="**Ciao**")
    assert client.get(numero.get_absolute_url()).status_code == 404
    assert "Marzo" not in client.get("/newsletter/archivio/").content.decode()
    manda(numero)
    assert "Marzo" in client.get("/newsletter/archivio/").content.decode()
    pagina = client.get(numero.get_absolute_url()).content.decode()
    indirizzi = (notizia.get_absolute_url(), avviso.get_absolute_url())
    assert all(f'<a href="{indirizzo}">' in pagina for indirizzo in indirizzi)
    assert controlli_html.difetti(pagina, settings.SITE_URL) == []
    type(notizia).objects.update(pubblica_fino=timezone.now())
    type(avviso).objects.update(chiude_il=timezone.now())
    pagina = client.get(numero.get_absolute_url()).content.decode()
    assert ["Notizia</a>" in pagina, "Bando</a>" in pagina] == [False, True]


def test_the_feed_reads_back_what_has_left(client, settings):
    settings.SITE_URL = "https://rete.example"
    make_notizia()
    make_aperto()
    make_abbonato()
    numero = make_approvato(titolo="Marzo <b>", apertura="Ciao <i>, [leggi](/notizie/)")
    manda(numero)
    make_numero(titolo="Bozza")
    atom = {"a": "http://www.w3.org/2005/Atom"}
    radice = ElementTree.fromstring(client.get("/newsletter/archivio/feed.xml").content)
    [voce] = radice.findall("a:entry", atom)
    assert voce.findtext("a:title", namespaces=atom) == "Marzo <b>"
    assert voce.find("a:link", atom).get("href") == f"https://rete.example{numero.get_absolute_url()}"
    assert voce.findtext("a:summary", namespaces=atom) == (
        '<p>Ciao &lt;i&gt;, <a href="https://rete.example/notizie/" rel="noopener">leggi</a></p>'
        "<p>In questo numero: notizie, avvisi e bandi.</p>"
    )


def test_the_feed_makes_the_same_queries_with_more_numbers(client, nplus):
    nplus(lambda: client.get("/newsletter/archivio/feed.xml"), make_inviato, attese=2)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_who_send_at_the_same_time_send_once():
    make_notizia()
    make_abbonato()
    numero = make_approvato()
    via, esiti = Barrier(2), []

    def invia():
        via.wait()
        try:
            manda(numero)
            esiti.append("adesso")
        except ValidationError as errore:
            esiti.append(errore.code)
        finally:
            connection.close()

    fili = [Thread(target=invia) for _volta in range(2)]
    for filo in fili:
        filo.start()
    for filo in fili:
        filo.join()
    assert sorted(esiti) == ["adesso", "stato"]
    assert Messaggio.objects.count() == Invio.objects.count() == 1
