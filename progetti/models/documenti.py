"""Papers of a project, deadlines of its own, reminders sent, the secret calendar of a person."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models.basi import Allegato
from progetti.models.progetto import Progetto


class DocumentoProgetto(Allegato):
    """A paper of a project: sent once by the capofila, or put there by ATS. Public only when ATS says so."""

    class Tipo(models.TextChoices):
        """What it is."""

        ACCORDO = "accordo", _("accordo di partenariato")
        RELAZIONE = "relazione", _("relazione")
        RENDICONTO = "rendiconto", _("rendicontazione e giustificativi")
        ATTO = "atto", _("atto")
        MATERIALE = "materiale", _("materiale per i cittadini")
        ALTRO = "altro", _("altro")

    progetto = models.ForeignKey(
        Progetto, models.CASCADE, related_name="documenti", verbose_name=_("progetto")
    )
    tipo = models.CharField(_("che cosa è"), max_length=12, choices=Tipo)
    caricato_da = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("caricato da"),
    )
    caricato_il = models.DateTimeField(_("caricato il"), auto_now_add=True)
    visto_il = models.DateField(_("visto da ATS il"), null=True, blank=True)

    class Meta(Allegato.Meta):
        verbose_name = _("documento del progetto")
        verbose_name_plural = _("documenti del progetto")
        ordering = ["progetto", "-data", "-pk"]


class Scadenza(models.Model):
    """A deadline of one project, set by ATS. Those of the whole cycle are in ``ScadenzaRendicontazione``."""

    contenuto_pubblico = False

    progetto = models.ForeignKey(
        Progetto, models.CASCADE, related_name="scadenze", verbose_name=_("progetto")
    )
    titolo = models.CharField(_("che cosa"), max_length=200)
    giorno = models.DateField(_("entro il"), db_index=True)
    fatta_il = models.DateField(_("fatta il"), null=True, blank=True)

    class Meta:
        verbose_name = _("scadenza del progetto")
        verbose_name_plural = _("scadenze del progetto")
        ordering = ["progetto", "giorno"]
        constraints = [
            models.UniqueConstraint(
                fields=["progetto", "titolo", "giorno"],
                name="progetti_scadenza_unica",
                violation_error_message=_("Questa scadenza c'è già."),
            )
        ]

    def __str__(self):
        return f"{self.titolo} · {self.giorno:%d/%m/%Y}"


class PromemoriaScadenza(models.Model):
    """A reminder sent: one for each deadline of a project (``chiave``), its day and its threshold in days."""

    contenuto_pubblico = False

    progetto = models.ForeignKey(
        Progetto, models.CASCADE, related_name="promemoria", verbose_name=_("progetto")
    )
    chiave = models.CharField(_("scadenza"), max_length=60)
    giorno = models.DateField(_("entro il"))
    giorni = models.PositiveSmallIntegerField(_("giorni prima"))
    mandato_il = models.DateTimeField(_("mandato il"), auto_now_add=True)

    class Meta:
        verbose_name = _("promemoria di scadenza")
        verbose_name_plural = _("promemoria di scadenza")
        ordering = ["-mandato_il", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["progetto", "chiave", "giorno", "giorni"],
                name="progetti_promemoria_uno",
                violation_error_message=_("Questo promemoria è già stato mandato."),
            ),
            models.CheckConstraint(
                condition=Q(giorni__in=[30, 15, 5]),
                name="progetti_promemoria_giorni",
                violation_error_message=_("I promemoria partono 30, 15 e 5 giorni prima."),
            ),
        ]

    def __str__(self):
        return f"{self.chiave} · {self.giorni}"


class CalendarioPersonale(models.Model):
    """The calendar of deadlines of one account, behind an address that only its owner knows."""

    contenuto_pubblico = False

    utente = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendario", verbose_name=_("account")
    )
    versione = models.PositiveIntegerField(
        _("versione"), default=1, help_text=_("Cambia quando la persona chiede un nuovo indirizzo.")
    )
    creato_il = models.DateTimeField(_("creato il"), auto_now_add=True)

    class Meta:
        verbose_name = _("calendario personale")
        verbose_name_plural = _("calendari personali")

    def __str__(self):
        return str(self.utente)
