"""A small world for the coverage: population by age, periods, needs."""

from datetime import date

from django.utils import timezone

from ricerca.models import RicercaSenzaEsito, ServizioMancante
from ricerca.tempi import lunedi
from servizi.models import Periodo
from territorio.models import PopolazioneEta

AL = date(2023, 1, 1)


def make_periodo(code="ESTATE", tipo="chiusura", **campi):
    """Return a period: summer by default, a closure of the schools."""
    return Periodo.objects.create(**{"code": code, "label": code.capitalize(), "tipo": tipo} | campi)


def make_popolazione(comune, per_eta, data=AL):
    """Write the residents of ``comune``: {year of age: people}, half of them women."""
    PopolazioneEta.objects.bulk_create(
        PopolazioneEta(comune=comune, data=data, eta=eta, femmine=n // 2, maschi=n - n // 2)
        for eta, n in per_eta.items()
    )


def make_mancante(comune, tipologia, numero=1, periodo=None, settimana=None):
    """Return a “manca un servizio”, of this week by default."""
    return ServizioMancante.objects.create(
        comune=comune,
        tipologia=tipologia,
        periodo=periodo,
        numero=numero,
        settimana=settimana or lunedi(timezone.localdate()),
    )


def make_ricerca(termini, comune=None, numero=1, settimana=None):
    """Return searches without result, of this week by default."""
    return RicercaSenzaEsito.objects.create(
        termini=termini,
        comune=comune,
        numero=numero,
        settimana=settimana or lunedi(timezone.localdate()),
    )
