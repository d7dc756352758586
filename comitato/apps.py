from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ComitatoConfig(AppConfig):
    name = "comitato"
    verbose_name = _("Comitato")
