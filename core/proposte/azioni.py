"""The actions on proposals. Each is atomic and holds the lock of the sheet, then that of the proposal."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import EventoProposta, Proposta
from core.proposte.errori import CambiatoNelFrattempo, PropostaSuperata, VociMosse
from core.proposte.lettura import sovrapposti
from core.proposte.schede import scheda_di, tipo_di

Stato = Proposta.Stato
Tipo = EventoProposta.Tipo


@transaction.atomic
def proponi(*, oggetto, cambi, autore, base=None):
    """Change the sheet as far as its author may, and make the rest wait; return (written, waiting).

    ``cambi`` is {field: plain value}; what is equal to now is left out. ``base`` is {field: plain value} as
    the author read it: when somebody else has changed a field since, that the author changed too, raises
    CambiatoNelFrattempo and writes nothing. ``written`` is the proposal that records what is live already,
    ``waiting`` the open one; None where there is nothing of the kind. The changes of a sheet that nobody sees
    are all written, and none recorded. Raises ValidationError for values that the sheet refuses.
    """
    scheda, oggetto = scheda_di(oggetto), _blocca(oggetto)
    aperta = Proposta.objects.di(oggetto).aperte().select_for_update().first()
    vivi = scheda.leggi(oggetto)
    attuali = sovrapposti(vivi, aperta)
    cambi = _cambiate(attuali, cambi, base or {})
    if not cambi:
        return None, aperta
    aspettano, da_controllare = _da_decidere(scheda, oggetto, aperta, cambi)
    subito = {campo: valore for campo, valore in cambi.items() if campo not in aspettano}
    diretta = None
    if not scheda.pubblica(oggetto):
        aperta = _scrivi_in_bozza(scheda, oggetto, aperta, subito, autore)
    elif subito:
        stato = Stato.DA_CONTROLLARE if da_controllare else Stato.DIRETTA
        diretta = _pubblica_subito(scheda, oggetto, vivi, subito, autore, stato)
    if aspettano:
        _prova(scheda, oggetto, aspettano)
        aperta = _metti_in_attesa(oggetto, aperta, vivi, aspettano, autore)
    return diretta, aperta


@transaction.atomic
def chiedi(*, oggetto, cambi, autore, testo=""):
    """Make ``cambi`` wait whatever the table of fields says (a publication, an end), and return the proposal.

    Raises ValidationError when the sheet would refuse them.
    """
    scheda, oggetto = scheda_di(oggetto), _blocca(oggetto)
    aperta = Proposta.objects.di(oggetto).aperte().select_for_update().first()
    _prova(scheda, oggetto, cambi)
    return _metti_in_attesa(oggetto, aperta, scheda.leggi(oggetto), cambi, autore, testo)


@transaction.atomic
def scrivi(*, oggetto, cambi, base):
    """Write ``cambi`` on the live sheet for ATS, whose changes wait for nobody; return the sheet.

    Raises CambiatoNelFrattempo when a field is no longer what ``base`` says, ValidationError for what the
    sheet refuses.
    """
    scheda, oggetto = scheda_di(oggetto), _blocca(oggetto)
    cambi = _cambiate(scheda.leggi(oggetto), cambi, base)
    if cambi:
        scheda.scrivi(oggetto, cambi)
    return oggetto


@transaction.atomic
def rispondi(*, proposta, autore, testo):
    """Write the author's words to ATS; a returned proposal goes back to the queue. Return it.

    Raises PropostaSuperata when it is decided already, ValidationError without words.
    """
    if not testo.strip():
        raise ValidationError(_("Scrivi la risposta."), code="testo")
    proposta = _aperta(proposta)
    proposta.stato = Stato.IN_ATTESA
    return _segna(proposta, Tipo.RISPOSTA, autore, testo=testo.strip())


@transaction.atomic
def ritira(*, proposta, autore):
    """Take back an open proposal: nothing of it is written. Raises PropostaSuperata when it is decided."""
    proposta = _aperta(proposta)
    proposta.stato = Stato.RITIRATA
    return _segna(proposta, Tipo.RITIRATA, autore, voci=proposta.cambi)


@transaction.atomic
def decidi(*, proposta, versione, da, accolti=(), restituiti=None, respinti=None, testo=""):
    """Decide an open proposal field by field and return it.

    ``accolti``: fields to write; ``respinti``: {field: reason}; ``restituiti``: {field: comment}, also about
    fields that were not changed: then what is neither accepted nor rejected stays open, to be corrected.
    Without them every changed field must be decided. ``testo`` are words for the whole. Raises
    PropostaSuperata when ``versione`` is not the one in force, VociMosse when the live sheet has changed
    under an accepted field, ValidationError when the sheet refuses a value or a field has no decision.
    """
    restituiti, respinti = restituiti or {}, respinti or {}
    oggetto = _blocca(proposta.oggetto)
    proposta = _aperta(proposta, versione)
    cambi = proposta.cambi
    _controlla_decisione(cambi, accolti, restituiti, respinti)
    if accolti:
        _scrivi_accolti(proposta, oggetto, accolti)
    restano = {c: v for c, v in cambi.items() if c not in accolti and c not in respinti}
    proposta.commenti = restituiti
    if restituiti:
        proposta.stato, proposta.cambi = Stato.RESTITUITA, restano
    else:
        proposta.stato = Stato.ACCOLTA if accolti else Stato.RESPINTA
        proposta.decisa_da, proposta.decisa_il = da, timezone.now()
    decisioni = [
        (Tipo.ACCOLTA, {campo: cambi[campo] for campo in accolti}),
        (Tipo.RESPINTA, respinti),
        (Tipo.RESTITUITA, restituiti),
    ]
    fatte = [(tipo, voci) for tipo, voci in decisioni if voci]
    for tipo, voci in fatte:
        ultimo = tipo == fatte[-1][0]
        _segna(proposta, tipo, da, testo=testo if ultimo else "", voci=voci, salva=ultimo)
    return proposta


@transaction.atomic
def riallinea(*, proposta, versione, da):
    """Compare the proposal with the live sheet of now, after it moved, and return it: read it again.

    Raises PropostaSuperata as ``decidi`` does.
    """
    oggetto = _blocca(proposta.oggetto)
    proposta = _aperta(proposta, versione)
    vivi = scheda_di(oggetto).leggi(oggetto)
    proposta.cambi = {
        campo: {"prima": vivi[campo], "dopo": cambio["dopo"]} for campo, cambio in proposta.cambi.items()
    }
    return _segna(proposta, Tipo.RIALLINEATA, da)


@transaction.atomic
def controlla(*, proposta, da):
    """Say that a trusted member's change, live already, is right; raise PropostaSuperata when it is read."""
    proposta = _bloccata(proposta)
    if proposta.stato != Stato.DA_CONTROLLARE:
        raise PropostaSuperata
    proposta.stato, proposta.decisa_da, proposta.decisa_il = Stato.CONTROLLATA, da, timezone.now()
    return _segna(proposta, Tipo.CONTROLLATA, da)


@transaction.atomic
def annulla(*, proposta, da, testo):
    """Put back what a change that went live at once had changed; return the proposal.

    Raises ValidationError without a reason, VociMosse when somebody has changed those fields since,
    PropostaSuperata when the change is not a live one.
    """
    if not testo.strip():
        raise ValidationError(_("Scrivi perché: lo legge chi ha cambiato la scheda."), code="testo")
    oggetto = _blocca(proposta.oggetto)
    proposta = _bloccata(proposta)
    if proposta.stato not in (Stato.DIRETTA, Stato.DA_CONTROLLARE):
        raise PropostaSuperata
    scheda = scheda_di(oggetto)
    _controlla_mosse(scheda.leggi(oggetto), {c: v["dopo"] for c, v in proposta.cambi.items()})
    scheda.scrivi(oggetto, {campo: cambio["prima"] for campo, cambio in proposta.cambi.items()})
    proposta.stato, proposta.decisa_da, proposta.decisa_il = Stato.ANNULLATA, da, timezone.now()
    return _segna(proposta, Tipo.ANNULLATA, da, testo=testo.strip())


def _blocca(oggetto):
    """Return the sheet as it is now, its row locked; raise PropostaSuperata when it is no more."""
    if oggetto is None:
        raise PropostaSuperata
    return type(oggetto)._base_manager.select_for_update(of=("self",)).get(pk=oggetto.pk)


def _bloccata(proposta):
    return Proposta.objects.select_for_update(of=("self",)).get(pk=proposta.pk)


def _aperta(proposta, versione=None):
    """Return the proposal, locked; raise PropostaSuperata when it is decided, or not the one read."""
    proposta = _bloccata(proposta)
    if not proposta.aperta or versione not in (None, proposta.versione):
        raise PropostaSuperata
    return proposta


def _cambiate(attuali, cambi, base):
    """Return the changes that change something; raise CambiatoNelFrattempo where two people changed a field.

    What the author left as it was read is not a change, whoever has changed it since.
    """
    cambi = {c: v for c, v in cambi.items() if v != attuali[c] and not (c in base and v == base[c])}
    mosse = {campo: attuali[campo] for campo in cambi if campo in base and attuali[campo] != base[campo]}
    if mosse:
        raise CambiatoNelFrattempo(mosse)
    return cambi


def _da_decidere(scheda, oggetto, aperta, cambi):
    """Return ({field: value} that must wait for ATS, whether the rest is to be read afterwards).

    A field that waits already goes on waiting; else all the changes of a trusted body go live.
    """
    gia = {campo: valore for campo, valore in cambi.items() if aperta and campo in aperta.cambi}
    campi = scheda.sensibili() if scheda.pubblica(oggetto) else scheda.aspettano_sempre(oggetto)
    sensibili = {campo: v for campo, v in cambi.items() if campo not in gia and campo in campi}
    if scheda.fidata(oggetto):
        return gia, bool(sensibili)
    return gia | sensibili, False


def _controlla_mosse(vivi, attesi):
    mosse = {campo: vivi[campo] for campo, valore in attesi.items() if vivi[campo] != valore}
    if mosse:
        raise VociMosse(mosse)


def _controlla_decisione(cambi, accolti, restituiti, respinti):
    ignoti = {*accolti, *respinti} - cambi.keys()
    due_volte = [c for c in cambi if (c in accolti) + (c in respinti) + (c in restituiti) > 1]
    senza = [] if restituiti else [c for c in cambi if c not in accolti and c not in respinti]
    if ignoti or due_volte or senza:
        raise ValidationError(
            _("Decidi ogni voce una volta sola: accolta, respinta o da correggere."), code="decisione"
        )
    if not all(testo.strip() for testo in (*restituiti.values(), *respinti.values())):
        raise ValidationError(_("Scrivi che cosa non va: lo legge chi ha mandato la modifica."), code="testo")


def _scrivi_accolti(proposta, oggetto, accolti):
    scheda = scheda_di(oggetto)
    _controlla_mosse(scheda.leggi(oggetto), {campo: proposta.cambi[campo]["prima"] for campo in accolti})
    scheda.scrivi(oggetto, {campo: proposta.cambi[campo]["dopo"] for campo in accolti})
    scheda.accolta(oggetto, proposta, list(accolti))


def _prova(scheda, oggetto, cambi):
    """Raise ValidationError now for what the sheet would refuse when it is accepted: write, and go back."""
    punto = transaction.savepoint()
    try:
        scheda.scrivi(oggetto, cambi)
    finally:
        transaction.savepoint_rollback(punto)
        oggetto.refresh_from_db()


def _pubblica_subito(scheda, oggetto, vivi, cambi, autore, stato):
    scheda.scrivi(oggetto, cambi)
    cambi = _confronto(vivi, cambi)
    proposta = Proposta(tipo=tipo_di(oggetto), oggetto_id=oggetto.pk, cambi=cambi, stato=stato, autore=autore)
    return _segna(proposta, Tipo.PUBBLICATA, autore, voci=proposta.cambi)


def _metti_in_attesa(oggetto, aperta, vivi, cambi, autore, testo=""):
    """Add ``cambi`` to the open proposal, or open one; a change back to what is live takes itself away."""
    tipo = Tipo.MODIFICATA if aperta else Tipo.INVIATA
    proposta = aperta or Proposta(tipo=tipo_di(oggetto), oggetto_id=oggetto.pk)
    nuovi = proposta.cambi | _confronto(vivi, cambi)
    proposta.cambi = {campo: cambio for campo, cambio in nuovi.items() if cambio["prima"] != cambio["dopo"]}
    proposta.commenti = {campo: c for campo, c in proposta.commenti.items() if campo not in cambi}
    proposta.stato = Stato.IN_ATTESA if proposta.cambi else Stato.RITIRATA
    proposta.autore, proposta.inviata_il = autore, timezone.now()
    return _segna(proposta, tipo, autore, testo=testo, voci=_confronto(vivi, cambi))


def _scrivi_in_bozza(scheda, oggetto, aperta, cambi, autore):
    """Write on a sheet that nobody sees; its open proposal moves on: who decides must read it again."""
    if not cambi:
        return aperta
    scheda.scrivi(oggetto, cambi)
    if aperta is None:
        return None
    aperta.commenti = {campo: c for campo, c in aperta.commenti.items() if campo not in cambi}
    return _segna(aperta, Tipo.MODIFICATA, autore, voci=cambi)


def _confronto(vivi, cambi):
    return {campo: {"prima": vivi[campo], "dopo": valore} for campo, valore in cambi.items()}


def _segna(proposta, tipo, utente, testo="", voci=None, salva=True):
    """Save the proposal with a new version, write what happened to it, and return it."""
    if salva:
        proposta.versione = proposta.versione + 1 if proposta.pk else 1
        proposta.save()
    EventoProposta.objects.create(proposta=proposta, tipo=tipo, utente=utente, testo=testo, voci=voci or {})
    if salva and proposta.oggetto:
        scheda_di(proposta.oggetto).mossa(proposta.oggetto, proposta)
    return proposta
