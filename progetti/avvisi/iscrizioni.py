"""Who is told when a call opens: asked by anybody, confirmed by who gets the mail, deleted when they stop."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core.posta import accoda, dimentica, per_smettere
from progetti.models import IscrizioneAvvisi


@transaction.atomic
def iscrivi(*, email):
    """Keep an address, to be confirmed, and queue the one e-mail that says what is true.

    That is: confirm, or you are told already. Who asks is not told which.
    """
    iscrizione, _nuova = IscrizioneAvvisi.objects.select_for_update().get_or_create(email=email)
    if iscrizione.confermata_il:
        _scrivi("gia_attiva", iscrizione)
        return
    iscrizione.creata_il = timezone.now()
    iscrizione.save()
    _scrivi("conferma", iscrizione)


@transaction.atomic
def conferma(*, codice):
    """Start to tell an address and return its row.

    Raises IscrizioneAvvisi.DoesNotExist for an unknown code. Confirming twice changes nothing.
    """
    iscrizione = IscrizioneAvvisi.objects.select_for_update().get(codice=codice)
    if not iscrizione.confermata_il:
        iscrizione.confermata_il = timezone.now()
        iscrizione.save()
    return iscrizione


@transaction.atomic
def smetti(*, codice):
    """Delete an address and every e-mail about the calls to it, also those still to send.

    Raises IscrizioneAvvisi.DoesNotExist for an unknown code.
    """
    _cancella(IscrizioneAvvisi.objects.select_for_update().get(codice=codice))


@transaction.atomic
def elimina_dimenticate(*, adesso):
    """Delete the addresses that nobody has confirmed in a week, with their e-mails; return how many."""
    righe = list(IscrizioneAvvisi.objects.dimenticate(adesso).select_for_update())
    for iscrizione in righe:
        _cancella(iscrizione)
    return len(righe)


def contesto_di(iscrizione):
    """Return what every e-mail to an address says: pages to confirm and to stop, absolute, and the list."""

    def indirizzo(nome):
        return settings.SITE_URL + reverse(f"avvisi:{nome}", args=[iscrizione.codice])

    return {
        "sito": settings.SITE_URL,
        "avvisi": settings.SITE_URL + reverse("avvisi:list"),
        "conferma": indirizzo("subscribe-confirm"),
        "smetti": indirizzo("subscribe-stop"),
    }


def scrivi_a(iscrizione, template, *, motivo, **contesto):
    """Queue an e-mail to an address, with the way to stop in it and in its headers (RFC 8058)."""
    comuni = contesto_di(iscrizione)
    accoda(
        motivo=motivo,
        destinatario=iscrizione.email,
        template=f"avvisi/email/{template}",
        contesto=comuni | contesto,
        intestazioni=per_smettere(comuni["smetti"]),
        riservato=True,
        riguarda=_riferimento(iscrizione),
    )


def _scrivi(template, iscrizione):
    scrivi_a(iscrizione, template, motivo="iscrizione-avvisi")


def _cancella(iscrizione):
    """Delete a row, that the caller has locked, and every e-mail about it."""
    dimentica(destinatario=iscrizione.email, riguarda=_riferimento(iscrizione))
    iscrizione.delete()


def _riferimento(iscrizione):
    return f"iscrizione-avvisi-{iscrizione.pk}"
