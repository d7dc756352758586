from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImpreseConfig(AppConfig):
    name = "imprese"
    verbose_name = _("Imprese")

    def ready(self):
        from core import scadenze
        from core.posta import registra_motivi, registra_testi
        from imprese.formazione import quando, testi_email
        from imprese.models import Incontro, Percorso
        from imprese.pratiche import testi_email as testi_pratiche

        registra_motivi(*testi_email.MOTIVI, *testi_pratiche.MOTIVI)
        registra_testi(*testi_email.TESTI, *testi_pratiche.TESTI)
        scadenze.registra(quando.delle_iscrizioni, Percorso._meta.db_table)
        scadenze.registra(quando.degli_incontri, Incontro._meta.db_table)
