"""“Fai il punto”: twelve questions, no account, an answer to print; nothing kept unless asked for."""

from django.utils.decorators import method_decorator
from django.views.generic import FormView

from core.protezione import consenti, pagina_anonima
from imprese.autovalutazione.consigli import consigli, prossimi_percorsi
from imprese.autovalutazione.conta import conta
from imprese.autovalutazione.forms import PuntoForm
from imprese.models import Risposta

LIMITE = {"azione": "autovalutazione", "limite": 20, "secondi": 3600}


@method_decorator(pagina_anonima, name="dispatch")
class PuntoView(FormView):
    """The questions, then the advice on the same page. Beyond the limit nothing is counted."""

    form_class = PuntoForm
    template_name = "imprese/punto.html"

    def form_valid(self, form):
        """Count, when asked; show the advice."""
        dati, risposte = form.cleaned_data, form.risposte()
        contata = dati["conta"] and consenti(self.request, **LIMITE)
        if contata:
            conta(dimensione=dati["dimensione"], risposte=risposte)
        comune = dati["comune"] or None
        return self.render_to_response(
            self.get_context_data(
                form=form,
                fatto=True,
                contata=contata,
                comune=comune,
                consigli=consigli(risposte, comune, dati["dimensione"]),
                percorsi=prossimi_percorsi(),
                fatte=[domanda for domanda, risposta in risposte.items() if risposta == Risposta.SI],
            )
        )
