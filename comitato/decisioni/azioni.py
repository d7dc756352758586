"""Action points: given to a body, told done by it, verified by somebody else, sent back, cancelled."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aderenti.recapiti import destinatari
from comitato.models import Azione, Decisione
from core.posta import accoda
from core.templatetags.formati import con_articolo

Stato = Azione.Stato
MOTIVO = "azione_comitato"
AFFIDATA = "comitato/email/azione_affidata"
RIMANDATA = "comitato/email/azione_rimandata"
# What may be done to an action point, and from which states.
SI_PUO = {
    "riferisci": (Stato.APERTA,),
    "verifica": (Stato.FATTA,),
    "rimanda": (Stato.FATTA,),
    "annulla": (Stato.APERTA, Stato.FATTA),
}
NON_SI_PUO = {
    Stato.APERTA: gettext_lazy("Nessuno ha ancora detto che l’azione è fatta."),
    Stato.FATTA: gettext_lazy("L’azione è già stata data per fatta: ora va verificata."),
    Stato.CHIUSA: gettext_lazy("L’azione è già chiusa."),
    Stato.ANNULLATA: gettext_lazy("L’azione è stata annullata."),
}


@transaction.atomic
def affida(*, decisione, testo, ente, scade_il, utente, priorita=Azione.Priorita.MEDIA):
    """Give a body something to do, by a day, and tell it; return the ``Azione``.

    Raises ValidationError: a decision that was not approved, a day in the past, no text.
    """
    decisione = Decisione.objects.select_for_update(of=("self",)).get(pk=decisione.pk)
    if decisione.esito != Decisione.Esito.APPROVATA:
        raise ValidationError(_("Si affidano azioni solo per una decisione approvata."))
    if scade_il < timezone.localdate():
        raise ValidationError({"scade_il": _("Scegli un giorno da oggi in poi.")})
    azione = Azione(decisione=decisione, testo=testo.strip(), ente=ente, scade_il=scade_il, priorita=priorita)
    azione.full_clean()
    azione.save()
    scrivi(azione, AFFIDATA)
    return azione


@transaction.atomic
def riferisci(*, azione, resoconto, utente):
    """Write that an action point is done, and how; return it. Raises ValidationError: not to do, no words."""
    azione = _in_stato(azione, "riferisci")
    azione.resoconto = _parole(resoconto, "resoconto", _("Scrivi che cosa è stato fatto."))
    azione.stato, azione.fatta_il, azione.riferita_da = Stato.FATTA, timezone.localdate(), utente
    azione.rimandata = ""
    azione.save()
    return azione


@transaction.atomic
def verifica(*, azione, come, utente):
    """Close an action point after verifying it, and say how; return it.

    Raises ValidationError: not told done, no words, verified by who told it done.
    """
    azione = _in_stato(azione, "verifica")
    if azione.riferita_da_id is not None and azione.riferita_da_id == utente.pk:
        raise ValidationError(_("Hai scritto tu che è fatta: la verifica tocca a un’altra persona."))
    azione.verifica = _parole(come, "come", _("Scrivi come l’hai verificata."))
    azione.stato, azione.verificata_il, azione.verificata_da = Stato.CHIUSA, timezone.localdate(), utente
    azione.save()
    return azione


@transaction.atomic
def rimanda(*, azione, motivo, utente):
    """Send an action point back to its body, to do again, and tell it why; return it.

    Raises ValidationError: not told done, no reason.
    """
    azione = _in_stato(azione, "rimanda")
    azione.rimandata = _parole(motivo, "motivo", _("Scrivi che cosa manca."))
    azione.stato, azione.fatta_il, azione.riferita_da = Stato.APERTA, None, None
    azione.save()
    scrivi(azione, RIMANDATA, motivo=azione.rimandata)
    return azione


@transaction.atomic
def annulla(*, azione, motivo, utente):
    """Cancel an action point that is no use any more; return it. Raises ValidationError: over, no reason."""
    azione = _in_stato(azione, "annulla")
    azione.verifica = _parole(motivo, "motivo", _("Scrivi perché non serve più."))
    azione.stato = Stato.ANNULLATA
    azione.save()
    return azione


def scrivi(azione, template, **altro):
    """Queue a mail about an action point to who answers for its body; return how many. None for a demo."""
    if azione.decisione.seduta.dimostrativo:
        return 0
    indirizzi = destinatari(azione.ente)
    pagina = reverse("area_azioni:list", args=[azione.ente.slug])
    contesto = {
        "ente": azione.ente.denominazione,
        "azione": azione.testo,
        "giorno": con_articolo(azione.scade_il),
        "collegamento": f"{settings.SITE_URL}{pagina}",
    }
    for indirizzo in indirizzi:
        accoda(
            motivo=MOTIVO,
            destinatario=indirizzo,
            template=template,
            contesto=contesto | altro,
            intestazioni={"Reply-To": settings.CONTACT_EMAIL} if settings.CONTACT_EMAIL else {},
            riguarda=f"azione {azione.pk}",
        )
    return len(indirizzi)


def _in_stato(azione, che_cosa):
    """Return the row, locked; raise ValidationError when this may not be done to it now."""
    azione = Azione.objects.select_for_update(of=("self",)).get(pk=azione.pk)
    if azione.stato not in SI_PUO[che_cosa]:
        raise ValidationError(NON_SI_PUO[azione.stato])
    return azione


def _parole(testo, campo, manca):
    testo = testo.strip()
    if not testo:
        raise ValidationError({campo: manca})
    return testo
