from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AderentiConfig(AppConfig):
    name = "aderenti"
    verbose_name = _("Aderenti")

    def ready(self):
        from aderenti import testi_adesioni, testi_email
        from aderenti.schede import SchedaOrganizzazione
        from core.posta import registra_testi
        from core.proposte import registra

        registra(SchedaOrganizzazione())
        registra_testi(*testi_email.TESTI, *testi_adesioni.TESTI)
