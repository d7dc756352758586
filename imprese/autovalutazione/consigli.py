"""What to begin from: the advice on what is missing, with rules and services of the comune."""

from dataclasses import dataclass, field

from imprese.autovalutazione.simili import per_consiglio, pratiche_per_tema
from imprese.models import Risposta
from imprese.servizi import servizi_per

SERVIZI = 3  # for each advice; the others are on the page of the services


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

    ``risposte`` {question: answer}; services only with a ``comune``, read once for each aim; good practices
    of the same topics, those of firms of that ``dimensione`` first.
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
    per_tema = pratiche_per_tema([tema for voce in esito for tema in voce.temi], dimensione)
    for voce in esito:
        voce.pratiche = per_consiglio(voce, per_tema)
    return sorted(esito, key=lambda consiglio: not consiglio.manca)
