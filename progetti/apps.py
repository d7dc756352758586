from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgettiConfig(AppConfig):
    name = "progetti"
    verbose_name = _("Progetti")

    def ready(self):
        from core import scadenze
        from core.posta import registra_motivi, registra_testi
        from progetti import testi_email
        from progetti.area import testi_email as area
        from progetti.avvisi import quando
        from progetti.models import Avviso
        from progetti.vita import testi_email as vita

        registra_motivi(*area.MOTIVI)
        registra_testi(*testi_email.TESTI, *area.TESTI, *vita.TESTI)
        scadenze.registra(quando.istanti, Avviso._meta.db_table)
