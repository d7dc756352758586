"""The library: papers with versions, what a PDF declares, what citizens may open and until when."""

from datetime import date, timedelta
from io import BytesIO
from xml.etree import ElementTree

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader, PdfWriter
from pytest_django.asserts import assertContains, assertNotContains

from core import etichette_pdf, pdf
from core.etichette_pdf import Etichette
from piani.models import Atto
from redazione.biblioteca import quando
from redazione.models import Documento, VersioneDocumento
from tests.documenti import OSTILI, carica
from tests.documenti import pdf as pdf_di_prova
from tests.factories import make_utente
from tests.imprese.fabbriche import make_tema
from tests.redazione.fabbriche import make_documento, make_versione
from tests.rete.moduli import dati as dati_della_pagina
from tests.rete.moduli import errori
from utenti.ruoli import OPERATORE

OGGI = timezone.localdate()
ELENCO = "/biblioteca/"
REGIONE = "Regione Lombardia"
DOMANI = timezone.now() + timedelta(days=1)


def con_etichette():
    """Return the bytes of a PDF made for who listens, in Italian."""
    html = '<html lang="it"><head><title>Modello</title></head><body><h1>Modello</h1></body></html>'
    return pdf.pdf(html, "rapporto-pdf")


def senza(*chiavi):
    """Return the same PDF without some entries of its root."""
    scrittore = PdfWriter(clone_from=BytesIO(con_etichette()))
    for chiave in chiavi:
        del scrittore._root_object[chiave]
    uscita = BytesIO()
    scrittore.write(uscita)
    return uscita.getvalue()


def nuda():
    """Return the bytes of an empty page, as a scanner makes it."""
    scrittore, uscita = PdfWriter(), BytesIO()
    scrittore.add_blank_page(200, 200)
    scrittore.write(uscita)
    return uscita.getvalue()


def titoli(client, **filtri):
    return [riga.titolo for riga in client.get(ELENCO, filtri).context["object_list"]]


def voci_del_feed(client):
    radice = ElementTree.fromstring(client.get("/biblioteca/feed.xml").content)
    return [
        {nodo.tag.rpartition("}")[2]: nodo.text or nodo.get("href") for nodo in voce}
        for voce in radice.findall("{*}entry")
    ]


@pytest.mark.parametrize(
    ("contenuto", "attese"),
    [
        (con_etichette, Etichette(presenti=True, lingua="it", titolo=True)),
        (lambda: senza("/StructTreeRoot"), Etichette(lingua="it", titolo=True)),
        (lambda: senza("/MarkInfo", "/Lang"), Etichette(titolo=True)),
        (lambda: senza("/ViewerPreferences"), Etichette(presenti=True, lingua="it")),
        (nuda, Etichette()),
        (pdf_di_prova, None),
        (lambda: b"", None),
        (lambda: b"%PDF-1.7\ntrailer << /Root 1 0 R >>\n%%EOF", None),
        (lambda: con_etichette()[:400], None),
    ],
    ids=["whole", "no tree", "not marked", "no title", "bare", "broken", "empty", "no root", "cut"],
)
def test_a_pdf_declares_what_it_is(contenuto, attese):
    assert etichette_pdf.leggi(contenuto()) == attese


def test_the_page_says_how_the_file_is_read(client, db):
    documento = make_documento()
    make_versione(documento, file=ContentFile(con_etichette(), name="a.pdf"), indirizzo="")
    pagina = client.get(documento.get_absolute_url())
    assertContains(pagina, "PDF con etichette: si può ascoltare")
    scaricato = client.get(reverse("biblioteca:file", args=[documento.slug]))
    letto = b"".join(scaricato.streaming_content)
    assert (len(PdfReader(BytesIO(letto)).pages), len(letto)) == (1, documento.corrente.peso)
    assert scaricato["Content-Disposition"] == f'attachment; filename="{documento.slug}-1.pdf"'
    make_versione(documento, file=carica(), indirizzo="")
    pagina = client.get(documento.get_absolute_url())
    assertContains(pagina, "PDF senza etichette: si ascolta male")
    assertContains(pagina, "chiedi il testo all’ufficio")


@pytest.mark.parametrize("esce", [None, DOMANI], ids=["draft", "future"])
def test_what_is_not_out_is_nowhere(client, db, esce):
    documento = make_documento(titolo="SEGRETO", pubblica_dal=esce)
    make_versione(documento, file=carica(), indirizzo="")
    for indirizzo in (documento.get_absolute_url(), reverse("biblioteca:file", args=[documento.slug])):
        assert client.get(indirizzo).status_code == 404
    for indirizzo in (ELENCO, "/biblioteca/feed.xml", "/cerca/?q=segreto", "/sitemap-documenti.xml"):
        assertNotContains(client.get(indirizzo), "SEGRETO")


def test_only_the_version_in_use_is_handed_out(client, db):
    documento = make_documento()
    make_versione(documento, file=carica(), indirizzo="")
    make_versione(documento, indirizzo="https://example.org/nuova.pdf")
    assert client.get(reverse("biblioteca:file", args=[documento.slug])).status_code == 404
    assertContains(client.get(documento.get_absolute_url()), "https://example.org/nuova.pdf")


def test_a_paper_out_of_use_leaves_the_list_and_says_so(client, db):
    ieri = OGGI - timedelta(days=1)
    make_documento(titolo="Vale ancora oggi", scade_il=OGGI)
    vecchio = make_documento(titolo="Non vale più", scade_il=ieri)
    assert titoli(client) == ["Vale ancora oggi"]
    assertContains(client.get(vecchio.get_absolute_url()), "non si usa più")
    assert [voce["title"] for voce in voci_del_feed(client)] == ["Vale ancora oggi"]


def test_filters_find_by_words_kind_topic_and_reader(client, db):
    tema = make_tema()
    accordo = make_documento(titolo="Accordo sugli orari", tipo="accordo", per_chi="imprese")
    accordo.temi.add(tema)
    make_documento(titolo="Logo della Rete", tipo="logo", per_chi="aderenti")
    make_documento(titolo="Volantino", tipo="volantino", testo="Gli orari degli sportelli")
    assert titoli(client, q="orari") == ["Volantino", "Accordo sugli orari"]
    assert titoli(client, tipo="logo") == ["Logo della Rete"]
    assert titoli(client, tema=tema.code) == ["Accordo sugli orari"]
    assert titoli(client, per_chi="aderenti") == ["Volantino", "Logo della Rete"]
    assertContains(client.get(ELENCO, {"tipo": "boh"}), "Un filtro non va bene")


def test_the_feed_is_read_back(client, db, settings):
    settings.SITE_URL = "https://portale.example"
    documento = make_documento(titolo="Modello & accordo", sommario="Da copiare.", testo="**Sì**.")
    (voce,) = voci_del_feed(client)
    assert voce == {
        "title": "Modello & accordo",
        "link": f"https://portale.example{documento.get_absolute_url()}",
        "published": documento.pubblica_dal.isoformat(),
        "updated": documento.aggiornato_il.isoformat(),
        "id": f"https://portale.example/biblioteca/#{documento.pk}",
        "summary": "<p>Da copiare.</p><p><strong>Sì</strong>.</p>",
    }


def test_the_pages_change_when_a_paper_comes_out(db):
    ora = timezone.now()
    make_documento(pubblica_dal=ora + timedelta(hours=1))
    assert quando.uscite(ora, ora + timedelta(hours=2)) == [ora + timedelta(hours=1)]
    assert quando.uscite(ora, ora + timedelta(minutes=59)) == []


def test_acts_are_listed_with_filters(client, db):
    for anno, ente in (
        (2016, REGIONE),
        (2018, "ATS della Montagna"),
        (None, REGIONE),
    ):
        data = date(anno, 12, 12) if anno else None
        valori = {"tipo": "DGR", "numero": str(anno), "data": data, "ente": ente, "titolo": "Un atto"}
        Atto.objects.create(code=f"A-{anno}", **valori)
    pagina = client.get("/biblioteca/atti/", {"anno": "2016"})
    assert [str(atto) for atto in pagina.context["object_list"]] == ["DGR 2016"]
    pagina = client.get("/biblioteca/atti/", {"ente": REGIONE})
    assert [str(atto) for atto in pagina.context["object_list"]] == ["DGR 2016", "DGR None"]
    assertContains(client.get("/biblioteca/atti/", {"anno": "1492"}), "Nessun atto trovato")


def test_queries_of_the_pages_do_not_grow(client, db, nplus):
    def ancora():
        documento = make_documento()
        documento.temi.add(make_tema())
        make_versione(documento)
        Atto.objects.create(code=documento.slug, tipo="DGR", ente="Regione", titolo="Un atto")

    ancora()
    nplus(lambda: client.get(ELENCO), ancora, attese=7)
    nplus(lambda: client.get("/biblioteca/atti/"), ancora, attese=4)


@pytest.fixture
def operatore(client, db):
    utente = make_utente(is_staff=True)
    utente.groups.set(Group.objects.filter(name=OPERATORE))
    client.force_login(utente)
    return utente


def invia(client, documento, file):
    scheda = reverse("admin:redazione_documento_change", args=[documento.pk])
    dati = dati_della_pagina(client.get(scheda)) | {
        "pubblica_dal_0": "01/10/2026",
        "pubblica_dal_1": "09:00:00",
        "versioni-0-numero": "1",
        "versioni-0-data": "01/10/2026",
        "versioni-0-file": file,
        "versioni-TOTAL_FORMS": "1",
    }
    return client.post(scheda, dati, follow=True)


@pytest.mark.parametrize(("contenuto", "avvisa"), [(con_etichette, False), (pdf_di_prova, True)])
def test_the_office_is_told_of_a_pdf_without_tags(client, operatore, contenuto, avvisa):
    documento = make_documento()
    pagina = invia(client, documento, carica(contenuto()))
    detti = [str(messaggio) for messaggio in pagina.context["messages"]]
    assert (any("non ha etichette" in detto for detto in detti), documento.versioni.count()) == (avvisa, 1)
    assert list(Documento.objects.senza_etichette()) == ([documento] if avvisa else [])


def test_a_hostile_file_is_refused_and_nothing_is_kept(client, operatore):
    documento = make_documento()
    for cattivo, _perche in OSTILI.values():
        assert errori(invia(client, documento, carica(cattivo)))
    assert VersioneDocumento.objects.count() == 0


def test_a_version_comes_after_those_before_it(db):
    prima = make_versione(data=date(2026, 5, 1))
    dopo = VersioneDocumento(
        documento=prima.documento, numero=2, data=date(2026, 4, 1), indirizzo="https://example.org/"
    )
    with pytest.raises(Exception, match="È prima della versione che sostituisce"):
        dopo.full_clean()


def test_what_ends_soon_and_what_cannot_be_heard_wait_for_the_office(db):
    presto = make_documento(scade_il=OGGI + timedelta(days=30))
    make_documento(scade_il=OGGI + timedelta(days=31))
    make_documento(scade_il=OGGI - timedelta(days=1))
    make_documento(scade_il=OGGI, pubblica_dal=None)
    assert list(Documento.objects.in_scadenza(OGGI + timedelta(days=30))) == [presto]
    sordo, guarito = make_documento(), make_documento()
    make_versione(make_documento())
    make_versione(sordo, file=carica(), indirizzo="")
    make_versione(guarito, file=carica(), indirizzo="")
    make_versione(guarito, file=ContentFile(con_etichette(), name="b.pdf"), indirizzo="")
    assert list(Documento.objects.senza_etichette()) == [sordo]
