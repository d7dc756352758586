"""What is missing or looks wrong in a list, told before it is published and kept with it."""

from dataclasses import asdict, dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.models.fonti import Certezza


class Livello(models.TextChoices):
    """How much it matters: missing, to be looked at, left out of the list."""

    MANCA = "manca", gettext_lazy("manca")
    CONTROLLA = "da_controllare", gettext_lazy("da controllare")
    ESCLUSO = "escluso", gettext_lazy("fuori dall’elenco")


@dataclass(frozen=True)
class Avvertenza:
    """One line of the report.

    ``riga`` is the number of the row (0: of no row), ``colonna`` the column's code (empty: the whole row),
    ``modello`` and ``pk`` the sheet to mend. ``testo`` and ``oggetto`` never name a person.
    """

    livello: str
    riga: int
    oggetto: str
    colonna: str
    testo: str
    modello: str
    pk: int

    def dati(self):
        """Return the dict that a published list keeps."""
        return asdict(self) | {"livello": str(self.livello)}


class Rapporto:
    """Collects the report of a list, row by row."""

    def __init__(self):
        self.avvertenze = []

    def aggiungi(self, livello, colonna, testo, *, riga, oggetto, su):
        """Add a line about ``oggetto`` (its words); ``su`` is the record whose sheet mends it."""
        modello = su._meta.label_lower.replace(".", "_")
        avvertenza = Avvertenza(livello, riga, str(oggetto), colonna, str(testo), modello, su.pk)
        self.avvertenze.append(avvertenza)

    def celle(self, colonne, celle, *, riga, oggetto, su, perche=None):
        """Say which cells of a row the law wants and are empty.

        ``su``: function(column code) → record to mend; ``perche``: {column code: words} instead of the usual.
        """
        for colonna in colonne:
            if colonna.obbligatoria and celle[colonna.code] in (None, ""):
                testo = (perche or {}).get(colonna.code) or _("la casella è vuota")
                self.aggiungi(
                    Livello.MANCA, colonna.code, testo, riga=riga, oggetto=oggetto, su=su(colonna.code)
                )


def certezza_debole(riga):
    """Return words on a record that no source proves, empty for the others."""
    if riga.certezza in (Certezza.NOTA, Certezza.DEDOTTA):
        return _("certezza: %(certezza)s") % {"certezza": riga.get_certezza_display()}
    return ""
