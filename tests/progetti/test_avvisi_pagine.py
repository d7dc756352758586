"""Public pages of the calls: what they say, what they never say, the files they hand over."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from progetti.models import DocumentoAvviso, DomandaFrequente, DotazioneLinea, PartnerProgetto
from tests import controlli_html, lettore_ics
from tests.documenti import pdf
from tests.factories import (
    make_aperto,
    make_avviso,
    make_candidatura,
    make_istante,
    make_linea,
    make_organizzazione,
    make_piano,
    make_progetto,
    make_quadro,
)
from tests.progetti.avvisi import APRE, CHIUDE, leggi

pytestmark = pytest.mark.django_db
ESITO = {"esito": "Un progetto finanziato.", "esito_pubblicato_il": date(2018, 12, 15)}


def titoli(risposta):
    return [avviso.titolo for avviso in risposta.context["object_list"]]


def test_open_calls_come_first_then_those_to_come_then_the_closed(client):
    adesso, ora = timezone.now(), timedelta(hours=1)
    make_avviso(titolo="chiuso da poco", apre_il=adesso - 9 * ora, chiude_il=adesso - ora)
    make_avviso(titolo="chiuso da tempo", apre_il=APRE, chiude_il=CHIUDE)
    make_avviso(titolo="date non note")
    make_avviso(titolo="apre dopo", apre_il=adesso + 3 * ora)
    make_avviso(titolo="apre prima", apre_il=adesso + ora)
    make_aperto(titolo="chiude dopo", chiude_il=adesso + 9 * ora)
    make_aperto(titolo="chiude prima", chiude_il=adesso + ora)
    make_aperto(titolo="non pubblicato", pubblicato=False)
    assert titoli(client.get("/avvisi/")) == [
        "chiude prima",
        "chiude dopo",
        "apre prima",
        "apre dopo",
        "chiuso da poco",
        "chiuso da tempo",
        "date non note",
    ]


def test_filters_by_state_and_cycle_and_a_wrong_one_is_told(client):
    piano = make_piano()
    make_aperto(titolo="uno", piano=piano)
    make_avviso(titolo="due", apre_il=APRE, chiude_il=CHIUDE, piano=piano)
    make_aperto(titolo="tre")
    assert titoli(client.get("/avvisi/", {"stato": "aperto", "ciclo": piano.code})) == ["uno"]
    assert titoli(client.get("/avvisi/", {"stato": "chiuso"})) == ["due"]
    for sbagliato in ({"stato": "boh"}, {"ciclo": "assente"}, {"fondo": "x"}, {"q": "a\x00b"}):
        risposta = client.get("/avvisi/", sbagliato)
        assert (risposta.status_code, titoli(risposta)) == (200, [])
        assert "Un filtro non va bene" in leggi(risposta)
    assert client.get("/avvisi/", {"pagina": "9" * 30}).status_code == 404


def test_a_page_says_who_when_how_much_and_whom_to_ask(client, settings):
    avviso = make_aperto(
        titolo="Alleanze",
        a_chi="Le Alleanze",
        dotazione=Decimal("1234567.89"),
        assegnazione="sportello",
        quota_cofinanziamento_minima_pct=20,
        ufficio="Ufficio di Piano",
        ufficio_email="ufficio@example.org",
        soglia="61.50",
    )
    DotazioneLinea.objects.create(avviso=avviso, linea=make_linea(label="Salvatempo"), importo="1000.10")
    oggi = timezone.localdate()
    DomandaFrequente.objects.create(avviso=avviso, domanda="Si vede?", risposta="Sì.", pubblicata_il=oggi)
    domani = oggi + timedelta(days=1)
    DomandaFrequente.objects.create(avviso=avviso, domanda="Domani?", risposta="No.", pubblicata_il=domani)
    risposta = client.get(avviso.get_absolute_url())
    pagina = leggi(risposta)
    for atteso in (
        "Le Alleanze",
        "Chiude tra 10 giorni",
        "1.234.567,89 €",
        "Salvatempo",
        "1.000,10 €",
        "almeno il 20% del costo",
        "mailto:ufficio@example.org",
        "Si vede?",
    ):
        assert atteso in pagina, atteso
    assert "Domani?" not in pagina
    assert ("61,5" in pagina, "61.5" in pagina) == (False, False)
    assert controlli_html.difetti(risposta.content.decode(), settings.SITE_URL) == []


CIFRE = ("SEGRETO", "7654321", "7.654.321", "61,5")


def _con_tutto(**campi):
    """Return a closed call with proposals of every end, each with words that could leak."""
    avviso = make_avviso(apre_il=APRE, chiude_il=CHIUDE, dotazione=Decimal("5000"), soglia="61.50", **campi)
    giorno = {"stato_dal": date(2018, 12, 1), "avviso": avviso}
    progetti = {
        "ammessa_finanziata": make_progetto("ammessa_finanziata", titolo="Vincente", **giorno),
        "ammessa_non_finanziata": make_progetto("ammessa_non_finanziata", titolo="Secondo", **giorno),
        "esclusa": make_progetto("esclusa", titolo="Riservato Escluso", **giorno),
        "non_ammissibile": make_progetto("non_ammissibile", titolo="Riservato Inammissibile", **giorno),
        "rinuncia": make_progetto("candidatura_presentata", titolo="Riservato Ritirato", **giorno),
    }
    progetti["rinuncia"].eventi.create(tipo="rinuncia", data=date(2018, 12, 2))
    for nome, progetto in progetti.items():
        ente = make_organizzazione(denominazione=f"Ente {nome}")
        PartnerProgetto.objects.create(progetto=progetto, organizzazione=ente, ruolo="capofila")
        make_candidatura(
            avviso,
            progetto=progetto,
            protocollo=f"SEGRETO-{nome}",
            ricevuta_il=CHIUDE,
            importo_richiesto=7654321,
        )
    make_quadro(progetti["ammessa_finanziata"], {"regione": Decimal("1500.50"), "partner": Decimal("300")})
    return avviso


def test_before_the_outcome_no_proposal_is_known(client):
    avviso = _con_tutto()
    pagine = leggi(client.get(avviso.get_absolute_url())) + leggi(client.get("/avvisi/"))
    for segreto in ("Vincente", "Secondo", "Riservato", *CIFRE, "1.500,50", "Ente "):
        assert segreto not in pagine, segreto
    avviso.esito, avviso.esito_pubblicato_il = "Domani.", timezone.localdate() + timedelta(days=1)
    avviso.save()
    assert "Domani." not in leggi(client.get(avviso.get_absolute_url()))


def test_the_outcome_names_who_was_financed_and_admitted_and_counts_the_rest(client):
    avviso = _con_tutto(**ESITO)
    risposta = client.get(avviso.get_absolute_url())
    pagina = leggi(risposta)
    for atteso in (
        "Un progetto finanziato.",
        "Vincente",
        "Ente ammessa_finanziata",
        "1.500,50 €",
        "Secondo",
        "Ente ammessa_non_finanziata",
        "1 non ammissibile",
        "1 esclusa",
        "1 ritirata",
    ):
        assert atteso in pagina, atteso
    for segreto in ("Riservato", *CIFRE, "Ente esclusa", "Ente non_am", "Ente rinuncia"):
        assert segreto not in pagina, segreto


def test_queries_of_the_pages_do_not_grow(client, nplus):
    avviso = make_avviso(apre_il=APRE, chiude_il=CHIUDE, dotazione=5000, **ESITO)

    def aggiungi():
        progetto = make_progetto("ammessa_finanziata", avviso=avviso)
        make_quadro(progetto)
        make_progetto("ammessa_non_finanziata", avviso=avviso)
        make_aperto(piano=make_piano())

    nplus(lambda: client.get(avviso.get_absolute_url()), aggiungi, attese=18)
    nplus(lambda: client.get("/avvisi/"), aggiungi, attese=5)


def _documento(avviso, **campi):
    documento = DocumentoAvviso(**{"avviso": avviso, "titolo": "Il testo", "pubblico": True} | campi)
    documento.file.save("x.pdf", ContentFile(pdf()))
    documento.save()
    return documento


def test_only_public_documents_of_published_calls_are_handed_over(client):
    avviso, bozza = make_aperto(), make_aperto(pubblicato=False)
    documento = _documento(avviso)
    risposta = client.get(f"/avvisi/{avviso.slug}/documenti/{documento.pk}/")
    assert b"".join(risposta.streaming_content) == pdf()
    assert risposta["Content-Disposition"] == 'attachment; filename="il-testo.pdf"'
    assert "sandbox" in risposta["Content-Security-Policy"]
    nascosto, di_bozza = _documento(avviso, pubblico=False, titolo="Interno"), _documento(bozza)
    altrove = DocumentoAvviso.objects.create(
        avviso=avviso, titolo="Sito", indirizzo="https://example.org/", pubblico=True
    )
    for slug, pk in (
        (avviso.slug, nascosto.pk),
        (bozza.slug, di_bozza.pk),
        (avviso.slug, di_bozza.pk),
        (avviso.slug, altrove.pk),
        (avviso.slug, 10**30),
    ):
        assert client.get(f"/avvisi/{slug}/documenti/{pk}/").status_code == 404, (slug, pk)
    pagina = leggi(client.get(avviso.get_absolute_url()))
    assert "Interno" not in pagina
    assert f"/documenti/{documento.pk}/" in pagina
    documento.file.storage.delete(documento.file.name)
    assert client.get(f"/avvisi/{avviso.slug}/documenti/{documento.pk}/").status_code == 404
    assert client.get(avviso.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("slug", ["assente", "avvisami-x", "a" * 300])
def test_a_call_that_is_not_there_is_a_404(client, slug):
    assert client.get(f"/avvisi/{slug}/").status_code == 404
    assert client.get(f"/avvisi/{slug}/calendario.ics").status_code == 404


def test_no_slug_takes_the_place_of_a_page(client):
    assert make_avviso(titolo="Avvisami").slug == "avvisami-2"


def eventi(client, indirizzo):
    risposta = client.get(indirizzo)
    assert risposta["Content-Type"] == "text/calendar; charset=utf-8"
    return lettore_ics.eventi(risposta.content.decode())


def test_calendar_read_by_another_reader_has_every_opening_and_closing(client, settings):
    orario = make_avviso(titolo="Con l'ora; e altro", apre_il=APRE, chiude_il=CHIUDE)
    make_avviso(titolo="Solo il giorno", chiude_il=make_istante(2018, 11, 9, 23, 59), ore_note=False)
    make_avviso(titolo="Senza date")
    make_aperto(titolo="Bozza", pubblicato=False)
    letti = {voce["SUMMARY"]: voce for voce in eventi(client, "/avvisi/calendario.ics")}
    assert set(letti) == {
        "Apre: Con l'ora; e altro",
        "Chiude: Con l'ora; e altro",
        "Chiude: Solo il giorno",
    }
    chiude = letti["Chiude: Con l'ora; e altro"]
    assert chiude["DTSTART"] == "20181109T110000Z"
    assert chiude["URL"] == f"{settings.SITE_URL}{orario.get_absolute_url()}"
    assert chiude["VALARM"]["TRIGGER"] == "-P5D"
    giorno = letti["Chiude: Solo il giorno"]
    assert (giorno["DTSTART"], giorno["DTEND"]) == ("20181109", "20181110")


def test_an_extension_moves_the_same_event(client):
    avviso = make_avviso(apre_il=APRE, chiude_il=CHIUDE)
    indirizzo = f"{avviso.get_absolute_url()}calendario.ics"
    prima = [voce["UID"] for voce in eventi(client, indirizzo)]
    avviso.chiude_il += timedelta(days=7)
    avviso.save()
    dopo = eventi(client, indirizzo)
    assert [voce["UID"] for voce in dopo] == prima
    assert dopo[1]["DTSTART"] == "20181116T110000Z"
