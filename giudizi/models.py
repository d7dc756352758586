"""What people say of how clear a page is; nothing of who says it."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from giudizi.pagine import LUNGHEZZA, nome_del_tipo
from giudizi.querysets import BASSO, GiudizioQuerySet


class Risposta(models.TextChoices):
    """What was good, or hard: the words of the national model (Designers Italia, “chiarezza informativa”)."""

    CHIARE = "chiare", _("Le indicazioni erano chiare")
    COMPLETE = "complete", _("Le indicazioni erano complete")
    SICURO = "sicuro", _("Capivo sempre che stavo procedendo correttamente")
    SENZA_PROBLEMI = "senza_problemi", _("Non ho avuto problemi tecnici")
    ALTRO_BENE = "altro_bene", _("Altro")
    NON_CHIARE = "non_chiare", _("A volte le indicazioni non erano chiare")
    NON_COMPLETE = "non_complete", _("A volte le indicazioni non erano complete")
    INSICURO = "insicuro", _("A volte non capivo se stavo procedendo correttamente")
    PROBLEMI = "problemi", _("Ho avuto problemi tecnici")
    ALTRO_MALE = "altro_male", _("Altro")


BENE = ["chiare", "complete", "sicuro", "senza_problemi", "altro_bene"]
MALE = ["non_chiare", "non_complete", "insicuro", "problemi", "altro_male"]


def risposte_per(stelle):
    """Return the answers, as choices, that fit a number of stars."""
    adatte = MALE if stelle <= BASSO else BENE
    return [(codice, nome) for codice, nome in Risposta.choices if codice in adatte]


class Giudizio(models.Model):
    """How clear one person found one page. The day is kept, not the hour; the words for twelve months."""

    contenuto_pubblico = False

    pagina = models.CharField(
        _("pagina"),
        max_length=LUNGHEZZA,
        validators=[RegexValidator(r"^/[^?#]*\Z", _("Scrivi il percorso di una pagina del portale."))],
    )
    tipo = models.CharField(_("tipo di pagina"), max_length=60)
    stelle = models.PositiveSmallIntegerField(_("stelle"), choices=[(n, str(n)) for n in range(1, 6)])
    risposta = models.CharField(_("risposta"), max_length=20, choices=Risposta)
    testo = models.CharField(_("dettagli"), max_length=200, blank=True)
    giorno = models.DateField(_("giorno"), default=localdate)
    letto = models.BooleanField(_("letto"), default=False)

    objects = GiudizioQuerySet.as_manager()

    class Meta:
        verbose_name = _("giudizio")
        verbose_name_plural = _("giudizi")
        ordering = ["-giorno", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stelle__gte=1, stelle__lte=5),
                name="giudizi_giudizio_stelle",
                violation_error_message=_("Le stelle vanno da 1 a 5."),
            ),
            models.CheckConstraint(
                condition=Q(stelle__gt=BASSO, risposta__in=BENE) | Q(stelle__lte=BASSO, risposta__in=MALE),
                name="giudizi_giudizio_risposta",
                violation_error_message=_("La risposta non va con queste stelle."),
            ),
            models.CheckConstraint(
                condition=Q(pagina__startswith="/") & ~Q(pagina__startswith="//") & ~Q(pagina__contains="?"),
                name="giudizi_giudizio_pagina",
                violation_error_message=_("La pagina si scrive con il suo percorso, senza domande in coda."),
            ),
        ]

    def __str__(self):
        return f"{self.pagina}: {self.stelle}"

    @property
    def nome_tipo(self):
        """Return the kind of page in words."""
        return nome_del_tipo(self.tipo)
