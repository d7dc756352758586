"""Form fields about time: an hour, a month of birth, a week of closed schools."""

import re
from datetime import date, time, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ricerca.campi import MESI_MASSIMI, CampoTesto
from ricerca.controlli import SelectInBlocco
from ricerca.tempi import Nascita
from servizi.parole import giorni_in_parole


class CampoOra(forms.Field):
    """An hour of the day; the menu proposes some, any other may come by address."""

    widget = SelectInBlocco
    default_error_messages = {"invalid": _("Scrivi l’ora così: 7:30.")}
    RE_ORA = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")

    def __init__(self, *, proposte, vuota, **kwargs):
        super().__init__(**kwargs)
        self.widget.choices = [("", vuota), *proposte]

    def to_python(self, value):
        """Return the time; raise ValidationError for what is not one."""
        if value in self.empty_values:
            return None
        trovata = self.RE_ORA.fullmatch(value.strip()) if len(value) <= 8 else None
        if trovata and int(trovata[1]) < 24 and int(trovata[2] or 0) < 60:
            return time(int(trovata[1]), int(trovata[2] or 0))
        raise ValidationError(self.error_messages["invalid"], code="invalid")

    def bound_data(self, data, initial):
        """Return the value to show: a good hour that is not among the proposals joins them."""
        try:
            valore = self.to_python(data)
        except ValidationError:
            return data
        scritta = f"{valore:%H:%M}" if valore else data
        if valore and scritta not in {voce for voce, _testo in self.widget.choices}:
            self.widget.choices = [*self.widget.choices, (scritta, scritta)]
        return scritta


class CampoNascita(CampoTesto):
    """A month of birth: “2019-05”, or “05/2019” as people write it."""

    default_error_messages = {
        "invalid": _("Scrivi l’anno e il mese di nascita così: 2019-05."),
        "futuro": _("Questo mese deve ancora venire: controlla l’anno di nascita."),
        "antico": _("Controlla l’anno di nascita: sono più di 120 anni fa."),
    }

    def __init__(self, **kwargs):
        super().__init__(max_length=10, **kwargs)
        self.widget.input_type = "month"
        self.widget.attrs |= {"placeholder": "2019-05", "autocomplete": "off"}

    def clean(self, value):
        """Return a Nascita, None for an empty text."""
        testo = super().clean(value)
        if not testo:
            return None
        trovati = re.fullmatch(
            r"(?P<a>\d{4})[-/.](?P<m>\d{1,2})|(?P<m2>\d{1,2})[-/.](?P<a2>\d{4})", testo, re.A
        )
        nascita = trovati and Nascita(int(trovati["a"] or trovati["a2"]), int(trovati["m"] or trovati["m2"]))
        if not nascita or not 1 <= nascita.mese <= 12:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return self._possibile(nascita)

    def _possibile(self, nascita):
        oggi = timezone.localdate()
        if (nascita.anno, nascita.mese) > (oggi.year, oggi.month):
            raise ValidationError(self.error_messages["futuro"], code="futuro")
        if nascita.mesi(oggi) > MESI_MASSIMI:
            raise ValidationError(self.error_messages["antico"], code="antico")
        return nascita


class CampoSettimana(forms.Field):
    """A week by one of its days; the menu proposes those of the school closures."""

    widget = SelectInBlocco
    default_error_messages = {
        "invalid": _("Scrivi un giorno della settimana così: 2027-07-05."),
        "lontana": _("Questa settimana è troppo lontana: scegline una da oggi a due anni."),
    }

    def __init__(self, *, proposte, **kwargs):
        super().__init__(**kwargs)
        self.widget.choices = proposte

    def to_python(self, value):
        """Return the Monday of the week; raise ValidationError for a wrong or far day."""
        if value in self.empty_values:
            return None
        try:
            giorno = date.fromisoformat(value) if len(value) == 10 else None
        except ValueError:
            giorno = None
        if giorno is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        oggi = timezone.localdate()
        if not oggi - timedelta(days=7) < giorno <= oggi + timedelta(days=731):
            raise ValidationError(self.error_messages["lontana"], code="lontana")
        return giorno - timedelta(days=giorno.weekday())

    def bound_data(self, data, initial):
        """Return the value to show: the Monday of a good day, added to the proposals when it is not there."""
        try:
            valore = self.to_python(data)
        except ValidationError:
            return data
        if valore is None:
            return data
        note = {voce for _gruppo, voci in _gruppi(self.widget.choices) for voce, _testo in voci}
        if valore.isoformat() not in note:
            testo = giorni_in_parole(valore, valore + timedelta(days=4))
            self.widget.choices = [*self.widget.choices, (valore.isoformat(), testo)]
        return valore.isoformat()


def _gruppi(scelte):
    """Yield (group, choices) of grouped and plain choices alike."""
    for valore, testo in scelte:
        yield (valore, testo) if isinstance(testo, list) else ("", [(valore, testo)])
