"""Projects and money from a spreadsheet: one module a kind of table, read by ``core.fogli.importa``."""

from progetti.importa.denaro import TabellaImpegni, TabellaPagamenti, TabellaRendiconti
from progetti.importa.progetti import TabellaProgetti
from progetti.importa.quadri import TabellaQuadri


def tabelle():
    """Return new instances of the kinds of table, in the order in which one fills a portal."""
    tipi = [TabellaProgetti, TabellaQuadri, TabellaImpegni, TabellaRendiconti, TabellaPagamenti]
    return [tipo() for tipo in tipi]
