"""Attendance, certificates, and what stays of a course when the time to keep data is over."""

from datetime import timedelta
from math import ceil

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.posta import dimentica
from imprese.formazione.iscrizioni import ORE_PER_CONFERMARE, rendi_anonima, ricorda, riferimento
from imprese.models import Attestato, Incontro, Iscrizione, Percorso, Presenza

PRIMA = timedelta(days=2)  # of the first meeting, for who asked to be reminded


@transaction.atomic
def registra_presenze(*, incontro, presenti):
    """Write who was at a meeting that has begun: ``presenti`` (enrolments) and nobody else.

    Raises ValidationError: a meeting to come, a course called off, an enrolment of another course or
    without a seat, one whose certificate is out already.
    """
    Percorso.objects.select_for_update().get(pk=incontro.percorso_id)
    incontro = Incontro.objects.get(pk=incontro.pk)
    if incontro.percorso.annullato_il:
        raise ValidationError(_("Il percorso è annullato."))
    if incontro.inizio > timezone.now():
        raise ValidationError(_("L’incontro non è ancora cominciato."))
    sedute = set(
        Iscrizione.objects.sedute().filter(percorso=incontro.percorso_id).values_list("pk", flat=True)
    )
    chiavi = {iscrizione.pk for iscrizione in presenti}
    if not chiavi <= sedute:
        raise ValidationError(_("C’è chi non è iscritto a questo percorso."))
    prima = set(incontro.presenze.values_list("iscrizione", flat=True))
    if Attestato.objects.filter(iscrizione__in=prima ^ chiavi).exists():
        raise ValidationError(_("C’è già un attestato: le sue presenze non si cambiano."))
    incontro.presenze.exclude(iscrizione__in=chiavi).delete()
    Presenza.objects.bulk_create(Presenza(incontro=incontro, iscrizione_id=pk) for pk in chiavi - prima)
    incontro.presenze_il = timezone.now()
    incontro.save(update_fields=["presenze_il"])


def minuti(incontri):
    """Return the minutes that meetings last."""
    return sum(int((incontro.fine - incontro.inizio).total_seconds() // 60) for incontro in incontri)


@transaction.atomic
def rilascia_attestati(*, percorso):
    """Give a certificate to who was at enough meetings and has none; return those given.

    Enough: at least ``presenza_minima_pct`` of the meetings, rounded up. Raises ValidationError while the
    attendance of a meeting is not written.
    """
    percorso = Percorso.objects.select_for_update().get(pk=percorso.pk)
    incontri = list(percorso.incontri.all())
    if not incontri or any(incontro.presenze_il is None for incontro in incontri):
        raise ValidationError(_("Registra prima le presenze di ogni incontro."))
    servono = max(ceil(len(incontri) * percorso.presenza_minima_pct / 100), 1)
    dati = []
    senza = percorso.iscrizioni.sedute().filter(attestato=None).prefetch_related("presenze__incontro")
    for iscrizione in senza:
        visti = [presenza.incontro for presenza in iscrizione.presenze.all()]
        if len(visti) >= servono:
            oggi = timezone.localdate()
            dati.append(
                Attestato.objects.create(iscrizione=iscrizione, rilasciato_il=oggi, minuti=minuti(visti))
            )
    return dati


def manda_promemoria(adesso=None):
    """Queue the reminders of the courses that begin in two days; return how many. Every day, never twice."""
    adesso = adesso or timezone.now()
    percorsi = Percorso.objects.con_date().filter(annullato_il=None)
    vicini = percorsi.filter(inizia__gt=adesso, inizia__lte=adesso + PRIMA)
    righe = Iscrizione.objects.sedute().filter(promemoria=True, ricordata_il=None)
    chiavi = righe.filter(percorso__in=vicini.values("pk")).values_list("pk", flat=True)
    return sum(ricorda(chiave=chiave, adesso=adesso) for chiave in list(chiavi))


def conserva(adesso=None):
    """Drop the data that need not be kept any more; return how many enrolments. Every day, safe to repeat.

    Those that nobody confirmed in 48 hours are deleted; those of a course over since ``conserva_giorni``
    become anonymous.
    """
    adesso = adesso or timezone.now()
    dimenticate = list(
        Iscrizione.objects.dimenticate(adesso, ORE_PER_CONFERMARE).values_list("pk", flat=True)
    )
    quante = sum(_cancella(chiave) for chiave in dimenticate)
    for percorso in Percorso.objects.con_date().filter(finisce__lt=adesso):
        if percorso.finisce + timedelta(days=percorso.conserva_giorni) < adesso:
            for chiave in percorso.iscrizioni.filter(anonima_il=None).values_list("pk", flat=True):
                rendi_anonima(chiave=chiave, adesso=adesso)
                quante += 1
    return quante


@transaction.atomic
def _cancella(chiave):
    """Delete an enrolment that nobody confirmed, and its e-mails; return 1, 0 when it was confirmed now."""
    riga = Iscrizione.objects.select_for_update().filter(pk=chiave, stato="da_confermare").first()
    if riga is None:
        return 0
    dimentica(destinatario=riga.email, riguarda=riferimento(riga))
    riga.delete()
    return 1
