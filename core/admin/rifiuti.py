"""When the database refuses what was typed: the constraint's own Italian words, and nothing lost.

The forms of the lines of a sheet are checked one by one, before any is saved: only the database sees two
capofila typed together. Here its refusal becomes an error of the form.
"""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _


class RifiutoError(Exception):
    """The database refused a row; ``messaggi`` say why, in words for who typed it."""

    def __init__(self, messaggi):
        super().__init__(*messaggi)
        self.messaggi = messaggi


def salva_tutte(righe):
    """Save the rows in an order the constraints allow; raise RifiutoError when there is none.

    The main door that moves from one line to another is right as a whole, whichever line comes first: a row
    refused is tried again after the others.
    """
    while righe:
        rifiutate = [riga for riga in righe if not _salvata(riga)]
        if len(rifiutate) == len(righe):
            raise RifiutoError(perche(rifiutate[0]))
        righe = rifiutate


def perche(riga):
    """Return the messages of the constraints that ``riga`` breaks, among the rows as they are now saved."""
    try:
        riga.validate_unique()
        riga.validate_constraints()
    except ValidationError as errore:
        chi = capfirst(riga._meta.verbose_name)
        return [f"{chi} “{riga}”: {messaggio}" for messaggio in errore.messages]
    return [motivo_ignoto()]


def motivo_ignoto():
    """Return the message for a refusal that no constraint explains any more."""
    return _("Nel frattempo questi dati sono cambiati: ricontrolla e salva di nuovo.")


def con_rifiuto(modulo, messaggi):
    """Return the form class ``modulo`` with ``messaggi`` among its errors."""

    class Rifiutato(modulo):
        def clean(self):
            self.add_error(None, messaggi)
            return super().clean()

    return Rifiutato


def _salvata(riga):
    """Save one row; return False when the database refuses it, or picks it as victim of a deadlock."""
    try:
        with transaction.atomic():
            riga.save()
    except (IntegrityError, OperationalError):
        return False
    return True
