"""Importers of the Piani: cycles with their rules, acts, lines of action."""

from core.importazione import (
    Data,
    DataIncerta,
    Decimale,
    Ignorata,
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
from piani.models import Atto, Indicatore, LineaAzione, Natura, Piano, RegolaCapofila, TerminePiano

NATURA = {"variabile": "", **{natura: natura for natura in Natura.values}}
"""Nature of a category or legal form; “variabile” is no nature: it is set on the body."""

PERCENTUALE = Decimale(minimo=0, massimo=100)


class ImportaCicli(Importatore):
    """cicli.csv: the cycles and the natures of body that each allows as capofila."""

    file = "cicli.csv"
    modello = Piano
    rinomina = {"n_alleanze_montagna": "alleanze_previste"}
    colonne = {
        "code": Testo(obbligatoria=True),
        "titolo": Testo(obbligatoria=True),
        "anno_dal": Intero(obbligatoria=True, minimo=2000, massimo=2100),
        "anno_al": Intero(obbligatoria=True, minimo=2000, massimo=2100),
        "data_inizio": Data(),
        "data_fine_prevista": Data(),
        "data_fine": Data(),
        "atto_regionale": Ignorata(),
        "atti_collegati": Ignorata(),
        "atto_locale_data": Data(),
        "capofila_ammessi": Lista(Scelta(Natura.values)),
        "quota_alleanze_pct": PERCENTUALE,
        "quota_sistema_pct": PERCENTUALE,
        "quota_cofinanziamento_minima_pct": PERCENTUALE,
        "n_alleanze_montagna": Intero(minimo=0),
        "stato": Scelta(Piano.Stato.values, obbligatoria=True),
        "regole": Testo(),
        "fonte": FONTI,
        "certezza": CERTEZZA,
        "nota": Testo(),
    }

    def schede(self, riga):
        """Yield the cycle and its rule on the capofila."""
        piano = yield self.scheda(riga)
        for natura in riga["capofila_ammessi"]:
            yield Scheda(RegolaCapofila, {"piano": piano, "natura": natura}, figlia_di=piano)


class ImportaAtti(Importatore):
    """atti.csv: the acts."""

    file = "atti.csv"
    modello = Atto
    colonne = {
        "code": Testo(obbligatoria=True),
        "tipo": Testo(obbligatoria=True),
        "numero": Testo(),
        "data": DataIncerta(),
        "ente": Testo(obbligatoria=True),
        "titolo": Testo(obbligatoria=True),
        "effetto": Testo(),
        "ciclo": Riferimento(Piano),
        "certezza": CERTEZZA,
        "fonte": FONTI,
        "nota": Testo(),
    }


class ImportaTermini(Importatore):
    """cicli.csv once more, when the acts are there: the planned end of each cycle and what moved it."""

    file = "cicli.csv"
    modello = Piano
    altre_colonne = True
    colonne = {
        "code": Riferimento(Piano, obbligatoria=True),
        "data_fine_prevista": Data(),
        "data_fine": Data(),
        "atto_regionale": Riferimento(Atto),
        "atti_collegati": Lista(Riferimento(Atto)),
    }

    def schede(self, riga):
        """Yield the planned end and the actual one: an extension, by its act, when the two differ."""
        piano, prevista, fine = riga["code"], riga["data_fine_prevista"], riga["data_fine"]
        if prevista:
            yield Scheda(TerminePiano, {"piano": piano, "fine": prevista}, figlia_di=piano)
        if fine and fine != prevista:
            proroga = prevista is not None
            atto = next((a for a in riga["atti_collegati"] if a.titolo.startswith("Proroga")), None)
            valori = {"proroga": proroga}
            if proroga and atto:
                valori |= {"atto": atto, "deciso_il": atto.data}
            yield Scheda(TerminePiano, {"piano": piano, "fine": fine}, valori, figlia_di=piano)


class ImportaLinee(Importatore):
    """linee_azione.csv: the lines of action of each cycle."""

    file = "linee_azione.csv"
    modello = LineaAzione
    colonne = {
        "code": Testo(obbligatoria=True),
        "ciclo": Riferimento(Piano, obbligatoria=True),
        "ordine": Intero(obbligatoria=True, minimo=0),
        "label": Testo(obbligatoria=True),
        "descrizione": Testo(),
        "livello": Scelta(LineaAzione.Livello.values, obbligatoria=True),
        "corrisponde_a": Ignorata(),
        "certezza": CERTEZZA,
        "fonte": FONTI,
    }

    def schede(self, riga):
        """Yield the line; those it resembles come when all are there."""
        scheda = self.scheda(riga)
        del scheda.legami["corrisponde_a"]
        yield scheda


class ImportaLineeSimili(Importatore):
    """linee_azione.csv once more: the lines of other cycles that each resembles."""

    file = "linee_azione.csv"
    modello = LineaAzione
    altre_colonne = True
    colonne = {
        "code": Testo(obbligatoria=True),
        "corrisponde_a": Lista(Riferimento(LineaAzione)),
    }


class ImportaIndicatori(Importatore):
    """indicatori.csv: the catalogue, with the rules by which values add up."""

    file = "indicatori.csv"
    modello = Indicatore
    colonne = {
        "code": Testo(obbligatoria=True),
        "insieme": Scelta(Indicatore.Insieme.values, obbligatoria=True),
        "tipo": Scelta(Indicatore.Tipo.values, obbligatoria=True),
        "genere": Scelta(Indicatore.Genere.values, obbligatoria=True),
        "label": Testo(obbligatoria=True),
        "label_en": Testo(),
        "definizione": Testo(),
        "unita": Testo(),
        "numeratore": Testo(),
        "denominatore": Testo(),
        "valore": Scelta(Indicatore.Valore.values, obbligatoria=True),
        "aggregazione_periodi": Scelta(Indicatore.Aggregazione.values, obbligatoria=True),
        "aggregazione_progetti": Scelta(Indicatore.Aggregazione.values, obbligatoria=True),
        "disaggregazioni": Testo(),
        "soppressione_piccoli_numeri": SiNo(obbligatoria=True),
        "calcolato": SiNo(obbligatoria=True),
        "nota": Testo(),
        "fonte": FONTI,
        "certezza": CERTEZZA,
    }
