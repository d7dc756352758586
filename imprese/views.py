"""“Per le imprese”: the entry by size and aim, the topics with their dated sheets, the services around."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from core.fonti import carica_fonti
from core.pubblico import pagina_pubblica
from imprese.forms import ServiziForm
from imprese.models import Obiettivo, Tema
from imprese.servizi import MOSTRATI, servizi_per
from servizi.models import Tipologia


@method_decorator(pagina_pubblica, name="dispatch")
class ImpreseView(TemplateView):
    """Where a firm begins: how big it is, what it wants, what there is for it."""

    template_name = "imprese/indice.html"

    def get_context_data(self, **kwargs):
        """Add aims and topics."""
        return super().get_context_data(**kwargs) | {
            "obiettivi": Obiettivo.objects.filter(ritirato_il=None).prefetch_related("temi"),
            "temi": Tema.objects.filter(ritirato_il=None),
        }


@method_decorator(pagina_pubblica, name="dispatch")
class TemaView(TemplateView):
    """A topic: the sheet in force, those to come and those that are over, the services it may pay."""

    template_name = "imprese/tema.html"

    def get_context_data(self, **kwargs):
        """Add the topic and its sheets; raise Http404 for one that is not in use."""
        codice = self.kwargs["code"].upper()
        tipologie = Prefetch("tipologie", Tipologia.objects.filter(ritirato_il=None))
        tema = get_object_or_404(
            Tema.objects.filter(ritirato_il=None).prefetch_related(tipologie), code=codice
        )
        oggi = timezone.localdate()
        schede = list(tema.schede.select_related("atto").prefetch_related("misure"))
        carica_fonti([tema, *schede])
        return super().get_context_data(**kwargs) | {
            "tema": tema,
            "in_vigore": [scheda for scheda in schede if scheda.in_vigore(oggi)],
            "future": [scheda for scheda in schede if scheda.dal > oggi],
            "passate": [scheda for scheda in schede if scheda.scaduta],
        }


@method_decorator(pagina_pubblica, name="dispatch")
class ServiziView(TemplateView):
    """The services that a welfare plan may pay around a comune: side by side, and on paper for the owner."""

    template_name = "imprese/servizi.html"

    def get_context_data(self, **kwargs):
        """Add the form and, once it is filled in, the services."""
        form = ServiziForm(self.request.GET or None)
        contesto = super().get_context_data(**kwargs) | {"form": form, "mostrati": MOSTRATI}
        if not form.is_valid():
            return contesto
        dati = form.cleaned_data
        trovati, quanti = servizi_per(dati["comune"], tema=dati["tema"], obiettivo=dati["obiettivo"])
        return contesto | {
            "comune": dati["comune"],
            "tema": Tema.objects.filter(code=dati["tema"]).first(),
            "obiettivo": Obiettivo.objects.filter(code=dati["obiettivo"]).first(),
            "temi_pagano": self._articoli(trovati),
            "servizi": trovati,
            "quanti": quanti,
            "oggi": timezone.localdate(),
        }

    def _articoli(self, trovati):
        """Return the topics under which the plan may pay the services found, each with its article."""
        nomi = {breve.tipologia for breve in trovati}
        return Tema.objects.filter(ritirato_il=None, tipologie__label__in=nomi).distinct()
