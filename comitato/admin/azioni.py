"""Bases of the actions and pages of meetings and composition in the admin."""

from django.urls import path, reverse
from django.views.generic import TemplateView

from comitato.admin.base import DelComitatoMixin
from comitato.models import Seduta
from core.admin import FiltroDaFare
from core.admin.azioni import AzioneView


class AzioneDiSegreteria(DelComitatoMixin, AzioneView):
    """One action of the secretariat on one row."""

    solo_segreteria = True


class AzioneSuSeduta(AzioneDiSegreteria):
    """One action of the secretariat on a meeting: it goes back to its page."""

    modello = Seduta
    permission_required = "comitato.change_seduta"

    def scheda(self):
        """Return the page of the meeting."""
        return reverse("admin:comitato_meeting", args=[self.riga.pk])


class PaginaDelComitato(DelComitatoMixin, TemplateView):
    """A page of the Comitato that is read."""

    titolo = None
    modello = None

    def get_context_data(self, **kwargs):
        """Add the page of the admin, and who asks."""
        contesto = super().get_context_data(**kwargs) | self.admin_site.each_context(self.request)
        return contesto | {"title": self.titolo, "chi": self.chi, "opts": self.modello._meta}


class TuttoPrima(FiltroDaFare):
    """A filter whose default is everything: these lists are short, and read as registers."""

    def value(self):
        """Return the value asked for; everything by default."""
        return self.used_parameters.get(self.parameter_name) or self.tutto


def indirizzi(admin_site, pagine):
    """Return the addresses of bespoke pages: {path: (name, view)}, each behind the door of the admin."""
    return [
        path(percorso, admin_site.admin_view(vista.as_view(admin_site=admin_site)), name=nome)
        for percorso, (nome, vista) in pagine.items()
    ]
