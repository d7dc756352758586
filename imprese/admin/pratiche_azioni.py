"""Actions on a good practice in the admin: give back by field, approve."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.admin.azioni import AzioneView
from imprese.models import BuonaPratica
from imprese.pratiche import azioni
from imprese.pratiche.forms import PraticaForm
from servizi.area.moduli import campi

DUE_ANNI = timedelta(days=730)


class CommentiForm(forms.Form):
    """A comment a field, beside what the body wrote."""

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, **kwargs)
        for nome in PraticaForm.Meta.fields:
            campo = riga._meta.get_field(nome)
            self.fields[nome] = forms.CharField(
                label=str(campo.verbose_name).capitalize(),
                max_length=500,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2, "cols": 80}),
                help_text=_("Ha scritto: %(testo)s") % {"testo": _scritto(riga, campo) or "–"},
            )


def _scritto(riga, campo):
    """Return what is written in a field, in words."""
    if campo.many_to_many:
        return ", ".join(map(str, getattr(riga, campo.name).all()))
    valore = riga._get_FIELD_display(campo) if campo.choices else getattr(riga, campo.name)
    return "" if valore is None else str(valore)


class ApprovazioneForm(forms.Form):
    """Who approves, and until when it holds."""

    approvata_da = forms.ChoiceField(
        label=_("Chi l’approva"),
        choices=[("il Comitato", _("il Comitato")), ("l’ATS della Montagna", _("l’ATS della Montagna"))],
    )
    da_rivedere_entro = campi.giorno(label=_("Da rileggere entro"))

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["da_rivedere_entro"].initial = timezone.localdate() + DUE_ANNI


class SuPratica(AzioneView):
    """An action on a good practice."""

    modello = BuonaPratica
    permission_required = "imprese.change_buonapratica"


class RestituisciView(SuPratica):
    """Give it back to its body, field by field."""

    form_class = CommentiForm
    titolo = _("Restituisci la buona pratica")
    bottone = _("Restituisci")
    fatto = _("Fatto: l’ente la corregge e la manda di nuovo.")

    def avviso(self):
        """Say who reads the comments."""
        return _("Scrivi solo accanto a quello che va corretto: l’ente lo legge accanto al suo testo.")

    def esegui(self, form):
        """Give it back."""
        azioni.restituisci(pratica=self.riga, commenti=form.cleaned_data)


class ApprovaView(SuPratica):
    """Publish it."""

    form_class = ApprovazioneForm
    titolo = _("Approva e pubblica la buona pratica")
    bottone = _("Approva e pubblica")
    fatto = _("Fatto: la leggono tutti, e l’ente lo sa.")

    def esegui(self, form):
        """Publish it."""
        azioni.approva(pratica=self.riga, **form.cleaned_data)
