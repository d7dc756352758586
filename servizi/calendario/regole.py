"""The rules that say on which days, and when, a service is open. Everything else about time asks here.

At one door, from the strongest rule to the weakest (a row without a door holds at every door):

a. A dated closure (Apertura “chiuso”) closes.
b. A dated opening (Apertura “aperto”) opens the days it covers, whatever the periods of the service, at the
   hours of the weekly schedule. If no day of it has hours there, all are open and their hours are not known;
   if some have, those alone are open: Saturday does not open because a long opening passes over it. One of
   several days passes over public holidays too, unless the service has the period FESTIVI (or FESTA).
c. The weekly schedule: a row counts on its weekday, within its days, while its own period is in force
   (PRE_ORARIO, POST_ORARIO, SERALE are hours, not days: always), if the periods of the service allow the day.
   They do when there is no season and no closure among them, or when one of these is in force; but closures
   (ESTATE, NATALE …) do not count when the service has dated openings, which alone speak for them.
   EMERGENZA never counts.
d. On a public holiday the weekly schedule does not hold, unless the service or the row has FESTIVI (FESTA).
e. Without schedule and without dated openings a service is open from Monday to Friday, holidays out, while
   one of its seasons or closures is in force; its hours are not known. Without those too: closed.

A service is open when one of its doors is.
"""

from servizi.calendario.giorni import DEL_GIORNO, FERIALI, NESSUNO, TUTTI, fra
from servizi.calendario.scolastico import DI_FESTA, ORE
from servizi.models.tempi import Apertura
from servizi.models.vocabolari import Periodo

CHE_DECIDONO = (Periodo.Tipo.STAGIONE, Periodo.Tipo.CHIUSURA)


class Regole:
    """The days of a service (read with ``con_tempi()``), as sets of ``giorni``; of one ``sede``, or of any.

    ``con_ore``: (row of the weekly schedule, days it holds); ``senza_ore``: days open at hours nobody wrote.
    """

    def __init__(self, servizio, calendario, sede=None):
        self.calendario = calendario
        self.sede = sede and sede.pk
        porte = [porta.sede_id for porta in servizio.sedi_servizio.all()]
        self.porte = [self.sede] if sede else porte or [None]
        periodi = servizio.periodi.all()
        self.di_festa = any(periodo.code in DI_FESTA for periodo in periodi)
        self.aperture = [a for a in servizio.aperture.all() if self._riguarda(a)]
        self.ha_date = any(a.tipo == Apertura.Tipo.APERTO for a in servizio.aperture.all())
        self.aperte = [(a, self._coperti(a)) for a in self.aperture if a.tipo == Apertura.Tipo.APERTO]
        self.orari = [(riga, self._validi(riga)) for riga in servizio.orari.all() if self._riguarda(riga)]
        self._alla_porta = {}
        decidono = [periodo for periodo in periodi if periodo.tipo in CHE_DECIDONO]
        permessi = self._permessi(decidono) if decidono else TUTTI
        self.con_ore = [(riga, self._della_riga(riga, validi, permessi)) for riga, validi in self.orari]
        self.senza_ore = self._senza_ore()
        if decidono and not self.ha_date and not servizio.orari.all():
            self.senza_ore = self._senza_niente(permessi)

    @property
    def aperti(self):
        """Return the days the service is open, hours known or not."""
        aperti = self.senza_ore
        for _riga, quali in self.con_ore:
            aperti |= quali
        return aperti

    def posti(self, giorno):
        """Return the availability that the first dated opening of ``giorno`` states; empty without one."""
        del_giorno = (apertura.posti for apertura, _ in self.aperte if apertura.dal <= giorno <= apertura.al)
        return next(filter(None, del_giorno), "")

    def _riguarda(self, riga):
        return self.sede is None or riga.sede_id in (None, self.sede)

    def _porte_di(self, riga):
        return self.porte if riga.sede_id is None else [riga.sede_id]

    def _coperti(self, apertura):
        """Return the days of a dated opening, public holidays out when it has several."""
        coperti = fra(apertura.dal, apertura.al)
        return coperti if self.di_festa or apertura.dal == apertura.al else coperti & ~self.calendario.feste

    def _validi(self, riga):
        """Return the days of a row of the schedule: weekday, validity, its own period."""
        validi = DEL_GIORNO[riga.giorno]
        if riga.dal or riga.al:
            validi &= fra(riga.dal, riga.al)
        if riga.periodo and riga.periodo.code not in ORE:
            validi &= self.calendario.giorni(riga.periodo.code)
        return validi

    def _permessi(self, decidono):
        """Return the days the seasons and the closures of the service allow (rule c)."""
        permessi = NESSUNO
        for periodo in decidono:
            if periodo.tipo == Periodo.Tipo.STAGIONE or not self.ha_date:
                permessi |= self.calendario.giorni(periodo.code)
        return permessi

    def _date(self, porta):
        """Return the days with a dated opening and those with a closure, at a door."""
        if porta not in self._alla_porta:
            aperti = chiusi = NESSUNO
            for apertura, coperti in self.aperte:
                aperti |= coperti if apertura.sede_id in (None, porta) else NESSUNO
            for riga in self.aperture:
                if riga.tipo == Apertura.Tipo.CHIUSO and riga.sede_id in (None, porta):
                    chiusi |= fra(riga.dal, riga.al)
            self._alla_porta[porta] = aperti, chiusi
        return self._alla_porta[porta]

    def _della_riga(self, riga, validi, permessi):
        """Return the days a row of the schedule holds, at one of its doors at least."""
        di_festa = self.di_festa or (riga.periodo is not None and riga.periodo.code in DI_FESTA)
        settimanali = permessi if di_festa else permessi & ~self.calendario.feste
        giorni = NESSUNO
        for porta in self._porte_di(riga):
            con_data, chiusi = self._date(porta)
            giorni |= (con_data | settimanali) & ~chiusi
        return giorni & validi

    def _senza_ore(self):
        """Return the days of the dated openings none of whose days has hours (rule b)."""
        giorni = NESSUNO
        for apertura, coperti in self.aperte:
            for porta in self._porte_di(apertura):
                if not any(coperti & validi for riga, validi in self.orari if riga.sede_id in (None, porta)):
                    giorni |= coperti & ~self._date(porta)[1]
        return giorni

    def _senza_niente(self, permessi):
        """Return the days of a service of which only the periods are known (rule e)."""
        giorni = NESSUNO
        for porta in self.porte:
            giorni |= permessi & FERIALI & ~self.calendario.feste & ~self._date(porta)[1]
        return giorni
