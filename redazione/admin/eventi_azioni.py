"""Actions on an event in the admin: give back, publish, call off."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.admin.azioni import AzioneView
from redazione.eventi import azioni
from redazione.models import Evento


class SuEvento(forms.Form):
    """A form about an event, which it is given as ``riga``."""

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, **kwargs)
        self.riga = riga


class PercheForm(SuEvento):
    """Why."""

    motivo = forms.CharField(
        label=_("Perché"), max_length=500, widget=forms.Textarea(attrs={"rows": 4, "cols": 80})
    )


class DiEvento(AzioneView):
    """An action on an event."""

    modello = Evento
    permission_required = "redazione.change_evento"


class RestituisciView(DiEvento):
    """Give it back to its member."""

    form_class = PercheForm
    titolo = _("Restituisci l’evento")
    bottone = _("Restituisci")
    fatto = _("Fatto: l’ente lo può correggere e mandare di nuovo.")

    def avviso(self):
        """Say who reads why."""
        return _("L’ente riceve un’e-mail con quello che scrivi qui.")

    def esegui(self, form):
        """Give it back."""
        azioni.restituisci(evento=self.riga, motivo=form.cleaned_data["motivo"])


class PubblicaView(DiEvento):
    """Let citizens read it."""

    form_class = SuEvento
    titolo = _("Pubblica l’evento")
    bottone = _("Pubblica")
    fatto = _("Fatto: i cittadini lo leggono, dall’ora che hai scelto se è nel futuro.")

    def esegui(self, form):
        """Publish it."""
        azioni.pubblica(evento=self.riga)


class AnnullaView(DiEvento):
    """Call it off."""

    form_class = PercheForm
    titolo = _("Annulla l’evento")
    bottone = _("Annulla l’evento")
    fatto = _("Fatto: la pagina resta e dice che è annullato.")
    pericolo = True

    def avviso(self):
        """Say who reads why."""
        return _("I cittadini leggono quello che scrivi qui. Nel calendario di chi lo segue è annullato.")

    def esegui(self, form):
        """Call it off."""
        azioni.annulla(evento=self.riga, motivo=form.cleaned_data["motivo"])
