"""Error pages in the site's look. The others (400, 403, 404) are Django's own views with our templates."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def csrf_rifiutato(request, reason=""):
    """Answer a form whose CSRF token is missing or old: say what to do, keep the status 403."""
    return render(request, "403_csrf.html", status=403)


def errore_interno(request):
    """Answer an unforeseen error with 500, or with 503 when it is the database that does not answer.

    The pages are rendered without a request: nothing that may be broken is read.
    """
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "120"})
    return HttpResponse(render_to_string("500.html"), status=500)
