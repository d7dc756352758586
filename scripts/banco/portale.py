"""The portal's side of the bench: fill the database, edit a service, count the queries of a page."""

import itertools

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core import versione
from servizi.models import Servizio, Tipologia

_contatore = itertools.count()


def prepara(radice):
    """Create the tables and load the reference data. Stops on a database that is not empty."""
    if connection.introspection.table_names():
        raise SystemExit("The database of the bench must be empty.")
    call_command("migrate", verbosity=0)
    call_command("importa_dati", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


def riempi(numero):
    """Bring the synthetic services to ``numero`` and return {name: address} of the pages to measure."""
    call_command("crea_servizi_sintetici", numero, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    scheda = Servizio.objects.get(slug__startswith="sintetico-500-")
    tipologia = Tipologia.objects.get(pk=scheda.tipologia_id)
    return {
        "home": "/",
        "list": "/servizi/",
        "sheet": scheda.get_absolute_url(),
        "filter": f"/servizi/?tipologia={tipologia.code}&q=montagna",
    }


def motore():
    """Return the name of the database in use."""
    return connection.vendor


def modifica():
    """Change a service, as an operator would: the sheet under measure, which is also on the list's pages."""
    Servizio.objects.filter(slug__startswith="sintetico-500-").update(
        motivo_stato=f"Modifica {next(_contatore)}"
    )


def query(indirizzo):
    """Return (cold, warm): queries of the first visit after an edit and of the next, the version included."""
    modifica()
    visitatore = Client(headers={"host": "127.0.0.1", "accept-encoding": "gzip"})
    return _conta(visitatore, indirizzo), _conta(visitatore, indirizzo)


def _conta(visitatore, indirizzo):
    letture = []
    leggi, versione.leggi = versione.leggi, lambda: letture.append(1) or leggi()
    try:
        with CaptureQueriesContext(connection) as catturate:
            visitatore.get(indirizzo)
    finally:
        versione.leggi = leggi
    return len(catturate) + len(letture)
