"""Constraints of the events; their proofs are read by ``test_vincoli`` of the room."""

from datetime import timedelta

import pytest
from django.utils import timezone

from redazione.models import AllegatoEvento, DataEvento, Evento
from tests.redazione.fabbriche import make_data_evento, make_evento
from tests.vincoli import verifica

pytestmark = pytest.mark.django_db


def _evento(**campi):
    base = {"titolo": "Titolo", "sommario": "Sommario", "slug": "titolo", "luogo": "Sala"}
    return Evento(**base | campi)


def _pubblicato(**campi):
    return _evento(**{"stato": "pubblicato", "pubblica_dal": timezone.now()} | campi)


def _che_si_toglie_prima():
    adesso = timezone.now()
    return _evento(pubblica_dal=adesso, pubblica_fino=adesso - timedelta(hours=1))


def _data(**campi):
    adesso = timezone.now()
    base = {"inizio": adesso, "fine": adesso + timedelta(hours=1)}
    return DataEvento(**{"evento": make_evento(date=0)} | base | campi)


def _doppia():
    prima = make_data_evento(make_evento(date=0))
    return _data(evento=prima.evento, inizio=prima.inizio, fine=prima.fine)


def _stesso_uid():
    make_data_evento(make_evento(date=0), uid="a@example.org")
    return _data(uid="a@example.org")


PROVE_EVENTI = {
    "redazione_evento_titolo": lambda: _evento(titolo=""),
    "redazione_evento_dove": lambda: _pubblicato(luogo=""),
    "redazione_evento_prezzo": lambda: _evento(prezzo="5 euro"),
    "redazione_evento_motivo": lambda: _pubblicato(stato="annullato"),
    "redazione_evento_dell_ente": lambda: _evento(stato="inviato"),
    "redazione_evento_uscita": lambda: _pubblicato(pubblica_dal=None),
    "redazione_evento_quando": _che_si_toglie_prima,
    "redazione_dataevento_dopo": lambda: _data(fine=timezone.now() - timedelta(days=1)),
    "redazione_dataevento_unica": _doppia,
    "redazione_dataevento_uid": _stesso_uid,
    "redazione_allegatoevento_file_o_indirizzo": lambda: AllegatoEvento(
        evento=make_evento(date=0), titolo="Locandina"
    ),
}


def test_an_event_without_a_summary_is_refused():
    verifica("redazione_evento_titolo", _evento(sommario=""))


def test_a_members_event_without_the_member_is_refused():
    verifica("redazione_evento_dell_ente", _evento(dall_ente=True))


@pytest.mark.parametrize("dove", [{"luogo": "Sala"}, {"online": "https://example.org/"}])
def test_one_place_is_enough(dove):
    _pubblicato(**{"luogo": ""} | dove).full_clean()


def test_a_draft_may_not_know_where():
    _evento(luogo="").full_clean()
