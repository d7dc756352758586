"""Actions on a call in the admin: move its closing, publish its outcome, copy it."""

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminSplitDateTime
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.admin.azioni import AzioneView
from piani.models import Atto
from progetti.avvisi import esito, proroga, pubblicazione
from progetti.models import Avviso


class SuAvviso(forms.Form):
    """A form about a call, which it is given as ``riga``."""

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, **kwargs)
        self.riga = riga


class ProlungaForm(SuAvviso):
    """The new closing, its act, and why."""

    chiude_il = forms.SplitDateTimeField(label=_("Nuova chiusura"), widget=AdminSplitDateTime)
    atto = forms.ModelChoiceField(label=_("Atto"), queryset=Atto.objects.all(), required=False)
    motivo = forms.CharField(label=_("Perché"), max_length=300, help_text=_("Lo leggono i cittadini."))


class ProlungaView(AzioneView):
    """Move the closing of a call."""

    modello = Avviso
    permission_required = "progetti.change_avviso"
    form_class = ProlungaForm
    titolo = _("Prolunga la chiusura")
    bottone = _("Prolunga")
    fatto = _("Fatto: la nuova chiusura si vede già, con quella di prima.")
    pericolo = True

    def get_initial(self):
        """Start from the closing of today."""
        return {"chiude_il": self.riga.chiude_il}

    def esegui(self, form):
        """Move it."""
        proroga.prolunga(avviso=self.riga, **form.cleaned_data)


class EsitoForm(SuAvviso):
    """The outcome in plain words, its act, and from which day citizens read it."""

    esito = forms.CharField(label=_("Com'è andata, in parole semplici"), widget=forms.Textarea)
    atto = forms.ModelChoiceField(label=_("Atto"), queryset=Atto.objects.all())
    data = forms.DateField(label=_("Si vede dal"), widget=AdminDateWidget, initial=timezone.localdate)


class EsitoView(AzioneView):
    """Publish what came of a call."""

    modello = Avviso
    permission_required = "progetti.change_avviso"
    form_class = EsitoForm
    titolo = _("Pubblica l'esito")
    bottone = _("Pubblica l'esito")
    fatto = _("Fatto: l'esito si vede dal giorno che hai scelto.")
    pericolo = True

    def get_initial(self):
        """Start from what is already written."""
        return {"esito": self.riga.esito, "atto": self.riga.esito_atto_id}

    def avviso(self):
        """Return what citizens will see, and what still stands in the way."""
        aperte = len(esito.in_sospeso(self.riga))
        if aperte:
            return _("%(n)d proposte aspettano ancora una decisione: prima registrala.") % {"n": aperte}
        return _(
            "I cittadini vedranno i progetti finanziati e quelli ammessi, con il capofila. Delle altre "
            "proposte solo quante sono. I punteggi mai."
        )

    def esegui(self, form):
        """Publish it."""
        pubblicazione.pubblica_esito(avviso=self.riga, utente=self.request.user, **form.cleaned_data)


class CopiaForm(SuAvviso):
    """Code and title of the new call."""

    titolo = forms.CharField(label=_("Titolo del nuovo avviso"), max_length=200)
    code = forms.SlugField(label=_("Codice"), max_length=40)


class CopiaView(AzioneView):
    """Make a new call out of another one."""

    modello = Avviso
    permission_required = "progetti.add_avviso"
    form_class = CopiaForm
    titolo = _("Copia in un nuovo avviso")
    bottone = _("Copia")
    fatto = _("Fatto: il nuovo avviso non è pubblicato e non ha ancora date.")

    def get_initial(self):
        """Start from the title of the first."""
        return {"titolo": self.riga.titolo}

    def esegui(self, form):
        """Copy it."""
        self.nuovo = pubblicazione.copia(avviso=self.riga, **form.cleaned_data)

    def scheda(self):
        """Return the address of the new call once it is there."""
        if hasattr(self, "nuovo"):
            self.riga = self.nuovo
        return super().scheda()
