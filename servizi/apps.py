from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ServiziConfig(AppConfig):
    name = "servizi"
    verbose_name = _("Servizi")

    def ready(self):
        from core.proposte import registra
        from servizi.schede import SchedaSede, SchedaServizio

        registra(SchedaServizio())
        registra(SchedaSede())
        from core.posta import registra_motivi, registra_testi
        from servizi.testi_email import MOTIVI, TESTI

        registra_motivi(*MOTIVI)
        registra_testi(*TESTI)
