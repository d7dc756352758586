"""The school calendar: which periods are in force on a day."""

from collections import defaultdict
from datetime import date

from django.utils.functional import cached_property

from servizi.calendario.feste import feste
from servizi.calendario.giorni import DEL_GIORNO, NESSUNO, TUTTI, contiene, fra
from servizi.models.vocabolari import DataScolastica

ORE = frozenset({"PRE_ORARIO", "POST_ORARIO", "SERALE"})
"""Periods that are parts of a day: they decide no day."""
DI_FESTA = frozenset({"FESTIVI", "FESTA"})
"""Periods that say a service is open on public holidays too."""
SCUOLE = (DataScolastica.Ordine.INFANZIA, DataScolastica.Ordine.PRIMARIA)


class Calendario:
    """What the rows of the school calendar say of each day, held as sets of days (``giorni``).

    Before the first day of its rows and after the last no school period is known, hence none is in force,
    and no public holiday either: those days are like any other.
    """

    def __init__(self, righe):
        """``righe`` are DataScolastica, their period loaded."""
        self.righe = sorted(righe, key=lambda riga: riga.dal)

    @classmethod
    def leggi(cls):
        """Return the calendar of the database (one query)."""
        return cls(DataScolastica.objects.select_related("periodo"))

    def per(self, ordine):
        """Return the calendar of one kind of school (a DataScolastica.Ordine): in June they differ."""
        sue = (ordine, DataScolastica.Ordine.TUTTE)
        return Calendario(riga for riga in self.righe if riga.ordine_scuola in sue)

    def attivi(self, giorno, ordine=None):
        """Return the codes of the periods in force on ``giorno``.

        ANNO_SOL always; ANNO_SCOL on days of lessons, closures and public holidays taken out; a closure in
        its days; SETTEMBRE on the days of September in the summer closure; FESTIVI on Sundays and public
        holidays, FESTA on these, SABATO on Saturdays. ``ordine``: of one kind of school; else of any: 15
        June is summer for the primaria, a day of lessons for the infanzia.
        """
        periodi = (self.per(ordine) if ordine else self)._periodi
        return frozenset(code for code, giorni in periodi.items() if contiene(giorni, giorno))

    def e_festa(self, giorno):
        """Return whether ``giorno`` is a public holiday, by law or by a row of the calendar."""
        return contiene(self.feste, giorno)

    def giorni(self, code):
        """Return the days the period ``code`` is in force, as a set of ``giorni``."""
        return self._periodi.get(code, NESSUNO)

    @cached_property
    def feste(self):
        """Return the public holidays between the first and the last day of the rows."""
        if not self.righe:
            return NESSUNO
        primo, ultimo = self.righe[0].dal, max(riga.al for riga in self.righe)
        di_legge = {giorno for anno in range(primo.year, ultimo.year + 1) for giorno in feste(anno)}
        di_legge = sum(fra(giorno, giorno) for giorno in di_legge) & fra(primo, ultimo)
        return di_legge | self._unione(riga for riga in self.righe if riga.tipo == DataScolastica.Tipo.FESTA)

    @cached_property
    def _periodi(self):
        """Return {code: days}, the kinds of school together."""
        periodi = defaultdict(int)
        for scuola in SCUOLE:
            righe = [
                riga for riga in self.righe if riga.ordine_scuola in (scuola, DataScolastica.Ordine.TUTTE)
            ]
            lezioni = self._unione(riga for riga in righe if riga.tipo == DataScolastica.Tipo.LEZIONI)
            chiusure = [riga for riga in righe if riga.tipo == DataScolastica.Tipo.CHIUSURA]
            periodi["ANNO_SCOL"] |= lezioni & ~self._unione(chiusure) & ~self.feste
            for riga in chiusure:
                periodi[riga.periodo.code] |= fra(riga.dal, riga.al)
        periodi["SETTEMBRE"] |= periodi["ESTATE"] & self._settembre
        return dict(periodi) | {
            "ANNO_SOL": TUTTI,
            "SABATO": DEL_GIORNO[5],
            "FESTIVI": DEL_GIORNO[6] | self.feste,
            "FESTA": self.feste,
        }

    @property
    def _settembre(self):
        anni = {anno for riga in self.righe for anno in (riga.dal.year, riga.al.year)}
        return sum(fra(date(anno, 9, 1), date(anno, 9, 30)) for anno in anni)

    @staticmethod
    def _unione(righe):
        giorni = NESSUNO
        for riga in righe:
            giorni |= fra(riga.dal, riga.al)
        return giorni
