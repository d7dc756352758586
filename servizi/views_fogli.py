"""The tables of a body's services, in its reserved area."""

from django.urls import reverse

from aderenti.area import EnteMixin
from core.fogli import viste
from servizi.fogli import ricezioni


class FogliServiziMixin(EnteMixin):
    """The tables of the body of the address."""

    sezione = "servizi"

    def ricezioni(self):
        """Return the tables of the body."""
        return ricezioni(self.ente)

    def indirizzo(self, pagina, **kwargs):
        """Return the address of a page of the tables."""
        return reverse(f"area_servizi:sheets-{pagina}", kwargs={"ente": self.ente.slug, **kwargs})


class ElencoFogliView(FogliServiziMixin, viste.ElencoFogliView):
    """The tables to download and to send back."""

    template_name = "area/fogli.html"


class ScaricaFoglioView(FogliServiziMixin, viste.ScaricaFoglioView):
    """One table."""


class CaricaFoglioView(FogliServiziMixin, viste.CaricaFoglioView):
    """Send one back."""

    template_name = "area/fogli_carica.html"


class AnteprimaFoglioView(FogliServiziMixin, viste.AnteprimaFoglioView):
    """What it would change."""

    template_name = "area/fogli_anteprima.html"


class ErroriFoglioView(FogliServiziMixin, viste.ErroriFoglioView):
    """Its errors."""
