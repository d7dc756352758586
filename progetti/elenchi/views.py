"""Public pages of the legal lists: what is published, and nothing that is not."""

from django.db.models import Max
from django.http import Http404
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from core.pubblico import pagina_pubblica
from progetti.elenchi import catalogo, formati, tabella
from progetti.elenchi.scadenze import ANNI_IN_LINEA, prossima
from progetti.models import ElencoPubblicato, Fondo

RIGHE = 100  # shown in the page; the files have them all


@method_decorator(pagina_pubblica, name="dispatch")
class ElenchiView(TemplateView):
    """Every list with the day of its publication and of the next one."""

    template_name = "progetti/elenchi/indice.html"

    def get_context_data(self, **kwargs):
        """Add the lists of operations, and of the years of grants the published ones."""
        pubblicati = {(elenco.tipo, elenco.anno): elenco for elenco in ElencoPubblicato.objects.ultimi()}
        voci = [
            {"voce": voce, "elenco": elenco, "prossima": prossima(elenco) if elenco else None}
            for voce in catalogo.di_legge()
            for elenco in [pubblicati.get((voce.tipo, voce.anno))]
        ]
        return super().get_context_data(
            operazioni=[voce for voce in voci if voce["voce"].europeo],
            contributi=[voce for voce in voci if not voce["voce"].europeo and voce["elenco"]],
            anni_in_linea=ANNI_IN_LINEA,
            **kwargs,
        )


class VoceMixin:
    """The list of the address, and its publication in force."""

    @cached_property
    def voce(self):
        """Return the list; raise Http404 when there is none."""
        try:
            return catalogo.voce(self.kwargs["slug"])
        except KeyError:
            raise Http404 from None

    @cached_property
    def elenco(self):
        """Return the publication in force; None when it was never published."""
        return ElencoPubblicato.objects.ultimo(self.voce.tipo, self.voce.anno)

    def dispatch(self, request, *args, **kwargs):
        """Say that the years of publication of a list are over (410), if they are."""
        if catalogo.scaduta(self.voce):
            contesto = {"voce": self.voce, "anni_in_linea": ANNI_IN_LINEA}
            return render(request, "progetti/elenchi/scaduto.html", contesto, status=410)
        return super().dispatch(request, *args, **kwargs)


@method_decorator(pagina_pubblica, name="dispatch")
class ElencoView(VoceMixin, TemplateView):
    """One list: the published rows in the order asked for (``ordina``), the files, what is not known."""

    template_name = "progetti/elenchi/elenco.html"

    def get_context_data(self, **kwargs):
        """Add the table, the downloads and the official list of a fund."""
        contesto = super().get_context_data(voce=self.voce, elenco=self.elenco, **kwargs)
        if self.voce.europeo:
            contesto["ufficiale"] = self._elenco_ufficiale()
        if self.elenco is None:
            return contesto
        ordina = self.request.GET.get("ordina", "")
        righe = tabella.righe(self.elenco, ordina)
        return contesto | {
            "titoli": tabella.titoli(self.elenco, ordina),
            "righe": righe[:RIGHE],
            "altre": max(0, len(righe) - RIGHE),
            "prossima": prossima(self.elenco),
            "formati": formati.FORMATI.items(),
            "kohesio": formati.KOHESIO if self.elenco.kohesio else "",
        }

    def _elenco_ufficiale(self):
        """Return the address of the list of the Autorità di gestione, empty when it is not known."""
        from progetti.elenchi.bozze import FONDI

        fondi = Fondo.objects.filter(tipo=FONDI[self.voce.tipo])
        return fondi.aggregate(indirizzo=Max("elenco_ufficiale"))["indirizzo"] or ""


@method_decorator(pagina_pubblica, name="dispatch")
class ScaricaElencoView(VoceMixin, View):
    """The published rows as a file; 404 when nothing was published."""

    def get(self, request, *args, **kwargs):
        """Return the file; raise Http404 for a format, or a Kohesio file, that is not there."""
        formato = kwargs["formato"]
        assente = formato == formati.KOHESIO and self.elenco and not self.elenco.kohesio
        if self.elenco is None or assente:
            raise Http404
        try:
            return formati.scarica(self.elenco, formato, self.voce.slug)
        except KeyError:
            raise Http404 from None
