"""Where the items come from: for each topic, what citizens may read, what is still good, what is new.

A row is never read but through ``leggibili``: a draft, or what was taken away, is in no number.
"""

from newsletter.fonti.offerte import Avvisi, Corsi, Servizi
from newsletter.fonti.racconti import Eventi, Notizie

FONTI = {fonte.argomento: fonte for fonte in (Notizie(), Eventi(), Corsi(), Avvisi(), Servizi())}
