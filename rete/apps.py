from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReteConfig(AppConfig):
    name = "rete"
    verbose_name = _("Rete")

    def ready(self):
        from giudizi.pagine import registra_tipi
        from rete.giudicabili import TIPI

        registra_tipi(TIPI)
