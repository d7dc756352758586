"""What is wrong in a file, by line and column, in plain Italian."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Errore:
    """One problem: line of the file (the header is line 1), column when known, message."""

    riga: int | None
    colonna: str | None
    messaggio: str

    def __str__(self):
        dove = [_("riga %(n)d") % {"n": self.riga}] if self.riga else []
        dove += [_("colonna «%(nome)s»") % {"nome": self.colonna}] if self.colonna else []
        return f"{', '.join(dove)}: {self.messaggio}" if dove else self.messaggio


class ImportazioneError(Exception):
    """A file cannot be loaded; ``errori`` lists every problem found in it. Nothing was written."""

    def __init__(self, file, errori):
        self.file, self.errori = file, list(errori)
        super().__init__("\n".join(f"{file}, {errore}" for errore in self.errori))
