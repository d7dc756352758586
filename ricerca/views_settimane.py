"""The week view: a page to read and to print, and its calendar file."""

from django.http import HttpResponseBadRequest
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from core.ics import risposta
from core.pubblico import pagina_pubblica
from ricerca import ics_settimane
from ricerca.forms_settimane import SettimaneForm
from ricerca.settimane_vista import Vista
from servizi.calendario import Calendario


@method_decorator(pagina_pubblica, name="dispatch")
class SettimaneView(TemplateView):
    """Which weeks of summer, or days without school, are covered for a child; without a comune, the form."""

    template_name = "ricerca/settimane.html"

    @cached_property
    def calendario(self):
        """Return the school calendar."""
        return Calendario.leggi()

    @cached_property
    def form(self):
        """Return the form, bound when the address has any parameter."""
        return SettimaneForm(self.request.GET, calendario=self.calendario)

    @cached_property
    def vista(self):
        """Return the Vista asked for; None without a good form or a period."""
        if not self.form.is_valid() or not self.form.cleaned_data["periodo"]:
            return None
        return Vista(self.form.cleaned_data, self.calendario)

    def get_context_data(self, **kwargs):
        """Add the form and, when it is right, what covers each stretch of days."""
        context = super().get_context_data(**kwargs) | {"form": self.form}
        if self.vista:
            context |= self.vista.contesto() | {"parametri": self.request.GET.urlencode()}
        return context


class SettimaneCalendarView(SettimaneView):
    """The closures of the school and the days that nothing covers, for the calendar of who reads."""

    def get(self, request, *args, **kwargs):
        """Return the .ics: without parameters the closures of the period proposed; 400 for wrong ones."""
        if request.GET and not self.form.is_valid():
            errori = (messaggio for messaggi in self.form.errors.values() for messaggio in messaggi)
            return HttpResponseBadRequest("\n".join(errori), content_type="text/plain; charset=utf-8")
        vista = self.vista if request.GET else self._senza_comune()
        return risposta(ics_settimane.calendario(vista), "settimane.ics")

    def _senza_comune(self):
        scelta = self.form.scelte.get(self.form.scelta_proposta)
        return scelta and Vista({"periodo": scelta, "casa": None, "nascita": None}, self.calendario)
