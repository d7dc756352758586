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
        from progetti.models import Avviso

        registra_testi(*testi_email.TESTI)
        scadenze.registra(quando.istanti, Avviso._meta.db_table)
