"""Proposals: recorded all together or not at all, checked line by line; outcome, extension, copy."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from progetti.avvisi.candidature import chiudi_istruttoria, controlla, ricevi
from progetti.avvisi.proroga import prolunga
from progetti.avvisi.pubblicazione import copia, pubblica, pubblica_esito
from progetti.models import Avviso, Candidatura, EventoProgetto, PartnerProgetto, Progetto
from progetti.vita.azioni import registra_evento
from tests.factories import (
    make_aperto,
    make_avviso,
    make_candidatura,
    make_linea,
    make_organizzazione,
    make_utente,
    make_voce_controllo,
)
from tests.progetti.avvisi import APRE, CHIUDE

pytestmark = pytest.mark.django_db


def dati(**campi):
    valori = {
        "avviso": campi.pop("avviso", None) or make_aperto(),
        "titolo": " Salvatempo ",
        "tipo": "alleanza",
        "capofila": make_organizzazione(),
        "protocollo": "12345/2026",
        "protocollo_data": timezone.localdate(),
        "ricevuta_il": timezone.now() - timedelta(minutes=1),
        "utente": make_utente(),
        "importo_richiesto": Decimal("10900.50"),
    }
    return valori | campi


def tipi(candidatura):
    return list(candidatura.progetto.eventi.order_by("pk").values_list("tipo", flat=True))


def atto():
    from piani.models import Atto

    return Atto.objects.create(code="D1", tipo="Decreto", ente="ATS", titolo="Esito")


def test_a_proposal_is_project_lead_event_and_protocol_together():
    valori = dati()
    candidatura = ricevi(**valori)
    progetto = candidatura.progetto
    assert (progetto.titolo, progetto.avviso) == ("Salvatempo", valori["avviso"])
    assert [(p.organizzazione, p.ruolo) for p in progetto.partner.all()] == [(valori["capofila"], "capofila")]
    evento = progetto.eventi.get()
    assert (evento.tipo, evento.registrato_da) == ("candidatura_presentata", valori["utente"])
    assert not candidatura.fuori_termine
    assert not Progetto.objects.pubblicati().exists()


@pytest.mark.parametrize(
    "campi",
    [
        {"protocollo": "già preso"},
        {"ricevuta_il": timezone.now() + timedelta(days=3650)},
        {"titolo": "x" * 201},
        {"importo_richiesto": Decimal("-1")},
    ],
)
def test_what_a_rule_refuses_writes_nothing(campi):
    make_candidatura(protocollo="già preso", protocollo_data=timezone.localdate())
    prima = [m.objects.count() for m in (Progetto, PartnerProgetto, EventoProgetto, Candidatura)]
    with pytest.raises(ValidationError):
        ricevi(**dati(**campi))
    assert [m.objects.count() for m in (Progetto, PartnerProgetto, EventoProgetto, Candidatura)] == prima


@pytest.mark.parametrize(
    ("ricevuta_il", "fuori"),
    [
        (APRE - timedelta(microseconds=1), True),
        (APRE, False),
        (CHIUDE, False),
        (CHIUDE + timedelta(microseconds=1), True),
    ],
)
def test_out_of_time_at_the_exact_instants(ricevuta_il, fuori):
    avviso = make_avviso(apre_il=APRE, chiude_il=CHIUDE)
    assert ricevi(**dati(avviso=avviso, ricevuta_il=ricevuta_il)).fuori_termine is fuori


def _in_controllo(*esiti, ricevuta_il=None, facoltativa=False):
    """Return a proposal checked with ``esiti`` on lines of which the last may be optional."""
    candidatura = make_candidatura(ricevuta_il=ricevuta_il)
    voci = [make_voce_controllo(candidatura.avviso) for _esito in esiti]
    if facoltativa:
        voci[-1].obbligatoria = False
        voci[-1].save()
    trovati = {voce: (esito, "nota") for voce, esito in zip(voci, esiti, strict=True)}
    controlla(candidatura=candidatura, esiti=trovati, utente=make_utente())
    return candidatura


@pytest.mark.parametrize(
    ("esiti", "facoltativa", "tardi", "atteso"),
    [
        (["si", "non_dovuta"], False, False, "in_valutazione"),
        (["si", "no"], True, False, "in_valutazione"),
        (["si", "no"], False, False, "non_ammissibile"),
        (["si", "si"], False, True, "non_ammissibile"),
    ],
)
def test_where_a_checked_proposal_goes(esiti, facoltativa, tardi, atteso):
    ricevuta_il = timezone.now() - timedelta(days=2) if tardi else None
    candidatura = _in_controllo(*esiti, facoltativa=facoltativa, ricevuta_il=ricevuta_il)
    chiudi_istruttoria(candidatura=candidatura, utente=make_utente())
    assert tipi(candidatura) == ["candidatura_presentata", "istruttoria_formale", atteso]
    with pytest.raises(ValidationError, match="già chiuso"):
        chiudi_istruttoria(candidatura=candidatura, utente=make_utente())
    with pytest.raises(ValidationError, match="già chiuso"):
        controlla(candidatura=candidatura, esiti={}, utente=make_utente())


@pytest.mark.parametrize("esito", ["", "da_integrare"])
def test_a_check_is_not_ended_while_a_line_is_open(esito):
    candidatura = _in_controllo("si", esito)
    with pytest.raises(ValidationError):
        chiudi_istruttoria(candidatura=candidatura, utente=make_utente())
    assert tipi(candidatura) == ["candidatura_presentata", "istruttoria_formale"]


@pytest.mark.parametrize(
    ("esiti", "tardi"), [(["si", ""], False), (["si", "no"], False), (["si", "si"], True)]
)
def test_the_events_of_the_project_do_not_go_around_the_check(esiti, tardi):
    ricevuta_il = timezone.now() - timedelta(days=2) if tardi else None
    candidatura = _in_controllo(*esiti, ricevuta_il=ricevuta_il)
    with pytest.raises(ValidationError):
        registra_evento(
            progetto=candidatura.progetto, tipo="in_valutazione", data=timezone.localdate(), utente=None
        )
    assert tipi(candidatura) == ["candidatura_presentata", "istruttoria_formale"]


def test_a_line_of_another_call_or_without_its_note_is_refused():
    candidatura = make_candidatura()
    sua, altrui = make_voce_controllo(candidatura.avviso), make_voce_controllo()
    for esiti in ({sua: ("si", ""), altrui: ("si", "")}, {sua: ("no", " ")}):
        with pytest.raises(ValidationError):
            controlla(candidatura=candidatura, esiti=esiti, utente=make_utente())
    assert not candidatura.esiti.exists()


def _chiuso(**campi):
    return make_avviso(apre_il=APRE, chiude_il=CHIUDE, **campi)


def _esito(avviso, **campi):
    valori = {"esito": "Tutto bene.", "atto": None, "data": timezone.localdate(), "utente": make_utente()}
    return pubblica_esito(avviso=avviso, **valori | campi)


def test_an_outcome_needs_a_closed_call_words_an_act_and_every_decision():
    decisa, aperta = _chiuso(), _chiuso()
    make_candidatura(decisa, "esclusa", ricevuta_il=CHIUDE)
    make_candidatura(aperta, "in_valutazione", ricevuta_il=CHIUDE, protocollo="P-77")
    documento = atto()
    for avviso, campi, perche in (
        (make_aperto(), {}, "non è ancora chiuso"),
        (_chiuso(pubblicato=False), {}, "Prima pubblica"),
        (decisa, {"esito": "  "}, "parole semplici"),
        (decisa, {"atto": None}, "Scegli l'atto"),
        (decisa, {"data": CHIUDE.date() - timedelta(days=1)}, "prima della chiusura"),
        (aperta, {}, "P-77"),
    ):
        with pytest.raises(ValidationError, match=perche):
            _esito(avviso, **{"atto": documento} | campi)
    assert not Avviso.objects.exclude(esito="").exists()
    _esito(decisa, atto=documento)
    assert Avviso.objects.con_stato().get(pk=decisa.pk).stato == "esito"


def test_an_extension_keeps_the_closing_of_before_with_its_reason(client):
    avviso = make_aperto(titolo="Prolungato")
    prima, dopo = avviso.chiude_il, avviso.chiude_il + timedelta(days=7)
    prolunga(avviso=avviso, chiude_il=dopo, motivo=" neve sulle strade ", atto=atto())
    avviso.refresh_from_db()
    proroga = avviso.proroghe.get()
    assert (avviso.chiude_il, proroga.chiudeva_il, proroga.motivo) == (dopo, prima, "neve sulle strade")
    assert [v.chiude_il for v in avviso.history.order_by("history_id")] == [prima, dopo]
    assert "neve sulle strade" in client.get(avviso.get_absolute_url()).content.decode()
    for campi in ({"chiude_il": dopo}, {"motivo": " "}):
        with pytest.raises(ValidationError):
            prolunga(avviso=avviso, **{"chiude_il": dopo + timedelta(days=1), "motivo": "x"} | campi)
    with pytest.raises(ValidationError, match="non ha una chiusura"):
        prolunga(avviso=make_avviso(), chiude_il=dopo, motivo="x")
    assert avviso.proroghe.count() == 1


def test_a_copy_has_the_rules_and_not_the_dates_nor_the_outcome():
    avviso = _chiuso(a_chi="Alleanze", dotazione=100, esito="Fatto.", esito_pubblicato_il=CHIUDE.date())
    make_voce_controllo(avviso, testo="Firma")
    avviso.dotazioni.create(linea=make_linea(), importo=60)
    make_candidatura(avviso, "esclusa", ricevuta_il=CHIUDE)
    nuovo = copia(avviso=avviso, code="NUOVO", titolo="Avviso nuovo")
    nuovo.refresh_from_db()
    assert (nuovo.a_chi, nuovo.dotazione, nuovo.pubblicato) == ("Alleanze", 100, False)
    assert (nuovo.apre_il, nuovo.chiude_il, nuovo.esito, nuovo.esito_pubblicato_il) == (None, None, "", None)
    assert [v.testo for v in nuovo.controlli.all()] == ["Firma"]
    assert [d.importo for d in nuovo.dotazioni.all()] == [60]
    assert (avviso.controlli.count(), avviso.dotazioni.count(), nuovo.candidature.count()) == (1, 1, 0)


def test_publishing_asks_for_what_citizens_need():
    avviso = make_avviso(pubblicato=False)
    with pytest.raises(ValidationError, match="chi può partecipare"):
        pubblica(avviso=avviso)
    completo = make_aperto(pubblicato=False, sintesi="Sì.", a_chi="Tutti.", ufficio="ATS")
    pubblica(avviso=completo)
    assert list(Avviso.objects.pubblicati()) == [completo]
