"""Pages of the saved searches: no account, no cookie; what opens a search is the code in the e-mail."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from core.dalla_posta import DallaPostaView
from core.protezione import consenti, pagina_anonima
from ricerca import salvate
from ricerca.forms_salvate import SalvaForm
from ricerca.models import RicercaSalvata

ORA, GIORNO = 3600, 86_400  # seconds


@method_decorator(pagina_anonima, name="dispatch")
class SalvaView(FormView):
    """Say what is being saved, and ask where to write. A search that finds nothing good is told why."""

    form_class = SalvaForm
    template_name = "ricerca/salvate/nuova.html"

    @cached_property
    def domanda(self):
        """Return the search to save, as it will be kept."""
        return salvate.domanda_di(self.request.GET)

    @cached_property
    def filtro(self):
        """Return the filter of the search."""
        return salvate.filtro_di(self.domanda)

    def dispatch(self, request, *args, **kwargs):
        """Show the form, or why this search cannot be saved."""
        motivi = salvate.perche_no(self.domanda, self.filtro)
        if motivi:
            contesto = {"motivi": motivi, "elenco": self._indirizzo("ricerca:list")}
            return render(request, "ricerca/salvate/non_valida.html", contesto, status=400)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        """Queue the e-mail; the page after it is the same whatever the e-mail says."""
        if not consenti(self.request, azione="salva", limite=10, secondi=ORA):
            return self.render_to_response(self.get_context_data(form=form.troppe()), status=429)
        email, frequenza = form.cleaned_data["email"], form.cleaned_data["frequenza"]
        if consenti(self.request, azione="salva-per", limite=10, secondi=GIORNO, chi=email):
            salvate.salva(email=email, domanda=self.domanda, frequenza=frequenza)
        return redirect("ricerca:save-sent")

    def get_context_data(self, **kwargs):
        """Add the search in words, its own address and the one of its results."""
        return super().get_context_data(**kwargs) | {
            "scelti": [testo for _nome, testo in self.filtro.scelti()],
            "elenco": self._indirizzo("ricerca:list"),
            "azione": self._indirizzo("ricerca:save"),
        }

    def _indirizzo(self, nome):
        return f"{reverse(nome)}?{self.domanda}" if self.domanda else reverse(nome)


@method_decorator(pagina_anonima, name="dispatch")
class InviataView(TemplateView):
    """“Look at your mail”, to whoever has asked."""

    template_name = "ricerca/salvate/inviata.html"


class RicercaDallaPostaView(DallaPostaView):
    """A page about one saved search."""

    model = RicercaSalvata
    context_object_name = "ricerca"
    assente = "ricerca/salvate/assente.html"

    def get_context_data(self, **kwargs):
        """Add the search in words; one that no longer holds is told as it was typed."""
        return super().get_context_data(**kwargs) | {"parole": salvate.parole_di(self.object)}


class ConfermaView(RicercaDallaPostaView):
    """Start a saved search."""

    template_name = "ricerca/salvate/conferma.html"

    def post(self, request, codice):
        """Start it, and show that it is on."""
        salvate.conferma(codice=codice)
        return redirect("ricerca:save-confirm", codice=codice)


class SmettiView(RicercaDallaPostaView):
    """Delete a saved search; mail programs post here by themselves (RFC 8058), so no redirect."""

    template_name = "ricerca/salvate/smetti.html"

    def post(self, request, codice):
        """Delete it, and say so."""
        salvate.smetti(codice=codice)
        return render(request, "ricerca/salvate/cancellata.html")
