"""What a page has read from the database, and whether it would read the same now.

A page depends on its address, the day, the code and the answers of its queries. When the content version has
moved but the same queries get the same answers, the kept page is still the right one: asking again costs a
tenth of making the page. Most edits change nothing in most pages.
"""

import pickle
import sys
from contextlib import closing, contextmanager
from hashlib import blake2b
from itertools import islice
from time import perf_counter
from typing import NamedTuple

from django.db import DatabaseError, connection

from core import frammenti, versione

LENTA = 0.02  # seconds, about a rendering: a slower query is not asked again, only its tables are watched


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
    """The queries of a page while it is being made: what they depend on and what they were answered."""

    def __init__(self):
        self.domande = []
        self.blocchi = set()
        self.ripetibile = True

    def __call__(self, execute, sql, params, many, context):
        """Note a query with a digest of its rows (an execute wrapper of Django)."""
        if many or sql.lstrip("( \n")[:6].upper() != "SELECT":  # a union begins with a bracket
            self.ripetibile = False
            return execute(sql, params, many, context)
        inizio = perf_counter()
        risultato = execute(sql, params, many, context)
        cursor = context["cursor"]
        cursor.cursor = letto = CursoreLetto(getattr(cursor.cursor, "vero", cursor.cursor))
        firma = _firma(letto.righe) if perf_counter() - inizio < LENTA else None
        self.domande.append((sys.intern(str(sql)), params, firma))
        return risultato

    def letture(self, prima):
        """Return the Letture, None when the queries cannot be asked again.

        ``prima`` are the versions of the tables, read before the first query.
        """
        chiavi = self.blocchi.union(*(versione.chiavi(sql) for sql, _parametri, _firma in self.domande))
        if not self.ripetibile or not chiavi <= prima.keys():
            return None
        domande = tuple(
            Domanda(sql, parametri, {chiave: prima[chiave] for chiave in versione.chiavi(sql)}, firma)
            for sql, parametri, firma in self.domande
        )
        return Letture(domande, {chiave: prima[chiave] for chiave in self.blocchi})


class CursoreLetto:
    """A database cursor whose rows have all been read: ``righe`` keeps them for a digest."""

    def __init__(self, vero):
        self.vero = vero
        self.righe = vero.fetchall()
        self._ancora = iter(self.righe)

    def __getattr__(self, nome):
        return getattr(self.vero, nome)

    def __iter__(self):
        return self._ancora

    def fetchone(self):
        """Return the next row, None after the last."""
        return next(self._ancora, None)

    def fetchmany(self, size=1):
        """Return the next ``size`` rows."""
        return list(islice(self._ancora, size))

    def fetchall(self):
        """Return the rows left."""
        return list(self._ancora)


@contextmanager
def annota():
    """Note the queries made inside the block, and the tables of the blocks that were ready."""
    registro = Registro()
    with connection.execute_wrapper(registro), frammenti.osserva_pronti(registro.blocchi):
        yield registro


def _risposta(sql, parametri):
    """Ask again, below Django, and return the digest of the rows; None when there is none."""
    try:
        if connection.connection is None:
            connection.ensure_connection()
        with closing(connection.create_cursor()) as cursor:
            cursor.execute(sql, parametri)
            return _firma(cursor.fetchall())
    except (DatabaseError, connection.Database.Error):
        connection.close()
        return None


def _firma(righe):
    """Return a digest of rows as the driver gives them; None for what is not plain data, as files are."""
    try:
        return blake2b(pickle.dumps(righe), digest_size=16).digest()
    except (TypeError, pickle.PicklingError):
        return None
