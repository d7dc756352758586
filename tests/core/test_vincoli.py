"""Constraints of the ground floor."""

import pytest

from core.models import CampoModerato, Messaggio, Proposta, VersioneContenuti
from core.proposte.schede import tipo_di
from tests.factories import make_organizzazione
from tests.vincoli import verifica

pytestmark = pytest.mark.django_db


def _proposta(**campi):
    ente = make_organizzazione()
    return Proposta(tipo=tipo_di(ente), oggetto_id=ente.pk, **campi)


def _seconda_aperta():
    prima = _proposta()
    prima.save()
    return Proposta(tipo=prima.tipo, oggetto_id=prima.oggetto_id, stato="restituita")


def _campo_ripetuto():
    return CampoModerato(scheda="aderenti.organizzazione", campo="denominazione")  # declared by its room


PROVE = {
    "core_proposta_una_aperta": _seconda_aperta,
    "core_proposta_decisa_il": lambda: _proposta(stato="accolta"),
    "core_campo_moderato_unico": _campo_ripetuto,
    "core_versione_riga_unica": lambda: VersioneContenuti(id=2, versione="seconda"),
    "core_messaggio_oggetto_una_riga": lambda: Messaggio(
        motivo="prova", destinatario="a@example.org", oggetto="Due\nrighe", testo="Testo"
    ),
}


@pytest.mark.parametrize("nome", PROVE)
def test_constraint(nome):
    verifica(nome, PROVE[nome]())
