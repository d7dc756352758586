"""The good practices in the area of a member: told, sent to ATS, corrected, taken back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from aderenti.area import EnteMixin
from core.admin.azioni import CHIAVE_MASSIMA
from imprese.models import BuonaPratica
from imprese.pratiche.azioni import ritira
from imprese.pratiche.bozze import scrivi, versione
from imprese.pratiche.forms import PraticaForm, modulo_certificazioni

TONI = {"inviata": "attesa", "restituita": "negativo", "approvata": "positivo", "di_ats": "positivo"}


class DellEnte(EnteMixin):
    """A page about the good practices of the body."""

    sezione = "pratiche"

    def pratiche(self):
        """Return those that its people may read here."""
        return BuonaPratica.objects.di(self.ente)


class PraticheAreaView(DellEnte, TemplateView):
    """All of them, the last told first."""

    template_name = "imprese/pratiche/area_elenco.html"

    def get_context_data(self, **kwargs):
        """Add the practices."""
        pratiche = list(self.pratiche().order_by("-creato_il", "-pk"))
        for pratica in pratiche:
            pratica.tono = TONI.get(pratica.lavoro, "neutro")
        return super().get_context_data(**kwargs) | {"pratiche": pratiche}


class NuovaPraticaView(DellEnte, TemplateView):
    """Tell a practice: a draft, perhaps sent at once."""

    template_name = "imprese/pratiche/area_pratica.html"

    @cached_property
    def pratica(self):
        """Return the practice to write: a new one of the body."""
        return BuonaPratica(organizzazione=self.ente, lavoro="bozza", dimostrativo=self.ente.dimostrativo)

    def get_context_data(self, **kwargs):
        """Add the practice, its form and its certifications."""
        kwargs.setdefault("form", PraticaForm(instance=self.pratica))
        kwargs.setdefault("certificazioni", modulo_certificazioni(pratica=self.pratica))
        return super().get_context_data(pratica=self.pratica, letto=versione(self.pratica), **kwargs)

    def post(self, request, *args, **kwargs):
        """Save, perhaps send; what is refused comes back whole."""
        manda = "manda" in request.POST
        form = PraticaForm(request.POST, instance=self.pratica, bozza=not manda)
        certificazioni = modulo_certificazioni(request.POST, self.pratica)
        if manda and "consenso" not in request.POST:
            form.add_error(None, _("Per mandarla ad ATS segna che il tuo ente è d’accordo a pubblicarla."))
        if form.is_valid() & certificazioni.is_valid():
            try:
                pratica = scrivi(
                    form=form,
                    certificazioni=certificazioni,
                    letto=request.POST.get("letto", ""),
                    manda=manda,
                )
            except BuonaPratica.DoesNotExist:
                raise Http404 from None
            except ValidationError as errore:
                _spiega(form, errore)
            else:
                return self.fatto(pratica, manda)
        del self.pratica
        return self.render_to_response(self.get_context_data(form=form, certificazioni=certificazioni))

    def fatto(self, pratica, manda):
        """Say what was done and go on."""
        if manda:
            messages.success(self.request, _("Mandata ad ATS: ti scriviamo appena l’ha letta."))
            return redirect("area_pratiche:list", self.ente.slug)
        messages.success(self.request, _("Bozza salvata. I cittadini non la vedono."))
        return redirect("area_pratiche:edit", self.ente.slug, pratica.pk)


class ModificaPraticaView(NuovaPraticaView):
    """Go on with a draft, or correct what ATS gave back; what is not the member's any more is in the list."""

    @cached_property
    def pratica(self):
        """Return the practice; raise Http404 for one of another body."""
        return get_object_or_404(self.pratiche(), pk=min(self.kwargs["pk"], CHIAVE_MASSIMA))

    def controlla(self):
        """Look for the practice first."""
        super().controlla()
        self.pratica  # noqa: B018 - raises

    def get(self, request, *args, **kwargs):
        """Show the form, or go back when it may not be changed."""
        if not self.pratica.da_scrivere:
            messages.info(request, _("Adesso non si cambia: per una correzione scrivi ad ATS."))
            return redirect("area_pratiche:list", self.ente.slug)
        return super().get(request, *args, **kwargs)


class RitiraPraticaView(DellEnte, View):
    """Take back what ATS has not read yet."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        """Take it back; say what stands in the way."""
        pratica = get_object_or_404(self.pratiche(), pk=min(self.kwargs["pk"], CHIAVE_MASSIMA))
        try:
            ritira(pratica=pratica)
        except ValidationError as errore:
            messages.error(request, " ".join(errore.messages))
            return redirect("area_pratiche:list", self.ente.slug)
        messages.success(request, _("Ritirata: è di nuovo una bozza."))
        return redirect("area_pratiche:edit", self.ente.slug, pratica.pk)


def _spiega(form, errore):
    """Put what stands in the way beside its field, or above the form."""
    if not hasattr(errore, "error_dict"):
        form.add_error(None, errore.messages)
        return
    for campo, messaggi in errore.message_dict.items():
        form.add_error(campo if campo in form.fields else None, messaggi)
