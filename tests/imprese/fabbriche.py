"""Small factories of the room for firms."""

from datetime import date
from decimal import Decimal
from itertools import count

from imprese.models import ContoRisposte, Domanda, Misura, Obiettivo, SchedaFiscale, Tema

_numeri = count(1)
REGOLE = {
    "PREMI": {"premio_aliquota": 1, "premio_tetto": 5000, "premio_reddito": 80000},
    "FRINGE": {"fringe_soglia": 1000, "fringe_figli": 2000},
    "IRPEF": {"scaglione": [(28000, 23), (50000, 33), (None, 43)]},
}
"""The figures of 2026, as the reference data tell them."""


def make_tema(code=None, **campi):
    """Return a topic."""
    n = next(_numeri)
    code = code or f"TEMA{n}"
    return Tema.objects.create(**{"code": code, "label": f"Tema {n}", "spiegazione": "Spiega."} | campi)


def make_obiettivo(**campi):
    """Return an aim."""
    n = next(_numeri)
    valori = {"code": f"OB{n}", "label": f"Obiettivo {n}", "spiegazione": "Si può fare."}
    return Obiettivo.objects.create(**valori | campi)


def make_scheda_fiscale(tema=None, **campi):
    """Return a sheet in force since 2026, that nobody checked."""
    n = next(_numeri)
    valori = {"code": f"scheda-{n}", "titolo": f"Scheda {n}", "testo": "Dice.", "dal": date(2026, 1, 1)}
    return SchedaFiscale.objects.create(tema=tema or make_tema(), **valori | campi)


def make_misura(scheda=None, **campi):
    """Return a figure of a sheet (a new one): a bracket of income, another each time."""
    valori = {"che_cosa": "scaglione", "valore": Decimal(23), "fino_a": 1000 * next(_numeri)}
    if campi.get("che_cosa", "scaglione") != "scaglione":
        valori["fino_a"] = None
    return Misura.objects.create(scheda=scheda or make_scheda_fiscale(), **valori | campi)


def make_regole(anno=2026, **campi):
    """Write the checked sheets of a year, with the figures of 2026."""
    for codice, cifre in REGOLE.items():
        tema = Tema.objects.filter(code=codice).first() or make_tema(codice)
        valori = {"dal": date(anno, 1, 1), "al": date(anno, 12, 31)}
        valori |= {"verificata_il": date(2026, 11, 26), "verificata_da": "ufficio di prova"}
        scheda = make_scheda_fiscale(tema, **valori | campi)
        for cosa, valore in cifre.items():
            righe = valore if isinstance(valore, list) else [(None, valore)]
            for fino_a, numero in righe:
                make_misura(scheda, che_cosa=cosa, valore=numero, fino_a=fino_a)


def make_domanda_impresa(**campi):
    """Return a question of the self-check, of an aim (a new one)."""
    n = next(_numeri)
    campi["obiettivo"] = campi.get("obiettivo") or make_obiettivo()
    valori = {"code": f"D{n}", "label": f"Lo fai {n}?", "ordine": n, "consiglio": f"Comincia {n}."}
    return Domanda.objects.create(**valori | campi)


def make_conto(**campi):
    """Return how many firms answered a question (a new one) in a month."""
    campi["domanda"] = campi.get("domanda") or make_domanda_impresa()
    valori = {"mese": date(2026, 11, 1), "dimensione": "micro", "risposta": "no", "numero": 7}
    return ContoRisposte.objects.create(**valori | campi)
