"""Importers of what a firm reads: topics, aims, dated sheets with their figures."""

from core.importazione import Data, Decimale, Importatore, Intero, Lista, Riferimento, Scelta, Scheda, Testo
from core.importazione.condivise import CERTEZZA, FONTI
from imprese.models import Domanda, Misura, Obiettivo, SchedaFiscale, Tema
from servizi.models import Tipologia


class ImportaTemi(Importatore):
    """temi_welfare.csv: the topics, with the typologies that a welfare plan may pay."""

    file = "temi_welfare.csv"
    modello = Tema
    colonne = {
        "code": Testo(obbligatoria=True),
        "label": Testo(obbligatoria=True),
        "ordine": Intero(obbligatoria=True, minimo=0),
        "articolo": Testo(),
        "spiegazione": Testo(obbligatoria=True),
        "tipologie": Lista(Riferimento(Tipologia)),
        "fonte": FONTI,
        "certezza": CERTEZZA,
    }


class ImportaObiettivi(Importatore):
    """obiettivi_imprese.csv: the aims of a firm."""

    file = "obiettivi_imprese.csv"
    modello = Obiettivo
    colonne = {
        "code": Testo(obbligatoria=True),
        "label": Testo(obbligatoria=True),
        "ordine": Intero(obbligatoria=True, minimo=0),
        "spiegazione": Testo(obbligatoria=True),
        "temi": Lista(Riferimento(Tema)),
        "tipologie": Lista(Riferimento(Tipologia)),
        "fonte": FONTI,
        "certezza": CERTEZZA,
    }


class ImportaSchedeFiscali(Importatore):
    """schede_fiscali.csv: the dated sheets."""

    file = "schede_fiscali.csv"
    modello = SchedaFiscale
    colonne = {
        "code": Testo(obbligatoria=True),
        "tema": Riferimento(Tema, obbligatoria=True),
        "dal": Data(obbligatoria=True),
        "al": Data(),
        "titolo": Testo(obbligatoria=True),
        "testo": Testo(obbligatoria=True),
        "che_cosa_cambia": Testo(),
        "verificata_il": Data(),
        "verificata_da": Testo(),
        "fonte": FONTI,
        "certezza": CERTEZZA,
    }


class ImportaDomande(Importatore):
    """domande_autovalutazione.csv: the questions of the self-check."""

    file = "domande_autovalutazione.csv"
    modello = Domanda
    colonne = {
        "code": Testo(obbligatoria=True),
        "label": Testo(obbligatoria=True),
        "ordine": Intero(obbligatoria=True, minimo=0),
        "aiuto": Testo(),
        "consiglio": Testo(obbligatoria=True),
        "obiettivo": Riferimento(Obiettivo, obbligatoria=True),
        "temi": Lista(Riferimento(Tema)),
        "fonte": FONTI,
        "certezza": CERTEZZA,
    }


class ImportaMisure(Importatore):
    """misure_fiscali.csv: the figures of the sheets."""

    file = "misure_fiscali.csv"
    modello = Misura
    chiave = ("scheda", "che_cosa", "fino_a")
    colonne = {
        "scheda": Riferimento(SchedaFiscale, obbligatoria=True),
        "che_cosa": Scelta(Misura.Cosa.values, obbligatoria=True),
        "valore": Decimale(obbligatoria=True, minimo=0),
        "fino_a": Decimale(minimo=0),
    }

    def schede(self, riga):
        """Yield the figure, a part of its sheet."""
        chiave = {nome: riga[nome] for nome in self.chiave}
        yield Scheda(Misura, chiave, {"valore": riga["valore"]}, figlia_di=riga["scheda"])
