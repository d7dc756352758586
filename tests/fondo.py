"""The rows that an empty portal has: roles, permissions, content types, the site.

``migrate`` works them out, in hundreds of queries, and Django does it again after every test that commits.
Here they are read once and written back as they were.
"""

from importlib import import_module

from django.apps import apps
from django.core.management.commands import flush
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from core import trigger
from core.versione import TABELLA, TABELLE


def semina():
    """Make what migrations make by themselves, where the tables were made without: a table and a row."""
    MigrationRecorder(connection).ensure_schema()
    scala = import_module("servizi.migrations.0004_freschezza_scala")
    scala.regola_generale(apps, None)


def tieni(monkeypatch):
    """Read the rows; from now on a ``flush`` writes them back, and starts a new version of the contents."""
    with connection.cursor() as cursor:
        tabelle = set(connection.introspection.django_table_names(only_existing=True))
        inserimenti = [_inserimento(cursor, tabella) for tabella in sorted(tabelle - {TABELLA, TABELLE})]

    def rimetti(*args, **kwargs):
        with transaction.atomic(), connection.cursor() as cursor:
            for sql, valori in filter(None, inserimenti):
                cursor.execute(sql, valori)
        trigger.installa()

    monkeypatch.setattr(flush, "emit_post_migrate_signal", rimetti)


def _inserimento(cursor, tabella):
    """Return the statement and the values that insert all the rows of a table; None when it is empty."""
    cursor.execute(f'SELECT * FROM "{tabella}"')
    righe = cursor.fetchall()
    if not righe:
        return None
    colonne = ", ".join(f'"{colonna[0]}"' for colonna in cursor.description)
    segni = ", ".join(["(" + ", ".join(["%s"] * len(righe[0])) + ")"] * len(righe))
    sql = f'INSERT INTO "{tabella}" ({colonne}) VALUES {segni}'
    return sql, [valore for riga in righe for valore in riga]
