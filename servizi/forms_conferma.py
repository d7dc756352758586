"""The form behind the link “tutto corretto?”: for each sheet a tick, or what is wrong."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.protezione import ModuloAnonimo
from servizi.forms import TESTO_MASSIMO, CampoRacconto


class ConfermaForm(ModuloAnonimo):
    """Three fields for each sheet of ``fatti`` (``servizi.freschezza.fatti.Fatti``): all are ticked at first.

    ``giusta_<pk>``; ``vista_<pk>``, the digest of what was shown, hidden; ``errore_<pk>``, a few words.
    """

    def __init__(self, *args, fatti=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fatti = list(fatti)
        for voce in self.fatti:
            self.fields[f"giusta_{voce.pk}"] = forms.BooleanField(
                label=_("È tutto corretto: %(titolo)s") % {"titolo": voce.titolo},
                initial=True,
                required=False,
            )
            self.fields[f"vista_{voce.pk}"] = forms.CharField(
                widget=forms.HiddenInput, initial=voce.impronta, max_length=64, required=False
            )
            self.fields[f"errore_{voce.pk}"] = CampoRacconto(
                label=_("C’è un errore in «%(titolo)s»? Scrivi che cosa non va") % {"titolo": voce.titolo},
                help_text=gettext_lazy(
                    "Togli la spunta qui sopra. Lo legge ATS, che corregge la scheda con te."
                ),
                max_length=TESTO_MASSIMO,
                required=False,
            )

    @property
    def schede(self):
        """Yield (facts, tick, hidden digest, words) of each sheet, to draw."""
        for voce in self.fatti:
            yield voce, *(self[f"{nome}_{voce.pk}"] for nome in ("giusta", "vista", "errore"))

    def clean(self):
        """Ask for something to send, and for one answer a sheet."""
        dati = super().clean()
        for voce in self.fatti:
            if dati.get(f"giusta_{voce.pk}") and dati.get(f"errore_{voce.pk}"):
                self.add_error(
                    f"errore_{voce.pk}",
                    _("Se c’è un errore togli la spunta qui sopra; se è tutto giusto cancella il testo."),
                )
        if not self.errors and not self.impronte() and not self.errori():
            self.add_error(None, _("Spunta le schede corrette, o scrivi che cosa non va in una."))
        return dati

    def impronte(self):
        """Return {service: digest shown} of the sheets that are right."""
        return {
            voce.pk: self.cleaned_data.get(f"vista_{voce.pk}", "")
            for voce in self.fatti
            if self.cleaned_data.get(f"giusta_{voce.pk}")
        }

    def errori(self):
        """Return {service: words} of those that are not."""
        testi = {voce.pk: self.cleaned_data.get(f"errore_{voce.pk}") for voce in self.fatti}
        return {pk: testo for pk, testo in testi.items() if testo}
