"""The rules of ATS: how often a sheet may be checked, and when each step of the ladder comes."""

from datetime import timedelta

from django.db.models import Q

from servizi.models import RegolaFreschezza, Servizio


class Regole:
    """The rules in force, read in one query: ``di(servizio)`` is the one of its group, or the general one."""

    def __init__(self):
        self.per_gruppo = {regola.gruppo_id: regola for regola in RegolaFreschezza.objects.order_by()}
        self.generale = self.per_gruppo.pop(None, None) or RegolaFreschezza()

    def di(self, servizio):
        """Return the rule of a service (its typology is read)."""
        return self.per_gruppo.get(servizio.tipologia.gruppo_id, self.generale)

    def scadenza(self, servizio):
        """Return the day the next check is due; None for a sheet that nobody ever verified: it is due now."""
        if servizio.verificato_il is None:
            return None
        return servizio.verificato_il + timedelta(days=self.di(servizio).effettiva(servizio.frequenza))


def frequenze_ammesse(servizio):
    """Return the choices [(days, label)] that who runs ``servizio`` may make for ``frequenza``."""
    regola = Regole().di(servizio)
    return [scelta for scelta in Servizio.Frequenza.choices if regola.effettiva(scelta[0]) == scelta[0]]


def dovuti(data):
    """Return the condition of the services whose check is due on ``data``, whatever their state."""
    regole = Regole()
    della_generale = ~Q(tipologia__gruppo__in=list(regole.per_gruppo)) if regole.per_gruppo else Q()
    condizione = Q(verificato_il__isnull=True) | della_generale & _passati(regole.generale, data)
    for gruppo, regola in regole.per_gruppo.items():
        condizione |= Q(tipologia__gruppo=gruppo) & _passati(regola, data)
    return condizione


def _passati(regola, data):
    """Return the condition of the services verified at least their frequency before ``data``."""
    condizione = Q()
    for frequenza in Servizio.Frequenza:
        ultimo = data - timedelta(days=regola.effettiva(frequenza))
        condizione |= Q(frequenza=frequenza, verificato_il__lte=ultimo)
    return condizione
