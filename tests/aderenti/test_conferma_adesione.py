"""Making a body a member: one event, once."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from aderenti.models import EventoAdesione, Organizzazione
from aderenti.services import conferma_adesione
from tests.factories import make_aderente, make_organizzazione, make_utente

pytestmark = pytest.mark.django_db
OGGI = date(2026, 3, 2)


def test_a_body_to_confirm_becomes_a_member_from_that_day():
    ente, utente = make_organizzazione(), make_utente()

    evento = conferma_adesione(organizzazione=ente, data=OGGI, utente=utente, atto_estremi="delibera 12/2026")

    assert (evento.tipo, evento.data, evento.atto_estremi, evento.registrato_da) == (
        "accolta",
        OGGI,
        "delibera 12/2026",
        utente,
    )
    assert list(Organizzazione.objects.attivi(OGGI)) == [ente]
    assert not Organizzazione.objects.attivi(date(2026, 3, 1)).exists()
    assert not Organizzazione.objects.da_confermare().exists()


def test_a_member_cannot_be_confirmed_again():
    ente = make_aderente(denominazione="Comune di Prova", aderente_dal=date(2017, 1, 24))

    with pytest.raises(ValidationError) as errore:
        conferma_adesione(organizzazione=ente, data=OGGI, utente=make_utente())

    assert errore.value.messages == ["Comune di Prova è già aderente dal 24/01/2017."]
    assert EventoAdesione.objects.count() == 1


def test_a_body_that_left_can_come_back_only_later():
    ente = make_aderente(denominazione="Ente", aderente_dal=date(2017, 1, 24))
    EventoAdesione.objects.create(organizzazione=ente, tipo="recesso", data=date(2020, 5, 1))

    with pytest.raises(ValidationError) as errore:
        conferma_adesione(organizzazione=ente, data=date(2020, 5, 1), utente=make_utente())
    assert errore.value.messages == [
        "L’ultimo evento di Ente è del 01/05/2020: l’adesione deve essere successiva."
    ]

    conferma_adesione(organizzazione=ente, data=OGGI, utente=make_utente())
    assert list(Organizzazione.objects.attivi(OGGI)) == [ente]
