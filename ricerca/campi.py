"""Form fields and filters of the list of services. A wrong value says what to do, in plain Italian."""

import re
from datetime import date, time, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, Filter

from servizi.parole import giorni_in_parole, mesi_in_parole

MESI_MASSIMI = 120 * 12 + 11
ETA_PROPOSTE = [0, 3, 6, 9, 12, 18, *range(24, 19 * 12, 12), 25 * 12, 40 * 12, 65 * 12, 75 * 12, 85 * 12]


class SelectInBlocco(forms.Select):
    """A menu written in one go: a template for each option costs more than the whole page."""

    def render(self, name, value, attrs=None, renderer=None):
        """Return the HTML of the menu."""
        contesto = self.get_context(name, value, attrs)["widget"]
        return format_html(
            '<select name="{}"{}>{}</select>', name, _attributi(contesto), _opzioni(contesto["optgroups"])
        )


def _attributi(contesto):
    coppie = ((nome, valore) for nome, valore in contesto["attrs"].items() if valore not in (None, False))
    return format_html_join("", ' {}="{}"', coppie)


def _opzioni(gruppi):
    """Return the options, those with a group under it."""
    righe = []
    for gruppo, opzioni, _indice in gruppi:
        html = format_html_join("", '<option value="{}"{}>{}</option>', map(_opzione, opzioni))
        righe.append(format_html('<optgroup label="{}">{}</optgroup>', gruppo, html) if gruppo else html)
    return format_html_join("", "{}", ((riga,) for riga in righe))


def _opzione(opzione):
    scelta = mark_safe(" selected") if opzione["selected"] else ""
    return "" if opzione["value"] is None else opzione["value"], scelta, opzione["label"]


class ElencoTesti(forms.TextInput):
    """A text with proposals (datalist): ``proposte()`` returns them, when the control is drawn."""

    proposte = list

    def render(self, name, value, attrs=None, renderer=None):
        """Return the control and its datalist."""
        elenco = f"{name}-proposte"
        controllo = super().render(name, value, {**(attrs or {}), "list": elenco}, renderer)
        testi = ((testo,) for testo in self.proposte())
        opzioni = format_html_join("", '<option value="{}"></option>', testi)
        return format_html('{}<datalist id="{}">{}</datalist>', controllo, elenco, opzioni)


class SpuntaSi(forms.CheckboxInput):
    """A checkbox that sends “si” and hands over any other value as it came, to be refused."""

    def value_from_datadict(self, data, files, name):
        """Return the text of the parameter, None without it."""
        return data.get(name)

    def get_context(self, name, value, attrs):
        """Send “si” when ticked."""
        contesto = super().get_context(name, "si" if value in CampoSi.SI else False, attrs)
        contesto["widget"]["value"] = "si"
        return contesto


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

    SI = ("si", "sì", "on", "1", "true")
    widget = SpuntaSi
    default_error_messages = {"invalid": _("Si può solo scegliere o non scegliere: metti o togli la spunta.")}

    def to_python(self, value):
        """Return True or None; raise ValidationError for anything else."""
        if value in self.empty_values:
            return None
        if value in self.SI:
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
    """A month of birth, as browsers send it (2024-03) or as people write it (3/2024)."""

    RE_MESE = re.compile(r"(?:(\d{4})-(\d{1,2})|(\d{1,2})/(\d{4}))")

    def __init__(self, **kwargs):
        super().__init__(max_length=20, widget=forms.TextInput(attrs={"type": "month"}), **kwargs)
        self.widget.attrs.pop("maxlength", None)

    def clean(self, value):
        """Return the first day of the month, None for an empty text."""
        testo = super().clean(value)
        if not testo:
            return None
        trovato = self.RE_MESE.fullmatch(testo.strip())
        anno, mese = (trovato[1] or trovato[4], trovato[2] or trovato[3]) if trovato else (0, 0)
        if not 1 <= int(mese) <= 12 or not 1900 <= int(anno) <= 2100:
            raise ValidationError(_("Scrivi il mese di nascita così: 2024-03."), code="nascita")
        nascita, oggi = date(int(anno), int(mese), 1), timezone.localdate()
        if nascita > oggi:
            raise ValidationError(_("Questo mese di nascita è nel futuro: controllalo."), code="nascita")
        if (oggi.year - nascita.year) * 12 + oggi.month - nascita.month > MESI_MASSIMI:
            raise ValidationError(_("Questo mese di nascita è troppo lontano: controllalo."), code="nascita")
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


class TestoFilter(Filter):
    """A short text."""

    field_class = CampoTesto


class ComuneFilter(Filter):
    """A comune."""

    field_class = CampoComune


class EtaFilter(Filter):
    """An age in months."""

    field_class = CampoEta


class OraFilter(Filter):
    """An hour."""

    field_class = CampoOra


class NascitaFilter(Filter):
    """A month of birth."""

    field_class = CampoNascita


class SettimanaFilter(Filter):
    """A week."""

    field_class = CampoSettimana


class SiFilter(Filter):
    """Rows whose boolean ``field_name`` is true."""

    field_class = CampoSi


class SceltaFilter(ChoiceFilter):
    """One of a short list of codes."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("widget", SelectInBlocco)
        kwargs.setdefault("choices", ())
        errore = _("Questa scelta non c’è: prendine una dall’elenco.")
        super().__init__(*args, error_messages={"invalid_choice": errore}, **kwargs)
