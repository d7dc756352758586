"""How the text of a cell becomes a value. A column refuses a cell by raising ValoreError, in Italian."""

import re
from calendar import monthrange
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from django.utils.translation import gettext as _

from core.models.basi import Precisione

ELIMINATA = object()
"""A code loaded in the past whose row staff has deleted since: not an error, but not to be brought back."""


class ValoreError(ValueError):
    """The text of a cell is not a value of its column; the message is for people."""


class DataConPrecisione(NamedTuple):
    """A day and how exactly it is known."""

    data: date
    precisione: str


class Colonna:
    """A column. ``obbligatoria``: an empty cell is an error; else it means unknown, and gives ``vuoto``."""

    vuoto = None

    def __init__(self, *, obbligatoria=False):
        self.obbligatoria = obbligatoria

    def leggi(self, testo, contesto):
        """Return the value of ``testo``; raise ValoreError."""
        if testo:
            return self.valore(testo, contesto)
        if self.obbligatoria:
            raise ValoreError(_("manca il valore"))
        return self.vuoto

    def valore(self, testo, contesto):
        """Return the value of a text that is not empty."""
        raise NotImplementedError


class Testo(Colonna):
    """Text, as it is; ``formato`` is a regular expression, ``atteso`` says it in words."""

    vuoto = ""

    def __init__(self, *, formato=None, atteso="", **opzioni):
        super().__init__(**opzioni)
        self.formato, self.atteso = formato, atteso

    def valore(self, testo, contesto):
        """Return the text."""
        if self.formato and not re.fullmatch(self.formato, testo):
            raise ValoreError(_("«%(testo)s»: %(atteso)s") % {"testo": testo, "atteso": self.atteso})
        return testo


class Ignorata(Testo):
    """A column that is not loaded: it repeats or comments others."""


class Data(Colonna):
    """A day, YYYY-MM-DD."""

    def valore(self, testo, contesto):
        """Return the date."""
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", testo):
            try:
                return date.fromisoformat(testo)
            except ValueError:
                raise ValoreError(_("«%(testo)s» non esiste nel calendario") % {"testo": testo}) from None
        raise ValoreError(_("«%(testo)s» non è una data AAAA-MM-GG") % {"testo": testo})


class DataIncerta(Data):
    """A day, a month (YYYY-MM) or a year: gives its first day (last with ``fine``) and precision."""

    def __init__(self, *, fine=False, **opzioni):
        super().__init__(**opzioni)
        self.fine = fine

    def valore(self, testo, contesto):
        """Return the day and its precision."""
        if re.fullmatch(r"[0-9]{4}", testo):
            giorno = super().valore(f"{testo}-12-31" if self.fine else f"{testo}-01-01", contesto)
            return DataConPrecisione(giorno, Precisione.ANNO)
        if re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", testo):
            primo = super().valore(f"{testo}-01", contesto)
            ultimo = primo.replace(day=monthrange(primo.year, primo.month)[1])
            return DataConPrecisione(ultimo if self.fine else primo, Precisione.MESE)
        return DataConPrecisione(super().valore(testo, contesto), Precisione.GIORNO)


class Numero(Colonna):
    """Limits shared by whole and decimal numbers, both ends included."""

    def __init__(self, *, minimo=None, massimo=None, **opzioni):
        super().__init__(**opzioni)
        self.minimo, self.massimo = minimo, massimo

    def entro_i_limiti(self, numero):
        """Return ``numero``; raise ValoreError when it is out of the limits."""
        if self.minimo is not None and numero < self.minimo:
            raise ValoreError(_("%(n)s è meno di %(minimo)s") % {"n": numero, "minimo": self.minimo})
        if self.massimo is not None and numero > self.massimo:
            raise ValoreError(_("%(n)s è più di %(massimo)s") % {"n": numero, "massimo": self.massimo})
        return numero


class Intero(Numero):
    """A whole number."""

    def valore(self, testo, contesto):
        """Return the int."""
        if not re.fullmatch(r"-?[0-9]{1,18}", testo):
            raise ValoreError(_("«%(testo)s» non è un numero intero") % {"testo": testo})
        return self.entro_i_limiti(int(testo))


class Decimale(Numero):
    """A number with a dot and at most 15 decimals."""

    def valore(self, testo, contesto):
        """Return the Decimal."""
        if not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,15})?", testo):
            raise ValoreError(_("«%(testo)s» non è un numero con il punto decimale") % {"testo": testo})
        try:
            return self.entro_i_limiti(Decimal(testo))
        except InvalidOperation:
            raise ValoreError(_("«%(testo)s» non è un numero") % {"testo": testo}) from None


class Scelta(Colonna):
    """One word of a list; ``valori`` maps the words to what is kept."""

    vuoto = ""

    def __init__(self, valori, **opzioni):
        super().__init__(**opzioni)
        self.valori = valori if isinstance(valori, dict) else {v: v for v in valori}

    def valore(self, testo, contesto):
        """Return what the word stands for."""
        if testo not in self.valori:
            ammessi = ", ".join(self.valori)
            raise ValoreError(_("«%(testo)s» non è tra: %(ammessi)s") % {"testo": testo, "ammessi": ammessi})
        return self.valori[testo]


class SiNo(Scelta):
    """``si`` or ``no``."""

    def __init__(self, **opzioni):
        super().__init__({"si": True, "no": False}, **opzioni)


class Lista(Colonna):
    """Values separated by ``;``, each read by ``colonna``; what staff deleted is left out."""

    def __init__(self, colonna, **opzioni):
        super().__init__(**opzioni)
        self.colonna = colonna

    @property
    def vuoto(self):
        """Return a new empty list."""
        return []

    def valore(self, testo, contesto):
        """Return the list; an empty or repeated entry is an error."""
        parti = [parte.strip() for parte in testo.split(";")]
        if "" in parti:
            raise ValoreError(_("«%(testo)s» ha un punto e virgola di troppo") % {"testo": testo})
        if len(set(parti)) != len(parti):
            raise ValoreError(_("«%(testo)s» ripete un codice") % {"testo": testo})
        valori = [self.colonna.leggi(parte, contesto) for parte in parti]
        return [valore for valore in valori if valore is not ELIMINATA]


class Riferimento(Colonna):
    """The code of a row of ``modello``, loaded before."""

    def __init__(self, modello, campo="code", **opzioni):
        super().__init__(**opzioni)
        self.modello, self.campo = modello, campo

    def codice(self, testo, contesto):
        """Return the code that ``testo`` stands for: itself."""
        return testo

    def valore(self, testo, contesto):
        """Return the row, or ELIMINATA when staff deleted it; raise ValoreError for an unknown code."""
        codice = self.codice(testo, contesto)
        trovata = contesto.indice(self.modello, (self.campo,)).get((codice,))
        if trovata is not None:
            return trovata
        if contesto.gia_caricata(self.modello, (codice,)):
            return ELIMINATA
        messaggio = _("«%(codice)s» non è un codice noto (%(tipo)s)")
        raise ValoreError(messaggio % {"codice": testo, "tipo": self.modello._meta.verbose_name})
