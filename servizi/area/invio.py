"""What goes to ATS: a draft to publish, an answer, a change taken back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.proposte import PropostaSuperata, chiedi, con_proposta, proponi, rispondi, ritira
from servizi.area.basi import ConfermaView, ServizioMixin
from servizi.models import Servizio
from servizi.qualita import mancanti, qualita
from servizi.voci import voci_di

TESTO_MASSIMO = 2000


class PubblicaView(ConfermaView):
    """The last look before a draft goes to ATS: what is missing, or the button."""

    template_name = "servizi/area/pubblica.html"
    titolo = gettext_lazy("Pubblica il servizio")

    @cached_property
    def stato_della_scheda(self):
        """Return what is missing, and the quality, of the sheet with what waits on top."""
        valori, voci = con_proposta(self.servizio, self.proposta), voci_di(self.servizio.tipologia)
        return mancanti(valori, voci), qualita(valori, voci)

    def get_context_data(self, **kwargs):
        """Add what is missing and whether it goes live at once."""
        mancano, buona = self.stato_della_scheda
        return super().get_context_data(
            mancano=mancano, qualita=buona, subito=self.servizio.gestore.fidata, **kwargs
        )

    def get(self, request, *args, **kwargs):
        """Show the page of a draft; any other service has its own."""
        if self.servizio.stato != Servizio.Stato.BOZZA:
            return self.alla_scheda()
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        """Ask for the publication; a trusted body publishes."""
        servizio = self.servizio
        mancano, _buona = self.stato_della_scheda
        if servizio.stato != Servizio.Stato.BOZZA:
            return self.alla_scheda()
        if mancano:
            return self.render_to_response(self.get_context_data())
        cambi = {"stato": Servizio.Stato.ATTIVO.value}
        try:
            if servizio.gestore.fidata:
                proponi(oggetto=servizio, cambi=cambi, autore=request.user)
            else:
                chiedi(oggetto=servizio, cambi=cambi, autore=request.user)
        except ValidationError as errore:
            for testo in errore.messages:
                messages.error(request, testo)
            return self.alla_scheda()
        if servizio.gestore.fidata:
            messages.success(request, _("Il servizio è pubblico: le famiglie lo trovano già."))
        else:
            messages.success(request, _("Mandato ad ATS. Intanto puoi ancora correggere."))
        return self.alla_scheda()


class RitiraView(ConfermaView):
    """Take back what waits for ATS."""

    titolo = gettext_lazy("Ritira quello che hai mandato ad ATS")
    bottone = gettext_lazy("Ritira le modifiche")
    pericolo = True

    def testi(self):
        """Say what is lost and what stays."""
        if self.servizio.stato == Servizio.Stato.BOZZA:
            return [_("La bozza resta com’è: ATS non la guarda più finché non la rimandi.")]
        return [_("Le modifiche che aspettano vanno perse: i cittadini leggono ancora la versione di ora.")]

    def get(self, request, *args, **kwargs):
        """Show the page when something waits."""
        return super().get(request, *args, **kwargs) if self.proposta else self.alla_scheda()

    def post(self, request, *args, **kwargs):
        """Take it back, unless ATS has decided meanwhile."""
        try:
            if self.proposta is None:
                raise PropostaSuperata
            ritira(proposta=self.proposta, autore=request.user)
        except PropostaSuperata:
            messages.info(request, _("ATS ha già deciso: qui sotto c’è che cosa."))
        else:
            messages.success(request, _("Ritirato."))
        return self.alla_scheda()


class RispondiView(ServizioMixin):
    """Answer ATS; what was returned goes back to its queue."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        """Send the words."""
        testo = request.POST.get("testo", "").replace("\x00", "")[:TESTO_MASSIMO]
        try:
            if self.proposta is None:
                raise PropostaSuperata
            rispondi(proposta=self.proposta, autore=request.user, testo=testo)
        except PropostaSuperata:
            messages.info(request, _("ATS ha già deciso: qui sotto c’è che cosa."))
        except ValidationError as errore:
            messages.error(request, " ".join(errore.messages))
        else:
            messages.success(request, _("Risposta mandata ad ATS."))
        return self.alla_scheda()
