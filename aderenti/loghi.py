"""The files of the logos: kept while the sheet, or a proposal that could still write it, names them."""

from django.core.files.storage import default_storage
from django.db import transaction

from aderenti.models import Organizzazione
from core.models import EventoProposta, Proposta

CARTELLA = "loghi/"
Stato = Proposta.Stato


def pulisci(organizzazione, vecchio=""):
    """Delete, once the transaction is over, the logos of a body that nothing needs any more.

    They are those that its proposals have named, and ``vecchio``, the one that its sheet had.
    """
    transaction.on_commit(lambda: _pulisci(organizzazione.pk, vecchio))


def _pulisci(chiave, vecchio):
    organizzazione = Organizzazione.objects.get(pk=chiave)
    proposte = list(Proposta.objects.di(organizzazione).filter(cambi__has_key="logo"))
    eventi = EventoProposta.objects.filter(
        proposta__in=Proposta.objects.di(organizzazione), voci__has_key="logo"
    )
    cambi = [*(p.cambi["logo"] for p in proposte), *(e.voci["logo"] for e in eventi)]
    nomi = {vecchio, *(nome for cambio in cambi for nome in _nomi(cambio))}
    for nome in nomi - _tenuti(organizzazione.logo.name, proposte) - {""}:
        default_storage.delete(nome)


def _tenuti(vivo, proposte):
    """Return the names that the sheet shows, that wait, or that an annulment would put back."""
    tenuti = {vivo}
    for proposta in proposte:
        cambio = proposta.cambi["logo"]
        si_annulla = proposta.stato in (Stato.DIRETTA, Stato.DA_CONTROLLARE) and cambio["dopo"] == vivo
        if proposta.aperta or si_annulla:
            tenuti |= _nomi(cambio)
    return tenuti


def _nomi(cambio):
    """Return the names of files in the change of a logo; an event may hold words about it instead."""
    valori = cambio.values() if isinstance(cambio, dict) else ()
    return {nome for nome in valori if nome.startswith(CARTELLA)}
