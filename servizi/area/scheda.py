"""The page of one service: what is there, what is missing, what waits; and how a citizen sees it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from aderenti.models import Organizzazione
from core.models import Proposta
from core.proposte import con_proposta, scheda_di
from servizi.area import racconto
from servizi.area.basi import ServizioMixin
from servizi.area.moduli.sezioni import SEZIONI
from servizi.area.posti import annullabile
from servizi.area.situazione import Situazione, con_posti, gruppo, settimane, stati
from servizi.bozze import mai_pubblicato
from servizi.models import Servizio
from servizi.qualita import chieste, mancanti, qualita
from servizi.views import parti
from servizi.voci import voci_di


class ServizioDetailView(ServizioMixin, TemplateView):
    """What to do about one service: sections with what is missing, quality, what ATS says, actions."""

    template_name = "servizi/area/scheda.html"

    def get_context_data(self, **kwargs):
        """Add the sections, the quality and the changes that wait."""
        servizio, proposta = self.servizio, self.proposta
        valori, voci = con_proposta(servizio, proposta), voci_di(servizio.tipologia)
        mancano = mancanti(valori, voci)
        storia, oggi = racconto.storia(servizio), timezone.localdate()
        bozza = servizio.stato == Servizio.Stato.BOZZA
        situazione = Situazione(
            servizio,
            proposta,
            gruppo(servizio, proposta, oggi),
            stati(servizio, proposta, oggi),
            mancano,
            settimane=[] if bozza else settimane(servizio, oggi),
            con_posti=con_posti(valori, voci),
        )
        return super().get_context_data(
            situazione=situazione,
            bozza=bozza,
            sezioni=sezioni(valori, voci),
            mancano=mancano,
            qualita=qualita(valori, voci),
            cambi=racconto.in_attesa(proposta, servizio) if proposta else [],
            restituita=proposta is not None and proposta.stato == Proposta.Stato.RESTITUITA,
            gia_mandato=proposta is not None and "stato" in proposta.cambi,
            storia=storia,
            parole_di_ats=next((fatto["testo"] for fatto in storia if fatto["di_ats"]), ""),
            si_elimina=bozza and mai_pubblicato(servizio),
            annulla=annullabile(self.request),
            **kwargs,
        )


def sezioni(valori, voci):
    """Return each section with its state: word, tone, names of what is missing."""
    righe, domande = [], chieste(voci)
    obbligatorie = mancanti(valori, voci)
    for sezione in SEZIONI.values():
        sue = [domanda for domanda in domande if domanda.sezione == sezione.slug]
        mancano = [domanda for domanda in obbligatorie if domanda in sue]
        utili = [d for d in sue if d.codice in voci and d not in mancano and not d.risposta(valori)]
        if mancano:
            stato = (_("manca"), "negativo")
        elif utili:
            stato = (_("da completare"), "attesa")
        elif any(domanda.risposta(valori) for domanda in sue):
            stato = (_("a posto"), "positivo")
        else:
            stato = (_("se serve"), "neutro")
        righe.append({"sezione": sezione, "stato": stato, "mancano": [d.etichetta for d in mancano or utili]})
    return righe


class AnteprimaView(ServizioMixin, TemplateView):
    """The public sheet as it will be when ATS accepts what waits: for a draft too. Nothing is kept."""

    template_name = "servizi/area/anteprima.html"

    def get(self, request, *args, **kwargs):
        """Write what waits, draw the page, take it back."""
        with transaction.atomic():
            pubblicabile = self._scrivi()
            risposta = self.render_to_response(self.get_context_data(pubblicabile=pubblicabile)).render()
            transaction.set_rollback(True)
        return risposta

    def get_context_data(self, **kwargs):
        """Add what the public sheet needs."""
        ente = super().get_context_data(**kwargs)
        servizio = self.servizio
        servizio.gestore_pubblico = (
            Organizzazione.objects.pubblicati().filter(pk=servizio.gestore_id).exists()
        )
        indietro = reverse("area_servizi:detail", args=[self.ente.slug, servizio.slug])
        return ente | parti(servizio) | {"servizio": servizio, "indietro": indietro, "view": self}

    def _scrivi(self):
        """Write the open proposal on the sheet; return whether the sheet takes it."""
        if self.proposta is None:
            return True
        scheda = scheda_di(self.servizio)
        cambi = scheda.ancora(self.proposta.cambi)
        valori = {campo: cambio["dopo"] for campo, cambio in cambi.items() if campo != "stato"}
        try:
            with transaction.atomic():
                scheda.scrivi(self.servizio, valori)
        except ValidationError:
            self.servizio.refresh_from_db()
            return False
        return True
