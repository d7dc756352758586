"""The daily summary: what waits for one person becomes one message, at most once a day."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from core.models import Messaggio
from core.posta.testi import componi

MOTIVO = "riepilogo"
TEMPLATE = "core/email/riepilogo"
SEPARA = "\n\n* * *\n\n"


def riepiloghi(*, adesso=None):
    """Join what waits for each person in one message; return how many messages. Safe to run again.

    Who has had one today (Europe/Rome) waits until tomorrow.
    """
    adesso = adesso or timezone.now()
    in_attesa = Messaggio.objects.in_riepilogo().filter(da_inviare_dal__lte=adesso)
    indirizzi = in_attesa.order_by("destinatario").values_list("destinatario", flat=True).distinct()
    return sum(_unisci(indirizzo, adesso) for indirizzo in list(indirizzi))


@transaction.atomic
def _unisci(indirizzo, adesso):
    """Queue the summary of one person, in the place of its messages; return whether there was one to write.

    The rows are locked: another command finds them gone.
    """
    righe = Messaggio.objects.in_riepilogo().filter(destinatario=indirizzo, da_inviare_dal__lte=adesso)
    messaggi = list(righe.order_by("creato_il", "pk").select_for_update())
    if not messaggi or _gia_scritto(indirizzo, adesso):
        return False
    voci = SEPARA.join(f"{m.oggetto.upper()}\n\n{m.testo.strip()}" for m in messaggi)
    contesto = {"quanti": len(messaggi), "voci": voci, "sito": settings.SITE_URL}
    oggetto, testo = componi(TEMPLATE, contesto)
    Messaggio.objects.create(
        motivo=MOTIVO,
        destinatario=indirizzo,
        oggetto=oggetto,
        testo=testo,
        riservato=any(m.riservato for m in messaggi),
        creato_il=adesso,
        da_inviare_dal=adesso,
    )
    Messaggio.objects.filter(pk__in=[m.pk for m in messaggi]).delete()
    return True


def _gia_scritto(indirizzo, adesso):
    oggi = timezone.localtime(adesso).date()
    return Messaggio.objects.filter(motivo=MOTIVO, destinatario=indirizzo, creato_il__date=oggi).exists()
