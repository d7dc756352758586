"""The monitoring sheets in the area: who leads the project fills them, its partners read them."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View

from core.fogli import FORMATI, FoglioError, scrivi
from progetti.area.base import CapofilaMixin, ProgettoEnteMixin
from progetti.models import SchedaMonitoraggio
from progetti.monitoraggio.azioni import DA_FARE, invia, salva_bozza
from progetti.monitoraggio.foglio import INTESTAZIONI, dal_foglio, righe, tutti
from progetti.monitoraggio.moduli import SchedaForm
from progetti.monitoraggio.parole import TONI

CHIAVE_MASSIMA = 2**63 - 1


class ElencoView(ProgettoEnteMixin, TemplateView):
    """The sheets of the project, the last round first."""

    template_name = "progetti/monitoraggio/elenco.html"

    def get_context_data(self, **kwargs):
        """Add the sheets."""
        schede = list(self.progetto.schede.select_related("rilevazione").order_by("-rilevazione__al", "-pk"))
        return super().get_context_data(**kwargs) | {
            "schede": [(scheda, TONI[scheda.stato]) for scheda in schede],
            "oggi": timezone.localdate(),
        }


class SchedaMixin:
    """A page about one sheet of the project (``scheda``, its key)."""

    @cached_property
    def scheda(self):
        """Return the sheet; raise Http404 when it is of another project."""
        if self.kwargs["scheda"] > CHIAVE_MASSIMA:
            raise Http404
        return get_object_or_404(
            SchedaMonitoraggio.objects.select_related("rilevazione", "progetto"),
            pk=self.kwargs["scheda"],
            progetto=self.progetto,
        )

    @property
    def si_compila(self):
        """Return whether it may be written now, by this body."""
        return self.capofila and self.scheda.stato in DA_FARE and self.scheda.rilevazione.aperta

    def indirizzo(self, nome="detail", **altro):
        """Return the address of a page of the sheet."""
        chi = {"ente": self.ente.slug, "progetto": self.progetto.slug, "scheda": self.scheda.pk}
        return reverse(f"area_monitoraggio:{nome}", kwargs=chi | altro)

    @cached_property
    def precedente(self):
        """Return the sheet of the round before with its spending, None when there is none."""
        prima = self.progetto.schede.filter(rilevazione__al__lt=self.scheda.rilevazione.al)
        return prima.exclude(speso=None).order_by("-rilevazione__al").first()


class SchedaView(SchedaMixin, ProgettoEnteMixin, FormView):
    """The sheet: to fill and send for who leads the project, to read for its partners and once sent."""

    form_class = SchedaForm
    template_name = "progetti/monitoraggio/scheda.html"

    def get_form_kwargs(self):
        """Add the sheet and the one before."""
        return super().get_form_kwargs() | {"scheda": self.scheda, "precedente": self.precedente}

    def get_context_data(self, **kwargs):
        """Add the comments to answer, the steps, whether it can be written."""
        contesto = super().get_context_data(**kwargs)
        commenti = list(self.scheda.commenti.filter(risolto_il=None))
        for blocco in contesto["form"].blocchi:
            blocco.commenti = [c for c in commenti if c.cella == blocco.chiave]
        return contesto | {
            "scheda": self.scheda,
            "tono": TONI[self.scheda.stato],
            "oggi": timezone.localdate(),
            "si_compila": self.si_compila,
            "commenti": {c.cella: c for c in commenti},
            "passi": self.scheda.passi.order_by("pk"),
            "formati": FORMATI,
            "base": self.indirizzo(),
        }

    def post(self, request, *args, **kwargs):
        """Save or send; 404 for the partners, words for who comes too late."""
        if not self.capofila:
            raise Http404
        if not self.si_compila:
            messages.error(
                request, _("La scheda non si può più cambiare: è già inviata, o il periodo è bloccato.")
            )
            return HttpResponseRedirect(self.indirizzo())
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        """Write it; if asked, send it."""
        dati = {"scheda": self.scheda, "narrativa": form.narrativa(), "valori": form.valori}
        manda = "invia" in self.request.POST
        try:
            if manda:
                invia(utente=self.request.user, **dati)
            else:
                salva_bozza(**dati)
        except ValidationError as errore:
            form.add_error(None, errore.messages)
            return self.form_invalid(form)
        messages.success(self.request, _("Scheda inviata ad ATS.") if manda else _("Bozza salvata."))
        return HttpResponseRedirect(self.indirizzo())


class FoglioView(SchedaMixin, ProgettoEnteMixin, View):
    """The sheet as a spreadsheet; 404 for a format that there is not."""

    def get(self, request, *args, **kwargs):
        """Return the download."""
        formato = self.kwargs["formato"]
        if formato not in FORMATI:
            raise Http404
        form = SchedaForm(scheda=self.scheda, precedente=self.precedente)
        return scrivi(formato, f"scheda-{self.progetto.slug}-{self.scheda.pk}", INTESTAZIONI, righe(form))


class CaricaForm(forms.Form):
    """The spreadsheet filled."""

    file = forms.FileField(
        label=gettext_lazy("Il foglio compilato"),
        help_text=gettext_lazy("Excel, LibreOffice o CSV, al massimo 2 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods,.csv"}),
    )


class CaricaView(SchedaMixin, CapofilaMixin, FormView):
    """A spreadsheet read into the form: nothing is written until the form is saved."""

    form_class = CaricaForm
    template_name = "progetti/monitoraggio/carica.html"

    def controlla(self):
        """Raise Http404 for a sheet that cannot be written."""
        super().controlla()
        if not self.si_compila:
            raise Http404

    def get_context_data(self, **kwargs):
        """Add the sheet and its formats."""
        return super().get_context_data(**kwargs) | {
            "scheda": self.scheda,
            "formati": FORMATI,
            "base": self.indirizzo(),
        }

    def form_valid(self, form):
        """Show the form with what was read, what changes marked; or all that is wrong."""
        vuota = SchedaForm(scheda=self.scheda, precedente=self.precedente)
        try:
            letti = dal_foglio(vuota, form.cleaned_data["file"])
        except FoglioError as errore:
            form.add_error("file", errore.errori[:50])
            return self.form_invalid(form)
        vista = SchedaView()
        vista.setup(self.request, **self.kwargs)
        piena = SchedaForm(tutti(vuota, letti), scheda=self.scheda, precedente=self.precedente)
        return vista.render_to_response(
            vista.get_context_data(
                form=piena, dal_foglio=[str(piena[nome].label) for nome in piena.changed_data]
            )
        )
