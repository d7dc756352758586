"""The stored index of the search: derived from the sheets, never written by hand, rebuilt by a command.

Its tables hold nothing of their own: ``ricerca.indice`` computes them, and triggers on every table that a
sheet is made of say which sheets to read again.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from servizi.models import Servizio


class Parola(models.Model):
    """A word met in a sheet, as written (lower case, no accents), with its root."""

    testo = models.CharField(_("parola"), max_length=40, unique=True)
    radice = models.CharField(_("radice"), max_length=40, db_index=True)

    class Meta:
        verbose_name = _("parola dell'indice")
        verbose_name_plural = _("parole dell'indice")

    def __str__(self):
        return self.testo


class Posizione(models.Model):
    """A root found in a sheet; ``peso`` is the sum of the weights of the places where it stands."""

    radice = models.CharField(_("radice"), max_length=40)
    servizio = models.ForeignKey(
        Servizio, models.CASCADE, related_name="posizioni", verbose_name=_("servizio")
    )
    peso = models.PositiveSmallIntegerField(_("peso"))

    class Meta:
        verbose_name = _("posizione nell'indice")
        verbose_name_plural = _("posizioni nell'indice")
        constraints = [
            models.UniqueConstraint(
                fields=["radice", "servizio"],
                name="ricerca_posizione_unica",
                violation_error_message=_("Questa radice è già nell'indice della scheda."),
            )
        ]

    def __str__(self):
        return f"{self.radice} · {self.servizio_id}"


class Copertura(models.Model):
    """Consecutive weeks, Monday to Sunday, in each of which a service opens at least one day.

    An empty end has no known limit.
    """

    servizio = models.ForeignKey(
        Servizio, models.CASCADE, related_name="coperture", verbose_name=_("servizio")
    )
    dal = models.DateField(_("dal lunedì"), null=True)
    al = models.DateField(_("alla domenica"), null=True)

    class Meta:
        verbose_name = _("settimane coperte")
        verbose_name_plural = _("settimane coperte")
        indexes = [models.Index(fields=["dal", "al", "servizio"], name="ricerca_copertura_date")]

    def __str__(self):
        return f"{self.servizio_id}: {self.dal}-{self.al}"


class DaIndicizzare(models.Model):
    """A sheet to read again, noted by a trigger in the transaction of the change; 0 means every sheet.

    Rows are only added and, once read, deleted: writers never wait for each other here.
    """

    servizio_id = models.BigIntegerField(_("servizio"), db_index=True)

    class Meta:
        verbose_name = _("scheda da indicizzare")
        verbose_name_plural = _("schede da indicizzare")

    def __str__(self):
        return str(self.servizio_id)
