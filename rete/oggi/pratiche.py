"""The good practices of a body that ATS gave back."""

from django.urls import reverse
from django.utils.translation import gettext as _

from imprese.models import BuonaPratica
from rete.oggi.cosa import Cosa

QUANTE = 5  # the others are in the list


def delle_pratiche(ente):
    """Yield the good practices to correct, the first given back first."""
    righe = BuonaPratica.objects.di(ente).filter(lavoro="restituita").order_by("aggiornato_il", "pk")
    for pratica in righe[:QUANTE]:
        titolo = _("ATS chiede di correggere la buona pratica «%(titolo)s»") % {"titolo": pratica.titolo}
        pagina = reverse("area_pratiche:edit", args=[ente.slug, pratica.pk])
        yield Cosa("ats", titolo, _("I commenti sono accanto a ogni parte."), _("Correggi"), pagina)
