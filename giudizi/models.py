"""What people think of a page: stars, one reason, a few words. Nothing tells who."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from giudizi.querysets import GiudizioQuerySet

BUONO_DA = 4
"""Stars from which the question is what went well (Designers Italia, valutazione della chiarezza)."""
TESTO_MASSIMO = 200  # characters, as in the national model


class Giudizio(models.Model):
    """One judgement of one page, on a day."""

    contenuto_pubblico = False

    class Risposta(models.TextChoices):
        """The answers of the national model: what went well, what was difficult."""

        CHIARE = "chiare", _("Le indicazioni erano chiare")
        COMPLETE = "complete", _("Le indicazioni erano complete")
        CAPIVO = "capivo", _("Capivo sempre che stavo procedendo correttamente")
        SENZA_PROBLEMI = "senza_problemi", _("Non ho avuto problemi tecnici")
        ALTRO_BENE = "altro_bene", _("Altro")
        POCO_CHIARE = "poco_chiare", _("A volte le indicazioni non erano chiare")
        INCOMPLETE = "incomplete", _("A volte le indicazioni non erano complete")
        NON_CAPIVO = "non_capivo", _("A volte non capivo se stavo procedendo correttamente")
        PROBLEMI = "problemi", _("Ho avuto problemi tecnici")
        ALTRO_MALE = "altro_male", _("Altro")

    BENE = ("chiare", "complete", "capivo", "senza_problemi", "altro_bene")
    MALE = ("poco_chiare", "incomplete", "non_capivo", "problemi", "altro_male")

    pagina = models.CharField(_("pagina"), max_length=300, db_index=True)
    tipo = models.CharField(_("tipo di pagina"), max_length=100, db_index=True)
    stelle = models.PositiveSmallIntegerField(_("da 1 a 5"), db_index=True)
    risposta = models.CharField(_("perché"), max_length=20, choices=Risposta, blank=True)
    testo = models.CharField(_("altri dettagli"), max_length=TESTO_MASSIMO, blank=True)
    giorno = models.DateField(_("giorno"), default=timezone.localdate, db_index=True)
    letto_il = models.DateField(_("letto il"), null=True, blank=True)

    objects = GiudizioQuerySet.as_manager()

    class Meta:
        verbose_name = _("giudizio")
        verbose_name_plural = _("giudizi")
        ordering = ["-giorno", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stelle__range=(1, 5)),
                name="giudizi_giudizio_stelle",
                violation_error_message=_("Scegli da 1 a 5."),
            ),
            models.CheckConstraint(
                condition=Q(risposta="")
                | Q(
                    stelle__gte=4,
                    risposta__in=["chiare", "complete", "capivo", "senza_problemi", "altro_bene"],
                )
                | Q(
                    stelle__lt=4,
                    risposta__in=["poco_chiare", "incomplete", "non_capivo", "problemi", "altro_male"],
                ),
                name="giudizi_giudizio_risposta",
                violation_error_message=_("La risposta non va con il voto: sceglila di nuovo."),
            ),
        ]

    def __str__(self):
        return f"{self.pagina}: {self.stelle}"
