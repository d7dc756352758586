"""What a number of the newsletter speaks of."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Argomento(models.TextChoices):
    """A topic: a section of each number, in this order. ``Abbonato`` has a field for each."""

    NOTIZIE = "notizie", _("notizie")
    EVENTI = "eventi", _("eventi")
    CORSI = "corsi", _("corsi per le imprese")
    AVVISI = "avvisi", _("avvisi e bandi")
    SERVIZI = "servizi", _("servizi nuovi")
