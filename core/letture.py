"""What a page has read from the database, and whether it would read the same now.

A page depends on its address, the day, the code and the answers of its queries. When the content version has
moved but the same queries get the same answers, the kept page is still the right one: asking again costs a
tenth of making the page. Most edits change nothing in most pages.
"""

import pickle
import sys
from contextlib import closing, contextmanager
from hashlib import blake2b
from typing import NamedTuple

from django.db import DatabaseError, connection

from core import frammenti, versione


class Letture(NamedTuple):
    """Queries as (SQL, parameters, digest of the answer), and versions of the tables read by kept blocks."""

    domande: tuple
    tabelle: dict

    def immutate(self):
        """Return whether every query would get the same answer now. Stops at the first that does not."""
        if self.tabelle and not self.tabelle.items() <= versione.leggi_tabelle().items():
            return False
        return all(_risposta(sql, parametri) == firma for sql, parametri, firma in self.domande)


class Registro:
    """The queries of a page while it is being made."""

    def __init__(self):
        self.domande = []
        self.tabelle = set()
        self.ripetibile = True

    def __call__(self, execute, sql, params, many, context):
        """Note a query (an execute wrapper of Django)."""
        self.domande.append((sys.intern(str(sql)), params))
        self.ripetibile = self.ripetibile and not many and sql.lstrip()[:6].upper() == "SELECT"
        return execute(sql, params, many, context)

    def letture(self, ancora_la_stessa):
        """Return the Letture, or None when they cannot be asked again or the content has moved meanwhile.

        ``ancora_la_stessa()`` tells, after the queries have been asked again, whether the content version is
        still that of the page: only then do the answers belong to it.
        """
        if not self.ripetibile:
            return None
        versioni = versione.leggi_tabelle() if self.tabelle else {}
        if not self.tabelle <= versioni.keys():
            return None
        domande = tuple((sql, params, _risposta(sql, params)) for sql, params in self.domande)
        if any(firma is None for _sql, _params, firma in domande) or not ancora_la_stessa():
            return None
        return Letture(domande, {tabella: versioni[tabella] for tabella in self.tabelle})


@contextmanager
def annota():
    """Note the queries made inside the block, and the tables of the blocks that were ready."""
    registro = Registro()
    with connection.execute_wrapper(registro), frammenti.osserva_pronti(registro.tabelle):
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
