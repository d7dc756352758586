"""Accounts in the admin: open, change and close them, never above one's own powers."""

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group, Permission
from django.db.models import Exists, OuterRef, Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.admin import AdminBase
from utenti import services
from utenti.models import Utente
from utenti.ruoli import RUOLI, entra_in_gestione
from utenti.secondo_fattore import METODI


def permessi_di(utente):
    """Return the permissions an account holds through roles or by itself, even while it is closed."""
    return Permission.objects.filter(Q(group__user=utente) | Q(user=utente))


def ruoli_assegnabili(utente):
    """Return the roles an account may give: those whose every permission it holds itself."""
    ruoli = Group.objects.filter(name__in=RUOLI).order_by("pk")
    if utente.is_superuser:
        return ruoli
    oltre = Permission.objects.exclude(pk__in=permessi_di(utente).values("pk"))
    return ruoli.exclude(pk__in=Group.objects.filter(permissions__in=oltre).values("pk"))


def puo_curare(attore, utente):
    """Return whether ``attore`` may touch the account ``utente``: never one that can do more than itself."""
    if attore.is_superuser:
        return True
    oltre = permessi_di(utente).exclude(pk__in=permessi_di(attore).values("pk"))
    return not utente.is_superuser and not oltre.exists()


class UtenteForm(forms.ModelForm):
    """An account and its roles; who enters the admin follows from the roles."""

    class Meta:
        model = Utente
        fields = ["email", "first_name", "last_name", "groups", "is_active", "is_superuser"]
        labels = {"is_active": _("Può entrare"), "is_superuser": _("Amministratore")}
        help_texts = {
            "is_active": _("Togli la spunta per sospendere l’accesso: vale subito, anche se è già entrato."),
            "is_superuser": _("Può tutto, anche cambiare gli utenti e i ruoli."),
        }

    def clean_email(self):
        """Return the address in lower case, as the login looks for it."""
        return self.cleaned_data["email"].lower()


class RuoloFilter(admin.RelatedFieldListFilter):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = _("ruolo")


class PuoEntrareFilter(admin.BooleanFieldListFilter):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = _("può entrare")


class SecondoFattoreFilter(admin.SimpleListFilter):
    title = _("secondo fattore")
    parameter_name = "secondo_fattore"

    def lookups(self, request, model_admin):
        return [("si", _("attivo")), ("no", _("da attivare"))]

    def queryset(self, request, queryset):
        if self.value() in ("si", "no"):
            return queryset.filter(con_secondo_fattore=self.value() == "si")
        return queryset


@admin.register(Utente)
class UtenteAdmin(AdminBase):
    form = UtenteForm
    list_display = ["email", "nome", "ruoli", "accesso", "secondo_fattore", "last_login"]
    list_filter = [
        ("is_active", PuoEntrareFilter),
        SecondoFattoreFilter,
        ("groups", RuoloFilter),
        "dimostrativo",
    ]
    search_fields = ["email", "first_name", "last_name"]
    search_help_text = _("Cerca per indirizzo e-mail, nome o cognome.")
    ordering = ["email"]
    date = ["last_login", "date_joined", "dimostrativo"]
    actions = ["invia_invito", "sospendi_accesso", "riattiva_accesso", "azzera_secondo_fattore"]

    def get_queryset(self, request):
        con_metodo = Authenticator.objects.filter(user=OuterRef("pk"), type__in=METODI)
        utenti = super().get_queryset(request).prefetch_related("groups")
        return utenti.annotate(con_secondo_fattore=Exists(con_metodo))

    def get_fieldsets(self, request, obj=None):
        accesso = ["groups", "is_active"]
        if request.user.is_superuser:
            accesso.append("is_superuser")
        gruppi = [
            (None, {"fields": ["email", "first_name", "last_name"]}),
            (_("Accesso"), {"fields": accesso}),
        ]
        if obj:
            gruppi.append((_("Date"), {"fields": self.date}))
        return gruppi

    def get_readonly_fields(self, request, obj=None):
        """Return the dates and, on one's own account, the access: nobody shuts themselves out by mistake."""
        return [*self.date, "groups", "is_active", "is_superuser"] if obj == request.user else self.date

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "groups":
            kwargs["queryset"] = ruoli_assegnabili(request.user)
            kwargs["label"] = _("Ruoli")
            kwargs["widget"] = forms.CheckboxSelectMultiple
            kwargs["help_text"] = _(
                "Vedi solo i ruoli che puoi assegnare. Chi non ha ruoli non entra nella gestione."
            )
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_change_permission(self, request, obj=None):
        if obj is not None and not puo_curare(request.user, obj):
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        """Accounts are closed, not deleted: what they did keeps their name."""
        return False

    def save_model(self, request, obj, form, change):
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        utente = form.instance
        ruoli = utente.groups.values_list("name", flat=True)
        utente.is_staff = utente.is_superuser or entra_in_gestione(ruoli)
        utente.save(update_fields=["is_staff"])
        if not change or "email" in form.changed_data:
            services.allinea_indirizzo(utente=utente)
            self._invita(request, utente)

    @admin.display(description=_("nome"))
    def nome(self, utente):
        return utente.get_full_name() or "–"

    @admin.display(description=_("ruoli"))
    def ruoli(self, utente):
        nomi = [gruppo.name for gruppo in utente.groups.all()]
        if utente.is_superuser:
            nomi.insert(0, str(_("Amministratore")))
        return ", ".join(nomi) or "–"

    @admin.display(description=_("accesso"), ordering="is_active")
    def accesso(self, utente):
        return _("aperto") if utente.is_active else _("sospeso")

    @admin.display(description=_("secondo fattore"), ordering="con_secondo_fattore")
    def secondo_fattore(self, utente):
        return _("attivo") if utente.con_secondo_fattore else _("da attivare")

    @admin.action(description=_("Invia l’e-mail per scegliere la password"), permissions=["change"])
    def invia_invito(self, request, queryset):
        for utente in self._curabili(request, queryset):
            if utente.is_active:
                self._invita(request, utente)
            else:
                messages.warning(request, _("L’accesso di %(utente)s è sospeso.") % {"utente": utente})

    @admin.action(description=_("Sospendi l’accesso"), permissions=["change"])
    def sospendi_accesso(self, request, queryset):
        for utente in self._curabili(request, queryset.exclude(pk=request.user.pk)):
            services.sospendi(utente=utente)
            self._di_e_scrivi(request, utente, _("accesso sospeso"))

    @admin.action(description=_("Riattiva l’accesso"), permissions=["change"])
    def riattiva_accesso(self, request, queryset):
        for utente in self._curabili(request, queryset):
            services.riattiva(utente=utente)
            self._di_e_scrivi(request, utente, _("accesso riattivato"))

    @admin.action(
        description=_("Azzera il secondo fattore (telefono o chiave persi)"), permissions=["change"]
    )
    def azzera_secondo_fattore(self, request, queryset):
        for utente in self._curabili(request, queryset.exclude(pk=request.user.pk)):
            services.azzera_secondo_fattore(utente=utente)
            self._di_e_scrivi(request, utente, _("secondo fattore azzerato"))

    def _curabili(self, request, utenti):
        """Return the accounts the actor may touch; say which ones it may not."""
        curabili = []
        for utente in utenti:
            if puo_curare(request.user, utente):
                curabili.append(utente)
            else:
                messages.warning(
                    request, _("Non puoi cambiare l’accesso di %(utente)s.") % {"utente": utente}
                )
        return curabili

    def _invita(self, request, utente):
        """Queue the invitation and say so."""
        services.invita(utente=utente)
        self._di_e_scrivi(request, utente, _("parte fra poco l’e-mail per scegliere la password"))

    def _di_e_scrivi(self, request, utente, fatto):
        """Tell what was done and write it in the account's history."""
        self.log_change(request, utente, str(fatto))
        messages.success(request, f"{capfirst(fatto)}: {utente}")
