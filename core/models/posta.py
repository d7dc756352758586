"""The outbox: mail is a row written with the action it tells of, and sent later by a command."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

TENTATIVI = 8  # then a message is left where it is, and staff see it


class MessaggioQuerySet(models.QuerySet):
    """Messages of the outbox, by what becomes of them."""

    def da_inviare(self):
        """Messages that will be tried, now or later."""
        return self.filter(inviato_il=None, tentativi__lt=TENTATIVI, nel_riepilogo=False)

    def in_coda(self, adesso):
        """Messages to try now, the one that has waited longest first."""
        return self.da_inviare().filter(da_inviare_dal__lte=adesso).order_by("da_inviare_dal", "pk")

    def falliti(self):
        """Messages that were tried in vain: nobody tries them again."""
        return self.filter(inviato_il=None, tentativi__gte=TENTATIVI)

    def in_riepilogo(self):
        """Messages that wait to be joined in the daily summary of who receives them."""
        return self.filter(inviato_il=None, nel_riepilogo=True)

    def inviati(self):
        """Messages that the mail server took."""
        return self.filter(inviato_il__isnull=False)


class Messaggio(models.Model):
    """An e-mail to send. Written by ``core.posta.accoda``, sent and in time deleted by ``invia_posta``.

    One to many in blind copy keeps what became of each address in ``esiti``: {address: ""} when the server
    took it, {address: its answer} when it never will; the others still wait.
    """

    contenuto_pubblico = False

    motivo = models.SlugField(_("motivo"), max_length=40, help_text=_("Di che cosa parla: segnalazione, …"))
    destinatario = models.EmailField(_("destinatario"))
    ccn = models.JSONField(_("in copia nascosta"), default=list, blank=True)
    esiti = models.JSONField(_("esiti"), default=dict, blank=True)
    oggetto = models.CharField(_("oggetto"), max_length=200)
    testo = models.TextField(_("testo"))
    html = models.TextField(
        _("testo in HTML"), blank=True, help_text=_("Lo stesso testo per chi legge le e-mail con i titoli.")
    )
    riservato = models.BooleanField(
        _("riservato"),
        default=False,
        help_text=_("Contiene un collegamento segreto: il testo si cancella quando parte."),
    )
    riguarda = models.CharField(_("di che cosa parla"), max_length=60, blank=True)
    nel_riepilogo = models.BooleanField(_("aspetta il riepilogo"), default=False)
    intestazioni = models.JSONField(_("altre intestazioni"), default=dict, blank=True)
    allegati = models.JSONField(
        _("allegati"), default=list, blank=True, help_text=_("Nome, tipo e testo di ciascuno.")
    )
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
            ),
            models.Index(fields=["destinatario", "-creato_il"], name="core_messaggio_di_chi"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(oggetto__contains="\n") & ~Q(oggetto__contains="\r"),
                name="core_messaggio_oggetto_una_riga",
                violation_error_message=_("L'oggetto di un'e-mail sta su una riga."),
            ),
            models.CheckConstraint(
                condition=Q(riservato=False) | Q(inviato_il__isnull=True) | Q(testo="", html=""),
                name="core_messaggio_riservato_vuoto",
                violation_error_message=_("Il testo di un'e-mail riservata si cancella quando parte."),
            ),
        ]

    def __str__(self):
        return f"{self.oggetto} · {self.destinatario}"

    @property
    def fallito(self):
        """Return whether it was tried in vain and is tried no more."""
        return self.inviato_il is None and self.tentativi >= TENTATIVI

    def da_raggiungere(self):
        """Return the addresses that have not had the message yet, the visible one first."""
        return [a for a in dict.fromkeys([self.destinatario, *self.ccn]) if a not in self.esiti]


class PreferenzaPosta(models.Model):
    """How a person wants a kind of message that may be turned off (``core.posta.motivi``)."""

    contenuto_pubblico = False

    class Modo(models.TextChoices):
        """When a message comes."""

        SUBITO = "subito", _("subito")
        RIEPILOGO = "riepilogo", _("nel riepilogo del giorno")
        MAI = "mai", _("mai")

    utente = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="preferenze_posta",
        verbose_name=_("utente"),
    )
    motivo = models.SlugField(_("motivo"), max_length=40)
    modo = models.CharField(_("come"), max_length=10, choices=Modo)

    class Meta:
        verbose_name = _("preferenza sulle e-mail")
        verbose_name_plural = _("preferenze sulle e-mail")
        constraints = [
            models.UniqueConstraint(
                fields=["utente", "motivo"],
                name="core_preferenzaposta_una",
                violation_error_message=_("Per questo tipo di e-mail la persona ha già scelto."),
            )
        ]

    def __str__(self):
        return f"{self.motivo}: {self.get_modo_display()}"
