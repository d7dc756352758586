"""Importers of the register: categories, legal forms, bodies."""

from datetime import date

from aderenti.models import CategoriaAderente, EventoAdesione, FormaGiuridica, Organizzazione
from core.importazione import Importatore, Intero, Lista, Riferimento, Scelta, Scheda, SiNo, Testo
from core.importazione.condivise import CERTEZZA, FONTI
from core.models import Certezza, Fonte
from piani.importazione import NATURA
from territorio.importazione import RiferimentoAmbito
from territorio.models import Comune

PRIMA_RIUNIONE = date(2017, 1, 24)
FONTE_PRIMA_RIUNIONE = "atsm17a"
NOTA_PRIMA_RIUNIONE = (
    "La data dell'adesione non è nota: è il giorno della prima riunione degli aderenti alla nuova Rete, "
    "convocata dall'ATS."
)

ALIAS = {
    "Cooperativa Stella Alpina": "ADE-026",
    "Cooperativa Impronta": "ADE-027",
    "Parrocchia San Salvatore": "ADE-036",
}
"""Names that other files use for a body of aderenti.csv."""


class RiferimentoPerNome(Riferimento):
    """A body by its name in aderenti.csv or in ALIAS; the name on the portal may have changed since."""

    def __init__(self, **opzioni):
        super().__init__(Organizzazione, **opzioni)

    def codice(self, testo, contesto):
        """Return the code of the body with that name."""
        dal_file = contesto.traduzione("aderenti.csv", "denominazione", "code")
        if testo in ALIAS or testo in dal_file:
            return ALIAS.get(testo) or dal_file[testo]
        presente = contesto.indice(Organizzazione, ("denominazione",)).get((testo,))
        return presente.code if presente else testo


class ImportaCategorie(Importatore):
    """categorie_aderenti.csv: the categories of member."""

    file = "categorie_aderenti.csv"
    modello = CategoriaAderente
    colonne = {
        "code": Testo(obbligatoria=True),
        "label": Testo(obbligatoria=True),
        "natura": Scelta(NATURA),
        "ordine": Intero(obbligatoria=True, minimo=0),
        "nel_comunicato_2018": SiNo(obbligatoria=True),
        "nota": Testo(),
        "fonte": FONTI,
        "certezza": CERTEZZA,
    }


class ImportaForme(Importatore):
    """forme_giuridiche.csv: the legal forms, in the order of the national code."""

    file = "forme_giuridiche.csv"
    modello = FormaGiuridica
    rinomina = {"frequente_nella_rete": "frequente"}
    colonne = {
        "code": Testo(obbligatoria=True),
        "label": Testo(obbligatoria=True),
        "gruppo": Testo(obbligatoria=True),
        "gruppo_label": Testo(obbligatoria=True),
        "natura": Scelta(NATURA),
        "frequente_nella_rete": SiNo(obbligatoria=True),
        "nota": Testo(),
        "fonte": FONTI,
        "certezza": CERTEZZA,
    }


class ImportaAderenti(Importatore):
    """aderenti.csv: bodies of the territory. Only a proven adhesion makes a member."""

    file = "aderenti.csv"
    modello = Organizzazione
    rinomina = {
        "certezza": "prova",
        "certezza_sede": "certezza",
        "sede_comune_istat": "comune",
        "ambito": "ambiti",
    }
    colonne = {
        "code": Testo(obbligatoria=True),
        "denominazione": Testo(obbligatoria=True),
        "acronimo": Testo(),
        "categoria": Riferimento(CategoriaAderente, obbligatoria=True),
        "natura": Scelta(NATURA),
        "forma_giuridica": Riferimento(FormaGiuridica),
        "sede_comune_istat": Riferimento(Comune, "codice_istat"),
        "sede_nome": Testo(),
        "ambito": Lista(RiferimentoAmbito()),
        "sito": Testo(),
        "certezza": Scelta(Organizzazione.Prova.values, obbligatoria=True),
        "adesione_provata": SiNo(obbligatoria=True),
        "ruolo_documentato": Testo(),
        "fonte": FONTI,
        "certezza_sede": CERTEZZA,
        "nota": Testo(),
    }

    def nel_database(self):
        """Return the bodies, those of the demo left out."""
        return Organizzazione.objects.filter(dimostrativo=False)

    def schede(self, riga):
        """Yield the body and, when its adhesion is proven, the event that makes it a member."""
        scheda = self.scheda(riga)
        if riga["sede_comune_istat"]:
            scheda.valori["sede_nome"] = ""  # the comune tells it
        organizzazione = yield scheda
        if riga["adesione_provata"]:
            yield adesione_provata(organizzazione, self.contesto)


def adesione_provata(organizzazione, contesto):
    """Return the Scheda of the adhesion of a body that the sources call a member, the day unknown."""
    fonte = contesto.indice(Fonte, ("code",)).get((FONTE_PRIMA_RIUNIONE,))
    return Scheda(
        EventoAdesione,
        {"organizzazione": organizzazione, "tipo": EventoAdesione.Tipo.ACCOLTA, "data": PRIMA_RIUNIONE},
        {"certezza": Certezza.DEDOTTA, "nota": NOTA_PRIMA_RIUNIONE},
        {"fonti": [fonte] if fonte else []},
        figlia_di=organizzazione,
    )
