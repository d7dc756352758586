from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImpreseConfig(AppConfig):
    name = "imprese"
    verbose_name = _("Imprese")
