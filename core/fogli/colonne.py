"""Tables whose columns are called as the sender calls them: each heading is told which field it fills."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.fogli.celle import Celle, leggi_denaro
from core.fogli.tabelle import RigheSbagliateError
from core.importazione import Errore, ValoreError
from core.models import Caricamento
from core.models.denaro import CampoDenaro
from core.templatetags.formati import euro

MIGLIAIA = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+")


@dataclass(frozen=True)
class Colonna:
    """A field that a column may fill: its key, how its cells are read, the other headings people give it.

    ``ripetuta``: its rows say again one value of the whole (a total cost), which nobody should add up.
    """

    nome: str
    celle: Celle
    campo: str = ""
    etichetta: str = ""
    obbligatoria: bool = False
    ripetuta: bool = False
    sinonimi: tuple = ()

    @property
    def del_modello(self):
        """Return the field of the model that reads and writes the cells."""
        return self.celle.modello._meta.get_field(self.campo or self.nome)

    @property
    def titolo(self):
        """Return the heading of the column, as we would write it."""
        return str(self.etichetta or self.del_modello.verbose_name)

    @property
    def denaro(self):
        """Return whether the cells hold euro."""
        return isinstance(self.del_modello, CampoDenaro)

    def leggi(self, testo):
        """Return the plain value of a cell that is not empty; raise ValoreError, in Italian."""
        return self.celle.leggi(self.campo or self.nome, testo)

    def euro(self, valore):
        """Return the Decimal of a plain value of money, zero for none."""
        return Decimal(valore or 0)

    def scrivi(self, valore):
        """Return the text of the cell for a plain value."""
        return self.celle.scrivi(self.campo or self.nome, valore)

    def mostra(self, valore):
        """Return a plain value as people read it: what a cell was understood to say."""
        if self.denaro and valore is not None:
            return euro(valore)
        return self.scrivi(valore)


@dataclass
class Passo:
    """What a row of the file would do: write ``cambi`` ({column: plain value}), nothing when it is the same.

    ``letti`` are the values read; ``oggetto`` is the row of the portal it is about (None: a new one), and
    ``base`` what that holds now; ``gruppo`` is what its rows share; ``avvisi`` are words on it.
    """

    riga: int
    letti: dict
    oggetto: object = None
    cambi: dict = field(default_factory=dict)
    base: dict = field(default_factory=dict)
    gruppo: object = None
    avvisi: list = field(default_factory=list)


class TabellaLibera:
    """A kind of table that may come from anywhere: a room gives its names, its columns and three verbs.

    ``permessi`` is what one must have to write with it. An instance lives one request: what its cells name is
    read once.
    """

    nome = titolo = spiegazione = ""
    permessi = ()

    def __init__(self):
        self.colonne = self.crea_colonne()
        self.per_nome = {colonna.nome: colonna for colonna in self.colonne}
        self.mappate = set()  # the columns that the file read last fills

    def crea_colonne(self):
        """Return the columns, in the order of the table that people download."""
        raise NotImplementedError

    def confronta(self, passi, *, blocca):
        """Fill in the ``passi`` with what is in the portal now; return them in the order of writing.

        ``blocca`` locks the rows looked at, in a transaction. Raises RigheSbagliateError, with the key of a
        column in place of its heading.
        """
        raise NotImplementedError

    def scrivi(self, passo, utente):
        """Carry out one step; raise ValidationError with the keys of the columns."""
        raise NotImplementedError

    @property
    def intestazioni(self):
        """Return the headings of the table to fill in."""
        return [capfirst(colonna.titolo) for colonna in self.colonne]

    def caricamenti(self, utente):
        """Return the uploads of ``utente`` that wait to be confirmed here."""
        return Caricamento.objects.filter(tabella=self.nome, utente=utente, applicato_il=None)

    def mancanti(self, mappa):
        """Return the columns that are needed and that no heading fills."""
        return [c for c in self.colonne if c.obbligatoria and c.nome not in mappa.values()]

    def leggi(self, foglio, mappa, *, blocca=False):
        """Return (steps, errors): the ``Passo`` of each row of ``foglio`` that can be read, headings mapped.

        What cannot be read does not hide what is wrong elsewhere.
        """
        posti = posti_di(foglio, mappa)
        self.mappate = set(posti)
        passi, errori = self._passi(foglio, mappa)
        try:
            passi = self.confronta(passi, blocca=blocca)
        except RigheSbagliateError as sbagliate:
            passi, errori = [], errori + sbagliate.errori
        return passi, [Errore(e.riga, posti.get(e.colonna), e.messaggio) for e in errori]

    def _passi(self, foglio, mappa):
        passi, errori = [], []
        usate = {titolo: self.per_nome[nome] for titolo, nome in mappa.items() if nome in self.per_nome}
        for numero, riga in foglio.righe:
            passo, prima = Passo(numero, {}), len(errori)
            for titolo, colonna in usate.items():
                try:
                    self._leggi_cella(passo, colonna, riga.get(titolo, ""))
                except ValoreError as errore:
                    errori.append(Errore(numero, colonna.nome, str(errore)))
            if len(errori) == prima:
                passi.append(passo)
        return passi, errori

    def _leggi_cella(self, passo, colonna, testo):
        if not testo:
            if colonna.obbligatoria:
                raise ValoreError(_("la cella è vuota"))
            return
        passo.letti[colonna.nome] = colonna.leggi(testo)
        if colonna.denaro and MIGLIAIA.fullmatch(testo):
            come = {"testo": testo, "euro": euro(leggi_denaro(testo))}
            passo.avvisi.append(_("«%(testo)s» è letto come %(euro)s.") % come)


def lettera(posto):
    """Return the letter that a spreadsheet gives to the column at ``posto``, from 0: A … Z, AA, AB …"""
    prima, ultima = divmod(posto, 26)
    return (lettera(prima - 1) if prima else "") + chr(ord("A") + ultima)


def posti_di(foglio, mappa):
    """Return {key of a column: where it is in the file}, “C «Importo»”."""
    return {
        mappa[titolo]: f"{lettera(posto)} «{titolo}»"
        for posto, titolo in enumerate(foglio.intestazioni)
        if mappa.get(titolo)
    }
