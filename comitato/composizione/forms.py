"""Forms of the pages about who sits in the Comitato."""

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comitato.models import Componente, Seggio


class GiornoForm(forms.Form):
    """The day to look at the Comitato on."""

    al = forms.DateField(
        label=_("Composizione al"),
        required=False,
        initial=timezone.localdate,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


class NominaForm(forms.Form):
    """Who takes part, for which seat, from when to when."""

    seggio = forms.ModelChoiceField(
        Seggio.objects.none(),
        label=_("Seggio"),
        required=False,
        empty_label=_("Nessuno: è un ospite"),
        help_text=_("L’ente per cui siede. Un ospite non ne ha."),
    )
    email = forms.EmailField(
        label=_("Indirizzo e-mail"),
        help_text=_("Se non ha un account, si apre e parte l’e-mail per scegliere la password."),
    )
    ruolo = forms.ChoiceField(label=_("Che cosa può fare"), choices=Componente.Ruolo.choices)
    dal = forms.DateField(label=_("Dal"), widget=AdminDateWidget, initial=timezone.localdate)
    al = forms.DateField(
        label=_("Fino al"),
        widget=AdminDateWidget,
        required=False,
        help_text=_("Per supplenti e ospiti serve. Vuoto per un titolare: finché dura il seggio."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        righe = Seggio.objects.exclude(al__lt=timezone.localdate()).select_related("ente")
        self.fields["seggio"].queryset = righe.order_by("ente__denominazione", "pk")


class RevocaForm(forms.Form):
    """From when a place is over."""

    dal = forms.DateField(
        label=_("Non partecipa più dal"),
        widget=AdminDateWidget,
        initial=timezone.localdate,
        help_text=_("Da quel giorno non entra più. Se è oggi, l’accesso si chiude subito."),
    )

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, **kwargs)


class FattoForm(forms.Form):
    """When a duty was done."""

    giorno = forms.DateField(label=_("Fatto il"), widget=AdminDateWidget, initial=timezone.localdate)

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, **kwargs)
