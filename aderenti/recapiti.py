"""Who speaks for a body: whose mail reaches somebody that may still answer for it."""

from aderenti.models import Referente


def parla_per(organizzazione, indirizzo):
    """Return whether who reads the mail of ``indirizzo`` speaks for the body today.

    They are who has an access in force, the referents in force and the office: an access taken away, or an
    account suspended, no longer.
    """
    accessi = organizzazione.accessi.attivi().values_list("utente__email", flat=True)
    referenti = Referente.objects.al().filter(organizzazione=organizzazione)
    nomi = [voce for coppia in referenti.values_list("email", "utente__email") for voce in coppia]
    return indirizzo.lower() in {voce.lower() for voce in [*accessi, *nomi, organizzazione.email] if voce}
