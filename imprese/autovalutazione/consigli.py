"""What to begin from: the advice on what is missing, with rules, services of the comune, good practices."""

from dataclasses import dataclass, field
from itertools import islice

from imprese.models import BuonaPratica, Percorso, Risposta
from imprese.servizi import servizi_per

SERVIZI = 3  # for each advice; the others are on the page of the services
PRATICHE = 2  # for each advice
PERCORSI = 3


@dataclass
class Consiglio:
    """An advice: the question, what was answered, topics, services near, how many more, good practices."""

    domanda: object
    risposta: str
    temi: list
    servizi: list = field(default_factory=list)
    altri: int = 0
    pratiche: list = field(default_factory=list)

    @property
    def manca(self):
        """Return whether nothing is done yet."""
        return self.risposta == Risposta.NO


def consigli(risposte, comune=None, dimensione=""):
    """Return the ``Consiglio`` of what is missing (first) and of what is done in part; nothing for the rest.

    ``risposte`` {question: answer}; services only with a ``comune``, read once for each aim. Good practices
    of the same topics, those of firms of the same ``dimensione`` first, read once for all.
    """
    trovati, esito = {}, []
    for domanda, risposta in risposte.items():
        if risposta == Risposta.SI:
            continue
        consiglio = Consiglio(domanda, risposta, list(domanda.temi.all()))
        if comune is not None:
            codice = domanda.obiettivo.code
            if codice not in trovati:
                trovati[codice] = servizi_per(comune, obiettivo=codice)
            brevi, quanti = trovati[codice]
            consiglio.servizi, consiglio.altri = brevi[:SERVIZI], max(quanti - SERVIZI, 0)
        esito.append(consiglio)
    _aggiungi_pratiche(esito, dimensione)
    return sorted(esito, key=lambda consiglio: not consiglio.manca)


def prossimi_percorsi():
    """Return the next courses that are not called off, the first to begin first."""
    return Percorso.objects.pubblicati().in_arrivo().filter(annullato_il=None)[:PERCORSI]


def _aggiungi_pratiche(esito, dimensione):
    """Put beside each advice the good practices of its topics: 2 queries."""
    temi = {tema for consiglio in esito for tema in consiglio.temi}
    righe = BuonaPratica.objects.pubblicati().filter(temi__in=temi).distinct()
    pratiche = sorted(
        righe.per_elenco().prefetch_related("temi") if temi else (),
        key=lambda pratica: pratica.dimensione != dimensione,
    )
    for consiglio in esito:
        simili = (pratica for pratica in pratiche if set(pratica.temi.all()) & set(consiglio.temi))
        consiglio.pratiche = list(islice(simili, PRATICHE))
