"""Importers of funds, projects and documented sums."""

from datetime import date

from django.utils.translation import gettext as _

from aderenti.importazione import RiferimentoPerNome
from alleanze.models import AlleanzaLocale
from core.importazione import (
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
from core.models import Certezza, Fonte
from core.models.basi import Precisione
from piani.models import Atto, LineaAzione, Piano
from progetti.models import CategoriaCosto, EventoProgetto, Finanziamento, Fondo, PartnerProgetto, Progetto
from territorio.importazione import RiferimentoAmbito
from territorio.models import Comune

FONDI = {
    "Regione Lombardia": {
        "code": "REGIONE",
        "label": "Regione Lombardia, Piani territoriali di conciliazione",
        "tipo": Fondo.Tipo.REGIONALE,
        "ordine": 1,
    },
    "POR FSE 2014-2020": {
        "code": "FSE-2014-20",
        "label": "POR FSE 2014-2020, Fondo sociale europeo",
        "tipo": Fondo.Tipo.FSE,
        "programma": "POR FSE Lombardia 2014-2020",
        "cci": "2014IT05SFOP007",
        "quota_ue_pct": 50,
        "certezza": Certezza.LETTA,
        "ordine": 2,
    },
}
"""Funds that progetti.csv names. The share of the EU is read in the source below, the others are unknown."""
FONTE_FONDO = {"POR FSE 2014-2020": "oc-dotazioni"}

CUP_NON_TROVATO = "non trovato nelle fonti"
FINE_PROGRAMMA = date(2023, 12, 31)  # last day of expenditure of the programmes 2014-2020 (Reg. 1303/2013)
NOTA_FINE_CICLO = "Data non nota: entro la fine del ciclo."
NOTA_FINE_PROGRAMMA = "Data non nota: entro la fine del programma 2014-2020."

SINTESI = {
    "SIS17-WELFARE": "Percorso di formazione per imprese, presentato il 30 maggio 2018 con la giornata "
    "“Il buongiorno si vede dal WELFARE”.",
}
"""What the note of progetti.csv says of a project without a title, for citizens."""


class ImportaCategorieCosto(Importatore):
    """categorie_costo.csv: headings of expenditure, proposed until ATS says its own."""

    file = "categorie_costo.csv"
    modello = CategoriaCosto
    colonne = {
        "code": Testo(obbligatoria=True),
        "label": Testo(obbligatoria=True),
        "label_en": Testo(),
        "ordine": Intero(minimo=0),
        "certezza": CERTEZZA,
        "nota": Testo(),
    }


class ImportaProgetti(Importatore):
    """progetti.csv: projects with their fund, Alleanza, partners and life."""

    file = "progetti.csv"
    modello = Progetto
    rinomina = {"linea": "linee", "ambito": "ambiti"}
    colonne = {
        "code": Testo(obbligatoria=True),
        "titolo": Testo(),
        "tipo": Scelta(Progetto.Tipo.values, obbligatoria=True),
        "ciclo": Riferimento(Piano),
        "capofila": RiferimentoPerNome(),
        "capofila_natura": Ignorata(),
        "partner": Lista(RiferimentoPerNome()),
        "n_partner": Intero(minimo=0),
        "fondo": Scelta(FONDI.keys()),
        "azione": Testo(),
        "linea": Lista(Riferimento(LineaAzione)),
        "atto": Riferimento(Atto),
        "importo_concesso_eur": Decimale(minimo=0),
        "cofinanziamento_pct": Decimale(minimo=0, massimo=100),
        "cup": Testo(),
        "data_inizio": DataIncerta(),
        "data_fine": DataIncerta(fine=True),
        "stato": Scelta(["concluso", "in_corso"]),
        "ambito": Lista(RiferimentoAmbito()),
        "comuni": Lista(Riferimento(Comune, "codice_istat")),
        "territorio": Testo(),
        "servizi": Ignorata(),
        "fonte": FONTI,
        "certezza": CERTEZZA,
        "nota": Testo(),
    }

    def nel_database(self):
        """Return the projects, those of the demo left out."""
        return Progetto.objects.filter(dimostrativo=False)

    def schede(self, riga):
        """Yield fund and Alleanza, the project, its partners, its start and its end."""
        fondo = (yield self._fondo(riga["fondo"])) if riga["fondo"] else None
        alleanza = (yield self._alleanza(riga)) if riga["tipo"] == Progetto.Tipo.ALLEANZA else None
        valori = {"fondo": fondo, "alleanza": alleanza}
        if not riga["cup"]:
            valori["cup_assente_motivo"] = CUP_NON_TROVATO
        progetto = yield self.scheda(riga, valori=valori, iniziali={"sintesi": SINTESI.get(riga["code"], "")})
        yield from self._partner(progetto, riga)
        yield from self._eventi(progetto, riga)

    def _fondo(self, nome):
        valori = dict(FONDI[nome])
        fonte = self.contesto.indice(Fonte, ("code",)).get((FONTE_FONDO.get(nome),))
        return Scheda(Fondo, {"code": valori.pop("code")}, valori, {"fonti": [fonte] if fonte else []})

    def _alleanza(self, riga):
        """Return the Alleanza that promotes the project: of it the file tells cycle, ambito and sources."""
        return Scheda(
            AlleanzaLocale,
            {"piano": riga["ciclo"], "ambito": riga["ambito"][0] if riga["ambito"] else None},
            {"certezza": riga["certezza"]},
            {"fonti": riga["fonte"]},
        )

    def _partner(self, progetto, riga):
        if riga["capofila"]:
            yield self._partecipa(progetto, riga, riga["capofila"], PartnerProgetto.Ruolo.CAPOFILA)
        for organizzazione in riga["partner"]:
            yield self._partecipa(progetto, riga, organizzazione, ruolo_letto(organizzazione, riga["titolo"]))

    def _partecipa(self, progetto, riga, organizzazione, ruolo):
        return Scheda(
            PartnerProgetto,
            {"progetto": progetto, "organizzazione": organizzazione},
            {"ruolo": ruolo, "certezza": riga["certezza"]},
            {"fonti": riga["fonte"]},
            figlia_di=progetto,
        )

    def _eventi(self, progetto, riga):
        if riga["data_inizio"]:
            yield self._evento(progetto, riga, "avviata", riga["data_inizio"], riga["certezza"])
        if riga["stato"] == "concluso":
            yield self._evento(progetto, riga, "conclusa_attivita", *conclusione(riga))

    def _evento(self, progetto, riga, tipo, quando, certezza, nota=""):
        giorno, precisione = quando
        return Scheda(
            EventoProgetto,
            {"progetto": progetto, "tipo": tipo},
            {"data": giorno, "data_precisione": precisione, "certezza": certezza, "nota": nota},
            {"fonti": riga["fonte"]},
            figlia_di=progetto,
        )


def conclusione(riga):
    """Return (day, precision), certainty and note of the end of a project that is over.

    A day or a month is what the source says. A year is when the funding ended, so the end is deduced; without
    a date, it came within the end of the cycle or, without a cycle, of the programme.
    """
    if riga["data_fine"]:
        certa = riga["data_fine"].precisione != Precisione.ANNO
        return riga["data_fine"], riga["certezza"] if certa else Certezza.DEDOTTA
    fine = riga["ciclo"].fine() if riga["ciclo"] else None
    if fine:
        return (fine, Precisione.ENTRO), Certezza.DEDOTTA, NOTA_FINE_CICLO
    return (FINE_PROGRAMMA, Precisione.ENTRO), Certezza.NOTA, NOTA_FINE_PROGRAMMA


def ruolo_letto(organizzazione, titolo):
    """Return the role in the project ``titolo`` that aderenti.csv reads in the sources; partner otherwise."""
    letto = organizzazione.ruolo_documentato
    if titolo and letto.startswith(f"partner associato di {titolo}"):
        return PartnerProgetto.Ruolo.ASSOCIATO
    if titolo and letto.startswith(f"sponsor di {titolo}"):
        return PartnerProgetto.Ruolo.SPONSOR
    return PartnerProgetto.Ruolo.PARTNER


class ImportaFinanziamenti(Importatore):
    """finanziamenti.csv: sums of money read in the sources."""

    file = "finanziamenti.csv"
    modello = Finanziamento
    rinomina = {"importo_eur": "importo"}
    colonne = {
        "code": Testo(obbligatoria=True),
        "ciclo": Riferimento(Piano),
        "anno": Intero(obbligatoria=True, minimo=2000, massimo=2100),
        "anno_al": Intero(minimo=2000, massimo=2100),
        "importo_eur": Decimale(obbligatoria=True, minimo=0),
        "natura_importo": Scelta(Finanziamento.NaturaImporto.values, obbligatoria=True),
        "fonte_finanziaria": Testo(obbligatoria=True),
        "livello": Scelta(Finanziamento.Livello.values, obbligatoria=True),
        "destinatario": Testo(obbligatoria=True),
        "oggetto": Testo(obbligatoria=True),
        "atto": Riferimento(Atto),
        "progetto": Riferimento(Progetto),
        "parte_di": Ignorata(),
        "alternativa_a": Ignorata(),
        "arrotondato": SiNo(obbligatoria=True),
        "origine": Scelta(Finanziamento.Origine.values, obbligatoria=True),
        "fonte": FONTI,
        "certezza": CERTEZZA,
        "nota": Testo(),
    }

    def schede(self, riga):
        """Yield the sum; those it is part of, or repeats, come when all are there."""
        scheda = self.scheda(riga)
        del scheda.valori["parte_di"], scheda.valori["alternativa_a"]
        yield scheda


class ImportaSommeLegate(Importatore):
    """finanziamenti.csv once more: the sum that contains each, and the sum that says the same money."""

    file = "finanziamenti.csv"
    modello = Finanziamento
    altre_colonne = True
    colonne = {
        "code": Testo(obbligatoria=True),
        "parte_di": Riferimento(Finanziamento),
        "alternativa_a": Riferimento(Finanziamento),
    }

    def controlla(self, riga):
        """Refuse a sum that is part of itself."""
        for colonna in ("parte_di", "alternativa_a"):
            if riga[colonna] and riga[colonna].code == riga["code"]:
                yield colonna, _("una somma non può rimandare a se stessa")
