"""What moves a good practice of a member: sent, taken back, given back with comments, approved, corrected."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from imprese.models import BuonaPratica, CommentoPratica
from imprese.pratiche import posta

Lavoro = BuonaPratica.Lavoro
# What may be done to a practice, and from which states.
SI_PUO = {
    "invia": (Lavoro.BOZZA, Lavoro.RESTITUITA),
    "ritira": (Lavoro.INVIATA,),
    "restituisci": (Lavoro.INVIATA,),
    "approva": (Lavoro.INVIATA,),
}


def versione(pratica):
    """Return what tells the versions of a practice apart; empty for one not saved yet."""
    return pratica.aggiornato_il.isoformat() if pratica.pk else ""


def si_puo(azione, pratica):
    """Return whether ``azione`` may be done to a practice as it is."""
    return pratica.lavoro in SI_PUO[azione]


@transaction.atomic
def invia(*, pratica, oggi=None):
    """Send a draft to ATS: its firm agrees to its publication, from ``oggi`` (today); return it.

    The comments of ATS are solved. Raises ValidationError: sent already, something is missing.
    """
    pratica = _blocca(pratica, "invia")
    pratica.lavoro, pratica.consenso_il = Lavoro.INVIATA, oggi or timezone.localdate()
    pratica.commenti.filter(dall_ente=False, risolto_il=None).update(risolto_il=timezone.now())
    return _salva(pratica)


@transaction.atomic
def ritira(*, pratica):
    """Take back what ATS has not answered: a draft again, without consent; return it. Or ValidationError."""
    pratica = _blocca(pratica, "ritira")
    pratica.lavoro, pratica.consenso_il = Lavoro.BOZZA, None
    return _salva(pratica)


@transaction.atomic
def restituisci(*, pratica, commenti, letto):
    """Give a practice back with ``commenti`` {field: text}, and tell its firm; return it.

    ``letto``: the version that ATS has read. Raises ValidationError: answered already, changed meanwhile,
    nothing said.
    """
    pratica = _blocca(pratica, "restituisci", letto)
    if not commenti:
        raise ValidationError(_("Scrivi almeno un commento: l’ente deve sapere che cosa correggere."))
    pratica.lavoro, pratica.consenso_il = Lavoro.RESTITUITA, None
    _salva(pratica)
    for campo, testo in commenti.items():
        _commenta(CommentoPratica(pratica=pratica, campo=campo, testo=testo))
    posta.restituita(pratica)
    return pratica


@transaction.atomic
def approva(*, pratica, chi, rivedere_entro, letto, oggi=None):
    """Approve and publish a practice, from ``oggi`` (today), and tell its firm; return it.

    ``chi`` approves: an office, in words. ``letto``: the version that ATS has read. Raises ValidationError:
    answered already, changed meanwhile.
    """
    pratica = _blocca(pratica, "approva", letto)
    pratica.lavoro, pratica.pubblicata = Lavoro.APPROVATA, True
    pratica.approvata_da, pratica.approvata_il = chi, oggi or timezone.localdate()
    pratica.da_rivedere_entro = rivedere_entro
    _salva(pratica)
    posta.pubblicata(pratica)
    return pratica


@transaction.atomic
def chiedi_correzione(*, pratica, testo):
    """Write to ATS what a firm asks to correct of its public practice; return the comment.

    Raises ValidationError: it is not public, another request waits.
    """
    pratica = _riga(pratica)
    if not pratica.pubblicata:
        raise ValidationError(_("Non è pubblica: non c’è niente da far correggere ad ATS."))
    return _commenta(CommentoPratica(pratica=pratica, testo=testo.strip(), dall_ente=True))


@transaction.atomic
def chiudi_correzione(*, pratica, risposta):
    """Answer the request of a firm, and tell it; return the comment. Raises ValidationError: none waits."""
    pratica = _riga(pratica)
    commento = pratica.commenti.filter(dall_ente=True, risolto_il=None).first()
    if commento is None:
        raise ValidationError(_("Nessuna correzione aspetta una risposta: forse qualcuno l’ha già data."))
    commento.risposta, commento.risolto_il = risposta.strip(), timezone.now()
    posta.corretta(pratica, commento)
    return _commenta(commento)


def _riga(pratica):
    return BuonaPratica.objects.select_for_update(of=("self",)).get(pk=pratica.pk)


def _blocca(pratica, azione, letto=None):
    """Return the row, locked; raise ValidationError when the action is not for its state or version."""
    pratica = _riga(pratica)
    if not si_puo(azione, pratica):
        raise ValidationError(
            _("Adesso non si può: la buona pratica è %(stato)s.") % {"stato": pratica.get_lavoro_display()}
        )
    if letto is not None and letto != versione(pratica):
        raise ValidationError(_("Nel frattempo è cambiata: torna alla scheda e rileggila."))
    return pratica


def _salva(pratica):
    pratica.full_clean()
    pratica.save()
    return pratica


def _commenta(commento):
    commento.full_clean()
    commento.save()
    return commento
