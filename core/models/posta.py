"""The outbox: mail is a row written with the action it tells of, and sent later by a command."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Messaggio(models.Model):
    """An e-mail to send. Written by ``core.posta.accoda``, sent and in time deleted by ``invia_posta``."""

    contenuto_pubblico = False

    motivo = models.SlugField(_("motivo"), max_length=40, help_text=_("Di che cosa parla: segnalazione, …"))
    destinatario = models.EmailField(_("destinatario"))
    oggetto = models.CharField(_("oggetto"), max_length=200)
    testo = models.TextField(_("testo"))
    html = models.TextField(_("testo in HTML"), blank=True)
    intestazioni = models.JSONField(_("altre intestazioni"), default=dict, blank=True)
    creato_il = models.DateTimeField(_("creato il"), default=timezone.now)
    da_inviare_dal = models.DateTimeField(_("da inviare dal"), default=timezone.now)
    tentativi = models.PositiveSmallIntegerField(_("tentativi"), default=0)
    errore = models.CharField(_("ultimo errore"), max_length=300, blank=True)
    inviato_il = models.DateTimeField(_("inviato il"), null=True, blank=True)

    class Meta:
        verbose_name = _("e-mail in uscita")
        verbose_name_plural = _("e-mail in uscita")
        ordering = ["-creato_il", "-pk"]
        indexes = [
            models.Index(
                fields=["da_inviare_dal", "id"], condition=Q(inviato_il=None), name="core_messaggio_in_coda"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(oggetto__contains="\n") & ~Q(oggetto__contains="\r"),
                name="core_messaggio_oggetto_una_riga",
                violation_error_message=_("L'oggetto di un'e-mail sta su una riga."),
            )
        ]

    def __str__(self):
        return f"{self.oggetto} · {self.destinatario}"
