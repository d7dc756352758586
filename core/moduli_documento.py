"""A form with a paper (``documento``): one that comes with a wrong field is kept, nobody chooses it twice."""

from django import forms
from django.utils.translation import gettext as _

from core.documenti import metti_da_parte, ripiglia


class ConDocumento(forms.Form):
    """A form that declares ``documento``; the paper kept is sent again by ``documento_tenuto``.

    A valid form has the paper, new or kept, in ``cleaned_data["allegato"]``: None without one.
    """

    documento_tenuto = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)

    def clean(self):
        """Take back the paper that was kept; say so when it is no longer there."""
        dati = super().clean()
        gettone = dati.get("documento_tenuto")
        dati["allegato"] = dati.get("documento") or (ripiglia(gettone) if gettone else None)
        if gettone and not dati["allegato"] and "documento" not in self.errors:
            self.scorda()
            self.add_error("documento", _("Il file scelto prima non c’è più: sceglilo di nuovo."))
        if dati["allegato"] and not dati.get("documento"):
            self.ricorda(gettone, dati["allegato"].name)
        return dati

    def tieni(self):
        """Put a paper just sent aside, and send its token with the form."""
        nuovo = self.cleaned_data.get("documento")
        if nuovo:
            self.ricorda(metti_da_parte(nuovo), nuovo.name)

    def ricorda(self, gettone, nome):
        """Send the token of a kept paper again with the form, and say its name."""
        self.data = self.data.copy()
        self.data["documento_tenuto"] = gettone
        self["documento"].help_text = _("Abbiamo già «%(nome)s»: scegli un file solo se vuoi cambiarlo.") % {
            "nome": nome
        }

    def scorda(self):
        """Stop sending the token."""
        self.data = self.data.copy()
        self.data["documento_tenuto"] = ""

    def ripulita(self):
        """Show again what was typed without the character that no page may hold."""
        self.data = self.data.copy()
        for nome, valori in list(self.data.lists()):
            self.data.setlist(nome, [valore.replace("\x00", "") for valore in valori])
