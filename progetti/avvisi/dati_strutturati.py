"""What search engines read of a call (JSON-LD, schema.org): a public service with the days of its offer."""

from django.conf import settings
from django.utils import timezone


def dati_strutturati(avviso):
    """Return the GovernmentService of a call; dates without a known hour are days."""
    return {
        "@type": "GovernmentService",
        "name": avviso.titolo,
        "description": avviso.sintesi,
        "url": f"{settings.SITE_URL}{avviso.get_absolute_url()}",
        "serviceType": "Avviso pubblico",
        "audience": {"@type": "Audience", "audienceType": avviso.a_chi} if avviso.a_chi else {},
        "offers": {
            "@type": "Offer",
            "availabilityStarts": _quando(avviso, avviso.apre_il),
            "availabilityEnds": _quando(avviso, avviso.chiude_il),
        }
        if avviso.apre_il or avviso.chiude_il
        else {},
    }


def _quando(avviso, istante):
    if istante is None:
        return ""
    locale = timezone.localtime(istante)
    return locale.isoformat() if avviso.ore_note else locale.date().isoformat()
