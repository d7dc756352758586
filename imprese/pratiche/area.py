"""The good practices in the area of a member: written, sent to ATS, corrected, taken back."""

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from aderenti.area import EnteMixin
from core.admin.azioni import CHIAVE_MASSIMA
from imprese.models import BuonaPratica
from imprese.pratiche import azioni
from imprese.pratiche.bozze import scrivi
from imprese.pratiche.forms import CorrezioneForm, PraticaForm, modulo_certificazioni

TONI = {"inviata": "attesa", "restituita": "negativo", "approvata": "positivo", "di_ats": "positivo"}


class DellEnte(EnteMixin):
    """A page about the good practices of the body."""

    sezione = "pratiche"

    def pratiche(self):
        """Return those of the body that its people may read here."""
        return BuonaPratica.objects.di(self.ente)


class PraticheAreaView(DellEnte, TemplateView):
    """All of them, the last written first."""

    template_name = "imprese/pratiche/area_elenco.html"

    def get_context_data(self, **kwargs):
        """Add the practices, each with what ATS asks and what was asked of ATS."""
        pratiche = list(self.pratiche().order_by("-creato_il", "-pk").prefetch_related("commenti"))
        for pratica in pratiche:
            commenti = pratica.commenti.all()
            pratica.tono = TONI.get(pratica.lavoro, "neutro")
            pratica.da_sistemare = [c for c in commenti if not c.dall_ente and not c.risolto_il]
            pratica.richieste = [c for c in commenti if c.dall_ente]
            pratica.aspetta = any(not c.risolto_il for c in pratica.richieste)
        return super().get_context_data(**kwargs) | {"pratiche": pratiche}


class NuovaPraticaView(DellEnte, TemplateView):
    """Write a good practice: a draft, perhaps sent at once."""

    template_name = "imprese/pratiche/area_pratica.html"

    @cached_property
    def pratica(self):
        """Return the practice to write: a new one of the body."""
        return BuonaPratica(
            organizzazione=self.ente,
            lavoro=BuonaPratica.Lavoro.BOZZA,
            dimostrativo=self.ente.dimostrativo,
        )

    def commenti(self):
        """Return what ATS asks to correct."""
        return self.pratica.commenti.filter(dall_ente=False, risolto_il=None) if self.pratica.pk else ()

    def modulo(self, data=None, manda=False):
        """Return the form of the practice."""
        return PraticaForm(data, instance=self.pratica, manda=manda, commenti=self.commenti())

    def get_context_data(self, **kwargs):
        """Add the practice, its form, its certifications, what ATS says of them."""
        righe = self.pratica.certificazioni.all() if self.pratica.pk else ()
        kwargs.setdefault("form", self.modulo())
        kwargs.setdefault("certificazioni", modulo_certificazioni(righe=righe))
        return super().get_context_data(
            pratica=self.pratica,
            letto=azioni.versione(self.pratica),
            sulle_certificazioni=[c.testo for c in self.commenti() if c.campo == "certificazioni"],
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        """Save, perhaps send; what is refused comes back whole."""
        manda = "manda" in request.POST
        form, righe = self.modulo(request.POST, manda), modulo_certificazioni(request.POST)
        if form.is_valid() & righe.is_valid():
            try:
                pratica = scrivi(
                    pratica=form.instance,
                    temi=form.cleaned_data["temi"],
                    certificazioni=righe.righe(),
                    letto=request.POST.get("letto", ""),
                    manda=manda,
                )
            except BuonaPratica.DoesNotExist:
                raise Http404 from None
            except ValidationError as errore:
                _rifiuta(form, errore)
            else:
                return self.fatto(pratica, manda)
        del self.pratica
        return self.render_to_response(self.get_context_data(form=form, certificazioni=righe))

    def fatto(self, pratica, manda):
        """Say what was done and go on."""
        if manda:
            messages.success(self.request, _("Mandata ad ATS: ti scriviamo appena l’ha letta."))
            return redirect("area_pratiche:list", self.ente.slug)
        messages.success(self.request, _("Bozza salvata. I cittadini non la vedono."))
        return redirect("area_pratiche:edit", self.ente.slug, pratica.pk)


class UnaPratica(DellEnte):
    """A page about one good practice of the body."""

    @cached_property
    def pratica(self):
        """Return the practice; raise Http404 for one of another body."""
        return get_object_or_404(self.pratiche(), pk=min(self.kwargs["pk"], CHIAVE_MASSIMA))

    def controlla(self):
        """Look for the practice first."""
        super().controlla()
        self.pratica  # noqa: B018 - raises

    def allelenco(self):
        """Return the way back to the list."""
        return redirect("area_pratiche:list", self.ente.slug)


class ModificaPraticaView(UnaPratica, NuovaPraticaView):
    """Go on with a draft, or correct what ATS gave back; what is not the member's any more is in the list."""

    def get(self, request, *args, **kwargs):
        """Show the form, or go back when it may not be changed."""
        if not self.pratica.da_scrivere:
            messages.info(request, _("Adesso non si cambia: ritirala, o chiedi una correzione ad ATS."))
            return self.allelenco()
        return super().get(request, *args, **kwargs)


class RitiraPraticaView(UnaPratica, TemplateView):
    """Take back what ATS has not answered."""

    template_name = "imprese/pratiche/area_ritira.html"

    def get_context_data(self, **kwargs):
        """Add the practice."""
        return super().get_context_data(**kwargs) | {"pratica": self.pratica}

    def post(self, request, *args, **kwargs):
        """Take it back; say why not when it is too late."""
        try:
            azioni.ritira(pratica=self.pratica)
        except ValidationError as errore:
            messages.error(request, " ".join(errore.messages))
            return self.allelenco()
        messages.success(request, _("Ritirata: è di nuovo una bozza."))
        return redirect("area_pratiche:edit", self.ente.slug, self.pratica.pk)


class ChiediCorrezioneView(UnaPratica, FormView):
    """Write to ATS what to correct of a practice that is public."""

    form_class = CorrezioneForm
    template_name = "imprese/pratiche/area_correzione.html"

    def get_context_data(self, **kwargs):
        """Add the practice."""
        return super().get_context_data(**kwargs) | {"pratica": self.pratica}

    def form_valid(self, form):
        """Write it; what stands in the way is said on top of the form."""
        try:
            azioni.chiedi_correzione(pratica=self.pratica, testo=form.cleaned_data["testo"])
        except ValidationError as errore:
            form.add_error(None, errore.messages)
            return self.form_invalid(form)
        messages.success(self.request, _("Richiesta mandata ad ATS: ti scriviamo appena risponde."))
        return self.allelenco()


def _rifiuta(form, errore):
    """Put what was refused beside its field, or on top."""
    per_campo = errore.message_dict if hasattr(errore, "error_dict") else {NON_FIELD_ERRORS: errore.messages}
    for campo, messaggi in per_campo.items():
        form.add_error(campo if campo in form.fields else None, messaggi)
