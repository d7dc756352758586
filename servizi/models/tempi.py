"""When a service is open: a weekly schedule and dated openings or closures."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.models.basi import Validita
from servizi.models.luoghi import Sede
from servizi.models.servizio import Servizio
from servizi.models.vocabolari import Periodo


class Giorno(models.IntegerChoices):
    """Days of the week, Monday = 0 as in ``date.weekday()``."""

    LUNEDI = 0, _("lunedì")
    MARTEDI = 1, _("martedì")
    MERCOLEDI = 2, _("mercoledì")
    GIOVEDI = 3, _("giovedì")
    VENERDI = 4, _("venerdì")
    SABATO = 5, _("sabato")
    DOMENICA = 6, _("domenica")


class Orario(Validita):
    """A weekly opening, at one door or at all of them, within its days of validity."""

    servizio = models.ForeignKey(Servizio, models.CASCADE, related_name="orari", verbose_name=_("servizio"))
    sede = models.ForeignKey(
        Sede,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="orari",
        verbose_name=_("sede"),
        help_text=_("Vuota: vale per tutte le sedi."),
    )
    giorno = models.PositiveSmallIntegerField(_("giorno"), choices=Giorno)
    dalle = models.TimeField(_("dalle"))
    alle = models.TimeField(_("alle"))
    periodo = models.ForeignKey(
        Periodo, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("solo nel periodo")
    )

    class Meta:
        verbose_name = _("orario settimanale")
        verbose_name_plural = _("orari settimanali")
        ordering = ["servizio", "giorno", "dalle"]
        indexes = [models.Index(fields=["giorno", "dalle", "alle"], name="servizi_orario_giorno")]
        constraints = [
            *Validita.Meta.constraints,
            models.CheckConstraint(
                condition=Q(giorno__range=(0, 6)),
                name="servizi_orario_giorno_settimana",
                violation_error_message=_("Il giorno va da lunedì a domenica."),
            ),
            models.CheckConstraint(
                condition=Q(alle__gt=F("dalle")),
                name="servizi_orario_dalle_alle",
                violation_error_message=_(
                    "L'orario finisce prima di cominciare. Se passa la mezzanotte, dividilo in due."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.get_giorno_display()} {self.dalle:%H:%M}-{self.alle:%H:%M}"


class Apertura(models.Model):
    """Days of opening (weeks of a grest) or closure (August), whatever the weekly schedule says."""

    class Tipo(models.TextChoices):
        """Open or closed."""

        APERTO = "aperto", _("aperto")
        CHIUSO = "chiuso", _("chiuso")

    servizio = models.ForeignKey(
        Servizio, models.CASCADE, related_name="aperture", verbose_name=_("servizio")
    )
    sede = models.ForeignKey(
        Sede, models.CASCADE, null=True, blank=True, related_name="aperture", verbose_name=_("sede")
    )
    tipo = models.CharField(_("tipo"), max_length=10, choices=Tipo, default=Tipo.APERTO)
    dal = models.DateField(_("dal"))
    al = models.DateField(_("al"))
    descrizione = models.CharField(_("descrizione"), max_length=150, blank=True)
    posti = models.CharField(_("posti"), max_length=15, choices=Servizio.Posti, blank=True)

    class Meta:
        verbose_name = _("apertura o chiusura")
        verbose_name_plural = _("aperture e chiusure")
        ordering = ["servizio", "dal", "pk"]
        indexes = [models.Index(fields=["dal", "al"], name="servizi_apertura_date")]
        constraints = [
            models.CheckConstraint(
                condition=Q(al__gte=F("dal")),
                name="servizi_apertura_dal_al",
                violation_error_message=_("La data di fine viene prima di quella di inizio."),
            )
        ]

    def __str__(self):
        return f"{self.get_tipo_display()} {self.dal:%d/%m/%Y}-{self.al:%d/%m/%Y}"
