"""The page before a mail leaves: how many, who, who is left out, the text as it arrives."""

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from comunicazioni.destinatari import da_scrivere, voci_di
from comunicazioni.models import Comunicazione
from comunicazioni.services import accoda_comunicazione, come_arriva, impronta, ufficio


class AnteprimaView(PermissionRequiredMixin, DetailView):
    """Look at a draft (GET), send it as it was looked at (POST). One that has left opens its own page."""

    admin_site = None
    model = Comunicazione
    context_object_name = "comunicazione"
    template_name = "admin/comunicazioni/anteprima.html"
    permission_required = "comunicazioni.change_comunicazione"
    raise_exception = True

    def get(self, request, *args, **kwargs):
        """Show the draft as it would leave."""
        self.object = self.get_object()
        if not self.object.e_bozza:
            return self._alla_scheda()
        return self.render_to_response(self.get_context_data())

    def post(self, request, *args, **kwargs):
        """Queue the mail; say why not, and show the draft again, when it cannot leave."""
        self.object = self.get_object()
        try:
            accoda_comunicazione(comunicazione=self.object, vista=request.POST.get("vista", ""))
        except ValidationError as errore:
            self.object.refresh_from_db()
            for testo in errore.messages:
                messages.error(request, testo)
            return self.get(request)
        messages.success(request, _("La comunicazione parte fra poco: qui sotto vedi a chi arriva."))
        return self._alla_scheda()

    def get_context_data(self, **kwargs):
        """Add the recipients, who is left out, the text, and the digest of what is looked at."""
        voci = voci_di(self.object)
        indirizzi = da_scrivere(voci)
        oggetto, testo = come_arriva(self.object)
        return (
            super().get_context_data(**kwargs)
            | self.admin_site.each_context(self.request)
            | {
                "title": _("Controlla e conferma"),
                "scrive_a": [voce for voce in voci if not voce.perche],
                "escluse": [voce for voce in voci if voce.perche],
                "quanti": len(indirizzi),
                "oggetto": oggetto,
                "testo": testo,
                "ufficio": ufficio(),
                "vista": impronta(self.object, indirizzi),
            }
        )

    def _alla_scheda(self):
        return redirect("admin:comunicazioni_comunicazione_change", self.object.pk)
