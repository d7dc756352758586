"""What the page of the coverage can be asked for. All is optional; errors are told."""

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from servizi.models import Destinatario, Gruppo, Periodo, Tipologia
from territorio.models import Ambito

VISTE = {"ambiti": _("un ambito per colonna"), "comuni": _("un comune per riga")}


class CoperturaForm(forms.Form):
    """The filters. ``ambito`` narrows the rows to its comuni; ``tipologia`` opens its periods and its map."""

    vista = forms.ChoiceField(choices=VISTE.items(), required=False, widget=forms.HiddenInput)
    ambito = forms.ChoiceField(label=_("Ambito"), required=False)
    gruppo = forms.ChoiceField(label=_("Gruppo"), required=False)
    tipologia = forms.ChoiceField(label=_("Tipologia"), required=False)
    periodo = forms.ChoiceField(label=_("Periodo"), required=False)
    destinatari = forms.ChoiceField(label=_("Per chi"), required=False)
    eta = forms.IntegerField(
        label=_("Età (anni)"),
        required=False,
        min_value=0,
        max_value=100,
        error_messages={
            "invalid": _("Scrivi l'età in anni, con un numero intero."),
            "min_value": _("L'età va da 0 a 100 anni."),
            "max_value": _("L'età va da 0 a 100 anni."),
        },
    )
    dimostrativi = forms.ChoiceField(required=False, choices=[("si", "si")], widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        oggi = timezone.localdate()
        self.righe = {
            "ambito": {a.slug: a for a in Ambito.objects.al(oggi)},
            "gruppo": {g.code: g for g in Gruppo.objects.all() if _in_uso(g, oggi)},
            "tipologia": {
                t.code: t for t in Tipologia.objects.order_by("gruppo__ordine", "ordine") if _in_uso(t, oggi)
            },
            "periodo": {p.code: p for p in Periodo.objects.all() if _in_uso(p, oggi)},
            "destinatari": {d.code: d for d in Destinatario.objects.all() if _in_uso(d, oggi)},
        }
        vuote = {
            "ambito": _("tutti gli ambiti"),
            "gruppo": _("tutti i gruppi"),
            "tipologia": _("tutte le tipologie"),
            "periodo": _("qualunque periodo"),
            "destinatari": _("chiunque"),
        }
        for nome, righe in self.righe.items():
            self.fields[nome].choices = [("", vuote[nome]), *((code, str(r)) for code, r in righe.items())]
            self.fields[nome].error_messages["invalid_choice"] = _(
                "Questa scelta non c'è: scegline una dall'elenco."
            )

    def scelta(self, nome):
        """Return the row chosen in the field ``nome``, None without a valid choice."""
        return self.righe[nome].get(self.scelte.get(nome, ""))

    @cached_property
    def scelte(self):
        """Return what was asked and understood, {field: value}; the rest is as if it had not been asked."""
        self.is_valid()
        return {nome: valore for nome, valore in self.cleaned_data.items() if valore not in ("", None)}


def _in_uso(riga, oggi):
    return riga.ritirato_il is None or riga.ritirato_il > oggi
