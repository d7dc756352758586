"""Small factories of the newsletter."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from newsletter import invio
from newsletter.composizione import proponi, voci_di
from newsletter.models import Abbonato, Argomento, Invio, Numero

_numeri = count(1)


def make_abbonato(*argomenti, ambiti=(), **campi):
    """Return a subscriber who has confirmed and wants ``argomenti`` (all of them)."""
    adesso = timezone.now()
    valori = {"email": f"lettore{next(_numeri)}@example.org", "stato": "attivo", "confermato_il": adesso}
    abbonato = Abbonato(**valori | campi)
    abbonato.argomenti = argomenti or tuple(Argomento)
    abbonato.save()
    abbonato.ambiti.set(ambiti)
    return abbonato


def make_in_attesa(ore=1, **campi):
    """Return a subscriber who asked ``ore`` hours ago and has not confirmed."""
    chiesto_il = timezone.now() - timedelta(hours=ore)
    return make_abbonato(stato="da_confermare", confermato_il=None, chiesto_il=chiesto_il, **campi)


def make_numero(**campi):
    """Return a draft about the last month, with nothing in it."""
    oggi = timezone.localdate()
    valori = {"titolo": f"Numero {next(_numeri)}", "dal": oggi - timedelta(days=30), "al": oggi}
    return Numero.objects.create(**valori | campi)


def make_approvato(**campi):
    """Return an approved number about what is public now."""
    numero = make_numero(**campi)
    proponi(numero=numero)
    invio.approva(numero=numero)
    numero.refresh_from_db()
    return numero


def make_inviato(giorni=0, **campi):
    """Return a number that left ``giorni`` days ago, to nobody."""
    quando = timezone.now() - timedelta(days=giorni)
    return make_numero(**{"stato": "inviato", "inviato_il": quando} | campi)


def make_invio(**campi):
    """Return the e-mail of a number to a subscriber, in the queue."""
    campi["numero"] = campi.get("numero") or make_inviato()
    campi["abbonato"] = campi.get("abbonato") or make_abbonato()
    return Invio.objects.create(**campi)


def manda(numero):
    """Send a number as who looks at it and confirms; return how many receive it."""
    voci = voci_di(numero)
    vista = invio.impronta(numero, voci, len(invio.destinatari(voci)))
    return invio.invia(numero=numero, vista=vista)
