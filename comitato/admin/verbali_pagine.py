"""The actions on minutes: write, open to comments, comment, answer, approve, publish."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from comitato.admin.azioni import AzioneDiSegreteria
from comitato.admin.base import DelComitatoMixin
from comitato.decisioni.forms import SenzaCampi
from comitato.models import Decisione, Seduta, Verbale
from comitato.verbali.forms import ApprovaForm, CommentoForm, RispostaForm, ScriviForm
from comitato.verbali.vita import (
    SI_SCRIVE,
    TENUTE,
    approva,
    apri_commenti,
    commenta,
    pubblica,
    redigi,
    rispondi,
)
from core.admin.azioni import CHIAVE_MASSIMA

Stato = Verbale.Stato


class ScriviView(AzioneDiSegreteria):
    """What was said on each item of a meeting (``pk``): the minutes are put together at every save."""

    modello = Seduta
    permission_required = "comitato.change_verbale"
    template_name = "admin/comitato/scrivi_verbale.html"
    form_class = ScriviForm
    titolo = _("Scrivi il verbale")
    bottone = _("Salva e prepara il testo")
    fatto = _("Testo preparato: rileggilo qui.")

    @cached_property
    def verbale(self):
        """Return the minutes that are there; None before the first save."""
        return Verbale.objects.filter(seduta=self.riga).first()

    def controlla(self):
        """Raise Http404 for a meeting that has no minutes to write."""
        super().controlla()
        if self.riga.stato not in TENUTE or (self.verbale and self.verbale.stato not in SI_SCRIVE):
            raise Http404

    def scheda(self):
        """Return the sheet of the minutes; the list before there are any."""
        verbale = Verbale.objects.filter(seduta=self.riga).first()
        if verbale is None:
            return reverse("admin:comitato_verbale_changelist")
        return reverse("admin:comitato_verbale_change", args=[verbale.pk])

    def get_form_kwargs(self):
        """Give the meeting to the form."""
        kwargs = super().get_form_kwargs()
        return kwargs | {"seduta": kwargs.pop("riga"), "verbale": self.verbale}

    def get_context_data(self, **kwargs):
        """Add the decisions of each item, that the text tells by itself."""
        decisioni = Decisione.objects.filter(seduta=self.riga).order_by("pk")
        per_punto = {}
        for decisione in decisioni:
            per_punto.setdefault(decisione.punto_id, []).append(decisione)
        contesto = super().get_context_data(**kwargs)
        form = contesto["form"]
        campi = [(punto, form[f"p{punto.pk}"], per_punto.get(punto.pk, [])) for punto in form.punti]
        return contesto | {"campi": campi}

    def esegui(self, form):
        """Write them."""
        redigi(seduta=self.riga, utente=self.request.user, **form.dati())


class SuVerbale(AzioneDiSegreteria):
    """One action of the secretariat on minutes."""

    modello = Verbale
    permission_required = "comitato.change_verbale"
    form_class = SenzaCampi


class ApriCommentiView(SuVerbale):
    """Let the Comitato read and comment."""

    titolo = _("Apri il verbale ai commenti")
    bottone = _("Apri ai commenti")
    fatto = _("Ora chi siede nel Comitato legge il verbale e può commentarlo.")

    def esegui(self, form):
        """Open it."""
        apri_commenti(verbale=self.riga, utente=self.request.user)


class ApprovaView(SuVerbale):
    """Approve at a later meeting."""

    form_class = ApprovaForm
    titolo = _("Il Comitato ha approvato il verbale")
    bottone = _("Registra l’approvazione")
    fatto = _("Verbale approvato: il testo non si cambia più.")
    pericolo = True

    def avviso(self):
        """Say how many comments nobody answered."""
        aperti = self.riga.commenti.filter(risposta="").count()
        testo = gettext("Commenti senza risposta: %(n)s. Dopo l’approvazione non si risponde più.")
        return testo % {"n": aperti} if aperti else ""

    def esegui(self, form):
        """Approve it."""
        approva(verbale=self.riga, utente=self.request.user, **form.cleaned_data)


class PubblicaView(SuVerbale):
    """Publish."""

    titolo = _("Pubblica il verbale")
    bottone = _("Pubblica")
    fatto = _("Verbale pubblicato: i cittadini lo leggono già.")
    pericolo = True
    template_name = "admin/comitato/pubblica_verbale.html"

    def esegui(self, form):
        """Publish it."""
        pubblica(verbale=self.riga, utente=self.request.user)


class SulVerbaleAperto(DelComitatoMixin, FormView):
    """A post about comments: it goes back to the sheet; with errors, it says them there."""

    http_method_names = ["post", "options"]

    @cached_property
    def verbale(self):
        """Return the minutes that who asks may read; raise Http404 when there are none."""
        righe = Verbale.objects.select_related("seduta")
        righe = righe if self.chi.segreteria else righe.exclude(stato=Stato.BOZZA)
        return get_object_or_404(righe, pk=min(self.kwargs["pk"], CHIAVE_MASSIMA))

    def form_valid(self, form):
        """Do it; say what stood in the way."""
        try:
            self.esegui(form)
        except ValidationError as errore:
            for testo in errore.messages:
                messages.error(self.request, testo)
        else:
            messages.success(self.request, self.fatto)
        return self._torna()

    def form_invalid(self, form):
        """Say what is wrong."""
        for errori in form.errors.values():
            for testo in errori:
                messages.error(self.request, testo)
        return self._torna()

    def _torna(self):
        pagina = reverse("admin:comitato_verbale_change", args=[self.verbale.pk])
        return HttpResponseRedirect(f"{pagina}#commenti")


class CommentaView(SulVerbaleAperto):
    """A comment of one's seat."""

    form_class = CommentoForm
    fatto = _("Commento mandato: la segreteria lo legge e risponde qui.")

    def esegui(self, form):
        """Write it."""
        commenta(verbale=self.verbale, chi=self.chi, **form.cleaned_data)


class RispondiView(SulVerbaleAperto):
    """The answer to a comment."""

    solo_segreteria = True
    form_class = RispostaForm
    fatto = _("Risposta scritta.")

    def esegui(self, form):
        """Write it."""
        chiave = min(self.kwargs["commento"], CHIAVE_MASSIMA)
        commento = get_object_or_404(self.verbale.commenti, pk=chiave)
        rispondi(commento=commento, utente=self.request.user, **form.cleaned_data)
