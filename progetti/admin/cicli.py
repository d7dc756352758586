"""A regional extension of a whole cycle, from the sheet of the Piano: what it moves is shown, then done."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.admin.azioni import AzioneView
from piani.models import Piano
from progetti.vita.cicli import proroga_ciclo, spostamenti
from progetti.vita.moduli import ProrogaCicloForm


class ProrogaCicloView(AzioneView):
    """Ask for the new end, show the projects with old and new end, extend on “conferma”."""

    modello = Piano
    permission_required = ("piani.add_terminepiano", "progetti.add_eventoprogetto")
    template_name = "admin/progetti/proroga_ciclo.html"
    form_class = ProrogaCicloForm
    titolo = _("Proroga tutto il ciclo")
    bottone = _("Guarda che cosa cambia")

    def form_valid(self, form):
        """Show what would change; change it when it has been seen."""
        if "conferma" not in self.request.POST:
            righe = spostamenti(self.riga, form.cleaned_data["fine"])
            mossi = [riga for riga in righe if not riga.perche_no]
            fermi = [riga for riga in righe if riga.perche_no]
            return self.render_to_response(
                self.get_context_data(form=form, anteprima=True, mossi=mossi, fermi=fermi)
            )
        try:
            esito = proroga_ciclo(piano=self.riga, utente=self.request.user, **form.cleaned_data)
        except ValidationError as errore:
            form.add_error(None, errore.messages)
            return self.form_invalid(form)
        self._racconta(esito)
        return HttpResponseRedirect(self.scheda())

    def _racconta(self, esito):
        """Tell how many projects moved, and name those left alone."""
        mossi = sum(not riga.perche_no for riga in esito)
        testo = ngettext(
            "Ciclo prorogato: %(n)d progetto ha una nuova fine.",
            "Ciclo prorogato: %(n)d progetti hanno una nuova fine.",
            mossi,
        )
        messages.success(self.request, testo % {"n": mossi})
        fermi = [f"{riga.progetto} ({riga.perche_no})" for riga in esito if riga.perche_no]
        if fermi:
            messages.warning(
                self.request, _("Lasciati come sono: %(progetti)s.") % {"progetti": "; ".join(fermi)}
            )


def indirizzi(admin_site):
    """Return the address of this page, under those of the projects."""
    vista = admin_site.admin_view(ProrogaCicloView.as_view(admin_site=admin_site))
    return [path("proroga-ciclo/<int:pk>/", vista, name="progetti_progetto_extend")]
