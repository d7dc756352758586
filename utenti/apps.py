from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UtentiConfig(AppConfig):
    name = "utenti"
    verbose_name = _("Utenti")
