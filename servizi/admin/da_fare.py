"""What is to do about the services."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.admin import FiltroDaFare
from servizi.models import Servizio

PREAVVISO_SCADENZA = timedelta(days=30)


def attivi(righe):
    """Return the services in use: active or suspended."""
    return righe.filter(stato__in=[Servizio.Stato.ATTIVO, Servizio.Stato.SOSPESO])


def _in_scadenza(righe):
    oggi = timezone.localdate()
    return attivi(righe).filter(valido_fino_al__lt=oggi + PREAVVISO_SCADENZA)


def _da_confermare(righe):
    return attivi(righe).exclude(freschezza=Servizio.Freschezza.FRESCA)


class ServiziDaFareFilter(FiltroDaFare):
    voci = {
        "scadenza": (_("scaduti o in scadenza entro 30 giorni"), _in_scadenza),
        "telefonare": (_("da telefonare"), lambda righe: righe.da_telefonare()),
        "da_confermare": (_("da confermare in pubblico, o fuori dalle ricerche"), _da_confermare),
        "verifica": (_("da ricontrollare"), lambda righe: righe.da_ricontrollare()),
        "bozze": (_("bozze"), lambda righe: righe.filter(stato=Servizio.Stato.BOZZA)),
        "senza_area": (_("senza area servita"), lambda righe: righe.filter(aree=None)),
    }
