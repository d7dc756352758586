"""Rows for the tests of the legal lists."""

from datetime import date
from decimal import Decimal

from progetti.models import CategoriaCosto, EventoProgetto, Fondo, PartnerProgetto, VoceSpesa
from tests.factories import (
    codice_fiscale,
    make_comune,
    make_organizzazione,
    make_progetto,
    make_quadro,
)

ROSSI = {
    "denominazione": "Nido di Rossi Maria",
    "codice_fiscale": "RSSMRA80A01L175X",
}
"""A person: nothing of her may be in any list."""


def make_fondo(tipo="fse", **campi):
    """Return a European fund with all that the lists ask of it."""
    valori = {
        "code": f"F-{tipo}",
        "label": "POR FSE 2014-2020",
        "cci": "2014IT05SFOP007",
        "programma": "POR FSE Lombardia",
        "quota_ue_pct": "50.00",
        "obiettivo_code": "9.3",
        "obiettivo_nome": "Servizi di cura",
    }
    fondo, _nuovo = Fondo.objects.get_or_create(code=valori["code"], defaults={"tipo": tipo} | valori | campi)
    return fondo


def make_operazione(capofila=None, fondo=None, **campi):
    """Return a project that lacks nothing: 10,000 € of cost, 9,000.50 € of them eligible, over in 2019."""
    n = CategoriaCosto.objects.count() + EventoProgetto.objects.count() + 1
    valori = {
        "titolo": "Tempo di crescere",
        "sintesi": "Nido aperto più a lungo; doposcuola, “grest”.",
        "codice_locale": f"LOC-{n}",
        "categoria_intervento": "110",
        "fondo": fondo or make_fondo(),
    }
    progetto = make_progetto(stato="avviata", stato_dal=date(2018, 3, 1), **valori | campi)
    EventoProgetto.objects.create(progetto=progetto, tipo="conclusa_attivita", data=date(2019, 5, 31))
    progetto.comuni.add(make_comune(nome="Breno", cap="25043", nuts3="ITC47"))
    capofila = capofila or make_organizzazione(
        denominazione="Comune di Breno", codice_fiscale=codice_fiscale(n)
    )
    PartnerProgetto.objects.create(progetto=progetto, organizzazione=capofila, ruolo="capofila")
    quadro = make_quadro(progetto, {"fse_ue": Decimal("10000.00")}, approvato_il=None)
    quadro.voci_di_spesa.update(importo=Decimal("9000.50"))
    altro, _nuova = CategoriaCosto.objects.get_or_create(code="ALTRO", defaults={"label": "Altro"})
    VoceSpesa.objects.create(quadro=quadro, categoria=altro, importo=Decimal("999.50"), ammissibile=False)
    quadro.approvato_il = date(2018, 2, 1)
    quadro.save()
    return progetto


def cella(bozza, code, riga=0):
    """Return the text of a column in a row of a ``Bozza``."""
    return bozza.righe[riga][[colonna.code for colonna in bozza.colonne].index(code)]


def detti(bozza, livello):
    """Return the columns of which the report says ``livello``."""
    return {avvertenza.colonna for avvertenza in bozza.avvertenze if avvertenza.livello == livello}
