"""The sheet for machines: what its rows say, structure by structure, and nothing more."""

import json
import re
from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from servizi.models import Orario, Periodo, SedeServizio, Tariffa
from tests.factories import (
    make_ambito,
    make_comune,
    make_destinatario,
    make_gruppo,
    make_organizzazione,
    make_sede,
    make_servizio,
    make_tipologia,
)

pytestmark = pytest.mark.django_db
OGGI = timezone.localdate()
IERI, DOMANI = OGGI - timedelta(days=1), OGGI + timedelta(days=1)


def dati(client, servizio):
    """Return the first block of structured data of a sheet, without its context."""
    pagina = client.get(servizio.get_absolute_url()).content.decode()
    blocchi = re.findall(r'<script type="application/ld\+json">(.*?)</script>', pagina, re.S)
    primo = json.loads(blocchi[0])
    assert primo.pop("@context") == "https://schema.org"
    return primo


def nido(**campi):
    tipologia = make_tipologia(label="Asilo nido", gruppo=make_gruppo(code="PICCOLI", label="Bambini"))
    ente = make_organizzazione(denominazione="Cooperativa Larice", natura="privato_non_profit")
    return make_servizio(titolo="Nido Betulla", tipologia=tipologia, gestore=ente, **campi)


def sede(servizio, principale=True, **campi):
    comune = make_comune(nome=campi.pop("comune", "Grosio"))
    porta = make_sede(comune=comune, organizzazione=servizio.gestore, **campi)
    SedeServizio.objects.create(servizio=servizio, sede=porta, principale=principale)
    return porta


def orario(servizio, giorno, dalle, alle, **campi):
    return Orario.objects.create(
        servizio=servizio, giorno=giorno, dalle=time(*dalle), alle=time(*alle), **campi
    )


def test_a_nursery_is_a_place_with_door_hours_and_prices(client):
    servizio = nido(
        area=[make_ambito(nome="Tirano")],
        telefono="0342 000 010",
        email="nido@example.org",
        iscrizioni_dal=date(2027, 1, 7),
        iscrizioni_al=date(2027, 2, 28),
    )
    altra = sede(servizio, principale=False, comune="Bormio", nome="Seconda")
    porta = sede(servizio, indirizzo="via Roma 1", cap="23033", lat="46.29500", lon="10.27300")
    for giorno in (0, 1, 4):
        orario(servizio, giorno, (7, 30), (16, 30))
    orario(servizio, 2, (8, 0), (12, 0), sede=porta, dal=date(2026, 9, 1), al=DOMANI)
    orario(servizio, 3, (8, 0), (12, 0), sede=altra)
    orario(servizio, 5, (8, 0), (12, 0), al=IERI)
    natale = Periodo.objects.create(code="NATALE", label="Natale", tipo="chiusura")
    orario(servizio, 6, (8, 0), (12, 0), periodo=natale)
    Tariffa.objects.create(servizio=servizio, importo="180", unita="mese", isee_a="9999.99")
    Tariffa.objects.create(servizio=servizio, importo=Decimal("5.50"), unita="pasto", descrizione="mensa")
    Tariffa.objects.create(servizio=servizio, importo="200", unita="mese", dal=DOMANI)
    Tariffa.objects.create(servizio=servizio, importo="100", unita="mese", al=IERI)
    iscrizioni = {"availabilityStarts": "2027-01-07", "availabilityEnds": "2027-02-28"}
    ore = {"@type": "OpeningHoursSpecification"}
    assert dati(client, servizio) == {
        "@type": "ChildCare",
        "name": "Nido Betulla",
        "description": "Un servizio di prova.",
        "url": "http://127.0.0.1:8000/servizi/nido-betulla/",
        "telephone": "0342000010",
        "email": "nido@example.org",
        "areaServed": ["Tirano"],
        "parentOrganization": {"@type": "Organization", "name": "Cooperativa Larice"},
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "via Roma 1",
            "postalCode": "23033",
            "addressLocality": "Grosio",
            "addressRegion": "SO",
            "addressCountry": "IT",
        },
        "geo": {"@type": "GeoCoordinates", "latitude": 46.295, "longitude": 10.273},
        "openingHoursSpecification": [
            ore
            | {
                "dayOfWeek": [f"https://schema.org/{giorno}" for giorno in ("Monday", "Tuesday", "Friday")],
                "opens": "07:30",
                "closes": "16:30",
            },
            ore
            | {
                "dayOfWeek": ["https://schema.org/Wednesday"],
                "opens": "08:00",
                "closes": "12:00",
                "validFrom": "2026-09-01",
                "validThrough": DOMANI.isoformat(),
            },
        ],
        "makesOffer": [
            {
                "@type": "Offer",
                "description": "ISEE fino a 9.999,99\xa0€",
                "priceSpecification": {
                    "@type": "UnitPriceSpecification",
                    "price": "180.00",
                    "priceCurrency": "EUR",
                    "unitText": "al mese",
                },
            }
            | iscrizioni,
            {
                "@type": "Offer",
                "description": "mensa, con ogni ISEE",
                "priceSpecification": {
                    "@type": "UnitPriceSpecification",
                    "price": "5.50",
                    "priceCurrency": "EUR",
                    "unitText": "a pasto",
                },
            }
            | iscrizioni,
        ],
    }


def test_a_nursery_of_which_little_is_known_says_little(client):
    servizio = nido(telefono="", accesso_url="https://example.org/")
    assert dati(client, servizio) == {
        "@type": "ChildCare",
        "name": "Nido Betulla",
        "description": "Un servizio di prova.",
        "url": "http://127.0.0.1:8000/servizi/nido-betulla/",
        "parentOrganization": {"@type": "Organization", "name": "Cooperativa Larice"},
    }


def test_a_free_nursery_says_so(client):
    trovati = dati(client, nido(gratuito=True))
    assert trovati["isAccessibleForFree"] is True
    assert trovati["makesOffer"] == [{"@type": "Offer", "price": "0", "priceCurrency": "EUR"}]


def test_another_service_has_its_provider_place_hours_and_prices(client):
    ente = make_organizzazione(denominazione="Comune di Grosio", natura="pubblico")
    servizio = make_servizio(
        titolo="Trasporto", gestore=ente, telefono="0342 1", accesso_url="https://example.org/"
    )
    servizio.destinatari.add(make_destinatario(label="Anziani"))
    sede(servizio, nome="Municipio", indirizzo="")
    orario(servizio, 6, (9, 0), (12, 0))
    Tariffa.objects.create(servizio=servizio, importo="3", unita="viaggio")
    assert dati(client, servizio) == {
        "@type": "GovernmentService",
        "name": "Trasporto",
        "description": "Un servizio di prova.",
        "url": "http://127.0.0.1:8000/servizi/trasporto/",
        "serviceType": servizio.tipologia.label,
        "category": servizio.tipologia.gruppo.label,
        "provider": {"@type": "GovernmentOrganization", "name": "Comune di Grosio"},
        "audience": {"@type": "Audience", "audienceType": "Anziani"},
        "hoursAvailable": [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": ["https://schema.org/Sunday"],
                "opens": "09:00",
                "closes": "12:00",
            }
        ],
        "offers": [
            {
                "@type": "Offer",
                "description": "con ogni ISEE",
                "priceSpecification": {
                    "@type": "UnitPriceSpecification",
                    "price": "3.00",
                    "priceCurrency": "EUR",
                    "unitText": "a viaggio",
                },
            }
        ],
        "availableChannel": {
            "@type": "ServiceChannel",
            "serviceUrl": "https://example.org/",
            "servicePhone": {"@type": "ContactPoint", "telephone": "03421"},
            "serviceLocation": {
                "@type": "Place",
                "name": "Municipio",
                "address": {
                    "@type": "PostalAddress",
                    "addressLocality": "Grosio",
                    "addressRegion": "SO",
                    "addressCountry": "IT",
                },
            },
        },
    }
