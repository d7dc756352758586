"""“Posti esauriti” from the phone: one tap, live at once, one more to take it back."""

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from core.proposte import CambiatoNelFrattempo, PropostaSuperata, con_proposta, proponi, scheda_di
from servizi.area.basi import ServizioMixin
from servizi.models import Servizio

INTRALCI = (CambiatoNelFrattempo, PropostaSuperata, ValidationError)
SALE = "servizi.area.posti"
CHIAVE = "posti_da_annullare"
DICHIARABILI = (Servizio.Posti.DISPONIBILI, Servizio.Posti.LISTA_ATTESA, Servizio.Posti.ESAURITI)


class PostiOraView(ServizioMixin):
    """Declare the places of a service, or of one of its weeks (``settimana``: key of the opening)."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        """Write it with the day of today, and offer to take it back."""
        servizio, posti = self.servizio, request.POST.get("posti", "")
        if posti not in DICHIARABILI or servizio.stato not in (Servizio.Stato.ATTIVO, Servizio.Stato.SOSPESO):
            messages.error(request, _("Scegli se ci sono posti, lista d’attesa, o se sono esauriti."))
            return self.indietro()
        attuali = con_proposta(servizio, self.proposta)
        cambi = (
            self._della_settimana(attuali, posti) if "settimana" in request.POST else self._di_tutto(posti)
        )
        return self.scrivi(cambi, {campo: attuali[campo] for campo in cambi}, Servizio.Posti(posti).label)

    def scrivi(self, cambi, prima, parola):
        """Propose ``cambi`` (``prima``: values of now) and go back where the tap was."""
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
        parole = {"titolo": servizio.titolo, "posti": parola}
        messages.success(self.request, _("%(titolo)s: %(posti)s, da adesso.") % parole)
        chiave = {"servizio": servizio.pk, "prima": prima, "dopo": cambi}
        self.request.session[CHIAVE] = {
            "token": signing.dumps(chiave, salt=SALE),
            "dove": self.indirizzo("places-undo"),
            "titolo": servizio.titolo,
        }
        return self.indietro()

    def indietro(self):
        """Return to the page of the tap: the list, or that of the service."""
        elenco = reverse("area_servizi:list", args=[self.ente.slug])
        dove = self.request.POST.get("da", "")
        sicuro = url_has_allowed_host_and_scheme(dove, allowed_hosts=None) and dove.startswith(elenco)
        return redirect(dove if sicuro else self.indirizzo())

    def _di_tutto(self, posti):
        return {"posti": posti, "posti_al": timezone.localdate().isoformat()}

    def _della_settimana(self, attuali, posti):
        """Return the openings with the places of one of them; raise Http404 when it is not there."""
        chiave = self.request.POST["settimana"]
        settimana = (
            self.servizio.aperture.filter(pk=chiave).first()
            if chiave.isdecimal() and len(chiave) < 19
            else None
        )
        if settimana is None:
            raise Http404
        quale = {"dal": settimana.dal.isoformat(), "al": settimana.al.isoformat(), "sede": settimana.sede_id}
        quale["descrizione"] = settimana.descrizione
        righe = [r | {"posti": posti} if quale.items() <= r.items() else r for r in attuali["aperture"]]
        voce = scheda_di(self.servizio).per_campo["aperture"]
        return {"aperture": voce.dal_modulo(Servizio, righe)}


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
