"""“Manca un servizio?”: a need told in three choices, counted for the Comitato."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.generic import FormView, TemplateView

from core.protezione import consenti, pagina_anonima
from ricerca.bisogni import conta_mancante
from ricerca.forms import MancaForm
from ricerca.proposte import confinanti
from servizi.models import Tipologia
from territorio.models import Comune

LIMITE = {"azione": "manca", "limite": 10, "secondi": 3600}
PROPOSTE = ("casa", "tipologia", "periodo")


@method_decorator(pagina_anonima, name="dispatch")
class MancaView(FormView):
    """The form; the address may propose its values. Beyond the limit it comes back whole, with 429."""

    form_class = MancaForm
    template_name = "ricerca/manca.html"

    def get_initial(self):
        """Return the values in the address."""
        return {nome: self.request.GET[nome] for nome in PROPOSTE if nome in self.request.GET}

    def form_valid(self, form):
        """Count the need and say thanks."""
        if not consenti(self.request, **LIMITE):
            return self.render_to_response(self.get_context_data(form=form, troppe=True), status=429)
        dati = form.bisogno()
        conta_mancante(**dati, il=timezone.localdate())
        scelte = {"casa": dati["comune"].slug, "tipologia": dati["tipologia"].code}
        return HttpResponseRedirect(f"{reverse('ricerca:missing-thanks')}?{urlencode(scelte)}")


@method_decorator(pagina_anonima, name="dispatch")
class MancaGrazieView(TemplateView):
    """Thanks: what the Rete does with it, and where to look meanwhile."""

    template_name = "ricerca/manca_grazie.html"

    def get_context_data(self, **kwargs):
        """Add the need that the address names, as far as it exists, and the comuni next door."""
        comune = Comune.objects.filter(slug=self._scelta("casa")).first()
        return super().get_context_data(**kwargs) | {
            "comune": comune,
            "tipologia": Tipologia.objects.filter(code=self._scelta("tipologia")).first(),
            "vicini": confinanti(comune) if comune else [],
        }

    def _scelta(self, nome):
        return self.request.GET.get(nome, "").replace("\x00", "")[:120]
