"""Constraints of the newsletter."""

from datetime import timedelta

import pytest
from django.utils import timezone

from newsletter.models import Abbonato, AmbitoAbbonato, Invio, Numero, VoceNumero
from tests.factories import make_ambito
from tests.newsletter.fabbriche import make_abbonato, make_inviato, make_invio, make_numero
from tests.vincoli import verifica

pytestmark = pytest.mark.django_db
OGGI = timezone.localdate()


def _abbonato(**campi):
    return Abbonato(**{"email": "mamma@example.org", "vuole_notizie": True} | campi)


def _numero(**campi):
    return Numero(**{"titolo": "Numero", "slug": "numero", "dal": OGGI, "al": OGGI} | campi)


def _ambito_doppio():
    ambito = make_ambito()
    return AmbitoAbbonato(abbonato=make_abbonato(ambiti=[ambito]), ambito=ambito)


def _cambiato(campo, valore):
    numero = make_inviato()
    setattr(numero, campo, valore)
    return numero


def _voce(numero=None, **campi):
    valori = {"argomento": "notizie", "chiave": 1, "titolo": "Notizia"}
    return VoceNumero(numero=numero or make_numero(), **valori | campi)


def _voce_doppia():
    prima = _voce()
    prima.save()
    return _voce(prima.numero)


def _invio_doppio():
    prima = make_invio()
    return Invio(numero=prima.numero, abbonato=prima.abbonato, messaggio=prima.messaggio)


PROVE = {
    "newsletter_abbonato_minuscola": lambda: _abbonato(email="Mamma@example.org"),
    "newsletter_abbonato_argomenti": lambda: _abbonato(vuole_notizie=False),
    "newsletter_abbonato_confermato": lambda: _abbonato(stato="attivo"),
    "newsletter_abbonato_sospeso": lambda: _abbonato(stato="sospeso", confermato_il=timezone.now()),
    "newsletter_ambitoabbonato_unico": _ambito_doppio,
    "newsletter_numero_titolo": lambda: _numero(titolo="Due\nrighe"),
    "newsletter_numero_periodo": lambda: _numero(al=OGGI - timedelta(days=1)),
    "newsletter_numero_inviato_il": lambda: _numero(stato="inviato"),
    "newsletter_numero_immutabile": lambda: _cambiato("titolo", "Un altro"),
    "newsletter_vocenumero_unica": _voce_doppia,
    "newsletter_vocenumero_bozza": lambda: _voce(make_inviato()),
    "newsletter_invio_una_volta": _invio_doppio,
    "newsletter_invio_perche": lambda: Invio(numero=make_inviato(), stato="rifiutato"),
}


@pytest.mark.parametrize("nome", PROVE)
def test_constraint(nome):
    verifica(nome, PROVE[nome]())


def test_who_is_not_suspended_has_no_day_of_it():
    verifica("newsletter_abbonato_sospeso", _abbonato(sospeso_il=timezone.now()))


def test_a_draft_has_not_left():
    verifica("newsletter_numero_inviato_il", _numero(inviato_il=timezone.now()))


def test_a_number_that_has_left_is_no_draft_again():
    numero = _cambiato("stato", "bozza")
    numero.inviato_il = None
    verifica("newsletter_numero_immutabile", numero)
