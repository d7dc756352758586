"""“Posti esauriti” from the phone: one tap, live at once, one more to take it back."""

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from core.proposte import CambiatoNelFrattempo, PropostaSuperata, con_proposta, proponi, scheda_di
from servizi.area.basi import ServizioMixin
from servizi.models import Servizio
from servizi.parole import giorni_in_parole

INTRALCI = (CambiatoNelFrattempo, PropostaSuperata, ValidationError)
SALE = "servizi.area.posti"
CIFRE = 18  # of a key
CHIAVE = "posti_da_annullare"
DICHIARABILI = (Servizio.Posti.DISPONIBILI, Servizio.Posti.LISTA_ATTESA, Servizio.Posti.ESAURITI)


class PostiOraView(ServizioMixin):
    """Declare the places of a service, or of one of its weeks (``settimana``: key of the opening)."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        """Write it with the day of today, and offer to take it back."""
        posti = request.POST.get("posti", "")
        vivo = self.servizio.stato in (Servizio.Stato.ATTIVO, Servizio.Stato.SOSPESO)
        if posti not in DICHIARABILI or not vivo:
            messages.error(request, _("Scegli se ci sono posti, lista d’attesa, o se sono esauriti."))
            return self.indietro()
        attuali = con_proposta(self.servizio, self.proposta)
        cambi, nome = {"posti": posti, "posti_al": timezone.localdate().isoformat()}, self.servizio.titolo
        if "settimana" in request.POST:
            settimana = self.settimana(request.POST["settimana"])
            cambi = self._della_settimana(settimana, attuali["aperture"], posti)
            nome = f"{nome}, {settimana.descrizione or giorni_in_parole(settimana.dal, settimana.al)}"
        prima = {campo: attuali[campo] for campo in cambi}
        return self.scrivi(cambi, prima, {"nome": nome, "posti": Servizio.Posti(posti).label})

    def settimana(self, chiave):
        """Return the opening ``chiave`` (text) of the service; raise Http404."""
        if not chiave.isdecimal() or len(chiave) > CIFRE:
            raise Http404
        return get_object_or_404(self.servizio.aperture, pk=chiave)

    def scrivi(self, cambi, prima, parole):
        """Propose ``cambi`` (``prima``: values of now), say so, and go back where the tap was."""
        servizio = self.servizio
        try:
            _diretta, attesa = proponi(oggetto=servizio, cambi=cambi, base=prima, autore=self.request.user)
        except INTRALCI:
            messages.error(
                self.request, _("Qualcuno ha cambiato i posti in questo momento: guarda e riprova.")
            )
            return self.indietro()
        if attesa is not None and not attesa.cambi.keys().isdisjoint(cambi):
            messages.info(self.request, _("Lo abbiamo mandato ad ATS: si pubblica quando l’ha letto."))
            return self.indietro()
        messages.success(self.request, _("%(nome)s: %(posti)s, da adesso.") % parole)
        chiave = {"servizio": servizio.pk, "prima": prima, "dopo": cambi}
        self.request.session[CHIAVE] = {
            "token": signing.dumps(chiave, salt=SALE),
            "dove": self.indirizzo("places-undo"),
            "titolo": parole["nome"],
        }
        return self.indietro()

    def indietro(self):
        """Return to the page of the tap: the list, or that of the service."""
        elenco = reverse("area_servizi:list", args=[self.ente.slug])
        dove = self.request.POST.get("da", "")
        sicuro = url_has_allowed_host_and_scheme(dove, allowed_hosts=None) and dove.startswith(elenco)
        return redirect(dove if sicuro else self.indirizzo())

    def _della_settimana(self, settimana, righe, posti):
        """Return the openings ``righe``, plain, with the places of ``settimana``."""
        voce = scheda_di(self.servizio).per_campo["aperture"]
        quale = voce.dal_modulo(Servizio, [model_to_dict(settimana)])[0]
        quale.pop("posti")
        nuove = [riga | {"posti": posti} if quale.items() <= riga.items() else riga for riga in righe]
        return {"aperture": nuove}


class PostiAnnullaView(PostiOraView):
    """Put back what the last tap changed, unless somebody has changed it since."""

    def post(self, request, *args, **kwargs):
        """Read the signed values of before and write them."""
        try:
            dati = signing.loads(request.POST.get("token", ""), salt=SALE, max_age=3600)
        except signing.BadSignature:
            dati = {}
        if dati.get("servizio") != self.servizio.pk:
            messages.error(request, _("Non c’è più niente da annullare."))
            return self.indietro()
        try:
            proponi(oggetto=self.servizio, cambi=dati["prima"], base=dati["dopo"], autore=request.user)
        except INTRALCI:
            messages.error(request, _("Nel frattempo qualcuno li ha cambiati di nuovo: guarda e riprova."))
            return self.indietro()
        messages.success(request, _("%(titolo)s: come prima.") % {"titolo": self.servizio.titolo})
        return self.indietro()


def annullabile(request):
    """Return what the last tap changed, once: token, address, title; None when there is nothing."""
    return request.session.pop(CHIAVE, None)
