"""The outbox: mail is a row written with the action it tells of, and sent later by a command."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

TENTATIVI = 8  # then a message is left where it is, and staff see it


class MessaggioQuerySet(models.QuerySet):
    """Messages of the outbox, by what becomes of them."""

    def da_inviare(self):
        """Messages that will be tried, now or later."""
        return self.filter(inviato_il=None, tentativi__lt=TENTATIVI)

    def in_coda(self, adesso):
        """Messages to try now, the one that has waited longest first."""
        return self.da_inviare().filter(da_inviare_dal__lte=adesso).order_by("da_inviare_dal", "pk")

    def falliti(self):
        """Messages that were tried in vain: nobody tries them again."""
        return self.filter(inviato_il=None, tentativi__gte=TENTATIVI)

    def inviati(self):
        """Messages that the mail server took."""
        return self.filter(inviato_il__isnull=False)


class Messaggio(models.Model):
    """An e-mail to send. Written by ``core.posta.accoda``, sent and in time deleted by ``invia_posta``."""

    contenuto_pubblico = False

    motivo = models.SlugField(_("motivo"), max_length=40, help_text=_("Di che cosa parla: segnalazione, …"))
    destinatario = models.EmailField(_("destinatario"))
    oggetto = models.CharField(_("oggetto"), max_length=200)
    testo = models.TextField(_("testo"))
    intestazioni = models.JSONField(_("altre intestazioni"), default=dict, blank=True)
    creato_il = models.DateTimeField(_("creato il"), default=timezone.now)
    da_inviare_dal = models.DateTimeField(_("da inviare dal"), default=timezone.now)
    tentativi = models.PositiveSmallIntegerField(_("tentativi"), default=0)
    errore = models.CharField(_("ultimo errore"), max_length=300, blank=True)
    inviato_il = models.DateTimeField(_("inviato il"), null=True, blank=True)

    objects = MessaggioQuerySet.as_manager()

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
