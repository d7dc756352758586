"""“È tutto giusto?”: who keeps a sheet reads its main facts and says so; it moves ``verificato_il``."""

from django.contrib import messages
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from servizi.area.basi import ConfermaView
from servizi.freschezza import fatti
from servizi.freschezza.verifica import verifica
from servizi.models import Servizio, Verifica


def si_conferma(servizio):
    """Return whether the sheet can be confirmed today: citizens read it, and it has not expired."""
    return servizio.stato in (Servizio.Stato.ATTIVO, Servizio.Stato.SOSPESO) and not servizio.scaduto()


@transaction.atomic
def conferma(*, servizio, impronta, utente):
    """Record that the sheet is right as it was read (``impronta``: its digest); return whether it was so.

    Nothing is written when it has changed meanwhile, or can no longer be confirmed.
    """
    servizio = Servizio.objects.select_for_update(of=("self",)).get(pk=servizio.pk)
    _servizio, letti = fatti.leggi([servizio.pk])[servizio.pk]
    if not si_conferma(servizio) or letti.impronta != impronta:
        return False
    uno = Servizio.objects.filter(pk=servizio.pk)
    verifica(servizi=uno, il=timezone.localdate(), come=Verifica.Come.AREA, utente=utente)
    return True


class ConfermaSchedaView(ConfermaView):
    """The facts of the sheet, and one button."""

    template_name = "servizi/area/conferma_scheda.html"
    titolo, bottone = gettext_lazy("È tutto giusto?"), gettext_lazy("Sì, è tutto giusto")

    def get_context_data(self, **kwargs):
        """Add the facts."""
        _servizio, letti = fatti.leggi([self.servizio.pk])[self.servizio.pk]
        return super().get_context_data(**kwargs) | {"fatti": letti}

    def get(self, request, *args, **kwargs):
        """Show the page of a sheet that can be confirmed."""
        return super().get(request, *args, **kwargs) if si_conferma(self.servizio) else self.alla_scheda()

    def post(self, request, *args, **kwargs):
        """Confirm what was read."""
        impronta = request.POST.get("impronta", "")
        if conferma(servizio=self.servizio, impronta=impronta, utente=request.user):
            messages.success(request, _("Grazie: i cittadini leggono che l’hai verificata oggi."))
        else:
            messages.warning(request, _("La scheda è cambiata mentre la leggevi: rileggila e conferma."))
        return self.alla_scheda()
