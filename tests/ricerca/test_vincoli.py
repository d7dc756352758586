"""Constraints of the search."""

from datetime import date

import pytest

from ricerca.models import Posizione, RicercaSalvata, RicercaSenzaEsito, ServizioMancante, ServizioNotato
from servizi.models import Periodo
from tests.factories import make_comune, make_servizio, make_tipologia
from tests.vincoli import verifica

pytestmark = pytest.mark.django_db
LUNEDI = date(2026, 11, 23)


def _ripetuto(modello, **campi):
    """Return an unsaved copy of a row that is there already."""
    modello.objects.create(**campi)
    return modello(**campi)


def _salvata(**campi):
    return RicercaSalvata.objects.create(email="a@example.org", **campi)


def _mancante(**campi):
    return _ripetuto(
        ServizioMancante, settimana=LUNEDI, comune=make_comune(), tipologia=make_tipologia(), **campi
    )


PROVE = {
    "ricerca_posizione_unica": lambda: _ripetuto(Posizione, radice="nid", servizio=make_servizio(), peso=1),
    "ricerca_senza_esito_unica": lambda: _ripetuto(
        RicercaSenzaEsito, settimana=LUNEDI, termini="sci", comune=make_comune()
    ),
    "ricerca_senza_esito_unica_ovunque": lambda: _ripetuto(
        RicercaSenzaEsito, settimana=LUNEDI, termini="sci"
    ),
    "ricerca_mancante_unico": lambda: _mancante(
        periodo=Periodo.objects.create(code="NATALE", label="Natale", tipo="chiusura")
    ),
    "ricerca_mancante_unico_sempre": _mancante,
    "ricerca_salvata_unica": lambda: _ripetuto(RicercaSalvata, email="a@example.org", domanda="q=nido"),
    "ricerca_notato_unico": lambda: _ripetuto(
        ServizioNotato, ricerca=_salvata(), servizio=make_servizio(), motivo="noto"
    ),
}


@pytest.mark.parametrize("nome", PROVE)
def test_constraint(nome):
    verifica(nome, PROVE[nome]())
