"""Suspend, resume, close; throw away a draft. Each page says first what citizens are going to see."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.proposte import CambiatoNelFrattempo, PropostaSuperata, proponi
from servizi.area.basi import ConfermaView
from servizi.area.sezioni import racconta
from servizi.bozze import elimina_bozza, mai_pubblicato
from servizi.models import Servizio

Stato = Servizio.Stato


class MotivoForm(forms.Form):
    """Why: citizens read it."""

    use_required_attribute = False
    motivo = forms.CharField(
        label=gettext_lazy("Perché"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300}),
        help_text=gettext_lazy("Lo leggono i cittadini: «per lavori, riapre il 7 gennaio»."),
    )


class CambiaStatoView(ConfermaView):
    """Move a service to the state ``verso`` from one of ``da``; from any other, back to its page."""

    verso, da = None, ()
    con_motivo = False

    def get_context_data(self, **kwargs):
        """Add the form of the reason, where there is one."""
        if self.con_motivo:
            kwargs.setdefault("form", MotivoForm())
        return super().get_context_data(**kwargs)

    def get(self, request, *args, **kwargs):
        """Show the page when there is something to do."""
        if self.servizio.stato not in self.da:
            return self.alla_scheda()
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        """Propose the state with its reason."""
        if self.servizio.stato not in self.da:
            return self.alla_scheda()
        form = MotivoForm(request.POST) if self.con_motivo else None
        if form and not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        motivo = form.cleaned_data["motivo"] if form else ""
        cambi = {"stato": self.verso.value, "motivo_stato": motivo}
        base = {"stato": self.servizio.stato, "motivo_stato": self.servizio.motivo_stato}
        try:
            esito = proponi(oggetto=self.servizio, cambi=cambi, base=base, autore=request.user)
        except (CambiatoNelFrattempo, PropostaSuperata):
            messages.error(request, _("Qualcuno ha cambiato lo stato in questo momento: guarda e riprova."))
        except ValidationError as errore:
            messages.error(request, " ".join(errore.messages))
        else:
            racconta(request, self.servizio, ["stato"], esito)
        return self.alla_scheda()


class SospendiView(CambiaStatoView):
    """Suspend a service for a while."""

    titolo, bottone = gettext_lazy("Sospendi il servizio"), gettext_lazy("Sospendi")
    verso, da, con_motivo = Stato.SOSPESO, (Stato.ATTIVO,), True

    def testi(self):
        """Say what citizens see."""
        return [
            _("I cittadini continuano a trovarlo, con l’avviso «Servizio sospeso» e il motivo che scrivi."),
            _("Lo riprendi quando vuoi, con un tocco."),
        ]


class RiprendiView(CambiaStatoView):
    """Resume a service that was suspended, or closed by mistake."""

    titolo, bottone = gettext_lazy("Riprendi il servizio"), gettext_lazy("Riprendi")
    verso, da = Stato.ATTIVO, (Stato.SOSPESO, Stato.CHIUSO)

    def testi(self):
        """Say what citizens see."""
        return [_("L’avviso sparisce e il servizio torna negli elenchi e nelle ricerche.")]


class ChiudiView(CambiaStatoView):
    """Close a service that is no more."""

    titolo, bottone = gettext_lazy("Chiudi il servizio"), gettext_lazy("Chiudi il servizio")
    verso, da, con_motivo, pericolo = Stato.CHIUSO, (Stato.ATTIVO, Stato.SOSPESO), True, True

    def testi(self):
        """Say what citizens see."""
        return [
            _("Esce da elenchi e ricerche. Chi ha l’indirizzo della scheda la apre ancora, con il motivo."),
            _("Se riparte l’anno prossimo, duplicalo per la nuova stagione."),
        ]


class EliminaView(ConfermaView):
    """Throw away a draft that was never public."""

    titolo, bottone = gettext_lazy("Elimina la bozza"), gettext_lazy("Elimina la bozza")
    pericolo = True

    def testi(self):
        """Say what is lost."""
        return [_("Quello che hai scritto in «%(titolo)s» va perso per sempre.") % {"titolo": self.servizio}]

    def get(self, request, *args, **kwargs):
        """Show the page of a draft that was never public."""
        if not mai_pubblicato(self.servizio):
            return self.alla_scheda()
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        """Delete it and go back to the list."""
        try:
            elimina_bozza(servizio=self.servizio, autore=request.user)
        except ValidationError as errore:
            messages.error(request, " ".join(errore.messages))
            return self.alla_scheda()
        messages.success(request, _("Bozza eliminata."))
        return redirect(reverse("area_servizi:list", args=[self.ente.slug]))
