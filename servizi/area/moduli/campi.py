"""Fields as people fill them: ages in years and months, euro with a comma, days, hours."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.moduli import Campo

ANNI_MASSIMI = 120
GIORNO_ISO = "%Y-%m-%d"


class CampoDiSezione(Campo):
    """A field of a section: what may stay empty is not said field by field, a note says what may not."""

    @property
    def facoltativo(self):
        """Return False: a draft may be left half done everywhere."""
        return False


class SiNoSelect(forms.NullBooleanSelect):
    """Yes, no, or not told."""

    def __init__(self, attrs=None):
        super().__init__(attrs)
        self.choices = [("unknown", _("non indicato")), ("true", _("sì")), ("false", _("no"))]


def giorno(**opzioni):
    """Return a field for a day, with the calendar of the browser."""
    widget = forms.DateInput(format=GIORNO_ISO, attrs={"type": "date"})
    return forms.DateField(widget=widget, **opzioni)


def ora(**opzioni):
    """Return a field for a time of the day."""
    return forms.TimeField(widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}), **opzioni)


class EuroField(forms.DecimalField):
    """An amount in euro, written with a comma or a dot; shown with a comma."""

    def __init__(self, **opzioni):
        opzioni.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "size": 9}))
        super().__init__(min_value=0, decimal_places=2, **opzioni)

    def to_python(self, value):
        """Read “1.250,50” and “1250.5”."""
        if isinstance(value, str) and "," in value:
            value = value.replace(".", "").replace(",", ".")
        return super().to_python(value)

    def prepare_value(self, value):
        """Write “120,50” and “120”."""
        return str(value).removesuffix(".00").replace(".", ",") if value is not None else value


class EtaWidget(forms.MultiWidget):
    """Years and months, each with its name; for the upper end, a tick for the whole of the last year."""

    template_name = "servizi/area/eta.html"

    def __init__(self, *, fine=False):
        numero = {"inputmode": "numeric", "min": 0}
        parti = {"anni": forms.NumberInput(numero), "mesi": forms.NumberInput(numero | {"max": 11})}
        self.parole = [_("anni"), _("mesi")]
        if fine:
            parti["compresi"] = forms.CheckboxInput()
            self.parole.append(_("compreso tutto l’ultimo anno: fino al giorno prima del compleanno"))
        super().__init__(parti)

    def decompress(self, value):
        """Split completed months: 179 is 14 years, the whole of the year."""
        if value is None:
            return [None] * len(self.widgets)
        anni, mesi = divmod(value, 12)
        if len(self.widgets) < 3:
            return [anni, mesi or None]
        compresi = mesi == 11 and anni >= 2
        return [anni, None if compresi else mesi or None, compresi]

    def get_context(self, name, value, attrs):
        """Add the words beside each control; the tick has no look of a text box."""
        context = super().get_context(name, value, attrs)
        parti = context["widget"]["subwidgets"]
        for parte in parti[2:]:
            parte["attrs"].pop("class", None)
        context["parti"] = list(zip(parti, self.parole, strict=True))
        return context


class EtaField(forms.MultiValueField):
    """An age in completed months, told in years and months. ``fine``: the upper end of a range."""

    def __init__(self, *, fine=False, **opzioni):
        campi = [
            forms.IntegerField(min_value=0, max_value=ANNI_MASSIMI, required=False),
            forms.IntegerField(min_value=0, max_value=11, required=False),
        ]
        if fine:
            campi.append(forms.BooleanField(required=False))
        super().__init__(campi, widget=EtaWidget(fine=fine), require_all_fields=False, **opzioni)

    def compress(self, data_list):
        """Return the months, None when nothing is told."""
        anni, mesi, *compresi = data_list or [None, None]
        if anni is None and mesi is None:
            return None
        if any(compresi):
            if anni is None or mesi:
                raise ValidationError(
                    _("Con tutto l’ultimo anno compreso scrivi solo gli anni, senza i mesi."), code="compresi"
                )
            mesi = 11
        return (anni or 0) * 12 + (mesi or 0)


class CostoField(forms.ChoiceField):
    """Free, with fees, or to be asked: three words instead of a tick nobody understands."""

    GRATUITO, TARIFFE, CHIEDERE = "gratuito", "tariffe", "chiedere"
    SCELTE = [
        (GRATUITO, _("è gratuito")),
        (TARIFFE, _("si paga: scrivo le tariffe qui sotto")),
        (CHIEDERE, _("da chiedere all’ufficio")),
    ]

    def __init__(self, **opzioni):
        super().__init__(choices=self.SCELTE, widget=forms.RadioSelect, **opzioni)
