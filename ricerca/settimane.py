"""The weeks of a child: which days school is closed, and which services cover them.

Nothing here asks the database: it reads a Calendario and services loaded with ``con_tempi()``.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from servizi.calendario.risposte import giornate
from servizi.models import DataScolastica, Servizio

INFANZIA, PRIMARIA = DataScolastica.Ordine.INFANZIA, DataScolastica.Ordine.PRIMARIA
MESI_PRIMARIA = 72
ESTATE, SCUOLA = "estate", "scuola"
CHIUSURA, FESTA = DataScolastica.Tipo.CHIUSURA, DataScolastica.Tipo.FESTA


class Scelta(NamedTuple):
    """A summer or a school year that is not over."""

    code: str
    tipo: str
    anno: str
    dal: date
    al: date


class Fascia(NamedTuple):
    """Hours of a weekday, as ``servizi.parole`` reads them."""

    giorno: int
    dalle: object
    alle: object


def scelte(calendario, oggi):
    """Return the Scelte of the calendar that are not over on ``oggi``, in order of date."""
    anni = {}
    for riga in calendario.righe:
        tipo = ESTATE if riga.periodo.code == "ESTATE" else SCUOLA if riga.tipo == "lezioni" else None
        if tipo:
            anni.setdefault((tipo, riga.anno_scolastico), []).append(riga)
    trovate = [_scelta(tipo, anno, righe) for (tipo, anno), righe in anni.items()]
    return sorted((s for s in trovate if s.al >= oggi), key=lambda s: s.dal)


def _scelta(tipo, anno, righe):
    dal, al = min(riga.dal for riga in righe), max(riga.al for riga in righe)
    return Scelta(f"{tipo}-{dal.year}", tipo, anno, dal, al)


def scuola_di(mesi):
    """Return the kind of school of a child of ``mesi`` months; the primaria when the age is not known."""
    return INFANZIA if mesi is not None and mesi < MESI_PRIMARIA else PRIMARIA


@dataclass(frozen=True)
class Riga:
    """A service in a stretch of days: those it opens, its hours and the availability it states for them."""

    servizio: Servizio
    giorni: frozenset
    fasce: tuple
    senza_ore: bool
    posti: str

    @property
    def pieno(self):
        """Return whether it has no place left."""
        return self.posti == Servizio.Posti.ESAURITI


@dataclass
class Tratto:
    """Days to be covered, school being closed: a week of summer, a closure, a public holiday."""

    giorni: list
    nome: str = ""
    di_festa: bool = False
    righe: list = field(default_factory=list)

    @cached_property
    def aperti(self):
        """Return the days with a service open."""
        return {giorno for riga in self.righe for giorno in riga.giorni}

    @cached_property
    def mancanti(self):
        """Return the days without a service that may have a place, in order."""
        con_posto = {giorno for riga in self.righe if not riga.pieno for giorno in riga.giorni}
        return [giorno for giorno in self.giorni if giorno not in con_posto]

    @property
    def stato(self):
        """Return “coperta”, “parziale”, “piena” (no places), “scoperta”, or “festa” if it need not be."""
        if not self.mancanti:
            return "coperta"
        if not self.aperti:
            return "festa" if self.di_festa else "scoperta"
        return "piena" if self.mancanti == self.giorni else "parziale"


def settimane(calendario, dal, al):
    """Return the Tratti of the working days of a closure, week by week; public holidays are not to cover."""
    giorni = _feriali(calendario, dal, al)
    lunedi = sorted({giorno - timedelta(days=giorno.weekday()) for giorno in giorni})
    per_settimana = [[g for g in giorni if 0 <= (g - inizio).days < 7] for inizio in lunedi]
    return [Tratto(del_tratto) for del_tratto in per_settimana]


def estate(calendario, scelta, oggi):
    """Return the weeks of a summer that are not over; ``calendario`` is of one kind of school."""
    righe = [r for r in _dell_anno(calendario, scelta) if r.periodo.code == "ESTATE"]
    tutte = [t for r in righe for t in settimane(calendario, r.dal, r.al)]
    return [tratto for tratto in tutte if tratto.giorni[-1] >= oggi]


def chiusure(calendario, scelta, oggi):
    """Return the breaks and the public holidays of a school year, summer out, that are not over, by date."""
    righe = [r for r in _dell_anno(calendario, scelta) if r.tipo == CHIUSURA and r.periodo.code != "ESTATE"]
    tratti = [Tratto(_feriali(calendario, r.dal, r.al), r.descrizione) for r in righe]
    feste = [r for r in _dell_anno(calendario, scelta) if r.tipo == FESTA and r.dal.weekday() < 5]
    feste = [festa for festa in feste if not any(_tocca(chiusura, festa) for chiusura in righe)]
    tratti += [Tratto([festa.dal], festa.descrizione, di_festa=True) for festa in feste]
    aperti = [tratto for tratto in tratti if tratto.giorni and tratto.giorni[-1] >= oggi]
    return sorted(aperti, key=lambda tratto: tratto.giorni[0])


def settimana_tipo(calendario, scelta, oggi):
    """Return the Tratto of the first week, from ``oggi``, with lessons from Monday to Friday; else None."""
    giorno = max(scelta.dal, oggi)
    giorno -= timedelta(days=giorno.weekday())
    while giorno <= scelta.al:
        giorni = [giorno + timedelta(days=n) for n in range(5)]
        if giorni[0] >= scelta.dal and all("ANNO_SCOL" in calendario.attivi(g) for g in giorni):
            return Tratto(giorni)
        giorno += timedelta(days=7)
    return None


def copri(tratti, servizi, calendario, nascita):
    """Fill each Tratto with the services open in it and right for the age on its Monday; return them.

    Without ``nascita`` every age is right. First the services with places, and those that open more days.
    """
    giorni = [giorno for tratto in tratti for giorno in tratto.giorni]
    for servizio in servizi:
        lette = dict(zip(giorni, giornate(servizio, giorni, calendario), strict=True))
        for tratto in tratti:
            if _per_eta(servizio, tratto, nascita):
                aperte = {giorno: lette[giorno] for giorno in tratto.giorni if lette[giorno].aperta}
                tratto.righe += [_riga(servizio, aperte)] if aperte else []
    for tratto in tratti:
        tratto.righe.sort(key=lambda riga: (riga.pieno, -len(riga.giorni)))
    return tratti


def _riga(servizio, aperte):
    fasce = {Fascia(g.weekday(), *ore) for g, giornata in aperte.items() for ore in giornata.fasce}
    dette = [giornata.posti for giornata in aperte.values() if giornata.posti]
    return Riga(
        servizio,
        frozenset(aperte),
        tuple(sorted(fasce)),
        any(not giornata.fasce for giornata in aperte.values()),
        dette[0] if dette else servizio.posti,
    )


def _per_eta(servizio, tratto, nascita):
    if nascita is None:
        return True
    primo = tratto.giorni[0]
    mesi = nascita.mesi(primo - timedelta(days=primo.weekday()))
    return (servizio.eta_min_mesi or 0) <= mesi and (
        servizio.eta_max_mesi is None or mesi <= servizio.eta_max_mesi
    )


def _dell_anno(calendario, scelta):
    return [riga for riga in calendario.righe if riga.anno_scolastico == scelta.anno]


def _feriali(calendario, dal, al):
    tutti = (dal + timedelta(days=n) for n in range((al - dal).days + 1))
    return [giorno for giorno in tutti if giorno.weekday() < 5 and not calendario.e_festa(giorno)]


def _tocca(chiusura, festa):
    return chiusura.dal <= festa.dal <= chiusura.al
