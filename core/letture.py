"""What a page has read from the database, and whether it would read the same now.

A page depends on its address, the day, the code and the answers of its queries. When the content version has
moved but the same queries get the same answers, the kept page is still the right one: asking again costs a
tenth of making the page. Most edits change nothing in most pages.
"""

import pickle
import sys
from contextlib import closing, contextmanager
from hashlib import blake2b
from time import perf_counter
from typing import NamedTuple

from django.db import DatabaseError, connection

from core import frammenti, versione

LENTA = 0.005  # seconds: a query that takes longer is not asked again, only its tables are watched


class Domanda(NamedTuple):
    """A query, the versions of what it depends on, a digest of its answer (None: too slow to ask again)."""

    sql: str
    parametri: tuple
    versioni: dict
    firma: bytes | None


class Letture(NamedTuple):
    """All that a page has read: its queries, and versions of the tables read by the blocks it found ready."""

    domande: tuple
    blocchi: dict

    def riviste(self):
        """Return the Letture as they would be now if every answer is the same, else None."""
        adesso = versione.leggi_tabelle()
        if not self.blocchi.items() <= adesso.items():
            return None
        domande = []
        for domanda in self.domande:
            if not domanda.versioni.items() <= adesso.items():
                if domanda.firma is None or domanda.firma != _risposta(domanda.sql, domanda.parametri):
                    return None
                domanda = domanda._replace(versioni={chiave: adesso[chiave] for chiave in domanda.versioni})
            domande.append(domanda)
        return self._replace(domande=tuple(domande))


class Registro:
    """The queries of a page while it is being made."""

    def __init__(self):
        self.domande = []
        self.blocchi = set()
        self.ripetibile = True

    def __call__(self, execute, sql, params, many, context):
        """Note a query (an execute wrapper of Django)."""
        self.ripetibile = self.ripetibile and not many and sql.lstrip()[:6].upper() == "SELECT"
        inizio = perf_counter()
        risultato = execute(sql, params, many, context)
        self.domande.append((sys.intern(str(sql)), params, perf_counter() - inizio < LENTA))
        return risultato

    def letture(self, ancora_la_stessa):
        """Return the Letture, or None when they cannot be asked again or the content has moved meanwhile.

        ``ancora_la_stessa()`` tells, after the queries have been asked again, whether the content version is
        still that of the page: only then do answers and versions belong to it.
        """
        adesso = versione.leggi_tabelle()
        chiavi = self.blocchi.union(*(versione.chiavi(sql) for sql, _parametri, _rapida in self.domande))
        if not self.ripetibile or not chiavi <= adesso.keys():
            return None
        domande = [
            Domanda(
                sql,
                parametri,
                {chiave: adesso[chiave] for chiave in versione.chiavi(sql)},
                _risposta(sql, parametri) if rapida else None,
            )
            for sql, parametri, rapida in self.domande
        ]
        blocchi = {chiave: adesso[chiave] for chiave in self.blocchi}
        return Letture(tuple(domande), blocchi) if ancora_la_stessa() else None


@contextmanager
def annota():
    """Note the queries made inside the block, and the tables of the blocks that were ready."""
    registro = Registro()
    with connection.execute_wrapper(registro), frammenti.osserva_pronti(registro.blocchi):
        yield registro


def _risposta(sql, parametri):
    """Return a digest of the rows a query gets, as the driver gives them; None when there is none."""
    try:
        if connection.connection is None:
            connection.ensure_connection()
        with closing(connection.create_cursor()) as cursor:
            cursor.execute(sql, parametri)
            return blake2b(pickle.dumps(cursor.fetchall()), digest_size=16).digest()
    except (DatabaseError, connection.Database.Error):
        connection.close()
        return None
    except (TypeError, pickle.PicklingError):  # a value, such as a file's bytes, that is not plain data
        return None
