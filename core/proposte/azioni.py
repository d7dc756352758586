"""What who keeps a sheet does with its changes. Each action is atomic and holds the row it writes on."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import EventoProposta, Proposta
from core.proposte.comuni import ancora_aperta, blocca, confronto, segna
from core.proposte.errori import CambiatoNelFrattempo
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
    are all written, and none recorded. Raises ValidationError ({field: messages}) for values that the sheet
    refuses, PropostaSuperata when the sheet is no more.
    """
    scheda, oggetto = scheda_di(oggetto), blocca(oggetto)
    aperta = Proposta.objects.di(oggetto).aperte().select_for_update().first()
    vivi = scheda.leggi(oggetto)
    cambi = _cambiate(sovrapposti(vivi, aperta), scheda.normali(cambi), scheda.normali(base or {}))
    if not cambi:
        return None, aperta
    aspettano, da_controllare = _da_decidere(scheda, oggetto, aperta, cambi)
    subito = {campo: valore for campo, valore in cambi.items() if campo not in aspettano}
    diretta = None
    if scheda.pubblica(oggetto) or da_controllare:
        stato = Stato.DA_CONTROLLARE if da_controllare else Stato.DIRETTA
        diretta = _pubblica_subito(scheda, oggetto, aperta, vivi, subito, autore, stato)
    else:
        aperta = _scrivi_in_bozza(scheda, oggetto, aperta, vivi, subito, autore)
    if aspettano:
        aperta = _metti_in_attesa(scheda, oggetto, aperta, vivi, aspettano, autore)
    return diretta, aperta


@transaction.atomic
def chiedi(*, oggetto, cambi, autore, testo=""):
    """Make ``cambi`` wait whatever the table of fields says (a publication, an end), and return the proposal.

    Raises ValidationError ({field: messages}) when the sheet would refuse them, PropostaSuperata when the
    sheet is no more.
    """
    scheda, oggetto = scheda_di(oggetto), blocca(oggetto)
    aperta = Proposta.objects.di(oggetto).aperte().select_for_update().first()
    cambi = scheda.normali(cambi)
    return _metti_in_attesa(scheda, oggetto, aperta, scheda.leggi(oggetto), cambi, autore, testo)


@transaction.atomic
def scrivi(*, oggetto, cambi, base):
    """Write ``cambi`` on the live sheet for ATS, whose changes wait for nobody; return the sheet.

    Raises CambiatoNelFrattempo when a field is no longer what ``base`` says, ValidationError for what the
    sheet refuses.
    """
    scheda, oggetto = scheda_di(oggetto), blocca(oggetto)
    cambi = _cambiate(scheda.leggi(oggetto), scheda.normali(cambi), scheda.normali(base))
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
    proposta = ancora_aperta(proposta)
    _rimetti_in_coda(proposta)
    return segna(proposta, Tipo.RISPOSTA, autore, testo=testo.strip())


@transaction.atomic
def ritira(*, proposta, autore):
    """Take back an open proposal: nothing of it is written. Raises PropostaSuperata when it is decided."""
    proposta = ancora_aperta(proposta)
    proposta.stato = Stato.RITIRATA
    return segna(proposta, Tipo.RITIRATA, autore, voci=proposta.cambi)


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
    campi = scheda.da_leggere(oggetto)
    sensibili = {campo: v for campo, v in cambi.items() if campo not in gia and campo in campi}
    if scheda.fidata(oggetto):
        return gia, bool(sensibili)
    return gia | sensibili, False


def _prova(scheda, oggetto, cambi):
    """Raise ValidationError now for what the sheet would refuse when it is accepted: write, and go back."""
    punto = transaction.savepoint()
    try:
        scheda.scrivi(oggetto, cambi)
    finally:
        transaction.savepoint_rollback(punto)
        oggetto.refresh_from_db()


def _pubblica_subito(scheda, oggetto, aperta, vivi, cambi, autore, stato):
    """Write on a sheet that citizens see, or see from now on, and record it; None without changes."""
    if not cambi:
        return None
    scheda.scrivi(oggetto, cambi)
    if aperta:
        _toglie_commenti(aperta, cambi)
        aperta.save(update_fields=["commenti"])
    proposta = Proposta(tipo=tipo_di(oggetto), oggetto_id=oggetto.pk, stato=stato, autore=autore)
    proposta.cambi = confronto(vivi, cambi)
    return segna(proposta, Tipo.PUBBLICATA, autore, voci=proposta.cambi)


def _scrivi_in_bozza(scheda, oggetto, aperta, vivi, cambi, autore):
    """Write on a sheet that nobody sees; its open proposal moves on: who decides must read it again."""
    if not cambi:
        return aperta
    scheda.scrivi(oggetto, cambi)
    if aperta is None:
        return None
    _toglie_commenti(aperta, cambi)
    return segna(aperta, Tipo.MODIFICATA, autore, voci=confronto(vivi, cambi))


def _metti_in_attesa(scheda, oggetto, aperta, vivi, cambi, autore, testo=""):
    """Add ``cambi`` to the open proposal, or open one; a change back to what is live takes itself away."""
    proposta = aperta or Proposta(tipo=tipo_di(oggetto), oggetto_id=oggetto.pk)
    nuovi = confronto(vivi, cambi)
    insieme = (scheda.ancora(proposta.cambi) | nuovi).items()
    proposta.cambi = {campo: cambio for campo, cambio in insieme if cambio["prima"] != cambio["dopo"]}
    _prova(scheda, oggetto, {campo: cambio["dopo"] for campo, cambio in proposta.cambi.items()})
    _toglie_commenti(proposta, cambi)
    proposta.autore = autore
    if not proposta.cambi:
        proposta.stato = Stato.RITIRATA
        return segna(proposta, Tipo.RITIRATA, autore, testo=testo, voci=nuovi)
    _rimetti_in_coda(proposta)
    return segna(proposta, Tipo.MODIFICATA if aperta else Tipo.INVIATA, autore, testo=testo, voci=nuovi)


def _rimetti_in_coda(proposta):
    """Make the proposal wait for ATS; the place in the queue of one that waits already is its own."""
    if proposta.stato != Stato.IN_ATTESA:
        proposta.stato, proposta.inviata_il = Stato.IN_ATTESA, timezone.now()


def _toglie_commenti(proposta, cambi):
    """Take away what ATS asked to correct about the fields that have just been changed."""
    proposta.commenti = {campo: testo for campo, testo in proposta.commenti.items() if campo not in cambi}
