"""Error pages in the site's look."""

from django.shortcuts import render


def csrf_rifiutato(request, reason=""):
    """Answer a form whose CSRF token is missing or old: say what to do, keep the status 403."""
    return render(request, "403_csrf.html", status=403)
