"""Constraints of the services."""

from datetime import date, time

import pytest

from servizi.models import (
    Apertura,
    AreaServita,
    ConteggioServizio,
    DataScolastica,
    FinanziamentoServizio,
    Orario,
    PassoFreschezza,
    Periodo,
    RegolaFreschezza,
    RigaConferma,
    Sede,
    SedeServizio,
    Segnalazione,
    Servizio,
    Sinonimo,
    SollecitoReferente,
    Tariffa,
    VoceTipologia,
)
from tests.factories import (
    make_aderente,
    make_ambito,
    make_comune,
    make_gruppo,
    make_progetto,
    make_richiesta_conferma,
    make_sede,
    make_servizio,
    make_tipologia,
)
from tests.vincoli import verifica

pytestmark = pytest.mark.django_db

ROVESCIATE = {"dal": date(2026, 1, 2), "al": date(2026, 1, 1)}


def _servizio(**campi):
    valori = {"titolo": "Nuovo", "slug": "nuovo", "descrizione_breve": "Un servizio.", "telefono": "0342 1"}
    return Servizio(tipologia=make_tipologia(), gestore=make_aderente(), **valori | campi)


def _ripetuto(modello, **campi):
    """Return a second row equal to one already saved."""
    modello.objects.create(**campi)
    return modello(**campi)


def _due_sedi_principali():
    servizio = make_servizio(comune=make_comune())
    return SedeServizio(servizio=servizio, sede=make_sede(organizzazione=servizio.gestore), principale=True)


def _sede_ripetuta():
    porta = make_servizio(comune=make_comune()).sedi_servizio.get()
    return SedeServizio(servizio=porta.servizio, sede=porta.sede)


def _sede(**campi):
    return Sede(organizzazione=make_aderente(), nome="Sede", comune=make_comune(), **campi)


def _tariffa(**campi):
    return Tariffa(**{"servizio": make_servizio(), "importo": "10.00", "unita": "mese"} | campi)


def _orario(**campi):
    return Orario(**{"servizio": make_servizio(), "giorno": 0, "dalle": time(8), "alle": time(12)} | campi)


def _data_scolastica():
    periodo = Periodo.objects.create(code="NATALE", label="Natale", tipo="chiusura")
    valori = {"code": "N", "anno_scolastico": "2025/26", "ordine_scuola": "tutte", "tipo": "chiusura"}
    return DataScolastica(periodo=periodo, descrizione="Natale", **valori, **ROVESCIATE)


def _regola(**campi):
    return RegolaFreschezza(gruppo=make_gruppo(), **campi)


def _seconda_regola_generale():
    RegolaFreschezza.objects.get_or_create(gruppo=None)
    return RegolaFreschezza()


def _riga_ripetuta():
    riga = make_richiesta_conferma().righe.get()
    return RigaConferma(richiesta=riga.richiesta, servizio=riga.servizio, impronta="x")


PROVE = {
    "servizi_conteggio_unico": lambda: _ripetuto(
        ConteggioServizio, servizio=make_servizio(), giorno=date(2026, 1, 1)
    ),
    "servizi_servizio_frequenza": lambda: _servizio(frequenza=7),
    "servizi_regola_una_per_gruppo": lambda: _seconda_regola_generale(),
    "servizi_regola_frequenze": lambda: _regola(frequenza_minima=180, frequenza_massima=90),
    "servizi_regola_ordine": lambda: _regola(da_confermare=20, nascosta=20),
    "servizi_passo_unico": lambda: _ripetuto(
        PassoFreschezza,
        servizio=make_servizio(),
        ciclo=date(2026, 1, 1),
        passo="primo_richiamo",
        quando=date(2026, 7, 1),
    ),
    "servizi_passo_unico_mai_verificato": lambda: _ripetuto(
        PassoFreschezza, servizio=make_servizio(), passo="primo_richiamo", quando=date(2026, 7, 1)
    ),
    "servizi_riga_conferma_unica": lambda: _riga_ripetuta(),
    "servizi_sollecito_unico": lambda: _ripetuto(
        SollecitoReferente, organizzazione=make_aderente(), giorno=date(2026, 7, 1)
    ),
    "servizi_sinonimo_unico": lambda: _ripetuto(Sinonimo, termine="asilo", tipologia=make_tipologia()),
    "servizi_data_scolastica_dal_al": _data_scolastica,
    "servizi_servizio_eta": lambda: _servizio(eta_min_mesi=36, eta_max_mesi=35),
    "servizi_servizio_motivo_stato": lambda: _servizio(stato="sospeso"),
    "servizi_servizio_posti_al": lambda: _servizio(posti="disponibili"),
    "servizi_servizio_iscrizioni": lambda: _servizio(
        iscrizioni_dal=date(2026, 1, 2), iscrizioni_al=date(2026, 1, 1)
    ),
    "servizi_servizio_validita": lambda: _servizio(
        verificato_il=date(2026, 1, 2), valido_fino_al=date(2026, 1, 1)
    ),
    "servizi_servizio_contatto": lambda: _servizio(stato="attivo", telefono=""),
    "servizi_finanziamento_unico": lambda: _ripetuto(
        FinanziamentoServizio, servizio=make_servizio(), progetto=make_progetto()
    ),
    "servizi_finanziamento_dal_al": lambda: FinanziamentoServizio(
        servizio=make_servizio(), progetto=make_progetto(), **ROVESCIATE
    ),
    "servizi_sede_cap": lambda: _sede(cap="2310"),
    "servizi_sede_coordinate": lambda: _sede(lat="46.2"),
    "servizi_sede_servizio_unica": _sede_ripetuta,
    "servizi_sede_servizio_una_principale": _due_sedi_principali,
    "servizi_area_ambito_o_comune": lambda: AreaServita(
        servizio=make_servizio(), ambito=make_ambito(), comune=make_comune()
    ),
    "servizi_area_ambito_unica": lambda: _ripetuto(
        AreaServita, servizio=make_servizio(), ambito=make_ambito()
    ),
    "servizi_area_comune_unica": lambda: _ripetuto(
        AreaServita, servizio=make_servizio(), comune=make_comune()
    ),
    "servizi_tariffa_dal_al": lambda: _tariffa(**ROVESCIATE),
    "servizi_tariffa_importo": lambda: _tariffa(importo="-0.01"),
    "servizi_tariffa_isee": lambda: _tariffa(isee_da="10000.01", isee_a="10000.00"),
    "servizi_orario_dal_al": lambda: _orario(**ROVESCIATE),
    "servizi_orario_giorno_settimana": lambda: _orario(giorno=7),
    "servizi_orario_dalle_alle": lambda: _orario(dalle=time(12), alle=time(12)),
    "servizi_segnalazione_risposta": lambda: Segnalazione(
        servizio=make_servizio(), motivo="orari", stato="corretta"
    ),
    "servizi_voce_gruppo_o_tipologia": lambda: VoceTipologia(
        voce="prezzo", uso="utile", gruppo=make_gruppo(), tipologia=make_tipologia()
    ),
    "servizi_voce_tipologia_unica": lambda: _ripetuto(
        VoceTipologia, voce="prezzo", uso="utile", tipologia=make_tipologia()
    ),
    "servizi_voce_gruppo_unica": lambda: _ripetuto(
        VoceTipologia, voce="prezzo", uso="utile", gruppo=make_gruppo()
    ),
    "servizi_voce_di_tutti_unica": lambda: _ripetuto(VoceTipologia, voce="prezzo", uso="utile"),
    "servizi_apertura_dal_al": lambda: Apertura(servizio=make_servizio(), **ROVESCIATE),
}


@pytest.mark.parametrize("nome", PROVE)
def test_constraint(nome):
    verifica(nome, PROVE[nome]())


def test_an_area_is_not_nothing_either():
    verifica("servizi_area_ambito_o_comune", AreaServita(servizio=make_servizio()))
