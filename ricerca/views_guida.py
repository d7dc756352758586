"""The guide of a valley or of a comune: a page to read and print, and the same as a PDF."""

from csp.decorators import csp_exempt
from django.conf import settings
from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, ListView

from core import pdf
from core.pagine import etag, indirizzo
from core.pubblico import pagina_pubblica
from ricerca.guida import MASSIMO, guida
from servizi.models import Servizio
from territorio.luoghi import ultima_appartenenza
from territorio.models import Ambito

RIPROVA = 30  # seconds after which to ask again for a PDF


@method_decorator(pagina_pubblica, name="dispatch")
class GuideView(ListView):
    """The guides there are: an ambito each, those of today first."""

    template_name = "ricerca/guide.html"
    context_object_name = "ambiti"

    def get_queryset(self):
        """Return the ambiti; one that left the ATS comes last."""
        return sorted(Ambito.objects.all(), key=lambda ambito: ambito.appartenenza_al is not None)

    def get_context_data(self, **kwargs):
        """Add the number of services of each, and whether PDFs can be made."""
        context = super().get_context_data(**kwargs)
        servizi = Servizio.objects.in_elenco()
        conti = servizi.conta_per_ambito() | {
            uscito.pk: servizi.nell_ambito(uscito, uscito.appartenenza_al).count()
            for uscito in context["ambiti"]
            if uscito.appartenenza_al
        }
        righe = [(ambito, conti.get(ambito.pk, 0)) for ambito in context["ambiti"]]
        return context | {"righe": righe, "pdf": pdf.disponibile()}


class GuidaView(DetailView):
    """What the guides share. Each says its place and its services."""

    template_name = "ricerca/guida.html"

    def get_context_data(self, **kwargs):
        """Add the guide, the day it is of, and its addresses."""
        return super().get_context_data(**kwargs) | {
            "guida": guida(self.servizi()),
            "massimo": MASSIMO,
            "oggi": timezone.localdate(),
            "pdf": self.pdf_url() if pdf.disponibile() else "",
            "portale": settings.SITE_URL,
            "contatto": settings.CONTACT_EMAIL,
            "titolo": self.titolo % {"nome": self.object.nome},
            "nome": self.object.nome,
        }


@method_decorator(pagina_pubblica, name="dispatch")
class GuidaAmbitoView(GuidaView):
    """The guide of an ambito: the services for who lives there today, or lived there on its last day."""

    model = Ambito
    titolo = _("Guida ai servizi dell’ambito di %(nome)s")
    slug_url_kwarg = "ambito"

    def servizi(self):
        """Return the services in the list for who lives in the ambito."""
        oggi = timezone.localdate()
        giorno = min(oggi, self.object.appartenenza_al or oggi)
        return Servizio.objects.in_elenco().nell_ambito(self.object, giorno)

    def pdf_url(self):
        """Return the address of the PDF."""
        return reverse("ricerca:guide-ambito-pdf", args=[self.object.slug])

    def get_context_data(self, **kwargs):
        """Add the ambito and the list of its services."""
        ambito = self.object
        return super().get_context_data(**kwargs) | {
            "ambito": ambito,
            "uscito": ambito.appartenenza_al is not None,
            "luogo": ambito.get_absolute_url(),
            "pagina": reverse("ricerca:guide-ambito", args=[ambito.slug]),
            "elenco": f"{reverse('ricerca:list')}?ambito={ambito.slug}",
        }


@method_decorator(pagina_pubblica, name="dispatch")
class GuidaComuneView(GuidaView):
    """The guide of a comune: the services for who lives there, wherever their door is."""

    indirizzo = "ricerca:guide-comune"
    titolo = _("Guida ai servizi per chi abita a %(nome)s")

    def get(self, request, *args, **kwargs):
        """Show the guide; send an old address (moved or abolished comune) to the one in use."""
        self.appartenenza = ultima_appartenenza(kwargs["comune"])
        posto = {"ambito": self.appartenenza.ambito.slug, "comune": self.appartenenza.comune.slug}
        if posto != kwargs:
            return HttpResponsePermanentRedirect(reverse(self.indirizzo, kwargs=posto))
        return super().get(request, *args, **kwargs)

    def get_object(self, queryset=None):
        """Return the comune."""
        return self.appartenenza.comune

    def servizi(self):
        """Return the services in the list for who lives in the comune."""
        return Servizio.objects.in_elenco().per_il_comune(self.object)

    def pdf_url(self):
        """Return the address of the PDF."""
        return reverse("ricerca:guide-comune-pdf", kwargs=self.kwargs)

    def get_context_data(self, **kwargs):
        """Add the comune, its ambito and the list of its services."""
        return super().get_context_data(**kwargs) | {
            "comune": self.object,
            "ambito": self.appartenenza.ambito,
            "uscito": self.appartenenza.al is not None,
            "luogo": reverse("territorio:comune", kwargs=self.kwargs),
            "pagina": reverse("ricerca:guide-comune", kwargs=self.kwargs),
            "elenco": f"{reverse('ricerca:list')}?casa={self.object.slug}",
        }


class InPdf:
    """The same guide as a PDF; where it cannot be made now, a page that says to use the printable one."""

    def render_to_response(self, context, **response_kwargs):
        """Return the PDF, or a 503."""
        if not pdf.disponibile():
            return self._rimandata(context)
        try:
            corpo = pdf.pdf(render_to_string("ricerca/guida_pdf.html", context), "guida-pdf")
        except pdf.OccupatoError:
            return self._rimandata(context | {"occupato": True})
        response = da_leggere(corpo, f"guida-{self.object.slug}.pdf")
        if self.request.edizione:
            response.headers["ETag"] = etag(self.request.edizione, indirizzo(self.request.META))
        return response

    def _rimandata(self, context):
        response = render(self.request, "ricerca/pdf_assente.html", context, status=503)
        if "occupato" in context:
            response.headers["Retry-After"] = str(RIPROVA)
        return response


@csp_exempt()  # some readers of PDFs are pages: the policy of ours would stop them
def da_leggere(corpo, nome):
    """Return a PDF to open in the browser, with a name for who keeps it."""
    intestazioni = {"Content-Disposition": f'inline; filename="{nome}"'}
    return HttpResponse(corpo, "application/pdf", headers=intestazioni)


class GuidaAmbitoPdfView(InPdf, GuidaAmbitoView):
    """The guide of an ambito as a PDF."""


class GuidaComunePdfView(InPdf, GuidaComuneView):
    """The guide of a comune as a PDF."""

    indirizzo = "ricerca:guide-comune-pdf"
