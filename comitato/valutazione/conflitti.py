"""Conflicts of interest: worked out from who takes part, or declared; and who may open a proposal.

L. 241/1990 art. 6-bis: who is in conflict abstains and says so. Here it is stopped: a body that leads, takes
part in or is allied to a proposal never opens it, whatever its member declares; nobody opens one on which
nothing was declared. A conflict is of the body: it outlives the account, the term and the seat.
"""

from collections import defaultdict
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


class Porte:
    """Who may open some proposals: read in three queries, however many the proposals and the members.

    ``candidature`` come with their project.
    """

    def __init__(self, candidature):
        candidature = list(candidature)
        self._progetti, self._alleanze = defaultdict(set), defaultdict(set)
        self._dichiarate, self._dichiarati = {}, {}
        self._leggi_enti(candidature)
        self._leggi_dichiarazioni(candidature)

    def _leggi_enti(self, candidature):
        progetti = {c.progetto_id for c in candidature}
        coppie = PartnerProgetto.objects.filter(progetto__in=progetti)
        for progetto, ente in coppie.order_by().values_list("progetto", "organizzazione"):
            self._progetti[progetto].add(ente)
        alleanze = {c.progetto.alleanza_id for c in candidature} - {None}
        coppie = Partecipazione.objects.filter(alleanza__in=alleanze)
        for alleanza, ente in coppie.order_by().values_list("alleanza", "organizzazione"):
            self._alleanze[alleanza].add(ente)

    def _leggi_dichiarazioni(self, candidature):
        righe = DichiarazioneConflitto.objects.filter(candidatura__in=candidature).order_by("pk")
        for riga in righe.select_related("componente__seggio"):
            self._dichiarate[riga.candidatura_id, riga.componente_id] = riga.esito
            if riga.esito == Esito.CONFLITTO and riga.componente.seggio:
                chiave = riga.candidatura_id, riga.componente.seggio.ente_id
                self._dichiarati.setdefault(chiave, riga.motivo)

    def conflitto(self, candidatura, componente):
        """Return the ``Conflitto`` of a member with a proposal, None when there is none.

        Of its body: lead or partner of the project, or member of its Alleanza, at any time. Declared: by
        whoever sits, or sat, for the same body.
        """
        if componente.seggio is None:
            return None
        ente, progetto = componente.seggio.ente_id, candidatura.progetto
        if ente in self._progetti[progetto.pk]:
            return Conflitto(_("il tuo ente è nel progetto"))
        if ente in self._alleanze[progetto.alleanza_id]:
            return Conflitto(_("il tuo ente è nell’Alleanza che presenta la proposta"))
        motivo = self._dichiarati.get((candidatura.pk, ente))
        return None if motivo is None else Conflitto(motivo, dichiarato=True)

    def dichiarata(self, candidatura, componente):
        """Return what the member declared on a proposal, None when nothing."""
        return self._dichiarate.get((candidatura.pk, componente.pk))

    def libero(self, candidatura, componente):
        """Return whether the member declared that it has no conflict with a proposal, and has none."""
        ha_detto_nessuno = self.dichiarata(candidatura, componente) == Esito.NESSUNO
        return ha_detto_nessuno and self.conflitto(candidatura, componente) is None

    def apre(self, candidatura, chi):
        """Return whether ``chi`` may read a proposal: everything of it, on every page and method.

        A member who declared no conflict and has none. The secretariat, unless it also sits and is in
        conflict. Guests never.
        """
        if chi.segreteria:
            return chi.componente is None or self.conflitto(candidatura, chi.componente) is None
        return chi.seggio is not None and self.libero(candidatura, chi.componente)


def conflitto(candidatura, componente):
    """Return the ``Conflitto`` of a member with one proposal, None when there is none."""
    return Porte([candidatura]).conflitto(candidatura, componente)


def puo_aprire(candidatura, chi):
    """Return whether ``chi`` may read one proposal: see ``Porte.apre``."""
    return Porte([candidatura]).apre(candidatura, chi)
