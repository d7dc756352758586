"""Giving an account a place in the Comitato, taking it away, and closing the door when a term is over."""

from datetime import timedelta

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from comitato.models import Componente, Seggio
from utenti.models import Utente
from utenti.ruoli import COMITATO, entra_in_gestione
from utenti.services import invita

Ruolo = Componente.Ruolo


@transaction.atomic
def nomina(*, seggio, email, ruolo, dal, al, utente):
    """Give the account of ``email`` a place and return the ``Componente``.

    An account that is not there is opened, and gets the mail to choose a password. ``seggio`` is None for a
    guest; ``utente`` is who does it. Raises ValidationError: terms outside those of the seat, a seat with a
    full member already, an account that has a place, no end for a substitute or a guest.
    """
    email = email.strip().lower()
    if seggio is not None:
        seggio = Seggio.objects.select_for_update(of=("self",)).get(pk=seggio.pk)
    _controlla(seggio, ruolo, dal, al)
    account = Utente.objects.select_for_update().filter(email__iexact=email).first()
    nuovo = account is None
    if nuovo:
        account = Utente.objects.create_user(email)
    if not account.is_active:
        raise ValidationError(_("L’accesso di %(email)s è sospeso: riattivalo prima.") % {"email": email})
    componente = Componente(seggio=seggio, utente=account, ruolo=ruolo, dal=dal, al=al)
    componente.full_clean()
    componente.save()
    account.groups.add(Group.objects.get(name=COMITATO))
    if not account.is_staff:
        account.is_staff = True
        account.save(update_fields=["is_staff"])
    if nuovo:
        invita(utente=account)
    return componente


def _controlla(seggio, ruolo, dal, al):
    """Raise ValidationError when a place does not fit its seat."""
    if al and al < dal:
        raise ValidationError(_("La data di fine viene prima di quella di inizio."))
    if ruolo == Ruolo.OSPITE:
        if seggio is not None:
            raise ValidationError(_("Un ospite non siede per un ente: lascia vuoto il seggio."))
        return
    if seggio is None:
        raise ValidationError(_("Titolari e supplenti siedono per un ente: scegli il seggio."))
    if (seggio.dal and dal < seggio.dal) or (seggio.al and (dal > seggio.al or (al and al > seggio.al))):
        raise ValidationError(_("Le date escono da quelle del seggio."))
    if ruolo == Ruolo.TITOLARE and _altro_titolare(seggio, dal, al):
        raise ValidationError(
            _("In questi giorni il seggio ha già un titolare: prima chiudi il suo incarico.")
        )


def _altro_titolare(seggio, dal, al):
    """Return whether the seat has a full member on one of the days."""
    righe = seggio.componenti.filter(ruolo=Ruolo.TITOLARE).exclude(al__lt=dal)
    return (righe.exclude(dal__gt=al) if al else righe).exists()


@transaction.atomic
def revoca(*, componente, dal, utente):
    """End a place: the last day is the one before ``dal``; return the row as saved.

    When nothing is left in force the account loses the role at once. Raises ValidationError for a place that
    is over by then, or a day in the past.
    """
    righe = Componente.objects.select_for_update(of=("self",)).select_related("utente")
    componente = righe.get(pk=componente.pk)
    oggi = timezone.localdate()
    if dal < oggi:
        raise ValidationError(_("Scegli oggi o un giorno che viene: ciò che è stato resta scritto."))
    if componente.al and componente.al < dal:
        raise ValidationError(_("L’incarico finisce già prima di quel giorno."))
    if componente.dal and componente.dal >= dal:
        componente.delete()
    else:
        componente.al = dal - timedelta(days=1)
        componente.save(update_fields=["al", "aggiornato_il"])
    chiudi_scaduti(oggi, solo=componente.utente)
    return componente


def chiudi_scaduti(oggi=None, *, solo=None):
    """Take the role away from the accounts with no place today nor to come; return how many.

    The step of every day (``solo``: of one account). The access was over already, at the end of the last
    day: this closes the admin too, for who has no other role there. Demo accounts are left alone.
    """
    oggi = oggi or timezone.localdate()
    ancora = Componente.objects.filter(utente=OuterRef("pk")).exclude(al__lt=oggi)
    ancora = ancora.exclude(seggio__al__lt=oggi)  # a seat that is over takes its places with it
    stati = Componente.objects.filter(utente=OuterRef("pk"))
    conti = Utente.objects.filter(groups__name=COMITATO, dimostrativo=False).exclude(Exists(ancora))
    conti = conti.filter(pk=solo.pk) if solo is not None else conti.filter(Exists(stati))
    chiavi = list(conti.values_list("pk", flat=True))
    for chiave in chiavi:
        _togli(chiave)
    return len(chiavi)


@transaction.atomic
def _togli(chiave):
    """Take the role from one account, and the admin when no other role opens it."""
    account = Utente.objects.select_for_update().get(pk=chiave)
    account.groups.remove(Group.objects.get(name=COMITATO))
    account.is_staff = account.is_superuser or entra_in_gestione(
        account.groups.values_list("name", flat=True)
    )
    account.save(update_fields=["is_staff"])
