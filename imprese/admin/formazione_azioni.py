"""Actions on a course in the admin: attendance, certificates, who is enrolled, a notice, calling it off."""

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.admin.azioni import AzioneView, RigaInGestione
from core.fogli import FORMATI, scrivi
from imprese.formazione import vita
from imprese.formazione.presenze import registra_presenze, rilascia_attestati
from imprese.models import Incontro, Iscrizione, Percorso


class PresenzeForm(forms.Form):
    """Who was there."""

    presenti = forms.ModelMultipleChoiceField(
        label=_("Chi c’era"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, **kwargs)
        iscritti = Iscrizione.objects.sedute().filter(percorso=riga.percorso_id)
        self.fields["presenti"].queryset = iscritti.order_by("ente", "pk")
        self.fields["presenti"].initial = riga.presenze.values_list("iscrizione", flat=True)


class PresenzeView(AzioneView):
    """Write who was at a meeting."""

    modello = Incontro
    permission_required = "imprese.change_percorso"
    form_class = PresenzeForm
    titolo = _("Presenze")
    bottone = _("Registra le presenze")
    fatto = _("Presenze registrate.")

    def scheda(self):
        """Return the sheet of the course."""
        return reverse("admin:imprese_percorso_change", args=[self.riga.percorso_id])

    def get_context_data(self, **kwargs):
        """Name the list the meeting belongs to."""
        return super().get_context_data(**kwargs) | {"elenco": "admin:imprese_percorso_changelist"}

    def esegui(self, form):
        """Write it."""
        registra_presenze(incontro=self.riga, presenti=form.cleaned_data["presenti"])


class DelPercorso(forms.Form):
    """A form about a course, which it is given as ``riga``; alone, a confirmation."""

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, **kwargs)


class AttestatiView(AzioneView):
    """Give the certificates of a course."""

    modello = Percorso
    permission_required = "imprese.change_percorso"
    form_class = DelPercorso
    titolo = _("Rilascia gli attestati")
    bottone = _("Rilascia")
    fatto = _("Attestati rilasciati: ognuno lo scarica dalla pagina della sua iscrizione.")
    pericolo = True

    def esegui(self, form):
        """Give them."""
        rilascia_attestati(percorso=self.riga)


class ElencoIscrittiView(RigaInGestione):
    """Who is enrolled, as a spreadsheet."""

    modello = Percorso
    permission_required = "imprese.view_iscrizione"

    def get(self, request, pk, formato):
        """Return the download; raise Http404 for another format."""
        if formato not in FORMATI:
            raise Http404
        titoli = [_("organizzazione"), _("chi partecipa"), _("e-mail"), _("stato"), _("presenze")]
        righe = self.riga.iscrizioni.filter(anonima_il=None).prefetch_related("presenze")
        dati = [
            [i.ente, i.partecipante, i.email, i.get_stato_display(), len(i.presenze.all())] for i in righe
        ]
        return scrivi(formato, f"iscritti-{self.riga.slug}", titoli, dati)


class PercheForm(DelPercorso):
    """Why."""

    perche = forms.CharField(
        label=_("Perché"), max_length=500, widget=forms.Textarea(attrs={"rows": 4, "cols": 80})
    )


class AnnullaPercorsoView(AzioneView):
    """Call a course off."""

    modello = Percorso
    permission_required = "imprese.change_percorso"
    form_class = PercheForm
    titolo = _("Annulla il percorso")
    bottone = _("Annulla il percorso e avvisa tutti")
    fatto = _("Percorso annullato: chi aveva un posto o era in lista riceve un’e-mail.")
    pericolo = True

    def avviso(self):
        """Say who reads why."""
        return _(
            "Quello che scrivi qui si legge nella pagina del percorso e nell’e-mail. Non si torna indietro."
        )

    def esegui(self, form):
        """Call it off."""
        vita.annulla_percorso(percorso=self.riga, **form.cleaned_data)


class AvvisoForm(DelPercorso):
    """What to tell, and to whom."""

    testo = forms.CharField(
        label=_("Che cosa devono sapere"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6, "cols": 80}),
        help_text=_("Saluti e collegamento alla pagina dell’iscrizione li aggiungiamo noi."),
    )
    anche_in_lista = forms.BooleanField(label=_("Anche a chi è in lista d’attesa"), required=False)


class AvvisaView(AzioneView):
    """Write to who is enrolled."""

    modello = Percorso
    permission_required = "imprese.change_percorso"
    form_class = AvvisoForm
    titolo = _("Scrivi agli iscritti")
    bottone = _("Manda l’e-mail")
    fatto = _("E-mail in partenza: ognuno riceve la sua.")

    def esegui(self, form):
        """Write."""
        vita.avvisa(percorso=self.riga, **form.cleaned_data)
