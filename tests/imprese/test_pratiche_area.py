"""Good practices told by members: draft, sent, given back by field, corrected, approved, published."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from core.models import Messaggio
from imprese.models import BuonaPratica, CommentoPratica
from imprese.pratiche import azioni
from imprese.pratiche.bozze import versione
from tests.factories import make_accesso, make_aderente, make_utente
from tests.imprese.fabbriche import make_tema
from tests.imprese.fabbriche_pratiche import make_bozza, make_certificazione, make_pratica
from utenti.ruoli import OPERATORE

OGGI = timezone.localdate()
VUOTE = {"certificazioni-TOTAL_FORMS": "0", "certificazioni-INITIAL_FORMS": "0"}
TUTTO = VUOTE | {
    **{"titolo": "Orari larghi", "settore": "C", "dimensione": "micro", "anno": "2024", "stato": "a_regime"},
    **{"bisogno": "Tempo.", "misure": "Una fascia.", "strumento": "prassi", "costo": "niente"},
    "da_copiare": "La fascia.",
}


@pytest.fixture
def ente(client, db):
    accesso = make_accesso(organizzazione=make_aderente(denominazione="Latteria"))
    client.force_login(accesso.utente)
    return accesso.organizzazione


@pytest.fixture
def gestione(db):
    utente = make_utente(is_staff=True)
    utente.groups.set(Group.objects.filter(name=OPERATORE))
    client = Client()
    client.force_login(utente)
    return client


def pagina(nome, ente, *altro):
    return reverse(f"area_pratiche:{nome}", args=[ente.slug, *altro])


def admin(nome, pratica):
    return reverse(f"admin:imprese_buonapratica_{nome}", args=[pratica.pk])


def test_from_the_draft_to_the_public_page(client, ente, gestione):
    assertContains(client.get(pagina("list", ente)), "Non ne avete ancora raccontata nessuna")
    client.post(pagina("create", ente), VUOTE | {"titolo": "Orari larghi", "anno": "2024"})
    pratica = BuonaPratica.objects.get()
    assert (pratica.lavoro, pratica.organizzazione, pratica.pubblicata) == ("bozza", ente, False)
    assert client.get(pratica.get_absolute_url()).status_code == 404

    sua = pagina("edit", ente, pratica.pk)
    letto = {"letto": versione(pratica)}
    assertContains(client.post(sua, TUTTO | letto | {"manda": "si"}), "segna che il tuo ente è d’accordo")
    manca = TUTTO | letto | {"manda": "si", "consenso": "si", "misure": ""}
    assertContains(client.post(sua, manca), 'id="id_misure_error"')
    pratica.refresh_from_db()
    assert (pratica.lavoro, pratica.consenso_il) == ("bozza", None)
    client.post(sua, TUTTO | {"letto": versione(pratica), "manda": "si", "consenso": "si"})
    pratica.refresh_from_db()
    assert (pratica.lavoro, pratica.consenso_il, pratica.misure) == ("inviata", OGGI, "Una fascia.")
    assertRedirects(client.get(sua), pagina("list", ente))

    assertContains(gestione.get(admin("return", pratica)), "Ha scritto: Una fascia.")
    assertContains(gestione.post(admin("return", pratica), {}), "Scrivi almeno un commento")
    gestione.post(admin("return", pratica), {"misure": "Di’ da che ora."})
    assert list(CommentoPratica.objects.values_list("campo", "testo", "risolto_il")) == [
        ("misure", "Di’ da che ora.", None)
    ]
    assertContains(client.get(sua), "Di’ da che ora.")
    oggi = client.get(reverse("rete:area-ente", args=[ente.slug]))
    assertContains(oggi, "ATS chiede di correggere la buona pratica")
    pratica.refresh_from_db()
    corretta = {"misure": "Dalle 8 alle 9.", "letto": versione(pratica), "manda": "si", "consenso": "si"}
    client.post(sua, TUTTO | corretta)
    assert CommentoPratica.objects.get().risolto_il is not None
    assertContains(gestione.get(admin("change", pratica)), "corretto il")

    fra_un_anno = OGGI + timedelta(days=365)
    dati = {"approvata_da": "il Comitato", "da_rivedere_entro": fra_un_anno.isoformat()}
    gestione.post(admin("approve", pratica), dati)
    pratica.refresh_from_db()
    assert (pratica.lavoro, pratica.pubblicata, pratica.approvata_il, pratica.da_rivedere_entro) == (
        *("approvata", True, OGGI, fra_un_anno),
    )
    assertContains(client.get(pratica.get_absolute_url()), "Dalle 8 alle 9.")
    assertNotContains(client.get(pratica.get_absolute_url()), "Di’ da che ora")
    assert list(Messaggio.objects.order_by("pk").values_list("oggetto", flat=True)) == [
        "Da correggere: Orari larghi",
        "Pubblicata: Orari larghi",
    ]
    assertContains(gestione.post(admin("approve", pratica), dati), "Adesso non si può")
    assert Messaggio.objects.count() == 2


def test_what_is_sent_may_be_taken_back_until_it_is_read(client, ente):
    pratica = azioni.invia(pratica=make_bozza(ente))
    client.post(pagina("withdraw", ente, pratica.pk))
    pratica.refresh_from_db()
    assert (pratica.lavoro, pratica.consenso_il) == ("bozza", None)
    azioni.invia(pratica=pratica)
    azioni.approva(pratica=pratica, approvata_da="ATS", da_rivedere_entro=OGGI + timedelta(days=1))
    client.post(pagina("withdraw", ente, pratica.pk))
    assert BuonaPratica.objects.get(pk=pratica.pk).lavoro == "approvata"


def test_what_is_not_published_is_nowhere(client, ente):
    for lavoro in ("bozza", "inviata", "restituita"):
        make_bozza(ente, titolo="SEGRETO", lavoro=lavoro)
    for indirizzo in ("/imprese/buone-pratiche/", "/cerca/?q=segreto", "/sitemap-pratiche.xml", "/imprese/"):
        assertNotContains(client.get(indirizzo), "SEGRETO")


def test_another_body_finds_nothing(client, ente):
    altrui = make_bozza(make_aderente(), titolo="SEGRETO", lavoro="inviata")
    assertNotContains(client.get(pagina("list", ente)), "SEGRETO")
    for nome in ("edit", "withdraw"):
        assert client.post(pagina(nome, ente, altrui.pk), TUTTO).status_code == 404
        assert client.post(pagina(nome, altrui.organizzazione, altrui.pk), TUTTO).status_code == 404
    altrui.refresh_from_db()
    assert (altrui.titolo, altrui.lavoro) == ("SEGRETO", "inviata")


def test_two_people_on_one_draft_are_told_apart(client, ente):
    pratica = make_bozza(ente, titolo="Prima")
    vecchia = versione(pratica)
    pratica.titolo = "Di un collega"
    pratica.save()
    sua = pagina("edit", ente, pratica.pk)
    risposta = client.post(sua, TUTTO | {"letto": vecchia})
    assertContains(risposta, "Nel frattempo qualcuno l’ha salvata")
    assertContains(risposta, "Orari larghi")
    pratica.refresh_from_db()
    assert pratica.titolo == "Di un collega"
    client.post(sua, TUTTO | {"letto": versione(pratica)})
    pratica.refresh_from_db()
    assert pratica.titolo == "Orari larghi"


def test_certifications_and_topics_are_told_with_it(client, ente):
    tema = make_tema()
    righe = {"certificazioni-TOTAL_FORMS": "2", "certificazioni-0-schema": "pdr125"}
    giorni = {"certificazioni-0-dal": "2024-01-01", "certificazioni-0-al": "2025-01-01"}
    client.post(pagina("create", ente), TUTTO | righe | giorni | {"temi": [tema.pk]})
    pratica = BuonaPratica.objects.get()
    assert list(pratica.temi.all()) == [tema]
    assert list(pratica.certificazioni.values_list("schema", "al")) == [("pdr125", date(2025, 1, 1))]
    righe |= {"certificazioni-0-dal": "2026-01-01", "certificazioni-0-al": "2025-01-01"}
    assertContains(client.post(pagina("create", ente), TUTTO | righe), "correggere nelle certificazioni")
    assert BuonaPratica.objects.count() == 1


def test_a_certification_that_ended_says_so(client, db):
    pratica = make_pratica()
    make_certificazione(pratica=pratica, al=OGGI)
    assertNotContains(client.get(pratica.get_absolute_url()), "non vale più")
    make_certificazione(pratica=pratica, schema="whp", al=OGGI - timedelta(days=1))
    assertContains(client.get(pratica.get_absolute_url()), "non vale più", count=1)


def test_the_day_to_read_it_again_is_to_come(db):
    pratica = azioni.invia(pratica=make_bozza(make_aderente()))
    with pytest.raises(ValidationError, match="deve ancora venire"):
        azioni.approva(pratica=pratica, approvata_da="ATS", da_rivedere_entro=OGGI)
    with pytest.raises(ValidationError, match="Adesso non si può"):
        azioni.invia(pratica=pratica)


def test_nobody_is_told_of_a_demo(db):
    pratica = azioni.invia(pratica=make_bozza(make_accesso().organizzazione, dimostrativo=True))
    azioni.restituisci(pratica=pratica, commenti={"misure": "Di più."})
    assert Messaggio.objects.count() == 0


def test_queries_of_the_list_do_not_grow(client, ente, nplus):
    nplus(lambda: client.get(pagina("list", ente)), lambda: make_bozza(ente), attese=5)
