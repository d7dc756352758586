"""The texts of the e-mails: those in the files, and those that staff wrote in their place.

Each room declares the texts that staff may change (``AppConfig.ready``), with the variables they may use. A
variable is written ``{nome}`` and holds words, never an object: a text can show nothing else.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from core.models import TestoEmail

SEGNO = re.compile(r"\{([^{}\n]*)\}")
VUOTE = re.compile(r"\n{3,}")  # what the tags of a template leave behind
OGGETTO_MASSIMO = 200


def tra_graffe(nome):
    """Return a variable as it is written in a text."""
    return "{" + nome + "}"


@dataclass(frozen=True)
class Variabile:
    """A word between braces: what it stands for, an example, whether the text is useless without it."""

    nome: str
    descrizione: str
    esempio: str
    obbligatoria: bool = False


@dataclass(frozen=True)
class TestoModificabile:
    """An e-mail whose words staff may change.

    ``codice`` is the path of its files without ending, ``nome`` says when it leaves. ``valori`` makes
    {variable: words} of what the action gives (the action's own words, unless it is given).
    """

    codice: str
    nome: str
    variabili: tuple
    valori: Callable = dict

    def nomi(self):
        """Return the names of the variables."""
        return [variabile.nome for variabile in self.variabili]

    def esempi(self):
        """Return {variable: example}."""
        return {variabile.nome: str(variabile.esempio) for variabile in self.variabili}

    def originale(self):
        """Return (subject, text) of the files, with the variables between braces."""
        return da_file(self.codice, {nome: tra_graffe(nome) for nome in self.nomi()})


TESTI = {}


def registra_testi(*testi):
    """Declare the texts of a room that staff may change."""
    TESTI.update({testo.codice: testo for testo in testi})


def componi(codice, contesto):
    """Return (subject, text) of an e-mail: staff's words when they wrote some that hold, else the files."""
    definizione = TESTI.get(codice)
    if definizione is None:
        return da_file(codice, contesto)
    valori = {nome: str(valore) for nome, valore in definizione.valori(contesto).items()}
    scritto = TestoEmail.objects.cambiati().filter(codice=codice).first()
    if scritto is None or any(errori(definizione, scritto.oggetto, scritto.testo).values()):
        return da_file(codice, valori)
    return riempi(scritto.oggetto, scritto.testo, valori)


def da_file(codice, contesto):
    """Return (subject, text) of the two files. Raises TemplateDoesNotExist."""
    return _pulisci(
        render_to_string(f"{codice}_subject.txt", contesto),
        render_to_string(f"{codice}_message.txt", contesto),
    )


def riempi(oggetto, testo, valori):
    """Return (subject, text) with the variables in their place.

    A line whose variables are all empty is left out. Raises KeyError for an unknown variable.
    """
    righe = [riga for riga in testo.replace("\r\n", "\n").split("\n") if not _muta(riga, valori)]
    return _pulisci(_sostituisci(oggetto, valori), _sostituisci("\n".join(righe), valori))


def errori(definizione, oggetto, testo):
    """Return {"oggetto": [ValidationError …], "testo": […]}: variables that are not there, or missing."""
    trovati = {"oggetto": _sconosciute(definizione, oggetto), "testo": _sconosciute(definizione, testo)}
    usate = _nomi_in(testo)
    trovati["testo"] += [
        ValidationError(
            _("Manca {%(nome)s}, e senza l’e-mail non serve: %(descrizione)s."),
            params={"nome": variabile.nome, "descrizione": variabile.descrizione},
            code="manca",
        )
        for variabile in definizione.variabili
        if variabile.obbligatoria and variabile.nome not in usate
    ]
    return trovati


def _sconosciute(definizione, testo):
    ammesse = definizione.nomi()
    return [
        ValidationError(
            _("{%(nome)s} non è una variabile di questa e-mail. Puoi usare: %(ammesse)s."),
            params={"nome": nome, "ammesse": ", ".join(map(tra_graffe, ammesse))},
            code="sconosciuta",
        )
        for nome in dict.fromkeys(_nomi_in(testo))
        if nome not in ammesse
    ]


def _nomi_in(testo):
    return [nome.strip() for nome in SEGNO.findall(testo)]


def _muta(riga, valori):
    nomi = _nomi_in(riga)
    return bool(nomi) and not any(valori[nome] for nome in nomi)


def _sostituisci(testo, valori):
    return SEGNO.sub(lambda segno: valori[segno[1].strip()], testo)


def _pulisci(oggetto, testo):
    """Return a subject of one line and a text without heaps of empty lines."""
    return " ".join(oggetto.split())[:OGGETTO_MASSIMO], VUOTE.sub("\n\n", testo.strip()) + "\n"
