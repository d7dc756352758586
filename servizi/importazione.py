"""Importers of the vocabularies of services and of the school calendar."""

from django.utils.translation import gettext_lazy as _

from core.importazione import (
    Data,
    Importatore,
    Intero,
    Lista,
    Riferimento,
    Scelta,
    Scheda,
    SiNo,
    Testo,
)
from core.importazione.condivise import CERTEZZA, FONTI
from piani.models import LineaAzione
from progetti.models import Progetto
from servizi.models import (
    DataScolastica,
    Destinatario,
    Gruppo,
    Periodo,
    Sinonimo,
    Tipologia,
    VoceTipologia,
)

GIORNI = ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica")
MESI = Intero(minimo=0, massimo=1500)


def eta_in_ordine(riga):
    """Yield the error of a row whose maximum age comes before the minimum."""
    minimo, massimo = riga["eta_min_mesi"], riga["eta_max_mesi"]
    if minimo is not None and massimo is not None and massimo < minimo:
        yield "eta_max_mesi", _("è meno di eta_min_mesi")


class ImportaGruppi(Importatore):
    """gruppi.csv: the groups of services."""

    file = "gruppi.csv"
    modello = Gruppo
    colonne = {
        "code": Testo(obbligatoria=True),
        "label": Testo(obbligatoria=True),
        "label_en": Testo(),
        "descrizione": Testo(),
        "ordine": Intero(obbligatoria=True, minimo=0),
        "materia_cpsv": Testo(),
        "fonte": FONTI,
        "certezza": CERTEZZA,
    }


class ImportaDestinatari(Importatore):
    """destinatari.csv: the target groups, in the order of the file."""

    file = "destinatari.csv"
    modello = Destinatario
    colonne = {
        "code": Testo(obbligatoria=True),
        "label": Testo(obbligatoria=True),
        "label_en": Testo(),
        "tipo": Scelta(Destinatario.Tipo.values, obbligatoria=True),
        "eta_min_mesi": MESI,
        "eta_max_mesi": MESI,
        "descrizione": Testo(),
        "fonte": FONTI,
        "certezza": CERTEZZA,
    }

    def controlla(self, riga):
        """Refuse ages the wrong way round."""
        yield from eta_in_ordine(riga)

    def schede(self, riga):
        """Yield the target group, placed as in the file."""
        yield self.scheda(riga, valori={"ordine": riga.posizione})


class ImportaTipologie(Importatore):
    """tipologie.csv: the types of service."""

    file = "tipologie.csv"
    modello = Tipologia
    colonne = {
        "code": Testo(obbligatoria=True),
        "label": Testo(obbligatoria=True),
        "label_en": Testo(),
        "gruppo": Riferimento(Gruppo, obbligatoria=True),
        "ordine": Intero(obbligatoria=True, minimo=0),
        "udo": Scelta(Tipologia.Udo.values, obbligatoria=True),
        "eta_min_mesi": MESI,
        "eta_max_mesi": MESI,
        "destinatari": Lista(Riferimento(Destinatario)),
        "linea_dgr_5969": Riferimento(LineaAzione),
        "linea_dgr_2398": Riferimento(LineaAzione),
        "descrizione": Testo(),
        "fonte": FONTI,
        "certezza": CERTEZZA,
    }

    def controlla(self, riga):
        """Refuse ages the wrong way round."""
        yield from eta_in_ordine(riga)

    def schede(self, riga):
        """Yield the type, with the line of action of either cycle."""
        linee = [riga[c] for c in ("linea_dgr_5969", "linea_dgr_2398") if riga[c]]
        yield self.scheda(riga, legami={"linee": linee})


class ImportaSinonimi(Importatore):
    """sinonimi.csv: what people type, and the type of service they mean."""

    file = "sinonimi.csv"
    modello = Sinonimo
    chiave = ("term", "code")
    rinomina = {"term": "termine", "code": "tipologia"}
    colonne = {
        "term": Testo(obbligatoria=True),
        "code": Riferimento(Tipologia, obbligatoria=True),
        "ambiguo": SiNo(obbligatoria=True),
        "nota": Testo(),
    }


class ImportaVoci(Importatore):
    """voci_tipologia.csv: what the sheet of a group, or of a typology, must tell and need not."""

    file = "voci_tipologia.csv"
    modello = VoceTipologia
    colonne = {
        "code": Testo(obbligatoria=True),
        "gruppo": Riferimento(Gruppo),
        "tipologia": Riferimento(Tipologia),
        "voce": Testo(obbligatoria=True),
        "uso": Scelta(VoceTipologia.Uso.values, obbligatoria=True),
        "suggerimento": Testo(),
    }


class ImportaPeriodi(Importatore):
    """periodi.csv: the kinds of period."""

    file = "periodi.csv"
    modello = Periodo
    colonne = {
        "code": Testo(obbligatoria=True),
        "label": Testo(obbligatoria=True),
        "label_en": Testo(),
        "tipo": Scelta(Periodo.Tipo.values, obbligatoria=True),
        "descrizione": Testo(),
        "ordine": Intero(obbligatoria=True, minimo=0),
        "certezza": CERTEZZA,
    }


class ImportaCalendario(Importatore):
    """calendario_scolastico.csv: dated rows of the school year; weekday and length are checked."""

    file = "calendario_scolastico.csv"
    modello = DataScolastica
    colonne = {
        "code": Testo(obbligatoria=True),
        "anno_scolastico": Testo(
            obbligatoria=True, formato="[0-9]{4}/[0-9]{4}", atteso=_("l'anno scolastico si scrive 2025/2026")
        ),
        "periodo": Riferimento(Periodo, obbligatoria=True),
        "ordine_scuola": Scelta(DataScolastica.Ordine.values, obbligatoria=True),
        "tipo": Scelta(DataScolastica.Tipo.values, obbligatoria=True),
        "dal": Data(obbligatoria=True),
        "al": Data(obbligatoria=True),
        "giorno_dal": Scelta(GIORNI, obbligatoria=True),
        "giorno_al": Scelta(GIORNI, obbligatoria=True),
        "giorni": Intero(obbligatoria=True),
        "descrizione": Testo(obbligatoria=True),
        "regola": Testo(),
        "fonte": FONTI,
        "certezza": CERTEZZA,
        "nota": Testo(),
    }

    def controlla(self, riga):
        """Refuse a weekday or a length that the dates do not have."""
        for colonna in ("dal", "al"):
            giorno = GIORNI[riga[colonna].weekday()]
            if riga[f"giorno_{colonna}"] != giorno:
                yield (
                    f"giorno_{colonna}",
                    _("il %(data)s è %(giorno)s") % {"data": riga[colonna], "giorno": giorno},
                )
        giorni = (riga["al"] - riga["dal"]).days + 1
        if riga["giorni"] != giorni:
            yield "giorni", _("dal primo all'ultimo giorno sono %(giorni)d") % {"giorni": giorni}


class ImportaTipologieDeiProgetti(Importatore):
    """progetti.csv once more: the types of service that each project paid for."""

    file = "progetti.csv"
    modello = Tipologia.progetti.through
    altre_colonne = True
    colonne = {
        "code": Riferimento(Progetto, obbligatoria=True),
        "servizi": Lista(Riferimento(Tipologia)),
    }

    def schede(self, riga):
        """Yield the link of the project with each type."""
        progetto = riga["code"]
        for tipologia in riga["servizi"]:
            yield Scheda(self.modello, {"tipologia": tipologia, "progetto": progetto}, figlia_di=progetto)
