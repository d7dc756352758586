"""Whom to write to about the sheets of a body, and the bodies with nobody to write to."""

from django.db.models import Q

from aderenti.models import Accesso, Organizzazione, Referente
from servizi.segnalazioni import scrivibile


def destinatari(ente, oggi=None):
    """Return the addresses to write to, each once: the first that there are of these.

    The administrators of its pages, the editors, the referents in force on ``oggi``, the office. None for a
    demo body, which does not exist; nor for a demo account.
    """
    if ente.dimostrativo:
        return []
    gruppi = _gruppi(ente, oggi)
    return next((indirizzi for indirizzi in map(_unici, gruppi) if indirizzi), [])


def senza_recapito(oggi=None):
    """Return the real bodies that ``destinatari`` finds nobody for: the queryset, not read."""
    accessi = Accesso.objects.attivi().filter(utente__dimostrativo=False).values("organizzazione")
    referenti = Referente.objects.al(oggi).filter(dimostrativo=False)
    con_posta = referenti.exclude(email="", utente__isnull=True).values("organizzazione")
    muti = Organizzazione.objects.filter(dimostrativo=False, email="")
    return muti.exclude(Q(pk__in=accessi) | Q(pk__in=con_posta))


def _gruppi(ente, oggi):
    """Yield the addresses of each kind, the best first; the office also when it is no address."""
    accessi = ente.accessi.attivi().filter(utente__dimostrativo=False).order_by("dal", "pk")
    amministratori = accessi.amministratori()
    yield amministratori.values_list("utente__email", flat=True)
    yield accessi.exclude(pk__in=amministratori.values("pk")).values_list("utente__email", flat=True)
    referenti = Referente.objects.al(oggi).filter(organizzazione=ente, dimostrativo=False).order_by("pk")
    yield [email or account or "" for email, account in referenti.values_list("email", "utente__email")]
    yield [ente.email]


def _unici(indirizzi):
    return list({voce.lower(): voce for voce in indirizzi if scrivibile(voce)}.values())
