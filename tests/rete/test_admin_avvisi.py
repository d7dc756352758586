"""Calls and proposals as operators keep them: actions that ask first, refuse in words, lose nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from piani.models import Atto
from progetti.models import Avviso, Candidatura, DocumentoAvviso, IscrizioneAvvisi, Progetto
from tests.documenti import carica
from tests.factories import (
    make_aperto,
    make_avviso,
    make_candidatura,
    make_organizzazione,
    make_voce_controllo,
)
from tests.rete.moduli import pagina_di

AVVISI, CANDIDATURE = "/admin/progetti/avviso/", "/admin/progetti/candidatura/"


@pytest.fixture(autouse=True)
def _operatore(operatore):
    return operatore


def messaggi(risposta):
    return [str(voce) for voce in risposta.context["messages"]]


def istante(nome, quando):
    locale = timezone.localtime(quando)
    return {f"{nome}_0": f"{locale:%d/%m/%Y}", f"{nome}_1": f"{locale:%H:%M}"}


def test_lists_of_what_waits(client):
    adesso = timezone.now()
    chiuso = make_avviso(apre_il=adesso - timedelta(days=9), chiude_il=adesso - timedelta(days=1))
    bozza, aperto = make_aperto(pubblicato=False), make_aperto()
    righe = {
        voce: list(client.get(AVVISI, {"da_fare": voce}).context["cl"].queryset)
        for voce in ("senza_esito", "da_pubblicare", "aperti")
    }
    assert righe["senza_esito"] == [chiuso]
    assert righe["da_pubblicare"] == [bozza]
    assert set(righe["aperti"]) == {bozza, aperto}


def test_publishing_says_what_is_missing(client):
    pronto = make_aperto(pubblicato=False, sintesi="Sì.", a_chi="Tutti.", ufficio="ATS")
    vuoto = make_aperto(pubblicato=False, titolo="Vuoto")
    scelte = {"action": "pubblica", "_selected_action": [pronto.pk, vuoto.pk]}
    risposta = client.post(f"{AVVISI}?da_fare=da_pubblicare", scelte, follow=True)
    assert list(Avviso.objects.pubblicati()) == [pronto]
    detti = " ".join(messaggi(risposta))
    assert "«Vuoto»: prima di pubblicarlo scrivi in parole semplici" in detti
    assert "1 avviso pubblicato." in detti


def test_extending_outcome_and_copy(client):
    avviso = make_aperto()
    nuova = timezone.now() + timedelta(days=30)
    for valori in ({"motivo": ""}, {"motivo": "neve", "chiude_il_0": "31/02/2026"}):
        dati = istante("chiude_il", nuova) | valori
        assert client.post(f"{AVVISI}{avviso.pk}/prolunga/", dati).status_code == 200
    risposta = client.post(
        f"{AVVISI}{avviso.pk}/prolunga/", istante("chiude_il", nuova) | {"motivo": "neve"}, follow=True
    )
    assert messaggi(risposta) == ["Fatto: la nuova chiusura si vede già, con quella di prima."]
    assert avviso.proroghe.get().motivo == "neve"
    assert "neve" in client.get(pagina_di(avviso)).content.decode()

    atto = Atto.objects.create(code="D1", tipo="Decreto", ente="ATS", titolo="Esito")
    dati = {"esito": "Bene.", "atto": atto.pk, "data": f"{timezone.localdate():%d/%m/%Y}"}
    rifiuto = client.post(f"{AVVISI}{avviso.pk}/esito/", dati)
    assert "non è ancora chiuso" in rifiuto.content.decode()
    assert "Bene." in rifiuto.content.decode()
    Avviso.objects.filter(pk=avviso.pk).update(chiude_il=timezone.now() - timedelta(minutes=1))
    client.post(f"{AVVISI}{avviso.pk}/esito/", dati)
    avviso.refresh_from_db()
    assert (avviso.esito, avviso.esito_atto) == ("Bene.", atto)

    copia = {"titolo": "Nuovo", "code": avviso.code}
    assert "già" in client.post(f"{AVVISI}{avviso.pk}/copia/", copia).content.decode()
    risposta = client.post(f"{AVVISI}{avviso.pk}/copia/", copia | {"code": "NUOVO"})
    assert risposta.url == pagina_di(Avviso.objects.get(code="NUOVO"))


def test_the_sheet_of_a_call_with_a_paper_opens(client):
    """A private file has no address: the control must not ask for it."""
    avviso = make_aperto()
    DocumentoAvviso.objects.create(avviso=avviso, titolo="Il testo", file=carica())
    assert client.get(pagina_di(avviso)).status_code == 200


def _proposta(**campi):
    valori = {
        "avviso": campi.pop("avviso", None) or make_aperto().pk,
        "titolo": "Salvatempo",
        "tipo": "alleanza",
        "capofila": make_organizzazione().pk,
        "protocollo": "77/2026",
        "protocollo_data": f"{timezone.localdate():%d/%m/%Y}",
        "importo_richiesto": "10900,50",
    }
    return valori | istante("ricevuta_il", timezone.now() - timedelta(minutes=2)) | campi


def test_a_proposal_from_its_protocol_to_the_evaluation(client, operatore):
    avviso = make_aperto()
    voce = make_voce_controllo(avviso, testo="Domanda firmata")
    risposta = client.post(f"{CANDIDATURE}add/", _proposta(avviso=avviso.pk), follow=True)
    candidatura = Candidatura.objects.get()
    assert risposta.redirect_chain[0][0] == f"{CANDIDATURE}{candidatura.pk}/controllo/"
    assert (str(candidatura.importo_richiesto), candidatura.progetto.titolo) == ("10900.50", "Salvatempo")

    nome, controllo = f"voce-{voce.pk}", f"{CANDIDATURE}{candidatura.pk}/controllo/"
    rifiuto = client.post(controllo, {f"{nome}-esito": "no", f"{nome}-nota": ""})
    assert "Scrivi che cosa manca." in rifiuto.content.decode()
    prima = client.post(f"{CANDIDATURE}{candidatura.pk}/chiudi/", {})
    assert "Non hai ancora controllato: Domanda firmata." in prima.content.decode()
    client.post(controllo, {f"{nome}-esito": "si", f"{nome}-nota": ""})
    client.post(f"{CANDIDATURE}{candidatura.pk}/chiudi/", {})
    eventi = list(candidatura.progetto.eventi.order_by("pk"))
    assert [e.tipo for e in eventi] == ["candidatura_presentata", "istruttoria_formale", "in_valutazione"]
    assert {e.registrato_da for e in eventi} == {operatore}
    assert "in valutazione" in client.get(pagina_di(candidatura)).content.decode()


def test_out_of_time_is_said_at_once(client):
    adesso = timezone.now()
    avviso = make_avviso(apre_il=adesso - timedelta(days=9), chiude_il=adesso - timedelta(days=1))
    risposta = client.post(f"{CANDIDATURE}add/", _proposta(avviso=avviso.pk), follow=True)
    assert "È arrivata fuori termine: non potrà essere ammessa." in messaggi(risposta)


@pytest.mark.parametrize(
    "campi",
    [
        {"titolo": "a\x00b"},
        {"importo_richiesto": "1e30"},
        {"importo_richiesto": "9" * 40},
        {"protocollo_data": "31/02/2026"},
        {"avviso": "9" * 40},
        {"capofila": "\x00"},
        {"ricevuta_il_0": "31/12/2999"},
        {"protocollo": "preso", "protocollo_data": "09/11/2026"},
    ],
)
def test_hostile_values_are_errors_and_nothing_is_lost(client, campi):
    make_candidatura(protocollo="preso", protocollo_data="2026-11-09")
    prima = Progetto.objects.count()
    risposta = client.post(f"{CANDIDATURE}add/", _proposta(**campi))
    assert (risposta.status_code, Progetto.objects.count()) == (200, prima)
    assert risposta.context["form"].errors
    assert 'value="Salvatempo"' in risposta.content.decode() or "titolo" in campi


def test_addresses_of_who_wants_to_know_are_not_shown(client):
    iscrizione = IscrizioneAvvisi.objects.create(email="mamma@example.org")
    for pagina in ("/admin/progetti/iscrizioneavvisi/", pagina_di(iscrizione)):
        testo = client.get(pagina).content.decode()
        assert "mamma@" not in testo
        assert iscrizione.codice not in testo
    client.post(f"/admin/progetti/iscrizioneavvisi/{iscrizione.pk}/delete/", {"post": "yes"})
    assert not IscrizioneAvvisi.objects.exists()
