"""Who receives the newsletter: asked by anybody, confirmed by who gets the mail, deleted when they leave."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from core.models import Messaggio
from core.posta import accoda, dimentica, per_smettere
from newsletter.lettera import collegamenti
from newsletter.models import Abbonato, ContoAbbonati, Invio

MOTIVO = "newsletter-iscrizione"
Stato = Abbonato.Stato


@transaction.atomic
def iscrivi(*, email, argomenti, ambiti=()):
    """Keep an address with what it wants, to be confirmed, and queue the one e-mail that says what is true.

    That is: confirm, or you receive it already. Who asks is not told which, and changes nothing of who has
    confirmed: anybody may type an address. ``email`` is in lower case.
    """
    voluti = {f"vuole_{argomento}": True for argomento in argomenti}
    abbonato, _nuovo = Abbonato.objects.select_for_update().get_or_create(email=email, defaults=voluti)
    if abbonato.stato == Stato.ATTIVO:
        _scrivi("gia_attiva", abbonato)
        return
    if abbonato.stato == Stato.DA_CONFERMARE:
        abbonato.argomenti, abbonato.chiesto_il = argomenti, timezone.now()
        abbonato.save()
        abbonato.ambiti.set(ambiti)
    _scrivi("conferma", abbonato)


@transaction.atomic
def conferma(*, codice, adesso=None):
    """Start to write to an address, also one that was suspended, and return it. Twice changes nothing.

    Raises Abbonato.DoesNotExist for an unknown code, or one that is too old.
    """
    adesso = adesso or timezone.now()
    abbonato = Abbonato.objects.in_tempo(adesso).select_for_update().get(codice=codice)
    if abbonato.stato != Stato.ATTIVO:
        abbonato.stato, abbonato.confermato_il, abbonato.sospeso_il = Stato.ATTIVO, adesso, None
        abbonato.save()
        ContoAbbonati.segna("confermati")
    return abbonato


@transaction.atomic
def cambia(*, codice, argomenti, ambiti=()):
    """Write what a subscriber wants from now on. Raises Abbonato.DoesNotExist for a code that is not on."""
    abbonato = Abbonato.objects.attivi().select_for_update().get(codice=codice)
    abbonato.argomenti = argomenti
    abbonato.save()
    abbonato.ambiti.set(ambiti)


@transaction.atomic
def disdici(*, codice):
    """Delete an address and every e-mail to it, also those still to send; only the counts stay.

    Raises Abbonato.DoesNotExist for an unknown code.
    """
    _ferma_le_email(Abbonato.objects.get(codice=codice))
    _cancella(Abbonato.objects.select_for_update().get(codice=codice), "disdetti")


@transaction.atomic
def conserva(adesso=None):
    """Delete who did not confirm in 48 hours, and who has been suspended for half a year; return how many.

    Every day, safe to repeat.
    """
    adesso = adesso or timezone.now()
    mai = list(Abbonato.objects.dimenticati(adesso).select_for_update())
    fermi = list(Abbonato.objects.sospesi_da_tempo(adesso).select_for_update())
    for abbonato in mai:
        _cancella(abbonato, "scaduti")
    for abbonato in fermi:
        _cancella(abbonato, "disdetti")
    return len(mai) + len(fermi)


def riferimento(abbonato):
    """Return what the e-mails to a subscriber keep of it, for when it is deleted."""
    return f"newsletter-{abbonato.pk}"


def _cancella(abbonato, come):
    """Delete a subscriber, whose row the caller has locked, and count it among those that left so."""
    _ferma_le_email(abbonato)
    abbonato.invii.filter(stato=Invio.Stato.IN_CODA).update(stato=Invio.Stato.DISDETTO)
    dimentica(destinatario=abbonato.email, riguarda=riferimento(abbonato))
    abbonato.delete()
    ContoAbbonati.segna(come)


def _ferma_le_email(abbonato):
    """Lock the e-mails to a subscriber before its own rows, in the order of who is sending one of them."""
    righe = Messaggio.objects.filter(destinatario=abbonato.email, riguarda=riferimento(abbonato))
    list(righe.order_by("pk").select_for_update().values_list("pk"))


def _scrivi(template, abbonato):
    """Queue one of the e-mails that answer who asks for the newsletter."""
    indirizzi = collegamenti(abbonato)
    accoda(
        motivo=MOTIVO,
        destinatario=abbonato.email,
        template=f"newsletter/email/{template}",
        contesto=indirizzi | {"sito": settings.SITE_URL},
        intestazioni=per_smettere(indirizzi["smetti"]),
        riservato=True,
        riguarda=riferimento(abbonato),
    )
