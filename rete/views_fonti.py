"""Where the data come from: every dataset with licence and gaps, and every source that a fact cites."""

from django.conf import settings
from django.utils.decorators import method_decorator
from django.views.generic import ListView

from core.importazione.lettura import leggi_csv
from core.models import Fonte
from core.pubblico import pagina_pubblica
from rete.importazione import LETTI_DOVE_SONO, NON_CARICATI

COLONNE = ("file", "titolo", "contenuto", "righe", "origine", "licenza", "licenza_indirizzo", "lacune")


def insiemi_di_dati():
    """Return the rows of riferimenti/elenco.csv, in its order: one dict for each dataset.

    ``caricato`` says whether the portal uses the dataset already.
    """
    mancano = set(NON_CARICATI) - set(LETTI_DOVE_SONO)
    elenco = settings.BASE_DIR / "riferimenti" / "elenco.csv"
    return [
        riga | {"righe": int(riga["righe"]), "caricato": riga["file"] not in mancano}
        for _numero, riga in leggi_csv(elenco, COLONNE)
    ]


@method_decorator(pagina_pubblica, name="dispatch")
class FontiView(ListView):
    """The datasets of the portal, then the sources by kind."""

    template_name = "rete/fonti.html"
    context_object_name = "fonti"
    queryset = Fonte.objects.order_by("tipo", "titolo", "code")

    def get_context_data(self, **kwargs):
        """Add the datasets."""
        return super().get_context_data(**kwargs) | {"insiemi": insiemi_di_dati()}
