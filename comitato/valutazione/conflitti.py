"""Conflicts of interest: worked out from who takes part, or declared; and who may open a proposal.

L. 241/1990 art. 6-bis: who is in conflict abstains and says so. Here it is stopped: a body that leads, takes
part in or is allied to a proposal never opens it, whatever its member declares; nobody opens one on which
nothing was declared.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from alleanze.models import Partecipazione
from comitato.models import DichiarazioneConflitto
from progetti.models import PartnerProgetto

Esito = DichiarazioneConflitto.Esito


@dataclass(frozen=True)
class Conflitto:
    """Why a member may not open a proposal, in words; ``dichiarato`` when it said so itself."""

    motivo: str
    dichiarato: bool = False


def conflitto(candidatura, componente):
    """Return the ``Conflitto`` of a member with a proposal, None when there is none.

    Of its body: lead or partner of the project, or member of its Alleanza, at any time.
    Of itself: declared. A substitute has the conflicts of its seat, whoever declared them.
    """
    if componente.seggio is None:
        return None
    ente = componente.seggio.ente_id
    if PartnerProgetto.objects.filter(progetto=candidatura.progetto_id, organizzazione=ente).exists():
        return Conflitto(_("il tuo ente è nel progetto"))
    alleanza = candidatura.progetto.alleanza_id
    if alleanza and Partecipazione.objects.filter(alleanza=alleanza, organizzazione=ente).exists():
        return Conflitto(_("il tuo ente è nell’Alleanza che presenta la proposta"))
    dichiarato = DichiarazioneConflitto.objects.filter(
        candidatura=candidatura, componente__seggio=componente.seggio, esito=Esito.CONFLITTO
    ).first()
    return Conflitto(dichiarato.motivo, dichiarato=True) if dichiarato else None


def ha_dichiarato(candidatura, componente):
    """Return whether the member declared that it has no conflict with a proposal."""
    return DichiarazioneConflitto.objects.filter(
        candidatura=candidatura, componente=componente, esito=Esito.NESSUNO
    ).exists()


def puo_aprire(candidatura, chi):
    """Return whether ``chi`` may read a proposal: everything of it, on every page and method.

    A member who declared no conflict and has none. The secretariat, unless it also sits and is in conflict.
    Guests never.
    """
    if chi.componente is None:
        return chi.segreteria
    if conflitto(candidatura, chi.componente):
        return False
    return chi.segreteria or (chi.seggio is not None and ha_dichiarato(candidatura, chi.componente))
