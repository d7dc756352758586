"""The evaluation of proposals: who is stopped, what nobody reads, how points become a ranking."""

from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pypdf import PdfReader
from pytest_django.asserts import assertContains, assertNotContains

from comitato.models import PostoGraduatoria, SchedaPunteggio, Valutazione
from comitato.valutazione import azioni
from comitato.valutazione.punti import dispersione, graduatoria, sotto_soglia, totale
from tests.comitato.fabbriche import make_seduta
from tests.comitato.fabbriche_valutazione import (
    make_griglia,
    make_proposta,
    make_scheda_punteggio,
    make_valutatore,
    make_valutazione,
    punti_di,
)
from tests.comitato.porte import SEGRETO, della_proposta, in_conflitto
from tests.documenti import carica
from tests.factories import make_documento, make_utente

PUNTI = st.integers(0, 1000).map(lambda n: Decimal(n) / 100)


# --- Points: pure ---


@settings(deadline=None, max_examples=200)
@given(st.dictionaries(st.integers(0, 9), PUNTI, max_size=7))
def test_a_ranking_is_what_a_person_would_count(totali):
    posti = graduatoria(totali)
    assert {chiave: somma for _posto, chiave, somma in posti} == totali
    for posto, _chiave, somma in posti:
        assert posto == 1 + sum(1 for altra in totali.values() if altra > somma)
    assert [somma for _p, _c, somma in posti] == sorted(totali.values(), reverse=True)


@settings(deadline=None, max_examples=200)
@given(st.lists(PUNTI, max_size=6), PUNTI.map(lambda n: n + 1))
def test_spread_and_outliers_are_those_of_their_words(voti, massimi):
    esito = dispersione(dict(enumerate(voti)), massimi)
    if not voti:
        assert esito is None
        return
    media = sum(voti) / len(voti)
    assert (esito.minimo, esito.massimo, esito.ampiezza) == (min(voti), max(voti), max(voti) - min(voti))
    assert abs(esito.media - media) <= Decimal("0.005")
    assert abs(float(esito.scarto) ** 2 - float(sum((v - media) ** 2 for v in voti) / len(voti))) < 0.2
    for posto, voto in enumerate(voti):
        altri = [v for p, v in enumerate(voti) if p != posto]
        lontano = len(voti) > 2 and abs(voto - sum(altri) / len(altri)) > massimi / 3
        assert (posto in esito.lontani) == lontano


def test_totals_weigh_the_criteria_and_wait_for_all_of_them():
    pesi = {"a": Decimal(2), "b": Decimal("0.5")}
    assert totale({"a": Decimal(3), "b": Decimal(5)}, pesi) == Decimal("8.50")
    assert totale({"a": Decimal(3), "b": None}, pesi) is None
    assert totale({"a": Decimal(3)}, pesi) is None


def test_thresholds_of_a_criterion_and_of_the_total():
    punti, somma = {"a": Decimal(5)}, Decimal(5)
    assert not sotto_soglia(punti, {"a": Decimal(5)}, somma, Decimal(5))
    assert sotto_soglia(punti, {"a": Decimal("5.01")}, somma, None)
    assert sotto_soglia(punti, {"a": None}, somma, Decimal("5.01"))


# --- Scores that nobody else reads ---


def di_tutta_la_gestione(valutazione):
    """Return every list of the admin of the Comitato and of the projects, and the pages of evaluation."""
    indirizzi = [reverse("admin:index"), reverse("admin:comitato_my_evaluations")]
    for modello in admin.site._registry:
        if modello._meta.app_label in ("comitato", "progetti", "admin"):
            nome = f"admin:{modello._meta.app_label}_{modello._meta.model_name}"
            elenco = reverse(f"{nome}_changelist")
            indirizzi.append(f"{elenco}?q={SEGRETO}" if modello._meta.app_label == "progetti" else elenco)
    for pk in Valutazione.objects.values_list("pk", flat=True):
        for nome in ("evaluation",):
            indirizzi.append(reverse(f"admin:comitato_{nome}", args=[pk]))
        for nome in ("change", "history", "delete"):
            indirizzi.append(reverse(f"admin:comitato_valutazione_{nome}", args=[pk]))
        for formato in ("csv", "xlsx", "ods"):
            indirizzi.append(reverse("admin:comitato_ranking", args=[pk, formato]))
            indirizzi.append(reverse("admin:comitato_final_upload", args=[pk]) + f"?formato={formato}")
    return indirizzi + della_proposta(valutazione.proposta)


def test_nobody_reads_the_scores_of_others_before_the_closing(client, aperta):
    autore, in_bozza = make_valutatore(aperta.proposta), make_valutatore(aperta.proposta)
    for chi_scrive, consegnata in ((autore, True), (in_bozza, False)):
        make_scheda_punteggio(aperta.proposta, chi_scrive, "7.77", f"{SEGRETO} motivo", consegnata)
    amministratore = make_utente(is_staff=True, is_superuser=True)
    indirizzi = di_tutta_la_gestione(aperta)
    for persona in (make_valutatore(aperta.proposta).utente, amministratore):
        client.force_login(persona)
        for indirizzo in indirizzi:
            risposta = client.get(indirizzo)
            corpo = b"".join(risposta.streaming_content) if risposta.streaming else risposta.content
            assert f"{SEGRETO} motivo".encode() not in corpo, (persona, indirizzo)
            assert b"7,77" not in corpo, (persona, indirizzo)
    assert not {"schedapunteggio", "punteggio", "punteggiofinale"} & {
        m._meta.model_name for m in admin.site._registry
    }
    client.logout()
    for percorso in (
        "/",
        "/avvisi/",
        aperta.avviso.get_absolute_url(),
        "/progetti/",
        "/comitato/",
        "/sitemap.xml",
    ):
        assertNotContains(
            client.get(percorso), f"{SEGRETO} motivo", status_code=client.get(percorso).status_code
        )
    client.force_login(autore.utente)
    mia = client.get(reverse("admin:comitato_score", args=[aperta.proposta.pk]))
    assertContains(mia, f"{SEGRETO} motivo")


def test_after_the_closing_who_may_open_the_proposal_reads_them_all_with_the_spread(client, aperta):
    for punti in (2, 9, 9):
        make_scheda_punteggio(
            aperta.proposta, make_valutatore(aperta.proposta), punti=punti, motivo=f"vale {punti}"
        )
    azioni.chiudi(valutazione=aperta)
    pagina = reverse("admin:comitato_proposal", args=[aperta.proposta.pk])
    client.force_login(make_valutatore(aperta.proposta).utente)
    assertContains(client.get(pagina), "vale 2")
    assertContains(client.get(pagina), "lontano dagli altri")
    client.force_login(in_conflitto(aperta, "capofila").utente)
    assert client.get(pagina).status_code == 403
    conclusioni = client.get(reverse("admin:comitato_evaluation", args=[aperta.pk]))
    assertNotContains(conclusioni, "Tempi della valle")


# --- From scores to the ranking ---


def test_the_whole_way_to_a_frozen_ranking(client, db):
    valutazione = make_valutazione(stato="preparazione", soglia=Decimal(10), griglia=make_griglia(2))
    buona, scarsa = (make_proposta(valutazione.avviso, titolo=nome) for nome in ("Buona", "Scarsa"))
    membro = make_valutatore(buona, scarsa)
    azioni.apri(valutazione=valutazione)
    azioni.salva_punteggi(candidatura=buona, componente=membro, punti=punti_di(valutazione, 8))
    with pytest.raises(ValidationError, match="Mancano 2 schede"):
        azioni.chiudi(valutazione=valutazione)
    for proposta in (buona, scarsa):
        azioni.salva_punteggi(
            candidatura=proposta, componente=membro, punti=punti_di(valutazione, 8), consegna=True
        )
    with pytest.raises(ValidationError, match="già consegnato"):
        azioni.salva_punteggi(candidatura=buona, componente=membro, punti=punti_di(valutazione, 1))
    azioni.chiudi(valutazione=valutazione)
    with pytest.raises(ValidationError, match="non è aperta"):
        azioni.salva_punteggi(candidatura=buona, componente=membro, punti={})
    seduta = make_seduta(stato="aperta")
    azioni.riconcilia(candidatura=buona, seduta=seduta, punti=punti_di(valutazione, 9))
    with pytest.raises(ValidationError, match="Mancano i punteggi finali"):
        azioni.congela(valutazione=valutazione, seduta=seduta)
    azioni.riconcilia(candidatura=scarsa, seduta=seduta, punti=punti_di(valutazione, 4))
    azioni.congela(valutazione=valutazione, seduta=seduta)
    posti = PostoGraduatoria.objects.values_list(
        "posizione", "candidatura__progetto__titolo", "totale", "esito"
    )
    assert list(posti) == [(1, "Buona", 18, "idonea"), (2, "Scarsa", 8, "sotto_soglia")]
    with pytest.raises(ValidationError, match="non si può fare"):
        azioni.congela(valutazione=valutazione, seduta=seduta)
    with pytest.raises(ValidationError):
        azioni.riconcilia(candidatura=buona, seduta=seduta, punti=punti_di(valutazione, 1))
    for percorso in ("/avvisi/", valutazione.avviso.get_absolute_url(), "/progetti/"):
        assertNotContains(client.get(percorso), "Scarsa")


def test_handing_in_wants_points_and_reasons(aperta):
    membro = make_valutatore(aperta.proposta)
    criteri = list(aperta.griglia.criteri.all())
    meta = {criteri[0]: (Decimal(5), "bene")}
    with pytest.raises(ValidationError, match="manca «Criterio 2»"):
        azioni.salva_punteggi(candidatura=aperta.proposta, componente=membro, punti=meta, consegna=True)
    assert SchedaPunteggio.objects.count() == 0
    with pytest.raises(ValidationError, match="vanno da 0 a 10"):
        azioni.salva_punteggi(
            candidatura=aperta.proposta, componente=membro, punti={criteri[0]: (Decimal(11), "x")}
        )


def test_final_scores_from_a_spreadsheet_all_or_nothing(client, aperta):
    make_scheda_punteggio(aperta.proposta, make_valutatore(aperta.proposta))
    azioni.chiudi(valutazione=aperta)
    seduta = make_seduta(stato="aperta")
    client.force_login(make_utente(is_staff=True, is_superuser=True))
    indirizzo = reverse("admin:comitato_final_upload", args=[aperta.pk])
    libro = load_workbook(BytesIO(client.get(f"{indirizzo}?formato=xlsx").content))
    foglio = libro.active
    for numero, riga in enumerate(foglio.iter_rows(min_row=2)):
        riga[3].value, riga[4].value = (8.5, "d’accordo") if numero else (11, "")
    errori = manda(client, indirizzo, libro, seduta).context["form"].errors["file"]
    assert errori == [
        "Riga 2, colonna «punti»: va da 0 a 10",
        "Riga 2, colonna «motivo»: scrivi il motivo che va nel verbale",
    ]
    assert aperta.proposta.punteggi_finali.count() == 0
    foglio["D2"], foglio["E2"] = 7, "buona"
    assert manda(client, indirizzo, libro, seduta).status_code == 302
    assert list(aperta.proposta.punteggi_finali.values_list("punti", flat=True)) == [7, Decimal("8.5")]


def manda(client, indirizzo, libro, seduta):
    corpo = BytesIO()
    libro.save(corpo)
    return client.post(
        indirizzo, {"file": SimpleUploadedFile("p.xlsx", corpo.getvalue()), "seduta": seduta.pk}
    )


def test_a_proposal_is_read_offline(client, aperta):
    make_documento(progetto=aperta.proposta.progetto, file=carica(), titolo="Accordo firmato")
    client.force_login(make_valutatore(aperta.proposta).utente)
    risposta = client.get(reverse("admin:comitato_dossier", args=[aperta.proposta.pk, "zip"]))
    pacco = ZipFile(BytesIO(risposta.content))
    assert pacco.namelist() == ["proposta.html", "proposta.pdf", "allegati/01-accordo-firmato.pdf"]
    assert "Criterio 1" in pacco.read("proposta.html").decode()
    lettore = PdfReader(
        BytesIO(client.get(reverse("admin:comitato_dossier", args=[aperta.proposta.pk, "pdf"])).content)
    )
    assert "Proposta:" in lettore.pages[0].extract_text()
    assert lettore.trailer["/Root"]["/MarkInfo"]["/Marked"]
