"""The cells of the two lists of operations, one function a column, and what is checked in each row."""

from django.utils.translation import gettext as _

from progetti.elenchi.beneficiari import codice_fiscale, e_persona
from progetti.elenchi.campi import Tipo
from progetti.elenchi.controlli import Livello, certezza_debole
from progetti.elenchi.operazioni import perche_vuote

PAESE = "Italia"
CATEGORIA_MASSIMA = 123  # of the categories of intervention 2014-2020 (Kohesio table schema)

CELLE = {
    "1303-01": lambda o, oggi: o.capofila and o.capofila.denominazione,
    "1303-02": lambda o, oggi: o.progetto.titolo,
    "1303-03": lambda o, oggi: o.progetto.sintesi,
    "1303-04": lambda o, oggi: o.inizio.giorno,
    "1303-05": lambda o, oggi: o.fine,
    "1303-06": lambda o, oggi: o.conto.ammissibile,
    "1303-07": lambda o, oggi: o.progetto.fondo.quota_ue_pct,
    "1303-08": lambda o, oggi: o.luogo,
    "1303-09": lambda o, oggi: PAESE,
    "1303-10": lambda o, oggi: o.progetto.categoria_intervento,
    "1303-11": lambda o, oggi: oggi,
    "1060-a": lambda o, oggi: o.capofila and o.capofila.denominazione,
    "1060-b": lambda o, oggi: "",  # the portal holds no natural person
    "1060-c": lambda o, oggi: "",  # no fishing boats
    "1060-d": lambda o, oggi: o.progetto.titolo,
    "1060-e": lambda o, oggi: _scopo(o),
    "1060-f": lambda o, oggi: o.inizio.giorno,
    "1060-g": lambda o, oggi: o.fine,
    "1060-h": lambda o, oggi: o.conto.costo_totale,
    "1060-i": lambda o, oggi: o.progetto.fondo.label,
    "1060-j": lambda o, oggi: _obiettivo(o.progetto.fondo),
    "1060-k": lambda o, oggi: o.progetto.fondo.quota_ue_pct,
    "1060-l": lambda o, oggi: o.luogo and f"{o.luogo}, {PAESE}",
    "1060-m": lambda o, oggi: o.sede_capofila,
    "1060-n": lambda o, oggi: o.progetto.categoria_intervento,
    "1060-cod": lambda o, oggi: o.codice,
}
"""Column → function(Operazione, day of the list) → value."""

DEL_FONDO = {"1303-07", "1060-i", "1060-j", "1060-k"}
"""Columns that the sheet of the fund fills."""

COLONNE = {
    Tipo.OPERAZIONI_1303: {
        "beneficiario": "1303-01",
        "inizio": "1303-04",
        "fine": "1303-05",
        "importo": "1303-06",
        "categoria": "1303-10",
    },
    Tipo.OPERAZIONI_1060: {
        "beneficiario": "1060-a",
        "scopo": "1060-e",
        "inizio": "1060-f",
        "fine": "1060-g",
        "importo": "1060-h",
    },
}
"""What is checked → column of each list."""


def riga_operazione(operazione, colonne, oggi):
    """Return {column code: value} of a row."""
    return {colonna.code: CELLE[colonna.code](operazione, oggi) for colonna in colonne}


def fuori(operazione):
    """Return why a project cannot be in the list, empty when it can: a person is never published."""
    if operazione.capofila and e_persona(operazione.capofila):
        return _("il beneficiario è una persona o una ditta individuale: non si pubblica")
    return ""


def controlla(tipo, operazione, celle, colonne, *, riga, rapporto):
    """Add to ``rapporto`` what is missing or looks wrong in a row of a list of operations."""
    progetto, dove = operazione.progetto, COLONNE[tipo]
    perche = {dove[che]: testo for che, testo in perche_vuote(operazione).items()}

    def su(code):
        return progetto.fondo if code in DEL_FONDO else progetto

    def controlla_che(che, testo, record=progetto):
        rapporto.aggiungi(Livello.CONTROLLA, dove[che], testo, riga=riga, oggetto=progetto, su=record)

    rapporto.celle(colonne, celle, riga=riga, oggetto=progetto, su=su, perche=perche)
    if operazione.inizio.giorno and operazione.fine and operazione.inizio.giorno > operazione.fine:
        controlla_che("fine", _("la fine viene prima dell’inizio"))
    if operazione.capofila and not codice_fiscale(operazione.capofila):
        testo = _("il codice fiscale non è noto: controlla che sia un ente e non una persona")
        controlla_che("beneficiario", testo, operazione.capofila)
    if tipo == Tipo.OPERAZIONI_1303 and not categoria_valida(progetto.categoria_intervento):
        controlla_che("categoria", _("non è un numero da 1 a 123"))
    if tipo == Tipo.OPERAZIONI_1060 and operazione.conclusa and not operazione.realizzazioni:
        controlla_che("scopo", _("le attività sono finite: mancano i risultati validati"))
    if debole := certezza_debole(progetto):
        rapporto.aggiungi(Livello.CONTROLLA, "", debole, riga=riga, oggetto=progetto, su=progetto)


def categoria_valida(testo):
    """Return whether a category of intervention of 2014-2020 is right; an empty one is only missing."""
    return not testo or (testo.isascii() and testo.isdecimal() and 1 <= int(testo) <= CATEGORIA_MASSIMA)


def _scopo(operazione):
    ottenuto = operazione.realizzazioni
    if not operazione.progetto.sintesi or not ottenuto:
        return operazione.progetto.sintesi
    return _("%(scopo)s Risultati: %(risultati)s.") % {
        "scopo": operazione.progetto.sintesi,
        "risultati": ottenuto,
    }


def _obiettivo(fondo):
    return " ".join(parte for parte in (fondo.obiettivo_code, fondo.obiettivo_nome) if parte)
