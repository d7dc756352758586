"""“Questa informazione è sbagliata?”: two taps to tell it, and a page to see what came of it."""

from django.conf import settings
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.views.generic import DetailView, FormView

from core.protezione import consenti, pagina_anonima
from servizi.forms import SegnalaForm
from servizi.models import Segnalazione, Servizio
from servizi.segnalazioni import segnala

LIMITE = {"azione": "segnala", "limite": 10, "secondi": 3600}
RIPETUTA = "ripetuta"


@method_decorator(pagina_anonima, name="dispatch")
class SegnalaView(FormView):
    """The form about one sheet; a draft has none (404). Beyond the limit it comes back whole, with 429."""

    form_class = SegnalaForm
    template_name = "servizi/segnala.html"

    @cached_property
    def servizio(self):
        """Return the service the report is about."""
        return get_object_or_404(Servizio.objects.pubblicati(), slug=self.kwargs["slug"])

    def get_context_data(self, **kwargs):
        """Add the service, which must be there before anything is written."""
        return super().get_context_data(**kwargs) | {"servizio": self.servizio}

    def form_valid(self, form):
        """Record the report and go to its page."""
        servizio = self.servizio
        if not consenti(self.request, **LIMITE):
            return self.render_to_response(self.get_context_data(form=form, troppe=True), status=429)
        dati = form.cleaned_data
        segnalazione, nuova = segnala(servizio=servizio, motivo=dati["motivo"], testo=dati["testo"])
        coda = "" if nuova else f"?{RIPETUTA}=si"
        return HttpResponseRedirect(segnalazione.get_absolute_url() + coda)


@method_decorator(pagina_anonima, name="dispatch")
class SegnalazioneDetailView(DetailView):
    """What became of a report: the address, that nobody can guess, is all that its author has of it."""

    model = Segnalazione
    queryset = Segnalazione.objects.select_related("servizio")
    slug_field = slug_url_kwarg = "codice"
    context_object_name = "segnalazione"
    template_name = "servizi/segnalazione.html"

    def get_context_data(self, **kwargs):
        """Add its days, its whole address, and whether the sheet can still be opened."""
        segnalazione = self.object
        chiusa = segnalazione.stato in Segnalazione.CHIUSE
        return super().get_context_data(**kwargs) | {
            "ripetuta": RIPETUTA in self.request.GET,
            "chiusa": chiusa,
            "tono": "positivo" if chiusa else "attesa",
            "arrivata": localdate(segnalazione.creata_il),
            "risposta_del": localdate(segnalazione.chiusa_il) if chiusa else None,
            "indirizzo": settings.SITE_URL + segnalazione.get_absolute_url(),
            "scheda_aperta": segnalazione.servizio.stato != Servizio.Stato.BOZZA,
        }
