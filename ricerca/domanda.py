"""What a citizen's query says: a place, types of service, an age, a day, an hour, and words to look for.

A query is read, never guessed: what is not understood is looked for as it is. The words between quotation
marks are looked for as written.
"""

import re
from dataclasses import dataclass, field
from datetime import time

from ricerca.lingua import CONTORNO, PREPOSIZIONI, VUOTE, normalizza, radice
from ricerca.luoghi import PAROLE_COMUNI
from servizi.models import Giorno

PAROLE = 12  # words of a query that are read
PAROLE_LUOGO = 5  # words of the longest name of a comune
GIORNI = {normalizza(str(giorno.label)): giorno.name.lower() for giorno in Giorno}
GIORNI |= {"weekend": "sabato", "sabati": "sabato", "domeniche": "domenica"}
MESI = {
    "giugno": 6,
    "luglio": 7,
    "agosto": 8,
    "settembre": 9,
}
GRATIS = {"gratis", "gratuito", "gratuita", "gratuiti", "gratuite"}
ORA = r"(?:le\s+|alle\s+|dalle\s+|all['’]\s*)?(\d{1,2})(?:[:.](\d{2}))?(?!\s*(?:ann|mes)|\d|\s*-)"
RE_DALLE = re.compile(rf"\b(?:prima delle|entro le|apr\w+ alle|apr\w+ dalle|dalle|dalle ore)\s+{ORA}")
RE_ALLE = re.compile(rf"\b(?:dopo le|fino alle|chiud\w+ alle|oltre le|fino a)\s+{ORA}")
RE_ORA = re.compile(r"\balle\s+(\d{1,2})(?:[:.](\d{2}))?\b")
RE_ETA = re.compile(r"\b(\d{1,3})\s*(ann[oi]|mes[ei])\b")
MEZZOGIORNO = 12


@dataclass
class Parte:
    """Words of the query: ``testo`` as read, their ``radici``, the typologies they are a name of."""

    testo: str
    radici: tuple
    tipologie: tuple = ()


@dataclass
class Domanda:
    """A query once read. ``attributi``: {parameter of the list: value} that some words stand for.

    ``corretta``: the text it was read as, when it was not as written; ``ignote``: words that no sheet has.
    """

    luogo: object = None
    ambiti: tuple = ()
    parti: list = field(default_factory=list)
    attributi: dict = field(default_factory=dict)
    alla_lettera: bool = False
    corretta: str = ""
    ignote: tuple = ()

    @property
    def concetti(self):
        """Return the parts that are names of typologies."""
        return [parte for parte in self.parti if parte.tipologie]

    @property
    def parole(self):
        """Return the other words."""
        return [parte for parte in self.parti if not parte.tipologie]

    def punti(self):
        """Return {typology pk: points}: the more words a name has and the fewer typologies, the more."""
        punti = {}
        for posto, parte in enumerate(self.concetti):
            valore = 60 * len(parte.radici) // len(parte.tipologie) - posto
            for numero, pk in enumerate(parte.tipologie):
                punti[pk] = punti.get(pk, 0) + valore - numero
        return punti


def leggi(testo, vocabolario, con_luogo=True):
    """Return the Domanda of ``testo``. With ``con_luogo`` the name of a place is not a word to look for."""
    testo = testo.strip()
    if len(testo) > 1 and testo[0] in '"“«' and testo[-1] in '"”»':
        return Domanda(parti=[_parola(p) for p in normalizza(testo).split()[:PAROLE]], alla_lettera=True)
    attributi, testo = _tempi(testo.casefold())
    parole = normalizza(testo).split()[:PAROLE]
    domanda = Domanda(attributi=attributi)
    if con_luogo:
        parole = _togli_luogo(domanda, parole, vocabolario.luoghi)
    domanda.parti = list(_parti(parole, vocabolario, attributi))
    return domanda


def _tempi(testo):
    """Return the hours and the age that ``testo`` tells as parameters, and the text without them."""
    attributi = {}
    for nome, espressione in (("dalle", RE_DALLE), ("alle", RE_ALLE), ("eta_mesi", RE_ETA)):
        trovato = espressione.search(testo)
        valore = trovato and (_mesi(trovato) if nome == "eta_mesi" else _ora(trovato))
        if valore is not None:
            attributi[nome] = valore
            testo = f"{testo[: trovato.start()]} {testo[trovato.end() :]}"
    trovato = RE_ORA.search(testo)
    valore = trovato and _ora(trovato)
    if valore is not None and not {"dalle", "alle"} & attributi.keys():
        attributi["dalle" if valore.hour < MEZZOGIORNO else "alle"] = valore
        testo = f"{testo[: trovato.start()]} {testo[trovato.end() :]}"
    return attributi, testo


def _ora(trovato):
    ore, minuti = int(trovato[1]), int(trovato[2] or 0)
    return time(ore, minuti) if ore < 24 and minuti < 60 else None


def _mesi(trovato):
    mesi = int(trovato[1]) * (12 if trovato[2].startswith("ann") else 1)
    return mesi if mesi <= 120 * 12 else None


def _togli_luogo(domanda, parole, luoghi):
    """Note in ``domanda`` the place of the longest run of words that names one; return the other words."""
    for lunghezza in range(min(PAROLE_LUOGO, len(parole)), 0, -1):
        for inizio in range(len(parole) - lunghezza + 1):
            nome = " ".join(parole[inizio : inizio + lunghezza])
            dopo_preposizione = inizio > 0 and parole[inizio - 1] in PREPOSIZIONI
            if nome.isdecimal() or (nome in PAROLE_COMUNI and not dopo_preposizione):
                continue
            trovati, ambiti = luoghi.trova(nome), luoghi.ambiti(nome)
            if len(trovati) == 1 or (ambiti and not trovati):
                domanda.luogo, domanda.ambiti = (trovati[0], ()) if trovati else (None, tuple(ambiti))
                prima = parole[: inizio - dopo_preposizione]
                return prima + parole[inizio + lunghezza :]
    return parole


def _parti(parole, vocabolario, attributi):
    """Yield the parts: the longest names of typologies first, then days and months, then single words."""
    parole = [parola for parola in parole if parola not in VUOTE]
    inizio = 0
    while inizio < len(parole):
        for fine in range(min(len(parole), inizio + vocabolario.piu_lungo), inizio, -1):
            nome = tuple(map(radice, parole[inizio:fine]))
            if nome in vocabolario.nomi:
                yield Parte(" ".join(parole[inizio:fine]), nome, vocabolario.nomi[nome])
                inizio = fine
                break
        else:
            if parole[inizio] not in CONTORNO and not _attributo(parole[inizio], attributi):
                yield _parola(parole[inizio])
            inizio += 1


def _attributo(parola, attributi):
    """Note in ``attributi`` what ``parola`` stands for; return whether it stands for something."""
    if parola in GIORNI:
        attributi["giorno"] = GIORNI[parola]
    elif parola in MESI:
        attributi["mese"] = MESI[parola]
    elif parola in GRATIS:
        attributi["gratuito"] = True
    else:
        return False
    return True


def _parola(parola):
    return Parte(parola, (radice(parola),))
