"""Form fields of the search. A wrong value says what to do, in plain Italian."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from ricerca.controlli import SI, ElencoTesti, SelectInBlocco, SpuntaSi
from servizi.parole import mesi_in_parole

MESI_MASSIMI = 120 * 12 + 11
ETA_PROPOSTE = [0, 3, 6, 9, 12, 18, *range(24, 19 * 12, 12), 25 * 12, 40 * 12, 65 * 12, 75 * 12, 85 * 12]


class CampoTesto(forms.CharField):
    """A short text; the characters that no text holds are never written back on the page."""

    def __init__(self, *, max_length, **kwargs):
        super().__init__(max_length=None, **kwargs)
        messaggio = _("È troppo lungo: scrivi al massimo %(limit_value)d caratteri.")
        self.validators.append(MaxLengthValidator(max_length, messaggio))
        self.max_length = max_length
        self.widget.attrs["maxlength"] = str(max_length)
        self.validators[0].message = _("C’è un carattere che non si può usare: riscrivi il testo.")

    def prepare_value(self, value):
        """Return the value to show in the control."""
        return value.replace("\x00", "")[: self.max_length] if isinstance(value, str) else value


class CampoSi(forms.Field):
    """“si” or nothing."""

    widget = SpuntaSi
    default_error_messages = {"invalid": _("Si può solo scegliere o non scegliere: metti o togli la spunta.")}

    def to_python(self, value):
        """Return True or None; raise ValidationError for anything else."""
        if value in self.empty_values:
            return None
        if value in SI:
            return True
        raise ValidationError(self.error_messages["invalid"], code="invalid")


class CampoEta(forms.IntegerField):
    """An age in completed months, chosen in words; any other number of months may come by address."""

    default_error_messages = {"invalid": _("Scrivi l’età in mesi compiuti, con un numero: per esempio 41.")}
    widget = SelectInBlocco

    def __init__(self, **kwargs):
        super().__init__(min_value=0, max_value=MESI_MASSIMI, **kwargs)
        for validatore in self.validators:
            validatore.message = _("L’età va da 0 a 1451 mesi (quasi 121 anni).")
        self.widget.choices = [("", _("Tutte le età"))]
        self.widget.choices += [(str(mesi), mesi_in_parole(mesi)) for mesi in ETA_PROPOSTE]

    def to_python(self, value):
        """Return the months; a number of more digits than any age is refused before it is read."""
        if isinstance(value, str) and len(value) > 6:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)

    def bound_data(self, data, initial):
        """Return the value to show: a good age that is not among the proposals joins them."""
        note = {valore for valore, _testo in self.widget.choices}
        numero = bool(data) and data.isascii() and data.isdecimal() and len(data) < 5
        if numero and data not in note and int(data) <= MESI_MASSIMI:
            self.widget.choices = [*self.widget.choices, (data, mesi_in_parole(int(data)))]
        return data


class CampoComune(CampoTesto):
    """A comune by name, slug, ISTAT code or another name. ``luoghi()`` gives a ricerca.luoghi.Luoghi."""

    widget = ElencoTesti

    def __init__(self, *, luoghi, **kwargs):
        super().__init__(max_length=80, **kwargs)
        self._luoghi = luoghi
        self.widget.proposte = lambda: luoghi().nomi()

    @property
    def luoghi(self):
        """Return the places."""
        return self._luoghi()

    def clean(self, value):
        """Return the Comune, None for an empty text; raise ValidationError naming the similar ones."""
        testo = super().clean(value)
        if not testo:
            return None
        trovati = self.luoghi.trova(testo)
        if len(trovati) == 1:
            return trovati[0]
        raise ValidationError(self._spiega(testo, trovati), code="comune")

    def _spiega(self, testo, trovati):
        if trovati:
            nomi = ", ".join(comune.nome for comune in trovati)
            return _("Più comuni si chiamano così: %(nomi)s. Scrivine uno.") % {"nomi": nomi}
        simili = ", ".join(comune.nome for comune in self.luoghi.simili(testo))
        if simili:
            return _("Non conosco il comune «%(testo)s». Forse cerchi: %(simili)s.") % {
                "testo": testo,
                "simili": simili,
            }
        return _("Non conosco il comune «%(testo)s»: nella Rete non c’è. Controlla come è scritto.") % {
            "testo": testo
        }
