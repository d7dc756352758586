"""What people looked for and did not find: counts by week, nothing of who was looking."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from servizi.models import Periodo, Tipologia
from territorio.models import Comune


class RicercaSenzaEsito(models.Model):
    """Searches that found nothing, counted by week (its Monday), words and comune."""

    contenuto_pubblico = False

    settimana = models.DateField(_("settimana del"))
    termini = models.CharField(_("parole cercate"), max_length=100)
    comune = models.ForeignKey(
        Comune, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("comune")
    )
    numero = models.PositiveIntegerField(_("quante volte"), default=1)

    class Meta:
        verbose_name = _("ricerca senza risultati")
        verbose_name_plural = _("ricerche senza risultati")
        ordering = ["-settimana", "-numero", "termini"]
        constraints = [
            models.UniqueConstraint(
                fields=["settimana", "termini", "comune"],
                condition=Q(comune__isnull=False),
                name="ricerca_senza_esito_unica",
                violation_error_message=_("Questa ricerca è già contata in questa settimana."),
            ),
            models.UniqueConstraint(
                fields=["settimana", "termini"],
                condition=Q(comune__isnull=True),
                name="ricerca_senza_esito_unica_ovunque",
                violation_error_message=_("Questa ricerca è già contata in questa settimana."),
            ),
        ]

    def __str__(self):
        return self.termini


class ServizioMancante(models.Model):
    """“There is no such service here”: a need told by citizens, counted for the Comitato."""

    contenuto_pubblico = False

    settimana = models.DateField(_("settimana del"))
    comune = models.ForeignKey(Comune, models.PROTECT, related_name="+", verbose_name=_("comune"))
    tipologia = models.ForeignKey(Tipologia, models.PROTECT, related_name="+", verbose_name=_("tipologia"))
    periodo = models.ForeignKey(
        Periodo, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("periodo")
    )
    numero = models.PositiveIntegerField(_("quante volte"), default=1)

    class Meta:
        verbose_name = _("servizio che manca")
        verbose_name_plural = _("servizi che mancano")
        ordering = ["-settimana", "-numero", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["settimana", "comune", "tipologia", "periodo"],
                condition=Q(periodo__isnull=False),
                name="ricerca_mancante_unico",
                violation_error_message=_("Questo bisogno è già contato in questa settimana."),
            ),
            models.UniqueConstraint(
                fields=["settimana", "comune", "tipologia"],
                condition=Q(periodo__isnull=True),
                name="ricerca_mancante_unico_sempre",
                violation_error_message=_("Questo bisogno è già contato in questa settimana."),
            ),
        ]

    def __str__(self):
        return f"{self.tipologia} · {self.comune}"
