"""The certificate as a tagged PDF, and what anybody may read of it by its code."""

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from core import pdf
from imprese.models import Attestato


def trova(codice):
    """Return the certificate of a code, as people type it (spaces, small letters); None without."""
    pulito = "".join(codice.split()).replace("-", "").upper()[:20]
    righe = Attestato.objects.select_related("iscrizione__percorso")
    return righe.filter(codice=pulito).first() if pulito.isalnum() else None


def in_pdf(attestato):
    """Return the response with the PDF; 503 in words where it cannot be made now."""
    if not pdf.disponibile():
        return HttpResponse(_("Su questa macchina il PDF non si può fare."), status=503)
    iscrizione = attestato.iscrizione
    contesto = {
        "attestato": attestato,
        "iscrizione": iscrizione,
        "percorso": iscrizione.percorso,
        "incontri": [presenza.incontro for presenza in iscrizione.presenze.select_related("incontro")],
        "verifica": settings.SITE_URL + reverse("imprese:certificates"),
    }
    try:
        corpo = pdf.pdf(render_to_string("imprese/formazione/attestato_pdf.html", contesto), "rapporto-pdf")
    except pdf.OccupatoError:
        return HttpResponse(
            _("Si sta preparando un altro PDF: riprova tra poco."), status=503, headers={"Retry-After": 30}
        )
    nome = f"attestato-{attestato.codice}.pdf"
    return HttpResponse(
        corpo, "application/pdf", headers={"Content-Disposition": f'attachment; filename="{nome}"'}
    )
