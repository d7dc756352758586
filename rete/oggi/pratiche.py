"""The good practices that ATS has given back to a member."""

from django.urls import reverse
from django.utils.translation import gettext as _

from imprese.models import BuonaPratica
from rete.oggi.cosa import Cosa

QUANTE = 5


def delle_pratiche(ente):
    """Yield the good practices to correct, the longest waiting first, with the comments of ATS."""
    righe = ente.buone_pratiche.filter(lavoro=BuonaPratica.Lavoro.RESTITUITA).prefetch_related("commenti")
    for pratica in righe.order_by("aggiornato_il", "pk")[:QUANTE]:
        titolo = _("ATS chiede di correggere la buona pratica «%(titolo)s»") % {"titolo": pratica.titolo}
        commenti = [str(c) for c in pratica.commenti.all() if not c.dall_ente and not c.risolto_il]
        pagina = reverse("area_pratiche:edit", args=[ente.slug, pratica.pk])
        yield Cosa("ats", titolo, " · ".join(commenti), _("Correggi"), pagina)
