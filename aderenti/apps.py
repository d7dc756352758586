from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AderentiConfig(AppConfig):
    name = "aderenti"
    verbose_name = _("Aderenti")

    def ready(self):
        from aderenti.schede import SchedaOrganizzazione
        from core.proposte import registra

        registra(SchedaOrganizzazione())
        from aderenti.testi_email import TESTI
        from core.posta import registra_testi

        registra_testi(*TESTI)
