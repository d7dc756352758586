"""“I work for this body”: asking to keep its pages, and the answer of its administrator."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from aderenti.inviti import ha_accesso, invita
from aderenti.models import Accesso, RichiestaAccesso
from aderenti.persone import blocca
from core.posta import accoda


@transaction.atomic
def chiedi_accesso(*, organizzazione, email, ruolo):
    """Record that who has ``email`` asks to keep the pages of the body, and tell who decides.

    Nothing is returned: the visitor gets the same answer whatever was there. Who asked already is not told
    twice; who has an access gets a mail that says so.
    """
    organizzazione = blocca(organizzazione)
    email = email.strip().lower()
    if ha_accesso(organizzazione, email):
        _scrivi(email, "gia_dentro", organizzazione, collegamento=settings.SITE_URL + reverse("rete:area"))
        return
    richiesta, nuova = organizzazione.richieste_accesso.in_attesa().get_or_create(
        organizzazione=organizzazione, email=email, defaults={"ruolo": ruolo}
    )
    if nuova:
        _avvisa(richiesta)


@transaction.atomic
def decidi_richiesta(*, richiesta, accolta, da, ruolo=Accesso.Ruolo.REDATTORE):
    """Accept a request, hence invite its address as ``ruolo``, or refuse it politely; return it as saved.

    Raises ValidationError when somebody has decided it already.
    """
    organizzazione = blocca(richiesta.organizzazione)
    richiesta = RichiestaAccesso.objects.select_for_update(of=("self",)).get(pk=richiesta.pk)
    if richiesta.stato != RichiestaAccesso.Stato.IN_ATTESA:
        raise ValidationError(
            _("Questa richiesta è già stata %(stato)s.") % {"stato": richiesta.get_stato_display()},
            code="gia_decisa",
        )
    stati = RichiestaAccesso.Stato
    richiesta.stato = stati.ACCOLTA if accolta else stati.RESPINTA
    richiesta.decisa_il, richiesta.decisa_da = timezone.now(), da
    richiesta.save(update_fields=["stato", "decisa_il", "decisa_da"])
    if accolta:
        invita(organizzazione=organizzazione, email=richiesta.email, ruolo=ruolo, da=da)
    else:
        _scrivi(richiesta.email, "richiesta_respinta", organizzazione)
    return richiesta


def _avvisa(richiesta):
    """Tell the administrators of the body or, when it has none that reads mail, ATS."""
    ente = richiesta.organizzazione
    amministratori = Accesso.objects.attivi().amministratori().filter(organizzazione=ente)
    indirizzi = amministratori.filter(utente__dimostrativo=False).values_list("utente__email", flat=True)
    pagina = reverse("area:people-request", args=[ente.slug, richiesta.pk])
    if not indirizzi:
        indirizzi = [settings.CONTACT_EMAIL] if settings.CONTACT_EMAIL else []
        pagina = reverse("admin:aderenti_richiestaaccesso_change", args=[richiesta.pk])
    for indirizzo in indirizzi:
        _scrivi(
            indirizzo,
            "richiesta_accesso",
            ente,
            email=richiesta.email,
            mansione=richiesta.ruolo,
            collegamento=settings.SITE_URL + pagina,
        )


def _scrivi(destinatario, template, ente, **contesto):
    accoda(
        motivo="richiesta-accesso",
        destinatario=destinatario,
        template=f"aderenti/email/{template}",
        contesto={"ente": ente.denominazione, "contatto": settings.CONTACT_EMAIL} | contesto,
    )
