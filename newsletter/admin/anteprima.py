"""A number as it arrives, for a choice of topics and places; and a trial of it to who looks."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from core.admin.azioni import RigaInGestione
from core.posta.testi import da_file
from newsletter import invio
from newsletter.composizione import voci_di
from newsletter.lettera import Composta
from newsletter.models import Argomento, Numero
from newsletter.voci import sezioni
from territorio.models import Ambito


class SceltaForm(forms.Form):
    """As which subscriber to look."""

    argomenti = forms.MultipleChoiceField(
        label=_("Argomenti"),
        choices=[(argomento.value, capfirst(argomento.label)) for argomento in Argomento],
        widget=forms.CheckboxSelectMultiple,
    )
    ambito = forms.ModelChoiceField(
        label=_("Ambito"),
        queryset=Ambito.objects.order_by("ordine", "nome"),
        to_field_name="slug",
        required=False,
        empty_label=_("tutti"),
    )

    def scelta(self):
        """Return (topics, keys of ambiti) of a valid form."""
        ambito = self.cleaned_data["ambito"]
        return self.cleaned_data["argomenti"], frozenset([ambito.pk] if ambito else [])


class AnteprimaView(RigaInGestione, TemplateView):
    """Look at it (GET, the choice in the address); send it to oneself (POST)."""

    modello = Numero
    permission_required = "newsletter.change_numero"
    template_name = "admin/newsletter/anteprima.html"

    def post(self, request, *args, **kwargs):
        """Queue a trial to who is looking."""
        form = SceltaForm(request.POST)
        try:
            if not form.is_valid():
                raise ValidationError(_("Scegli almeno un argomento."))
            argomenti, ambiti = form.scelta()
            chi = request.user.email
            invio.manda_prova(numero=self.riga, indirizzo=chi, argomenti=argomenti, ambiti=ambiti)
        except ValidationError as errore:
            messages.error(request, " ".join(errore.messages))
        else:
            messages.success(request, _("La prova parte fra poco, al tuo indirizzo."))
        return HttpResponseRedirect(request.get_full_path())

    def get_context_data(self, **kwargs):
        """Add the number for the choice, in both of its forms."""
        dati = self.request.GET or {"argomenti": Argomento.values}
        form = SceltaForm(dati)
        scelte = sezioni(voci_di(self.riga), *form.scelta()) if form.is_valid() else []
        contesto = Composta(self.riga).contesto_di(scelte)
        oggetto, testo = da_file(invio.TEMPLATE, contesto)
        return (
            super().get_context_data(**kwargs)
            | self.admin_site.each_context(self.request)
            | contesto
            | {
                "title": _("Anteprima"),
                "form": form,
                "nascosto": SceltaForm(dati, auto_id=False),
                "oggetto": oggetto,
                "testo": testo,
                "scheda": self.scheda(),
                "opts": self.modello._meta,
            }
        )
