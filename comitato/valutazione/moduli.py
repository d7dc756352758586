"""The forms of an evaluation: declare, score, reconcile."""

from django import forms
from django.utils.translation import gettext_lazy as _

from comitato.models import DichiarazioneConflitto, Seduta


class DichiaraForm(forms.Form):
    """No conflict, or which one."""

    esito = forms.ChoiceField(
        label=_("Dichiaro"),
        choices=[
            (
                DichiarazioneConflitto.Esito.NESSUNO,
                _("di non avere conflitti di interessi con la proposta"),
            ),
            (DichiarazioneConflitto.Esito.CONFLITTO, _("di avere un conflitto di interessi, e mi astengo")),
        ],
        widget=forms.RadioSelect,
    )
    motivo = forms.CharField(label=_("Quale conflitto, se c’è"), max_length=300, required=False)


class PuntiForm(forms.Form):
    """Points and reason for each criterion; ``scritti`` {criterion key: both} what is there."""

    def __init__(self, *args, criteri, scritti=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.criteri = list(criteri)
        for criterio in self.criteri:
            punti, motivo = (scritti or {}).get(criterio.pk, (None, ""))
            self.fields[f"punti-{criterio.pk}"] = forms.DecimalField(
                label=_("Punti (da 0 a %(max)s)") % {"max": f"{criterio.punti_massimi.normalize():f}"},
                min_value=0,
                max_value=criterio.punti_massimi,
                decimal_places=2,
                max_digits=6,
                localize=True,
                required=False,
                initial=punti,
            )
            self.fields[f"motivo-{criterio.pk}"] = forms.CharField(
                label=_("Motivo"),
                required=False,
                initial=motivo,
                widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
            )

    def blocchi(self):
        """Yield (criterion, field of the points, field of the reason)."""
        for criterio in self.criteri:
            yield criterio, self[f"punti-{criterio.pk}"], self[f"motivo-{criterio.pk}"]

    def punti(self):
        """Return {criterion: (points or None, reason)}."""
        dati = self.cleaned_data
        return {c: (dati[f"punti-{c.pk}"], dati[f"motivo-{c.pk}"]) for c in self.criteri}


def _sedute():
    return forms.ModelChoiceField(
        label=_("Seduta in cui si è deciso"),
        queryset=Seduta.objects.filter(stato__in=[Seduta.Stato.APERTA, Seduta.Stato.CHIUSA]),
    )


class FoglioForm(forms.Form):
    """The spreadsheet of the final scores, and the meeting that agreed on them."""

    file = forms.FileField(label=_("Foglio"), help_text=_("Excel, LibreOffice o CSV, al massimo 2 MB."))
    seduta = _sedute()


class RiconciliaForm(PuntiForm):
    """The final points, and the meeting that agreed on them."""

    seduta = _sedute()
