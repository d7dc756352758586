"""The final evaluation by the capofila, in its area: how it went with the Rete and with ATS."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from aderenti.forms_domande import CampoRighe
from comitato.models import ValutazioneFinale
from progetti.area.base import CapofilaMixin
from progetti.scadenze import DOPO_LE_ATTIVITA

VERSO = ValutazioneFinale.Verso.DEL_CAPOFILA
VOTI = [(n, str(n)) for n in range(1, 6)]


def si_valuta(progetto):
    """Return whether the activities of a project (``con_stato``) are over: the final evaluation opens."""
    return progetto.stato in DOPO_LE_ATTIVITA


class FinaleForm(forms.Form):
    """Two marks and two answers; ATS and the Comitato read them, citizens do not."""

    risultati = forms.TypedChoiceField(
        label=gettext_lazy("Quanto il sostegno della Rete è servito ai risultati"),
        help_text=gettext_lazy("Da 1, per niente, a 5, molto."),
        choices=VOTI,
        coerce=int,
        widget=forms.RadioSelect,
    )
    collaborazione = forms.TypedChoiceField(
        label=gettext_lazy("Come è andata la collaborazione con ATS"),
        help_text=gettext_lazy("Da 1, male, a 5, molto bene."),
        choices=VOTI,
        coerce=int,
        widget=forms.RadioSelect,
    )
    ha_funzionato = CampoRighe(
        label=gettext_lazy("Che cosa ha funzionato"), widget=forms.Textarea(attrs={"rows": 4})
    )
    da_migliorare = CampoRighe(
        label=gettext_lazy("Che cosa migliorare"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Non scrivere nomi di persone."),
    )


@transaction.atomic
def valuta_la_rete(*, progetto, ente, utente, **risposte):
    """Write the final evaluation of a capofila, once; raise ValidationError when it is there or too early."""
    if not si_valuta(progetto):
        raise ValidationError(_("La valutazione finale si fa quando le attività sono concluse."))
    if ValutazioneFinale.objects.select_for_update().filter(progetto=progetto, verso=VERSO).exists():
        raise ValidationError(_("La valutazione finale di questo progetto c’è già."))
    riga = ValutazioneFinale(
        progetto=progetto,
        verso=VERSO,
        ente=ente,
        scritta_da=utente,
        data=timezone.localdate(),
        dimostrativo=progetto.dimostrativo,
        **risposte,
    )
    riga.full_clean()
    riga.save()
    return riga


class ValutazioneFinaleView(CapofilaMixin, FormView):
    """The evaluation: to write once the activities are over, then to read."""

    form_class = FinaleForm
    template_name = "comitato/area/finale.html"

    def get_context_data(self, **kwargs):
        """Add what was written."""
        return super().get_context_data(**kwargs) | {
            "scritta": ValutazioneFinale.objects.filter(progetto=self.progetto, verso=VERSO).first(),
            "si_valuta": si_valuta(self.progetto),
        }

    def form_valid(self, form):
        """Write it; show the form again with what stands in the way."""
        try:
            valuta_la_rete(
                progetto=self.progetto, ente=self.ente, utente=self.request.user, **form.cleaned_data
            )
        except ValidationError as errore:
            form.add_error(None, errore.messages)
            return self.form_invalid(form)
        except IntegrityError:
            form.add_error(None, _("Un collega l’ha appena mandata: ricarica la pagina."))
            return self.form_invalid(form)
        messages.success(self.request, _("Grazie: la leggono ATS e il Comitato."))
        return HttpResponseRedirect(reverse("area_finale:detail", args=[self.ente.slug, self.progetto.slug]))
