"""The life of an adhesion in the admin: suspend, resume, leave, end; and the register on a day."""

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from aderenti import registro, services
from aderenti.filters import valida_non_futura
from aderenti.models import EventoAdesione, Organizzazione
from core.admin.azioni import AzioneView
from core.foglio import foglio_csv
from piani.models import Atto

Tipo = EventoAdesione.Tipo
# What may happen to an adhesion: the action, and the last event after which it has a meaning.
AZIONI = {
    Tipo.SOSPESA: (services.sospendi, Tipo.attivi()),
    Tipo.RIPRESA: (services.riprendi, [Tipo.SOSPESA]),
    Tipo.RECESSO: (services.recedi, services.DENTRO),
    Tipo.CESSATA: (services.cessa, [t for t in Tipo if t not in services.FINITI]),
}


class EventoForm(forms.Form):
    """What happened, when, why, by which act."""

    tipo = forms.ChoiceField(label=_("Che cosa è successo"))
    data = forms.DateField(label=_("Data"), widget=AdminDateWidget)
    motivo = forms.CharField(
        label=_("Motivo"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=_("Lo leggono solo gli operatori."),
    )
    atto = forms.ModelChoiceField(label=_("Atto"), queryset=Atto.objects.all(), required=False)
    atto_estremi = forms.CharField(label=_("Estremi dell'atto"), max_length=150, required=False)

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, **kwargs)
        ultimo = riga.eventi_adesione.order_by("-data", "-pk").first()
        tipo = ultimo.tipo if ultimo else None
        dopo = [t for t, (_azione, prima) in AZIONI.items() if tipo in prima]
        self.fields["tipo"].choices = [(t.value, t.label) for t in dopo or [Tipo.CESSATA]]


class EventoView(AzioneView):
    """Register an event after the last one."""

    modello = Organizzazione
    permission_required = "aderenti.add_eventoadesione"
    form_class = EventoForm
    titolo = _("Registra un evento di adesione")
    bottone = _("Registra")
    fatto = _("Evento registrato.")

    def esegui(self, form):
        """Do the action of the chosen event."""
        dati = dict(form.cleaned_data)
        azione, _prima = AZIONI[dati.pop("tipo")]
        azione(organizzazione=self.riga, utente=self.request.user, **dati)


class AlGiornoForm(forms.Form):
    """The day the register is asked for."""

    al = forms.DateField(
        label=_("Aderenti alla data"), widget=AdminDateWidget, validators=[valida_non_futura]
    )


class RegistroView(PermissionRequiredMixin, TemplateView):
    """The register on a day: how many, who, and the same for a spreadsheet (``foglio``)."""

    admin_site = None
    permission_required = "aderenti.view_organizzazione"
    raise_exception = True
    template_name = "admin/aderenti/registro.html"

    def get(self, request, *args, **kwargs):
        """Show the page, or download the whole register."""
        self.form = AlGiornoForm(request.GET if "al" in request.GET else {"al": timezone.localdate()})
        self.righe = registro.registro(self.form.cleaned_data["al"]) if self.form.is_valid() else []
        if self.form.is_valid() and "foglio" in request.GET:
            nome = f"registro-aderenti-{self.form.cleaned_data['al']}"
            return foglio_csv(nome, registro.COLONNE, [riga.celle() for riga in self.righe])
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        """Add the register."""
        return (
            super().get_context_data(**kwargs)
            | self.admin_site.each_context(self.request)
            | {
                "title": _("Registro degli aderenti a una data"),
                "opts": Organizzazione._meta,
                "form": self.form,
                "giorno": self.form.is_valid() and self.form.cleaned_data["al"],
                "colonne": registro.COLONNE,
                "righe": [riga.celle() for riga in self.righe],
            }
        )


def pagine_organizzazione(admin_site):
    """Return the addresses of these pages, for the admin of the organisations."""
    return [
        path(
            "registro/",
            admin_site.admin_view(RegistroView.as_view(admin_site=admin_site)),
            name="aderenti_organizzazione_register",
        ),
        path(
            "<int:pk>/evento/",
            admin_site.admin_view(EventoView.as_view(admin_site=admin_site)),
            name="aderenti_organizzazione_event",
        ),
    ]
