from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RedazioneConfig(AppConfig):
    name = "redazione"
    verbose_name = _("Notizie e domande frequenti")

    def ready(self):
        from core import scadenze
        from core.posta import registra_motivi, registra_testi
        from redazione import quando
        from redazione.biblioteca import quando as quando_biblioteca
        from redazione.eventi import quando as quando_eventi
        from redazione.eventi import testi_email
        from redazione.models import DataEvento, Documento, Evento, Notizia

        scadenze.registra(quando.istanti, Notizia._meta.db_table)
        scadenze.registra(quando_eventi.uscite, Evento._meta.db_table)
        scadenze.registra(quando_eventi.fini, DataEvento._meta.db_table)
        scadenze.registra(quando_biblioteca.uscite, Documento._meta.db_table)
        registra_motivi(*testi_email.MOTIVI)
        registra_testi(*testi_email.TESTI)
