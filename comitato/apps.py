from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ComitatoConfig(AppConfig):
    name = "comitato"
    verbose_name = _("Comitato")

    def ready(self):
        from comitato.decisioni import testi_email as decisioni
        from comitato.quesiti import testi_email as quesiti
        from comitato.sedute import testi_email as sedute
        from comitato.valutazione import guardie
        from core.posta import registra_motivi, registra_testi

        guardie.registra()
        registra_motivi(*sedute.MOTIVI, *decisioni.MOTIVI)
        registra_testi(*sedute.TESTI, *decisioni.TESTI, *quesiti.TESTI)
