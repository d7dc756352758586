from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsletterConfig(AppConfig):
    name = "newsletter"
    verbose_name = _("Newsletter")

    def ready(self):
        from core.posta import registra_motivi, registra_testi
        from newsletter.testi_email import MOTIVI, TESTI

        registra_motivi(*MOTIVI)
        registra_testi(*TESTI)
