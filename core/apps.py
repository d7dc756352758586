from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Modifiche, posta, fonti")

    def ready(self):
        from core import testi_email, trigger
        from core.posta import registra_testi
        from core.proposte.schede import allinea_campi
        from core.vincoli import installa_trigger, togli_trigger

        pre_migrate.connect(togli_trigger, sender=self, dispatch_uid="core.vincoli.togli")
        post_migrate.connect(installa_trigger, sender=self, dispatch_uid="core.vincoli.installa")
        pre_migrate.connect(trigger.sospendi, sender=self, dispatch_uid="core.trigger.sospendi")
        post_migrate.connect(trigger.installa, sender=self, dispatch_uid="core.trigger.installa")
        # Once, after the last application: the fields of all rooms are declared by then.
        post_migrate.connect(allinea_campi, sender=self, dispatch_uid="core.proposte.allinea")
        post_migrate.connect(testi_email.allinea_testi, sender=self, dispatch_uid="core.testi_email")
        registra_testi(*testi_email.TESTI)
