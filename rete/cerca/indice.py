"""The words of everything but the services, in memory: made again when the content changes.

A few thousand titles and lines: one reading of each kind, then a dictionary of roots (``ricerca.lingua``, the
same as for services). Every word asked for must be there, whole or as the beginning of a longer one.
"""

from collections import defaultdict
from dataclasses import dataclass
from threading import Lock

from rete.cerca.fonti import GENERI
from ricerca.lingua import CONTORNO, normalizza, radice, radici

PESO_TITOLO, PESO_RIGA, PESO_ALTRO = 10, 3, 1
COMINCIA = 3  # letters: a word at least so long also finds the longer ones that begin with it

_pronto, _chiave, _lucchetto = None, None, Lock()


@dataclass
class Indice:
    """What there is, in order, and for each root the weight it has in each."""

    voci: list
    pesi: dict

    def cerca(self, testo):
        """Return {kind: [entry]} of what answers to every word of ``testo``, the best first."""
        parole = [radice(p) for p in normalizza(testo).split()]
        chieste = [p for p in radici(testo) if p not in CONTORNO] or [p for p in parole if p]
        if not chieste:
            return {}
        punti = [self._punti(parola) for parola in dict.fromkeys(chieste)]
        comuni = set(punti[0]).intersection(*punti[1:])
        ordine = sorted(comuni, key=lambda n: (-sum(p[n] for p in punti), n))
        esito = defaultdict(list)
        for numero in ordine:
            genere, voce = self.voci[numero]
            esito[genere].append(voce)
        return esito

    def _punti(self, parola):
        punti = dict(self.pesi.get(parola, {}))
        if len(parola) >= COMINCIA:
            for nota, dove in self.pesi.items():
                if nota != parola and nota.startswith(parola):
                    for numero, peso in dove.items():
                        punti[numero] = max(punti.get(numero, 0), peso / 2)
        return punti


def costruisci():
    """Return the ``Indice`` of what is public now."""
    voci, pesi = [], defaultdict(dict)
    for genere in GENERI:
        for voce in genere.voci():
            numero = len(voci)
            voci.append((genere.codice, voce))
            for testo, peso in ((voce.titolo, PESO_TITOLO), (voce.riga, PESO_RIGA), (voce.altro, PESO_ALTRO)):
                for parola in set(radici(testo)):
                    pesi[parola][numero] = max(pesi[parola].get(numero, 0), peso)
    return Indice(voci, dict(pesi))


def leggi(edizione):
    """Return the ``Indice`` of an edition of the content (``core.pagine``): kept until the next one.

    None, inside a transaction, keeps nothing.
    """
    global _pronto, _chiave
    if edizione is None:
        return costruisci()
    if edizione != _chiave:
        with _lucchetto:
            if edizione != _chiave:
                _pronto, _chiave = costruisci(), edizione
    return _pronto
