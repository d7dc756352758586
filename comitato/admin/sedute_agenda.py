"""The agenda of a meeting in the admin: items in order, moved by buttons, added, copied, taken away."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from comitato.admin.azioni import AzioneDiSegreteria, AzioneSuSeduta
from comitato.admin.base import DelComitatoMixin
from comitato.models import PuntoOdg
from comitato.sedute.forms import PuntoForm, SuSeduta
from comitato.sedute.ordine import (
    MODIFICABILI,
    aggiungi,
    con_orari,
    copia_ordine,
    fine,
    precedente,
    punti_di,
    sposta,
    togli,
)
from core.admin.azioni import RigaInGestione


class AgendaView(AzioneSuSeduta):
    """The items with their hours, and the form of a new one."""

    template_name = "admin/comitato/ordine.html"
    form_class = PuntoForm
    titolo = _("Ordine del giorno")
    bottone = _("Aggiungi il punto")
    fatto = _("Punto aggiunto in fondo.")

    def get_form_kwargs(self):
        """Return what the form takes: the item is new."""
        kwargs = super().get_form_kwargs()
        kwargs.pop("riga")
        return kwargs

    def get_context_data(self, **kwargs):
        """Add the items."""
        punti = punti_di(self.riga).prefetch_related("carte")
        punti = con_orari(self.riga, list(punti))
        return super().get_context_data(**kwargs) | {
            "punti": punti,
            "fine": fine(self.riga, punti),
            "si_cambia": self.riga.stato in MODIFICABILI,
            "precedente": precedente(self.riga),
        }

    def esegui(self, form):
        """Add the item."""
        aggiungi(seduta=self.riga, **form.cleaned_data)

    def form_valid(self, form):
        """Add, and stay here: the next one comes."""
        risposta = super().form_valid(form)
        if isinstance(risposta, HttpResponseRedirect):
            return HttpResponseRedirect(self.request.path + "#nuovo")
        return risposta


class BottoneSuSeduta(DelComitatoMixin, RigaInGestione):
    """A button of the agenda: it acts, and goes back there."""

    modello = AzioneSuSeduta.modello
    permission_required = "comitato.change_seduta"
    solo_segreteria = True
    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        """Act; say what stood in the way."""
        try:
            self.esegui()
        except ValidationError as errore:
            for testo in errore.messages:
                messages.error(request, testo)
        return HttpResponseRedirect(reverse("admin:comitato_seduta_agenda", args=[self.riga.pk]))


class RiordinaView(BottoneSuSeduta):
    """Move an item by one place: ``su`` or ``giu`` holds its key."""

    def esegui(self):
        """Move it; raise Http404 for an item of another meeting."""
        for nome, di in (("su", -1), ("giu", 1)):
            chiave = self.request.POST.get(nome, "")
            if chiave.isdecimal() and len(chiave) < 19:
                sposta(punto=get_object_or_404(self.riga.punti, pk=chiave), di=di)


class CopiaOrdineView(BottoneSuSeduta):
    """Copy the frame of the last agenda."""

    def esegui(self):
        """Copy it."""
        copiati = copia_ordine(seduta=self.riga, utente=self.request.user)
        testo = ngettext("%(n)s punto copiato.", "%(n)s punti copiati.", copiati)
        messages.success(self.request, testo % {"n": copiati} if copiati else gettext("C’erano già tutti."))


class TogliPuntoView(AzioneDiSegreteria):
    """Take an item away from the agenda."""

    modello = PuntoOdg
    permission_required = "comitato.delete_puntoodg"
    form_class = SuSeduta
    titolo = _("Togli il punto")
    bottone = _("Togli")
    fatto = _("Punto tolto: gli altri hanno cambiato numero.")
    pericolo = True

    def scheda(self):
        """Return the agenda."""
        return reverse("admin:comitato_seduta_agenda", args=[self.riga.seduta_id])

    def avviso(self):
        """Say how many papers go with it."""
        carte = self.riga.carte.count()
        testo = ngettext(
            "Con il punto si cancella %(n)s carta.", "Con il punto si cancellano %(n)s carte.", carte
        )
        return testo % {"n": carte} if carte else ""

    def esegui(self, form):
        """Take it away."""
        togli(punto=self.riga)
