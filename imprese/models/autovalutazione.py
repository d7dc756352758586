"""The self-check of a firm: plain questions, and how many answered what, when they asked to be counted."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models.basi import Provenienza, Vocabolario
from imprese.models.temi import Obiettivo, Tema

SOGLIA = 5
"""Counts under it are not said: with few firms in a valley they would tell which one."""


class Domanda(Provenienza, Vocabolario):
    """A question of the self-check: ``label`` is the question, answered yes, in part, no."""

    aiuto = models.CharField(_("che cosa vuol dire"), max_length=300, blank=True)
    consiglio = models.TextField(_("da dove cominciare, se la risposta è no o in parte"))
    obiettivo = models.ForeignKey(
        Obiettivo, models.PROTECT, related_name="domande", verbose_name=_("obiettivo")
    )
    temi = models.ManyToManyField(Tema, blank=True, related_name="domande", verbose_name=_("temi"))

    class Meta(Vocabolario.Meta):
        verbose_name = _("domanda dell’autovalutazione")
        verbose_name_plural = _("domande dell’autovalutazione")


class Dimensione(models.TextChoices):
    """How many people work in the firm."""

    AUTONOMI = "autonomi", _("lavoro da solo")
    MICRO = "micro", _("da 1 a 9 persone")
    PICCOLA = "piccola", _("da 10 a 49 persone")
    MEDIA = "media", _("da 50 a 249 persone")
    GRANDE = "grande", _("250 persone o più")


class Risposta(models.TextChoices):
    """An answer."""

    SI = "si", _("sì")
    IN_PARTE = "in_parte", _("in parte")
    NO = "no", _("no")


class ContoRisposte(models.Model):
    """How many firms of a size gave an answer in a month. Nothing tells which firms."""

    contenuto_pubblico = False

    mese = models.DateField(_("mese"))
    dimensione = models.CharField(_("dimensione"), max_length=10, choices=Dimensione)
    domanda = models.ForeignKey(Domanda, models.PROTECT, related_name="+", verbose_name=_("domanda"))
    risposta = models.CharField(_("risposta"), max_length=10, choices=Risposta)
    numero = models.PositiveIntegerField(_("quante"), default=1)

    class Meta:
        verbose_name = _("risposte contate")
        verbose_name_plural = _("risposte contate")
        ordering = ["-mese", "domanda", "dimensione", "risposta"]
        constraints = [
            models.UniqueConstraint(
                fields=["mese", "dimensione", "domanda", "risposta"],
                name="imprese_conto_unico",
                violation_error_message=_("Questo conto c’è già."),
            ),
            models.CheckConstraint(
                condition=Q(mese__day=1),
                name="imprese_conto_mese",
                violation_error_message=_("Un mese si scrive con il suo primo giorno."),
            ),
        ]

    def __str__(self):
        return f"{self.domanda}: {self.get_risposta_display()}"

    @property
    def numero_detto(self):
        """Return the count in words, nothing exact under five."""
        return str(self.numero) if self.numero >= SOGLIA else str(_("meno di %(n)s") % {"n": SOGLIA})
