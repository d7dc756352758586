"""The columns of the legal lists: code, headings and duty come from the files of riferimenti/."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from django.conf import settings

from core.importazione.lettura import leggi_csv
from progetti.models import ElencoPubblicato

Tipo = ElencoPubblicato.Tipo
CARTELLA = settings.BASE_DIR / "riferimenti"
OPERAZIONI, CONTRIBUTI = "campi_elenco_operazioni.csv", "campi_art27.csv"
LETTE = ("code", "intestazione_it", "intestazione_en", "obbligatorio", "nota")

TESTO, DATA, EURO, PERCENTO, INTERO = "testo", "data", "euro", "percento", "intero"
FORME = {
    "1303-04": DATA,
    "1303-05": DATA,
    "1303-06": EURO,
    "1303-07": PERCENTO,
    "1303-11": DATA,
    "1060-f": DATA,
    "1060-g": DATA,
    "1060-h": EURO,
    "1060-k": PERCENTO,
    "27-b": EURO,
    "27-2-anno": INTERO,
}
"""Column → what its cells hold, when it is not text."""

LEGGI = {
    TESTO: str,
    DATA: date.fromisoformat,
    EURO: Decimal,
    PERCENTO: Decimal,
    INTERO: int,
}


@dataclass(frozen=True)
class Colonna:
    """A column of a list. ``obbligatoria``: the law asks for it in every row."""

    code: str
    it: str
    en: str
    obbligatoria: bool = False
    nota: str = ""

    @property
    def forma(self):
        """Return what the cells hold."""
        return FORME.get(self.code, TESTO)

    @property
    def intestazione(self):
        """Return the heading in Italian and in another official language, as the Regulation wants."""
        return f"{self.it} / {self.en}"


@cache
def colonne(tipo):
    """Return the tuple of the columns of a list, in the order of the file."""
    file = CONTRIBUTI if tipo == Tipo.ART_27 else OPERAZIONI
    return tuple(
        Colonna(
            riga["code"],
            riga["intestazione_it"],
            riga["intestazione_en"],
            riga["obbligatorio"] == "si",
            riga["nota"],
        )
        for _numero, riga in leggi_csv(CARTELLA / file, LETTE, altre_colonne=True)
        if tipo == Tipo.ART_27 or riga["code"].startswith(f"{tipo}-")
    )


def scrivi(valore):
    """Return the text that a published list keeps: 2018-12-31, 95400.00; empty for None."""
    return "" if valore is None else str(valore)


def leggi(testo, forma):
    """Return the value of a text of a published list: str, date, Decimal or int; empty text as it is."""
    return LEGGI[forma](testo) if testo else ""
