"""The yearly round: who is written to, one use, nothing confirmed unread, reminders once, staff by phone."""

import re
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone

from aderenti.conferme import (
    apri_giro,
    chiudi_giro,
    da_scrivere,
    impronta,
    promemoria_giro,
    registra_conferma,
)
from aderenti.models import ConfermaAdesione, EventoAdesione, GiroConferme, Organizzazione, Referente
from aderenti.persone import togli
from core.models import Messaggio
from tests.factories import make_accesso, make_aderente, make_organizzazione, make_piano, make_utente
from utenti.ruoli import OPERATORE
from utenti.services import sospendi

pytestmark = pytest.mark.django_db
OGGI = timezone.localdate()
FINE = OGGI + timedelta(days=60)


def referente(ente, email, **campi):
    return Referente.objects.create(
        organizzazione=ente, ruolo="ufficio sociale", email=email, telefono="1", **campi
    )


def apri(**campi):
    return apri_giro(**{"titolo": "Conferme 2027", "scade_il": FINE, "utente": None} | campi)


def in_riga(risposta):
    return " ".join(re.sub(r"<[^>]+>", " ", risposta.content.decode()).split())


@pytest.fixture
def visitatore():
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def operatore(client):
    utente = make_utente(is_staff=True)
    utente.groups.add(Group.objects.get(name=OPERATORE))
    client.force_login(utente)
    return utente


def test_administrators_else_referents_else_the_office_never_demo_bodies():
    con_accesso, con_referente, con_ufficio, muto = (
        make_aderente(email="ufficio@x.example") for _n in range(4)
    )
    muto.email = ""
    muto.save()
    make_accesso(organizzazione=con_accesso, utente=make_utente(email="capo@x.example"))
    make_accesso(organizzazione=con_accesso, ruolo="redattore")
    make_accesso(organizzazione=con_referente, utente=make_utente(email="chiuso@x.example", is_active=False))
    make_accesso(organizzazione=con_ufficio, tolto_il=timezone.now() + timedelta(hours=1))
    referente(con_accesso, "altro@x.example")
    referente(con_referente, "sociale@x.example")
    referente(con_referente, "SOCIALE@x.example")
    referente(con_ufficio, "vecchio@x.example", al=date(2020, 1, 1))
    referente(con_ufficio, "finto@x.example", dimostrativo=True)
    make_aderente(dimostrativo=True, email="demo@x.example")
    make_organizzazione(email="fuori@x.example")
    assert dict(da_scrivere()) == {
        con_accesso: ["capo@x.example"],
        con_referente: ["sociale@x.example"],
        con_ufficio: ["ufficio@x.example"],
        muto: [],
    }


def test_a_round_writes_once_to_every_member_and_a_second_waits():
    make_aderente(email="a@x.example")
    make_aderente()
    giro = apri()
    assert sorted(c.indirizzi for c in giro.conferme.all()) == [[], ["a@x.example"]]
    assert giro.conferme.da_chiamare().count() == 1
    assert [m.destinatario for m in Messaggio.objects.all()] == ["a@x.example"]
    with pytest.raises(ValidationError, match="ancora aperto"):
        apri(titolo="Altro")
    chiudi_giro(giro=giro)
    with pytest.raises(ValidationError, match="titolo"):
        apri()
    with pytest.raises(ValidationError, match="scadenza viene dopo"):
        apri(titolo="Altro", scade_il=OGGI)
    assert apri(titolo="Altro").conferme.count() == 2


def test_opening_makes_few_queries_for_whom_to_write_to(django_assert_num_queries):
    for _volta in range(5):
        referente(make_aderente(), "a@x.example")
    with django_assert_num_queries(3):
        assert len(da_scrivere()) == 5


# --- The link ---------------------------------------------------------------------------------------------


def test_from_the_mail_to_confirmed_with_one_button(visitatore):
    piano = make_piano(titolo="Piano 2025-27")
    ente = make_aderente(denominazione="Il Larice", email="a@x.example", codice_fiscale="RSSMRA80A01F205X")
    referente(ente, "sociale@x.example")
    make_aderente(denominazione="Segreto altrui", email="b@x.example")
    conferma = apri(piano=piano).conferme.get(organizzazione=ente)
    [posta] = Messaggio.objects.filter(destinatario="sociale@x.example")
    indirizzo = conferma.collegamento(conferma.indirizzi[0])
    assert indirizzo in posta.testo
    pagina = visitatore.get(indirizzo)
    assert (pagina["Cache-Control"], pagina["X-Robots-Tag"], pagina.cookies) == ("no-store", "noindex", {})
    pubbliche, riservate = in_riga(pagina).split("Che cosa vede solo ATS")
    assert "RSSMRA80A01F205X" not in pubbliche
    assert "RSSMRA80A01F205X" in riservate
    assert "sociale@x.example" not in pubbliche
    assert "ufficio sociale sociale@x.example" in riservate
    assert "Segreto altrui" not in in_riga(pagina)
    ente.refresh_from_db()
    assert ente.confermato_il is None  # reading confirms nothing
    letta = re.search(r'name="letta" value="(\w+)"', pagina.content.decode())[1]
    assert visitatore.post(indirizzo, {"letta": letta}).status_code == 302
    ente.refresh_from_db()
    conferma.refresh_from_db()
    assert (ente.confermato_il, conferma.come) == (OGGI, "link")
    assert [(e.tipo, e.piano, e.data) for e in ente.eventi_adesione.filter(tipo="confermata")] == [
        ("confermata", piano, OGGI)
    ]
    dopo = in_riga(visitatore.get(indirizzo))
    assert "Grazie, la scheda è confermata" in dopo
    assert "sociale@x.example" not in dopo
    Organizzazione.objects.update(confermato_il=None)
    assert visitatore.post(indirizzo, {"letta": letta}).status_code == 302
    ente.refresh_from_db()
    assert ente.confermato_il is None  # one use


def test_what_changed_meanwhile_is_shown_again_not_confirmed(visitatore):
    ente = make_aderente(telefono="0342 1", email="ufficio@x.example")
    conferma = apri().conferme.get()
    letta = impronta(ente)
    ente.telefono = "0342 2"
    ente.save()
    for mandata in (letta, "", "\x00", "x" * 10_000):
        risposta = visitatore.post(conferma.collegamento(conferma.indirizzi[0]), {"letta": mandata})
        assert risposta.status_code == 200
        assert "La scheda è cambiata" in in_riga(risposta)
        assert "0342 2" in in_riga(risposta)
    ente.refresh_from_db()
    assert ente.confermato_il is None
    referente(ente, "nuovo@x.example")
    assert impronta(ente) not in risposta.content.decode()  # a new referent is a change too


def _scaduta(conferma):
    GiroConferme.objects.update(aperto_il=OGGI - timedelta(days=9), scade_il=OGGI - timedelta(days=1))


def _chiusa(conferma):
    chiudi_giro(giro=conferma.giro)


def _uscita(conferma):
    EventoAdesione.objects.create(organizzazione=conferma.organizzazione, tipo="recesso", data=OGGI)


@pytest.mark.parametrize(
    ("rendi", "messaggio"),
    [
        (_scaduta, "Il tempo per confermare"),
        (_chiusa, "Il tempo per confermare"),
        (_uscita, "non fa parte della Rete"),
    ],
)
def test_a_link_that_no_longer_serves_shows_nothing_of_the_sheet(visitatore, rendi, messaggio):
    ente = make_aderente()
    referente(ente, "sociale@x.example")
    conferma = apri().conferme.get()
    rendi(conferma)
    for risposta in (
        visitatore.get(conferma.collegamento(conferma.indirizzi[0])),
        visitatore.post(conferma.collegamento(conferma.indirizzi[0]), {"letta": impronta(ente)}),
    ):
        assert messaggio in in_riga(risposta)
        assert "sociale@x.example" not in risposta.content.decode()
    ente.refresh_from_db()
    assert ente.confermato_il is None


def test_each_has_a_link_of_its_own_that_dies_with_the_access(visitatore):
    ente = make_aderente()
    via, sospeso, resta = (make_accesso(organizzazione=ente) for _volta in range(3))
    conferma = apri().conferme.get(organizzazione=ente)
    links = [conferma.collegamento(accesso.utente.email) for accesso in (via, sospeso, resta)]
    assert [visitatore.get(link).status_code for link in links] == [200, 200, 200]
    togli(accesso=via, da=resta.utente)
    sospendi(utente=sospeso.utente)
    assert [visitatore.get(link).status_code for link in links] == [404, 404, 200]
    assert [visitatore.post(link).status_code for link in links[:2]] == [404, 404]
    assert visitatore.get(conferma.collegamento("altri@example.org")).status_code == 404


def test_an_invented_link_is_not_found(visitatore):
    conferma = apri_con_uno()
    for codice in (conferma.codice[:-1], str(conferma.pk), "%00"):
        assert visitatore.get(f"/aderenti/conferma/{codice}/").status_code == 404
        assert visitatore.post(f"/aderenti/conferma/{codice}/").status_code == 404


def apri_con_uno():
    make_aderente(email="a@x.example")
    return apri().conferme.get()


def test_the_same_from_the_area_for_who_has_access_alone(client):
    conferma = apri_con_uno()
    accesso = make_accesso(organizzazione=conferma.organizzazione, ruolo="redattore")
    indirizzo = f"/area-riservata/enti/{conferma.organizzazione.slug}/conferma/"
    client.force_login(make_utente())
    assert client.get(indirizzo).status_code == 404
    client.force_login(accesso.utente)
    oggi = client.get(f"/area-riservata/enti/{conferma.organizzazione.slug}/").content.decode()
    assert f'href="{indirizzo}"' in oggi
    pagina = client.get(indirizzo)
    assert pagina.context["letta"] == impronta(conferma.organizzazione)
    assert "La scheda è cambiata" in in_riga(client.post(indirizzo, {"letta": "vecchia"}))
    client.post(indirizzo, {"letta": pagina.context["letta"]})
    conferma.refresh_from_db()
    assert (conferma.come, conferma.da) == ("area", accesso.utente)
    assert "niente da confermare" in in_riga(client.get(indirizzo))
    assert client.post(indirizzo, {"letta": pagina.context["letta"]}).status_code == 302


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_people_confirm_at_the_same_instant():
    make_aderente(email="a@x.example")
    conferma = apri(piano=make_piano()).conferme.get()
    pronti, esiti = Barrier(2, timeout=20), []

    def premi():
        try:
            pronti.wait()
            registra_conferma(conferma=conferma, come="link")
            esiti.append("fatto")
        except ValidationError as errore:
            esiti.append(errore.code)
        finally:
            connection.close()

    fili = [Thread(target=premi) for _volta in range(2)]
    for filo in fili:
        filo.start()
    for filo in fili:
        filo.join()
    assert sorted(esiti) == ["fatto", "usata"]
    assert EventoAdesione.objects.filter(tipo="confermata").count() == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_operators_open_a_round_at_the_same_instant():
    make_aderente(email="a@x.example")
    pronti, esiti = Barrier(2, timeout=20), []

    def premi(titolo):
        try:
            pronti.wait()
            apri(titolo=titolo)
            esiti.append("aperto")
        except ValidationError as errore:
            esiti.append(errore.messages[0][-20:])
        finally:
            connection.close()

    fili = [Thread(target=premi, args=[titolo]) for titolo in ("Uno", "Due")]
    for filo in fili:
        filo.start()
    for filo in fili:
        filo.join()
    assert sorted(esiti) == ["aperto", "rto: chiudilo prima."]
    assert Messaggio.objects.count() == 1


# --- Reminders --------------------------------------------------------------------------------------------


def test_reminders_at_15_and_30_days_once_each():
    silente, confermato = make_aderente(email="a@x.example"), make_aderente(email="b@x.example")
    giro = apri()
    registra_conferma(conferma=giro.conferme.get(organizzazione=confermato), come="link")
    Messaggio.objects.all().delete()
    giorni = (14, 15, 15, 16, 29, 30, 30, 31, 60)
    scritti = [promemoria_giro(OGGI + timedelta(days=giorno)) for giorno in giorni]
    assert scritti == [0, 1, 0, 0, 0, 1, 0, 0, 0]
    assert [m.destinatario for m in Messaggio.objects.all()] == ["a@x.example", "a@x.example"]
    assert {m.oggetto for m in Messaggio.objects.all()} == {
        f"Promemoria: la scheda di {silente.denominazione} è da confermare"
    }


def test_of_two_late_reminders_one_leaves_and_none_after_the_end():
    apri_con_uno()
    Messaggio.objects.all().delete()
    assert promemoria_giro(FINE + timedelta(days=1)) == 0
    assert [promemoria_giro(OGGI + timedelta(days=40)) for _volta in range(2)] == [1, 0]
    assert Messaggio.objects.count() == 1


def test_a_reminder_goes_to_who_keeps_the_body_today():
    conferma = apri_con_uno()
    make_accesso(organizzazione=conferma.organizzazione, utente=make_utente(email="nuova@x.example"))
    Messaggio.objects.all().delete()
    promemoria_giro(OGGI + timedelta(days=15))
    assert [m.destinatario for m in Messaggio.objects.all()] == ["nuova@x.example"]
    _uscita(conferma)
    assert promemoria_giro(OGGI + timedelta(days=30)) == 0


# --- In the admin -----------------------------------------------------------------------------------------


def test_ats_sees_who_will_be_written_to_then_opens(client, operatore):
    make_aderente(denominazione="Con posta", email="a@x.example")
    make_aderente(denominazione="Senza posta", telefono="0342 9")
    make_aderente(denominazione="Finto", dimostrativo=True, email="f@x.example")
    nuovo = "/admin/aderenti/giroconferme/add/"
    anteprima = in_riga(client.get(nuovo))
    assert "Con posta: a@x.example" in anteprima
    assert "Senza posta · 0342 9" in anteprima
    assert "Finto" not in anteprima
    assert not GiroConferme.objects.exists()
    errata = client.post(nuovo, {"titolo": "", "scade_il": "mai", "piano": "9" * 30})
    assert set(errata.context["form"].errors) == {"titolo", "scade_il", "piano"}
    esito = client.post(nuovo, {"titolo": "Conferme", "scade_il": FINE.isoformat()}, follow=True)
    giro = GiroConferme.objects.get()
    assert giro.aperto_da == operatore
    assert "Il giro è aperto" in in_riga(esito)
    ancora = client.post(nuovo, {"titolo": "Conferme", "scade_il": FINE.isoformat()})
    assert "ancora aperto" in in_riga(ancora)
    elenco = client.get("/admin/aderenti/confermaadesione/")
    assert [c.organizzazione.denominazione for c in elenco.context["cl"].result_list] == ["Senza posta"]


def test_ats_records_a_confirmation_by_phone_once(client, operatore):
    ente = make_aderente()
    conferma = apri().conferme.get()
    dati = {"action": "per_telefono", "_selected_action": [conferma.pk]}
    elenco = "/admin/aderenti/confermaadesione/?da_fare=tutto"
    assert "1 conferma registrata." in in_riga(client.post(elenco, dati, follow=True))
    conferma.refresh_from_db()
    ente.refresh_from_db()
    assert (conferma.come, conferma.da, ente.confermato_il) == ("ats", operatore, OGGI)
    assert "già stata confermata" in in_riga(client.post(elenco, dati, follow=True))


def test_closing_a_round_from_the_list(client, operatore):
    conferma = apri_con_uno()
    dati = {"action": "chiudi", "_selected_action": [conferma.giro_id]}
    client.post("/admin/aderenti/giroconferme/", dati)
    assert GiroConferme.objects.get().chiuso_il == OGGI
    with pytest.raises(ValidationError):
        registra_conferma(conferma=conferma, come="link")
    assert ConfermaAdesione.objects.in_attesa().count() == 0
