"""The forms that record an event: each type is asked only what it may say."""

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.utils.translation import gettext_lazy as _

from core.documenti import valida_pdf
from core.models.basi import Precisione
from core.moduli_documento import ConDocumento
from piani.models import Atto
from progetti.models import EventoProgetto
from progetti.models.eventi import CON_FINE
from progetti.models.transizioni import FINE_ANTICIPATA, STATI, ammessi
from progetti.vita.cicli import controlla_termine

Tipo = EventoProgetto.Tipo
CON_MOTIVO = (
    *FINE_ANTICIPATA,
    Tipo.NON_AMMISSIBILE,
    Tipo.NON_FINANZIATA,
    Tipo.ESCLUSA,
    Tipo.SOSPENSIONE,
    Tipo.VARIAZIONE,
    Tipo.PROROGA,
    Tipo.INTEGRAZIONI,
    Tipo.REVOCA_PARZIALE,
)
"""Events that do not explain themselves."""
SENZA_ATTO = (
    Tipo.BOZZA,
    Tipo.CANDIDATURA,
    Tipo.ISTRUTTORIA,
    Tipo.IN_VALUTAZIONE,
    Tipo.IN_CORSO,
    Tipo.RENDICONTATA,
    Tipo.IN_VERIFICA,
    Tipo.MONITORAGGIO,
    Tipo.INTEGRAZIONI,
)
"""Events that no act decides."""
RIGHE = {"rows": 2, "class": "vLargeTextField"}


class EventoForm(ConDocumento):
    """What happened, of the type that was chosen: date, end, act, reason, note, paper."""

    data = forms.DateField(label=_("Quando"), widget=AdminDateWidget)
    data_precisione = forms.ChoiceField(
        label=_("Quanto è precisa la data"), choices=Precisione, initial=Precisione.GIORNO
    )
    nuova_fine = forms.DateField(
        label=_("Fine prevista"),
        widget=AdminDateWidget,
        help_text=_("L'ultimo giorno del progetto da questo evento in poi; vuota se l'evento non la cambia."),
    )
    atto = forms.ModelChoiceField(label=_("Atto"), queryset=Atto.objects.all(), required=False)
    motivo = forms.CharField(label=_("Motivo"), max_length=300, widget=forms.Textarea(attrs=RIGHE))
    nota = forms.CharField(
        label=_("Nota"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs=RIGHE),
        help_text=_("La vedono solo gli operatori."),
    )
    documento = forms.FileField(
        label=_("Allegato (PDF)"),
        required=False,
        validators=[valida_pdf],
        help_text=_("Al massimo 5 MB. Lo scaricano solo gli operatori."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
    )

    def __init__(self, *args, riga, tipo, stato, **kwargs):
        """``stato`` is the one the event comes after, None for the first one."""
        super().__init__(*args, **kwargs)
        self.tipo, self.stato = tipo, stato
        self._togli()

    def _togli(self):
        """Leave out what this type of event does not say."""
        self.fields["nuova_fine"].required = self.tipo == Tipo.PROROGA
        if self.tipo == Tipo.PROROGA:
            self.fields["nuova_fine"].help_text = _("Il nuovo ultimo giorno del progetto.")
        for campo, tipi in (("nuova_fine", CON_FINE), ("motivo", CON_MOTIVO)):
            if self.tipo not in tipi:
                del self.fields[campo]
        if self.tipo in SENZA_ATTO:
            del self.fields["atto"]

    def clean(self):
        """Refuse a type that may not come after the state."""
        dati = super().clean()
        if dati.get("tipo", self.tipo) not in ammessi(self.stato):
            self.add_error(None, rifiuto(self.stato, dati.get("tipo", self.tipo)))
        return dati

    def valori(self):
        """Return the event as the service wants it."""
        return {campo: v for campo, v in self.cleaned_data.items() if not campo.startswith("documento")}


class CorreggiForm(EventoForm):
    """An event again, as it was recorded: its type and all that it may say can change, and why."""

    field_order = ["perche", "tipo"]

    perche = forms.CharField(
        label=_("Perché lo correggi"),
        max_length=300,
        widget=forms.Textarea(attrs=RIGHE),
        help_text=_("Resta scritto: la correzione è un evento, l'evento sbagliato non si cancella."),
    )
    tipo = forms.ChoiceField(label=_("Evento"))

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, riga=riga, **kwargs)
        self.fields["tipo"].choices = [(tipo, Tipo(tipo).label) for tipo in ammessi(self.stato)]

    def _togli(self):
        """Ask for everything: the type may change."""
        self.fields["nuova_fine"].required = self.fields["motivo"].required = False

    def valori(self):
        """Return the arguments of ``correggi_evento``; a paper only when a new one is sent."""
        dati = super().valori()
        dati["motivo_evento"], dati["motivo"] = dati["motivo"], dati.pop("perche")
        if dati["allegato"] is None:
            del dati["allegato"]
        return dati


class AnnullaForm(forms.Form):
    """Why an event is taken back."""

    perche = forms.CharField(
        label=_("Perché lo annulli"),
        max_length=300,
        widget=forms.Textarea(attrs=RIGHE),
        help_text=_("Resta scritto: l'evento si vede ancora, barrato."),
    )

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, **kwargs)


def rifiuto(stato, tipo):
    """Return why ``tipo`` may not be recorded after ``stato``."""
    if stato is None:
        return _("“%(tipo)s” non può essere il primo evento di un progetto.") % {"tipo": Tipo(tipo).label}
    testo = _("Oggi il progetto è “%(stato)s”: non si può registrare “%(tipo)s”.")
    return testo % {"stato": Tipo(stato).label, "tipo": Tipo(tipo).label}


def scelte(stato):
    """Return [(title, [(type, label)])] of what may be recorded after ``stato``, without empty groups."""
    possibili = [(tipo, Tipo(tipo).label) for tipo in ammessi(stato)]
    gruppi = [
        (_("Cambia lo stato del progetto"), [voce for voce in possibili if voce[0] in STATI]),
        (_("Non cambia lo stato"), [voce for voce in possibili if voce[0] not in STATI]),
    ]
    return [gruppo for gruppo in gruppi if gruppo[1]]


class ProrogaCicloForm(forms.Form):
    """The extension of a cycle: to when, by which act, decided when, why."""

    fine = forms.DateField(label=_("Il ciclo finisce il"), widget=AdminDateWidget)
    deciso_il = forms.DateField(label=_("Deciso il"), widget=AdminDateWidget)
    atto = forms.ModelChoiceField(label=_("Atto"), queryset=Atto.objects.all())
    motivo = forms.CharField(label=_("Motivo"), max_length=300, widget=forms.Textarea(attrs=RIGHE))

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, **kwargs)
        self.piano = riga

    def clean(self):
        """Refuse an end that cannot be."""
        dati = super().clean()
        if dati.get("fine") and dati.get("deciso_il"):
            controlla_termine(self.piano, dati["fine"], dati["deciso_il"])
        return dati
