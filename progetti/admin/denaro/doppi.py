"""What looks paid twice in the admin: the pairs to look at, and what ATS concluded on the others."""

from django import forms
from django.contrib import admin
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from core.admin import AdminInSolaLettura
from core.admin.azioni import CHIAVE_MASSIMA, AzioneView
from core.guardie import limita
from progetti.denaro.conti import conti
from progetti.denaro.doppi import doppi, registra_verifica
from progetti.models import Progetto, VerificaDoppio

ELENCO = "admin:progetti_verificadoppio_todo"


def visibili(request):
    """Return the pairs to look at whose projects who asks may both see."""
    noti = set(limita(request, Progetto.objects.all()).values_list("pk", flat=True))
    return [coppia for coppia in doppi() if {coppia.primo.pk, coppia.secondo.pk} <= noti]


class DoppiView(PermissionRequiredMixin, TemplateView):
    """The pairs of projects to look at, each with its reasons and the way to conclude."""

    admin_site = None
    permission_required = "progetti.view_verificadoppio"
    raise_exception = True
    template_name = "admin/progetti/doppi.html"

    def get_context_data(self, **kwargs):
        """Add the pairs and the accounts of their projects."""
        coppie = visibili(self.request)
        progetti = {progetto.pk: progetto for coppia in coppie for progetto in (coppia.primo, coppia.secondo)}
        tutti = conti(progetti.values())
        for pk, progetto in progetti.items():
            progetto.conto = tutti[pk]
        contesto = super().get_context_data(**kwargs) | self.admin_site.each_context(self.request)
        return contesto | {"title": _("Possibili doppi finanziamenti"), "coppie": coppie}


class VerificaForm(forms.Form):
    """What ATS concluded, and why."""

    doppio = forms.TypedChoiceField(
        label=_("È la stessa cosa pagata due volte?"),
        choices=[("no", _("No")), ("si", _("Sì"))],
        coerce=lambda valore: valore == "si",
        widget=forms.RadioSelect,
    )
    motivo = forms.CharField(
        label=_("Perché"),
        max_length=300,
        help_text=_("Lo legge chi controlla dopo di te."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, **kwargs)


class VerificaView(AzioneView):
    """Record the conclusion on a pair of projects."""

    modello = Progetto
    permission_required = "progetti.add_verificadoppio"
    form_class = VerificaForm
    titolo = _("Registra la verifica")
    bottone = _("Registra")
    fatto = _("Verifica registrata.")

    @cached_property
    def secondo(self):
        """Return the other project; raise Http404 when there is none, or it is the same."""
        if self.kwargs["altro"] > CHIAVE_MASSIMA or self.kwargs["altro"] == self.riga.pk:
            raise Http404
        return get_object_or_404(limita(self.request, Progetto.objects.con_nome()), pk=self.kwargs["altro"])

    def avviso(self):
        """Return the name of the other project."""
        return _("L'altro progetto: %(nome)s (%(codice)s).") % {
            "nome": self.secondo.nome,
            "codice": self.secondo.code,
        }

    def scheda(self):
        """Return the address of the pairs to look at."""
        return reverse(ELENCO)

    def esegui(self, form):
        """Write the conclusion."""
        registra_verifica(
            primo=self.riga, secondo=self.secondo, utente=self.request.user, **form.cleaned_data
        )


@admin.register(VerificaDoppio)
class VerificaDoppioAdmin(AdminInSolaLettura):
    list_display = ["primo", "secondo", "doppio", "motivo", "da", "il"]
    list_filter = ["doppio", "il"]
    list_select_related = [
        f"{progetto}__{relazione}"
        for progetto in ("primo", "secondo")
        for relazione in ("alleanza__ambito", "alleanza__piano", "piano", "fondo")
    ] + ["da"]
    search_fields = ["primo__titolo", "secondo__titolo", "motivo"]
    change_list_template = "admin/progetti/verifiche.html"

    def da_fare(self, request):
        """Return the pairs to look at, for the first page."""
        if not self.has_view_permission(request):
            return []
        quante = len(visibili(request))
        return [
            {"etichetta": _("coppie da guardare"), "numero": quante, "indirizzo": reverse(ELENCO)},
        ]

    def get_urls(self):
        """Return also the page of the pairs to look at and the one that records a conclusion."""
        elenco = self.admin_site.admin_view(DoppiView.as_view(admin_site=self.admin_site))
        verifica = self.admin_site.admin_view(VerificaView.as_view(admin_site=self.admin_site))
        return [
            path("da-guardare/", elenco, name="progetti_verificadoppio_todo"),
            path("da-guardare/<int:pk>-<int:altro>/", verifica, name="progetti_verificadoppio_record"),
            *super().get_urls(),
        ]
