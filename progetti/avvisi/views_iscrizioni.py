"""Pages of who wants to be told of openings: no account, no cookie; the code in the e-mail opens them."""

from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.generic import FormView, TemplateView

from core.dalla_posta import DallaPostaView
from core.protezione import consenti, pagina_anonima
from progetti.avvisi import iscrizioni
from progetti.avvisi.forms_iscrizioni import AvvisamiForm
from progetti.models import IscrizioneAvvisi

ORA, GIORNO = 3600, 86_400  # seconds


@method_decorator(pagina_anonima, name="dispatch")
class AvvisamiView(FormView):
    """Ask where to write when a call opens."""

    form_class = AvvisamiForm
    template_name = "avvisi/avvisami/nuova.html"

    def form_valid(self, form):
        """Queue the e-mail; the page after it is the same whatever the e-mail says."""
        if not consenti(self.request, azione="avvisami", limite=10, secondi=ORA):
            return self.render_to_response(self.get_context_data(form=form.troppe()), status=429)
        email = form.cleaned_data["email"]
        if consenti(self.request, azione="avvisami-per", limite=10, secondi=GIORNO, chi=email):
            iscrizioni.iscrivi(email=email)
        return redirect("avvisi:subscribe-sent")


@method_decorator(pagina_anonima, name="dispatch")
class InviataView(TemplateView):
    """“Look at your mail”, to whoever has asked."""

    template_name = "avvisi/avvisami/inviata.html"


class IscrizioneDallaPostaView(DallaPostaView):
    """A page about one address."""

    model = IscrizioneAvvisi
    context_object_name = "iscrizione"
    assente = "avvisi/avvisami/assente.html"


class ConfermaView(IscrizioneDallaPostaView):
    """Start to tell an address."""

    template_name = "avvisi/avvisami/conferma.html"

    def post(self, request, codice):
        """Start, and show that it is on."""
        iscrizioni.conferma(codice=codice)
        return redirect("avvisi:subscribe-confirm", codice=codice)


class SmettiView(IscrizioneDallaPostaView):
    """Delete an address; mail programs post here by themselves (RFC 8058), so no redirect."""

    template_name = "avvisi/avvisami/smetti.html"

    def post(self, request, codice):
        """Delete it, and say so."""
        iscrizioni.smetti(codice=codice)
        return render(request, "avvisi/avvisami/cancellata.html")
