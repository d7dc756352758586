from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgettiConfig(AppConfig):
    name = "progetti"
    verbose_name = _("Progetti")

    def ready(self):
        from core.posta import registra_testi
        from progetti.vita import testi_email

        registra_testi(*testi_email.TESTI)
