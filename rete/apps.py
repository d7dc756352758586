from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReteConfig(AppConfig):
    name = "rete"
    verbose_name = _("Rete")
