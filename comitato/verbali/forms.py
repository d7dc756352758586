"""Forms of the minutes in the admin."""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils.translation import gettext_lazy as _

from comitato.decisioni.forms import SenzaCampi
from comitato.models import PuntoOdg, Seduta, Verbale


class ScriviForm(forms.Form):
    """The opening words, and what was said on each item."""

    premessa = forms.CharField(
        label=_("In apertura"),
        required=False,
        widget=AdminTextareaWidget(attrs={"rows": 3}),
        help_text=Verbale._meta.get_field("premessa").help_text,
    )

    def __init__(self, *args, seduta, verbale=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["premessa"] = verbale.premessa if verbale else ""
        self.punti = list(seduta.punti.order_by("ordine"))
        for punto in self.punti:
            self.fields[f"p{punto.pk}"] = forms.CharField(
                label=str(punto),
                required=False,
                initial=punto.discussione,
                widget=AdminTextareaWidget(attrs={"rows": 4}),
                help_text=_("Riservato: non si pubblica.") if punto.riservato else "",
            )

    def dati(self):
        """Return what ``redigi`` takes."""
        detto = {punto.pk: self.cleaned_data[f"p{punto.pk}"] for punto in self.punti}
        return {"premessa": self.cleaned_data["premessa"], "detto": detto}


class CommentoForm(forms.Form):
    """What a seat asks to mend."""

    testo = forms.CharField(
        label=_("Che cosa correggere"), max_length=3000, widget=AdminTextareaWidget(attrs={"rows": 4})
    )


class RispostaForm(forms.Form):
    """The answer of the secretariat to a comment."""

    risposta = forms.CharField(
        label=_("Risposta"), max_length=300, widget=AdminTextareaWidget(attrs={"rows": 2})
    )


class ApprovaForm(SenzaCampi):
    """At which meeting the minutes were approved."""

    in_seduta = forms.ModelChoiceField(
        Seduta.objects.none(),
        label=_("Approvato nella seduta"),
        help_text=_("Successiva, aperta ora, con l’approvazione di un verbale all’ordine del giorno."),
    )
    conferma = forms.BooleanField(
        label=_("Se il regolamento non dice quanti enti servono: confermo io che il numero legale c’è"),
        required=False,
    )

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, riga=riga, **kwargs)
        sedute = Seduta.objects.filter(
            stato=Seduta.Stato.APERTA,
            inizio__gt=riga.seduta.inizio,
            dimostrativo=riga.seduta.dimostrativo,
            punti__tipo=PuntoOdg.Tipo.VERBALE,
        )
        self.fields["in_seduta"].queryset = sedute.exclude(modo=Seduta.Modo.SCRITTA).distinct()
