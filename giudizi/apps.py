from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GiudiziConfig(AppConfig):
    name = "giudizi"
    verbose_name = _("Giudizi sulle pagine")
