"""The content version: a token that changes in the same transaction as anything the public pages show.

Database triggers on every public table write it (``core.trigger``), so that no path of change can forget
it; ``leggi()`` reads it. Each table has two versions of its own besides: one moves with any change; the
other, whose key ends in #, only when rows come or go or when more than their words changes, so that
correcting a description leaves the counts alone. The reasons, and what happens under concurrency, are in
docs/adr/0003-content-version.md.
"""

import re
from functools import cache, lru_cache

from django.apps import apps
from django.db import DatabaseError, connections
from django.db.models import CharField, DateTimeField, FileField, TextField
from simple_history.models import HistoricalChanges

from core.models import VersioneContenuti, VersioneTabella

APP_PRIVATE = frozenset(
    {"account", "admin", "auth", "contenttypes", "messages", "mfa", "sessions", "socialaccount", "utenti"}
)
TABELLA = VersioneContenuti._meta.db_table
TABELLE = VersioneTabella._meta.db_table
SQL_LEGGI = f"SELECT versione FROM {TABELLA} WHERE id = 1"
SQL_LEGGI_TABELLE = f"SELECT '', versione FROM {TABELLA} UNION ALL SELECT tabella, versione FROM {TABELLE}"
CHIAVE_TABELLE = "core.versione.tabelle"
RE_TABELLA = re.compile(r'(?:FROM|JOIN)\s+"?(\w+)"?(?![\w".])')
RE_PAROLA = re.compile(r"\w+")


def leggi(using="default"):
    """Return the token of the committed content, or None when nothing may be cached.

    None inside a transaction (what is read there may be rolled back), while ``migrate`` runs, and when the
    database does not answer. Costs one query of one row, on the raw connection.
    """
    righe = _leggi(using, SQL_LEGGI)
    return righe[0][0] if righe else None


def leggi_tabelle(using="default"):
    """Return {key: token} of the committed content; empty whenever ``leggi()`` would return None.

    Two keys a table, its name and its name with a final #; the empty key is that of all contents.
    """
    return dict(_leggi(using, SQL_LEGGI_TABELLE))


def tabelle_della_pagina(request):
    """Return ``leggi_tabelle()`` as it was the first time this request asked: one reading a page."""
    if CHIAVE_TABELLE not in request.META:
        request.META[CHIAVE_TABELLE] = leggi_tabelle()
    return request.META[CHIAVE_TABELLE]


def _leggi(using, sql):
    connection = connections[using]
    if connection.in_atomic_block:
        return []
    try:
        return _leggi_grezzo(connection, sql)
    except Exception:
        # A persistent connection may have died since the last request: a new one, once.
        connection.close()
    try:
        return _leggi_grezzo(connection, sql)
    except (DatabaseError, connection.Database.Error):
        return []


def _leggi_grezzo(connection, sql):
    if connection.connection is None:
        connection.ensure_connection()
    cursor = connection.connection.cursor()
    try:
        cursor.execute(sql)
        return cursor.fetchall()
    finally:
        cursor.close()


def tabelle_pubbliche():
    """Return the sorted names of the tables whose rows the public pages may show.

    Every table but those of ``APP_PRIVATE``, of the history, and of models that say ``contenuto_pubblico =
    False``: a room added later is public until it says otherwise. Many-to-many tables are included.
    """
    return sorted(_modelli_pubblici())


def colonne_di_sostanza(tabella):
    """Return the columns of a public table that are more than words: choices, dates, numbers, links."""
    campi = _modelli_pubblici()[tabella]._meta.concrete_fields
    return [campo.column for campo in campi if not _di_parole(campo)]


@lru_cache(maxsize=2_000)
def chiavi(sql):
    """Return the keys of ``leggi_tabelle()`` that a query depends on.

    A table counts with its words when the query names a column of words, or asks for all columns. A table
    that is not public is returned by its own name, which has no version.
    """
    nominate = set(RE_PAROLA.findall(sql))
    tutte = "*" in sql.replace("COUNT(*)", "")
    return frozenset(
        tabella if tutte or tabella not in _parole() or nominate & _parole()[tabella] else f"{tabella}#"
        for tabella in RE_TABELLA.findall(sql)
    )


@cache
def _modelli_pubblici():
    modelli = apps.get_models(include_auto_created=True)
    return {model._meta.db_table: model for model in modelli if _e_pubblico(model)}


@cache
def _parole():
    return {
        tabella: {campo.column for campo in model._meta.concrete_fields if _di_parole(campo)}
        for tabella, model in _modelli_pubblici().items()
    }


def _di_parole(campo):
    """Return whether a column holds words, or only tells when the row was written."""
    testo = isinstance(campo, CharField | TextField | FileField) and not (campo.choices or campo.primary_key)
    return testo or isinstance(campo, DateTimeField)


def _e_pubblico(model):
    return (
        model._meta.managed
        and not model._meta.proxy
        and model._meta.app_label not in APP_PRIVATE
        and not issubclass(model, HistoricalChanges)
        and getattr(model, "contenuto_pubblico", True)
    )
