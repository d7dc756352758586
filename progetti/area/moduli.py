"""The form of a paper that a capofila sends."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.documenti import valida_pdf
from core.moduli_documento import ConDocumento
from progetti.models import DocumentoProgetto


class DocumentoForm(ConDocumento):
    """What it is, its title, its date, the PDF: kept when something else is wrong."""

    use_required_attribute = False
    tipo = forms.ChoiceField(
        label=_("Che cosa è"), choices=[("", _("Scegli…")), *DocumentoProgetto.Tipo.choices]
    )
    titolo = forms.CharField(
        label=_("Titolo"),
        max_length=DocumentoProgetto._meta.get_field("titolo").max_length,
        help_text=_("Per esempio: accordo di partenariato firmato. Niente nomi di persone."),
    )
    data = forms.DateField(
        label=_("Data del documento"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        help_text=_("Il giorno scritto sul documento. Vuota se non c’è."),
    )
    documento = forms.FileField(
        label=_("File PDF"),
        required=False,
        validators=[valida_pdf],
        help_text=_("Al massimo 5 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["documento"].atteso = True

    def clean_data(self):
        """Refuse a day that has not come."""
        data = self.cleaned_data["data"]
        if data and data > timezone.localdate():
            raise forms.ValidationError(_("Questa data deve ancora venire: controllala."))
        return data

    def clean(self):
        """Ask for the paper, new or kept."""
        dati = super().clean()
        if not dati.get("allegato") and "documento" not in self.errors:
            self.add_error("documento", _("Scegli il PDF da caricare."))
        return dati

    def dati(self):
        """Return what ``carica_documento`` takes, from a valid form."""
        scritti = {campo: self.cleaned_data[campo] for campo in ("tipo", "titolo", "data")}
        return scritti | {"file": self.cleaned_data["allegato"]}
