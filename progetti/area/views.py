"""My projects, one of them, its data to take away."""

from datetime import date

from django.http import Http404
from django.utils import timezone
from django.views.generic import TemplateView, View

from aderenti.area import EnteMixin
from core.fogli.scrittura import FORMATI, scrivi
from core.fonti import carica_fonti
from progetti.area.base import ProgettoEnteMixin
from progetti.area.carte import carte_di
from progetti.area.denaro import denaro_di
from progetti.area.miei import miei, passati
from progetti.area.parole import ritardo
from progetti.area.tabelle import TABELLE
from progetti.diciture import dicitura
from progetti.models import Progetto, RichiestaProgetto
from progetti.scadenze import scadenze


class ProgettiListView(EnteMixin, TemplateView):
    """The projects of the body: those it leads first, one line each."""

    template_name = "progetti/area/elenco.html"
    sezione = "progetti"

    def get_context_data(self, **kwargs):
        """Add the projects of today and those of the past."""
        oggi = timezone.localdate()
        righe = miei(self.ente, oggi)
        return super().get_context_data(
            oggi=oggi,
            gruppi=[
                ("guidati", [riga for riga in righe if riga.capofila]),
                ("partner", [riga for riga in righe if not riga.capofila]),
            ],
            quanti=len(righe),
            passati=passati(self.ente, oggi),
            **kwargs,
        )


class ProgettoView(ProgettoEnteMixin, TemplateView):
    """A project as one of its bodies sees it: life, money, deadlines, papers, words to write."""

    template_name = "progetti/area/dettaglio.html"

    def get_context_data(self, **kwargs):
        """Add the parts of the page, each read once."""
        oggi, progetto = timezone.localdate(), self.progetto
        partner = list(progetto.partner.con_organizzazione())
        eventi = list(progetto.eventi.validi().select_related("atto").order_by("data", "pk"))
        visti = set(progetto.eventi.pubblicati().values_list("pk", flat=True))
        denaro = denaro_di(progetto, self.ente)
        carica_fonti([*partner, *eventi, *denaro.fonti, *denaro.pagamenti, *denaro.somme])
        dovute = scadenze(Progetto.objects.filter(pk=progetto.pk), date.min, date.max, oggi)
        aperte = [dovuta for dovuta in dovute if not dovuta.fatta]
        return super().get_context_data(
            oggi=oggi,
            pubblico=Progetto.objects.pubblicati().filter(pk=progetto.pk).exists(),
            ritardo=ritardo(progetto, oggi),
            prossima=next(iter(aperte), None),
            dovute=dovute,
            mio=next((p for p in partner if p.organizzazione_id == self.ente.pk and p.in_vigore(oggi)), None),
            partner=partner,
            eventi=[(evento, evento.pk in visti) for evento in eventi],
            denaro=denaro,
            carte=carte_di(progetto, self.request.user, self.capofila),
            richieste=progetto.richieste.filter(stato=RichiestaProgetto.Stato.IN_ATTESA).count(),
            dicitura=dicitura(progetto),
            tabelle=list(TABELLE),
            formati=FORMATI,
            **kwargs,
        )


class DatiView(ProgettoEnteMixin, View):
    """A table of the project as a file; 404 for a table or a format that there is not."""

    def get(self, request, *args, **kwargs):
        """Return the download."""
        che, formato = self.kwargs["che"], self.kwargs["formato"]
        if che not in TABELLE or formato not in FORMATI:
            raise Http404
        titoli, righe = TABELLE[che](self.progetto, self.ente)
        return scrivi(formato, f"{self.progetto.slug}-{che}", titoli, righe)
