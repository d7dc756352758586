"""The reserved area: the first page after the login, and the account."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from django.views.generic.base import ContextMixin

from aderenti.models import Organizzazione
from utenti.ruoli import RUOLI
from utenti.secondo_fattore import METODI


class SecondoFattoreMixin(ContextMixin):
    """A page that offers the second factor to who has none."""

    def get_context_data(self, **kwargs):
        """Add whether the second factor is active, and whether it is required."""
        utente = self.request.user
        return super().get_context_data(
            secondo_fattore=Authenticator.objects.filter(user=utente, type__in=METODI).exists(),
            secondo_fattore_richiesto=settings.MFA_STAFF and utente.is_staff,
            **kwargs,
        )


class AreaView(SecondoFattoreMixin, TemplateView):
    """Say who is signed in, with which role, and where to go from here: straight there, if it is one body."""

    template_name = "rete/area.html"

    @cached_property
    def enti(self):
        """Return the bodies whose pages the account keeps."""
        return list(Organizzazione.objects.di(self.request.user))

    def get(self, request, *args, **kwargs):
        """Go to the one body there is, what was to be said still to say; or show where one may go."""
        if len(self.enti) == 1 and not request.user.is_staff:
            return redirect("rete:area-ente", self.enti[0].slug)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        """Add the bodies and the roles (name and description)."""
        ruoli = self.request.user.groups.order_by("pk").values_list("name", flat=True)
        return super().get_context_data(
            enti=self.enti,
            ruoli=[(nome, RUOLI[nome].descrizione) for nome in ruoli if nome in RUOLI],
            **kwargs,
        )


class AccountView(SecondoFattoreMixin, TemplateView):
    """What one does with one's own account: second factor, password, address, the way out."""

    template_name = "rete/account.html"
