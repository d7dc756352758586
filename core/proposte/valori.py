"""Plain values: what JSON can hold and two equal sheets have equal.

Text, number, true/false, null; a day as ISO text, a decimal as text with all its places, a row elsewhere as
its key. Texts have ends of line of one character and no blanks around, as a form would send them back.
"""

import json
from datetime import UTC, date, datetime, time
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.db.models import ForeignKey, Model
from django.utils import formats, timezone
from django.utils.translation import gettext as _

NIENTE = "–"
SENZA_NUL = ProhibitNullCharactersValidator()


def in_chiaro(campo, valore):
    """Return the value of the model field ``campo`` (a row, for a foreign key) as a plain value."""
    if isinstance(valore, Model):
        return valore.pk
    if isinstance(valore, datetime) and timezone.is_aware(valore):
        return valore.astimezone(UTC).isoformat()
    if isinstance(valore, date | time):
        return valore.isoformat()
    if isinstance(valore, Decimal):
        return f"{valore:.{getattr(campo, 'decimal_places', 2)}f}"  # money has cents, and says no places
    if valore is None or isinstance(valore, bool | int):
        return valore
    return str(valore).replace("\r\n", "\n").replace("\r", "\n").strip()  # a text, the name of a file


def da_chiaro(campo, valore):
    """Return what a row holds in ``campo`` (a key, for a foreign key) for a plain value.

    Raises ValidationError for what is no value of the field.
    """
    if isinstance(valore, str):
        SENZA_NUL(valore)
    if valore is None and not campo.null:
        return campo.get_default()
    if valore in (None, ""):
        return None if campo.null else ""
    return (campo.target_field if isinstance(campo, ForeignKey) else campo).to_python(valore)


def normale(campo, valore):
    """Return the one way to write a plain value of ``campo``: “10” is “10.00”, what is not said the default.

    Raises ValidationError for what is no value of the field.
    """
    return in_chiaro(campo, da_chiaro(campo, valore))


def chiave(riga):
    """Return the text of a line of plain values: equal lines have it equal."""
    return json.dumps(riga, sort_keys=True)


def scritti(campo, valori):
    """Return the text that a person reads for each of some plain values of ``campo``."""
    if campo.is_relation:
        nomi = campo.related_model._base_manager.in_bulk({v for v in valori if v is not None})
        return [str(nomi.get(valore, NIENTE)) for valore in valori]
    return [_scritto(campo, valore) for valore in valori]


def _scritto(campo, valore):
    if valore is None or valore == "":
        return NIENTE
    if isinstance(valore, bool):
        return _("sì") if valore else _("no")
    if campo.choices:
        return str(dict(campo.flatchoices).get(valore, valore))
    try:
        pieno = campo.to_python(valore)
    except ValidationError:
        return str(valore)
    if isinstance(pieno, date):
        return formats.date_format(pieno, "d/m/Y")
    if isinstance(pieno, time):
        return formats.time_format(pieno, "H:i")
    if isinstance(pieno, Decimal):
        return formats.number_format(pieno, force_grouping=True)
    return str(pieno)
