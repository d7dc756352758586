from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgettiConfig(AppConfig):
    name = "progetti"
    verbose_name = _("Progetti")

    def ready(self):
        from core.posta import registra_motivi, registra_testi
        from progetti.area import testi_email as area

        registra_motivi(*area.MOTIVI)
        registra_testi(*area.TESTI)
