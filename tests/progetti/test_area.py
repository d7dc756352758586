"""The projects of a body in its area: which, what each page says, what capofila and partner may do."""

import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from core.documenti import privati
from progetti.models import DocumentoProgetto, EventoProgetto, Pagamento, Scadenza, VoceDenaro
from tests.area import entra, messaggi
from tests.documenti import OSTILI, carica, pdf
from tests.factories import (
    make_accesso,
    make_aderente,
    make_documento,
    make_partner,
    make_progetto,
    make_quadro,
    make_utente,
)

pytestmark = pytest.mark.django_db

OGGI = timezone.localdate()
IERI = OGGI - timedelta(days=1)


@pytest.fixture
def ente(client):
    """Return a body whose pages the client keeps."""
    return entra(client, make_aderente(denominazione="Comune di Prova")).organizzazione


@pytest.fixture
def progetto(ente):
    """Return a project that the body leads."""
    return make_partner(
        organizzazione=ente, ruolo="capofila", progetto=make_progetto(titolo="Tempi")
    ).progetto


def indirizzo(nome, ente, progetto=None, **altri):
    """Return an address of the area."""
    parti = {"ente": ente.slug} | ({"progetto": progetto.slug} if progetto else {}) | altri
    return reverse(f"area_progetti:{nome}", kwargs=parti)


def da_mandare(**campi):
    """Return what a browser sends to upload a paper."""
    valori = {"tipo": "accordo", "titolo": "Accordo firmato", "data": "2026-01-15", "documento": carica()}
    return valori | campi


# --- The list and the page -------------------------------------------------------------------------------


def test_led_ones_first_with_the_late_deadline_and_the_money(client, ente):
    partner = make_partner(organizzazione=ente, progetto=make_progetto(titolo="Da partner")).progetto
    guidato = make_partner(organizzazione=ente, ruolo="capofila").progetto
    for titolo, giorno in (("Domani", OGGI + timedelta(days=1)), ("In ritardo", IERI)):
        Scadenza.objects.create(progetto=guidato, titolo=titolo, giorno=giorno)
    make_quadro(guidato, {"regione": Decimal("1000.00"), "partner": Decimal("500.00")})
    Pagamento.objects.create(
        progetto=guidato, tipo="anticipo", data=IERI, importo=Decimal("400.10"), beneficiario=ente
    )
    make_partner(progetto=make_progetto(titolo="Di altri"))
    risposta = client.get(indirizzo("list", ente))
    gruppi = dict(risposta.context["gruppi"])
    assert [(r.progetto, r.prossima.titolo, len(r.dovute)) for r in gruppi["guidati"]] == [
        (guidato, "In ritardo", 2)
    ]
    assert [(r.progetto, r.prossima) for r in gruppi["partner"]] == [(partner, None)]
    for testo in ("passata da 1 giorno", "e un’altra", "1.000,00", "400,10"):
        assertContains(risposta, testo)
    assertNotContains(risposta, "Di altri")


def test_a_proposal_is_there_for_its_bodies_and_the_past_is_under_the_rest(client, ente):
    segreta = make_progetto(titolo="Candidatura", stato="candidatura_presentata")
    make_partner(organizzazione=ente, ruolo="capofila", progetto=segreta)
    finito = make_partner(organizzazione=ente, al=IERI, progetto=make_progetto(titolo="Vecchio")).progetto
    mai_nato = make_progetto(titolo="Escluso", stato="esclusa")
    make_partner(organizzazione=ente, al=IERI, progetto=mai_nato)
    risposta = client.get(indirizzo("list", ente))
    assertContains(risposta, "Candidatura")
    assert [riga.progetto for riga in risposta.context["passati"]] == [finito]
    assertNotContains(risposta, "Escluso")
    assertContains(client.get(indirizzo("detail", ente, segreta)), "I cittadini non vedono questo progetto")
    assert client.get(indirizzo("detail", ente, finito)).status_code == 404


def test_who_is_in_no_project_is_told(client, ente):
    assertContains(client.get(indirizzo("list", ente)), "Oggi il tuo ente non è in nessun progetto")


def test_the_page_tells_life_delay_and_the_share_of_this_body(client, ente, progetto):
    EventoProgetto.objects.filter(progetto=progetto).delete()
    for tipo, data, fine in (
        ("ammessa_finanziata", date(2024, 1, 2), date(2024, 12, 31)),
        ("avviata", date(2024, 2, 1), None),
        ("monitoraggio_intermedio", date(2024, 6, 1), None),
    ):
        EventoProgetto.objects.create(progetto=progetto, tipo=tipo, data=data, nuova_fine=fine)
    altro = make_partner(progetto=progetto, organizzazione=make_aderente(denominazione="Altro ente"))
    quadro = make_quadro(progetto, {"regione": Decimal("1000.00"), "partner": Decimal("300.00")}, None)
    quadro.fonti_di_denaro.filter(pagatore="partner").delete()
    for chi, importo, natura in (
        (ente, "120.50", False),
        (ente, "79.50", True),
        (altro.organizzazione, "100", False),
    ):
        VoceDenaro.objects.create(
            quadro=quadro, pagatore="partner", organizzazione=chi, importo=Decimal(importo), in_natura=natura
        )
    quadro.approvato_il = date(2024, 1, 2)
    quadro.save()
    Pagamento.objects.create(
        progetto=progetto, tipo="anticipo", data=IERI, importo=400, beneficiario=altro.organizzazione
    )
    Pagamento.objects.create(progetto=progetto, tipo="anticipo", data=IERI, importo=100, beneficiario=ente)
    risposta = client.get(indirizzo("detail", ente, progetto))
    denaro = risposta.context["denaro"]
    assert (denaro.mio_denaro, denaro.mio_in_natura, denaro.ricevuto) == (
        Decimal("120.50"),
        Decimal("79.50"),
        Decimal("100.00"),
    )
    giorni = (OGGI - date(2024, 12, 31)).days
    assert risposta.context["ritardo"] == f"in ritardo di {giorni} giorni"
    assert [si_vede for _evento, si_vede in risposta.context["eventi"]] == [True, True, False]
    assertContains(risposta, "Monitoraggio intermedio")
    assertContains(risposta, "Fine delle attività")


def test_an_unapproved_budget_and_the_money_of_nobody_are_not_shown(client, ente, progetto):
    make_quadro(progetto, {"regione": Decimal("7777.00")}, approvato_il=None)
    risposta = client.get(indirizzo("detail", ente, progetto))
    assertNotContains(risposta, "7.777,00")
    assertContains(risposta, "la quota del tuo ente non è nota")


def test_queries_do_not_grow(client, ente, progetto, nplus):
    def ancora():
        altro = make_partner(organizzazione=ente, ruolo="capofila").progetto
        Scadenza.objects.create(progetto=altro, titolo="Relazione", giorno=OGGI)
        make_quadro(altro)
        make_documento(progetto=progetto, caricato_da=make_utente())
        make_partner(progetto=progetto)
        Scadenza.objects.create(progetto=progetto, titolo=f"Voce {altro.pk}", giorno=OGGI)

    nplus(lambda: client.get(indirizzo("list", ente)), ancora, attese=20)
    nplus(lambda: client.get(indirizzo("detail", ente, progetto)), ancora, attese=25)


# --- Papers ----------------------------------------------------------------------------------------------


def test_a_paper_is_sent_once_and_found_by_the_bodies_of_the_project(client, ente, progetto):
    pagina = indirizzo("document-new", ente, progetto)
    risposta = client.post(pagina, da_mandare())
    assertRedirects(risposta, indirizzo("detail", ente, progetto) + "#documenti")
    documento = DocumentoProgetto.objects.get()
    assert (documento.titolo, documento.tipo, documento.data, documento.visto_il, documento.pubblico) == (
        "Accordo firmato",
        "accordo",
        date(2026, 1, 15),
        None,
        False,
    )
    assertContains(client.post(pagina, da_mandare()), "Questo documento c’è già")
    assert DocumentoProgetto.objects.count() == 1
    assertContains(client.get(indirizzo("detail", ente, progetto)), "caricato da te")
    partner = entra(client, make_partner(progetto=progetto).organizzazione).organizzazione
    risposta = client.get(indirizzo("document", partner, progetto, documento=documento.pk))
    assert b"".join(risposta.streaming_content) == pdf()
    assert risposta["Content-Disposition"] == 'attachment; filename="accordo-firmato.pdf"'
    assertContains(client.get(indirizzo("detail", partner, progetto)), "caricato dal capofila")


@pytest.mark.parametrize("quale", OSTILI)
def test_a_hostile_file_is_refused_and_what_was_typed_stays(client, ente, progetto, quale):
    risposta = client.post(
        indirizzo("document-new", ente, progetto), da_mandare(documento=carica(OSTILI[quale][0]))
    )
    assert risposta.context["form"].errors["documento"].data[0].code == OSTILI[quale][1]
    assertContains(risposta, 'value="Accordo firmato"')
    assert not DocumentoProgetto.objects.exists()


@pytest.mark.parametrize(
    "campi",
    [
        {"titolo": ""},
        {"titolo": "x" * 201},
        {"titolo": "NUL\x00"},
        {"tipo": "inventato"},
        {"data": "31/02/2026"},
        {"data": f"{OGGI + timedelta(days=1):%Y-%m-%d}"},
    ],
)
def test_the_paper_of_a_wrong_form_is_kept(client, ente, progetto, campi):
    pagina = indirizzo("document-new", ente, progetto)
    risposta = client.post(pagina, da_mandare(**campi))
    assertContains(risposta, "Abbiamo già «adesione firmata.pdf»")
    gettone = risposta.context["form"]["documento_tenuto"].value()
    dati = da_mandare(documento_tenuto=gettone)
    del dati["documento"]
    client.post(pagina, dati)
    assert DocumentoProgetto.objects.get().file.read() == pdf()


def test_without_a_paper_it_is_asked_for(client, ente, progetto):
    dati = da_mandare()
    del dati["documento"]
    risposta = client.post(indirizzo("document-new", ente, progetto), dati)
    assert risposta.context["form"].errors == {"documento": ["Scegli il PDF da caricare."]}


def test_a_partner_neither_sends_nor_takes_back(client, ente, progetto):
    documento = make_documento(progetto=progetto)
    partner = entra(client, make_partner(progetto=progetto).organizzazione).organizzazione
    documento.caricato_da = make_accesso(organizzazione=partner).utente
    documento.save()
    client.force_login(documento.caricato_da)
    for metodo in (client.get, client.post):
        assert metodo(indirizzo("document-new", partner, progetto)).status_code == 404
        elimina = indirizzo("document-delete", partner, progetto, documento=documento.pk)
        assert metodo(elimina).status_code == 404
    risposta = client.get(indirizzo("detail", partner, progetto))
    assertNotContains(risposta, "Carica un documento")
    assertContains(risposta, "I documenti li carica il capofila.")


def test_a_paper_of_another_project_is_not_found_under_this_one(client, ente, progetto):
    altrui = make_documento()
    assert client.get(indirizzo("document", ente, progetto, documento=altrui.pk)).status_code == 404


def test_a_paper_is_taken_back_with_its_file_until_ats_sees_it(
    client, ente, progetto, django_capture_on_commit_callbacks
):
    client.post(indirizzo("document-new", ente, progetto), da_mandare())
    documento = DocumentoProgetto.objects.get()
    elimina = indirizzo("document-delete", ente, progetto, documento=documento.pk)
    assertContains(client.get(elimina), "Il file va perso per sempre")
    documento.visto_il = OGGI
    documento.save()
    risposta = client.post(elimina, follow=True)
    assert messaggi(risposta) == ["ATS lo ha già visto, o lo ha caricato un’altra persona: resta qui."]
    assert client.get(elimina).status_code == 302
    documento.visto_il = None
    documento.save()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(elimina)
    assert (DocumentoProgetto.objects.count(), privati().exists(documento.file.name)) == (0, False)


def test_a_colleague_does_not_take_back_what_another_sent(client, ente, progetto):
    documento = make_documento(progetto=progetto, caricato_da=make_accesso(organizzazione=ente).utente)
    client.post(indirizzo("document-delete", ente, progetto, documento=documento.pk))
    assert DocumentoProgetto.objects.exists()


# --- Data to take away -----------------------------------------------------------------------------------


def test_the_data_are_the_rows_and_open_in_a_spreadsheet(client, ente, progetto):
    make_quadro(progetto, {"regione": Decimal("1234.50")})
    testo = client.get(indirizzo("data", ente, progetto, che="quadro", formato="csv")).content.decode(
        "utf-8-sig"
    )
    assert testo.splitlines() == [
        '"che cosa";"voce";"ente";"importo (euro)";"come"',
        '"chi paga";"Regione Lombardia";"";"1234,50";"denaro"',
        '"spesa";"Tutto";"";"1234,50";"ammissibile"',
    ]
    Pagamento.objects.create(
        progetto=progetto, tipo="anticipo", data=date(2026, 3, 4), importo=Decimal("99.99"), beneficiario=ente
    )
    risposta = client.get(indirizzo("data", ente, progetto, che="pagamenti", formato="xlsx"))
    righe = list(load_workbook(io.BytesIO(risposta.content)).active.iter_rows(values_only=True))
    assert [righe[1][0].date(), *righe[1][1:]] == [
        date(2026, 3, 4),
        "anticipo",
        "Comune di Prova",
        Decimal("99.99").__float__(),
        None,
    ]


@pytest.mark.parametrize("che", ["quadro", "pagamenti", "eventi", "documenti"])
@pytest.mark.parametrize("formato", ["csv", "xlsx", "ods"])
def test_every_table_in_every_format(client, ente, progetto, che, formato):
    make_documento(progetto=progetto)
    assert client.get(indirizzo("data", ente, progetto, che=che, formato=formato)).status_code == 200


@pytest.mark.parametrize(("che", "formato"), [("quadro", "pdf"), ("segreti", "csv")])
def test_a_table_or_a_format_that_there_is_not(client, ente, progetto, che, formato):
    assert client.get(indirizzo("data", ente, progetto, che=che, formato=formato)).status_code == 404
