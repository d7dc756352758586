"""Who speaks for a body: whom to write to about it, and whose mail reaches who may answer for it."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q

from aderenti.models import Accesso, Organizzazione, Referente


def destinatari(ente, oggi=None):
    """Return the addresses to write to about a body, each once: the first that there are of these.

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


def parla_per(organizzazione, indirizzo):
    """Return whether who reads the mail of ``indirizzo`` speaks for the body today.

    They are who has an access in force, the referents in force and the office: an access taken away, or an
    account suspended, no longer.
    """
    accessi = organizzazione.accessi.attivi().values_list("utente__email", flat=True)
    referenti = Referente.objects.al().filter(organizzazione=organizzazione)
    nomi = [voce for coppia in referenti.values_list("email", "utente__email") for voce in coppia]
    return indirizzo.lower() in {voce.lower() for voce in [*accessi, *nomi, organizzazione.email] if voce}


def scrivibile(indirizzo):
    """Return whether ``indirizzo`` is one e-mail address."""
    try:
        validate_email(indirizzo)
    except ValidationError:
        return False
    return True


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
