"""The papers that a member adds to its event: a poster, the programme."""

from functools import partial

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.documenti import dimentica, privati, valida_pdf
from core.moduli_documento import ConDocumento
from redazione.eventi.models import AllegatoEvento

MASSIMO = 5  # papers of an event


class CarteForm(ConDocumento):
    """One more PDF, and which of those that are there to take away."""

    use_required_attribute = False
    titolo_carta = forms.CharField(
        label=_("Titolo dell’allegato"),
        max_length=AllegatoEvento._meta.get_field("titolo").max_length,
        required=False,
        help_text=_("Per esempio: locandina, programma."),
    )
    documento = forms.FileField(
        label=_("Allegato (PDF)"),
        required=False,
        validators=[valida_pdf],
        help_text=_("Al massimo 5 MB. Lo scarica chiunque. Per aggiungerne un altro salva e torna qui."),
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
    )
    togli = forms.MultipleChoiceField(
        label=_("Allegati da togliere"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, evento, **kwargs):
        super().__init__(*args, **kwargs)
        self.ci_sono = list(evento.allegati.all()) if evento.pk else []
        self.fields["togli"].choices = [(str(carta.pk), carta.titolo) for carta in self.ci_sono]
        if not self.ci_sono:
            del self.fields["togli"]

    def clean(self):
        """Ask for a title with a paper; refuse the sixth."""
        dati = super().clean()
        if dati.get("allegato") and not dati.get("titolo_carta"):
            self.add_error("titolo_carta", _("Di’ che cos’è: chi lo scarica lo legge."))
        restano = len(self.ci_sono) - len(dati.get("togli") or [])
        if dati.get("allegato") and restano >= MASSIMO:
            self.add_error("documento", _("Un evento ha al massimo 5 allegati: togline uno."))
        return dati

    def scrivi(self, evento):
        """Take away and add the papers of ``evento``, within the transaction of the caller."""
        for carta in evento.allegati.filter(pk__in=self.cleaned_data.get("togli") or []):
            carta.delete()
            if carta.file:
                transaction.on_commit(partial(privati().delete, carta.file.name))
        if self.cleaned_data["allegato"]:
            carta = AllegatoEvento(
                evento=evento,
                titolo=self.cleaned_data["titolo_carta"],
                file=self.cleaned_data["allegato"],
                pubblico=True,
            )
            carta.full_clean(exclude=["file"])
            carta.save()
            transaction.on_commit(partial(dimentica, self.cleaned_data["documento_tenuto"]))
