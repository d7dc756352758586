"""“È stato facile trovare quello che cercavi?”: a page rated in two steps, without JavaScript."""

from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from core.protezione import consenti, pagina_anonima
from giudizi import pagine
from giudizi.forms import DettagliForm, StelleForm
from giudizi.querysets import BASSO
from giudizi.services import giudica

LIMITE = {"azione": "giudizio", "limite": 20, "secondi": 3600}


@method_decorator(pagina_anonima, name="dispatch")
class GiudizioView(TemplateView):
    """The form about the page named in the address; what is no page of the portal is refused in words."""

    template_name = "giudizi/giudica.html"

    @cached_property
    def pagina(self):
        """Return the path of the page to rate, as it was sent."""
        return self.request.GET.get("pagina", "")

    def dispatch(self, request, *args, **kwargs):
        """Answer about a page that exists."""
        if not pagine.esiste(request, self.pagina):
            return render(request, "giudizi/pagina_ignota.html", status=404 if self.pagina else 200)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        """Add the page, its kind, and the form of the step."""
        tipo = pagine.nome_del_tipo(pagine.tipo_di(self.pagina))
        contesto = {"form": StelleForm(), "passo": 1, "pagina": self.pagina, "tipo": tipo}
        return super().get_context_data(**kwargs) | contesto | kwargs

    def post(self, request):
        """Go from the stars to the rest, or record the rating."""
        stelle = StelleForm(request.POST)
        buone, secondo = stelle.is_valid(), request.POST.get("passo") == "2"
        numero = stelle.cleaned_data.get("stelle")
        if numero is None or not (buone or secondo):
            return self._passo(1, stelle)
        if not secondo:
            return self._passo(2, DettagliForm(stelle=numero, initial={"stelle": numero}))
        form = DettagliForm(request.POST, stelle=numero)
        if not form.is_valid():
            return self._passo(2, form)
        if not consenti(request, **LIMITE):
            return self._passo(2, form.troppe(), status=429)
        dati = {nome: valore for nome, valore in form.cleaned_data.items() if nome != "sito_web"}
        giudica(pagina=self.pagina, tipo=pagine.tipo_di(self.pagina), **dati)
        return render(request, "giudizi/grazie.html", {"pagina": self.pagina, "basso": numero <= BASSO})

    def _passo(self, passo, form, status=200):
        return self.render_to_response(self.get_context_data(form=form, passo=passo), status=status)
