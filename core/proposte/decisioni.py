"""What ATS does with the changes of members. Each action locks the sheet, then the proposal."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import EventoProposta, Proposta
from core.proposte.avvisi import avvisa
from core.proposte.comuni import ancora_aperta, blocca, bloccata, controlla_mosse, scrivi_evento, segna
from core.proposte.errori import PropostaSuperata
from core.proposte.schede import scheda_di

Stato = Proposta.Stato
Tipo = EventoProposta.Tipo


@transaction.atomic
def decidi(*, proposta, versione, da, accolti=(), restituiti=None, respinti=None, testo=""):
    """Decide an open proposal field by field, tell who wrote it, and return it.

    ``accolti``: fields to write; ``respinti``: {field: reason}; ``restituiti``: {field: comment}, also about
    fields that were not changed: then what is neither accepted nor rejected stays open, to be corrected.
    Without them every changed field must be decided; one that the sheet no longer has is left out. ``testo``
    are words for the whole. Raises
    PropostaSuperata when ``versione`` is not the one in force, VociMosse when the live sheet has changed
    under an accepted field, ValidationError when the sheet refuses a value or a field has no decision.
    """
    restituiti, respinti = restituiti or {}, respinti or {}
    oggetto = blocca(proposta.oggetto)
    proposta = ancora_aperta(proposta, versione)
    scheda = scheda_di(oggetto)
    cambi, accolti = scheda.ancora(proposta.cambi), [c for c in accolti if c in scheda.per_campo]
    _controlla_decisione(cambi, accolti, restituiti, respinti)
    if accolti:
        _scrivi_accolti(proposta, oggetto, accolti)
    restano = {c: v for c, v in cambi.items() if c not in accolti and c not in respinti}
    if restituiti and restano:
        proposta.stato, proposta.cambi, proposta.commenti = Stato.RESTITUITA, restano, restituiti
    else:
        stato = Stato.ACCOLTA if accolti else Stato.RESPINTA
        _chiudi(proposta, stato, da)
        proposta.commenti = {}
    fatte = _fatte({campo: cambi[campo] for campo in accolti}, respinti, restituiti)
    for tipo, voci in fatte[:-1]:
        scrivi_evento(proposta, tipo, da, voci=voci)
    tipo, voci = fatte[-1]
    segna(proposta, tipo, da, testo=testo.strip(), voci=voci)
    avvisa(proposta, oggetto, dict(fatte), testo.strip())
    return proposta


@transaction.atomic
def riallinea(*, proposta, versione, da):
    """Compare the proposal with the live sheet of now, after it moved, and return it: read it again.

    Raises PropostaSuperata as ``decidi`` does.
    """
    oggetto = blocca(proposta.oggetto)
    proposta = ancora_aperta(proposta, versione)
    scheda = scheda_di(oggetto)
    vivi, cambi = scheda.leggi(oggetto), scheda.ancora(proposta.cambi)
    proposta.cambi = {c: {"prima": vivi[c], "dopo": cambio["dopo"]} for c, cambio in cambi.items()}
    return segna(proposta, Tipo.RIALLINEATA, da)


@transaction.atomic
def controlla(*, proposta, da):
    """Say that a trusted member's change, live already, is right; raise PropostaSuperata when it is read."""
    proposta = bloccata(proposta)
    if proposta.stato != Stato.DA_CONTROLLARE:
        raise PropostaSuperata
    _chiudi(proposta, Stato.CONTROLLATA, da)
    return segna(proposta, Tipo.CONTROLLATA, da)


@transaction.atomic
def annulla(*, proposta, da, testo):
    """Put back what a change that went live at once had changed, tell who wrote it, and return the proposal.

    Raises ValidationError without a reason, VociMosse when somebody has changed those fields since,
    PropostaSuperata when the change is not a live one.
    """
    if not testo.strip():
        raise ValidationError(_("Scrivi perché: lo legge chi ha cambiato la scheda."), code="testo")
    oggetto = blocca(proposta.oggetto)
    proposta = bloccata(proposta)
    if not proposta.viva:
        raise PropostaSuperata
    scheda = scheda_di(oggetto)
    cambi = scheda.ancora(proposta.cambi)
    controlla_mosse(scheda.leggi(oggetto), {c: v["dopo"] for c, v in cambi.items()})
    scheda.scrivi(oggetto, {campo: cambio["prima"] for campo, cambio in cambi.items()})
    _chiudi(proposta, Stato.ANNULLATA, da)
    segna(proposta, Tipo.ANNULLATA, da, testo=testo.strip())
    avvisa(proposta, oggetto, {Tipo.ANNULLATA: cambi}, testo.strip())
    return proposta


def _chiudi(proposta, stato, da):
    proposta.stato, proposta.decisa_da, proposta.decisa_il = stato, da, timezone.now()


def _fatte(accolti, respinti, restituiti):
    """Return [(kind of event, its fields)] of a decision; never empty."""
    tutte = [(Tipo.ACCOLTA, accolti), (Tipo.RESPINTA, respinti), (Tipo.RESTITUITA, restituiti)]
    return [(tipo, voci) for tipo, voci in tutte if voci]


def _controlla_decisione(cambi, accolti, restituiti, respinti):
    ignoti = {*accolti, *respinti} - cambi.keys()
    due_volte = [c for c in cambi if (c in accolti) + (c in respinti) + (c in restituiti) > 1]
    senza = [] if restituiti else [c for c in cambi if c not in accolti and c not in respinti]
    if ignoti or due_volte or senza or not (accolti or restituiti or respinti):
        raise ValidationError(
            _("Decidi ogni voce una volta sola: accolta, respinta o da correggere."), code="decisione"
        )
    if not all(testo.strip() for testo in (*restituiti.values(), *respinti.values())):
        raise ValidationError(_("Scrivi che cosa non va: lo legge chi ha mandato la modifica."), code="testo")


def _scrivi_accolti(proposta, oggetto, accolti):
    scheda = scheda_di(oggetto)
    controlla_mosse(scheda.leggi(oggetto), {campo: proposta.cambi[campo]["prima"] for campo in accolti})
    scheda.scrivi(oggetto, {campo: proposta.cambi[campo]["dopo"] for campo in accolti})
    scheda.accolta(oggetto, proposta, list(accolti))
