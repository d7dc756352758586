"""Who wants to know when a call opens: an e-mail address and nothing else."""

import secrets

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from progetti.querysets_avvisi import IscrizioneAvvisiQuerySet


def nuovo_codice():
    """Return a code that nobody can guess: it opens the pages that confirm and stop an alert."""
    return secrets.token_urlsafe(18)


class IscrizioneAvvisi(models.Model):
    """An e-mail address to tell when a call opens: confirmed by who receives it, deleted when it stops."""

    contenuto_pubblico = False

    codice = models.CharField(_("codice"), max_length=40, unique=True, default=nuovo_codice, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    creata_il = models.DateTimeField(_("chiesta il"), default=timezone.now)
    confermata_il = models.DateTimeField(_("confermata il"), null=True, blank=True)

    objects = IscrizioneAvvisiQuerySet.as_manager()

    class Meta:
        verbose_name = _("iscrizione agli avvisi")
        verbose_name_plural = _("iscrizioni agli avvisi")
        ordering = ["-creata_il", "-pk"]

    def __str__(self):
        return f"{timezone.localtime(self.creata_il):%d/%m/%Y %H:%M}"
