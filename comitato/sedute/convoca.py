"""Convening a meeting, moving it, telling what changed, calling it off: the row and its mails together."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comitato.composizione.seggi import regolamento
from comitato.models import Seduta
from comitato.sedute.conti import giorno_di
from comitato.sedute.posta import ANNULLAMENTO, CAMBIAMENTO, CONVOCAZIONE, manda

Stato = Seduta.Stato
DIMOSTRATIVE_DA = 900  # demo meetings are numbered apart: the real ones of a year have no gaps


def manca_preavviso(seduta, oggi=None):
    """Return in words how the notice is shorter than the rules ask; empty when it is not, or no rule tells.

    For a meeting, days from ``oggi`` (today) to it; for a written procedure, days given to answer.
    """
    regole = regolamento(giorno_di(seduta), dimostrativo=seduta.dimostrativo)
    if seduta.scritta:
        servono = regole.giorni_procedura_scritta if regole else None
        giorni = (timezone.localdate(seduta.termine) - giorno_di(seduta)).days
    else:
        servono = regole.giorni_convocazione if regole else None
        giorni = (giorno_di(seduta) - (oggi or timezone.localdate())).days
    if servono is None or giorni >= servono:
        return ""
    return ngettext(
        "Il regolamento chiede %(servono)s giorni, qui ce n’è %(giorni)s.",
        "Il regolamento chiede %(servono)s giorni, qui ce ne sono %(giorni)s.",
        giorni,
    ) % {"servono": servono, "giorni": giorni}


@transaction.atomic
def convoca(*, seduta, utente, con_ospiti=False, conferma=False, adesso=None):
    """Give a meeting its number and write to who sits on its day; return (meeting, seats nobody reads for).

    ``conferma``: convene though the notice is short. Raises ValidationError (code "preavviso" for that):
    already convened, no agenda, a day in the past.
    """
    adesso = adesso or timezone.now()
    seduta = Seduta.objects.select_for_update(of=("self",)).get(pk=seduta.pk)
    if seduta.stato != Stato.PREPARAZIONE:
        raise ValidationError(_("Questa seduta è già stata convocata o annullata."))
    if not seduta.punti.exists():
        raise ValidationError(_("Scrivi prima l’ordine del giorno: senza punti non si convoca."))
    if (seduta.termine or seduta.inizio) <= adesso:
        raise ValidationError(_("La data è passata: cambiala, poi convoca."))
    corto = manca_preavviso(seduta, timezone.localdate(adesso))
    if corto and not conferma:
        raise ValidationError(corto, code="preavviso")
    seduta.anno = giorno_di(seduta).year
    seduta.numero = _prossimo_numero(seduta)
    seduta.stato, seduta.convocata_il, seduta.con_ospiti = Stato.CONVOCATA, adesso, con_ospiti
    seduta.save()
    return seduta, manda(seduta, CONVOCAZIONE)


def _prossimo_numero(seduta):
    """Return the number after the last of the year. Two at once: the constraint refuses the second."""
    righe = Seduta.objects.filter(anno=seduta.anno, dimostrativo=seduta.dimostrativo)
    ultimo = righe.aggregate(ultimo=Max("numero"))["ultimo"]
    return (ultimo or (DIMOSTRATIVE_DA if seduta.dimostrativo else 0)) + 1


@transaction.atomic
def cambia(*, seduta, utente, adesso=None, **campi):
    """Change how, when or where of a convened meeting and tell everybody; return (meeting, unread seats).

    ``campi``: titolo, modo, inizio, termine, luogo, collegamento. The number stays. Raises ValidationError:
    not convened, nothing changed, a day in the past.
    """
    adesso = adesso or timezone.now()
    seduta = _convocata(seduta)
    if all(getattr(seduta, nome) == valore for nome, valore in campi.items()):
        raise ValidationError(_("Non hai cambiato niente."))
    for nome, valore in campi.items():
        setattr(seduta, nome, valore)
    if (seduta.termine or seduta.inizio) <= adesso:
        raise ValidationError(_("La nuova data è già passata."))
    seduta.full_clean()
    return _racconta(seduta)


@transaction.atomic
def comunica(*, seduta, utente=None):
    """Tell everybody that the agenda has changed; return (meeting, seats nobody reads for).

    Raises ValidationError when there is nothing to tell.
    """
    seduta = _convocata(seduta)
    if not seduta.da_comunicare:
        raise ValidationError(_("Niente è cambiato dall’ultimo avviso."))
    return _racconta(seduta)


def comunica_tutte():
    """Tell of the meetings that changed and that nobody told of; return how many. The step of every day."""
    righe = list(Seduta.objects.filter(stato=Stato.CONVOCATA, da_comunicare=True))
    for seduta in righe:
        comunica(seduta=seduta)
    return len(righe)


@transaction.atomic
def annulla(*, seduta, motivo, utente):
    """Call a meeting off, with the reason; who was told of it is told. Return (meeting, unread seats).

    Raises ValidationError: opened or over already, no reason.
    """
    seduta = Seduta.objects.select_for_update(of=("self",)).get(pk=seduta.pk)
    if seduta.stato not in (Stato.PREPARAZIONE, Stato.CONVOCATA):
        raise ValidationError(_("Una seduta aperta o finita non si annulla."))
    if not motivo.strip():
        raise ValidationError(_("Scrivi perché la seduta è annullata."))
    convocata = seduta.stato == Stato.CONVOCATA
    seduta.stato, seduta.motivo_annullata, seduta.da_comunicare = Stato.ANNULLATA, motivo.strip(), False
    seduta.sequenza += 1
    seduta.save()
    return seduta, manda(seduta, ANNULLAMENTO) if convocata else []


def _convocata(seduta):
    seduta = Seduta.objects.select_for_update(of=("self",)).get(pk=seduta.pk)
    if seduta.stato != Stato.CONVOCATA:
        raise ValidationError(_("Si può solo per una seduta convocata e non ancora aperta."))
    return seduta


def _racconta(seduta):
    seduta.sequenza += 1
    seduta.da_comunicare = False
    seduta.save()
    return seduta, manda(seduta, CAMBIAMENTO)
