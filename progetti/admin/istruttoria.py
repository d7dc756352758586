"""The formal check of a proposal in the admin: one row for each line of the checklist, then its end."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.admin.azioni import AzioneView, RigaInGestione
from progetti.admin.forms_candidature import ChiudiForm, VoceForm
from progetti.avvisi.candidature import chiudi_istruttoria, controlla
from progetti.models import Candidatura

ELENCO = "admin:progetti_candidatura_changelist"


class ControlloView(RigaInGestione):
    """The checklist of a proposal: a result and a note for each line, saved together."""

    modello = Candidatura
    permission_required = "progetti.change_candidatura"

    def get(self, request, pk):
        """Show the checklist as it is."""
        return self._mostra(self._righe())

    def post(self, request, pk):
        """Save the checklist, or show again what was typed with what stands in the way."""
        righe = self._righe(request.POST)
        if not all(form.is_valid() for _voce, form in righe):
            return self._mostra(righe)
        esiti = {v: (form.cleaned_data["esito"], form.cleaned_data["nota"]) for v, form in righe}
        try:
            controlla(candidatura=self.riga, esiti=esiti, utente=request.user)
        except ValidationError as errore:
            return self._mostra(righe, errore.messages)
        messages.success(request, _("Controllo salvato."))
        return HttpResponseRedirect(self.scheda())

    def _righe(self, dati=None):
        """Return [(line, form)] in the order of the checklist."""
        scritti = {esito.voce_id: esito for esito in self.riga.esiti.all()}
        righe = []
        for voce in self.riga.avviso.controlli.all():
            scritto = scritti.get(voce.pk)
            iniziale = {"esito": scritto.esito, "nota": scritto.nota} if scritto else {}
            righe.append((voce, VoceForm(dati, prefix=f"voce-{voce.pk}", initial=iniziale)))
        return righe

    def _mostra(self, righe, errori=()):
        contesto = self.admin_site.each_context(self.request) | {
            "title": _("Controllo formale"),
            "opts": Candidatura._meta,
            "riga": self.riga,
            "scheda": self.scheda(),
            "elenco": ELENCO,
            "righe": righe,
            "errori": errori,
            "avviso_scheda": reverse("admin:progetti_avviso_change", args=[self.riga.avviso_id]),
        }
        return TemplateResponse(self.request, "admin/progetti/controllo.html", contesto)


class ChiudiView(AzioneView):
    """End the formal check: on to the evaluation, or not admissible."""

    modello = Candidatura
    permission_required = "progetti.change_candidatura"
    form_class = ChiudiForm
    titolo = _("Chiudi il controllo formale")
    bottone = _("Chiudi il controllo")
    fatto = _("Fatto: il nuovo stato è nella scheda.")
    pericolo = True

    def avviso(self):
        """Return what will come of it."""
        if self.riga.fuori_termine:
            return _("È arrivata fuori termine: diventa non ammissibile.")
        return _("Se manca una voce obbligatoria diventa non ammissibile, altrimenti va in valutazione.")

    def esegui(self, form):
        """End it."""
        chiudi_istruttoria(candidatura=self.riga, utente=self.request.user)
