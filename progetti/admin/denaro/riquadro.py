"""The box “Denaro” on the sheet of a project: its account, whether it adds up, the ways to the rows."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from progetti.denaro.conti import conti
from progetti.denaro.quadratura import quadratura
from progetti.models import Finanziamento, Impegno, Pagamento, QuadroFinanziario, Rendiconto

DA_FARE = [QuadroFinanziario, Rendiconto]
"""Rows whose list shows what is to do, unless asked for everything."""
ALTRE = [Impegno, Pagamento, Finanziamento]


def riquadro(progetto):
    """Return the HTML of the box; for a project not yet written, when it will be there."""
    if progetto is None or progetto.pk is None:
        return _("Si vede dopo il primo salvataggio.")
    conto = conti([progetto])[progetto.pk]
    contesto = {
        "conto": conto,
        "controlli": quadratura(progetto, conto),
        "righe": [_righe(modello, progetto) for modello in [*DA_FARE, *ALTRE]],
    }
    return render_to_string("admin/progetti/_denaro.html", contesto)


def _righe(modello, progetto):
    """Return what a line of the box needs: name of the rows, how many, their list, where to add one."""
    nome = f"admin:progetti_{modello._meta.model_name}"
    tutte = "&da_fare=tutto" if modello in DA_FARE else ""
    return {
        "nome": modello._meta.verbose_name_plural,
        "quante": modello.objects.filter(progetto=progetto).count(),
        "elenco": f"{reverse(f'{nome}_changelist')}?progetto__id__exact={progetto.pk}{tutte}",
        "nuova": f"{reverse(f'{nome}_add')}?progetto={progetto.pk}",
    }
