"""What the week view knows once the form is right: school of the child, days to cover, services that do."""

from django.utils import timezone
from django.utils.functional import cached_property

from core.models.fonti import Certezza
from ricerca import settimane
from ricerca import settimane_parole as parole
from ricerca.forms_settimane import nome_periodo
from ricerca.proposte import confinanti
from servizi.models import DataScolastica, Servizio

GRUPPI = ["PICCOLI", "SCUOLA", "VACANZE", "RAGAZZI"]


class Vista:
    """The answers of the form against the calendar of the child's school."""

    def __init__(self, dati, calendario):
        self.comune, self.scelta, self.nascita = dati["casa"], dati["periodo"], dati["nascita"]
        self.oggi = timezone.localdate()
        primo = max(self.scelta.dal, self.oggi)
        self.ordine = settimane.scuola_di(self.nascita and self.nascita.mesi(primo))
        self.calendario = calendario.per(self.ordine)

    @cached_property
    def estiva(self):
        """Return whether it is a summer."""
        return self.scelta.tipo == settimane.ESTATE

    @cached_property
    def tratti(self):
        """Return the days to cover, with the services that do."""
        quali = settimane.estate if self.estiva else settimane.chiusure
        tratti = quali(self.calendario, self.scelta, self.oggi)
        return self._copri(tratti)

    @cached_property
    def settimana_tipo(self):
        """Return an ordinary week of lessons; None in summer."""
        if self.estiva:
            return None
        tratto = settimane.settimana_tipo(self.calendario, self.scelta, self.oggi)
        return tratto and self._copri([tratto])[0]

    @cached_property
    def servizi(self):
        """Return the active services for minors for who lives in the comune, transport out."""
        if not self.comune:
            return []
        return list(
            Servizio.objects.in_elenco()
            .per_il_comune(self.comune)
            .filter(stato=Servizio.Stato.ATTIVO, tipologia__gruppo__code__in=GRUPPI)
            .per_elenco()
            .con_tempi()
        )

    def contesto(self):
        """Return what the page shows."""
        trovati = any(tratto.righe for tratto in [*self.tratti, *filter(None, [self.settimana_tipo])])
        riassunto = parole.riassunto if self.estiva else parole.riassunto_giorni
        return {
            "comune": self.comune,
            "periodo": nome_periodo(self.scelta),
            "estiva": self.estiva,
            "scuola": DataScolastica.Ordine(self.ordine).label,
            "senza_eta": self.nascita is None,
            "riassunto": riassunto(self.tratti) if trovati else [],
            "tratti": [parole.scheda(tratto) for tratto in self.tratti] if trovati else [],
            "momenti": parole.momenti(self.settimana_tipo) if trovati and self.settimana_tipo else [],
            "vicini": [] if trovati else confinanti(self.comune),
            "dimostrativi": any(servizio.dimostrativo for servizio in self.servizi),
            "da_confermare": self._da_confermare(),
        }

    def _copri(self, tratti):
        return settimane.copri(tratti, self.servizi, self.calendario, self.nascita)

    def _da_confermare(self):
        righe = [riga for riga in self.calendario.righe if riga.anno_scolastico == self.scelta.anno]
        return any(riga.certezza == Certezza.DEDOTTA for riga in righe)
