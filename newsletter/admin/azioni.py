"""Actions on a number in the admin: approve, open again, send."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.admin.azioni import AzioneView
from newsletter import invio
from newsletter.composizione import voci_di
from newsletter.models import Numero


class SuNumero(forms.Form):
    """A form about a number, which it is given as ``riga``."""

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, **kwargs)
        self.riga = riga


class InviaForm(SuNumero):
    """The digest of what was looked at."""

    vista = forms.CharField(widget=forms.HiddenInput, required=False)


class DiNumero(AzioneView):
    """An action on a number."""

    modello = Numero
    permission_required = "newsletter.change_numero"
    form_class = SuNumero


class ApprovaView(DiNumero):
    """Close the draft."""

    titolo = _("Approva il numero")
    bottone = _("Approva")
    fatto = _("Fatto: ora guarda a quanti arriva e mandalo.")

    def avviso(self):
        """Say what comes next."""
        return _("Da approvato non si cambia più, finché non lo riapri. Non parte ancora niente.")

    def esegui(self, form):
        """Approve it."""
        invio.approva(numero=self.riga)


class RiapriView(DiNumero):
    """Make it a draft again."""

    titolo = _("Riapri il numero")
    bottone = _("Riapri")
    fatto = _("Fatto: è di nuovo una bozza.")

    def esegui(self, form):
        """Open it."""
        invio.riapri(numero=self.riga)


class InviaView(DiNumero):
    """Send it, after showing to how many."""

    form_class = InviaForm
    titolo = _("Manda il numero")
    bottone = _("Manda adesso")
    fatto = _("Fatto: le e-mail partono nei prossimi minuti. Qui sotto vedi a che punto sono.")
    pericolo = True

    def avviso(self):
        """Say to how many it goes."""
        quanti = len(self.righe)
        testo = ngettext(
            "Lo riceve %(n)d persona: chi non ha niente da leggere non riceve niente. Non si può fermare.",
            "Lo ricevono %(n)d persone: chi non ha niente da leggere non riceve niente. Non si può fermare.",
            quanti,
        )
        return testo % {"n": quanti}

    def get_context_data(self, **kwargs):
        """Look at who receives it, once for the page; the form holds the digest of this look."""
        voci = voci_di(self.riga)
        self.righe = invio.destinatari(voci)
        contesto = super().get_context_data(**kwargs)
        vista = invio.impronta(self.riga, voci, len(self.righe))
        contesto["form"].data = {"vista": vista}
        contesto["form"].initial["vista"] = vista
        return contesto

    def esegui(self, form):
        """Send it."""
        invio.invia(numero=self.riga, vista=form.cleaned_data["vista"])
