from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgettiConfig(AppConfig):
    name = "progetti"
    verbose_name = _("Progetti")

    def ready(self):
        from core import scadenze
        from core.posta import registra_testi
        from progetti import testi_email
        from progetti.avvisi import quando
        from progetti.vita import testi_email as testi_vita

        registra_testi(*testi_email.TESTI, *testi_vita.TESTI)
        scadenze.registra(quando.istanti)
