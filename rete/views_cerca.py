"""The search of the whole portal: services first, then everything else, by kind with how many there are."""

from django import forms
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from core.pubblico import pagina_pubblica
from rete.cerca import indice
from rete.cerca.fonti import GENERI
from ricerca.campi import CampoTesto
from ricerca.risultati import Risultati
from ricerca.salvate import filtro_di
from servizi.models import Servizio

MOSTRATI = 5  # of each kind


class CercaForm(forms.Form):
    """What to look for."""

    q = CampoTesto(max_length=100, label=_("Che cosa cerchi?"))


@method_decorator(pagina_pubblica, name="dispatch")
class CercaView(TemplateView):
    """Everything public that answers to some words, a few of each kind, and where all of them are."""

    template_name = "rete/cerca.html"

    def get_context_data(self, **kwargs):
        """Add what is found."""
        form = CercaForm(self.request.GET or None)
        contesto = super().get_context_data(**kwargs) | {"form": form}
        if not form.is_valid():
            return contesto
        testo = form.cleaned_data["q"]
        servizi = self._servizi(testo)
        trovati = indice.leggi(getattr(self.request, "edizione", None)).cerca(testo)
        gruppi = [
            {
                "genere": genere,
                "voci": trovati[genere.codice][:MOSTRATI],
                "numero": len(trovati[genere.codice]),
            }
            for genere in GENERI
            if trovati.get(genere.codice)
        ]
        return contesto | {
            "testo": testo,
            "servizi": list(servizi[:MOSTRATI]),
            "numero_servizi": len(servizi),
            "oltre": servizi.oltre,
            "elenco_servizi": f"/servizi/?{urlencode({'q': testo})}",
            "gruppi": gruppi,
            "numero": len(servizi) + sum(gruppo["numero"] for gruppo in gruppi),
        }

    def _servizi(self, testo):
        """Return the services found, as the list of services finds them."""
        filtro = filtro_di(urlencode({"q": testo}))
        return Risultati(filtro, Servizio.objects.in_elenco().per_elenco())
