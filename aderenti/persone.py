"""Who may work on a body's pages: accesses given, changed, taken away. The last administrator stays.

Every action locks the row of the body first: two administrators who leave together do it one after the other.
"""

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from aderenti.models import Accesso, Organizzazione, RichiestaAccesso
from core.posta import accoda
from utenti.ruoli import REFERENTE

ULTIMO = "ultimo_amministratore"


def blocca(organizzazione):
    """Return the body with its row locked until the end of the transaction."""
    return Organizzazione.objects.select_for_update(of=("self",)).get(pk=organizzazione.pk)


def dai(*, organizzazione, utente, ruolo, da):
    """Give ``utente`` an access to ``organizzazione``, whose row the caller has locked; return it.

    Who has one keeps it, unless ``ruolo`` can do more. Referents of the body with the same e-mail become the
    account's, and a request from that address is answered.
    """
    accesso = organizzazione.accessi.filter(utente=utente, tolto_il__isnull=True).first()
    if accesso is None or (ruolo == Accesso.Ruolo.AMMINISTRATORE and not accesso.amministra):
        accesso = _con_ruolo(accesso, da, organizzazione=organizzazione, utente=utente, ruolo=ruolo)
    utente.groups.add(Group.objects.get(name=REFERENTE))
    referenti = organizzazione.referenti.al().filter(email__iexact=utente.email, utente__isnull=True)
    referenti.update(utente=utente)
    organizzazione.richieste_accesso.in_attesa().filter(email__iexact=utente.email).update(
        stato=RichiestaAccesso.Stato.ACCOLTA, decisa_il=timezone.now(), decisa_da=da
    )
    return accesso


@transaction.atomic
def cambia_ruolo(*, accesso, ruolo, da):
    """Give the person of ``accesso`` another role, tell them, and return the access that follows.

    The old access is closed and a new one opened: what one could do, and when, stays written. Raises
    ValidationError for the last administrator, Accesso.DoesNotExist for an access taken away meanwhile.
    """
    accesso = _in_vigore(accesso)
    if accesso.ruolo == ruolo:
        return accesso
    _resta_un_altro(accesso)
    nuovo = _con_ruolo(accesso, da, organizzazione=accesso.organizzazione, utente=accesso.utente, ruolo=ruolo)
    _scrivi(nuovo, "ruolo_cambiato")
    return nuovo


@transaction.atomic
def togli(*, accesso, da, anche_ultimo=False):
    """Take an access away, from now on, and tell its person; return it as saved.

    The invitations that the person sent and nobody has used go with it: no second way in is left behind.
    Raises ValidationError for the last administrator, unless ``anche_ultimo`` (ATS may), and
    Accesso.DoesNotExist for an access taken away already.
    """
    accesso = _in_vigore(accesso)
    if not anche_ultimo:
        _resta_un_altro(accesso)
    _allontana(accesso, da)
    suoi = accesso.organizzazione.inviti.aperti().filter(creato_da=accesso.utente)
    suoi.update(revocato_il=accesso.tolto_il, revocato_da=da)
    _scrivi(accesso, "accesso_tolto")
    return accesso


@transaction.atomic
def lascia(*, accesso):
    """Let the person of ``accesso`` leave the body; return the access as saved. Raises as ``togli``."""
    accesso = _in_vigore(accesso)
    _resta_un_altro(accesso)
    _allontana(accesso, accesso.utente)
    return accesso


def _in_vigore(accesso):
    """Return the access as it is now, with the body's row locked."""
    organizzazione = blocca(accesso.organizzazione)
    righe = Accesso.objects.select_related("organizzazione", "utente").select_for_update(of=("self",))
    return righe.get(pk=accesso.pk, organizzazione=organizzazione, tolto_il__isnull=True)


def _resta_un_altro(accesso):
    """Raise ValidationError when nobody else could manage the people of the body."""
    if not accesso.amministra or not accesso.utente.is_active:
        return
    altri = Accesso.objects.attivi().amministratori().filter(organizzazione=accesso.organizzazione)
    if not altri.exclude(pk=accesso.pk).exists():
        raise ValidationError(
            _("%(chi)s è l’unico amministratore: prima fai amministratore un’altra persona.")
            % {"chi": accesso.utente},
            code=ULTIMO,
        )


def _con_ruolo(accesso, da, **campi):
    """Close ``accesso``, if there is one, and return the new one."""
    if accesso:
        _chiudi(accesso, da)
    return Accesso.objects.create(dato_da=da, **campi)


def _chiudi(accesso, da):
    accesso.tolto_il, accesso.tolto_da = timezone.now(), da
    accesso.save(update_fields=["tolto_il", "tolto_da"])


def _allontana(accesso, da):
    """Close the access and every other way in: invitations, links to confirm, the role, the referent."""
    _chiudi(accesso, da)
    ente, utente = accesso.organizzazione, accesso.utente
    inviti = ente.inviti.aperti().filter(email__iexact=utente.email)
    inviti.update(revocato_il=accesso.tolto_il, revocato_da=da)
    ente.referenti.al().filter(utente=utente).update(al=timezone.localdate())
    if not utente.accessi.filter(tolto_il__isnull=True).exists():
        utente.groups.remove(Group.objects.get(name=REFERENTE))


def _scrivi(accesso, template):
    """Queue the mail that tells a person what has changed."""
    if accesso.utente.dimostrativo:
        return
    if accesso.amministra:
        cosa_puoi_fare = _("Tieni aggiornate le pagine e decidi chi può lavorarci.")
    else:
        cosa_puoi_fare = _("Tieni aggiornate le pagine; chi può lavorarci lo decidono gli amministratori.")
    accoda(
        motivo="accesso",
        destinatario=accesso.utente.email,
        template=f"aderenti/email/{template}",
        contesto={
            "ente": accesso.organizzazione.denominazione,
            "ruolo": accesso.get_ruolo_display(),
            "cosa_puoi_fare": cosa_puoi_fare,
            "collegamento": settings.SITE_URL + reverse("rete:area"),
        },
    )
