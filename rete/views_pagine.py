"""Pages of text: privacy, legal notes, accessibility; and the files machines ask for."""

from datetime import date

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from core.pubblico import pagina_pubblica


@method_decorator(pagina_pubblica, name="dispatch")
class PaginaView(TemplateView):
    """A page of text with the day it was last reviewed."""

    aggiornata_il = None

    def get_context_data(self, **kwargs):
        """Add the review date and the address to write to (empty when the deployment has none)."""
        return super().get_context_data(**kwargs) | {
            "aggiornata_il": self.aggiornata_il,
            "contatto": settings.CONTACT_EMAIL,
        }


REVISIONE = date(2026, 11, 26)

privacy = PaginaView.as_view(template_name="rete/privacy.html", aggiornata_il=REVISIONE)
note_legali = PaginaView.as_view(template_name="rete/note_legali.html", aggiornata_il=REVISIONE)
contatti = PaginaView.as_view(template_name="rete/contatti.html", aggiornata_il=REVISIONE)
accessibilita = PaginaView.as_view(template_name="rete/accessibilita.html", aggiornata_il=REVISIONE)


@pagina_pubblica
def robots(request):
    """Tell crawlers where not to go and where the sitemap is."""
    righe = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /account/",
        "Disallow: /area-riservata/",
        "Disallow: /lista/",  # an address for every choice of services
        "Disallow: /*/guida.pdf$",  # the same as the pages
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join(righe) + "\n", content_type="text/plain; charset=utf-8")


@pagina_pubblica
def security_txt(request):
    """Tell who finds a hole where to write (RFC 9116). Without a contact the file does not exist: 404."""
    if not settings.CONTACT_EMAIL:
        raise Http404
    righe = [
        f"Contact: mailto:{settings.CONTACT_EMAIL}",
        f"Expires: {date.today().year + 1}-12-31T23:59:59Z",
        "Preferred-Languages: it, en",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(righe) + "\n", content_type="text/plain; charset=utf-8")
