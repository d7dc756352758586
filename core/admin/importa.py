"""Tables from anywhere, in the admin of a model: columns mapped, tried, confirmed."""

from django.core.exceptions import PermissionDenied
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from core.admin.fogli import FogliAdminMixin
from core.fogli import viste, viste_importa


class VersoImporta:
    """An admin whose list leads to the import of its rows: ``importa`` is (URL name, its arguments)."""

    importa = None

    def changelist_view(self, request, extra_context=None):
        """Add the way to the import, for who may add rows."""
        nome, argomenti = self.importa
        indirizzo = reverse(nome, args=argomenti) if self.has_add_permission(request) else ""
        return super().changelist_view(request, {**(extra_context or {}), "importa": indirizzo})


class AdminConImporta(VersoImporta):
    """An admin with the pages of the import: mixin, with ``tabelle()``.

    Who may not add and change its rows finds 403 on each; a table one may not write with is not there.
    """

    def tabelle(self):
        """Return new instances of the kinds of table (core.fogli.colonne.TabellaLibera)."""
        raise NotImplementedError

    @property
    def importa(self):
        """Return the page with the list."""
        return f"admin:{self.nome_dell_importa('list')}", []

    def get_urls(self):
        """Return the addresses of the import, then those of the model."""
        caricato = "importa/<slug:tabella>/caricato/<int:pk>/"
        indirizzi = {
            "importa/": ("list", ElencoImportaAdmin),
            "importa/<slug:tabella>/": ("upload", CaricaImportaAdmin),
            "importa/<slug:tabella>/modello/<slug:formato>/": ("export", ModelloAdmin),
            f"{caricato}colonne/": ("columns", ColonneAdmin),
            caricato: ("preview", AnteprimaImportaAdmin),
            f"{caricato}errori/": ("errors", ErroriImportaAdmin),
        }
        miei = [
            path(
                indirizzo,
                self.admin_site.admin_view(vista.as_view(admin=self)),
                name=self.nome_dell_importa(pagina),
            )
            for indirizzo, (pagina, vista) in indirizzi.items()
        ]
        return miei + super().get_urls()

    def nome_dell_importa(self, pagina):
        """Return the URL name of a page of the import, without namespace."""
        return f"{self.opts.app_label}_{self.opts.model_name}_import_{pagina}"


class ImportaAdminMixin(FogliAdminMixin):
    """The import of the admin ``admin``, for who may add and change its rows."""

    def dispatch(self, request, *args, **kwargs):
        """Refuse who may not add rows."""
        if not self.admin.has_add_permission(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def ricezioni(self):
        """Return {name: table} of those that the user may write with."""
        tutte = self.admin.tabelle()
        return {t.nome: t for t in tutte if self.request.user.has_perms(t.permessi)}

    def indirizzo(self, pagina, **kwargs):
        """Return the address of a page of the import."""
        return reverse(f"admin:{self.admin.nome_dell_importa(pagina)}", kwargs=kwargs)

    def get_context_data(self, **kwargs):
        """Add the title."""
        return super().get_context_data(**{"title": _("Importa da un foglio"), **kwargs})


class ElencoImportaAdmin(ImportaAdminMixin, viste_importa.ElencoImportaView):
    """The kinds of table."""

    template_name = "admin/fogli/importa_elenco.html"


class ModelloAdmin(ImportaAdminMixin, viste_importa.ModelloView):
    """The table to fill in."""


class CaricaImportaAdmin(ImportaAdminMixin, viste_importa.CaricaImportaView):
    """Send one."""

    template_name = "admin/fogli/importa_carica.html"


class ColonneAdmin(ImportaAdminMixin, viste_importa.ColonneView):
    """What its columns are."""

    template_name = "admin/fogli/importa_colonne.html"


class AnteprimaImportaAdmin(ImportaAdminMixin, viste_importa.AnteprimaImportaView):
    """What it would do."""

    template_name = "admin/fogli/importa_anteprima.html"


class ErroriImportaAdmin(ImportaAdminMixin, viste.ErroriFoglioView):
    """Its errors."""
