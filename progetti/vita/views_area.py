"""The requests of a capofila, in its reserved area: those made, a new one, a request taken back."""

from contextlib import suppress

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from core.documenti import dimentica, scarica
from progetti.area.base import CapofilaMixin
from progetti.models import RichiestaProgetto
from progetti.models.transizioni import FINANZIATI
from progetti.vita.moduli_richieste import SPIEGAZIONI, RichiestaForm
from progetti.vita.richieste import chiedi, controlla, ritira

CONFERMA, CORREGGI = "conferma", "correggi"
CHIAVE_MASSIMA = 2**63 - 1
TONI = {"in_attesa": "attesa", "accolta": "positivo", "respinta": "negativo", "ritirata": "neutro"}


class RichiesteMixin(CapofilaMixin):
    """A page about the requests of a project that the body leads."""

    def indirizzo(self, nome="list", **altro):
        """Return the address of one of these pages."""
        chi = {"ente": self.ente.slug, "progetto": self.progetto.slug}
        return reverse(f"area_richieste:{nome}", kwargs=chi | altro)


class RichiesteListView(RichiesteMixin, TemplateView):
    """What was asked with the answers, and what can be asked."""

    template_name = "progetti/richieste/elenco.html"

    def get_context_data(self, **kwargs):
        """Add the requests, the last first, and the types with what stops each (None: nothing)."""
        richieste = list(
            self.progetto.richieste.select_related("evento").prefetch_related("evento__correzioni")
        )
        for richiesta in richieste:
            richiesta.tono = TONI[richiesta.stato]
        in_attesa = {r.tipo for r in richieste if r.stato == RichiestaProgetto.Stato.IN_ATTESA}
        return super().get_context_data(**kwargs) | {
            "richieste": richieste,
            "aperto": self.progetto.stato in FINANZIATI,
            "tipi": [
                (tipo, etichetta, SPIEGAZIONI[tipo], tipo in in_attesa)
                for tipo, etichetta in RichiestaProgetto.Tipo.choices
            ],
        }


class NuovaView(RichiesteMixin, FormView):
    """Ask: the form, then what is going to be sent, then it is sent."""

    form_class = RichiestaForm
    template_name = "progetti/richieste/nuova.html"

    def controlla(self):
        """Raise Http404 for a type of request that does not exist."""
        super().controlla()
        if self.kwargs["tipo"] not in RichiestaProgetto.Tipo.values:
            raise Http404

    def get(self, request, *args, **kwargs):
        """Show the form, or go back to the list with what stands in the way."""
        try:
            controlla(self.progetto, kwargs["tipo"], None)
        except ValidationError as errore:
            messages.error(request, errore.messages[0])
            return HttpResponseRedirect(self.indirizzo())
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        """Add the type."""
        return super().get_form_kwargs() | {"tipo": self.kwargs["tipo"]}

    def get_context_data(self, **kwargs):
        """Add the type in words."""
        tipo = RichiestaProgetto.Tipo(self.kwargs["tipo"])
        return super().get_context_data(**kwargs) | {
            "tipo": tipo.label,
            "spiegazione": SPIEGAZIONI[tipo.value],
        }

    def form_valid(self, form):
        """Show what is going to be sent; send it when it has been seen."""
        dati = {"tipo": self.kwargs["tipo"], "nuova_fine": form.cleaned_data.get("nuova_fine")}
        try:
            if CONFERMA in self.request.POST:
                return self._manda(form, dati)
            controlla(self.progetto, **dati)
        except ValidationError as errore:
            form.add_error(None, errore)
            return self.form_invalid(form)
        form.tieni()
        return self.render_to_response(
            self.get_context_data(
                form=form,
                da_confermare=CORREGGI not in self.request.POST,
                allegato=form.cleaned_data["allegato"],
            )
        )

    def form_invalid(self, form):
        """Show the form again with all that was typed, and with the paper."""
        form.ripulita()
        form.tieni()
        return super().form_invalid(form)

    def _manda(self, form, dati):
        chiedi(
            progetto=self.progetto,
            motivo=form.cleaned_data["motivo"],
            documento=form.cleaned_data["allegato"],
            utente=self.request.user,
            **dati,
        )
        dimentica(form.cleaned_data["documento_tenuto"])
        messages.success(self.request, _("Richiesta mandata: ATS la legge e ti risponde per e-mail."))
        return HttpResponseRedirect(self.indirizzo())


class UnaRichiesta(RichiesteMixin):
    """A page about one request of the project: 404 for those of others."""

    @cached_property
    def richiesta(self):
        """Return the request; raise Http404 when the project has none with this key."""
        return get_object_or_404(self.progetto.richieste, pk=min(self.kwargs["pk"], CHIAVE_MASSIMA))

    def controlla(self):
        """Look for the request first."""
        super().controlla()
        self.richiesta  # noqa: B018 - raises


class RitiraView(UnaRichiesta, TemplateView):
    """“Are you sure?”, and the request is taken back; one that is closed already only shows how."""

    template_name = "progetti/richieste/ritira.html"

    def get_context_data(self, **kwargs):
        """Add the request."""
        return super().get_context_data(**kwargs) | {"richiesta": self.richiesta}

    def get(self, request, *args, **kwargs):
        """Ask, or go back when there is nothing to ask."""
        if self.richiesta.stato != RichiestaProgetto.Stato.IN_ATTESA:
            return HttpResponseRedirect(self.indirizzo())
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        """Take it back; who comes late finds the answer of ATS in the list."""
        with suppress(ValidationError):
            ritira(richiesta=self.richiesta, utente=request.user)
            messages.success(request, _("Richiesta ritirata: il progetto resta com’è."))
        return HttpResponseRedirect(self.indirizzo())


class DocumentoView(UnaRichiesta, View):
    """The paper sent with a request, as a download."""

    def get(self, request, *args, **kwargs):
        """Return the file; raise Http404 when there is none."""
        if not self.richiesta.documento:
            raise Http404
        return scarica(self.richiesta.documento, nome=f"richiesta-{self.richiesta.pk}.pdf")
