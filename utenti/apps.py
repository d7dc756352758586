from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class UtentiConfig(AppConfig):
    name = "utenti"
    verbose_name = _("Utenti")

    def ready(self):
        from allauth.mfa.signals import authenticator_added

        from core.posta import registra_testi
        from utenti import testi_email
        from utenti.ruoli import allinea_ruoli
        from utenti.secondo_fattore import registra_attivazione
        from utenti.sito import allinea_sito

        post_migrate.connect(allinea_ruoli, dispatch_uid="utenti.allinea_ruoli")
        post_migrate.connect(allinea_sito, sender=self, dispatch_uid="utenti.allinea_sito")
        authenticator_added.connect(registra_attivazione, dispatch_uid="utenti.registra_attivazione")
        registra_testi(*testi_email.TESTI)
