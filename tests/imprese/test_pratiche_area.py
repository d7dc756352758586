"""Good practices that members propose: written, sent, given back field by field, approved, corrected."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from core.models import Messaggio
from imprese.models import BuonaPratica, CommentoPratica
from imprese.pratiche import azioni
from tests import controlli_html
from tests.area import entra, messaggi
from tests.factories import make_accesso, make_aderente
from tests.imprese.fabbriche import make_tema
from tests.imprese.fabbriche_pratiche import (
    make_certificazione,
    make_commento_pratica,
    make_pratica,
    make_proposta_pratica,
)

pytestmark = pytest.mark.django_db
OGGI = timezone.localdate()
TRA_UN_ANNO = OGGI + timedelta(days=365)


def indirizzo(nome, ente, *altro):
    return reverse(f"area_pratiche:{nome}", args=[ente.slug, *altro])


def modulo(**campi):
    """Return a whole practice as a browser sends it, without certifications."""
    return {
        "titolo": "Un’ora di margine",
        "settore": "C",
        "dimensione": "micro",
        "anno": "2023",
        "stato": "a_regime",
        "bisogno": "Il nido apre alle otto.",
        "misure": "Una fascia di un’ora.",
        "strumento": "regolamento",
        "costo": "niente",
        "da_copiare": "La fascia, in una pagina.",
        "certificazioni-TOTAL_FORMS": "1",
        "certificazioni-INITIAL_FORMS": "0",
    } | campi


def salva(client, pagina, **campi):
    """Open the form of a practice, send it; return the page after it."""
    letto = {"letto": client.get(pagina).context["letto"]}
    return client.post(pagina, modulo(**letto | campi), follow=True)


def approva(pratica, **campi):
    """Approve a practice as it is now."""
    pratica.refresh_from_db()
    valori = {"chi": "il Comitato", "rivedere_entro": TRA_UN_ANNO, "letto": azioni.versione(pratica)}
    return azioni.approva(pratica=pratica, **valori | campi)


def restituisci(pratica, **commenti):
    """Give a practice back as it is now."""
    pratica.refresh_from_db()
    return azioni.restituisci(pratica=pratica, commenti=commenti, letto=azioni.versione(pratica))


def test_the_whole_way_of_a_member(client, settings):
    accesso = entra(client, make_aderente(denominazione="Latteria di Prova"))
    ente, tema = accesso.organizzazione, make_tema(label="Orari")
    risposta = client.post(
        indirizzo("create", ente),
        {"titolo": "Un’ora", "certificazioni-TOTAL_FORMS": "1", "certificazioni-INITIAL_FORMS": "0"},
        follow=True,
    )
    assert messaggi(risposta) == ["Bozza salvata. I cittadini non la vedono."]
    pratica = BuonaPratica.objects.get()
    pagina = indirizzo("edit", ente, pratica.pk)
    assert (risposta.request["PATH_INFO"], pratica.lavoro, pratica.organizzazione, pratica.anno) == (
        pagina,
        "bozza",
        ente,
        None,
    )
    certificazione = {"certificazioni-0-schema": "whp", "certificazioni-0-al": "2020-01-31"}
    risposta = salva(client, pagina, temi=[tema.pk], consenso="on", manda="si", **certificazione)
    assert messaggi(risposta) == ["Mandata ad ATS: ti scriviamo appena l’ha letta."]
    pratica.refresh_from_db()
    assert (pratica.lavoro, pratica.consenso_il, pratica.titolo) == ("inviata", OGGI, "Un’ora di margine")
    assert [(c.schema, c.al) for c in pratica.certificazioni.all()] == [("whp", date(2020, 1, 31))]
    assert list(pratica.temi.all()) == [tema]

    restituisci(pratica, anno="Era il 2022?", certificazioni="Quale sede?")
    elenco = client.get(indirizzo("list", ente))
    assertContains(elenco, "Dall’anno: Era il 2022?")
    scritta = client.get(pagina)
    assert scritta.context["form"]["anno"].field.note[-1] == {"livello": "commento", "testo": "Era il 2022?"}
    assertContains(scritta, "Era il 2022?", count=1)
    assertContains(scritta, "Quale sede?", count=1)
    oggi = client.get(reverse("rete:area-ente", args=[ente.slug]))
    assertContains(oggi, "ATS chiede di correggere la buona pratica «Un’ora di margine»")
    pratica.refresh_from_db()
    assert (pratica.lavoro, pratica.consenso_il) == ("restituita", None)

    salva(client, pagina, temi=[tema.pk], anno="2022", consenso="on", manda="si", **certificazione)
    assert CommentoPratica.objects.filter(risolto_il=None).count() == 0
    approva(pratica)
    pubblica = client.get(pratica.get_absolute_url())
    assertContains(pubblica, "Latteria di Prova")
    assertContains(pubblica, "2022, a regime")
    assertContains(pubblica, "non vale più", count=1)
    assertContains(client.get("/imprese/buone-pratiche/"), pratica.get_absolute_url())
    pratica.refresh_from_db()
    assert (pratica.lavoro, pratica.pubblicata, pratica.approvata_da, pratica.approvata_il) == (
        "approvata",
        True,
        "il Comitato",
        OGGI,
    )
    posta = Messaggio.objects.order_by("pk")
    assert list(posta.values_list("motivo", "destinatario", "oggetto")) == [
        ("pratica_proposta", accesso.utente.email, oggetto)
        for oggetto in ("Da correggere: Un’ora di margine", "Pubblicata: Un’ora di margine")
    ]
    assert [m.testo for m in posta] == [
        "Buongiorno,\n"
        "ATS ha letto la buona pratica «Un’ora di margine» di Latteria di Prova e chiede di correggere:\n\n"
        "- Dall’anno: Era il 2022?\n- Certificazioni: Quale sede?\n\n"
        "Correggetela e mandatela di nuovo da qui:\n\n"
        f"{settings.SITE_URL}{pagina}\n\nRete di Conciliazione della Montagna\n",
        "Buongiorno,\n"
        "la buona pratica «Un’ora di margine» di Latteria di Prova è approvata e pubblicata. "
        "Si legge qui:\n\n"
        f"{settings.SITE_URL}{pratica.get_absolute_url()}\n\nRete di Conciliazione della Montagna\n",
    ]


@pytest.mark.parametrize("lavoro", ["bozza", "inviata", "restituita"])
def test_what_is_not_approved_is_public_nowhere(client, lavoro):
    ente = make_aderente()
    pratica = make_proposta_pratica(ente, lavoro, titolo="SEGRETO qzx")
    pratica.temi.add(tema := make_tema())
    assert client.get(pratica.get_absolute_url()).status_code == 404
    pagine = ["/imprese/buone-pratiche/", "/imprese/buone-pratiche/?q=segreto", "/sitemap-pratiche.xml"]
    for pagina in [*pagine, ente.get_absolute_url(), tema.get_absolute_url()]:
        risposta = client.get(pagina)
        assert risposta.status_code == 200
        assertNotContains(risposta, pratica.slug)
        assertNotContains(risposta, "SEGRETO")
    assert client.get("/cerca/", {"q": "segreto"}).context["numero"] == 0


@pytest.mark.parametrize(
    ("cambi", "attesi"),
    [
        ({"titolo": ""}, "Questo campo è obbligatorio."),
        ({"titolo": "x\x00"}, "I caratteri null non sono ammessi."),
        ({"beneficiari": "4"}, "Meno di cinque persone non si scrivono: si capirebbe chi sono."),
        ({"dopo": "Meglio."}, "Scrivi a quando si riferiscono i risultati."),
        ({"anno": "23"}, "Scrivi un anno di quattro cifre, non nel futuro: per esempio 2023."),
        ({"anno": str(OGGI.year + 1)}, "Scrivi un anno di quattro cifre, non nel futuro: per esempio 2023."),
        ({"anno": "9" * 30}, "riepilogo-errori"),
        ({"settore": "ZZ"}, "riepilogo-errori"),
        ({"temi": ["9" * 30]}, "riepilogo-errori"),
        ({"passi": "x" * 3001}, "riepilogo-errori"),
        ({"manda": "si"}, "Senza il vostro sì non si pubblica: metti la spunta."),
        ({"manda": "si", "consenso": "on", "costo": ""}, "Manca: serve per mandarla."),
        ({"certificazioni-0-ente": "RINA"}, "Scegli quale certificazione è, o svuota la riga."),
        (
            {
                "certificazioni-0-schema": "whp",
                "certificazioni-0-dal": "2025-01-02",
                "certificazioni-0-al": "2025-01-01",
            },
            "La data di fine viene prima di quella di inizio.",
        ),
        ({"certificazioni-TOTAL_FORMS": "5000"}, "riepilogo-errori"),
        ({"certificazioni-TOTAL_FORMS": "x"}, "riepilogo-errori"),
    ],
)
def test_what_is_wrong_is_said_what_was_typed_stays_and_nothing_is_written(client, cambi, attesi):
    ente = entra(client).organizzazione
    risposta = client.post(indirizzo("create", ente), modulo(**{"bisogno": "Scritto a lungo."} | cambi))
    assert risposta.status_code == 200
    assertContains(risposta, attesi)
    assertContains(risposta, "Scritto a lungo.")
    assert BuonaPratica.objects.count() == 0


def test_two_people_on_one_draft_do_not_overwrite_each_other_in_silence(client):
    ente = entra(client).organizzazione
    pagina = indirizzo("edit", ente, make_proposta_pratica(ente, "bozza").pk)
    letto = client.get(pagina).context["letto"]
    salva(client, pagina, titolo="Della prima persona")
    risposta = client.post(pagina, modulo(letto=letto, titolo="Della seconda"))
    assertContains(risposta, "Nel frattempo qualcuno l’ha salvata.")
    assert BuonaPratica.objects.get().titolo == "Della prima persona"
    client.post(pagina, modulo(letto=risposta.context["letto"], titolo="Della seconda"))
    assert BuonaPratica.objects.get().titolo == "Della seconda"


@pytest.mark.parametrize("lavoro", ["inviata", "approvata"])
def test_what_is_sent_or_approved_is_not_changed_by_its_member(client, lavoro):
    ente = entra(client).organizzazione
    pratica = make_proposta_pratica(ente)
    make_certificazione(pratica=pratica)
    if lavoro == "approvata":
        approva(pratica)
    pagina = indirizzo("edit", ente, pratica.pk)
    assert client.get(pagina).url == indirizzo("list", ente)
    pratica.refresh_from_db()
    risposta = client.post(pagina, modulo(titolo="Altro", letto=azioni.versione(pratica)))
    assertContains(risposta, "mandata ad ATS: non si cambia più")
    dopo = BuonaPratica.objects.get()
    assert (dopo.titolo, dopo.lavoro, dopo.certificazioni.count()) == (pratica.titolo, lavoro, 1)


def test_a_draft_of_the_firm_is_its_own_whatever_is_posted(client):
    ente, altro = entra(client).organizzazione, make_aderente()
    di_troppo = {"organizzazione": altro.pk, "pubblicata": "on", "lavoro": "approvata", "approvata_da": "Io"}
    client.post(indirizzo("create", ente), modulo(**di_troppo))
    pratica = BuonaPratica.objects.get()
    assert (pratica.organizzazione, pratica.pubblicata, pratica.lavoro, pratica.approvata_da) == (
        ente,
        False,
        "bozza",
        "",
    )


def test_what_is_taken_back_is_a_draft_without_consent(client):
    ente = entra(client).organizzazione
    pratica = make_proposta_pratica(ente)
    pagina = indirizzo("withdraw", ente, pratica.pk)
    assertContains(client.get(pagina), pratica.titolo)
    assert client.post(pagina).url == indirizzo("edit", ente, pratica.pk)
    pratica.refresh_from_db()
    assert (pratica.lavoro, pratica.consenso_il) == ("bozza", None)
    assert messaggi(client.post(pagina, follow=True))[-1] == "Adesso non si può: la buona pratica è bozza."


@pytest.mark.parametrize("metodo", ["get", "head", "post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize("nome", ["edit", "withdraw", "correction"])
def test_the_practice_of_another_body_is_not_there(client, nome, metodo):
    ente, altro = entra(client).organizzazione, make_aderente()
    di_altri = make_proposta_pratica(altro)
    di_ats = make_pratica(organizzazione=ente, pubblicata=False)
    for pratica in (di_altri, di_ats, make_pratica()):
        for chi in (ente, altro):
            assert getattr(client, metodo)(indirizzo(nome, chi, pratica.pk), modulo()).status_code == 404
    assert getattr(client, metodo)(indirizzo(nome, ente, 2**63)).status_code == 404
    di_altri.refresh_from_db()
    assert di_altri.lavoro == "inviata"


def test_the_list_is_of_the_body_alone(client):
    ente = entra(client).organizzazione
    nostra, di_ats = make_proposta_pratica(ente, "bozza"), make_pratica(organizzazione=ente)
    make_proposta_pratica(make_aderente())
    make_pratica(organizzazione=ente, pubblicata=False)
    pagina = client.get(indirizzo("list", ente))
    assert pagina.context["pratiche"] == [di_ats, nostra]
    assertContains(pagina, 'aria-current="page">Buone pratiche</a>')


def test_a_correction_of_what_is_public_is_asked_and_answered(client, settings):
    accesso = entra(client, make_aderente(denominazione="Latteria di Prova"))
    ente = accesso.organizzazione
    pratica = approva(make_proposta_pratica(ente, titolo="Un’ora"))
    Messaggio.objects.all().delete()
    pagina = indirizzo("correction", ente, pratica.pk)
    assertContains(client.post(pagina, {"testo": " "}), "Questo campo è obbligatorio.")
    risposta = client.post(pagina, {"testo": "Sono due ore."}, follow=True)
    assert messaggi(risposta) == ["Richiesta mandata ad ATS: ti scriviamo appena risponde."]
    assertContains(risposta, "Sono due ore.")
    assertContains(risposta, "ATS non ha ancora risposto.")
    assertContains(client.post(pagina, {"testo": "Ancora."}), "già una richiesta che aspetta")
    assertNotContains(client.get(pratica.get_absolute_url()), "Sono due ore.")

    azioni.chiudi_correzione(pratica=pratica, risposta="Corretto.")
    assertContains(client.get(indirizzo("list", ente)), "ATS risponde: Corretto.")
    assert [(m.destinatario, m.oggetto, m.testo) for m in Messaggio.objects.all()] == [
        (
            accesso.utente.email,
            "Correzione: Un’ora",
            "Buongiorno,\n"
            "avete chiesto di correggere la buona pratica «Un’ora» di Latteria di Prova. ATS risponde:\n\n"
            "Corretto.\n\nLa pagina è qui:\n\n"
            f"{settings.SITE_URL}{pratica.get_absolute_url()}\n\nRete di Conciliazione della Montagna\n",
        )
    ]
    with pytest.raises(ValidationError, match="Nessuna correzione aspetta"):
        azioni.chiudi_correzione(pratica=pratica, risposta="Ancora.")


def test_a_correction_of_what_is_not_public_is_refused(client):
    ente = entra(client).organizzazione
    pratica = make_proposta_pratica(ente, "bozza")
    risposta = client.post(indirizzo("correction", ente, pratica.pk), {"testo": "Correggi."})
    assertContains(risposta, "Non è pubblica")
    assert CommentoPratica.objects.count() == 0


def test_a_second_approval_is_refused_and_writes_nothing():
    ente = make_accesso().organizzazione
    pratica = make_proposta_pratica(ente)
    letto = azioni.versione(pratica)
    approva(pratica)
    with pytest.raises(ValidationError, match="la buona pratica è approvata"):
        azioni.approva(pratica=pratica, chi="ATS della Montagna", rivedere_entro=TRA_UN_ANNO, letto=letto)
    pratica.refresh_from_db()
    assert (pratica.approvata_da, Messaggio.objects.count()) == ("il Comitato", 1)


def test_what_ats_has_not_read_is_neither_approved_nor_given_back():
    pratica = make_proposta_pratica(make_accesso().organizzazione)
    letto = azioni.versione(pratica)
    azioni.ritira(pratica=pratica)
    azioni.invia(pratica=pratica)
    for azione in (
        lambda: azioni.approva(pratica=pratica, chi="il Comitato", rivedere_entro=TRA_UN_ANNO, letto=letto),
        lambda: azioni.restituisci(pratica=pratica, commenti={"anno": "Quale?"}, letto=letto),
    ):
        with pytest.raises(ValidationError, match="Nel frattempo è cambiata"):
            azione()
    assert (Messaggio.objects.count(), CommentoPratica.objects.count()) == (0, 0)


def test_nothing_is_given_back_without_a_word():
    pratica = make_proposta_pratica(make_aderente())
    with pytest.raises(ValidationError, match="Scrivi almeno un commento"):
        restituisci(pratica)
    pratica.refresh_from_db()
    assert pratica.lavoro == "inviata"


def test_a_demo_body_writes_demo_practices_and_is_not_written_to(client):
    ente = entra(client, make_aderente(dimostrativo=True)).organizzazione
    client.post(indirizzo("create", ente), modulo(manda="si", consenso="on"))
    pratica = BuonaPratica.objects.get()
    assert (pratica.dimostrativo, pratica.lavoro) == (True, "inviata")
    approva(pratica)
    assert Messaggio.objects.count() == 0


def test_the_list_makes_the_same_queries_with_more_rows(client, nplus):
    ente = entra(client).organizzazione

    def ancora():
        pratica = make_proposta_pratica(ente, "restituita")
        make_commento_pratica(pratica=pratica)
        pubblica = make_pratica(organizzazione=ente)
        make_commento_pratica(pratica=pubblica, campo="", dall_ente=True)

    nplus(lambda: client.get(indirizzo("list", ente)), ancora, attese=6)


def test_the_form_makes_the_same_queries_with_more_rows(client, nplus):
    ente = entra(client).organizzazione
    pratica = make_proposta_pratica(ente, "restituita")
    campi = iter(("titolo", "anno", "costo", "certificazioni"))

    def ancora():
        make_certificazione(pratica=pratica)
        pratica.temi.add(make_tema())
        make_commento_pratica(pratica=pratica, campo=next(campi))

    nplus(lambda: client.get(indirizzo("edit", ente, pratica.pk)), ancora, attese=11)


def test_the_public_list_leads_to_the_area(client):
    make_pratica()
    assertContains(client.get("/imprese/buone-pratiche/"), '<a href="/area-riservata/">Racconta la tua buona')


def test_the_html_of_the_pages_holds(client, settings):
    ente = entra(client).organizzazione
    restituita = make_proposta_pratica(ente, "restituita")
    make_commento_pratica(pratica=restituita)
    make_certificazione(pratica=restituita)
    inviata, pubblica = make_proposta_pratica(ente), make_pratica(organizzazione=ente)
    pagine = [
        indirizzo("list", ente),
        indirizzo("create", ente),
        indirizzo("edit", ente, restituita.pk),
        indirizzo("withdraw", ente, inviata.pk),
        indirizzo("correction", ente, pubblica.pk),
    ]
    difetti = {p: controlli_html.difetti(client.get(p).content.decode(), settings.SITE_URL) for p in pagine}
    assert difetti == {p: [] for p in pagine}
