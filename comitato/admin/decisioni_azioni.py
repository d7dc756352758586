"""The actions of the secretariat on a decision: propose, mend, take away, vote, close, follow up."""

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from comitato.admin.azioni import AzioneDiSegreteria
from comitato.admin.base import DelComitatoMixin
from comitato.decisioni.azioni import affida
from comitato.decisioni.forms import AzioneForm, DecisioneForm, PrendiForm, SenzaCampi, VotiForm
from comitato.decisioni.prendi import prendi, registra_voti
from comitato.decisioni.proposte import correggi, proponi, ritira
from comitato.decisioni.voti import conteggio, quorum, righe
from comitato.models import Decisione

ELENCO = "admin:comitato_decisione_changelist"


class ProponiView(PermissionRequiredMixin, DelComitatoMixin, FormView):
    """A new decision, under an item of a meeting that is not over; ``?punto`` says which."""

    template_name = "admin/core/azione.html"
    permission_required = "comitato.change_seduta"
    raise_exception = True
    solo_segreteria = True
    form_class = DecisioneForm
    titolo = _("Proponi una decisione")

    def get_initial(self):
        """Start from the item asked for."""
        punto = self.request.GET.get("punto", "")
        return {"punto": int(punto)} if punto.isdecimal() and len(punto) < 19 else {}

    def get_context_data(self, **kwargs):
        """Add the page of the admin."""
        return (
            super().get_context_data(**kwargs)
            | self.admin_site.each_context(self.request)
            | {
                "title": self.titolo,
                "bottone": _("Proponi"),
                "opts": Decisione._meta,
                "elenco": ELENCO,
                "scheda": reverse(ELENCO),
                "riga": "",
            }
        )

    def form_valid(self, form):
        """Write it; show the form again with what stands in the way."""
        try:
            decisione = proponi(utente=self.request.user, **form.cleaned_data)
        except ValidationError as errore:
            form.add_error(None, errore.messages)
            return self.form_invalid(form)
        messages.success(self.request, _("Decisione proposta: ora si può votare."))
        return HttpResponseRedirect(reverse("admin:comitato_decisione_change", args=[decisione.pk]))


class SuDecisione(AzioneDiSegreteria):
    """One action of the secretariat on a decision."""

    modello = Decisione
    permission_required = "comitato.change_seduta"

    @property
    def utente(self):
        """Return who acts."""
        return self.request.user


class CorreggiView(SuDecisione):
    """Mend the text before anybody votes."""

    form_class = DecisioneForm
    titolo = _("Correggi la decisione")
    bottone = _("Salva")
    fatto = _("Decisione corretta.")

    def esegui(self, form):
        """Mend it."""
        correggi(decisione=self.riga, utente=self.utente, **form.cleaned_data)


class RitiraView(SuDecisione):
    """Take a proposal away."""

    form_class = SenzaCampi
    titolo = _("Ritira la proposta di decisione")
    bottone = _("Ritira")
    fatto = _("Proposta ritirata.")
    pericolo = True

    def scheda(self):
        """Return the list: the sheet is no longer there."""
        return reverse(ELENCO)

    def esegui(self, form):
        """Take it away."""
        ritira(decisione=self.riga, utente=self.utente)


class VotiView(SuDecisione):
    """The votes of all the seats on one page."""

    template_name = "admin/comitato/voti.html"
    form_class = VotiForm
    titolo = _("Voti")
    bottone = _("Registra i voti")
    fatto = _("Voti registrati. Se ci sono tutti, chiudi la votazione.")

    @cached_property
    def righe(self):
        """Return the seats with their votes."""
        return righe(self.riga)

    def get_form_kwargs(self):
        """Give the seats to the form."""
        kwargs = super().get_form_kwargs()
        kwargs.pop("riga")
        return kwargs | {"righe": self.righe}

    def get_context_data(self, **kwargs):
        """Add the count."""
        return super().get_context_data(**kwargs) | {
            "decisione": self.riga,
            "conto": conteggio(self.riga, self.righe),
            "quorum": quorum(self.riga),
        }

    def esegui(self, form):
        """Record them."""
        registra_voti(decisione=self.riga, voti=form.voti(), utente=self.utente)


class PrendiView(SuDecisione):
    """Close the vote: the decision gets its number."""

    template_name = "admin/comitato/prendi.html"
    form_class = PrendiForm
    titolo = _("Chiudi la votazione")
    bottone = _("Chiudi e numera la decisione")
    fatto = _("Decisione presa: ha il suo numero e non si cambia più.")
    pericolo = True

    def get_form_kwargs(self):
        """Ask for the word only where the rules are silent."""
        return super().get_form_kwargs() | {"ignoto": quorum(self.riga).valido is None}

    def get_context_data(self, **kwargs):
        """Add what is about to come of it."""
        return super().get_context_data(**kwargs) | {
            "decisione": self.riga,
            "conto": conteggio(self.riga),
            "quorum": quorum(self.riga),
        }

    def avviso(self):
        """Say that it cannot be undone."""
        return gettext("Dopo, testo e voti non si cambiano più: serve un’altra decisione.")

    def esegui(self, form):
        """Take it."""
        prendi(decisione=self.riga, utente=self.utente, **form.cleaned_data)


class AffidaView(SuDecisione):
    """Give a body something to do."""

    form_class = AzioneForm
    titolo = _("Affida un’azione")
    bottone = _("Affida")
    fatto = _("Azione affidata.")

    def esegui(self, form):
        """Give it."""
        affida(decisione=self.riga, utente=self.utente, **form.cleaned_data)
