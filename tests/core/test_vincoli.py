"""Constraints of the ground floor."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.models import (
    CampoModerato,
    MappaColonne,
    Messaggio,
    PreferenzaPosta,
    Proposta,
    TestoEmail,
    VersioneContenuti,
)
from core.proposte.schede import tipo_di
from tests.factories import make_organizzazione, make_utente
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


def _seconda_preferenza():
    prima = PreferenzaPosta.objects.create(utente=make_utente(), motivo="prova", modo="mai")
    return PreferenzaPosta(utente=prima.utente, motivo="prova", modo="subito")


def _mappa_ripetuta():
    MappaColonne.objects.create(nome="Regione", tabella="pagamenti", colonne={})
    return MappaColonne(nome="Regione", tabella="pagamenti", colonne={"a": ""})


PROVE = {
    "core_proposta_una_aperta": _seconda_aperta,
    "core_mappa_nome": _mappa_ripetuta,
    "core_proposta_decisa_il": lambda: _proposta(stato="accolta"),
    "core_campo_moderato_unico": _campo_ripetuto,
    "core_versione_riga_unica": lambda: VersioneContenuti(id=2, versione="seconda"),
    "core_messaggio_oggetto_una_riga": lambda: Messaggio(
        motivo="prova", destinatario="a@example.org", oggetto="Due\nrighe", testo="Testo"
    ),
    "core_messaggio_riservato_vuoto": lambda: Messaggio(
        motivo="prova",
        destinatario="a@example.org",
        oggetto="Oggetto",
        testo="https://segreto/",
        riservato=True,
        inviato_il=timezone.now(),
    ),
    "core_testoemail_oggetto_e_testo": lambda: TestoEmail(codice="prova", testo="Testo"),
    "core_testoemail_oggetto_una_riga": lambda: TestoEmail(
        codice="prova", oggetto="Due\nrighe", testo="Testo"
    ),
    "core_preferenzaposta_una": _seconda_preferenza,
}


@pytest.mark.parametrize("nome", PROVE)
def test_constraint(nome):
    verifica(nome, PROVE[nome]())


def test_a_secret_message_that_left_keeps_no_html():
    campi = {"motivo": "prova", "destinatario": "a@example.org", "oggetto": "Oggetto", "testo": ""}
    riga = Messaggio(**campi, html="<p>x</p>", riservato=True, inviato_il=timezone.now())
    vincolo = next(v for v in riga._meta.constraints if v.name == "core_messaggio_riservato_vuoto")
    with pytest.raises(ValidationError, match=str(vincolo.violation_error_message)):
        vincolo.validate(Messaggio, riga)
    with pytest.raises(IntegrityError), transaction.atomic():
        riga.save()
