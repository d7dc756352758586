"""The shortlist: a page whose address says which services, to print and to send. Nothing is stored."""

from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from core.pubblico import pagina_pubblica
from ricerca import lista
from servizi import brevi
from servizi.models import Servizio


@method_decorator(pagina_pubblica, name="dispatch")
class ListaView(TemplateView):
    """The services of a token, in the order they were added. A wrong token is a 404 that says what to do."""

    template_name = "ricerca/lista.html"

    def get(self, request, *args, **kwargs):
        """Show the list."""
        try:
            self.chiavi = lista.leggi(kwargs["token"])
        except lista.ListaErrataError:
            return lista_errata(request)
        if not self.chiavi:
            return HttpResponseRedirect(lista.indirizzo([]))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        """Add the services, the address without each, and the ways to send the list."""
        letti = brevi.con_le_righe(Servizio.objects.pubblicati().filter(pk__in=self.chiavi))
        trovati = {servizio.pk: brevi.breve(servizio) for servizio in letti}
        indirizzo = f"{settings.SITE_URL}{self.request.path}"
        messaggio = ngettext(
            "Guarda questo servizio che ho trovato: %(dove)s",
            "Guarda questi %(n)s servizi che ho trovato: %(dove)s",
            len(self.chiavi),
        ) % {"n": len(self.chiavi), "dove": indirizzo}
        return super().get_context_data(**kwargs) | {
            "voci": [(trovati.get(chiave), senza(self.chiavi, chiave)) for chiave in self.chiavi],
            "chiavi": self.chiavi,
            "oggi": timezone.localdate(),
            "indirizzo": indirizzo,
            "messaggio": quote(messaggio, safe=""),
            "oggetto": quote(_("Una lista di servizi"), safe=""),
        }


def senza(chiavi, chiave):
    """Return the identifier ``chiave`` and the path of the list without it."""
    return {"chiave": chiave, "indirizzo": lista.indirizzo([altra for altra in chiavi if altra != chiave])}


@method_decorator(pagina_pubblica, name="dispatch")
class ListaVuotaView(TemplateView):
    """What the list is. Asked with identifiers (``?s=1&s=2``, by the script) it goes to their list."""

    template_name = "ricerca/lista_vuota.html"

    def get(self, request, *args, **kwargs):
        """Show the page, or go to the list of the services asked for; unknown ones are left out."""
        chieste = lista.da_testi(request.GET.getlist("s"))
        esistenti = Servizio.objects.only("pk").in_bulk(chieste)
        chiavi = [chiave for chiave in chieste if chiave in esistenti]
        if chiavi:
            return HttpResponseRedirect(lista.indirizzo(chiavi))
        return super().get(request, *args, **kwargs)


@method_decorator(pagina_pubblica, name="dispatch")
class AggiungiView(TemplateView):
    """Add a service to the list of ``?lista=<token>`` and go there; a full list says so and stays."""

    template_name = "ricerca/lista_piena.html"

    def get(self, request, *args, **kwargs):
        """Go to the list with the service added, once."""
        token = request.GET.get("lista", "")
        try:
            chiavi = lista.leggi(token) if token else []
        except lista.ListaErrataError:
            return lista_errata(request)
        servizio = get_object_or_404(Servizio.objects.pubblicati(), slug=kwargs["slug"])
        if servizio.pk not in chiavi and len(chiavi) >= lista.MASSIMO:
            context = {"servizio": servizio, "indirizzo": lista.indirizzo(chiavi), "massimo": lista.MASSIMO}
            return self.render_to_response(self.get_context_data(**context))
        return HttpResponseRedirect(lista.indirizzo(list(dict.fromkeys([*chiavi, servizio.pk]))))


def lista_errata(request):
    """Answer a token that this portal did not make: 404, saying what to do."""
    return render(request, "ricerca/lista_errata.html", status=404)
