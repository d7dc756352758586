"""The sheet of a project for machines, as schema.org data (JSON-LD): only what its rows say.

A natural person's firm is left out. Dates are no more exact than they are known.
"""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from aderenti.nomi import persona_fisica
from core.models.basi import Precisione
from progetti.denaro.stato import StatoPubblico
from progetti.models import Fondo

LUNGHEZZE = {Precisione.GIORNO: 10, Precisione.MESE: 7, Precisione.ANNO: 4}  # of an ISO date
LOMBARDIA = {"@type": "GovernmentOrganization", "name": "Regione Lombardia"}
CHI_FINANZIA = {
    Fondo.Tipo.REGIONALE: [LOMBARDIA],
    Fondo.Tipo.FSE: [{"@type": "Organization", "name": _("Unione europea, Fondo sociale europeo")}],
    Fondo.Tipo.FSE_PLUS: [{"@type": "Organization", "name": _("Unione europea, Fondo sociale europeo Plus")}],
}
FINITI = (StatoPubblico.CONCLUSO, StatoPubblico.FINITO, StatoPubblico.INTERROTTO)


def dati_strutturati(progetto, *, partner, eventi, legami, conto, stato):
    """Return the data of ``progetto``; the other parts are those of the sheet."""
    finanziatori = CHI_FINANZIA.get(progetto.fondo.tipo, []) if progetto.fondo else []
    return {
        "@type": "Project",
        "name": str(progetto.nome),
        "description": progetto.sintesi,
        "url": settings.SITE_URL + progetto.get_absolute_url(),
        "identifier": _codici(progetto),
        "foundingDate": _giorno(eventi, "avviata"),
        "dissolutionDate": _giorno(eventi, "conclusa_attivita") if stato in FINITI else "",
        "funder": finanziatori,
        "funding": _contributo(conto, finanziatori),
        "member": [_ente(p.organizzazione) for p in partner if not persona_fisica(p.organizzazione)],
        "location": _luoghi(progetto, legami),
    }


def _codici(progetto):
    codici = [("CUP", progetto.cup), ("codice locale", progetto.codice_locale)]
    return [
        {"@type": "PropertyValue", "propertyID": nome, "value": codice} for nome, codice in codici if codice
    ]


def _giorno(eventi, tipo):
    """Return the date of the event of ``tipo``, as exact as it is known; empty when it is not a date."""
    evento = next((evento for evento in eventi if evento.tipo == tipo), None)
    lunghezza = LUNGHEZZE.get(evento.data_precisione, 0) if evento else 0
    return evento.data.isoformat()[:lunghezza] if lunghezza else ""


def _contributo(conto, finanziatori):
    if conto.concesso is None:
        return {}
    importo = {"@type": "MonetaryAmount", "value": str(conto.concesso), "currency": "EUR"}
    return {"@type": "MonetaryGrant", "amount": importo, "funder": finanziatori}


def _ente(organizzazione):
    pubblico = organizzazione.natura == "pubblico"
    return {
        "@type": "GovernmentOrganization" if pubblico else "Organization",
        "name": organizzazione.denominazione,
    }


def _luoghi(progetto, legami):
    nomi = [voce["testo"] for voce in legami["ambiti"] + legami["comuni"]]
    if not nomi and progetto.alleanza:
        nomi = [progetto.alleanza.ambito.nome]
    return [{"@type": "AdministrativeArea", "name": nome} for nome in nomi]
