"""Rows that break the constraints of calls and proposals (see tests/vincoli.py)."""

from datetime import UTC, date, datetime

from progetti.models import (
    Avviso,
    Candidatura,
    DocumentoAvviso,
    DotazioneLinea,
    EsitoControllo,
    ProrogaAvviso,
    VoceControllo,
)
from tests.factories import make_avviso, make_candidatura, make_linea, make_progetto, make_voce_controllo

MEZZOGIORNO = datetime(2018, 11, 9, 12, tzinfo=UTC)


def _avviso(**campi):
    return Avviso(**{"code": "A", "slug": "a", "titolo": "A"} | campi)


def _dotazione(**campi):
    campi.setdefault("linea", None)
    campi["linea"] = campi["linea"] or make_linea()
    return DotazioneLinea(**{"avviso": make_avviso(), "importo": "1.00"} | campi)


def _dotazione_ripetuta():
    prima = _dotazione()
    prima.save()
    return DotazioneLinea(avviso=prima.avviso, linea=prima.linea, importo="2.00")


def _voce_ripetuta():
    prima = make_voce_controllo()
    return VoceControllo(avviso=prima.avviso, testo=prima.testo)


def _candidatura(**campi):
    valori = {
        "avviso": make_avviso(),
        "progetto": make_progetto("candidatura_presentata"),
        "protocollo": "1",
        "protocollo_data": date(2018, 11, 9),
        "ricevuta_il": MEZZOGIORNO,
    }
    return Candidatura(**valori | campi)


def _protocollo_ripetuto():
    prima = make_candidatura()
    return _candidatura(protocollo=prima.protocollo, protocollo_data=prima.protocollo_data)


def _esito(**campi):
    candidatura = make_candidatura()
    voce = make_voce_controllo(avviso=candidatura.avviso)
    return EsitoControllo(**{"candidatura": candidatura, "voce": voce, "esito": "si"} | campi)


def _esito_ripetuto():
    primo = _esito()
    primo.save()
    return EsitoControllo(candidatura=primo.candidatura, voce=primo.voce, esito="si")


def _proroga(**campi):
    valori = {
        "avviso": make_avviso(),
        "chiudeva_il": MEZZOGIORNO,
        "chiude_il": MEZZOGIORNO.replace(hour=13),
        "motivo": "neve",
    }
    return ProrogaAvviso(**valori | campi)


def _proroga_cambiata():
    proroga = _proroga()
    proroga.save()
    proroga.motivo = "altro"
    return proroga


PROVE = {
    "progetti_avviso_apre_chiude": lambda: _avviso(apre_il=MEZZOGIORNO, chiude_il=MEZZOGIORNO),
    "progetti_avviso_dotazione": lambda: _avviso(dotazione="-0.01"),
    "progetti_avviso_esito": lambda: _avviso(esito_pubblicato_il=date(2018, 12, 1)),
    "progetti_dotazione_unica": _dotazione_ripetuta,
    "progetti_dotazione_importo": lambda: _dotazione(importo="-0.01"),
    "progetti_documentoavviso_file_o_indirizzo": lambda: DocumentoAvviso(
        avviso=make_avviso(), titolo="Il testo"
    ),
    "progetti_controllo_unico": _voce_ripetuta,
    "progetti_candidatura_protocollo": _protocollo_ripetuto,
    "progetti_candidatura_importo": lambda: _candidatura(importo_richiesto="-0.01"),
    "progetti_esito_unico": _esito_ripetuto,
    "progetti_esito_nota": lambda: _esito(esito="no"),
    "progetti_proroga_avviso_dopo": lambda: _proroga(chiude_il=MEZZOGIORNO),
    "progetti_proroga_avviso_motivo": lambda: _proroga(motivo=""),
    "progetti_proroga_avviso_immutabile": _proroga_cambiata,
}
