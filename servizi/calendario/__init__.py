"""When a service is open: calendar arithmetic over loaded rows, and one loader of the school calendar."""

from servizi.calendario.risposte import Giornata, giornata, settimane_aperte
from servizi.calendario.scolastico import Calendario

__all__ = ["Calendario", "Giornata", "giornata", "settimane_aperte"]
