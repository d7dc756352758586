"""What moves an event: a member sends it, ATS gives it back, publishes it, calls it off."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from aderenti.recapiti import destinatari
from core.posta import accoda
from redazione.eventi.models import Evento

Stato = Evento.Stato
MOTIVO = "evento_proposto"
RESTITUITO = "redazione/email/evento_restituito"
PUBBLICATO = "redazione/email/evento_pubblicato"
ANNULLATO = "redazione/email/evento_annullato"
# What may be done to an event, and from which states.
SI_PUO = {
    "invia": (Stato.BOZZA, Stato.RESTITUITO),
    "restituisci": (Stato.INVIATO,),
    "pubblica": (Stato.BOZZA, Stato.INVIATO),
    "annulla": (Stato.PUBBLICATO,),
}


def si_puo(azione, evento):
    """Return whether ``azione`` may be done to an event as it is; a member's draft is its own."""
    if azione == "pubblica" and evento.dall_ente and evento.stato == Stato.BOZZA:
        return False
    return evento.stato in SI_PUO[azione] and (azione != "invia" or evento.dall_ente)


@transaction.atomic
def invia(*, evento):
    """Send a member's draft to ATS; return it. Raises ValidationError: sent already, no place, no date."""
    evento = _blocca(evento, "invia")
    _con_una_data(evento)
    evento.stato, evento.motivo = Stato.INVIATO, ""
    return _salva(evento)


@transaction.atomic
def restituisci(*, evento, motivo):
    """Give an event back to its member, saying why; return it. Raises ValidationError."""
    evento = _blocca(evento, "restituisci")
    evento.stato, evento.motivo = Stato.RESTITUITO, motivo.strip()
    _salva(evento)
    _scrivi(evento, RESTITUITO, reverse("area_eventi:edit", args=[evento.organizzatore.slug, evento.pk]))
    return evento


@transaction.atomic
def pubblica(*, evento):
    """Let citizens read an event, now or from its instant on; return it. Raises ValidationError."""
    evento = _blocca(evento, "pubblica")
    _con_una_data(evento)
    evento.stato, evento.motivo = Stato.PUBBLICATO, ""
    evento.pubblica_dal = evento.pubblica_dal or timezone.now()
    _salva(evento)
    _scrivi(evento, PUBBLICATO, evento.get_absolute_url())
    return evento


@transaction.atomic
def annulla(*, evento, motivo):
    """Call off an event: it stays, and says why; return it. Raises ValidationError."""
    evento = _blocca(evento, "annulla")
    evento.stato, evento.motivo = Stato.ANNULLATO, motivo.strip()
    _salva(evento)
    _scrivi(evento, ANNULLATO, evento.get_absolute_url())
    return evento


def _blocca(evento, azione):
    """Return the row, locked; raise ValidationError when the action is not for its state."""
    evento = Evento.objects.select_for_update(of=("self",)).get(pk=evento.pk)
    if not si_puo(azione, evento):
        raise ValidationError(
            _("Adesso non si può: l’evento è %(stato)s.") % {"stato": evento.get_stato_display()}
        )
    return evento


def _con_una_data(evento):
    if not evento.date.filter(annullata=False).da_venire().exists():
        raise ValidationError(_("Scrivi almeno una data che deve ancora venire."))


def _salva(evento):
    evento.full_clean()
    evento.save()
    return evento


def _scrivi(evento, template, pagina):
    """Tell the member; nobody is told of a demo event, nor of one without a body."""
    if evento.organizzatore is None or evento.dimostrativo:
        return
    for indirizzo in destinatari(evento.organizzatore):
        accoda(
            motivo=MOTIVO,
            destinatario=indirizzo,
            template=template,
            contesto={
                "ente": evento.organizzatore.denominazione,
                "evento": evento.titolo,
                "perche": evento.motivo,
                "collegamento": f"{settings.SITE_URL}{pagina}",
            },
            intestazioni={"Reply-To": settings.CONTACT_EMAIL} if settings.CONTACT_EMAIL else {},
            riguarda=f"evento {evento.pk}",
        )
