"""The calculator. What is typed is answered and forgotten: nothing is kept, not even in the address."""

from django.utils.decorators import method_decorator
from django.views.generic import FormView

from core.protezione import pagina_anonima
from imprese.fiscale.calcolo import benefit, confronta
from imprese.fiscale.forms import BenefitForm, PremioForm
from imprese.fiscale.regole import AnnoSenzaRegoleError, regole


class CalcoloView(FormView):
    """A calculator on the rules of a year; a year without checked rules is refused with what misses."""

    def form_valid(self, form):
        """Show the answer under the form."""
        dati = dict(form.cleaned_data)
        dati.pop("sito_web", None)
        anno = dati.pop("anno")
        try:
            del_anno = regole(anno)
        except AnnoSenzaRegoleError as errore:
            return self.render_to_response(self.get_context_data(form=form, senza=errore))
        return self.render_to_response(
            self.get_context_data(form=form, regole=del_anno, esito=self.calcola(del_anno, dati))
        )


@method_decorator(pagina_anonima, name="dispatch")
class PremioView(CalcoloView):
    """A bonus in cash or welfare: what reaches who works, what the firm spends."""

    form_class = PremioForm
    template_name = "imprese/premio.html"

    def calcola(self, del_anno, dati):
        """Return the two ways."""
        return confronta(del_anno, **dati)


@method_decorator(pagina_anonima, name="dispatch")
class BenefitView(CalcoloView):
    """Goods and services against the threshold of the year."""

    form_class = BenefitForm
    template_name = "imprese/benefit.html"

    def calcola(self, del_anno, dati):
        """Return the answer."""
        return benefit(del_anno, **dati)
