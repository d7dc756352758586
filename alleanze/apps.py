from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AlleanzeConfig(AppConfig):
    name = "alleanze"
    verbose_name = _("Alleanze locali")
