"""What people really type, on the reference vocabularies and the demo services of all eight ambiti.

The order of the results is the same on every database: it is written in ``ordine_atteso.txt``, which
``RISCRIVI=1 pytest tests/dati/test_vere_domande.py`` writes again.
"""

import os
from pathlib import Path

import pytest
from django.http import QueryDict

from ricerca import vocabolario
from ricerca.filters import ServizioFilter
from ricerca.risultati import Risultati
from servizi.models import Servizio

pytestmark = pytest.mark.django_db
ATTESO = Path(__file__).with_name("ordine_atteso.txt")

# What is typed, where (comune, "" for none) → the typologies that a person would want to see first.
DOMANDE = [
    ("grest", "", "CRD"),
    ("Grest", "Grosio", "CRD"),
    ("GREST ravoledo", "", "CRD"),
    ("cre-grest", "", "CRD"),
    ("centri estivi", "", "CRD"),
    ("centro estivo a Morbegno", "", "CRD"),
    ("centro estivo 6 anni morbegno luglio", "", "CRD"),
    ("campo estivo", "", "CRD CAMPO"),
    ("oratorio estivo", "", "CRD"),
    ("colonia marina", "", "CAMPO"),
    ("campo scuola", "", "CAMPO"),
    ("asilo", "", "NIDO INF"),
    ("asili", "", "NIDO INF"),
    ("asilo nido", "", "NIDO MICRO"),
    ("asillo nido", "", "NIDO MICRO"),
    ("asilo dei piccoli", "", "NIDO"),
    ("asilo grande", "", "INF"),
    ("nido", "", "NIDO"),
    ("nido a Sondrio", "", "NIDO"),
    ("nidi", "Tirano", "NIDO"),
    ("nido che apre alle 7", "", "NIDO"),
    ("un nido che apra alle 7:00 a Tirano", "", "NIDO"),
    ("micronido", "", "MICRO"),
    ("tagesmutter", "", "NFAM"),
    ("tagesmuter", "", "NFAM"),
    ("nido in famiglia", "", "NFAM"),
    ("sezione primavera", "", "SPRIM"),
    ("scuola materna", "", "INF"),
    ("scuola dell’infanzia", "", "INF"),
    ("scuola dell'infanzia fino alle 18", "", "INF"),
    ("spazio gioco", "", "CPI"),
    ("ludoteca", "", "CPI LAB"),
    ("tata", "", "BABY"),
    ("babysitter", "", "BABY"),
    ("baby-sitter", "", "BABY"),
    ("babysiter", "", "BABY"),
    ("pre scuola", "", "PRE"),
    ("prescuola sondrio", "", "PRE"),
    ("entrata anticipata", "", "PRE"),
    ("post-scuola", "", "POST"),
    ("orario prolungato", "", "POST"),
    ("doposcuola morbegno", "", "DOPO"),
    ("doposcuole", "", "DOPO"),
    ("dopo scuola", "", "DOPO"),
    ("aiuto compiti", "", "DOPO"),
    ("aiuto ai compiti dsa", "", "DOPO"),
    ("compiti", "Dubino", "DOPO"),
    ("mensa scolastica", "", "MENSA"),
    ("natale scuola chiusa", "", "VAC"),
    ("vacanze di pasqua", "", "VAC"),
    ("carnevale", "", "VAC"),
    ("centro giovani", "", "CAG"),
    ("scuolabus", "", "TRMIN"),
    ("pedibus", "", "TRMIN"),
    ("pulmino scuola", "", "TRMIN"),
    ("pulmino", "", "TRMIN TRSOC"),
    ("trasporto", "", "TRMIN TRSOC TRDIS"),
    ("trasporot", "", "TRMIN TRSOC TRDIS"),
    ("trasporto disabili", "", "TRDIS"),
    ("taxi sociale anziani tirano", "", "TRSOC"),
    ("taxi sociale", "Teglio", "TRSOC"),
    ("portare papà alla dialisi", "", "TRSOC"),
    ("accompagnamento visite", "", "TRSOC"),
    ("croce rossa", "", "TRSOC"),
    ("badante", "", "ASSFAM"),
    ("badanti", "", "ASSFAM"),
    ("badante sabato", "", "ASSFAM"),
    ("badante a ore", "", "SAD"),
    ("colf", "", "ASSFAM"),
    ("assistenza domiciliare", "", "SAD"),
    ("aiuto a casa", "Bormio", "SAD"),
    ("pasti a domicilio", "", "SAD"),
    ("sollievo", "", "CAREG"),
    ("sollievo weekend", "", "CAREG"),
    ("alzheimer", "", "CAREG"),
    ("alzaimer", "", "CAREG"),
    ("centro diurno anziani", "", "CDANZ"),
    ("centro diurno", "", "CDANZ CDDIS"),
    ("disabilità", "", "CDDIS"),
    ("disabilita'", "", "CDDIS"),
    ("maggiordomo", "", "SALVA"),
    ("spesa a domicilio", "", "SALVA"),
    ("bonus nido", "", "VOUC"),
    ("voucher", "", "VOUC"),
    ("voucer", "", "VOUC"),
    ("sportello famiglia", "", "SPORT"),
    ("consultorio", "", "SPORT"),
    ("welfare aziendale", "", "WELF"),
    ("banca ore", "", "FLEX"),
    ("coworking", "", "SMART"),
    ("lavoro da casa", "", "SMART"),
    ("partita iva", "", "AUT"),
    ("corso", "", "FORM"),
    ("danza", "", "LAB"),
    ("ripetizioni", "", "DOPO TUTOR"),
    ("tutor", "", "TUTOR"),
    ("servizio educativo diurno", "", "SED"),
    ("Città", "", ""),
]


@pytest.fixture(scope="module")
def trovati(valle_vera, django_db_blocker):
    """Return {(query, comune): the services found, in order}: each query is asked once."""
    with django_db_blocker.unblock():
        noto = vocabolario.carica()
        return {(q, casa): _cerca(q, casa, noto) for q, casa, _attese in DOMANDE}


def _cerca(q, casa, noto):
    dati = QueryDict(mutable=True)
    dati.update({"q": q, "casa": casa})
    filtro = ServizioFilter(dati, queryset=Servizio.objects.in_elenco())
    filtro.vocabolario = noto
    assert filtro.is_valid(), filtro.errors
    return Risultati(filtro, Servizio.objects.in_elenco().per_elenco())[:]


@pytest.mark.parametrize(("q", "casa", "attese"), DOMANDE)
def test_what_people_mean_comes_first(trovati, q, casa, attese):
    """The first result is of a typology people mean, and no other stands before one of those."""
    tipologie = [servizio.tipologia.code for servizio in trovati[q, casa]]
    giuste = [code in attese.split() for code in tipologie]
    assert any(giuste[:1]) is bool(attese)
    assert giuste == sorted(giuste, reverse=True), tipologie


def test_the_order_is_the_same_on_every_database(trovati):
    righe = [
        " | ".join([q, casa, " ".join(servizio.slug for servizio in servizi)])
        for (q, casa), servizi in trovati.items()
    ]
    if "RISCRIVI" in os.environ:
        ATTESO.write_text("\n".join(righe) + "\n")
    assert righe == ATTESO.read_text().splitlines()
