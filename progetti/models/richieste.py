"""What a capofila asks ATS on a running project: more time, another budget, other partners."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.documenti import privati, valida_pdf
from core.models.basi import nome_del_documento
from progetti.models.eventi import EventoProgetto
from progetti.models.progetto import Progetto


class RichiestaProgetto(models.Model):
    """An amendment that waits for ATS, or that it answered. Accepted, it becomes an event of the project."""

    contenuto_pubblico = False

    class Tipo(models.TextChoices):
        """What is asked."""

        PROROGA = "proroga", _("più tempo (proroga)")
        DENARO = "denaro", _("spostare il denaro (variazione del quadro)")
        PARTNER = "partner", _("cambiare i partner")
        ATTIVITA = "attivita", _("cambiare le attività")

    class Stato(models.TextChoices):
        """Where the request is."""

        IN_ATTESA = "in_attesa", _("in attesa di ATS")
        ACCOLTA = "accolta", _("accolta")
        RESPINTA = "respinta", _("non accolta")
        RITIRATA = "ritirata", _("ritirata")

    progetto = models.ForeignKey(
        Progetto, models.CASCADE, related_name="richieste", verbose_name=_("progetto")
    )
    tipo = models.CharField(_("che cosa si chiede"), max_length=10, choices=Tipo)
    nuova_fine = models.DateField(_("fino a quando"), null=True, blank=True)
    motivo = models.TextField(_("perché"))
    documento = models.FileField(
        _("documento (PDF)"),
        storage=privati,
        upload_to=nome_del_documento,
        validators=[valida_pdf],
        blank=True,
    )
    stato = models.CharField(_("stato"), max_length=10, choices=Stato, default=Stato.IN_ATTESA, db_index=True)
    chiesta_da = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("chiesta da")
    )
    chiesta_il = models.DateTimeField(_("chiesta il"), auto_now_add=True)
    risposta = models.TextField(_("risposta di ATS"), blank=True)
    chiusa_da = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("chiusa da"),
    )
    chiusa_il = models.DateTimeField(_("chiusa il"), null=True, blank=True)
    evento = models.OneToOneField(
        EventoProgetto,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="richiesta",
        verbose_name=_("evento"),
    )

    class Meta:
        verbose_name = _("richiesta di un capofila")
        verbose_name_plural = _("richieste dei capofila")
        ordering = ["-chiesta_il", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["progetto", "tipo"],
                condition=Q(stato="in_attesa"),
                name="progetti_richiesta_una_in_attesa",
                violation_error_message=_("C'è già una richiesta di questo tipo in attesa."),
            ),
            models.CheckConstraint(
                condition=Q(tipo="proroga", nuova_fine__isnull=False)
                | ~Q(tipo="proroga") & Q(nuova_fine__isnull=True),
                name="progetti_richiesta_nuova_fine",
                violation_error_message=_("Scrivi fino a quando, solo se chiedi più tempo."),
            ),
            models.CheckConstraint(
                condition=Q(stato="in_attesa", chiusa_il__isnull=True)
                | ~Q(stato="in_attesa") & Q(chiusa_il__isnull=False),
                name="progetti_richiesta_chiusa",
                violation_error_message=_("Una richiesta chiusa ha la data in cui è stata chiusa."),
            ),
            models.CheckConstraint(
                condition=Q(stato="accolta", evento__isnull=False)
                | ~Q(stato="accolta") & Q(evento__isnull=True),
                name="progetti_richiesta_evento",
                violation_error_message=_("Una richiesta accolta, e solo quella, diventa un evento."),
            ),
            models.CheckConstraint(
                condition=~Q(stato="respinta") | ~Q(risposta=""),
                name="progetti_richiesta_risposta",
                violation_error_message=_("Scrivi perché la richiesta non è accolta."),
            ),
        ]

    def __str__(self):
        return f"{self.get_tipo_display()} · {self.progetto}"
