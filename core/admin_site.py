"""The admin site: the portal's name, and one door for everybody (the e-mail login of allauth)."""

from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models.base import ModelBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext_lazy as _
from django.views.i18n import JavaScriptCatalog

from core import pagine_gestione as pagine


class SitoAdmin(AdminSite):
    """Where operators keep the portal up to date."""

    site_header = _("Gestione del portale")
    site_title = _("Gestione · Rete di Conciliazione della Montagna")
    index_title = _("Che cosa vuoi aggiornare?")
    site_url = "/"
    empty_value_display = "–"
    # Secrets, and rows that the portal writes by itself (roles, site name, addresses of the accounts).
    esclusi = frozenset({"account.emailaddress", "auth.group", "mfa.authenticator", "sites.site"})

    def register(self, model_or_iterable, admin_class=None, **options):
        """Register models, except those that no page of the admin should change.

        The rooms come before the libraries: an admin of theirs stays.
        """
        modelli = [model_or_iterable] if isinstance(model_or_iterable, ModelBase) else model_or_iterable
        ammessi = [
            modello
            for modello in modelli
            if modello._meta.label_lower not in self.esclusi and modello not in self._registry
        ]
        super().register(ammessi, admin_class, **options)

    def index(self, request, extra_context=None):
        """Show the first page: what needs action in each room, members first, then the rooms."""
        gruppi = [
            {
                "titolo": gestione.opts.verbose_name_plural,
                "voci": voci,
                "numero": sum(voce["numero"] for voce in voci),
            }
            for gestione in reversed(self._registry.values())
            if (voci := getattr(gestione, "da_fare", lambda request: [])(request))
        ]
        niente = [(g["titolo"], voce) for g in gruppi for voce in g["voci"] if not voce["numero"]]
        pagina = {"da_fare": gruppi, "niente": niente, "pagine": pagine.voci(request)}
        return super().index(request, pagina | (extra_context or {}))

    def get_urls(self):
        """Return the addresses of the pages that belong to no model, then those of the models."""
        return [*pagine.percorsi(self), *super().get_urls()]

    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        """Send to the portal's login, which knows the second factor and the rate limits.

        Raises PermissionDenied for a signed-in account that is not of the staff: sending it to the login
        page again would be an endless round.
        """
        if self.has_permission(request):
            return redirect(self._dopo(request))
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect(f"{reverse('account_login')}?{urlencode({REDIRECT_FIELD_NAME: self._dopo(request)})}")

    def i18n_javascript(self, request, extra_context=None):
        """Return the words of the admin's scripts: Django's, and those its Italian catalogue lacks."""
        return JavaScriptCatalog.as_view(packages=["django.contrib.admin", "core"])(request)

    def logout(self, request, extra_context=None):
        """Send to the portal's logout page, which asks for confirmation."""
        return redirect("account_logout")

    def password_change(self, request, extra_context=None):
        """Send to the portal's own page to change the password."""
        return redirect("account_change_password")

    def password_change_done(self, request, extra_context=None):
        """Send to the portal's own page to change the password: it confirms with a message."""
        return redirect("account_change_password")

    def _dopo(self, request):
        """Return the address asked for, if it is of this site; the admin's first page otherwise."""
        richiesto = request.GET.get(REDIRECT_FIELD_NAME, "")
        if url_has_allowed_host_and_scheme(
            richiesto, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        ):
            return richiesto
        return reverse("admin:index", current_app=self.name)
