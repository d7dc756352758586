"""The life of minutes: written, opened to comments, approved at a later meeting, published."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comitato.decisioni.proposte import blocca
from comitato.models import CommentoVerbale, PuntoOdg, Seduta, Verbale
from comitato.sedute.conti import conta
from comitato.verbali.testo import componi

Stato = Verbale.Stato
SI_SCRIVE = (Stato.BOZZA, Stato.COMMENTI)
TENUTE = (Seduta.Stato.APERTA, Seduta.Stato.CHIUSA)


@transaction.atomic
def redigi(*, seduta, utente, detto=None, premessa=None):
    """Write the minutes of a meeting from its agenda, or write them again; return the ``Verbale``.

    ``detto``: {key of the item: what was said}, for the items to change. ``premessa``: the opening words.
    Raises ValidationError: a meeting that is not open or closed, minutes approved already, an item of
    another meeting.
    """
    seduta = blocca(seduta)
    if seduta.stato not in TENUTE:
        raise ValidationError(_("Il verbale si scrive quando la seduta è aperta o chiusa."))
    verbale = Verbale.objects.filter(seduta=seduta).first() or Verbale(seduta=seduta)
    if verbale.stato not in SI_SCRIVE:
        raise ValidationError(_("Il verbale è già approvato: non si cambia più."))
    punti = {punto.pk: punto for punto in seduta.punti.all()}
    if not set(detto or {}) <= set(punti):
        raise ValidationError(_("C’è un punto che non è di questa seduta."))
    for chiave, parole in (detto or {}).items():
        PuntoOdg.objects.filter(pk=chiave).update(discussione=parole.strip())
    if premessa is not None:
        verbale.premessa = premessa.strip()
    return _componi(verbale, seduta)


def _componi(verbale, seduta):
    """Put the texts together again, from what the database says now, and save them."""
    verbale.testo = componi(seduta, verbale.premessa, pubblico=False)
    verbale.testo_pubblico = componi(seduta, verbale.premessa, pubblico=True)
    verbale.full_clean()
    verbale.save()
    return verbale


@transaction.atomic
def apri_commenti(*, verbale, utente):
    """Let the Comitato comment a draft; return it. Raises ValidationError: meeting open, not a draft."""
    verbale, seduta = _bloccato(verbale)
    if verbale.stato != Stato.BOZZA:
        raise ValidationError(_("Il verbale è già aperto ai commenti, o approvato."))
    if seduta.stato != Seduta.Stato.CHIUSA:
        raise ValidationError(_("Chiudi prima la seduta: dopo, presenze e voti non cambiano più."))
    verbale.stato = Stato.COMMENTI
    return _componi(verbale, seduta)


@transaction.atomic
def commenta(*, verbale, chi, testo):
    """Write what a seat asks to mend; return the ``CommentoVerbale``.

    Raises ValidationError: not open to comments, not a full member of this Comitato, no words.
    """
    verbale, seduta = _bloccato(verbale)
    if verbale.stato != Stato.COMMENTI:
        raise ValidationError(_("Il verbale non è aperto ai commenti."))
    if not chi.scrive:
        raise ValidationError(_("Commenta il titolare di un seggio: tu qui leggi soltanto."))
    if chi.seggio.dimostrativo != seduta.dimostrativo:
        raise ValidationError(_("I dati dimostrativi non si mescolano con quelli veri."))
    if not testo.strip():
        raise ValidationError({"testo": _("Scrivi che cosa correggere.")})
    return CommentoVerbale.objects.create(
        verbale=verbale, seggio=chi.seggio, testo=testo.strip(), scritto_da=chi.utente
    )


@transaction.atomic
def rispondi(*, commento, risposta, utente):
    """Answer a comment; return it. Raises ValidationError: minutes approved already, no words."""
    verbale, _seduta = _bloccato(commento.verbale)
    if verbale.stato != Stato.COMMENTI:
        raise ValidationError(_("Il verbale non è più aperto ai commenti."))
    if not risposta.strip():
        raise ValidationError({"risposta": _("Scrivi la risposta.")})
    commento.risposta = risposta.strip()
    commento.full_clean(exclude=["scritto_da"])
    commento.save(update_fields=["risposta"])
    return commento


@transaction.atomic
def approva(*, verbale, in_seduta, utente, conferma=False):
    """Approve minutes at a later meeting that is open and has a quorum; return them, final from now on.

    ``conferma``: the rules do not tell the quorum, and the secretariat says that it is there. Raises
    ValidationError: not open to comments, a meeting that is not open, not later, without the item, no quorum
    (code "quorum" when only ``conferma`` misses).
    """
    verbale, seduta = _bloccato(verbale)
    if verbale.stato != Stato.COMMENTI:
        raise ValidationError(_("Si approva un verbale che il Comitato ha potuto commentare."))
    in_seduta = blocca(in_seduta)
    if in_seduta.pk == seduta.pk or in_seduta.inizio <= seduta.inizio:
        raise ValidationError(_("Un verbale si approva in una seduta successiva."))
    if in_seduta.dimostrativo != seduta.dimostrativo:
        raise ValidationError(_("I dati dimostrativi non si mescolano con quelli veri."))
    if in_seduta.stato != Seduta.Stato.APERTA or in_seduta.scritta:
        raise ValidationError(_("Un verbale si approva mentre la seduta è aperta."))
    if not in_seduta.punti.filter(tipo=PuntoOdg.Tipo.VERBALE).exists():
        raise ValidationError(_("All’ordine del giorno della seduta manca l’approvazione di un verbale."))
    _controlla_numero(in_seduta, conferma)
    verbale.stato, verbale.approvato_in = Stato.APPROVATO, in_seduta
    return _componi(verbale, seduta)


def _controlla_numero(seduta, conferma):
    """Raise ValidationError when the meeting that approves has no quorum."""
    if seduta.presenze_il is None:
        raise ValidationError(_("Registra prima le presenze della seduta che approva."))
    conti = conta(seduta)
    if conti.valida is False:
        raise ValidationError(_("Nella seduta che approva non c’è il numero legale."))
    if conti.valida is None and not conferma:
        testo = _("Il regolamento non dice quanti enti servono: conferma tu che il numero legale c’è.")
        raise ValidationError(testo, code="quorum")


@transaction.atomic
def pubblica(*, verbale, utente, oggi=None):
    """Publish approved minutes for citizens; return them. Raises ValidationError: not approved."""
    verbale, _seduta = _bloccato(verbale)
    if verbale.stato != Stato.APPROVATO:
        raise ValidationError(_("Si pubblica solo un verbale approvato e non ancora pubblicato."))
    verbale.stato, verbale.pubblicato_il = Stato.PUBBLICATO, oggi or timezone.localdate()
    verbale.full_clean()
    verbale.save()
    return verbale


def _bloccato(verbale):
    """Return (minutes, their meeting), both locked, the meeting first."""
    seduta = blocca(verbale.seduta_id)
    verbale = Verbale.objects.select_for_update(of=("self",)).get(pk=verbale.pk)
    return verbale, seduta
