"""Which column of a spreadsheet fills which field, kept with a name for the next time."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MappaColonne(models.Model):
    """A mapping chosen once for a kind of table; ``colonne`` is {heading of the file: field, “” for none}."""

    contenuto_pubblico = False

    nome = models.CharField(_("nome"), max_length=60)
    tabella = models.SlugField(_("tabella"), max_length=40)
    colonne = models.JSONField(_("colonne"))
    aggiornata_il = models.DateTimeField(_("aggiornata il"), auto_now=True)

    class Meta:
        verbose_name = _("mappa di colonne")
        verbose_name_plural = _("mappe di colonne")
        ordering = ["tabella", "nome"]
        constraints = [
            models.UniqueConstraint(
                fields=["tabella", "nome"],
                name="core_mappa_nome",
                violation_error_message=_("C'è già una mappa con questo nome per questa tabella."),
            )
        ]

    def __str__(self):
        return self.nome
