"""Pages of who asks for the newsletter: no account, no cookie; the code in the e-mail opens them."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import FormView, TemplateView
from django.views.generic.edit import FormMixin

from core.dalla_posta import DallaPostaView
from core.protezione import consenti, pagina_anonima
from newsletter import iscrizioni
from newsletter.forms import IscrivitiForm, ScelteForm
from newsletter.models import Abbonato

ORA, GIORNO = 3600, 86_400  # seconds


@method_decorator(pagina_anonima, name="dispatch")
class IscrivitiView(FormView):
    """Ask where to write, and of what."""

    form_class = IscrivitiForm
    template_name = "newsletter/iscriviti.html"

    def form_valid(self, form):
        """Queue the e-mail; the page after it is the same whatever the e-mail says."""
        if not consenti(self.request, azione="newsletter", limite=10, secondi=ORA):
            return self.render_to_response(self.get_context_data(form=form.troppe()), status=429)
        dati = form.cleaned_data
        if consenti(self.request, azione="newsletter-per", limite=10, secondi=GIORNO, chi=dati["email"]):
            iscrizioni.iscrivi(email=dati["email"], argomenti=dati["argomenti"], ambiti=dati["ambiti"])
        return redirect("newsletter:sent")


@method_decorator(pagina_anonima, name="dispatch")
class InviataView(TemplateView):
    """“Look at your mail”, to whoever has asked."""

    template_name = "newsletter/inviata.html"


class AbbonatoView(DallaPostaView):
    """A page about one subscriber."""

    context_object_name = "abbonato"
    assente = "newsletter/assente.html"

    def get_queryset(self):
        """Return the subscribers whose links still open something."""
        return Abbonato.objects.in_tempo(timezone.now()).prefetch_related("ambiti")


class ConfermaView(AbbonatoView):
    """Start to write to an address."""

    template_name = "newsletter/conferma.html"

    def post(self, request, codice):
        """Start, and show that it is on."""
        iscrizioni.conferma(codice=codice)
        return redirect("newsletter:confirm", codice=codice)


class PreferenzeView(FormMixin, AbbonatoView):
    """Change what one receives; who has not confirmed, or is suspended, confirms first."""

    form_class = ScelteForm
    template_name = "newsletter/preferenze.html"

    def get(self, request, *args, **kwargs):
        """Show what is received now."""
        self.object = self.get_object()
        if self.object.stato != Abbonato.Stato.ATTIVO:
            return redirect("newsletter:confirm", codice=self.object.codice)
        return self.render_to_response(self.get_context_data())

    def post(self, request, *args, **kwargs):
        """Write what to receive from now on."""
        self.object = self.get_object()
        form = self.get_form()
        return self.form_valid(form) if form.is_valid() else self.form_invalid(form)

    def get_initial(self):
        """Return what is received now."""
        ambiti = [ambito.slug for ambito in self.object.ambiti.all()]
        return {"argomenti": self.object.argomenti, "ambiti": ambiti}

    def form_valid(self, form):
        """Write it, and show that it is done."""
        argomenti, ambiti = form.cleaned_data["argomenti"], form.cleaned_data["ambiti"]
        iscrizioni.cambia(codice=self.object.codice, argomenti=argomenti, ambiti=ambiti)
        return render(self.request, "newsletter/cambiate.html", {"abbonato": self.object})


class DisdiciView(AbbonatoView):
    """Delete an address; mail programs post here by themselves (RFC 8058), so no redirect."""

    template_name = "newsletter/disdici.html"

    def post(self, request, codice):
        """Delete it, and say so."""
        iscrizioni.disdici(codice=codice)
        return render(request, "newsletter/cancellata.html")
