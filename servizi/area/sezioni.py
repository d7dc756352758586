"""The page of one section of a sheet: fill it, add lines, save, go on."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from core.proposte import PropostaSuperata, scheda_di
from servizi.area.basi import ServizioMixin
from servizi.area.moduli.sezioni import SEZIONI, successiva
from servizi.models import Servizio
from servizi.voci import voci_di


class SezioneView(ServizioMixin, TemplateView):
    """One section. What is sensitive waits for ATS, the rest is live at once; a draft is only saved."""

    template_name = "servizi/area/sezione.html"

    @cached_property
    def parte(self):
        """Return the section of the address; raise Http404."""
        try:
            return SEZIONI[self.kwargs["sezione"]]
        except KeyError:
            raise Http404 from None

    def controlla(self):
        """Raise Http404 for who may not be here, and for a section that is not."""
        super().controlla()
        self.parte  # noqa: B018 - raises

    def get_context_data(self, **kwargs):
        """Add the section, its form and the one after it."""
        kwargs.setdefault("form", self.modulo())
        prossima = successiva(self.parte.slug)
        return super().get_context_data(
            parte=self.parte, sezioni=SEZIONI.values(), prossima=SEZIONI.get(prossima), **kwargs
        )

    def modulo(self, data=None):
        """Return the form of the section."""
        return self.parte.modulo(data, oggetto=self.servizio, voci=voci_di(self.servizio.tipologia))

    def salva(self, form):
        """Return what the form says; raise Http404 when the draft was thrown away meanwhile."""
        try:
            return form.salva(self.request.user)
        except PropostaSuperata:
            raise Http404 from None

    def post(self, request, *args, **kwargs):
        """Add a line, or save; what is refused comes back whole."""
        form = self.modulo(request.POST)
        if "aggiungi" in request.POST:
            form.altra_riga(request.POST["aggiungi"])
            return self.render_to_response(
                self.get_context_data(form=form, aggiunta=request.POST["aggiungi"])
            )
        prima = form.attuali
        if not form.is_valid() or (esito := self.salva(form)) is None:
            return self.render_to_response(self.get_context_data(form=form))
        valori = form.valori()
        racconta(request, self.servizio, [c for c, v in valori.items() if v != prima[c]], esito)
        prossima = successiva(self.parte.slug)
        if "avanti" in request.POST and prossima:
            return redirect(self.indirizzo("section", sezione=prossima))
        return self.alla_scheda()


def racconta(request, servizio, cambiati, esito):
    """Say what became of the fields ``cambiati``; ``esito``: what ``proponi`` returned."""
    _diretta, attesa = esito
    nomi = scheda_di(servizio)
    aspettano = [c for c in cambiati if attesa is not None and c in attesa.cambi]
    subito = [campo for campo in cambiati if campo not in aspettano]
    if not cambiati:
        messages.info(request, _("Non hai cambiato niente."))
    elif servizio.stato == Servizio.Stato.BOZZA and not aspettano:
        messages.success(request, _("Salvato nella bozza."))
    elif subito:
        messages.success(
            request, _("Già pubblicato: %(voci)s.") % {"voci": ", ".join(map(nomi.etichetta, subito))}
        )
    if aspettano:
        testo = _(
            "Mandato ad ATS: %(voci)s. Finché ATS non risponde, i cittadini leggono la versione di prima."
        )
        messages.info(request, testo % {"voci": ", ".join(map(nomi.etichetta, aspettano))})
