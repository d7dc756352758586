"""“Tutto corretto”: the page of the link in the yearly e-mail, and the same one in the reserved area."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from aderenti.area import EnteMixin
from aderenti.conferme import impronta, registra_conferma
from aderenti.models import ConfermaAdesione, Organizzazione
from aderenti.profilo import profilo
from aderenti.recapiti import parla_per
from core.protezione import pagina_anonima

Come = ConfermaAdesione.Come


def contesto_di(conferma):
    """Return what the page shows of a confirmation: the sheet, and its digest for the form."""
    ente = conferma.organizzazione
    voci = profilo(ente)
    return {
        "conferma": conferma,
        "ente": ente,
        "pubbliche": [voce for voce in voci if voce.pubblica],
        "riservate": [voce for voce in voci if not voce.pubblica],
        "letta": impronta(ente),
        "confermata_il": conferma.confermata_il and localdate(conferma.confermata_il),
    }


@method_decorator(pagina_anonima, name="dispatch")
class ConfermaView(TemplateView):
    """One use, until the round ends: shows what it confirms, then confirms it by POST. No login."""

    template_name = "aderenti/conferma.html"

    @cached_property
    def conferma(self):
        """Return the confirmation of the link; raise Http404 for any other, and for who speaks no more."""
        codice, _trattino, firma = self.kwargs["codice"].rpartition("-")
        conferme = ConfermaAdesione.objects.select_related("giro__piano", "organizzazione")
        conferma = get_object_or_404(conferme, codice=codice)
        indirizzo = conferma.di_chi(firma)
        if indirizzo is None or not parla_per(conferma.organizzazione, indirizzo):
            raise Http404
        return conferma

    def get_context_data(self, **kwargs):
        """Add the sheet while it can be confirmed; afterwards nothing of it is shown."""
        conferma = self.conferma
        attiva = Organizzazione.objects.attivi().filter(pk=conferma.organizzazione_id).exists()
        si_puo = attiva and not conferma.confermata_il and conferma.giro.aperto()
        dati = contesto_di(conferma)
        if not si_puo:
            dati |= {"pubbliche": [], "riservate": []}
        return super().get_context_data(**kwargs) | dati | {"attiva": attiva, "si_puo": si_puo}

    def post(self, request, *args, **kwargs):
        """Confirm what was read; if it has changed, or cannot be any more, show why and confirm nothing."""
        try:
            registra_conferma(conferma=self.conferma, come=Come.LINK, letta=request.POST.get("letta", ""))
        except ValidationError as errore:
            if errore.code != "usata":
                return self.render_to_response(self.get_context_data(errore=errore.messages[0]))
        return HttpResponseRedirect(request.path)


class ConfermaAreaView(EnteMixin, TemplateView):
    """The same for who is signed in: the round that waits for this body, if there is one."""

    template_name = "aderenti/conferma_area.html"
    sezione = "scheda"

    def get_context_data(self, **kwargs):
        """Add the sheet, when a confirmation waits."""
        conferma = self.in_attesa()
        dati = contesto_di(conferma) if conferma else {}
        return super().get_context_data(**kwargs) | dati

    def in_attesa(self):
        """Return the confirmation that waits for the body, None without one."""
        return self.ente.conferme.in_attesa().select_related("giro__piano", "organizzazione").first()

    def post(self, request, *args, **kwargs):
        """Confirm what was read."""
        conferma = self.in_attesa()
        if conferma is None:
            return HttpResponseRedirect(request.path)
        try:
            registra_conferma(
                conferma=conferma, come=Come.AREA, da=request.user, letta=request.POST.get("letta", "")
            )
        except ValidationError as errore:
            return self.render_to_response(self.get_context_data(errore=errore.messages[0]))
        messages.success(request, _("Grazie: la scheda è confermata."))
        return HttpResponseRedirect(reverse("area:confirm", args=[self.ente.slug]))
