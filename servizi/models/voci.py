"""What the sheet of a typology must tell, may tell, and need not: kept by staff, not written in the code."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from servizi.models.vocabolari import Gruppo, Tipologia


def valida_voce(codice):
    """Raise ValidationError when ``codice`` is none of the questions of a sheet (``servizi.domande``)."""
    from servizi.domande import PER_CODICE

    if codice not in PER_CODICE:
        raise ValidationError(_("«%(voce)s» non è una voce della scheda."), "voce", {"voce": codice})


class VoceTipologia(models.Model):
    """How much a question of the sheet counts for every service, for a group, or for one typology.

    The closest row wins: typology, then group, then all. Without a row the question is only asked.
    """

    contenuto_pubblico = False

    class Uso(models.TextChoices):
        """How much the question counts."""

        OBBLIGATORIA = "obbligatoria", _("obbligatoria: senza, la scheda non si pubblica")
        UTILE = "utile", _("utile: conta nella qualità della scheda")
        NON_SERVE = "non_serve", _("non serve: non si chiede")

    code = models.CharField(
        _("codice"),
        max_length=60,
        unique=True,
        null=True,
        blank=True,
        help_text=_("Codice dei dati di riferimento."),
    )
    gruppo = models.ForeignKey(
        Gruppo, models.CASCADE, null=True, blank=True, related_name="voci", verbose_name=_("gruppo")
    )
    tipologia = models.ForeignKey(
        Tipologia, models.CASCADE, null=True, blank=True, related_name="voci", verbose_name=_("tipologia")
    )
    voce = models.CharField(_("voce"), max_length=40, validators=[valida_voce])
    uso = models.CharField(_("uso"), max_length=15, choices=Uso)
    suggerimento = models.CharField(
        _("suggerimento"),
        max_length=300,
        blank=True,
        help_text=_("Lo legge chi compila, sopra la voce: un esempio, che cosa chiedono le famiglie."),
    )

    class Meta:
        verbose_name = _("voce di una tipologia")
        verbose_name_plural = _("voci delle tipologie")
        ordering = ["gruppo", "tipologia", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(gruppo__isnull=True) | Q(tipologia__isnull=True),
                name="servizi_voce_gruppo_o_tipologia",
                violation_error_message=_(
                    "Scegli un gruppo oppure una tipologia; nessuno dei due: vale per tutti."
                ),
            ),
            models.UniqueConstraint(
                fields=["tipologia", "voce"],
                condition=Q(tipologia__isnull=False),
                name="servizi_voce_tipologia_unica",
                violation_error_message=_("Questa voce è già decisa per la tipologia."),
            ),
            models.UniqueConstraint(
                fields=["gruppo", "voce"],
                condition=Q(gruppo__isnull=False),
                name="servizi_voce_gruppo_unica",
                violation_error_message=_("Questa voce è già decisa per il gruppo."),
            ),
            models.UniqueConstraint(
                fields=["voce"],
                condition=Q(gruppo__isnull=True, tipologia__isnull=True),
                name="servizi_voce_di_tutti_unica",
                violation_error_message=_("Questa voce è già decisa per tutti i servizi."),
            ),
        ]

    def __str__(self):
        return f"{self.tipologia or self.gruppo or _('tutti i servizi')} · {self.voce}"
