"""Money: Decimal euro to the cent in Python, whole cents in the database, so that no sum is ever rounded."""

import re
from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import DecimalValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

CIFRE = 14  # digits of an amount, cents included
CENTESIMI = Decimal("0.01")
ITALIANO = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?|-?[0-9]+,[0-9]+")


def in_cifre(testo):
    """Return the Decimal of an amount as people type it: “87.000,00”, “87000,5”, “87000.50”, “€ 12”.

    A dot with three digits after it and no comma is a thousands dot, as Italians write it: “87.000” is
    eighty-seven thousand. Raises ValueError for anything else.
    """
    pulito = re.sub(r"[\s€\u00a0\u202f']", "", str(testo)).removesuffix("EUR")
    if ITALIANO.fullmatch(pulito):
        pulito = pulito.replace(".", "").replace(",", ".")
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", pulito):
        raise ValueError(testo)
    return Decimal(pulito)


class ImportoField(forms.DecimalField):
    """An amount typed in the Italian way; what cannot be read is refused in words."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    default_error_messages = {"invalid": _("Scrivi un importo in euro, per esempio 1.250,50.")}

    def to_python(self, value):
        """Return the Decimal, None when empty."""
        if value in self.empty_values:
            return None
        if isinstance(value, Decimal | int):
            return super().to_python(value)
        try:
            return in_cifre(value)
        except (ValueError, InvalidOperation):
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def prepare_value(self, value):
        """Return the amount as the form shows it: “1250,50”."""
        return str(value).replace(".", ",") if isinstance(value, Decimal) else value


class CampoDenaro(models.Field):
    """An amount in euro. The column holds whole cents (bigint): exact sums and comparisons on every database.

    It is no DecimalField on purpose: an arithmetic expression of two such columns must name its own
    ``output_field=CampoDenaro()``, or Django refuses it; otherwise cents would pass for euro.
    """

    description = _("importo in euro")
    empty_strings_allowed = False
    decimal_places = 2
    default_error_messages = {"invalid": _("Scrivi un importo in euro, per esempio 1.250,50.")}

    def get_internal_type(self):
        """Return the type of the column."""
        return "BigIntegerField"

    @property
    def validators(self):
        """Return the checks of an amount: no more than fourteen digits, two of them cents."""
        return [*super().validators, DecimalValidator(CIFRE, 2)]

    def to_python(self, value):
        """Return a Decimal of euro; raise ValidationError for what is no amount, TypeError for a float."""
        if value is None or value == "":
            return None
        if isinstance(value, float):
            raise TypeError("money is never a float")
        try:
            euro = Decimal(value)
        except (InvalidOperation, ValueError, TypeError):
            euro = None
        if euro is None or not euro.is_finite():
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return euro if _lungo(euro) or euro != euro.quantize(CENTESIMI) else euro.quantize(CENTESIMI)

    def from_db_value(self, value, expression, connection):
        """Return euro from cents."""
        return None if value is None else Decimal(int(value)).scaleb(-2)

    def get_prep_value(self, value):
        """Return the Decimal of a value given by code."""
        return self.to_python(super().get_prep_value(value))

    def get_db_prep_value(self, value, connection, prepared=False):
        """Return whole cents; raise ValueError for a fraction of a cent."""
        if not prepared:
            value = self.get_prep_value(value)
        if value is None:
            return None
        centesimi = value * 100
        if centesimi != int(centesimi):
            raise ValueError(f"not a whole number of cents: {value}")
        return int(centesimi)

    def value_to_string(self, obj):
        """Return the amount for a serialiser."""
        valore = self.value_from_object(obj)
        return "" if valore is None else str(valore)

    def formfield(self, **kwargs):
        """Return the field of a form."""
        return super().formfield(
            **{"form_class": ImportoField, "max_digits": CIFRE, "decimal_places": 2} | kwargs
        )


def _lungo(euro):
    """Return whether an amount has too many digits to count its cents: the validators refuse it."""
    return euro.adjusted() >= CIFRE
