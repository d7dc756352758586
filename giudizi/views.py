"""The pages of a judgement: stars, why, thanks."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from core.protezione import consenti, pagina_anonima
from giudizi.forms import PercheForm, StelleForm
from giudizi.models import BUONO_DA
from giudizi.pagine import tipo_di
from giudizi.services import registra

LIMITE = {"azione": "giudizio", "limite": 20, "secondi": 3600}


@method_decorator(pagina_anonima, name="dispatch")
class GiudizioView(TemplateView):
    """Judge the page named by ``di``, in two steps; 404 in words for what is no page of the portal."""

    template_name = "giudizi/giudizio.html"

    @cached_property
    def pagina(self):
        """Return the path of the page; raise Http404."""
        pagina = self.request.GET.get("di", "")
        if not tipo_di(pagina):
            raise Http404
        return pagina

    def dispatch(self, request, *args, **kwargs):
        """Answer; an address that is no page of the portal has a 404 of its own, none at all a question."""
        if "di" not in request.GET:
            return render(request, "giudizi/assente.html", {"quale": True})
        try:
            return super().dispatch(request, *args, **kwargs)
        except Http404:
            return render(request, "giudizi/assente.html", status=404)

    def get_context_data(self, **kwargs):
        """Add the page and the form of the step, the first by default."""
        kwargs.setdefault("form", StelleForm())
        return super().get_context_data(pagina=self.pagina, **kwargs)

    def post(self, request):
        """Go to the second step, or keep the judgement; what is wrong comes back with what was typed."""
        primo = StelleForm({"stelle": request.POST.get("stelle")})
        if not primo.is_valid():
            return self.render_to_response(self.get_context_data(form=primo))
        stelle = primo.cleaned_data["stelle"]
        if "perche" not in request.POST:
            return self.render_to_response(self.get_context_data(form=PercheForm(stelle=stelle), passo=2))
        form = PercheForm(request.POST, stelle=stelle)
        if form.is_valid() and not consenti(request, **LIMITE):
            contesto = self.get_context_data(form=form.troppe(), passo=2)
            return self.render_to_response(contesto, status=429)
        return self._registra(form, stelle)

    def _registra(self, form, stelle):
        if form.is_valid():
            dati = form.cleaned_data
            try:
                registra(pagina=self.pagina, stelle=stelle, risposta=dati["risposta"], testo=dati["testo"])
            except ValidationError as errore:
                form.add_error(None, errore.messages)
            else:
                contesto = {"pagina": self.pagina, "aiuto": stelle < BUONO_DA}
                return render(self.request, "giudizi/grazie.html", contesto)
        return self.render_to_response(self.get_context_data(form=form, passo=2))
