"""What the import of reference data has loaded, so that a later run does not undo the work of staff."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RegistroImportazione(models.Model):
    """Keys of the rows of a model ever loaded from a file: one of them missing now was deleted by staff."""

    contenuto_pubblico = False

    modello = models.CharField(_("modello"), max_length=100, unique=True)
    chiavi = models.JSONField(_("chiavi caricate"), default=list)

    class Meta:
        verbose_name = _("registro delle importazioni")
        verbose_name_plural = _("registri delle importazioni")

    def __str__(self):
        return self.modello
