"""The forms of a request: the one of the capofila, and those of ATS that answers."""

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aderenti.forms_domande import CampoRighe
from core.documenti import valida_pdf
from core.moduli_documento import ConDocumento
from piani.models import Atto
from progetti.models import RichiestaProgetto
from progetti.vita.moduli import RIGHE
from progetti.vita.richieste import MOTIVO_MASSIMO

SPIEGAZIONI = {
    "proroga": _("Il progetto ha bisogno di più giorni: chiedi una nuova fine."),
    "denaro": _("Somme da spostare da una voce all’altra, o da un pagatore all’altro."),
    "partner": _("Un partner entra, esce o cambia ruolo."),
    "attivita": _("Cambia che cosa si fa, o dove si fa."),
}


class RichiestaForm(ConDocumento):
    """Until when (more time only), why, and a paper if there is one."""

    nuova_fine = forms.DateField(
        label=_("Fino a quando"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        help_text=_("Il nuovo ultimo giorno del progetto."),
    )
    motivo = CampoRighe(
        label=_("Che cosa cambia e perché"),
        max_length=MOTIVO_MASSIMO,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Lo legge ATS, non si pubblica."),
    )
    documento = forms.FileField(
        label=_("Documento (PDF)"),
        required=False,
        validators=[valida_pdf],
        help_text=_("Per esempio il nuovo piano dei costi. Al massimo 5 MB."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
    )

    def __init__(self, *args, tipo, **kwargs):
        super().__init__(*args, **kwargs)
        if tipo != RichiestaProgetto.Tipo.PROROGA:
            del self.fields["nuova_fine"]


class AccogliForm(forms.Form):
    """When it was decided, by which act, what to tell the capofila; the new end may be another one."""

    data = forms.DateField(label=_("Decisa il"), widget=AdminDateWidget)
    nuova_fine = forms.DateField(
        label=_("Nuova fine"),
        widget=AdminDateWidget,
        help_text=_("Quella chiesta; cambiala se ne concedi un'altra."),
    )
    atto = forms.ModelChoiceField(label=_("Atto"), queryset=Atto.objects.all(), required=False)
    risposta = forms.CharField(
        label=_("Risposta"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs=RIGHE),
        help_text=_("La legge chi ha chiesto: parte con l'e-mail."),
    )

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {"data": timezone.localdate(), "nuova_fine": riga.nuova_fine}
        if riga.tipo != RichiestaProgetto.Tipo.PROROGA:
            del self.fields["nuova_fine"]


class RispondiNoForm(forms.Form):
    """Why a request is not accepted."""

    risposta = forms.CharField(
        label=_("Perché non è accolta"),
        max_length=2000,
        widget=forms.Textarea(attrs=RIGHE | {"rows": 5}),
        help_text=_("La legge chi ha chiesto: parte con l'e-mail."),
    )

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, **kwargs)
