"""Events as search engines read them (JSON-LD)."""

from django.conf import settings
from django.utils import timezone


def evento(riga, date, ente=None):
    """Return an event: its first and last date, the place, who organises it."""
    tenute = [data for data in date if not data.annullata] or date
    return {
        "@type": "Event",
        "name": riga.titolo,
        "description": riga.sommario,
        "url": settings.SITE_URL + riga.get_absolute_url(),
        "startDate": timezone.localtime(tenute[0].inizio).isoformat() if tenute else "",
        "endDate": timezone.localtime(tenute[-1].fine).isoformat() if tenute else "",
        "eventStatus": f"https://schema.org/Event{'Cancelled' if riga.annullato else 'Scheduled'}",
        "isAccessibleForFree": riga.gratuito,
        "location": _luogo(riga),
        "organizer": {"@type": "Organization", "name": ente.denominazione} if ente else "",
    }


def _luogo(riga):
    if riga.dove:
        return {"@type": "Place", "name": riga.dove, "address": riga.dove}
    return {"@type": "VirtualLocation", "url": riga.online}
