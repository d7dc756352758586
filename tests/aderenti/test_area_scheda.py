"""The profile in the area of a body: sections and their state, saving, preview, the dialogue with ATS."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from aderenti.models import Certificazione, Organizzazione
from core.models import Proposta
from core.proposte import decidi, proponi
from tests.area import entra, messaggi, salva, sezione
from tests.factories import make_aderente, make_ambito, make_comune, make_organizzazione, make_utente

pytestmark = pytest.mark.django_db


@pytest.fixture
def ente():
    return make_aderente(denominazione="Ente di prova", telefono="0342 1", descrizione="Chi siamo.")


def _pagina(nome, ente):
    return reverse(f"area:{nome}", args=[ente.slug])


def _propone(ente, **cambi):
    return proponi(oggetto=ente, cambi=cambi, autore=make_utente())[1]


def _restituisce(proposta, **commenti):
    return decidi(proposta=proposta, versione=proposta.versione, da=make_utente(), restituiti=commenti)


def _stati(risposta):
    return {
        c.sezione.codice: (c.mancano, c.attendono, c.commentate, c.completa)
        for c in risposta.context["compiti"]
    }


def test_the_list_names_what_each_section_misses_and_where_it_stands(client, ente):
    entra(client, ente)
    _propone(ente, natura="privato")
    Organizzazione.objects.filter(pk=ente.pk).update(indirizzo="via Prova 1", cap="23100", sede_nome="Como")
    risposta = client.get(_pagina("profile", ente))
    assert _stati(risposta) == {
        "identita": (["forma giuridica", "codice fiscale"], ["natura"], [], False),
        "sede": ([], [], [], True),
        "contatti": (["e-mail dell'ufficio"], [], [], False),
        "presentazione": (["che cosa offre alla Rete", "che cosa cerca nella Rete"], [], [], False),
        "certificazioni": ([], [], [], True),
    }
    assertContains(risposta, "manca: forma giuridica, codice fiscale")
    assertContains(risposta, "in attesa di ATS: natura")


def test_what_ats_writes_is_beside_its_section_and_its_field(client, ente):
    entra(client, ente)
    _restituisce(_propone(ente, denominazione="Nuovo nome"), denominazione="Scrivilo per esteso.")
    risposta = client.get(_pagina("profile", ente))
    assert _stati(risposta)["identita"][2] == ["denominazione"]
    assertContains(risposta, "ATS ha scritto: denominazione")
    assertContains(risposta, "Scrivilo per esteso.")
    campo = client.get(sezione(ente, "identita")).context["form"]["denominazione"]
    assert campo.value() == "Nuovo nome"
    assert [nota["livello"] for nota in campo.field.note] == ["commento", "attesa"]


def test_saving_says_what_is_public_at_once_and_what_waits(client, ente):
    entra(client, ente)
    risposta = salva(client, ente, "contatti", telefono="0342 2", sito="https://example.org")
    assert messaggi(risposta) == ["Pubblicato subito: sito, telefono dell'ufficio."]
    risposta = salva(client, ente, "identita", denominazione="Nuovo nome", acronimo="NN")
    assert messaggi(risposta) == [
        "Pubblicato subito: acronimo.",
        "In attesa di ATS: denominazione. Finché ATS non decide, nel portale resta quello di prima.",
    ]
    assert messaggi(salva(client, ente, "identita")) == ["Non hai cambiato nulla."]
    risposta = salva(client, ente, "identita", denominazione="Ente di prova")
    assert messaggi(risposta) == ["Non aspetta più ATS, resta com’è nel portale: denominazione."]
    ente.refresh_from_db()
    assert (ente.denominazione, ente.acronimo, ente.telefono) == ("Ente di prova", "NN", "0342 2")


def test_a_trusted_body_is_told_that_it_is_read_afterwards(client):
    ente = make_aderente(fidata=True)
    entra(client, ente)
    assertContains(client.get(sezione(ente, "identita")), "si pubblica subito; ATS lo controlla dopo")
    risposta = salva(client, ente, "identita", denominazione="Nuovo nome")
    assert messaggi(risposta) == ["Pubblicato subito: denominazione. ATS lo controllerà dopo."]


def test_a_sheet_that_is_not_public_is_prepared_and_seen_by_its_body_alone(client):
    ente = make_organizzazione(denominazione="Ente nuovo")
    entra(client, ente)
    assertContains(client.get(sezione(ente, "identita")), "non è ancora pubblica")
    risposta = salva(client, ente, "identita", denominazione="Ente nuovissimo")
    assert messaggi(risposta) == [
        "Salvato: denominazione. La scheda non è ancora pubblica: la vedete solo tu e ATS."
    ]
    assert Proposta.objects.count() == 0
    assertContains(client.get(_pagina("profile-preview", ente)), "<h1>Ente nuovissimo</h1>", html=True)
    assert client.get(ente.get_absolute_url()).status_code == 404


def test_before_saving_it_is_clear_what_only_ats_reads(client, ente):
    entra(client, ente)
    form = client.get(sezione(ente, "identita")).context["form"]
    private = [c.name for c in form if any(n["livello"] == "privata" for n in getattr(c.field, "note", []))]
    assert private == ["codice_fiscale"]
    assertContains(client.get(sezione(ente, "certificazioni")), "Quelle scadute le vedete solo tu e ATS.")


def test_what_is_wrong_comes_back_as_it_was_typed(client, ente):
    entra(client, ente)
    risposta = salva(client, ente, "contatti", email="ufficio", telefono="0342 2", sito="x\0y")
    form = risposta.context["form"]
    assert sorted(form.errors) == ["email", "sito"]
    assert (form["email"].value(), form["telefono"].value()) == ("ufficio", "0342 2")
    ente.refresh_from_db()
    assert ente.telefono == "0342 1"


@pytest.mark.parametrize(
    ("codice", "campo", "valore"),
    [
        ("identita", "denominazione", "x" * 10_000),
        ("identita", "categoria", "9" * 40),
        ("identita", "codice_fiscale", "12345678901"),
        ("sede", "cap", "231"),
        ("sede", "ambiti", ["999999", "x"]),
        ("presentazione", "cerca", "x" * 10_000),
        ("certificazioni", "certificazioni-0-dal", "2026-31-12"),
        ("certificazioni", "certificazioni-TOTAL_FORMS", "100000"),
    ],
)
def test_bad_input_is_told_and_never_breaks_the_page(client, ente, codice, campo, valore):
    entra(client, ente)
    risposta = salva(client, ente, codice, **{campo: valore})
    form = risposta.context["form"]
    assert risposta.status_code == 200
    assert not form.is_valid()
    assert Proposta.objects.count() == 0


def test_a_colleague_who_saved_meanwhile_is_not_overwritten_in_silence(client, ente):
    entra(client, ente)
    indirizzo = sezione(ente, "contatti")
    vecchio = client.get(indirizzo)
    Organizzazione.objects.filter(pk=ente.pk).update(telefono="0342 9")
    dati = {c.html_name: c.value() for c in vecchio.context["form"]} | {"telefono": "0342 3"}
    risposta = client.post(indirizzo, dati)
    assertContains(risposta, "«0342 9»")
    assert risposta.context["form"]["telefono"].value() == "0342 3"


def test_save_and_go_on_leads_to_the_next_section(client, ente):
    entra(client, ente)
    indirizzo = sezione(ente, "identita")
    dati = {c.html_name: c.value() for c in client.get(indirizzo).context["form"] if c.value()}
    assertRedirects(client.post(indirizzo, dati | {"poi": "sede"}), sezione(ente, "sede"))
    assertRedirects(client.post(indirizzo, dati | {"poi": "//altrove"}), _pagina("profile", ente))


def test_the_lines_of_certifications_are_added_changed_and_taken_away(client, ente):
    entra(client, ente)
    Certificazione.objects.create(organizzazione=ente, tipo="WHP", al=date(2020, 1, 1))
    salva(client, ente, "certificazioni", **{"certificazioni-1-tipo": "Family Audit"})
    assert sorted(ente.certificazioni.values_list("tipo", flat=True)) == ["Family Audit", "WHP"]
    salva(client, ente, "certificazioni", **{"certificazioni-0-DELETE": "on"})
    assert ente.certificazioni.count() == 1
    storto = {"certificazioni-1-tipo": "X", "certificazioni-1-dal": "2026-02-01"}
    risposta = salva(client, ente, "certificazioni", **storto, **{"certificazioni-1-al": "2026-01-01"})
    assertContains(risposta, "scade prima di cominciare")


def test_who_is_no_longer_signed_in_finds_back_the_text(client, ente):
    indirizzo = sezione(ente, "presentazione")
    assertRedirects(client.get(indirizzo), f"/account/login/?next={indirizzo}", fetch_redirect_response=False)
    risposta = client.post(indirizzo, {"offre": "Un <b>pulmino</b>", "base": "segreto"})
    assertContains(risposta, "Un &lt;b&gt;pulmino&lt;/b&gt;", status_code=403)
    assertContains(risposta, f"/account/login/?next={indirizzo}", status_code=403)
    assertNotContains(risposta, "segreto", status_code=403)
    assert client.post("/area-riservata/enti/nessuno/scheda/assente/", {"x": "y"}).status_code == 403


def test_the_preview_has_what_waits_on_top_and_citizens_do_not(client, ente):
    entra(client, ente)
    comune, ambito = make_comune(nome="Grosio"), make_ambito(nome="Ambito nuovo")
    Certificazione.objects.create(organizzazione=ente, tipo="Scaduta", al=date(2020, 1, 1))
    _propone(ente, denominazione="Nome che aspetta")
    salva(client, ente, "sede", comune=comune.pk, ambiti=[ambito.pk])
    salva(client, ente, "certificazioni", **{"certificazioni-1-tipo": "Family Audit"})
    anteprima = client.get(_pagina("profile-preview", ente))
    for testo in ("Anteprima.", "Nome che aspetta", "Grosio", "Ambito nuovo", "Family Audit", "noindex"):
        assertContains(anteprima, testo)
    assertNotContains(anteprima, "Scaduta")
    assertNotContains(client.get(ente.get_absolute_url()), "Nome che aspetta")


def test_withdrawing_asks_first_and_leaves_the_portal_as_it_is(client, ente):
    entra(client, ente)
    proposta = _propone(ente, denominazione="Nome sbagliato")
    domanda = client.get(_pagina("profile-withdraw", ente))
    assertContains(domanda, "Nome sbagliato")
    proposta.refresh_from_db()
    assert proposta.stato == "in_attesa"
    risposta = client.post(_pagina("profile-withdraw", ente), {"proposta": proposta.pk}, follow=True)
    assert messaggi(risposta) == ["Modifica ritirata: nel portale resta tutto com’era."]
    proposta.refresh_from_db()
    assert proposta.stato == "ritirata"
    risposta = client.post(_pagina("profile-withdraw", ente), {"proposta": proposta.pk}, follow=True)
    assert messaggi(risposta)[0].startswith("Non c’è più nulla da ritirare")
    assert client.get(_pagina("profile-withdraw", ente)).status_code == 404


def test_a_proposal_of_another_body_cannot_be_withdrawn_by_number(client, ente):
    entra(client, ente)
    altrui = _propone(make_aderente(), denominazione="Di altri")
    for chiave in (altrui.pk, "", "x", "9" * 30, "9" * 5000):
        client.post(_pagina("profile-withdraw", ente), {"proposta": chiave})
    altrui.refresh_from_db()
    assert altrui.stato == "in_attesa"


def test_an_answer_goes_back_to_ats_and_needs_words(client, ente):
    entra(client, ente)
    proposta = _restituisce(_propone(ente, denominazione="Nuovo"), denominazione="È nello statuto?")
    vuota = client.post(_pagina("profile-reply", ente), {"testo": " "})
    assertContains(vuota, "Scrivi la risposta.")
    lunga = client.post(_pagina("profile-reply", ente), {"testo": "x" * 5000})
    assert lunga.context["form"]["testo"].value() == "x" * 5000
    risposta = client.post(_pagina("profile-reply", ente), {"testo": "Sì, articolo 1."}, follow=True)
    assert messaggi(risposta) == ["Risposta mandata ad ATS. La modifica è di nuovo in attesa."]
    proposta.refresh_from_db()
    assert (proposta.stato, proposta.eventi.last().testo) == ("in_attesa", "Sì, articolo 1.")


def test_the_history_says_who_when_and_why(client, ente, nplus):
    accesso = entra(client, ente)
    proposta = proponi(oggetto=ente, cambi={"natura": "privato"}, autore=accesso.utente)[1]
    ats = make_utente(is_staff=True, first_name="Anna", email="anna@ats.example.org")
    decidi(proposta=proposta, versione=1, da=ats, respinti={"natura": "Lo statuto dice pubblico."})
    risposta = client.get(_pagina("profile-history", ente))
    for testo in ("respinta", "Lo statuto dice pubblico.", accesso.utente.email, "da ATS della Montagna"):
        assertContains(risposta, testo)
    for segreto in ("anna@ats.example.org", "Anna"):
        assertNotContains(risposta, segreto)

    def ancora():
        numero = Proposta.objects.count()
        proponi(oggetto=ente, cambi={"telefono": f"0342 {numero + 100}"}, autore=make_utente())

    nplus(lambda: client.get(_pagina("profile-history", ente)), ancora, attese=10)


def test_the_yearly_confirmation_is_a_button_and_writes_the_day(client, ente):
    entra(client, ente)
    assert client.get(_pagina("profile-confirm", ente)).status_code == 405
    risposta = client.post(_pagina("profile-confirm", ente), follow=True)
    assert messaggi(risposta) == ["Grazie: la scheda è confermata con la data di oggi."]
    ente.refresh_from_db()
    assert ente.confermato_il == timezone.localdate()
