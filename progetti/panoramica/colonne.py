"""The columns of the downloads: declared once here, they make the files and their data dictionary.

A column takes its value from a record: ``RecordProgetto``, ``RecordDenaro`` (``record``) or ``RigaTavola``.
No column names a natural person: the firm of one person is “ditta individuale”.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

TESTO, INTERO, IMPORTO, DATA, SI_NO, ELENCO = (
    _("testo"),
    _("numero intero"),
    _("importo, due decimali"),
    _("data"),
    _("sì o no"),
    _("elenco diviso da punto e virgola"),
)
PORTALE = _("registro dei progetti del portale")
ATTI = _("atti, dati aperti e stampa: la fonte di ogni riga è nella colonna fonti")
CALCOLO = _("calcolato dal portale sulle righe di “denaro”")
CERTEZZE = _("S: letta in una fonte. K: nota, da verificare. I: dedotta o calcolata. Vuoto: non indicata.")
PRECISIONI = _("giorno, mese, anno (il resto della data è convenzionale), entro: non dopo quel giorno.")


@dataclass(frozen=True)
class Colonna:
    """A column: name in the file, meaning, kind of value, unit, where it comes from, how to take it."""

    nome: str
    significato: str
    tipo: str
    fonte: str
    valore: Callable
    unita: str = ""


@dataclass(frozen=True)
class Tabella:
    """A download: its title and what a row is."""

    titolo: str
    riga: str
    colonne: tuple

    @property
    def nomi(self):
        """Return the headings."""
        return [colonna.nome for colonna in self.colonne]

    def valori(self, record):
        """Return the cells of a record: texts, whole numbers, Decimal, days; None for what is not known."""
        return [colonna.valore(record) for colonna in self.colonne]


def _si(valore):
    return "sì" if valore else "no"


def _certezza(oggetto):
    return getattr(oggetto, "certezza", "")


EURO = _("euro")

PROGETTI = Tabella(
    _("Progetti"),
    _("un progetto finanziato; le proposte non ci sono"),
    (
        Colonna("codice", _("Codice del progetto nel portale."), TESTO, PORTALE, lambda r: r.progetto.code),
        Colonna("titolo", _("Titolo; vuoto se non è noto."), TESTO, PORTALE, lambda r: r.progetto.titolo),
        Colonna("tipo", _("alleanza, fse o sistema."), TESTO, PORTALE, lambda r: r.progetto.tipo),
        Colonna("stato", _("Lo stato, dall’ultimo evento che lo cambia."), TESTO, PORTALE, lambda r: r.stato),
        Colonna(
            "ciclo", _("Codice del ciclo; vuoto fuori dai cicli."), TESTO, PORTALE, lambda r: r.nome("ciclo")
        ),
        Colonna("fondo", _("Codice del fondo principale."), TESTO, PORTALE, lambda r: r.nome("fondo")),
        Colonna("linee", _("Codici delle linee di azione."), ELENCO, PORTALE, lambda r: r.linee),
        Colonna("ambiti", _("Ambiti in cui si svolge."), ELENCO, PORTALE, lambda r: r.ambiti),
        Colonna(
            "capofila",
            _("Ente capofila più recente; vuoto se non è noto."),
            TESTO,
            PORTALE,
            lambda r: r.capofila,
        ),
        Colonna(
            "cup", _("Codice unico di progetto; vuoto se manca."), TESTO, PORTALE, lambda r: r.progetto.cup
        ),
        Colonna(
            "codice_locale",
            _("Codice nei dati aperti europei."),
            TESTO,
            PORTALE,
            lambda r: r.progetto.codice_locale,
        ),
        Colonna("inizio", _("Inizio delle attività."), DATA, PORTALE, lambda r: r.inizio),
        Colonna("inizio_precisione", PRECISIONI, TESTO, PORTALE, lambda r: r.inizio_precisione),
        Colonna("fine", _("Fine effettiva delle attività."), DATA, PORTALE, lambda r: r.fine),
        Colonna("fine_precisione", PRECISIONI, TESTO, PORTALE, lambda r: r.fine_precisione),
        Colonna(
            "importo_noto",
            _("Se il contributo concesso è noto: sì; insieme (una somma sola per più progetti); no."),
            TESTO,
            CALCOLO,
            lambda r: r.importo_noto,
        ),
        Colonna(
            "concesso",
            _("Contributo concesso a questo progetto da solo; vuoto se non è noto."),
            IMPORTO,
            CALCOLO,
            lambda r: r.concesso,
            EURO,
        ),
        Colonna(
            "cofinanziamento",
            _("Quanto mettono gli altri, in denaro e in natura; vuoto se non è noto."),
            IMPORTO,
            CALCOLO,
            lambda r: r.cofinanziamento,
            EURO,
        ),
        Colonna("indirizzo", _("La scheda pubblica."), TESTO, PORTALE, lambda r: r.indirizzo),
        Colonna("fonti", _("Le fonti della scheda."), ELENCO, PORTALE, lambda r: r.fonti),
        Colonna("certezza", CERTEZZE, TESTO, PORTALE, lambda r: r.progetto.certezza),
        Colonna(
            "dimostrativo",
            _("Sì per i dati inventati."),
            SI_NO,
            PORTALE,
            lambda r: _si(r.progetto.dimostrativo),
        ),
    ),
)

DENARO = Tabella(
    _("Somme di denaro"),
    _("una somma che si conta una volta sola; somme di natura diversa non si sommano"),
    (
        Colonna(
            "codice",
            _("Codice della somma, o del progetto con la versione del quadro."),
            TESTO,
            PORTALE,
            lambda r: r.codice,
        ),
        Colonna(
            "natura",
            _("assegnazione (alla Montagna per un ciclo), concesso, cofinanziamento: non si sommano."),
            TESTO,
            ATTI,
            lambda r: str(r.riga.natura),
        ),
        Colonna("importo", _("L’importo."), IMPORTO, ATTI, lambda r: r.riga.importo, EURO),
        Colonna(
            "arrotondato", _("Sì se la fonte dà una cifra tonda."), SI_NO, ATTI, lambda r: _si(r.arrotondato)
        ),
        Colonna(
            "non_dettagliato",
            _("La parte di cui non si conoscono i singoli progetti."),
            IMPORTO,
            CALCOLO,
            lambda r: r.non_dettagliato,
            EURO,
        ),
        Colonna("anno", _("Anno della somma."), INTERO, ATTI, lambda r: r.riga.anno),
        Colonna("anno_al", _("Ultimo anno, se sono più di uno."), INTERO, ATTI, lambda r: r.anno_al),
        Colonna(
            "ciclo", _("Codice del ciclo; vuoto fuori dai cicli."), TESTO, ATTI, lambda r: r.nome("ciclo")
        ),
        Colonna("fondo", _("Codice del fondo; vuoto se non è noto."), TESTO, ATTI, lambda r: r.nome("fondo")),
        Colonna("linee", _("Codici delle linee di azione."), ELENCO, PORTALE, lambda r: r.linee),
        Colonna(
            "ambiti",
            _("Ambiti; vuoto se è per tutta la Montagna o non è noto."),
            ELENCO,
            PORTALE,
            lambda r: r.ambiti,
        ),
        Colonna("oggetto", _("Per che cosa, nelle parole della fonte."), TESTO, ATTI, lambda r: r.oggetto),
        Colonna(
            "progetti",
            _("Codici dei progetti; vuoto se è per tutto il ciclo."),
            ELENCO,
            PORTALE,
            lambda r: r.progetti,
        ),
        Colonna("atto", _("L’atto della somma."), TESTO, ATTI, lambda r: r.atto),
        Colonna(
            "origine",
            _("atto, dato aperto, istituzionale o stampa: la fonte migliore."),
            TESTO,
            ATTI,
            lambda r: r.origine,
        ),
        Colonna("fonti", _("Le fonti in cui è stata letta."), ELENCO, ATTI, lambda r: r.fonti),
        Colonna("certezza", CERTEZZE, TESTO, ATTI, lambda r: _certezza(r.riga.oggetto)),
        Colonna("dimostrativo", _("Sì per i dati inventati."), SI_NO, PORTALE, lambda r: _si(r.dimostrativo)),
    ),
)


def _di(natura, che):
    return lambda r: getattr(r.gruppo.somma(natura), che)


PANORAMICA = Tabella(
    _("Panoramica"),
    _("un gruppo: un ciclo, un fondo, una linea, un ambito, un anno o un tipo; l’ultima riga è il totale"),
    (
        Colonna("per", _("Di che gruppi si tratta."), TESTO, CALCOLO, lambda r: r.per),
        Colonna(
            "codice",
            _("Codice del gruppo; vuoto per il totale."),
            TESTO,
            PORTALE,
            lambda r: r.gruppo.chiave or "",
        ),
        Colonna("nome", _("Nome del gruppo."), TESTO, PORTALE, lambda r: str(r.gruppo.nome)),
        Colonna("progetti", _("Quanti progetti."), INTERO, CALCOLO, lambda r: len(r.gruppo.progetti)),
        Colonna(
            "progetti_con_importo",
            _("Di quanti è noto il contributo di ognuno."),
            INTERO,
            CALCOLO,
            lambda r: r.gruppo.quanti("noto"),
        ),
        Colonna(
            "progetti_insieme",
            _("Di quanti è nota solo una somma con altri."),
            INTERO,
            CALCOLO,
            lambda r: r.gruppo.quanti("insieme"),
        ),
        Colonna(
            "assegnazione",
            _("Assegnato dalla Regione; vuoto: non noto."),
            IMPORTO,
            CALCOLO,
            _di("assegnazione", "totale"),
            EURO,
        ),
        Colonna(
            "assegnazione_non_dettagliata",
            _("Di cui senza i singoli progetti."),
            IMPORTO,
            CALCOLO,
            _di("assegnazione", "non_dettagliato"),
            EURO,
        ),
        Colonna(
            "concesso",
            _("Concesso ai progetti; vuoto: non noto."),
            IMPORTO,
            CALCOLO,
            _di("concesso", "totale"),
            EURO,
        ),
        Colonna(
            "concesso_non_dettagliato",
            _("Di cui senza i singoli progetti."),
            IMPORTO,
            CALCOLO,
            _di("concesso", "non_dettagliato"),
            EURO,
        ),
        Colonna(
            "cofinanziamento",
            _("Quanto mettono gli altri; vuoto: non noto."),
            IMPORTO,
            CALCOLO,
            _di("cofinanziamento", "totale"),
            EURO,
        ),
        Colonna(
            "abitanti",
            _("Residenti del territorio del gruppo; vuoto se le somme hanno più date."),
            INTERO,
            _("ISTAT"),
            lambda r: r.residenti and r.residenti.numero,
            _("persone"),
        ),
        Colonna(
            "abitanti_al",
            _("Il giorno dei residenti."),
            DATA,
            _("ISTAT"),
            lambda r: r.residenti and r.residenti.data,
        ),
        Colonna(
            "assegnazione_per_abitante",
            _("Assegnato diviso gli abitanti, arrotondato al centesimo."),
            IMPORTO,
            CALCOLO,
            lambda r: r.a_persona("assegnazione"),
            _("euro per abitante"),
        ),
        Colonna(
            "concesso_per_abitante",
            _("Concesso diviso gli abitanti, arrotondato al centesimo."),
            IMPORTO,
            CALCOLO,
            lambda r: r.a_persona("concesso"),
            _("euro per abitante"),
        ),
    ),
)

_voce = {
    "tabella": lambda r: r[0],
    "colonna": lambda r: r[1].nome,
    "significato": lambda r: str(r[1].significato),
    "tipo": lambda r: str(r[1].tipo),
    "unita": lambda r: str(r[1].unita),
    "fonte": lambda r: str(r[1].fonte),
}
DIZIONARIO = Tabella(
    _("Dizionario dei dati"),
    _("una colonna di una tabella"),
    tuple(Colonna(nome, "", TESTO, PORTALE, valore) for nome, valore in _voce.items()),
)
TABELLE = {"progetti": PROGETTI, "denaro": DENARO, "panoramica": PANORAMICA}


def righe_dizionario():
    """Return (name of the table, column) of every column of every table."""
    return [(nome, colonna) for nome, tabella in TABELLE.items() for colonna in tabella.colonne]
