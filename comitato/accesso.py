"""Who may do what on the pages of the Comitato: asked at every request, on every method.

The secretariat is who runs the portal for ATS. A member is an account with a ``Componente`` row in force
today, whose seat is in force too; a guest has no seat. Superusers are secretariat: nobody, they included,
reads the scores of others before an evaluation closes.
"""

from dataclasses import dataclass

from django.utils import timezone

from comitato.models import Componente

Ruolo = Componente.Ruolo


@dataclass(frozen=True)
class Chi:
    """Somebody at the door: the account, its place in the Comitato today, whether of the secretariat."""

    utente: object
    componente: Componente | None = None
    segreteria: bool = False

    @property
    def seggio(self):
        """Return the seat, None for guests and for who only is of the secretariat."""
        return self.componente.seggio if self.componente else None

    @property
    def legge(self):
        """Return whether the pages of the Comitato open."""
        return self.segreteria or self.componente is not None

    @property
    def ospite(self):
        """Return whether it is a guest and nothing more."""
        return not self.segreteria and self.componente is not None and self.seggio is None

    @property
    def scrive(self):
        """Return whether it acts for its seat: substitutes and guests only read."""
        return self.componente is not None and self.componente.ruolo == Ruolo.TITOLARE

    @property
    def vota(self):
        """Return whether it acts for a seat that votes."""
        return self.scrive and self.seggio.con_voto


def e_segreteria(utente):
    """Return whether an account runs the portal for ATS: who prepares the meetings does."""
    return utente.has_perm("comitato.add_seduta")


def chi_chiede(request):
    """Return who asks for a page, read once a request."""
    if not hasattr(request, "chi_del_comitato"):
        request.chi_del_comitato = chi(request.user)
    return request.chi_del_comitato


def chi(utente, giorno=None):
    """Return who ``utente`` is for the Comitato on ``giorno`` (today); one query, and its permissions."""
    if not utente.is_active or not utente.is_staff:
        return Chi(utente)
    righe = Componente.objects.al(giorno).filter(utente=utente).select_related("seggio__ente")
    giorno = giorno or timezone.localdate()
    valide = [riga for riga in righe if riga.seggio is None or riga.seggio.in_vigore(giorno)]
    return Chi(utente, valide[0] if valide else None, e_segreteria(utente))
