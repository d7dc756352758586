"""“Tutto corretto?”: the page behind the mailed link. It shows what it confirms, and a POST confirms it."""

from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import ngettext
from django.views.generic import FormView

from core.protezione import consenti, pagina_anonima
from servizi.forms_conferma import ConfermaForm
from servizi.freschezza import fatti
from servizi.freschezza.conferma import (
    NonValeError,
    SchedeCambiateError,
    conferma,
    controlla,
    da_confermare,
)
from servizi.models import RichiestaConferma

LIMITE = {"azione": "conferma", "limite": 30, "secondi": 3600}
STATI = {"usata": 200, "scaduta": 410, "tolta": 404}


@method_decorator(pagina_anonima, name="dispatch")
class ConfermaSchedeView(FormView):
    """The sheets of a request, ticked, with one button. A link that opens nothing says why and what to do."""

    form_class = ConfermaForm
    template_name = "servizi/conferma.html"

    @cached_property
    def richiesta(self):
        """Return the request; raise RichiestaConferma.DoesNotExist for an unknown code."""
        return RichiestaConferma.objects.select_related("organizzazione").get(codice=self.kwargs["codice"])

    def dispatch(self, request, *args, **kwargs):
        """Answer; an unknown code, or one that is no longer good, gets a page of its own."""
        try:
            controlla(self.richiesta)
            return super().dispatch(request, *args, **kwargs)
        except RichiestaConferma.DoesNotExist:
            return self._chiusa("tolta")
        except NonValeError as errore:
            return self._chiusa(str(errore))

    def _chiusa(self, perche):
        """Return the page of a link that opens nothing; after its use, what came of it."""
        contesto = {"perche": perche}
        if perche == "usata":
            righe = list(self.richiesta.righe.select_related("servizio"))
            contesto |= {
                "richiesta": self.richiesta,
                "giorno": localdate(self.richiesta.usata_il),
                "confermate": [riga.servizio for riga in righe if riga.confermata_il],
                "altre": [riga.servizio for riga in righe if not riga.confermata_il],
            }
        return render(self.request, "servizi/conferma_chiusa.html", contesto, status=STATI[perche])

    @cached_property
    def righe(self):
        """Return the sheets of the request, each with whether it can be confirmed and whether it moved."""
        possibili = da_confermare(self.richiesta)
        righe = list(self.richiesta.righe.select_related("servizio"))
        letti = fatti.leggi([riga.servizio_id for riga in righe])
        for riga in righe:
            riga.fatti = letti[riga.servizio_id][1]
            riga.possibile = riga.servizio_id in possibili
            riga.cambiata = riga.fatti.impronta != riga.impronta
        return righe

    def get_form_kwargs(self):
        """Add the facts of the sheets that can be confirmed."""
        return super().get_form_kwargs() | {"fatti": [riga.fatti for riga in self.righe if riga.possibile]}

    def form_valid(self, form):
        """Confirm, and go to the page that says so; what has changed meanwhile is shown again."""
        if not consenti(self.request, **LIMITE):
            return self.render_to_response(self.get_context_data(form=form.troppe()), status=429)
        try:
            conferma(codice=self.richiesta.codice, impronte=form.impronte(), errori=form.errori())
        except SchedeCambiateError as errore:
            return self._di_nuovo(errore.chiavi)
        return redirect(self.richiesta.indirizzo())

    def _di_nuovo(self, chiavi):
        """Return the page with the sheets as they are now; ticks and words stay as they were sent."""
        del self.righe
        for riga in self.righe:
            riga.cambiata_ora = riga.servizio_id in chiavi
        dati = self.request.POST.copy()
        for riga in self.righe:
            dati[f"vista_{riga.servizio_id}"] = riga.fatti.impronta
        form = ConfermaForm(dati, fatti=self.get_form_kwargs()["fatti"])
        form.is_valid()
        numero = len(chiavi)
        form.add_error(
            None,
            ngettext(
                "Una scheda è cambiata mentre la guardavi: rileggila e conferma di nuovo.",
                "%(n)d schede sono cambiate mentre le guardavi: rileggile e conferma di nuovo.",
                numero,
            )
            % {"n": numero},
        )
        return self.render_to_response(self.get_context_data(form=form), status=409)

    def get_context_data(self, **kwargs):
        """Add the request and its sheets, each with its fields, or why it cannot be confirmed."""
        contesto = super().get_context_data(**kwargs)
        campi = {voce.pk: altri for voce, *altri in contesto["form"].schede}
        for riga in self.righe:
            riga.campi = campi.get(riga.servizio_id)
        return contesto | {
            "richiesta": self.richiesta,
            "ente": self.richiesta.organizzazione,
            "righe": self.righe,
            "possibili": len(campi),
            "scade_il": localdate(self.richiesta.scade_il),
        }
