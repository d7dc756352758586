from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class RicercaConfig(AppConfig):
    name = "ricerca"
    verbose_name = _("Ricerca")

    def ready(self):
        from core.posta import registra_testi
        from ricerca import testi_email, trigger

        pre_migrate.connect(trigger.togli, sender=self, dispatch_uid="ricerca.trigger.togli")
        post_migrate.connect(trigger.installa, sender=self, dispatch_uid="ricerca.trigger.installa")
        registra_testi(*testi_email.TESTI)
