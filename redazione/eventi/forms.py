"""The event as its member writes it: the sheet and its dates."""

from datetime import datetime
from functools import partial

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aderenti.forms_domande import CampoRighe
from redazione.eventi.models import Evento
from redazione.testo import TESTO_MASSIMO
from servizi.area.moduli import campi
from territorio.models import Comune

ALMENO = 3  # rows for the dates, without scripts
MASSIMO = 30  # dates of an event


class EventoForm(forms.ModelForm):
    """What is told of an event."""

    testo = CampoRighe(
        label=_("Il testo"),
        max_length=TESTO_MASSIMO,
        required=False,
        help_text=Evento._meta.get_field("testo").help_text,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    class Meta:
        model = Evento
        fields = [
            *("titolo", "sommario", "testo", "comune", "luogo", "online"),
            *("gratuito", "prezzo", "per_chi"),
        ]
        field_classes = {"online": partial(forms.URLField, assume_scheme="https")}
        widgets = {"sommario": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["comune"].queryset = Comune.objects.esistenti()

    def clean(self):
        """Put on one line what is one line: no browser sends more, a program may."""
        dati = super().clean()
        for nome in ("titolo", "sommario", "luogo", "prezzo", "per_chi"):
            if nome in dati:
                dati[nome] = " ".join(dati[nome].split())
        return dati


class DataForm(forms.Form):
    """A date: the day, from when to when; the last day only when it is another. All empty: no date."""

    use_required_attribute = False
    giorno = campi.giorno(label=_("Giorno"), required=False)
    dalle = campi.ora(label=_("Dalle"), required=False)
    alle = campi.ora(label=_("Alle"), required=False)
    fino_al = campi.giorno(label=_("Finisce un altro giorno? Scrivi quale"), required=False)
    nota = forms.CharField(label=_("Nota"), max_length=150, required=False)

    def clean(self):
        """Add the instants (``inizio``, ``fine``), None without a date; refuse a date half written."""
        dati = super().clean()
        dati["inizio"] = dati["fine"] = None
        if self.errors or not any(dati.values()):
            return dati
        for nome in ("giorno", "dalle", "alle"):
            if dati[nome] is None:
                self.add_error(nome, _("Manca: serve a chi vuole venire."))
        if not self.errors:
            dati["inizio"] = _istante(dati["giorno"], dati["dalle"])
            dati["fine"] = _istante(dati["fino_al"] or dati["giorno"], dati["alle"])
            if dati["fine"] <= dati["inizio"]:
                self.add_error("alle", _("L’evento finisce dopo che è cominciato: controlla date e ore."))
        return dati


class DateBase(forms.BaseFormSet):
    """The dates of an event."""

    def clean(self):
        """Refuse the same beginning twice."""
        inizi = [riga["inizio"] for riga in self.righe()]
        if len(set(inizi)) < len(inizi):
            raise ValidationError(_("Due date cominciano alla stessa ora: togline una."))

    def righe(self):
        """Return the dates that are written: dicts of inizio, fine, nota."""
        dati = [form.cleaned_data for form in self.forms if hasattr(form, "cleaned_data")]
        return [{n: d[n] for n in ("inizio", "fine", "nota")} for d in dati if d.get("inizio")]


def modulo_date(data=None, date=()):
    """Return the formset of ``date``, with empty rows after them."""
    righe = [_in_caselle(riga) for riga in date]
    classe = forms.formset_factory(
        DataForm,
        DateBase,
        extra=max(ALMENO - len(righe), 1),
        max_num=MASSIMO,
        absolute_max=MASSIMO + 1,
        validate_max=True,
    )
    return classe(data, initial=righe, prefix="date")


def _in_caselle(riga):
    inizio, fine = timezone.localtime(riga.inizio), timezone.localtime(riga.fine)
    altro = fine.date() if fine.date() != inizio.date() else None
    return {
        "giorno": inizio.date(),
        "dalle": inizio.time(),
        "alle": fine.time(),
        "fino_al": altro,
        "nota": riga.nota,
    }


def _istante(giorno, ora):
    return timezone.make_aware(datetime.combine(giorno, ora))
