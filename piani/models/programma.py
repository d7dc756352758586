"""What a cycle starts from and asks for: needs, priorities, documents, dates of the reports."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models.basi import Allegato, Provenienza
from piani.models.piano import LineaAzione, Piano


class Bisogno(Provenienza):
    """A need of families or firms that a Piano states."""

    piano = models.ForeignKey(Piano, models.CASCADE, related_name="bisogni", verbose_name=_("Piano"))
    titolo = models.CharField(_("titolo"), max_length=200)
    descrizione = models.TextField(_("descrizione"), blank=True)

    class Meta:
        verbose_name = _("bisogno")
        verbose_name_plural = _("bisogni")
        ordering = ["piano", "titolo"]
        constraints = [
            models.UniqueConstraint(
                fields=["piano", "titolo"],
                name="piani_bisogno_unico",
                violation_error_message=_("Questo bisogno c'è già nel Piano."),
            )
        ]

    def __str__(self):
        return self.titolo


class Priorita(Provenienza):
    """A priority of a Piano: the needs it answers and the lines of action that serve it."""

    piano = models.ForeignKey(Piano, models.CASCADE, related_name="priorita", verbose_name=_("Piano"))
    ordine = models.PositiveSmallIntegerField(_("ordine"), default=0)
    titolo = models.CharField(_("titolo"), max_length=200)
    descrizione = models.TextField(_("descrizione"), blank=True)
    bisogni = models.ManyToManyField(Bisogno, blank=True, related_name="priorita", verbose_name=_("bisogni"))
    linee = models.ManyToManyField(
        LineaAzione, blank=True, related_name="priorita", verbose_name=_("linee di azione")
    )

    class Meta:
        verbose_name = _("priorità")
        verbose_name_plural = _("priorità")
        ordering = ["piano", "ordine"]
        constraints = [
            models.UniqueConstraint(
                fields=["piano", "titolo"],
                name="piani_priorita_unica",
                violation_error_message=_("Questa priorità c'è già nel Piano."),
            )
        ]

    def __str__(self):
        return self.titolo


class DocumentoPiano(Allegato):
    """A document of a cycle: the Piano itself, the linee guida, a form to fill."""

    piano = models.ForeignKey(Piano, models.CASCADE, related_name="documenti", verbose_name=_("Piano"))

    class Meta(Allegato.Meta):
        verbose_name = _("documento del Piano")
        verbose_name_plural = _("documenti del Piano")
        ordering = ["piano", "-data", "titolo"]


class ScadenzaRendicontazione(Provenienza):
    """A day by which every project of the cycle owes ATS a report or an account of its expenditure."""

    class Tipo(models.TextChoices):
        """What is due."""

        MONITORAGGIO = "monitoraggio", _("relazione intermedia")
        RENDICONTO = "rendiconto", _("rendicontazione delle spese")
        FINALE = "finale", _("relazione finale")

    piano = models.ForeignKey(
        Piano, models.CASCADE, related_name="scadenze_rendicontazione", verbose_name=_("Piano")
    )
    tipo = models.CharField(_("che cosa"), max_length=15, choices=Tipo)
    titolo = models.CharField(_("titolo"), max_length=200, blank=True)
    giorno = models.DateField(_("entro il"))

    class Meta:
        verbose_name = _("scadenza del Piano")
        verbose_name_plural = _("scadenze del Piano")
        ordering = ["piano", "giorno"]
        constraints = [
            models.UniqueConstraint(
                fields=["piano", "tipo", "giorno"],
                name="piani_scadenza_unica",
                violation_error_message=_("Questa scadenza c'è già."),
            )
        ]

    def __str__(self):
        return self.titolo or self.get_tipo_display()
