from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImpreseConfig(AppConfig):
    name = "imprese"
    verbose_name = _("Imprese")

    def ready(self):
        from core.posta import registra_motivi, registra_testi
        from imprese.formazione import testi_email

        registra_motivi(*testi_email.MOTIVI)
        registra_testi(*testi_email.TESTI)
