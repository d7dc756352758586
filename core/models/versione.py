"""The one row that says which content the public pages show (see docs/adr/0003-content-version.md)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class VersioneContenuti(models.Model):
    """The content version: a single row that database triggers change with every public write.

    ``versione`` is an opaque token, never used twice; read it with ``core.versione.leggi()``. No form, admin
    action or import writes it, so that none can forget it.
    """

    contenuto_pubblico = False

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    versione = models.CharField(_("versione"), max_length=64)

    class Meta:
        verbose_name = _("versione dei contenuti")
        verbose_name_plural = _("versioni dei contenuti")
        constraints = [
            models.CheckConstraint(
                condition=Q(id=1),
                name="core_versione_riga_unica",
                violation_error_message=_("La versione dei contenuti è una riga sola."),
            ),
        ]

    def __str__(self):
        """Return the token."""
        return self.versione


class VersioneTabella(models.Model):
    """The version of one public table, rewritten like that of all contents and together with it.

    For parts of a page that show few tables; read them with ``core.versione.leggi_tabelle()``.
    """

    contenuto_pubblico = False

    tabella = models.CharField(_("tabella"), max_length=63, primary_key=True)
    versione = models.CharField(_("versione"), max_length=64)

    class Meta:
        verbose_name = _("versione di una tabella")
        verbose_name_plural = _("versioni delle tabelle")

    def __str__(self):
        """Return table and token."""
        return f"{self.tabella}: {self.versione}"
