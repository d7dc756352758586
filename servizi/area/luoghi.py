"""The places of a body, as its services use them: a new one for a service, an old one put right."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from aderenti.area import EnteMixin
from core.models import EventoProposta, Proposta
from core.proposte import PropostaSuperata, con_proposta, proponi, scheda_di
from core.proposte.moduli import ModuloScheda
from servizi.area.basi import ServizioMixin
from servizi.area.moduli.campi import CampoDiSezione, SiNoSelect
from servizi.models import Sede, Servizio
from territorio.models import Comune

CAMPI = ["nome", "indirizzo", "cap", "comune", "accessibile", "come_arrivare"]
ULTIMI = 8


class _SedeMeta:
    model = Sede
    fields = CAMPI


def _vesti(form, comune=None):
    """Offer the comuni of today (and the one there is), and yes / no / not told."""
    in_vigore = Comune.objects.al() | Comune.objects.filter(pk=comune)
    form.fields["comune"].queryset = in_vigore.distinct().order_by("nome")
    form.fields["comune"].empty_label = _("Scegli…")
    form.fields["accessibile"].widget = SiNoSelect()
    form.fields["nome"].help_text = _("Per esempio: scuola primaria di Tiolo.")
    form.fields["come_arrivare"].help_text = _("Parcheggio, fermata, da quale porta si entra.")


class NuovaSedeForm(forms.ModelForm):
    """A new place."""

    use_required_attribute = False
    bound_field_class = CampoDiSezione
    Meta = _SedeMeta

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _vesti(self)


class SedeForm(ModuloScheda):
    """An old place, with the care of a sheet: nobody's change is overwritten unseen."""

    use_required_attribute = False
    bound_field_class = CampoDiSezione
    Meta = _SedeMeta

    def __init__(self, data=None, *, oggetto):
        super().__init__(data, oggetto=oggetto)
        _vesti(self, oggetto.comune_id)


@transaction.atomic
def aggiungi_sede(*, servizio, sede, autore):
    """Save the new place ``sede`` for the body of the service, and make it one of its doors.

    It is the main one when it is the first. Return what ``proponi`` does, and raise what it raises.
    """
    sede.organizzazione, sede.dimostrativo = servizio.gestore, servizio.gestore.dimostrativo
    sede.save()
    porte = con_proposta(servizio)["sedi_servizio"]
    nuova = {"sede": sede.pk, "principale": not porte, "nota": ""}
    righe = scheda_di(servizio).per_campo["sedi_servizio"].dal_modulo(Servizio, [*porte, nuova])
    return proponi(oggetto=servizio, cambi={"sedi_servizio": righe}, autore=autore)


class LuogoNuovoView(ServizioMixin, FormView):
    """Add a place to the body, and a door to the service, in one go; perhaps another one after it."""

    template_name = "servizi/area/luogo.html"
    form_class = NuovaSedeForm

    def form_valid(self, form):
        """Save both and go back to the doors, or to the next place."""
        sede = form.save(commit=False)
        try:
            aggiungi_sede(servizio=self.servizio, sede=sede, autore=self.request.user)
        except PropostaSuperata:
            raise Http404 from None
        except ValidationError as errore:
            form.add_error(None, errore.messages)
            return self.form_invalid(form)
        messages.success(self.request, _("%(sede)s è tra le sedi del servizio.") % {"sede": sede.nome})
        if "ancora" in self.request.POST:
            return redirect(self.indirizzo("place-create"))
        return redirect(self.indirizzo("section", sezione="dove"))


class LuogoView(EnteMixin, TemplateView):
    """Put a place of the body right: every service that is there shows it at once."""

    template_name = "servizi/area/luogo.html"
    sezione = "servizi"

    @cached_property
    def luogo(self):
        """Return the place; raise Http404 when it is not of the body."""
        return get_object_or_404(Sede.objects.filter(organizzazione=self.ente), pk=self.kwargs["luogo"])

    def controlla(self):
        """Raise Http404 for who may not be here."""
        super().controlla()
        self.luogo  # noqa: B018 - raises

    def get_context_data(self, **kwargs):
        """Add the form, the services that are there and what was changed before."""
        kwargs.setdefault("form", SedeForm(oggetto=self.luogo))
        eventi = EventoProposta.objects.filter(proposta__in=Proposta.objects.di(self.luogo))
        return super().get_context_data(**kwargs) | {
            "luogo": self.luogo,
            "ospitati": Servizio.objects.filter(sedi_servizio__sede=self.luogo, gestore=self.ente),
            "eventi": eventi.select_related("utente").order_by("-quando", "-pk")[:ULTIMI],
        }

    def post(self, request, *args, **kwargs):
        """Write what was changed."""
        form = SedeForm(request.POST, oggetto=self.luogo)
        if not form.is_valid() or form.salva(request.user) is None:
            return self.render_to_response(self.get_context_data(form=form))
        messages.success(request, _("Luogo salvato: vale per tutti i servizi che si tengono lì."))
        return redirect(reverse("area_servizi:list", args=[self.ente.slug]))
