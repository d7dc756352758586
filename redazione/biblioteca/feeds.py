"""The library for programs that follow it."""

from django.utils.translation import gettext_lazy as _

from redazione.biblioteca.models import Documento
from redazione.feeds import NotizieFeed


class BibliotecaFeed(NotizieFeed):
    """The last papers that came out."""

    title = _("Biblioteca della Rete di Conciliazione della Montagna")
    subtitle = _("Modelli di accordo, volantini, loghi, diciture e documenti della Rete.")
    pagina, indirizzo, radice = "biblioteca:list", "biblioteca:feed", "biblioteca"

    def righe(self):
        """Return the papers in use, those that came out last first."""
        return Documento.objects.pubblicati().in_uso().order_by("-pubblica_dal", "-pk")
