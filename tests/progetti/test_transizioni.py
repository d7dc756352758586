"""Every pair of state and event: the forbidden refused everywhere, the allowed recorded and signed."""

from datetime import date

import pytest
from django.contrib.admin import site
from django.contrib.messages.storage.base import BaseStorage
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import RequestFactory

from progetti.admin.eventi import RegistraView
from progetti.models import EventoProgetto
from progetti.models.transizioni import ammessi
from progetti.vita.azioni import registra_evento
from progetti.vita.moduli import EventoForm
from tests.factories import make_progetto, make_utente

pytestmark = pytest.mark.django_db

PRIMA, QUANDO, FINE = date(2018, 1, 1), date(2019, 1, 1), date(2020, 1, 15)
VIA = "rinuncia decadenza revoca"
VIVO = "variazione proroga revoca_parziale"
# State → what may follow: written here by hand from dominio §1.4, not read from the table of the code.
ATTESI = {
    "bozza": "candidatura_presentata rinuncia",
    "candidatura_presentata": "istruttoria_formale rinuncia",
    "istruttoria_formale": "non_ammissibile in_valutazione rinuncia richiesta_integrazioni",
    "non_ammissibile": "",
    "in_valutazione": "ammessa_finanziata ammessa_non_finanziata esclusa rinuncia",
    "ammessa_non_finanziata": "ammessa_finanziata rinuncia",
    "esclusa": "",
    "ammessa_finanziata": f"inserita_nel_piano avviata {VIA} {VIVO}",
    "inserita_nel_piano": f"avviata {VIA} {VIVO}",
    "avviata": f"in_corso sospensione conclusa_attivita {VIA} {VIVO} monitoraggio_intermedio",
    "in_corso": f"sospensione conclusa_attivita {VIA} {VIVO} monitoraggio_intermedio",
    "sospensione": f"ripresa conclusa_attivita {VIA} {VIVO} monitoraggio_intermedio",
    "ripresa": f"sospensione conclusa_attivita {VIA} {VIVO} monitoraggio_intermedio",
    "conclusa_attivita": f"rendicontazione_presentata {VIA} revoca_parziale monitoraggio_intermedio",
    "rendicontazione_presentata": f"in_verifica {VIA} revoca_parziale richiesta_integrazioni",
    "in_verifica": f"saldo_liquidato chiusa {VIA} revoca_parziale richiesta_integrazioni",
    "saldo_liquidato": "chiusa revoca",
    "chiusa": "revoca",
    "rinuncia": "",
    "decadenza": "",
    "revoca": "",
}
ATTESI = {stato: set(tipi.split()) for stato, tipi in ATTESI.items()} | {None: set(ATTESI)}
TIPI = set(EventoProgetto.Tipo.values) - {"correzione"}


class Muti(BaseStorage):
    """Messages that nobody reads."""

    def _get(self, *args, **kwargs):
        return [], True

    def _store(self, messages, response, *args, **kwargs):
        return []


@pytest.fixture(scope="module")
def coppie():
    return [(stato, tipo) for stato in ATTESI for tipo in sorted(TIPI)]


@pytest.fixture
def banco(django_user_model):
    """Return (project without events, who records, ``nello_stato(state, action)``)."""
    progetto, chi = make_progetto(stato=None), make_utente(is_staff=True, is_superuser=True)

    def nello_stato(stato, azione):
        """Run ``azione`` on the project in ``stato``, then undo both; return what it says."""
        with transaction.atomic():
            if stato:
                EventoProgetto.objects.bulk_create(
                    [EventoProgetto(progetto=progetto, tipo=stato, data=PRIMA)]
                )
            detto = azione()
            transaction.set_rollback(True)
        return detto

    return progetto, chi, nello_stato


def fine(tipo):
    return {"nuova_fine": FINE} if tipo == "proroga" else {}


def dati(tipo):
    valori = {"data": "01/01/2019", "data_precisione": "giorno", "motivo": "perché sì", "nota": ""}
    return valori | ({"nuova_fine": "15/01/2020"} if tipo == "proroga" else {})


def ultimo(progetto):
    """Return type, day and author of the last event."""
    return progetto.eventi.order_by("-pk").values_list("tipo", "data", "registrato_da").first()


def diversi(coppie, prova):
    """Return the pairs for which ``prova(state, type)`` is not what the table of this test says."""
    return [(stato, tipo) for stato, tipo in coppie if prova(stato, tipo) != (tipo in ATTESI[stato])]


def test_the_table_of_the_code_is_the_one_written_here():
    assert {stato: set(ammessi(stato)) for stato in ATTESI} == ATTESI
    assert set(ATTESI) - {None} == TIPI - set(EventoProgetto.Tipo.senza_stato())


def test_the_form_refuses_what_is_forbidden(coppie, db):
    def accetta(stato, tipo):
        return EventoForm(dati(tipo), riga=None, tipo=tipo, stato=stato).is_valid()

    assert diversi(coppie, accetta) == []


def test_the_service_refuses_what_is_forbidden_and_signs_the_rest(coppie, banco):
    progetto, chi, nello_stato = banco

    def registra(tipo):
        try:
            registra_evento(progetto=progetto, tipo=tipo, data=QUANDO, utente=chi, motivo="m", **fine(tipo))
        except ValidationError:
            return progetto.eventi.filter(data=QUANDO).exists()
        return ultimo(progetto) == (tipo, QUANDO, chi.pk)

    assert diversi(coppie, lambda stato, tipo: nello_stato(stato, lambda: registra(tipo))) == []


def test_the_database_refuses_what_is_forbidden(coppie, banco):
    progetto, _chi, nello_stato = banco

    def scrivi(tipo):
        evento = EventoProgetto(progetto=progetto, tipo=tipo, data=QUANDO, **fine(tipo))
        try:
            with transaction.atomic():
                EventoProgetto.objects.bulk_create([evento])
        except IntegrityError as errore:
            return "progetti_evento_" not in str(errore)
        return True

    assert diversi(coppie, lambda stato, tipo: nello_stato(stato, lambda: scrivi(tipo))) == []


def test_the_admin_refuses_what_is_forbidden_and_signs_the_rest(coppie, banco):
    """The page itself, not drawn: 462 drawings would say nothing more."""
    progetto, chi, nello_stato = banco
    vista, richieste = RegistraView.as_view(admin_site=site), RequestFactory()

    def manda(tipo):
        richiesta = richieste.post("/", dati(tipo))
        richiesta.user, richiesta._messages = chi, Muti(richiesta)
        risposta = vista(richiesta, pk=progetto.pk, tipo=tipo)
        scritto = ultimo(progetto) == (tipo, QUANDO, chi.pk)
        assert scritto == (risposta.status_code == 302)
        assert scritto or risposta.context_data["form"].non_field_errors()
        return scritto

    assert diversi(coppie, lambda stato, tipo: nello_stato(stato, lambda: manda(tipo))) == []
