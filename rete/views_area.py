"""The reserved area: the first page after the login, and the first page of a body's area."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.views.generic import TemplateView

from aderenti.area import EnteMixin
from aderenti.models import Organizzazione
from utenti.ruoli import RUOLI
from utenti.secondo_fattore import METODI


class AreaView(TemplateView):
    """Say who is signed in, with which role, and where to go from here."""

    template_name = "rete/area.html"

    def get_context_data(self, **kwargs):
        """Add the roles (name and description), and whether the second factor is active and required."""
        utente = self.request.user
        ruoli = utente.groups.order_by("pk").values_list("name", flat=True)
        return super().get_context_data(
            enti=Organizzazione.objects.di(utente),
            ruoli=[(nome, RUOLI[nome].descrizione) for nome in ruoli if nome in RUOLI],
            secondo_fattore=Authenticator.objects.filter(user=utente, type__in=METODI).exists(),
            secondo_fattore_richiesto=settings.MFA_STAFF and utente.is_staff,
            **kwargs,
        )


class AreaEnteView(EnteMixin, TemplateView):
    """What needs doing now for one body, and the way to the rest."""

    template_name = "rete/area_ente.html"
    sezione = "oggi"
