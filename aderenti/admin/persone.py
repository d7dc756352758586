"""Who works on the pages of members, in the admin: ATS sees, gives and takes away every access."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from aderenti.inviti import ha_accesso, invita, revoca, rimanda
from aderenti.models import Accesso, Invito, RichiestaAccesso
from aderenti.persone import togli
from aderenti.richieste_accesso import decidi_richiesta
from core.admin import AdminBase, FiltroDaFare


class TracceAdmin(AdminBase):
    """Traces of who could do what: nobody edits or deletes them, actions write the next ones."""

    def has_delete_permission(self, request, obj=None):
        """Return False: what was given and taken away stays written."""
        return False

    def get_readonly_fields(self, request, obj=None):
        """Return every field of a row that is there."""
        return self.fields if obj else []

    def _di_e_scrivi(self, request, riga, fatto):
        """Tell what was done and write it in the history of the row."""
        self.log_change(request, riga, str(fatto))
        messages.success(request, f"{capfirst(fatto)}: {riga}")


class AccessiFilter(admin.SimpleListFilter):
    title = _("stato")
    parameter_name = "stato"

    def lookups(self, request, model_admin):
        return [("in-vigore", _("in vigore")), ("tolti", _("tolti"))]

    def queryset(self, request, queryset):
        if self.value() in ("in-vigore", "tolti"):
            return queryset.filter(tolto_il__isnull=self.value() == "in-vigore")
        return queryset


@admin.register(Accesso)
class AccessoAdmin(TracceAdmin):
    list_display = ["utente", "organizzazione", "ruolo", "dal", "dato_da", "tolto_il", "tolto_da"]
    list_filter = [AccessiFilter, "ruolo"]
    search_fields = ["utente__email", "organizzazione__denominazione"]
    search_help_text = _("Cerca per indirizzo e-mail o per organizzazione.")
    fields = ["organizzazione", "utente", "ruolo", "dal", "dato_da", "tolto_il", "tolto_da"]
    actions = ["togli_accesso"]

    def has_add_permission(self, request):
        """Return False: an access is given by invitation."""
        return False

    @admin.action(description=_("Togli l’accesso, anche all’ultimo amministratore"), permissions=["change"])
    def togli_accesso(self, request, queryset):
        for accesso in queryset.filter(tolto_il__isnull=True):
            togli(accesso=accesso, da=request.user, anche_ultimo=True)
            self._di_e_scrivi(request, accesso, _("accesso tolto"))


class InvitoForm(forms.ModelForm):
    """Whom to invite, to which body, to do what."""

    class Meta:
        model = Invito
        fields = ["organizzazione", "email", "ruolo"]

    def clean_email(self):
        """Return the address in lower case, as the login looks for it."""
        return self.cleaned_data["email"].lower()

    def clean(self):
        """Refuse who has an access already."""
        dati = super().clean()
        ente, email = dati.get("organizzazione"), dati.get("email")
        if ente and email and ha_accesso(ente, email):
            self.add_error("email", ValidationError(_("Questa persona ha già accesso.")))
        return dati


class InvitiFilter(admin.SimpleListFilter):
    title = _("stato")
    parameter_name = "stato"

    def lookups(self, request, model_admin):
        return [("validi", _("in attesa")), ("usati", _("usati")), ("altri", _("scaduti o revocati"))]

    def queryset(self, request, queryset):
        if self.value() == "validi":
            return queryset.validi()
        if self.value() == "usati":
            return queryset.filter(usato_il__isnull=False)
        if self.value() == "altri":
            return queryset.filter(usato_il__isnull=True).exclude(pk__in=queryset.validi().values("pk"))
        return queryset


@admin.register(Invito)
class InvitoAdmin(TracceAdmin):
    form = InvitoForm
    list_display = ["email", "organizzazione", "ruolo", "stato", "creato_il", "creato_da", "scade_il"]
    list_filter = [InvitiFilter, "ruolo"]
    search_fields = ["email", "organizzazione__denominazione"]
    search_help_text = _("Cerca per indirizzo e-mail o per organizzazione.")
    tracce = ["creato_il", "creato_da", "scade_il", "usato_il", "usato_da", "revocato_il", "revocato_da"]
    actions = ["manda_di_nuovo", "revoca_invito"]
    view_on_site = False

    def get_fields(self, request, obj=None):
        """Return what is asked for, then what became of it."""
        return ["organizzazione", "email", "ruolo", *(self.tracce if obj else [])]

    def get_readonly_fields(self, request, obj=None):
        """Return every field of an invitation that has left."""
        return self.get_fields(request, obj) if obj else []

    def save_model(self, request, obj, form, change):
        """Send a new invitation; one that has left does not change."""
        if not change:
            dati = form.cleaned_data
            invito = invita(
                organizzazione=dati["organizzazione"],
                email=dati["email"],
                ruolo=dati["ruolo"],
                da=request.user,
            )
            obj.pk, obj.codice = invito.pk, invito.codice

    @admin.display(description=_("stato"))
    def stato(self, invito):
        if invito.usato_il:
            return _("usato")
        if invito.revocato_il:
            return _("revocato")
        return _("in attesa") if invito.valido else _("scaduto")

    @admin.action(description=_("Manda di nuovo, con due settimane in più"), permissions=["change"])
    def manda_di_nuovo(self, request, queryset):
        for invito in queryset.aperti():
            self._di_e_scrivi(request, rimanda(invito=invito, da=request.user), _("invito mandato di nuovo"))

    @admin.action(description=_("Revoca l’invito"), permissions=["change"])
    def revoca_invito(self, request, queryset):
        for invito in queryset.aperti():
            self._di_e_scrivi(request, revoca(invito=invito, da=request.user), _("invito revocato"))


class RichiesteFilter(FiltroDaFare):
    voci = {
        "da_seguire": (
            _("ferme da più di 7 giorni, o senza chi le decida"),
            lambda righe: righe.da_seguire(),
        ),
    }
    altre = {
        "in_attesa": (_("in attesa"), lambda righe: righe.in_attesa()),
        "decise": (_("decise"), lambda righe: righe.filter(decisa_il__isnull=False)),
    }


@admin.register(RichiestaAccesso)
class RichiestaAccessoAdmin(TracceAdmin):
    list_display = ["email", "organizzazione", "ruolo", "stato", "creata_il", "decisa_il", "decisa_da"]
    list_filter = [RichiesteFilter, "stato"]
    search_fields = ["email", "organizzazione__denominazione", "ruolo"]
    search_help_text = _("Cerca per indirizzo e-mail, organizzazione o mansione.")
    fields = ["organizzazione", "email", "ruolo", "creata_il", "stato", "decisa_il", "decisa_da"]
    actions = ["accogli_redattore", "accogli_amministratore", "respingi"]

    def has_add_permission(self, request):
        """Return False: who asks writes it."""
        return False

    @admin.action(description=_("Accogli e invita come redattore"), permissions=["change"])
    def accogli_redattore(self, request, queryset):
        self._decidi(request, queryset, _("richiesta accolta"), ruolo=Accesso.Ruolo.REDATTORE)

    @admin.action(description=_("Accogli e invita come amministratore"), permissions=["change"])
    def accogli_amministratore(self, request, queryset):
        self._decidi(request, queryset, _("richiesta accolta"), ruolo=Accesso.Ruolo.AMMINISTRATORE)

    @admin.action(description=_("Non accogliere"), permissions=["change"])
    def respingi(self, request, queryset):
        self._decidi(request, queryset, _("richiesta non accolta"))

    def _decidi(self, request, queryset, fatto, **ruolo):
        """Decide the requests that wait; a role accepts, no role refuses."""
        for richiesta in queryset.in_attesa():
            decisa = decidi_richiesta(richiesta=richiesta, accolta=bool(ruolo), da=request.user, **ruolo)
            self._di_e_scrivi(request, decisa, fatto)
