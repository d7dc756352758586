"""What the actions on proposals share: the locks, the sheet first; the trace of what happened."""

from core.models import EventoProposta, Proposta
from core.proposte.errori import PropostaSuperata, VociMosse
from core.proposte.schede import scheda_di


def blocca(oggetto):
    """Return the sheet as it is now, its row locked; raise PropostaSuperata when it is no more."""
    riga = (
        oggetto and type(oggetto)._base_manager.select_for_update(of=("self",)).filter(pk=oggetto.pk).first()
    )
    if riga is None:
        raise PropostaSuperata
    return riga


def bloccata(proposta):
    """Return the proposal as it is now, its row locked; raise PropostaSuperata when it is no more."""
    return _con_lock(Proposta.objects.all(), proposta.pk)


def ancora_aperta(proposta, versione=None):
    """Return the proposal, locked; raise PropostaSuperata when it is decided, or not the one read."""
    proposta = bloccata(proposta)
    if not proposta.aperta or versione not in (None, proposta.versione):
        raise PropostaSuperata
    return proposta


def controlla_mosse(vivi, attesi):
    """Raise VociMosse for the fields of ``attesi`` ({field: plain value}) that are not so now."""
    mosse = {campo: vivi[campo] for campo, valore in attesi.items() if vivi[campo] != valore}
    if mosse:
        raise VociMosse(mosse)


def confronto(vivi, cambi):
    """Return {field: {"prima": live value, "dopo": new value}}."""
    return {campo: {"prima": vivi[campo], "dopo": valore} for campo, valore in cambi.items()}


def segna(proposta, tipo, utente, testo="", voci=None):
    """Save the proposal with a new version, write what happened to it, and return it."""
    proposta.versione = proposta.versione + 1 if proposta.pk else 1
    proposta.save()
    scrivi_evento(proposta, tipo, utente, testo, voci)
    if proposta.oggetto is not None:
        scheda_di(proposta.oggetto).mossa(proposta.oggetto, proposta)
    return proposta


def scrivi_evento(proposta, tipo, utente, testo="", voci=None):
    """Write what happened to a proposal, without a new version of it."""
    EventoProposta.objects.create(proposta=proposta, tipo=tipo, utente=utente, testo=testo, voci=voci or {})


def _con_lock(righe, pk):
    riga = righe.select_for_update(of=("self",)).filter(pk=pk).first()
    if riga is None:
        raise PropostaSuperata
    return riga
