"""The personal calendar: its feed, that a telephone reads without login, and the page with its address."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from core import ics
from progetti.area.calendario import (
    aperto_da,
    apri_calendario,
    calendario_di,
    enti_di,
    indirizzo,
    rinnova_calendario,
)
from progetti.models import CalendarioPersonale


@method_decorator(login_not_required, name="dispatch")
class FeedView(View):
    """The deadlines of one account, for who has the address; 404 for any other address, and once it is off.

    It never asks who the visitor is, and nobody may keep a copy.
    """

    http_method_names = ["get", "head"]

    def get(self, request, *args, **kwargs):
        """Return the calendar; raise Http404 for who keeps no body any more."""
        utente = aperto_da(self.kwargs["gettone"])
        enti = list(enti_di(utente)) if utente else []
        if not enti:
            raise Http404
        risposta = ics.risposta(calendario_di(enti, timezone.localdate()), "scadenze.ics")
        risposta["Cache-Control"] = "no-store"
        risposta["X-Robots-Tag"] = "noindex"
        risposta["Referrer-Policy"] = "no-referrer"
        return risposta


class CalendarioView(TemplateView):
    """The address of the calendar and how to use it; it is made when it is asked for."""

    template_name = "progetti/area/calendario.html"

    def get_context_data(self, **kwargs):
        """Add the address (empty while there is none) and the bodies it is about."""
        calendario = CalendarioPersonale.objects.filter(utente=self.request.user).first()
        return super().get_context_data(
            enti=list(enti_di(self.request.user)),
            indirizzo=indirizzo(calendario) if calendario else "",
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        """Make the address."""
        apri_calendario(utente=request.user)
        return redirect("calendario:page")


class NuovoIndirizzoView(TemplateView):
    """“Are you sure?”, and the old address opens nothing any more."""

    template_name = "progetti/area/calendario_nuovo.html"

    def post(self, request, *args, **kwargs):
        """Change the address."""
        rinnova_calendario(utente=request.user)
        messages.success(request, _("Ecco il nuovo indirizzo: quello di prima non funziona più."))
        return redirect("calendario:page")
