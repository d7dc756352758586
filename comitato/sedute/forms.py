"""Forms of the pages of a meeting."""

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime, AdminTextInputWidget, AdminURLFieldWidget
from django.utils.translation import gettext_lazy as _

from comitato.models import Presenza, PuntoOdg, Seduta
from comitato.sedute.presenze import DA_ANNUNCIARE, seggi_di

Modo = Presenza.Modo
ETICHETTE = {
    Modo.PRESENTE: _("Ci sono"),
    Modo.SUPPLENTE: _("Viene il mio supplente"),
    Modo.DELEGA: _("Delego un altro ente"),
    Modo.GIUSTIFICATO: _("Non posso venire"),
}


class SuSeduta(forms.Form):
    """A form about a meeting, which it is given as ``riga``."""

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, **kwargs)
        self.riga = riga


class ConvocaForm(SuSeduta):
    """Convene: guests or not, and the word for a short notice, asked only when it is short."""

    con_ospiti = forms.BooleanField(label=_("Invita anche gli ospiti"), required=False)
    conferma = forms.BooleanField(label=_("Il preavviso è corto, lo so: convoca lo stesso"), required=False)

    def __init__(self, *args, ospiti=0, corto="", **kwargs):
        super().__init__(*args, **kwargs)
        if not ospiti:
            del self.fields["con_ospiti"]
        if not corto:
            del self.fields["conferma"]


class CambiaForm(forms.ModelForm):
    """How, when and where a convened meeting is held."""

    class Meta:
        model = Seduta
        fields = ["titolo", "modo", "inizio", "termine", "luogo", "collegamento"]
        field_classes = {"inizio": forms.SplitDateTimeField, "termine": forms.SplitDateTimeField}
        widgets = {
            "titolo": AdminTextInputWidget,
            "inizio": AdminSplitDateTime,
            "termine": AdminSplitDateTime,
            "luogo": AdminTextInputWidget,
            "collegamento": AdminURLFieldWidget,
        }

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, **kwargs | {"instance": Seduta.objects.get(pk=riga.pk)})


class AnnullaForm(SuSeduta):
    """Why a meeting is called off."""

    motivo = forms.CharField(
        label=_("Perché"),
        max_length=300,
        help_text=_("Lo leggono tutti i convocati."),
        widget=AdminTextInputWidget,
    )


class PuntoForm(forms.ModelForm):
    """A new item of the agenda; papers are added in its sheet."""

    class Meta:
        model = PuntoOdg
        fields = ["titolo", "tipo", "minuti", "progetto", "candidatura", "riservato"]
        widgets = {"titolo": AdminTextInputWidget}


class RispostaForm(forms.Form):
    """What a full member announces before a meeting."""

    modo = forms.ChoiceField(
        label=_("Come partecipi"),
        choices=[(modo, ETICHETTE[modo]) for modo in DA_ANNUNCIARE],
        widget=forms.RadioSelect,
    )
    delegato = forms.ModelChoiceField(
        queryset=None, label=_("A chi va la delega"), required=False, empty_label=_("Nessuna delega")
    )

    def __init__(self, *args, seduta, seggio, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["delegato"].queryset = seggi_di(seduta).filter(con_voto=True).exclude(pk=seggio.pk)

    def clean(self):
        """Ask who the proxy goes to, and forget it when there is none."""
        dati = super().clean()
        if dati.get("modo") == Modo.DELEGA and not dati.get("delegato") and "delegato" not in self.errors:
            self.add_error("delegato", _("Scegli a quale ente va la delega."))
        return dati


class PresenzeForm(forms.Form):
    """How each seat took part: two controls a seat, ``righe`` in the order of the composition."""

    def __init__(self, *args, seduta, **kwargs):
        super().__init__(*args, **kwargs)
        self.seggi = list(seggi_di(seduta))
        ora = {riga.seggio_id: riga for riga in seduta.presenze.all()}
        self.righe = []
        for seggio in self.seggi:
            riga = ora.get(seggio.pk)
            altri = [
                (altro.pk, str(altro)) for altro in self.seggi if altro.con_voto and altro.pk != seggio.pk
            ]
            self.fields[f"modo_{seggio.pk}"] = forms.ChoiceField(
                label=_("%(ente)s: come") % {"ente": seggio},
                choices=Modo.choices,
                initial=riga.modo if riga else Modo.ASSENTE,
            )
            self.fields[f"delegato_{seggio.pk}"] = forms.TypedChoiceField(
                label=_("%(ente)s: delega a") % {"ente": seggio},
                choices=[("", "–"), *altri],
                coerce=int,
                empty_value=None,
                required=False,
                initial=riga.delegato_id if riga else "",
            )
            self.righe.append((seggio, riga, self[f"modo_{seggio.pk}"], self[f"delegato_{seggio.pk}"]))

    def modi(self):
        """Return {key of the seat: (modo, key of the delegate or None)}."""
        dati = self.cleaned_data
        return {s.pk: (dati[f"modo_{s.pk}"], dati[f"delegato_{s.pk}"]) for s in self.seggi}
