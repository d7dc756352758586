"""The projects of a body as its area shows them: led ones first, each with what is due and its money."""

from dataclasses import dataclass
from datetime import timedelta

from progetti.area.parole import ritardo
from progetti.denaro.conti import Conto, conti
from progetti.models import PartnerProgetto, Progetto
from progetti.scadenze import scadenze

MEMORIA = timedelta(days=365)  # what passed longer ago is on the page of the project alone
AVANTI = timedelta(days=2 * 365)
Ruolo = PartnerProgetto.Ruolo


@dataclass
class Mio:
    """A project of a body, its row as a partner, and what of it is due (``Dovuta``), first things first."""

    progetto: Progetto
    partner: PartnerProgetto
    conto: Conto
    dovute: list
    ritardo: str

    @property
    def capofila(self):
        """Return whether the body leads the project."""
        return self.partner.ruolo == Ruolo.CAPOFILA

    @property
    def prossima(self):
        """Return the first thing due, a late one before the others; None without."""
        return next(iter(self.dovute), None)


def miei(ente, oggi):
    """Return the projects a body is in on ``oggi`` (``Mio``): led ones first, newest cycle first."""
    presenze = {p.progetto_id: p for p in PartnerProgetto.objects.al(oggi).filter(organizzazione=ente)}
    suoi = progetti_di(ente, oggi)
    progetti = list(suoi.con_stato(oggi).con_date(oggi).con_nome().prefetch_related("finanziamenti"))
    denaro, dovute = conti(progetti), da_fare(suoi, oggi)
    righe = [Mio(p, presenze[p.pk], denaro[p.pk], dovute.get(p.pk, []), ritardo(p, oggi)) for p in progetti]
    return sorted(righe, key=lambda riga: not riga.capofila)


def passati(ente, oggi):
    """Return the rows of the public projects that a body was in and is not on ``oggi``, with the project."""
    adesso = PartnerProgetto.objects.al(oggi).filter(organizzazione=ente).values("progetto")
    righe = PartnerProgetto.objects.pubblicati().filter(organizzazione=ente).exclude(progetto__in=adesso)
    progetti = [f"progetto__{relazione}" for relazione in ("alleanza__ambito", "alleanza__piano", "piano")]
    return list(righe.select_related(*progetti).order_by("-progetto__piano__anno_dal", "dal", "pk"))


def da_fare(progetti, oggi):
    """Return {key of the project: what is due and not done (``Dovuta``)} of ``progetti``, a queryset."""
    dovute = {}
    for dovuta in scadenze(progetti, oggi - MEMORIA, oggi + AVANTI, oggi):
        if not dovuta.fatta:
            dovute.setdefault(dovuta.progetto.pk, []).append(dovuta)
    return dovute


def progetti_di(ente, oggi=None):
    """Return the projects that a body is in on ``oggi`` (today): a queryset."""
    presenze = PartnerProgetto.objects.al(oggi).filter(organizzazione=ente)
    return Progetto.objects.filter(pk__in=presenze.values("progetto"))


def guidati(ente, oggi):
    """Return the projects that a body leads on ``oggi``: a queryset."""
    presenze = PartnerProgetto.objects.al(oggi).filter(organizzazione=ente, ruolo=Ruolo.CAPOFILA)
    return Progetto.objects.filter(pk__in=presenze.values("progetto"))
