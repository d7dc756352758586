"""Constraints of the register of members."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from aderenti.models import (
    Accesso,
    Certificazione,
    ConfermaAdesione,
    DomandaAdesione,
    EventoAdesione,
    GiroConferme,
    Invito,
    Organizzazione,
    Referente,
    RichiestaAccesso,
    RichiestaRecesso,
)
from tests.factories import (
    make_accesso,
    make_aderente,
    make_categoria,
    make_domanda,
    make_organizzazione,
    make_utente,
)
from tests.vincoli import verifica

pytestmark = pytest.mark.django_db


def _organizzazione(**campi):
    return Organizzazione(denominazione="Nuova", slug="nuova", categoria=make_categoria(), **campi)


def _codice_ripetuto():
    make_organizzazione(codice_fiscale="00774730151")
    return _organizzazione(codice_fiscale="00774730151")


def _evento(**campi):
    valori = {"organizzazione": make_organizzazione(), "tipo": "accolta", "data": date(2018, 1, 1)}
    return EventoAdesione(**valori | campi)


def _fusa_in_se_stessa():
    organizzazione = make_organizzazione()
    return _evento(organizzazione=organizzazione, tipo="fusa_in", fusa_in=organizzazione)


def _referente(**campi):
    return Referente(organizzazione=make_organizzazione(), ruolo="ufficio servizi sociali", **campi)


def _accesso_ripetuto():
    accesso = make_accesso()
    return Accesso(organizzazione=accesso.organizzazione, utente=accesso.utente)


def _invito(**campi):
    return Invito(organizzazione=make_aderente(), email="ufficio@example.org", **campi)


def _ripetuta(riga):
    """Return a second row equal to ``riga``, which is saved."""
    riga.save()
    valori = {
        c.attname: getattr(riga, c.attname) for c in riga._meta.fields if c.name not in ("id", "codice")
    }
    return type(riga)(**valori)


def _richiesta(**campi):
    return RichiestaAccesso(
        organizzazione=make_aderente(), email="ufficio@example.org", ruolo="segreteria", **campi
    )


def _domanda(**campi):
    """Return an unsaved request that is right but for ``campi``."""
    riga = make_domanda()
    DomandaAdesione.objects.filter(pk=riga.pk).delete()
    riga.pk, riga._state.adding, riga.codice = None, True, "codice-di-prova"
    for nome, valore in campi.items():
        setattr(riga, nome, valore)
    return riga


def _recesso(**campi):
    return RichiestaRecesso(organizzazione=make_aderente(), data=date(2027, 1, 1), motivo="Chiude.", **campi)


def _giro(**campi):
    return GiroConferme(titolo="Conferme", **{"scade_il": timezone.localdate() + timedelta(days=60)} | campi)


def _conferma(**campi):
    giro = _giro()
    giro.save()
    return ConfermaAdesione(giro=giro, organizzazione=make_aderente(), **campi)


PROVE = {
    "aderenti_domanda_una_aperta": lambda: _domanda(codice_fiscale=make_domanda().codice_fiscale),
    "aderenti_domanda_codice_fiscale": lambda: _domanda(codice_fiscale="0077473015"),
    "aderenti_domanda_cap": lambda: _domanda(cap="2310A"),
    "aderenti_domanda_sede": lambda: _domanda(sede_nome=""),
    "aderenti_domanda_accolta": lambda: _domanda(stato="accolta", decisa_il=timezone.now()),
    "aderenti_domanda_decisa": lambda: _domanda(stato="ritirata"),
    "aderenti_domanda_motivo": lambda: _domanda(stato="respinta", decisa_il=timezone.now()),
    "aderenti_giro_scade": lambda: _giro(scade_il=timezone.localdate()),
    "aderenti_conferma_una_per_giro": lambda: _ripetuta(_conferma()),
    "aderenti_conferma_come": lambda: _conferma(come="link"),
    "aderenti_recesso_uno_in_attesa": lambda: _ripetuta(_recesso()),
    "aderenti_recesso_chiuso": lambda: _recesso(stato="registrata"),
    "aderenti_accesso_unico": _accesso_ripetuto,
    "aderenti_accesso_date": lambda: Accesso(
        organizzazione=make_aderente(),
        utente=make_utente(),
        tolto_il=timezone.now() - timedelta(days=1),
    ),
    "aderenti_invito_uno_aperto": lambda: _ripetuta(_invito()),
    "aderenti_invito_usato_o_revocato": lambda: _invito(usato_il=timezone.now(), revocato_il=timezone.now()),
    "aderenti_richiesta_accesso_una": lambda: _ripetuta(_richiesta()),
    "aderenti_richiesta_accesso_decisa": lambda: _richiesta(stato="accolta"),
    "aderenti_organizzazione_codice_fiscale": lambda: _organizzazione(codice_fiscale="0077473015"),
    "aderenti_organizzazione_partita_iva": lambda: _organizzazione(partita_iva="0077473015"),
    "aderenti_organizzazione_cap": lambda: _organizzazione(cap="2310A"),
    "aderenti_organizzazione_logo_alt": lambda: _organizzazione(logo="loghi/marmotta.png"),
    "aderenti_organizzazione_codice_fiscale_unico": _codice_ripetuto,
    "aderenti_certificazione_dal_al": lambda: Certificazione(
        organizzazione=make_organizzazione(), tipo="WHP", dal=date(2024, 1, 2), al=date(2024, 1, 1)
    ),
    "aderenti_evento_fusa_in": lambda: _evento(tipo="fusa_in"),
    "aderenti_evento_non_in_se_stessa": _fusa_in_se_stessa,
    "aderenti_referente_dal_al": lambda: _referente(
        email="ufficio@example.org", dal=date(2024, 1, 2), al=date(2024, 1, 1)
    ),
    "aderenti_referente_contatto": lambda: _referente(),
}


@pytest.mark.parametrize("nome", PROVE)
def test_constraint(nome):
    verifica(nome, PROVE[nome]())


def test_many_bodies_may_have_no_codice_fiscale():
    make_organizzazione()
    make_organizzazione()
    assert Organizzazione.objects.filter(codice_fiscale="").count() == 2


def test_only_a_merger_says_into_whom():
    verifica("aderenti_evento_fusa_in", _evento(tipo="recesso", fusa_in=make_organizzazione()))
