from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RedazioneConfig(AppConfig):
    name = "redazione"
    verbose_name = _("Notizie e domande frequenti")

    def ready(self):
        from core import scadenze
        from redazione import quando
        from redazione.models import Notizia

        scadenze.registra(quando.istanti, Notizia._meta.db_table)
