"""Suggestions as JSON, for the script of the search fields."""

from django.http import JsonResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View

from core.pubblico import pagina_pubblica
from ricerca import suggerimenti, vocabolario

PROPOSTE = {"cosa": suggerimenti.che_cosa, "dove": suggerimenti.dove}


@method_decorator(pagina_pubblica, name="dispatch")
class SuggerimentiView(View):
    """What to propose for ``q`` in the field ``tipo`` (“cosa” or “dove”). Nothing to say is an empty list."""

    def get(self, request):
        """Return ``voci``, the suggestions in order; ``nome`` and ``annuncio`` are for who listens."""
        proponi = PROPOSTE.get(request.GET.get("tipo"))
        testo = request.GET.get("q", "")[: suggerimenti.TESTO_MASSIMO]
        voci = proponi(testo, vocabolario.carica(request)) if proponi else []
        risposta = {
            "voci": [voce._asdict() for voce in voci],
            "nome": _("Suggerimenti"),
            "annuncio": annuncio(len(voci)),
        }
        return JsonResponse(risposta, json_dumps_params={"ensure_ascii": False})


def annuncio(numero):
    """Return how many suggestions there are, and how to take one."""
    if not numero:
        return _("Nessun suggerimento.")
    testo = ngettext("%(n)s suggerimento.", "%(n)s suggerimenti.", numero) % {"n": numero}
    return f"{testo} {_('Scegli con le frecce.')}"
