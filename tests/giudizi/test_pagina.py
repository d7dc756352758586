"""The rating of a page: two steps without JavaScript, only pages of the portal, nothing of who rates."""

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from pytest_django.asserts import assertContains, assertNotContains

from giudizi import views
from giudizi.models import Giudizio
from giudizi.pagine import nome_del_tipo, tipi
from rete.giudicabili import TIPI
from tests.factories import make_aderente, make_servizio, make_utente
from tests.pubbliche import pagine_html

PAGINA = "/aderenti/"
INDIRIZZO = f"/giudizio/?pagina={PAGINA}"
BENE = {"passo": "2", "stelle": "5", "risposta": "chiare"}
MALE = {"passo": "2", "stelle": "2", "risposta": "non_chiare"}
RIGA = "Dillo in due tocchi"
OSTILI = [
    "//evil.example/",
    "///evil.example/",
    "https://evil.example/aderenti/",
    "\\\\evil.example",
    "/admin/",
    "/area-riservata/",
    "/account/login/",
    "/giudizio/",
    "/",
    "/componenti/",
    "/aderenti/aderisci/",
    "/aderenti/?q=x",
    "/aderenti/#x",
    "/aderenti",
    "/aderenti/../admin/",
    "/aderenti/<script>alert(1)</script>/",
    "/servizi/che-non-esiste/",
    "/servizi/calendario.ics",
    "/pagina-ignota/",
    "/aderenti/\x00",
    "\x00",
    "/aderenti/\n",
    "/servizi/" + "a" * 5000 + "/",
    "aderenti/",
    " /aderenti/",
]


def giudica(client, dati, pagina=PAGINA):
    return client.post("/giudizio/", dati, query_params={"pagina": pagina})


def righe():
    return list(Giudizio.objects.values_list("pagina", "tipo", "stelle", "risposta", "testo"))


@pytest.mark.parametrize("pagina", OSTILI)
def test_what_is_no_page_of_the_portal_is_refused_in_words(client, db, pagina):
    for risposta in (client.get("/giudizio/", {"pagina": pagina}), giudica(client, BENE, pagina)):
        assertContains(risposta, "L’indirizzo non indica una pagina del portale", status_code=404)
        assert "evil" not in risposta.content.decode()
        assert "<script>alert" not in risposta.content.decode()
    assert righe() == []


def test_without_a_page_it_says_where_to_begin(client, db):
    assertContains(client.get("/giudizio/"), "in fondo trovi «Dillo in due tocchi»")
    assertContains(client.post("/giudizio/", BENE), "in fondo trovi «Dillo in due tocchi»")
    assert righe() == []


def test_a_draft_cannot_be_rated_and_a_published_sheet_can(client, db):
    aderente = make_aderente()
    bozza, aperta = make_servizio(gestore=aderente, stato="bozza"), make_servizio(gestore=aderente)
    assert giudica(client, BENE, bozza.get_absolute_url()).status_code == 404
    assertContains(giudica(client, BENE, aperta.get_absolute_url()), "Grazie")
    assert righe() == [(aperta.get_absolute_url(), "servizi:detail", 5, "chiare", "")]


def test_the_second_step_asks_what_fits_the_stars(client, db):
    passo = client.get(INDIRIZZO)
    assertContains(passo, "1 su 5: per niente chiare")
    assertNotContains(passo, "altri dettagli")
    for stelle in ("4", "5"):
        passo = giudica(client, {"passo": "1", "stelle": stelle})
        assertContains(passo, "Quali sono stati gli aspetti che hai preferito?")
        assertNotContains(passo, "A volte")
    for stelle in ("1", "2", "3"):
        passo = giudica(client, {"passo": "1", "stelle": stelle})
        assertContains(passo, "Dove hai incontrato le maggiori difficoltà?")
        assertContains(passo, "Non scrivere dati personali")
        assertNotContains(passo, "Le indicazioni erano chiare")
    assert righe() == []


def test_a_low_rating_is_told_where_to_get_help_and_keeps_only_the_day(client, db):
    grazie = giudica(client, MALE | {"testo": "Non trovo gli orari."})
    assertContains(grazie, '<a href="/contatti/#segnala">Segnala un errore</a>', html=True)
    assertContains(grazie, f'href="{PAGINA}"')
    assert righe() == [(PAGINA, "aderenti:list", 2, "non_chiare", "Non trovo gli orari.")]
    assert Giudizio.objects.get().giorno == localdate()
    assert (grazie.cookies, grazie["Cache-Control"]) == ({}, "no-store")
    altro = giudica(client, BENE)
    assert "Se qualcosa è sbagliato" not in altro.content.decode()


@pytest.mark.parametrize(
    ("dati", "errore"),
    [
        (BENE | {"risposta": "non_chiare"}, "Scegli una delle risposte per le tue stelle."),
        (MALE | {"risposta": "chiare"}, "Scegli una delle risposte per le tue stelle."),
        (MALE | {"risposta": ""}, "Scegli una risposta."),
        (MALE | {"stelle": "6"}, "Le stelle vanno da 1 a 5."),
        (MALE | {"stelle": "0"}, "Le stelle vanno da 1 a 5."),
        (MALE | {"stelle": "9" * 40}, "Le stelle vanno da 1 a 5."),
        (MALE | {"stelle": "\x00"}, "Le stelle vanno da 1 a 5."),
        (MALE | {"stelle": ""}, "Scegli quante stelle."),
        (MALE | {"testo": "a" * 201}, "201"),
        (MALE | {"testo": "a\x00b"}, "null"),
        (MALE | {"sito_web": "http://spam.example"}, "Non è partito"),
    ],
)
def test_what_does_not_go_together_is_refused_in_words(client, db, dati, errore):
    assertContains(giudica(client, dati), errore)
    assert righe() == []


@pytest.mark.parametrize("sbaglio", [{"risposta": ""}, {"sito_web": "http://spam.example"}])
def test_what_was_typed_is_kept_when_something_is_wrong(client, db, sbaglio):
    pagina = giudica(client, MALE | {"testo": "Non trovo <b>gli orari</b>."} | sbaglio)
    assertContains(pagina, "Non trovo &lt;b&gt;gli orari&lt;/b&gt;.")
    assertContains(pagina, '<input type="hidden" name="stelle" value="2" id="id_stelle">', html=True)


def test_who_sends_too_many_is_told_and_keeps_what_was_typed(client, db, monkeypatch):
    monkeypatch.setitem(views.LIMITE, "limite", 2)
    assert [giudica(client, BENE).status_code for _volta in range(2)] == [200, 200]
    oltre = giudica(client, MALE | {"testo": "Non trovo gli orari."})
    assertContains(oltre, "Sono arrivate troppe richieste da qui", status_code=429)
    assertContains(oltre, "Non trovo gli orari.", status_code=429)
    assert len(righe()) == 2


def test_a_page_names_itself_and_is_the_same_for_everybody(client, db):
    aderente = make_aderente()
    servizio = make_servizio(gestore=aderente)
    for percorso in (PAGINA, aderente.get_absolute_url(), servizio.get_absolute_url()):
        di_uno = client.get(percorso).content
        atteso = f'href="/giudizio/?pagina={percorso.replace("/", "%2F")}"'
        assert di_uno.decode().count(atteso) == 1
    client.force_login(make_utente(is_staff=True, is_superuser=True))
    assert client.get(percorso).content == di_uno
    assert atteso in client.get(percorso, {"utm": "x"}).content.decode()


@pytest.mark.parametrize(
    "percorso",
    ["/", "/componenti/", "/servizi/che-non-esiste/", "/ignota/", INDIRIZZO, "/account/login/", "/lista/"],
)
def test_the_line_is_not_on_home_errors_forms_and_lists_of_one_person(client, db, percorso):
    assertNotContains(client.get(percorso), RIGA, status_code=client.get(percorso).status_code)


def test_embeds_and_forms_of_a_sheet_do_not_ask(client, db):
    aderente = make_aderente()
    servizio = make_servizio(gestore=aderente)
    for nome, chiave in (("servizi:embed", aderente.slug), ("servizi:report", servizio.slug)):
        assertNotContains(client.get(reverse(nome, args=[chiave])), RIGA)


def test_every_kind_is_a_public_page_and_the_others_are_named_here():
    assert tipi() == TIPI
    assert set(pagine_html()) - set(TIPI) == {
        "rete:home",
        "rete:gallery",
        "ricerca:shortlist",
        "ricerca:shortlist-empty",
        "servizi:embed",
    }
    assert set(TIPI) - set(pagine_html()) == set()
    assert nome_del_tipo("rete:tolta") == "rete:tolta"
