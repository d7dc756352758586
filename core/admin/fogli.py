"""Tables that go out and come back, in the admin of a model."""

from django.core.exceptions import PermissionDenied
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from core.fogli import viste


class AdminConFogli:
    """An admin whose rows go out as a table and come back: mixin, with ``ricezioni(request)``.

    Adds five pages under the list of the model; who may not change its rows finds 403 on each.
    """

    def ricezioni(self, request):
        """Return {name: core.fogli.caricamenti.Ricezione}."""
        raise NotImplementedError

    def get_urls(self):
        """Return the addresses of the tables, then those of the model."""
        indirizzi = {
            "fogli/": ("list", ElencoFogliAdmin),
            "fogli/<slug:tabella>/<slug:formato>/": ("export", ScaricaFoglioAdmin),
            "fogli/<slug:tabella>/": ("upload", CaricaFoglioAdmin),
            "fogli/<slug:tabella>/caricato/<int:pk>/": ("preview", AnteprimaFoglioAdmin),
            "fogli/<slug:tabella>/caricato/<int:pk>/errori/": ("errors", ErroriFoglioAdmin),
        }
        miei = [
            path(
                indirizzo,
                self.admin_site.admin_view(vista.as_view(admin=self)),
                name=self.nome_dei_fogli(pagina),
            )
            for indirizzo, (pagina, vista) in indirizzi.items()
        ]
        return miei + super().get_urls()

    def nome_dei_fogli(self, pagina):
        """Return the URL name of a page of the tables, without namespace."""
        return f"{self.opts.app_label}_{self.opts.model_name}_sheets_{pagina}"

    def changelist_view(self, request, extra_context=None):
        """Add the way to the tables."""
        fogli = reverse(f"admin:{self.nome_dei_fogli('list')}") if self.has_change_permission(request) else ""
        return super().changelist_view(request, {**(extra_context or {}), "fogli": fogli})


class FogliAdminMixin:
    """The tables of the admin ``admin``, for who may change its rows."""

    admin = None

    def dispatch(self, request, *args, **kwargs):
        """Refuse who may not change the rows."""
        if not self.admin.has_change_permission(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def ricezioni(self):
        """Return the tables of the admin."""
        return self.admin.ricezioni(self.request)

    def indirizzo(self, pagina, **kwargs):
        """Return the address of a page of the tables."""
        return reverse(f"admin:{self.admin.nome_dei_fogli(pagina)}", kwargs=kwargs)

    def get_context_data(self, **kwargs):
        """Add what every page of the admin shows."""
        return {
            **self.admin.admin_site.each_context(self.request),
            "opts": self.admin.opts,
            "title": _("Fogli di calcolo"),
            **super().get_context_data(**kwargs),
        }


class ElencoFogliAdmin(FogliAdminMixin, viste.ElencoFogliView):
    """The tables to download and to send back."""

    template_name = "admin/fogli/elenco.html"


class ScaricaFoglioAdmin(FogliAdminMixin, viste.ScaricaFoglioView):
    """One table."""


class CaricaFoglioAdmin(FogliAdminMixin, viste.CaricaFoglioView):
    """Send one back."""

    template_name = "admin/fogli/carica.html"


class AnteprimaFoglioAdmin(FogliAdminMixin, viste.AnteprimaFoglioView):
    """What it would change."""

    template_name = "admin/fogli/anteprima.html"


class ErroriFoglioAdmin(FogliAdminMixin, viste.ErroriFoglioView):
    """Its errors."""
