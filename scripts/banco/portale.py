"""The portal's side of the bench: fill the database, edit a service, count the queries of a page."""

import itertools
from contextlib import ExitStack
from random import Random
from unittest.mock import patch

from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.module_loading import import_string

from core.pagine import PaginePronte
from ricerca import indice
from servizi.models import Servizio, Tipologia
from territorio.models import Comune

_contatore = itertools.count()
RICERCHE = 60
PAROLE = ("nido", "doposcuola+compiti", "grest", "trasporto+anziani", "aiuto+a+casa", "montagna", "trasporot")


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
    indice.aggiorna()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    scheda = Servizio.objects.get(slug__startswith="sintetico-500-")
    tipologia = Tipologia.objects.get(pk=scheda.tipologia_id)
    return {
        "home": "/",
        "list": "/servizi/",
        "sheet": scheda.get_absolute_url(),
        "filter": f"/servizi/?tipologia={tipologia.code}&q=famiglia",
    }


def ricerche(quante=RICERCHE):
    """Return addresses of searches that differ, words and three filters; nobody has asked them before."""
    caso = Random(11)
    comuni = list(Comune.objects.al().order_by("pk").values_list("slug", flat=True))
    return [
        f"/servizi/?q={caso.choice(PAROLE)}&casa={caso.choice(comuni)}"
        f"&eta_mesi={caso.randrange(3, 180)}&giorno=lunedi&n={numero}"
        for numero in range(quante)
    ]


def query_fredde(indirizzi):
    """Return the least and the most queries of these pages, none of them in memory."""
    conti = [_conta(PaginePronte(WSGIHandler()), indirizzo) for indirizzo in indirizzi]
    return min(conti), max(conti)


def motore():
    """Return the name of the database in use."""
    return connection.vendor


def modifica():
    """Correct a service as an operator would; it is on none of the pages under measure."""
    _scrivi("sintetico-700-")


def modifica_la_pagina():
    """Correct the very service whose sheet is under measure."""
    _scrivi("sintetico-500-")


def _scrivi(slug):
    """Save the whole row, as a form does; the description and the short one change."""
    servizio = Servizio.objects.get(slug__startswith=slug)
    servizio.descrizione = servizio.descrizione_breve = f"Modifica {next(_contatore)}"
    servizio.save()


def query(indirizzo):
    """Return queries when cold, warm, after an edit elsewhere; readings of the versions included."""
    processo = PaginePronte(WSGIHandler())
    fredda, calda = _conta(processo, indirizzo), _conta(processo, indirizzo)
    modifica()
    return fredda, calda, _conta(processo, indirizzo)


def _conta(processo, indirizzo):
    """Return how many queries the driver runs, whoever asks for them."""
    environ = RequestFactory(headers={"host": "127.0.0.1"}).get(indirizzo).environ
    fatte = []
    with ExitStack() as pila:
        for nome in ("core.versione._leggi_grezzo", "core.letture._risposta"):
            originale = import_string(nome)
            pila.enter_context(patch(nome, lambda *a, o=originale: fatte.append(1) or o(*a)))
        catturate = pila.enter_context(CaptureQueriesContext(connection))
        risposta = processo(environ, lambda stato, intestazioni: None)
        getattr(risposta, "close", lambda: None)()
        return len(catturate) + len(fatte)
