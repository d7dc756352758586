"""The life of a project: state and dates computed from events, corrections, an extension of a whole cycle."""

from datetime import date, timedelta
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.models import Fonte
from piani.models import TerminePiano
from progetti.models import EventoProgetto, Progetto
from progetti.models.eventi import CON_FINE
from progetti.models.transizioni import STATI, ammessi
from progetti.vita.azioni import annulla_evento, registra_evento
from progetti.vita.cicli import proroga_ciclo
from progetti.vita.correzioni import correggi_evento
from progetti.vita.date import giorni_di_ritardo, tempo_trascorso
from tests.documenti import carica
from tests.factories import make_alleanza, make_piano, make_progetto, make_utente
from tests.rete.oggetti import make

PRIMA = date(2018, 1, 1)
FINITI = ("conclusa_attivita", "rinuncia", "decadenza", "revoca")


def storia(progetto):
    """Return (type, day, planned end) of the events that stand, in the order they were recorded."""
    return list(progetto.eventi.validi().order_by("pk").values_list("tipo", "data", "nuova_fine"))


def stato(progetto):
    return Progetto.objects.con_stato().get(pk=progetto.pk).stato


def fine(progetto):
    return Progetto.objects.con_date().get(pk=progetto.pk).fine_prevista


# --- State and dates are those of a brute force ---


def _inventa(dati, progetto):
    """Record a random life that the rules allow; return it as a list of dicts, the taken back marked."""
    vita = []
    for _passo in range(dati.draw(st.integers(0, 9))):
        validi = [voce for voce in vita if voce["vale"]]
        stati = [voce for voce in validi if voce["evento"].tipo in STATI]
        rimediabili = [v for v in validi if v["evento"].tipo not in STATI or v is validi[-1]]
        if rimediabili and dati.draw(st.integers(0, 3)) == 0:
            voce = dati.draw(st.sampled_from(rimediabili))
            annulla_evento(evento=voce["evento"], motivo="sbagliato", utente=None)
            voce["vale"] = False
            continue
        possibili = ammessi(stati[-1]["evento"].tipo if stati else None)
        if not possibili:
            continue
        tipo = dati.draw(st.sampled_from(possibili))
        dal = max((v["evento"].data for v in stati), default=PRIMA) if tipo in STATI else PRIMA
        campi = {"data": dal + timedelta(dati.draw(st.integers(0, 3)))}
        if tipo == "proroga" or (tipo in CON_FINE and dati.draw(st.booleans())):
            fini = [v["evento"].nuova_fine for v in validi if v["evento"].nuova_fine]
            dopo = fini[-1] + timedelta(1) if tipo == "proroga" and fini else PRIMA
            campi["nuova_fine"] = dopo + timedelta(dati.draw(st.integers(0, 400)))
        evento = registra_evento(progetto=progetto, tipo=tipo, utente=None, motivo="m", **campi)
        vita.append({"evento": evento, "vale": True})
    return [voce["evento"] for voce in vita if voce["vale"]]


def _a_mano(validi, giorno):
    """Return state and dates on a day, by looking at the events one by one."""
    passati = [(e.data, e.pk, e) for e in validi if e.data <= giorno]
    stati = sorted(voce for voce in passati if voce[2].tipo in STATI)
    fini = sorted((voce for voce in passati if voce[2].nuova_fine), key=lambda voce: voce[1])
    avvii = [voce for voce in stati if voce[2].tipo == "avviata"]
    finiti = [voce for voce in stati if voce[2].tipo in FINITI]
    return (
        stati[-1][2].tipo if stati else None,
        avvii[-1][0] if avvii else None,
        fini[0][2].nuova_fine if fini else None,
        fini[-1][2].nuova_fine if fini else None,
        finiti[0][0] if finiti else None,
    )


@pytest.mark.django_db
def test_state_and_dates_on_any_day_are_those_of_the_events_that_stand():
    progetto = make_progetto(stato=None)
    altro = make_progetto(stato="avviata", stato_dal=PRIMA)
    campi = ("stato", "inizio", "fine_iniziale", "fine_prevista", "fine_effettiva")

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def prova(dati):
        with transaction.atomic():
            validi = _inventa(dati, progetto)
            for giorno in (PRIMA, PRIMA + timedelta(2), PRIMA + timedelta(7), None):
                trovato = Progetto.objects.con_stato(giorno).con_date(giorno).get(pk=progetto.pk)
                atteso = _a_mano(validi, giorno or timezone.localdate())
                assert tuple(getattr(trovato, campo) for campo in campi) == atteso
            transaction.set_rollback(True)

    prova()
    assert (stato(altro), fine(altro)) == ("avviata", None)


# --- Recording and taking back ---


@pytest.mark.django_db
def test_an_event_says_who_recorded_it_and_keeps_its_paper():
    progetto, chi, atto = make_progetto(stato=None), make_utente(), make("piani.atto")
    evento = registra_evento(
        progetto=progetto,
        tipo="avviata",
        data=date(2018, 3, 1),
        data_precisione="mese",
        nuova_fine=date(2019, 1, 15),
        utente=chi,
        atto=atto,
        motivo=" perché ",
        nota=" appunto ",
        allegato=carica(),
    )
    evento.refresh_from_db()
    assert (evento.registrato_da, evento.atto, evento.motivo, evento.nota, evento.data_precisione) == (
        chi,
        atto,
        "perché",
        "appunto",
        "mese",
    )
    assert evento.allegato.read().startswith(b"%PDF-")
    assert evento.registrato_il.date() == timezone.now().date()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("campi", "voce"),
    [
        ({"tipo": "conclusa_attivita", "data": date(2017, 12, 31)}, "__all__"),
        ({"tipo": "proroga", "data": date(2018, 2, 1)}, "__all__"),
        ({"tipo": "sospensione", "data": date(2018, 2, 1), "nuova_fine": PRIMA}, "__all__"),
        ({"tipo": "sospensione", "data": timezone.localdate() + timedelta(1)}, "data"),
        ({"tipo": "inventato", "data": date(2018, 2, 1)}, "tipo"),
    ],
)
def test_what_the_rules_refuse_leaves_nothing(campi, voce):
    progetto = make_progetto()
    with pytest.raises(ValidationError) as errore:
        registra_evento(progetto=progetto, utente=None, **campi)
    assert list(errore.value.message_dict) == [voce]
    assert storia(progetto) == [("in_corso", PRIMA, None)]


@pytest.mark.django_db
def test_only_the_last_change_of_state_or_a_note_is_taken_back_once_and_with_a_reason():
    progetto, chi = make_progetto(stato="avviata"), make_utente()
    avvio = progetto.eventi.get()
    proroga = registra_evento(
        progetto=progetto, tipo="proroga", data=PRIMA, nuova_fine=date(2030, 1, 1), utente=chi
    )
    registra_evento(progetto=progetto, tipo="in_corso", data=PRIMA, utente=chi)
    for evento, motivo in ((avvio, "sbagliato"), (proroga, " ")):
        with pytest.raises(ValidationError):
            annulla_evento(evento=evento, motivo=motivo, utente=chi)
    correzione = annulla_evento(evento=proroga, motivo="era un altro progetto", utente=chi)
    assert (correzione.corregge, correzione.registrato_da, correzione.motivo) == (
        proroga,
        chi,
        "era un altro progetto",
    )
    assert (fine(progetto), progetto.eventi.filter(pk=proroga.pk).exists()) == (None, True)
    for evento in (proroga, correzione):
        with pytest.raises(ValidationError):
            annulla_evento(evento=evento, motivo="ancora", utente=chi)


# --- Mending an event in the middle ---


@pytest.fixture
def lunga(db):
    """Return a project that ran to its end, with an extension in between."""
    progetto = make_progetto(stato=None)
    for tipo, data, nuova_fine in (
        ("ammessa_finanziata", date(2018, 1, 1), date(2019, 1, 15)),
        ("avviata", date(2018, 6, 1), None),
        ("proroga", date(2018, 12, 17), date(2020, 1, 15)),
        ("conclusa_attivita", date(2020, 1, 10), None),
    ):
        evento = registra_evento(progetto=progetto, tipo=tipo, data=data, nuova_fine=nuova_fine, utente=None)
        evento.fonti.add(Fonte.objects.get_or_create(code="com2018", defaults={"titolo": "comunicato"})[0])
    return progetto


def test_a_wrong_date_in_the_middle_is_mended_and_the_rest_comes_back_as_it_was(lunga):
    chi, avvio = make_utente(), lunga.eventi.get(tipo="avviata")
    nuovo = correggi_evento(evento=avvio, motivo="la data era del verbale", utente=chi, data=date(2018, 5, 2))
    assert storia(lunga) == [
        ("ammessa_finanziata", date(2018, 1, 1), date(2019, 1, 15)),
        ("avviata", date(2018, 5, 2), None),
        ("proroga", date(2018, 12, 17), date(2020, 1, 15)),
        ("conclusa_attivita", date(2020, 1, 10), None),
    ]
    correzioni = lunga.eventi.filter(tipo="correzione")
    assert [(c.corregge.tipo, c.motivo, c.registrato_da) for c in correzioni.order_by("pk")] == [
        (tipo, "la data era del verbale", chi) for tipo in ("conclusa_attivita", "proroga", "avviata")
    ]
    rifatti = lunga.eventi.validi().filter(pk__gte=nuovo.pk)
    assert {(e.nota, e.registrato_da, e.fonti.get().code) for e in rifatti} == {
        ("Al posto di un evento corretto: la data era del verbale", chi, "com2018")
    }


@pytest.mark.parametrize(
    "nuovi",
    [
        {"tipo": "rinuncia"},  # nothing may follow
        {"data": date(2020, 2, 1)},  # after the end
        {"data": date(2018, 6, 1)},  # nothing changes
        {"nuova_fine": date(2019, 1, 1), "tipo": "bozza"},
    ],
)
def test_a_correction_that_the_rules_refuse_changes_nothing(lunga, nuovi):
    prima = list(lunga.eventi.values_list("pk", flat=True))
    with pytest.raises(ValidationError):
        correggi_evento(evento=lunga.eventi.get(tipo="avviata"), motivo="m", utente=None, **nuovi)
    assert list(lunga.eventi.values_list("pk", flat=True)) == prima


# --- A regional extension ---

NUOVA = date(2020, 1, 15)


@pytest.fixture
def ciclo(db):
    """Return a cycle that ends on 15/1/2019, with projects that the extension moves or leaves."""
    piano = make_piano()
    TerminePiano.objects.create(piano=piano, fine=date(2019, 1, 15))

    def progetto(code, stato, fine=None, **campi):
        riga = make_progetto(stato=None, code=code, titolo=code, **{"piano": piano} | campi)
        if stato:
            registra_evento(progetto=riga, tipo="avviata", data=PRIMA, nuova_fine=fine, utente=None)
        if stato and stato != "avviata":
            registra_evento(progetto=riga, tipo=stato, data=date(2018, 6, 1), utente=None)
        return riga

    progetto("breve", "in_corso", date(2019, 1, 15))
    progetto("senza-fine", "avviata")
    progetto("dell-alleanza", "avviata", date(2019, 1, 15), piano=None, alleanza=make_alleanza(piano=piano))
    progetto("lungo", "avviata", date(2021, 1, 1))
    progetto("concluso", "conclusa_attivita", date(2019, 1, 15))
    progetto("nuovo", None)
    progetto("altrove", "avviata", date(2019, 1, 15), piano=make_piano())
    return piano


def estendi(piano, **campi):
    valori = {
        "fine": NUOVA,
        "atto": make("piani.atto"),
        "deciso_il": date(2018, 12, 17),
        "motivo": "DGR XI/1017",
        "utente": make_utente(),
    }
    return proroga_ciclo(piano=piano, **valori | campi)


def test_an_extension_moves_the_running_projects_of_the_cycle_and_names_the_others(ciclo):
    esito = estendi(ciclo)
    assert {voce.progetto.code: (voce.vecchia_fine, voce.perche_no) for voce in esito} == {
        "breve": (date(2019, 1, 15), ""),
        "dell-alleanza": (date(2019, 1, 15), ""),
        "senza-fine": (None, ""),
        "lungo": (date(2021, 1, 1), "finisce già più tardi, o quel giorno"),
        "concluso": (date(2019, 1, 15), "è in stato “attività concluse”"),
        "nuovo": (None, "non ha ancora eventi"),
    }
    fini = dict(Progetto.objects.con_date().values_list("code", "fine_prevista"))
    assert {code for code, quando in fini.items() if quando == NUOVA} == {
        "breve",
        "dell-alleanza",
        "senza-fine",
    }
    assert (fini["lungo"], fini["altrove"], ciclo.fine()) == (date(2021, 1, 1), date(2019, 1, 15), NUOVA)
    eventi = EventoProgetto.objects.filter(tipo="proroga")
    assert {(e.data, e.motivo, e.atto_id) for e in eventi} == {
        (date(2018, 12, 17), "DGR XI/1017", ciclo.termini.get(proroga=True).atto_id)
    }


@pytest.mark.parametrize(
    "campi",
    [
        {"fine": date(2019, 1, 15)},
        {"fine": date(2018, 12, 1)},
        {"deciso_il": timezone.localdate() + timedelta(1), "fine": timezone.localdate() + timedelta(90)},
        {"motivo": "m" * 301},
    ],
)
def test_an_extension_that_cannot_be_writes_nothing(ciclo, campi):
    with pytest.raises(ValidationError):
        estendi(ciclo, **campi)
    assert not EventoProgetto.objects.filter(tipo="proroga").exists()
    assert ciclo.termini.count() == 1


# --- Delays ---


@pytest.mark.parametrize(
    ("prevista", "effettiva", "giorni"),
    [
        (None, date(2020, 1, 1), None),
        (date(2020, 1, 15), None, 0),  # its last day
        (date(2020, 1, 14), None, 1),
        (date(2020, 1, 10), date(2020, 1, 12), 2),
        (date(2020, 1, 10), date(2020, 1, 2), 0),
    ],
)
def test_days_of_delay(prevista, effettiva, giorni):
    detto = giorni_di_ritardo(fine_prevista=prevista, fine_effettiva=effettiva, oggi=date(2020, 1, 15))
    assert detto == giorni


@pytest.mark.parametrize(
    ("oggi", "atteso"),
    [
        (date(2019, 12, 31), Decimal(0)),
        (date(2020, 1, 1), Decimal(25)),
        (date(2020, 1, 2), Decimal(50)),
        (date(2020, 1, 4), Decimal(100)),
        (date(2020, 2, 1), Decimal(100)),
    ],
)
def test_time_gone_by(oggi, atteso):
    assert tempo_trascorso(inizio=date(2020, 1, 1), fine_prevista=date(2020, 1, 4), oggi=oggi) == atteso


@pytest.mark.parametrize(("inizio", "prevista"), [(None, PRIMA), (PRIMA, None), (date(2019, 1, 1), PRIMA)])
def test_time_gone_by_is_not_invented(inizio, prevista):
    assert tempo_trascorso(inizio=inizio, fine_prevista=prevista, oggi=date(2020, 1, 1)) is None


# --- Two at once ---


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_volta", range(3))
def test_a_suspension_recorded_twice_at_once_is_one(_volta):
    """A suspension does not follow another: who comes second is told, however close."""
    progetto = make_progetto(stato="in_corso")
    pronti, esiti = Barrier(2, timeout=20), []

    def registra(tipo):
        try:
            connection.ensure_connection()
            pronti.wait()
            registra_evento(progetto=progetto, tipo=tipo, data=PRIMA, utente=None)
            esiti.append("registrato")
        except ValidationError as errore:
            esiti.append(errore.messages[0])
        finally:
            connection.close()

    fili = [Thread(target=registra, args=[tipo]) for tipo in ("sospensione", "sospensione")]
    for filo in fili:
        filo.start()
    for filo in fili:
        filo.join()
    assert sorted(esiti) == ["Dallo stato di oggi il progetto non può passare a questo.", "registrato"]
    assert progetto.eventi.count() == 2


@pytest.mark.django_db
def test_an_extension_decided_before_what_it_extends_moves_the_end():
    progetto = make_progetto(stato="in_valutazione", stato_dal=date(2018, 1, 1))
    comuni = {"progetto": progetto, "utente": None}
    finanziata = registra_evento(
        tipo="ammessa_finanziata", data=date(2018, 6, 1), nuova_fine=date(2018, 12, 31), **comuni
    )
    registra_evento(tipo="proroga", data=date(2018, 5, 1), nuova_fine=date(2019, 12, 31), **comuni)
    assert fine(progetto) == date(2019, 12, 31)
    correggi_evento(evento=finanziata, motivo="data sbagliata", utente=None, data=date(2018, 7, 1))
    assert fine(progetto) == date(2019, 12, 31)
    assert Progetto.objects.con_date().get(pk=progetto.pk).fine_iniziale == date(2018, 12, 31)


@pytest.mark.django_db
@pytest.mark.parametrize("nuova_fine", [date(2018, 12, 31), date(2018, 12, 30), date(1900, 1, 1)])
def test_an_extension_never_shortens(nuova_fine):
    progetto = make_progetto(stato="avviata", stato_dal=PRIMA)
    progetto.eventi.create(tipo="variazione", data=PRIMA, nuova_fine=date(2018, 12, 31))
    with pytest.raises(ValidationError):
        registra_evento(progetto=progetto, tipo="proroga", data=PRIMA, nuova_fine=nuova_fine, utente=None)
    assert fine(progetto) == date(2018, 12, 31)


@pytest.mark.django_db
def test_a_change_of_state_with_a_note_after_it_is_not_taken_back_alone():
    progetto = make_progetto(stato="in_valutazione", stato_dal=PRIMA)
    finanziata = registra_evento(progetto=progetto, tipo="ammessa_finanziata", data=PRIMA, utente=None)
    nota = registra_evento(progetto=progetto, tipo="variazione", data=PRIMA, utente=None, motivo="m")
    with pytest.raises(ValidationError):
        annulla_evento(evento=finanziata, motivo="sbagliato", utente=None)
    correzione = EventoProgetto(
        progetto=progetto, tipo="correzione", data=PRIMA, corregge=finanziata, motivo="m"
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        EventoProgetto.objects.bulk_create([correzione])
    annulla_evento(evento=nota, motivo="sbagliato", utente=None)
    annulla_evento(evento=finanziata, motivo="sbagliato", utente=None)
    assert stato(progetto) == "in_valutazione"
