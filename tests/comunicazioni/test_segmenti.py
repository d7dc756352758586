"""Whom each question finds, and at which addresses."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from alleanze.models import Partecipazione
from comunicazioni.destinatari import da_scrivere, voci_di
from comunicazioni.segmenti import PARAMETRI, SEGMENTI, enti_di, in_parole
from core.posta.preferenze import scegli
from tests.comunicazioni.posta import make_comunicazione, make_ente, make_referente
from tests.factories import (
    make_alleanza,
    make_ambito,
    make_categoria,
    make_comune,
    make_gruppo,
    make_organizzazione,
    make_piano,
    make_servizio,
    make_tipologia,
    make_utente,
)

pytestmark = pytest.mark.django_db
OGGI = timezone.localdate()


def trovati(segmento, **oggetti):
    return [ente.denominazione for ente in enti_di(make_comunicazione(segmento, **oggetti))]


def test_members_and_nobody_else():
    make_ente("Betulla")
    make_ente("Abete")
    make_ente("Domani", aderente_dal=OGGI + timedelta(days=1))
    make_organizzazione(denominazione="Da confermare")
    assert trovati("aderenti") == ["Abete", "Betulla"]


def test_the_comuni_of_tirano():
    tirano, morbegno = make_ambito(nome="Tirano"), make_ambito()
    comuni, altri = make_categoria(label="Comuni"), make_categoria()
    qui = make_comune(ambito=tirano)
    make_ente("Grosio", categoria=comuni, comune=qui)
    make_ente("Cooperativa", categoria=altri, comune=qui)
    make_ente("Talamona", categoria=comuni, comune=make_comune(ambito=morbegno))
    make_ente("Ovunque", categoria=comuni).ambiti.add(tirano)
    assert trovati("ambito", ambito=tirano) == ["Cooperativa", "Grosio", "Ovunque"]
    assert trovati("categoria", categoria=comuni, ambito=tirano) == ["Grosio", "Ovunque"]
    assert trovati("categoria", categoria=comuni) == ["Grosio", "Ovunque", "Talamona"]
    bozza = make_comunicazione("categoria", categoria=comuni, ambito=tirano)
    assert in_parole(bozza) == "gli aderenti di una categoria, ovunque o in un ambito: Comuni, Tirano"


def test_capofila_and_partner_of_a_cycle_without_those_who_left_before():
    piano = make_piano(anno_dal=2025, anno_al=2027)
    alleanza = make_alleanza(piano=piano)

    def entra(nome, ruolo, **giorni):
        Partecipazione.objects.create(
            alleanza=alleanza, organizzazione=make_ente(nome), ruolo=ruolo, **giorni
        )

    entra("Prima", "capofila", al=date(2025, 6, 30))
    entra("Adesso", "capofila", dal=date(2025, 7, 1))
    entra("Resta", "partner")
    entra("Uscita", "partner", al=date(2025, 12, 31))
    entra("Fino in fondo", "partner", al=date(2027, 12, 31))
    make_alleanza(capofila=make_ente("Altro ciclo"))
    assert trovati("capofila", piano=piano) == ["Adesso"]
    assert trovati("partner", piano=piano) == ["Fino in fondo", "Resta"]


def test_who_runs_services_of_a_group():
    gruppo = make_gruppo()
    tipologia = make_tipologia(gruppo=gruppo)
    nido, chiuso, altro = make_ente("Nido"), make_ente("Chiuso"), make_ente("Altro")
    make_servizio(gestore=nido, tipologia=tipologia)
    make_servizio(gestore=nido, tipologia=tipologia)
    make_servizio(gestore=chiuso, tipologia=tipologia, stato="chiuso", motivo_stato="finito")
    make_servizio(gestore=altro)
    assert trovati("gestori", gruppo=gruppo) == ["Nido"]


def test_who_has_not_confirmed_for_a_year():
    make_ente("Mai")
    make_ente("Vecchia", confermato_il=OGGI - timedelta(days=366))
    make_ente("Giusta", confermato_il=OGGI - timedelta(days=365))
    assert trovati("da-confermare") == ["Mai", "Vecchia"]


def test_every_question_answers_also_when_what_it_needs_is_gone():
    make_ente("Abete")
    for codice, segmento in SEGMENTI.items():
        assert set(segmento.ammessi()) <= set(PARAMETRI)
        attesi = [] if segmento.servono else ["Abete"]
        assert trovati(codice) == attesi, codice


def test_each_body_is_written_to_at_its_referents_or_else_at_its_office():
    con, senza, muto = make_ente("Con"), make_ente("Senza"), make_ente("Muto", email="", pec="m@pec.it")
    make_referente(con, "Uno@con.example")
    make_referente(con, "due@con.example", al=OGGI)
    make_referente(con, "via@con.example", al=OGGI - timedelta(days=1))
    make_referente(con, "finto@con.example", dimostrativo=True)
    make_referente(con, "", utente=make_utente(email="persona@con.example"))
    make_referente(con, "", utente=make_utente(email="chiuso@con.example", is_active=False))
    assert voci_di(make_comunicazione()) == [
        (con, "uno@con.example", ""),
        (con, "due@con.example", ""),
        (con, "persona@con.example", ""),
        (muto, "", "non ha un indirizzo e-mail"),
        (senza, "senza@ente.example", ""),
    ]


def test_who_is_left_out_is_said():
    make_ente("Finto", dimostrativo=True)
    make_ente("Storto", email="a@b")
    make_referente(make_ente("Contrario"), "no@contrario.example")
    scegli(utente=make_utente(email="no@contrario.example"), scelte={"comunicazione": "mai"})
    make_ente("Giusto")
    voci = voci_di(make_comunicazione())
    assert [(voce.ente.denominazione, voce.perche) for voce in voci] == [
        ("Contrario", "ha scelto di non ricevere queste e-mail"),
        ("Finto", "è un ente inventato (dati dimostrativi)"),
        ("Giusto", ""),
        ("Storto", "l’indirizzo è scritto male"),
    ]
    assert da_scrivere(voci) == ["giusto@ente.example"]


def test_one_address_of_two_bodies_is_written_to_once():
    make_referente(make_ente("Abete"), "studio@example.org")
    make_referente(make_ente("Betulla"), "STUDIO@example.org")
    voci = voci_di(make_comunicazione())
    assert [voce.indirizzo for voce in voci] == ["studio@example.org"] * 2
    assert da_scrivere(voci) == ["studio@example.org"]
