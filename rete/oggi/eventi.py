"""The events of a body that ATS gave back."""

from django.urls import reverse
from django.utils.translation import gettext as _

from redazione.models import Evento
from rete.oggi.cosa import Cosa

QUANTI = 5  # the others are in the list


def degli_eventi(ente):
    """Yield the events to correct, the first given back first."""
    righe = Evento.objects.di(ente).filter(stato=Evento.Stato.RESTITUITO, dall_ente=True)
    for evento in righe.order_by("aggiornato_il", "pk")[:QUANTI]:
        titolo = _("ATS chiede di correggere l’evento «%(titolo)s»") % {"titolo": evento.titolo}
        pagina = reverse("area_eventi:edit", args=[ente.slug, evento.pk])
        yield Cosa("ats", titolo, evento.motivo, _("Correggi"), pagina)
