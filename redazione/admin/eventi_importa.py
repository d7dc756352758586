"""A calendar file in the admin: sent, shown event by event, confirmed."""

from django import forms
from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import FormView, TemplateView

from core.admin.azioni import CHIAVE_MASSIMA
from core.models import Caricamento
from redazione.eventi.importa import piano
from redazione.eventi.importa.testo import FileIcsError
from redazione.models import Evento

ESITI = {"nuovo": _("nuovo"), "cambia": _("cambia"), "uguale": _("uguale"), "errore": _("da correggere")}


class IcsForm(forms.Form):
    """The calendar."""

    file = forms.FileField(
        label=_("Calendario (.ics)"),
        help_text=_("Al massimo 1 MB e 500 eventi. Prima di scrivere qualcosa ti mostriamo tutto."),
    )


class ImportaMixin(PermissionRequiredMixin):
    """A page of the import, for who may add and change events."""

    admin_site = None
    permission_required = ["redazione.add_evento", "redazione.change_evento"]
    raise_exception = True

    def get_context_data(self, **kwargs):
        """Add the page of the admin."""
        return (
            super().get_context_data(**kwargs)
            | self.admin_site.each_context(self.request)
            | {"title": _("Importa un calendario"), "opts": Evento._meta}
        )


class CaricaIcsView(ImportaMixin, FormView):
    """Send a calendar: what it would do is shown next, nothing is written."""

    form_class = IcsForm
    template_name = "admin/redazione/eventi_carica.html"

    def form_valid(self, form):
        """Read and try the file; what cannot be read at all is said beside the field."""
        try:
            caricamento = piano.carica(file=form.cleaned_data["file"], utente=self.request.user)
        except FileIcsError as errore:
            form.add_error("file", str(errore))
            return self.form_invalid(form)
        return redirect("admin:redazione_evento_ics_preview", caricamento.pk)


class AnteprimaIcsView(ImportaMixin, TemplateView):
    """What every event of a calendar would become; then all of them at once."""

    template_name = "admin/redazione/eventi_anteprima.html"

    @cached_property
    def caricamento(self):
        """Return the upload: one's own, to be confirmed."""
        if self.kwargs["pk"] > CHIAVE_MASSIMA:
            raise Http404
        return get_object_or_404(piano.in_attesa(self.request.user), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        """Add the events with what becomes of each, and the counts."""
        passi = piano.passi_di(self.caricamento)
        conti = {esito: sum(p.esito == esito for p in passi) for esito in ESITI}
        return super().get_context_data(**kwargs) | {
            "caricamento": self.caricamento,
            "passi": [(passo, ESITI[passo.esito]) for passo in passi],
            "conti": conti,
            "si_conferma": not conti["errore"] and conti["nuovo"] + conti["cambia"],
        }

    def post(self, request, *args, **kwargs):
        """Carry it out."""
        try:
            quanti = piano.applica(caricamento=self.caricamento, utente=request.user)
        except Caricamento.DoesNotExist:
            messages.error(request, _("Nel file c’è qualcosa da correggere: non ho scritto nulla."))
            return redirect(request.path)
        except ValidationError as errore:
            messages.error(request, " ".join(errore.messages))
            return redirect("admin:redazione_evento_ics_upload")
        testo = ngettext("%(n)d evento registrato.", "%(n)d eventi registrati.", quanti)
        messages.success(request, testo % {"n": quanti})
        return redirect("admin:redazione_evento_changelist")
