"""A monitoring round from the opening to the lock: who may do what when, what counts, what comes back."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django.asserts import assertContains

from core.models import Messaggio
from progetti.indicatori.carica import carica
from progetti.models import IndicatoreProgetto, ModelloRegione, Progetto, SchedaMonitoraggio, ValoreIndicatore
from progetti.monitoraggio import azioni
from progetti.monitoraggio.dovute import del_ciclo
from progetti.monitoraggio.griglia import tabella
from progetti.monitoraggio.regione import tabella as per_regione
from progetti.monitoraggio.solleciti import sollecita_schede
from progetti.monitoraggio.valori import Voce
from progetti.scadenze import in_ritardo, scadenze
from tests.factories import make_accesso, make_indicatore, make_piano, make_progetto, make_utente
from tests.progetti.monitoraggio import make_rilevazione, make_scheda

pytestmark = pytest.mark.django_db
OGGI = timezone.localdate()
PIENA = {
    "attivita": "Tre laboratori",
    "problemi": "Nessuno",
    "prossimi_passi": "",
    "speso": Decimal("1200.50"),
}
STATI = SchedaMonitoraggio.Stato.values
PASSI = {
    "salva": lambda s, u: azioni.salva_bozza(scheda=s, narrativa=PIENA, valori={}),
    "invia": lambda s, u: azioni.invia(scheda=s, utente=u, narrativa=PIENA),
    "restituisci": lambda s, u: azioni.restituisci(scheda=s, utente=u, commenti={"speso": "Controlla"}),
    "valida": lambda s, u: azioni.valida_scheda(scheda=s, utente=u),
    "riapri": lambda s, u: azioni.riapri(scheda=s, utente=u, motivo="un errore"),
    "salta": lambda s, u: azioni.salta(scheda=s, utente=u, motivo="mai partito"),
    "rinvia": lambda s, u: azioni.rinvia(scheda=s, utente=u, scade_il=date(2030, 1, 1), motivo="neve"),
}
DOPO = {
    ("da_compilare", "salva"): "da_compilare",
    ("da_compilare", "invia"): "inviata",
    ("da_compilare", "salta"): "saltata",
    ("da_compilare", "rinvia"): "da_compilare",
    ("restituita", "salva"): "restituita",
    ("restituita", "invia"): "inviata",
    ("restituita", "salta"): "saltata",
    ("restituita", "rinvia"): "restituita",
    ("inviata", "restituisci"): "restituita",
    ("inviata", "valida"): "validata",
    ("validata", "riapri"): "restituita",
    ("saltata", "riapri"): "restituita",
}


@pytest.mark.parametrize("passo", PASSI)
@pytest.mark.parametrize("stato", STATI)
def test_every_step_from_every_state(stato, passo):
    motivo = "mai partito" if stato == "saltata" else ""
    scheda, utente = make_scheda(stato=stato, motivo_saltata=motivo), make_utente()
    if (stato, passo) not in DOPO:
        with pytest.raises(ValidationError, match="non si può fare"):
            PASSI[passo](scheda, utente)
        assert scheda.passi.count() == 0
        return
    PASSI[passo](scheda, utente)
    scheda.refresh_from_db()
    assert scheda.stato == DOPO[stato, passo]
    assert [p.da for p in scheda.passi.all()] == ([] if passo == "salva" else [utente])


@pytest.mark.parametrize("passo", PASSI)
def test_no_step_outside_an_open_round(passo):
    stato = next(stato for stato, quale in DOPO if quale == passo and stato != "saltata")
    chiusa = make_rilevazione(chiusa_il=timezone.now())
    with pytest.raises(ValidationError, match="periodo è bloccato"):
        PASSI[passo](make_scheda(chiusa, stato=stato), make_utente())


@pytest.fixture
def seguito():
    """Return the indicator of a project led by a body, in a round that is open."""
    rilevazione = make_rilevazione()
    progetto = make_progetto(titolo="Nidi in rete", piano=rilevazione.piano)
    indicatore = make_indicatore(label="Bambini accolti", disaggregazioni="sesso")
    seguito = IndicatoreProgetto.objects.create(progetto=progetto, indicatore=indicatore, obiettivo=100)
    seguito.scheda = make_scheda(rilevazione, progetto)
    return seguito


@pytest.fixture
def capofila(client, seguito):
    accesso = make_accesso()
    seguito.progetto.partner.create(organizzazione=accesso.organizzazione, ruolo="capofila")
    client.force_login(accesso.utente)
    return accesso


def pagina(accesso, seguito, coda=""):
    ente, progetto = accesso.organizzazione.slug, seguito.progetto.slug
    return f"/area-riservata/enti/{ente}/progetti/{progetto}/monitoraggio/{seguito.scheda.pk}/{coda}"


def compila(seguito, **altro):
    chiave = f"indicatore-{seguito.pk}"
    base = {"attivita": "Tre laboratori", "problemi": "", "prossimi_passi": "", "speso": "1.200,50"}
    parti = {f"{chiave}-valore": "46", f"{chiave}-sesso-F": "40", f"{chiave}-sesso-ND": "6"}
    return base | parti | {f"{chiave}-{nome}": valore for nome, valore in altro.items()}


def totale(seguito):
    totali = carica(Progetto.objects.filter(pk=seguito.progetto.pk))
    return totali[seguito.progetto.pk, seguito.indicatore.pk].valore if totali else None


def test_only_running_projects_owe_a_sheet_and_the_others_are_told_why():
    piano = make_piano()
    in_corso = make_progetto(piano=piano, titolo="A")
    make_progetto(piano=piano, titolo="B", stato="ammessa_finanziata")
    make_progetto(piano=piano, titolo="C", stato="conclusa_attivita", stato_dal=date(2020, 1, 1))
    finito_dentro = make_progetto(
        piano=piano, titolo="D", stato="conclusa_attivita", stato_dal=date(2026, 3, 1)
    )
    make_progetto(piano=piano, titolo="E", dimostrativo=True)
    make_progetto(titolo="F")
    rilevazione = make_rilevazione(piano=piano, aperta_il=None)
    assert [(e.progetto.titolo, e.perche_no) for e in del_ciclo(rilevazione)] == [
        ("A", ""),
        ("B", "non ancora avviato"),
        ("C", "finito prima del periodo"),
        ("D", ""),
    ]
    assert azioni.apri_rilevazione(rilevazione=rilevazione, utente=make_utente()) == 2
    assert {s.progetto for s in rilevazione.schede.all()} == {in_corso, finito_dentro}
    with pytest.raises(ValidationError, match="già stata aperta"):
        azioni.apri_rilevazione(rilevazione=rilevazione, utente=make_utente())


def test_a_sheet_is_filled_returned_corrected_validated(client, capofila, seguito):
    risposta = client.post(pagina(capofila, seguito), compila(seguito) | {"invia": "1"}, follow=True)
    assertContains(risposta, "Scheda inviata ad ATS.")
    azioni.restituisci(
        scheda=seguito.scheda, utente=make_utente(), commenti={f"indicatore-{seguito.pk}": "Conta i gemelli"}
    )
    assertContains(client.get(pagina(capofila, seguito)), "Conta i gemelli")
    client.post(pagina(capofila, seguito), compila(seguito, valore="48", **{"sesso-M": "2"}) | {"invia": "1"})
    assert totale(seguito) is None
    azioni.valida_scheda(scheda=seguito.scheda, utente=make_utente())
    assert totale(seguito) == 48
    valore = ValoreIndicatore.objects.get()
    assert {(p.per, p.voce): p.quantita for p in valore.parti.all()} == {
        ("sesso", "F"): 40,
        ("sesso", "M"): 2,
        ("sesso", "ND"): 6,
    }
    assert (valore.riferito_al, valore.scheda) == (seguito.scheda.rilevazione.al, seguito.scheda)
    passi = seguito.scheda.passi.values_list("tipo", flat=True)
    assert list(passi) == ["inviata", "restituita", "inviata", "validata"]
    assert seguito.scheda.commenti.get().risolto_il is not None


def test_what_is_wrong_is_said_in_its_place_and_nothing_typed_is_lost(client, capofila, seguito):
    chiave = f"indicatore-{seguito.pk}"
    risposta = client.post(pagina(capofila, seguito), compila(seguito, valore="50") | {"invia": "1"})
    assert risposta.context["form"].errors[f"{chiave}-valore"] == [
        "Per sesso le parti fanno 46, il totale è 50: il resto è “non noto”."
    ]
    assertContains(risposta, 'value="1.200,50"')
    assert ValoreIndicatore.objects.count() == 0
    risposta = client.post(pagina(capofila, seguito), {"attivita": "", "invia": "1"})
    attese = "Prima di inviare manca: che cosa è stato fatto, quanto è stato speso, Bambini accolti."
    assert risposta.context["form"].non_field_errors() == [attese]


def test_a_total_that_goes_down_wants_an_explanation(client, capofila, seguito):
    giorno = date(2025, 12, 31)
    ValoreIndicatore.objects.create(
        indicatore_progetto=seguito, dal=giorno, al=giorno, riferito_al=giorno, valore=60, validato_il=giorno
    )
    assertContains(client.get(pagina(capofila, seguito)), "L’ultima volta: 60 persone al 31/12/2025.")
    risposta = client.post(pagina(capofila, seguito), compila(seguito))
    assert list(risposta.context["form"].errors) == [f"indicatore-{seguito.pk}-da_dove"]
    assert client.post(pagina(capofila, seguito), compila(seguito, da_dove="Due iscritti contati due volte"))
    assert ValoreIndicatore.objects.get(scheda=seguito.scheda).valore == 46


def test_a_validated_sheet_is_locked_and_reopened_it_corrects_without_losing_the_number(seguito):
    dati = {"scheda": seguito.scheda, "utente": make_utente()}
    azioni.invia(**dati, narrativa=PIENA, valori={seguito.pk: Voce(valore=Decimal(46))})
    azioni.valida_scheda(**dati)
    valore = ValoreIndicatore.objects.get()
    with pytest.raises(IntegrityError, match="progetti_valore_bloccato"), transaction.atomic():
        ValoreIndicatore.objects.filter(pk=valore.pk).update(valore=99)
    with pytest.raises(IntegrityError, match="progetti_scheda_bloccata"), transaction.atomic():
        SchedaMonitoraggio.objects.update(speso=1)
    azioni.riapri(**dati, motivo="doppioni")
    azioni.invia(**dati, narrativa={}, valori={seguito.pk: Voce(valore=Decimal(44))})
    assert totale(seguito) == 46
    azioni.valida_scheda(**dati)
    assert totale(seguito) == 44
    assert ValoreIndicatore.objects.count() == 2


def test_the_partners_read_and_strangers_find_nothing(client, seguito):
    partner, estraneo = make_accesso(), make_accesso()
    seguito.progetto.partner.create(organizzazione=partner.organizzazione, ruolo="partner")
    client.force_login(partner.utente)
    assert client.get(pagina(partner, seguito)).context["si_compila"] is False
    assert client.post(pagina(partner, seguito), compila(seguito)).status_code == 404
    assert client.get(pagina(partner, seguito, "carica/")).status_code == 404
    client.force_login(estraneo.utente)
    for coda in ("", "foglio.xlsx", "carica/"):
        assert client.get(pagina(estraneo, seguito, coda)).status_code == 404
        assert client.get(pagina(partner, seguito, coda)).status_code == 404
    assert ValoreIndicatore.objects.count() == 0


def test_a_spreadsheet_goes_out_and_comes_back_into_the_form(client, capofila, seguito):
    scaricato = client.get(pagina(capofila, seguito, "foglio.xlsx")).content
    libro = load_workbook(BytesIO(scaricato))
    da_scrivere = {"attivita": "Laboratori", "speso": 10.5, f"indicatore-{seguito.pk}-valore": 12}
    for riga in libro.active.iter_rows(min_row=2):
        if riga[0].value in da_scrivere:
            riga[3].value = da_scrivere[riga[0].value]
    risposta = manda(client, capofila, seguito, libro)
    assertContains(risposta, "Dal foglio arrivano 3 cambiamenti.")
    assert ValoreIndicatore.objects.count() == 0
    form = risposta.context["form"]
    assert (form["attivita"].value(), form.cleaned_data["speso"]) == ("Laboratori", Decimal("10.50"))


def test_a_wrong_spreadsheet_is_refused_whole_by_line_and_column(client, capofila, seguito):
    libro = load_workbook(BytesIO(client.get(pagina(capofila, seguito, "foglio.xlsx")).content))
    foglio = libro.active
    for riga in foglio.iter_rows(min_row=2):
        if riga[0].value == "speso":
            riga[3].value = "tanto"
    foglio.append(["nomi-dei-bambini", "", "", "Anna"])
    risposta = manda(client, capofila, seguito, libro)
    errori = risposta.context["form"].errors["file"]
    assert errori == [
        f"Riga {foglio.max_row}, colonna «cella»: «nomi-dei-bambini» non è di questa scheda",
        "Riga 5, colonna «valore»: Scrivi un importo in euro, per esempio 1.250,50.",
    ]


def manda(client, capofila, seguito, libro):
    corpo = BytesIO()
    libro.save(corpo)
    file = SimpleUploadedFile("scheda.xlsx", corpo.getvalue())
    return client.post(pagina(capofila, seguito, "carica/"), {"file": file})


def test_a_sheet_is_a_deadline_of_its_project_until_it_is_sent(seguito):
    scheda = seguito.scheda
    SchedaMonitoraggio.objects.update(scade_il=OGGI - timedelta(days=1))
    [dovuta] = scadenze(Progetto.objects.filter(pk=scheda.progetto_id), date.min, date.max)
    assert (dovuta.titolo, dovuta.fatta) == (f"Scheda di monitoraggio: {scheda.rilevazione}", False)
    assert list(in_ritardo(Progetto.objects.all())) == [scheda.progetto]
    azioni.invia(scheda=scheda, utente=None, narrativa=PIENA, valori={seguito.pk: Voce(valore=Decimal(3))})
    assert list(in_ritardo(Progetto.objects.all())) == []


def test_who_is_late_is_told_the_day_after_then_every_week_and_once_a_day(capofila, seguito):
    SchedaMonitoraggio.objects.update(scade_il=OGGI)
    giorni = [n for n in range(1, 20) if sollecita_schede(OGGI + timedelta(days=n))]
    assert giorni == [1, 8, 15]
    assert not sollecita_schede(OGGI + timedelta(days=15))
    lettere = Messaggio.objects.filter(motivo="scadenza_progetto")
    assert {lettera.destinatario for lettera in lettere} == {capofila.utente.email}
    SchedaMonitoraggio.objects.update(stato="inviata")
    assert not sollecita_schede(OGGI + timedelta(days=22))


def test_the_table_of_ats_and_the_form_of_regione(client, seguito, django_assert_num_queries):
    scheda, indicatore = seguito.scheda, seguito.indicatore
    modello = ModelloRegione.objects.create(nome="Allegato 4")
    for ordine, campi in enumerate(
        [{"sorgente": "progetto"}, {"indicatore": indicatore}, {"fisso": "ATS 325"}, {"sorgente": "speso"}]
    ):
        modello.colonne.create(intestazione=f"C{ordine}", ordine=ordine, **campi)
    azioni.invia(scheda=scheda, utente=None, narrativa=PIENA, valori={seguito.pk: Voce(valore=Decimal(46))})
    titoli, righe = tabella(scheda.rilevazione, OGGI)
    assert titoli == ["progetto", "stato", "entro il", "speso", f"{indicatore.code} Bambini accolti"]
    assert righe == [["Nidi in rete", "inviata ad ATS", scheda.scade_il, Decimal("1200.50"), Decimal(46)]]
    assert per_regione(modello, scheda.rilevazione) == (["C0", "C1", "C2", "C3"], [])
    azioni.valida_scheda(scheda=scheda, utente=None)
    for _volta in range(2):
        with django_assert_num_queries(4):
            _titoli, righe = per_regione(modello, scheda.rilevazione)
        assert righe[0] == ["Nidi in rete", Decimal(46), "ATS 325", Decimal("1200.50")]
        make_scheda(scheda.rilevazione, stato="validata")
