"""What a firm looks for: the topics of welfare and flexibility, and the aims that lead to them."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models.basi import Provenienza, Vocabolario
from servizi.models import Tipologia


class Tema(Provenienza, Vocabolario):
    """A topic of corporate welfare: where the law speaks of it, which services of the Rete it may pay."""

    articolo = models.CharField(
        _("dove ne parla la legge"), max_length=150, blank=True, help_text=_("Per esempio: TUIR, art. 51.")
    )
    spiegazione = models.TextField(_("che cos’è, in parole semplici"))
    tipologie = models.ManyToManyField(
        Tipologia,
        blank=True,
        related_name="temi_welfare",
        verbose_name=_("servizi che un piano di welfare può pagare"),
    )

    class Meta(Vocabolario.Meta):
        verbose_name = _("tema del welfare")
        verbose_name_plural = _("temi del welfare")

    def get_absolute_url(self):
        """Return the page of its sheets."""
        return reverse("imprese:topic", args=[self.code.lower()])


class Obiettivo(Provenienza, Vocabolario):
    """An aim of a firm, in its own words: “tenere al lavoro chi ha appena avuto un figlio”."""

    spiegazione = models.TextField(_("che cosa si può fare"))
    temi = models.ManyToManyField(Tema, blank=True, related_name="obiettivi", verbose_name=_("temi"))
    tipologie = models.ManyToManyField(
        Tipologia, blank=True, related_name="obiettivi_imprese", verbose_name=_("servizi che aiutano")
    )

    class Meta(Vocabolario.Meta):
        verbose_name = _("obiettivo di un’impresa")
        verbose_name_plural = _("obiettivi delle imprese")
