"""The sheet of a service for machines, as schema.org data (JSON-LD): only what its rows say."""

from collections import defaultdict

from django.conf import settings
from django.utils import timezone

from servizi.parole import numero_da_comporre
from servizi.scheda import chi_la_paga

GRUPPO_BAMBINI = "PICCOLI"  # who looks after small children is a schema.org ChildCare
GIORNI = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def dati_strutturati(servizio, legami, porte, orari, tariffe):
    """Return the data of ``servizio``; the other parts are those of ``servizi.scheda``.

    A service for small children is the place itself (ChildCare: door, hours, telephone), any other is a
    Service with its provider. Hours are those of the main door; a schedule of a kind of period has no dates
    and is left out. Fees are those of today.
    """
    sede = porte[0]["sede"] if porte else None
    comuni = {
        "name": servizio.titolo,
        "description": servizio.descrizione_breve,
        "url": settings.SITE_URL + servizio.get_absolute_url(),
        "areaServed": [luogo["testo"] for luogo in legami["ambiti"] + legami["comuni"]],
    }
    ore = _orari(orari, sede)
    if servizio.tipologia.gruppo.code == GRUPPO_BAMBINI:
        return comuni | _luogo(sede) | _nido(servizio, ore, tariffe)
    return comuni | _servizio(servizio, legami, sede, ore, tariffe)


def _nido(servizio, ore, tariffe):
    return {
        "@type": "ChildCare",
        "telephone": numero_da_comporre(servizio.telefono),
        "email": servizio.email,
        "parentOrganization": _ente(servizio),
        "openingHoursSpecification": ore,
        "isAccessibleForFree": servizio.gratuito,
        "makesOffer": _offerte(servizio, tariffe),
    }


def _servizio(servizio, legami, sede, ore, tariffe):
    return {
        "@type": "GovernmentService" if servizio.gestore.natura == "pubblico" else "Service",
        "serviceType": servizio.tipologia.label,
        "category": servizio.tipologia.gruppo.label,
        "provider": _ente(servizio),
        "audience": _destinatari(legami),
        "hoursAvailable": ore,
        "offers": _offerte(servizio, tariffe),
        "availableChannel": {
            "@type": "ServiceChannel",
            "serviceUrl": servizio.accesso_url,
            "servicePhone": _telefono(servizio),
            "serviceLocation": {"@type": "Place", "name": sede.nome} | _luogo(sede) if sede else {},
        },
    }


def _ente(servizio):
    pubblico = servizio.gestore.natura == "pubblico"
    return {
        "@type": "GovernmentOrganization" if pubblico else "Organization",
        "name": servizio.gestore.denominazione,
    }


def _destinatari(legami):
    nomi = ", ".join(voce["testo"] for voce in legami["destinatari"])
    return {"@type": "Audience", "audienceType": nomi} if nomi else {}


def _telefono(servizio):
    numero = numero_da_comporre(servizio.telefono)
    return {"@type": "ContactPoint", "telephone": numero} if numero else {}


def _luogo(sede):
    """Return address and point of a door; nothing without one."""
    if sede is None:
        return {}
    return {
        "address": {
            "@type": "PostalAddress",
            "streetAddress": sede.indirizzo,
            "postalCode": sede.cap,
            "addressLocality": sede.comune.nome,
            "addressRegion": sede.comune.provincia,
            "addressCountry": "IT",
        },
        "geo": {
            "@type": "GeoCoordinates",
            "latitude": float(sede.lat),
            "longitude": float(sede.lon),
        }
        if sede.lat is not None
        else {},
    }


def _orari(orari, sede):
    """Return the weekly openings at the main door: the days with the same hours and dates together."""
    giorni = defaultdict(list)
    for orario in orari:
        if orario.periodo_id is None and orario.sede_id in (None, sede and sede.pk):
            giorni[orario.dalle, orario.alle, orario.dal, orario.al].append(orario.giorno)
    return [
        _pieno(
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": [f"https://schema.org/{GIORNI[giorno]}" for giorno in sorted(set(numeri))],
                "opens": f"{dalle:%H:%M}",
                "closes": f"{alle:%H:%M}",
                "validFrom": dal and dal.isoformat(),
                "validThrough": al and al.isoformat(),
            }
        )
        for (dalle, alle, dal, al), numeri in giorni.items()
    ]


def _offerte(servizio, tariffe):
    """Return an offer for each fee of today; a free service has one, without price to pay."""
    oggi = timezone.localdate()
    if servizio.gratuito:
        return [_offerta(servizio, {"price": "0", "priceCurrency": "EUR"})]
    return [
        _offerta(
            servizio,
            {
                "description": ", ".join(filter(None, [t.descrizione, chi_la_paga(t)])),
                "priceSpecification": {
                    "@type": "UnitPriceSpecification",
                    "price": str(t.importo),
                    "priceCurrency": "EUR",
                    "unitText": t.get_unita_display(),
                },
            },
        )
        for t in tariffe
        if t.in_vigore(oggi)
    ]


def _offerta(servizio, prezzo):
    """Return an offer, with the days when one can enrol."""
    dal, al = servizio.iscrizioni_dal, servizio.iscrizioni_al
    giorni = {"availabilityStarts": dal and dal.isoformat(), "availabilityEnds": al and al.isoformat()}
    return _pieno({"@type": "Offer"} | prezzo | giorni)


def _pieno(voce):
    return {chiave: valore for chiave, valore in voce.items() if valore}
