"""Every step of a round and of its sheets: on a locked row, refused in words, kept with who and when."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from progetti.models import CommentoScheda, PassoScheda, Rilevazione, SchedaMonitoraggio
from progetti.monitoraggio.dovute import del_ciclo
from progetti.monitoraggio.valori import mancanti, scrivi_valori

Stato = SchedaMonitoraggio.Stato
Passo = PassoScheda.Tipo
DA_FARE = (Stato.DA_COMPILARE, Stato.RESTITUITA)
AMMESSI = {
    "salva": DA_FARE,
    "invia": DA_FARE,
    "salta": DA_FARE,
    "rinvia": DA_FARE,
    "restituisci": (Stato.INVIATA,),
    "valida": (Stato.INVIATA,),
    "riapri": (Stato.VALIDATA, Stato.SALTATA),
}
"""Step → states of the sheet in which it may be taken."""
NARRATIVA = ("attivita", "problemi", "prossimi_passi", "speso")


@transaction.atomic
def apri_rilevazione(*, rilevazione, utente):
    """Open a round and make the sheets that are due; return how many.

    Raises ValidationError when it is open already, or when no project owes one.
    """
    riga = Rilevazione.objects.select_for_update().get(pk=rilevazione.pk)
    if riga.aperta_il:
        raise ValidationError(_("La rilevazione è già stata aperta."))
    dovute = [esito.progetto for esito in del_ciclo(riga) if not esito.perche_no]
    if not dovute:
        raise ValidationError(_("Nessun progetto di questo ciclo deve una scheda per questo periodo."))
    riga.aperta_il = timezone.now()
    riga.save(update_fields=["aperta_il", "aggiornato_il"])
    for progetto in dovute:
        scheda = SchedaMonitoraggio.objects.create(
            rilevazione=riga, progetto=progetto, scade_il=riga.scade_il
        )
        _segna(scheda, Passo.APERTA, utente)
    return len(dovute)


@transaction.atomic
def chiudi_rilevazione(*, rilevazione):
    """Close a round: nothing can be filled any more. Raises ValidationError while a sheet is not settled."""
    riga = Rilevazione.objects.select_for_update().get(pk=rilevazione.pk)
    if not riga.aperta:
        raise ValidationError(_("La rilevazione non è aperta."))
    sospese = riga.schede.exclude(stato__in=[Stato.VALIDATA, Stato.SALTATA]).count()
    if sospese:
        raise ValidationError(
            _("Ci sono ancora %(n)s schede da validare o da segnare come non dovute.") % {"n": sospese}
        )
    riga.chiusa_il = timezone.now()
    riga.save(update_fields=["chiusa_il", "aggiornato_il"])


@transaction.atomic
def riapri_rilevazione(*, rilevazione):
    """Open a closed round again. Raises ValidationError when it is not closed."""
    riga = Rilevazione.objects.select_for_update().get(pk=rilevazione.pk)
    if not riga.chiusa_il:
        raise ValidationError(_("La rilevazione non è chiusa."))
    riga.chiusa_il = None
    riga.save(update_fields=["chiusa_il", "aggiornato_il"])


@transaction.atomic
def salva_bozza(*, scheda, narrativa, valori):
    """Write what was filled so far: ``narrativa`` {field: value}, ``valori`` as in ``scrivi_valori``.

    Raises ValidationError when the sheet cannot be written, or for a value that cannot be.
    """
    riga = _prendi(scheda, "salva")
    _scrivi(riga, narrativa, valori)
    return riga


@transaction.atomic
def invia(*, scheda, utente, narrativa=None, valori=None):
    """Send a sheet to ATS, after writing what came with it. The comments answered are settled.

    Raises ValidationError naming what is missing.
    """
    riga = _prendi(scheda, "invia")
    if narrativa is not None:
        _scrivi(riga, narrativa, valori or {})
    if manca := mancanti(riga):
        raise ValidationError(_("Prima di inviare manca: %(che)s.") % {"che": ", ".join(manca)})
    riga.commenti.filter(risolto_il=None).update(risolto_il=timezone.now())
    return _passa(riga, Stato.INVIATA, Passo.INVIATA, utente)


@transaction.atomic
def restituisci(*, scheda, utente, commenti, nota=""):
    """Give a sheet back with ``commenti`` {cell: what to mend}; raise ValidationError without any word."""
    riga = _prendi(scheda, "restituisci")
    scritti = {cella: testo.strip() for cella, testo in commenti.items() if testo.strip()}
    if not scritti and not nota.strip():
        raise ValidationError(_("Scrivi almeno un commento: il capofila deve sapere che cosa correggere."))
    for cella, testo in scritti.items():
        CommentoScheda.objects.create(scheda=riga, cella=cella, testo=testo, scritto_da=utente)
    return _passa(riga, Stato.RESTITUITA, Passo.RESTITUITA, utente, nota)


@transaction.atomic
def valida_scheda(*, scheda, utente):
    """Validate a sheet and its values: from now on they count, and the sheet is locked."""
    riga = _prendi(scheda, "valida")
    if riga.rilevazione.al > timezone.localdate():
        raise ValidationError(_("Il periodo non è ancora finito: si valida dopo."))
    riga.valori.filter(validato_il=None).update(validato_il=timezone.localdate(), validato_da=utente)
    return _passa(riga, Stato.VALIDATA, Passo.VALIDATA, utente)


@transaction.atomic
def riapri(*, scheda, utente, motivo):
    """Give a settled sheet back to be mended: what was validated counts until its correction is.

    Raises ValidationError without a reason.
    """
    riga = _prendi(scheda, "riapri")
    riga.motivo_saltata = ""
    return _passa(riga, Stato.RESTITUITA, Passo.RIAPERTA, utente, _serve(motivo))


@transaction.atomic
def salta(*, scheda, utente, motivo):
    """Say that a sheet is not due, and why; raise ValidationError without a reason."""
    riga = _prendi(scheda, "salta")
    riga.motivo_saltata = _serve(motivo)
    return _passa(riga, Stato.SALTATA, Passo.SALTATA, utente, motivo)


@transaction.atomic
def rinvia(*, scheda, utente, scade_il, motivo):
    """Move the day of one sheet; raise ValidationError without a reason or for a day that is not later."""
    riga = _prendi(scheda, "rinvia")
    if scade_il <= riga.scade_il:
        raise ValidationError(_("La nuova scadenza deve venire dopo quella di adesso."))
    riga.scade_il = scade_il
    return _passa(riga, riga.stato, Passo.RINVIATA, utente, _serve(motivo))


def _serve(motivo):
    if not motivo.strip():
        raise ValidationError(_("Scrivi il motivo."))
    return motivo.strip()


def _prendi(scheda, passo):
    """Return the locked sheet; raise ValidationError when the step cannot be taken now."""
    riga = SchedaMonitoraggio.objects.select_for_update(of=("self",)).get(pk=scheda.pk)
    if riga.stato not in AMMESSI[passo]:
        raise ValidationError(
            _("La scheda è «%(stato)s»: questo passo non si può fare.") % {"stato": riga.get_stato_display()}
        )
    if not riga.rilevazione.aperta:
        raise ValidationError(_("La rilevazione non è aperta: il periodo è bloccato."))
    return riga


def _scrivi(scheda, narrativa, valori):
    for campo in NARRATIVA:
        if campo in narrativa:
            setattr(scheda, campo, narrativa[campo])
    scheda.full_clean(exclude=["rilevazione", "progetto"])
    scheda.save()
    scrivi_valori(scheda, valori)


def _passa(scheda, stato, passo, utente, nota=""):
    scheda.stato = stato
    scheda.save()
    _segna(scheda, passo, utente, nota)
    return scheda


def _segna(scheda, tipo, utente, nota=""):
    PassoScheda.objects.create(scheda=scheda, tipo=tipo, da=utente, nota=nota.strip())
