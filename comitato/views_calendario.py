"""The feed of the calendar of the Comitato, that a telephone reads without login."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import View

from comitato.composizione.abbonamento import aperto_da, calendario_di
from core import ics


@method_decorator(login_not_required, name="dispatch")
class FeedView(View):
    """What is ahead for one account, for who has the address; 404 for any other, and once its place is over.

    It never asks who the visitor is, and nobody may keep a copy.
    """

    http_method_names = ["get", "head"]

    def get(self, request, gettone):
        """Return the calendar."""
        chi = aperto_da(gettone)
        if chi is None:
            raise Http404
        risposta = ics.risposta(calendario_di(chi, timezone.localdate()), "comitato.ics")
        risposta["Cache-Control"] = "no-store"
        risposta["X-Robots-Tag"] = "noindex"
        risposta["Referrer-Policy"] = "no-referrer"
        return risposta
