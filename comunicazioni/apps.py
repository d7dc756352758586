from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ComunicazioniConfig(AppConfig):
    name = "comunicazioni"
    verbose_name = _("Comunicazioni")

    def ready(self):
        from comunicazioni.testi_email import MOTIVI, TESTI
        from core.posta import registra_motivi, registra_testi

        registra_motivi(*MOTIVI)
        registra_testi(*TESTI)
