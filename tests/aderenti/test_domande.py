"""Requests to join: sent once, followed by their link alone, corrected, decided once, with what follows."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from aderenti.domande import (
    accogli_domanda,
    chiedi_correzioni,
    invia_domanda,
    respingi_domanda,
    rispedisci,
    ritira_domanda,
)
from aderenti.doppioni import doppioni
from aderenti.models import DomandaAdesione, EventoAdesione, Invito, Organizzazione
from core.documenti import privati
from core.models import Messaggio
from tests.documenti import carica, pdf
from tests.factories import (
    make_aderente,
    make_categoria,
    make_comune,
    make_domanda,
    make_organizzazione,
    make_utente,
)

pytestmark = pytest.mark.django_db
ATS = "rete@ats.example"
OGGI = timezone.localdate()
# Columns that say who wrote, where from or with what: a request must have none.
CHI = {"nome", "cognome", "indirizzo_ip", "utente"}


@pytest.fixture(autouse=True)
def ufficio(settings):
    settings.CONTACT_EMAIL = ATS


def campi(**altri):
    return {
        "denominazione": "Il Larice cooperativa sociale",
        "categoria": make_categoria(),
        "natura": "privato_non_profit",
        "codice_fiscale": "00774730151",
        "indirizzo": "via Roma 1",
        "cap": "23100",
        "comune": make_comune(nome="Sondrio"),
        "perche": "Gestiamo un nido.",
        "referente_ruolo": "segreteria",
        "referente_email": "segreteria@larice.example",
    } | altri


def accogli(domanda, utente=None, **altri):
    valori = {"data": OGGI, "atto_estremi": "delibera 7/2026"} | altri
    return accogli_domanda(domanda=domanda, utente=utente or make_utente(), **valori)


def posta():
    return {(m.destinatario, m.oggetto) for m in Messaggio.objects.all()}


def test_a_request_is_kept_and_its_link_leaves_to_who_asked_alone():
    domanda = invia_domanda(campi=campi(), documento=carica())
    assert (domanda.stato, domanda.documento.read()) == ("inviata", pdf())
    assert "adesione" not in domanda.documento.name
    assert [evento.tipo for evento in domanda.eventi.all()] == ["inviata"]
    assert posta() == {
        (
            "segreteria@larice.example",
            "Abbiamo ricevuto la domanda di adesione di Il Larice cooperativa sociale",
        ),
        (ATS, "Domanda di adesione da esaminare: Il Larice cooperativa sociale"),
    }
    assert [m.destinatario for m in Messaggio.objects.filter(testo__contains=domanda.codice)] == [
        "segreteria@larice.example"
    ]
    assert not CHI & {campo.name for campo in DomandaAdesione._meta.fields}


def test_one_open_request_for_a_codice_fiscale():
    prima = invia_domanda(campi=campi())
    with pytest.raises(IntegrityError), transaction.atomic():
        invia_domanda(campi=campi(comune=None, sede_nome="Milano"), documento=carica())
    ritira_domanda(domanda=prima)
    assert invia_domanda(campi=campi(comune=None, sede_nome="Milano")).stato == "inviata"


def test_a_request_given_back_names_the_fields_and_comes_again():
    operatore = make_utente(email="operatore@ats.example")
    domanda = make_domanda(indirizzo="via Rma")
    with pytest.raises(ValidationError):
        chiedi_correzioni(domanda=domanda, correzioni={"cap": "  "}, utente=operatore)
    chiedi_correzioni(
        domanda=domanda,
        correzioni={"cap": "", "documento": "Manca la firma", "indirizzo": "Via?"},
        utente=operatore,
    )
    domanda.refresh_from_db()
    assert (domanda.stato, domanda.correzioni) == (
        "da_correggere",
        {"documento": "Manca la firma", "indirizzo": "Via?"},
    )
    assert "Indirizzo: Via?\nAdesione firmata: Manca la firma" in Messaggio.objects.get().testo
    rispedisci(domanda=domanda, campi={"indirizzo": "via Roma 1"}, documento=carica())
    domanda.refresh_from_db()
    assert (domanda.stato, domanda.indirizzo, domanda.correzioni) == ("inviata", "via Roma 1", {})
    assert [(e.tipo, e.utente) for e in domanda.eventi.all()] == [
        ("da_correggere", operatore),
        ("corretta", None),
    ]
    with pytest.raises(ValidationError):
        rispedisci(domanda=domanda, campi={"indirizzo": "via Milano 2"})


def test_the_paper_sent_again_takes_the_place_of_the_first(django_capture_on_commit_callbacks):
    domanda = make_domanda(documento=carica())
    chiedi_correzioni(domanda=domanda, correzioni={"documento": "Manca la firma"}, utente=make_utente())
    vecchio = domanda.documento.name
    with django_capture_on_commit_callbacks(execute=True):
        rispedisci(domanda=domanda, campi={}, documento=carica(pdf(b"(firmata)")))
    domanda.refresh_from_db()
    assert domanda.documento.read() == pdf(b"(firmata)")
    assert not privati().exists(vecchio)


def test_declining_needs_a_reason_that_is_sent():
    domanda = make_domanda()
    with pytest.raises(ValidationError):
        respingi_domanda(domanda=domanda, motivo="  ", utente=make_utente())
    respingi_domanda(domanda=domanda, motivo="Fuori dal territorio.", utente=make_utente())
    domanda.refresh_from_db()
    assert (domanda.stato, domanda.motivo) == ("respinta", "Fuori dal territorio.")
    assert "Fuori dal territorio." in Messaggio.objects.get().testo
    assert not Organizzazione.objects.exists()


# --- Accepted ----------------------------------------------------------------------------------------------


def test_accepting_makes_the_body_its_adhesion_its_referent_and_the_invitation():
    utente = make_utente()
    domanda = make_domanda(
        denominazione="Il Larice", comune=make_comune(nome="Tirano"), sede_nome="", inviata_il=timezone.now()
    )
    accogli(domanda, utente)
    domanda.refresh_from_db()
    ente = domanda.organizzazione
    assert (ente.denominazione, ente.codice_fiscale, ente.sede, ente.slug) == (
        "Il Larice",
        domanda.codice_fiscale,
        "Tirano",
        "il-larice",
    )
    assert [
        (e.tipo, e.data, e.atto_estremi, e.registrato_da) for e in ente.eventi_adesione.order_by("pk")
    ] == [
        ("richiesta", OGGI, "", utente),
        ("accolta", OGGI, "delibera 7/2026", utente),
    ]
    assert list(Organizzazione.objects.attivi()) == [ente]
    assert [(r.ruolo, r.email, r.dal) for r in ente.referenti.all()] == [
        ("segreteria", domanda.referente_email, OGGI)
    ]
    assert [(i.email, i.ruolo, i.creato_da) for i in Invito.objects.all()] == [
        (domanda.referente_email, "amministratore", utente)
    ]
    assert (domanda.stato, domanda.decisa_da) == ("accolta", utente)
    assert {destinatario for destinatario, _oggetto in posta()} == {domanda.referente_email}


def test_a_body_to_confirm_is_completed_only_where_it_says_nothing():
    ente = make_organizzazione(
        denominazione="Coop. Larice", telefono="0342 1", comune=make_comune(nome="Teglio")
    )
    domanda = make_domanda(denominazione="Il Larice", telefono="0342 999", email="ufficio@larice.example")
    accogli(domanda, organizzazione=ente)
    ente.refresh_from_db()
    assert (
        ente.denominazione,
        ente.telefono,
        ente.email,
        ente.codice_fiscale,
        ente.sede,
        ente.sede_nome,
    ) == (
        "Coop. Larice",
        "0342 1",
        "ufficio@larice.example",
        domanda.codice_fiscale,
        "Teglio",
        "",
    )
    assert Organizzazione.objects.count() == 1


def _altro_codice():
    return {"organizzazione": make_organizzazione(codice_fiscale="00774730151")}


def _gia_aderente():
    return {"organizzazione": make_aderente()}


def _prima_della_domanda():
    return {"data": OGGI - timedelta(days=30)}


@pytest.mark.parametrize(
    ("caso", "messaggio"),
    [
        (_altro_codice, "ha un altro codice fiscale nel registro"),
        (_gia_aderente, "è già aderente dal"),
        (_prima_della_domanda, "l’adesione deve essere successiva"),
    ],
)
def test_what_cannot_be_accepted_leaves_nothing(caso, messaggio):
    domanda = make_domanda()
    altri = caso()
    prima = (Organizzazione.objects.count(), EventoAdesione.objects.count())
    with pytest.raises(ValidationError, match=messaggio):
        accogli(domanda, **altri)
    domanda.refresh_from_db()
    assert domanda.stato == "inviata"
    assert (Organizzazione.objects.count(), EventoAdesione.objects.count()) == prima
    assert not Invito.objects.exists()
    assert not Messaggio.objects.exists()


def test_a_body_that_is_in_the_register_is_not_made_twice():
    domanda = make_domanda()
    make_organizzazione(codice_fiscale=domanda.codice_fiscale)
    with pytest.raises(ValidationError, match="C'è già un'organizzazione con questo codice fiscale"):
        accogli(domanda)


def test_the_second_to_decide_is_told_who_did():
    primo = make_utente(email="primo@ats.example")
    domanda = make_domanda()
    accogli(domanda, primo)
    decisioni = [
        lambda: accogli(domanda),
        lambda: respingi_domanda(domanda=domanda, motivo="No", utente=make_utente()),
        lambda: chiedi_correzioni(domanda=domanda, correzioni={"cap": "?"}, utente=make_utente()),
        lambda: ritira_domanda(domanda=domanda),
    ]
    for decidi in decisioni:
        with pytest.raises(ValidationError, match=r"già chiusa \(accolta\): primo@ats.example, il "):
            decidi()
    assert Organizzazione.objects.count() == 1


def test_who_left_can_come_back():
    ente = make_aderente(aderente_dal=date(2017, 1, 24))
    EventoAdesione.objects.create(organizzazione=ente, tipo="recesso", data=date(2020, 5, 1))
    accogli(make_domanda(), organizzazione=ente)
    assert [e.tipo for e in ente.eventi_adesione.order_by("data", "pk")] == [
        "accolta",
        "recesso",
        "richiesta",
        "accolta",
    ]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_operators_accept_at_the_same_instant():
    domanda, utenti = make_domanda(), [make_utente(), make_utente()]
    pronti, esiti = Barrier(2, timeout=20), []

    def decidi(utente):
        try:
            pronti.wait()
            esiti.append(accogli(domanda, utente).stato)
        except ValidationError as errore:
            esiti.append(errore.messages[0][:26])
        finally:
            connection.close()

    fili = [Thread(target=decidi, args=[utente]) for utente in utenti]
    for filo in fili:
        filo.start()
    for filo in fili:
        filo.join()
    assert sorted(esiti) == [
        "Questa domanda è già chius",
        "accolta",
    ]
    assert (Organizzazione.objects.count(), EventoAdesione.objects.count(), Invito.objects.count()) == (
        1,
        2,
        1,
    )


# --- Perhaps it is in the register already ---------------------------------------------------------------


def test_bodies_that_may_be_the_same_are_found_by_code_and_by_name():
    codice = make_organizzazione(denominazione="Tutt’altro nome", codice_fiscale="00774730151")
    simile = make_organizzazione(denominazione="Cooperativa sociale IL LÀRICE")
    make_organizzazione(denominazione="Comune di Grosio")
    trovati = doppioni(denominazione="Il Larice, cooperativa sociale", codice_fiscale="00774730151")
    assert [(d.organizzazione, d.stesso_codice) for d in trovati] == [(codice, True), (simile, False)]
    assert doppioni(denominazione="\x00 " * 5000, codice_fiscale="") == []
