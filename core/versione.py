"""The content version: a token that changes in the same transaction as anything the public pages show.

Database triggers on every public table write it, so that no path of change can forget it; ``leggi()`` reads
it. The reasons, and what happens under concurrency, are in docs/adr/0003-content-version.md.
"""

import secrets

from django.apps import apps
from django.db import DatabaseError, connections, transaction
from simple_history.models import HistoricalChanges

from core.models import VersioneContenuti, VersioneTabella

APP_PRIVATE = frozenset(
    {"account", "admin", "auth", "contenttypes", "messages", "mfa", "sessions", "socialaccount", "utenti"}
)
TABELLA = VersioneContenuti._meta.db_table
TABELLE = VersioneTabella._meta.db_table
PREFISSO = "core_versione_"
SQL_LEGGI = f"SELECT versione FROM {TABELLA} WHERE id = 1"
SQL_LEGGI_TABELLE = f"SELECT tabella, versione FROM {TABELLE}"


def leggi(using="default"):
    """Return the token of the committed content, or None when nothing may be cached.

    None inside a transaction (what is read there may be rolled back), while ``migrate`` runs, and when the
    database does not answer. Costs one query of one row, on the raw connection.
    """
    righe = _leggi(using, SQL_LEGGI)
    return righe[0][0] if righe else None


def leggi_tabelle(using="default"):
    """Return {table: token} of the committed content; empty whenever ``leggi()`` would return None."""
    return dict(_leggi(using, SQL_LEGGI_TABELLE))


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
    return sorted(
        model._meta.db_table for model in apps.get_models(include_auto_created=True) if _e_pubblico(model)
    )


def _e_pubblico(model):
    return (
        model._meta.managed
        and not model._meta.proxy
        and model._meta.app_label not in APP_PRIVATE
        and not issubclass(model, HistoricalChanges)
        and getattr(model, "contenuto_pubblico", True)
    )


def sospendi(using="default", **kwargs):
    """Forbid caching and drop the triggers: handler of ``pre_migrate``.

    Without its row the version is None: an interrupted ``migrate`` leaves a slow portal, never a stale one.
    """
    connection = connections[using]
    with transaction.atomic(using), connection.cursor() as cursor:
        for nome, tabella in _trigger_presenti(connection, cursor):
            cursor.execute(_SQL_TOGLI[connection.vendor].format(nome=nome, tabella=tabella))
        for tabella in {TABELLA, TABELLE} & set(connection.introspection.table_names(cursor)):
            cursor.execute(f"DELETE FROM {tabella}")


def installa(using="default", **kwargs):
    """Create the missing triggers, start a new version: handler of ``post_migrate``, safe to call again."""
    connection = connections[using]
    with transaction.atomic(using), connection.cursor() as cursor:
        esistenti = set(connection.introspection.table_names(cursor))
        if not {TABELLA, TABELLE} <= esistenti:
            return
        pubbliche = [tabella for tabella in tabelle_pubbliche() if tabella in esistenti]
        presenti = {nome for nome, _tabella in _trigger_presenti(connection, cursor)}
        for sql in _SQL_PREPARA[connection.vendor]:
            cursor.execute(sql)
        for tabella in pubbliche:
            for nome, sql in _SQL_CREA[connection.vendor](tabella):
                if nome not in presenti:
                    cursor.execute(sql)
        cursor.execute(f"DELETE FROM {TABELLA}")
        cursor.execute(f"DELETE FROM {TABELLE}")
        token = secrets.token_hex(16)
        cursor.executemany(
            f"INSERT INTO {TABELLE} (tabella, versione) VALUES (%s, %s)",
            [(nome, token) for nome in pubbliche],
        )
        cursor.execute(f"INSERT INTO {TABELLA} (id, versione) VALUES (1, %s)", [token])


def _trigger_presenti(connection, cursor):
    """Return the (name, table) pairs of the version's triggers in the database."""
    cursor.execute(_SQL_PRESENTI[connection.vendor], [PREFISSO.replace("_", r"\_") + "%"])
    return cursor.fetchall()


def _crea_sqlite(tabella):
    """Yield (name, SQL) of the triggers of a table: by row, at once; SQLite has a single writer.

    A plain UPDATE: inside INSERT OR IGNORE an upsert would inherit the IGNORE and do nothing.
    """
    for evento in ("insert", "update", "delete"):
        nome = f"{PREFISSO}{evento}_{tabella}"
        yield (
            nome,
            f'CREATE TRIGGER "{nome}" AFTER {evento} ON "{tabella}"'
            f" BEGIN UPDATE {TABELLA} SET versione = lower(hex(randomblob(16))) WHERE id = 1;"
            f" UPDATE {TABELLE} SET versione = lower(hex(randomblob(16))) WHERE tabella = '{tabella}'; END",
        )


def _crea_postgresql(tabella):
    """Yield (name, SQL) of the triggers of a table: deferred to the commit, which holds the lock briefly."""
    nome = f"{PREFISSO}{tabella}"[:63]
    yield (
        nome,
        f'CREATE CONSTRAINT TRIGGER "{nome}" AFTER INSERT OR UPDATE OR DELETE ON "{tabella}"'
        " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core_versione_avanza()",
    )
    nome = f"{PREFISSO}truncate_{tabella}"[:63]
    yield (
        nome,
        f'CREATE TRIGGER "{nome}" AFTER TRUNCATE ON "{tabella}"'
        " FOR EACH STATEMENT EXECUTE FUNCTION core_versione_avanza()",
    )


# The token starts with the transaction's number, so that a transaction writes a version once however many
# rows it changes, and ends with chance, so that a database restored from a copy never repeats one. The row of
# all contents comes first: whoever holds it waits for nobody on those of the tables.
_FUNZIONE_POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION core_versione_avanza() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  mia text := pg_current_xact_id()::text || '.';
  token text := mia || replace(gen_random_uuid()::text, '-', '');
BEGIN
  IF NOT EXISTS (SELECT FROM {TABELLA} WHERE id = 1 AND starts_with(versione, mia)) THEN
    INSERT INTO {TABELLA} (id, versione) VALUES (1, token)
    ON CONFLICT (id) DO UPDATE SET versione = EXCLUDED.versione;
  END IF;
  IF NOT EXISTS (SELECT FROM {TABELLE} WHERE tabella = TG_TABLE_NAME AND starts_with(versione, mia)) THEN
    INSERT INTO {TABELLE} (tabella, versione) VALUES (TG_TABLE_NAME, token)
    ON CONFLICT (tabella) DO UPDATE SET versione = EXCLUDED.versione;
  END IF;
  RETURN NULL;
END $$
"""
_SQL_PREPARA = {"sqlite": (), "postgresql": (_FUNZIONE_POSTGRESQL,)}
_SQL_CREA = {"sqlite": _crea_sqlite, "postgresql": _crea_postgresql}
_SQL_TOGLI = {"sqlite": 'DROP TRIGGER "{nome}"', "postgresql": 'DROP TRIGGER "{nome}" ON "{tabella}"'}
_SQL_PRESENTI = {
    "sqlite": r"SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s ESCAPE '\'",
    "postgresql": "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
    " WHERE NOT tgisinternal AND tgname LIKE %s",
}
