"""The yearly round in the admin: open it knowing who will be written to, follow it, record by phone."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.db.models import Count, Q
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from aderenti.conferme import apri_giro, chiudi_giro, da_scrivere, registra_conferma
from aderenti.models import ConfermaAdesione, GiroConferme
from core.admin import AdminInSolaLettura, FiltroDaFare
from piani.models import Piano


class GiroForm(forms.Form):
    """Title, end and, if it confirms the adhesion too, cycle of a new round."""

    titolo = forms.CharField(label=_("Titolo"), max_length=80)
    scade_il = forms.DateField(
        label=_("Ultimo giorno"),
        widget=AdminDateWidget,
        help_text=_("Fino a quando il link nell'e-mail funziona."),
    )
    piano = forms.ModelChoiceField(
        label=_("Ciclo"),
        queryset=Piano.objects.all(),
        required=False,
        help_text=_("Se lo scegli, chi conferma è confermato anche come aderente per quel ciclo."),
    )


@admin.register(GiroConferme)
class GiroConfermeAdmin(AdminInSolaLettura):
    list_display = ["titolo", "aperto_il", "scade_il", "chiuso_il", "confermate", "in_attesa", "da_chiamare"]
    search_fields = ["titolo"]
    fields = [
        "titolo",
        "piano",
        "aperto_il",
        "aperto_da",
        "scade_il",
        "chiuso_il",
        "confermate",
        "in_attesa",
        "da_chiamare",
    ]
    readonly_fields = ["confermate", "in_attesa", "da_chiamare"]
    actions = ["chiudi"]

    def has_add_permission(self, request):
        return request.user.has_perm("aderenti.add_giroconferme")

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        mute = Q(conferme__confermata_il__isnull=True)
        return (
            super()
            .get_queryset(request)
            .annotate(
                n_confermate=Count("conferme", filter=~mute),
                n_in_attesa=Count("conferme", filter=mute),
                n_da_chiamare=Count("conferme", filter=mute & Q(conferme__indirizzi=[])),
            )
        )

    def add_view(self, request, form_url="", extra_context=None):
        """Show whom the round would write to; open it on POST."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        anno = {"titolo": _("Conferme %(anno)d") % {"anno": timezone.localdate().year}}
        form = GiroForm(request.POST or None, initial=anno)
        if request.method == "POST" and form.is_valid():
            giro = self._apri(request, form)
            if giro:
                return HttpResponseRedirect(reverse("admin:aderenti_giroconferme_change", args=[giro.pk]))
        righe = da_scrivere()
        contesto = self.admin_site.each_context(request) | {
            "title": _("Apri il giro di conferme"),
            "bottone": _("Apri il giro e manda le e-mail"),
            "opts": self.opts,
            "form": form,
            "scheda": reverse("admin:aderenti_giroconferme_changelist"),
            "elenco": "admin:aderenti_giroconferme_changelist",
            "scritte": [riga for riga in righe if riga[1]],
            "senza": [ente for ente, indirizzi in righe if not indirizzi],
        }
        return TemplateResponse(request, "admin/aderenti/apri_giro.html", contesto)

    def _apri(self, request, form):
        """Open the round and return it; None, with the reason in the form, when it cannot be."""
        try:
            giro = apri_giro(utente=request.user, **form.cleaned_data)
        except ValidationError as errore:
            form.add_error(None, errore.messages)
            return None
        except IntegrityError:
            form.add_error(None, _("Un collega ha appena aperto un giro con questo titolo."))
            return None
        messages.success(request, _("Il giro è aperto: le e-mail sono in partenza."))
        return giro

    @admin.action(description=_("Chiudi il giro"), permissions=["close"])
    def chiudi(self, request, queryset):
        for giro in queryset:
            chiudi_giro(giro=giro)
        self.message_user(request, _("Fatto: i link del giro non confermano più."), messages.SUCCESS)

    def has_close_permission(self, request):
        return request.user.has_perm("aderenti.change_giroconferme")

    def _verso(self, giro, numero, voce):
        """Return a number with the way to its rows."""
        elenco = reverse("admin:aderenti_confermaadesione_changelist")
        return format_html('<a href="{}?giro__id__exact={}&da_fare={}">{}</a>', elenco, giro.pk, voce, numero)

    @admin.display(description=_("confermate"), ordering="n_confermate")
    def confermate(self, giro):
        return self._verso(giro, giro.n_confermate, "confermate")

    @admin.display(description=_("non confermate"), ordering="n_in_attesa")
    def in_attesa(self, giro):
        return self._verso(giro, giro.n_in_attesa, "mute")

    @admin.display(description=_("senza indirizzo"), ordering="n_da_chiamare")
    def da_chiamare(self, giro):
        return self._verso(giro, giro.n_da_chiamare, "senza_indirizzo")


class ConfermeFilter(FiltroDaFare):
    voci = {
        "da_chiamare": (_("da chiamare"), lambda righe: righe.da_chiamare()),
        "in_attesa": (_("non ancora confermate"), lambda righe: righe.in_attesa()),
    }
    altre = {
        "confermate": (_("confermate"), lambda righe: righe.exclude(confermata_il=None)),
        "mute": (_("mai confermate, di ogni giro"), lambda righe: righe.filter(confermata_il=None)),
        "senza_indirizzo": (
            _("senza indirizzo, di ogni giro"),
            lambda righe: righe.filter(confermata_il=None, indirizzi=[]),
        ),
    }


@admin.register(ConfermaAdesione)
class ConfermaAdesioneAdmin(AdminInSolaLettura):
    list_display = ["organizzazione", "giro", "scritto_a", "telefono", "confermata_il", "come"]
    list_filter = [ConfermeFilter, "giro", "come"]
    list_select_related = ["organizzazione", "giro"]
    search_fields = ["organizzazione__denominazione"]
    fields = ["scheda", "giro", "scritto_a", "telefono", "promemoria", "confermata_il", "come", "da"]
    readonly_fields = ["scheda", "scritto_a", "telefono"]
    actions = ["per_telefono"]

    def has_delete_permission(self, request, obj=None):
        return False

    def view_on_site(self, obj):
        return None

    def has_register_permission(self, request):
        return request.user.has_perm("aderenti.change_confermaadesione")

    @admin.display(description=_("scritto a"))
    def scritto_a(self, conferma):
        return ", ".join(conferma.indirizzi) or _("nessuno: da chiamare")

    @admin.display(description=_("telefono dell'ufficio"))
    def telefono(self, conferma):
        return conferma.organizzazione.telefono or "–"

    @admin.display(description=_("organizzazione"))
    def scheda(self, conferma):
        indirizzo = reverse("admin:aderenti_organizzazione_change", args=[conferma.organizzazione_id])
        return format_html('<a href="{}">{}</a>', indirizzo, conferma.organizzazione)

    @admin.action(description=_("Segna: confermata per telefono"), permissions=["register"])
    def per_telefono(self, request, queryset):
        fatte = 0
        for conferma in queryset.order_by("pk"):
            try:
                registra_conferma(conferma=conferma, come=ConfermaAdesione.Come.ATS, da=request.user)
            except ValidationError as errore:
                testo = f"{conferma.organizzazione}: {errore.messages[0]}"
                self.message_user(request, testo, messages.ERROR)
            else:
                fatte += 1
        if fatte:
            testo = ngettext("%(n)d conferma registrata.", "%(n)d conferme registrate.", fatte)
            self.message_user(request, testo % {"n": fatte}, messages.SUCCESS)
