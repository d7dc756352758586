"""Triggers that write the content versions. See ``core.versione`` and docs/adr/0003-content-version.md."""

import secrets

from django.db import connections, transaction

from core.versione import TABELLA, TABELLE, colonne_di_sostanza, tabelle_pubbliche

PREFISSO = "core_versione_"


def sospendi(using="default", **kwargs):
    """Forbid caching and drop the triggers: handler of ``pre_migrate``.

    Without its row the version is None: an interrupted ``migrate`` leaves a slow portal, never a stale one.
    """
    connection = connections[using]
    with transaction.atomic(using), connection.cursor() as cursor:
        for nome, tabella in trigger_presenti(connection, cursor):
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
        presenti = {nome for nome, _tabella in trigger_presenti(connection, cursor)}
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
            [(chiave, token) for tabella in pubbliche for chiave in (tabella, f"{tabella}#")],
        )
        cursor.execute(f"INSERT INTO {TABELLA} (id, versione) VALUES (1, %s)", [token])


def trigger_presenti(connection, cursor):
    """Return the (name, table) pairs of the version's triggers in the database."""
    cursor.execute(_SQL_PRESENTI[connection.vendor], [PREFISSO.replace("_", r"\_") + "%"])
    return cursor.fetchall()


def _crea_sqlite(tabella):
    """Yield (name, SQL) of the triggers of a table: by row, at once; SQLite has a single writer.

    A plain UPDATE: inside INSERT OR IGNORE an upsert would inherit the IGNORE and do nothing.
    """
    nuovo = "versione = lower(hex(randomblob(16)))"
    tutto = f"UPDATE {TABELLA} SET {nuovo} WHERE id = 1;"
    casi = {
        "insert": ("AFTER INSERT", "", (tabella, f"{tabella}#")),
        "delete": ("AFTER DELETE", "", (tabella, f"{tabella}#")),
        "update": ("AFTER UPDATE", "", (tabella,)),
        "sostanza": ("AFTER UPDATE", f"WHEN {_diversa(tabella, 'IS NOT')}", (f"{tabella}#",)),
    }
    for caso, (evento, quando, chiavi) in casi.items():
        nome = f"{PREFISSO}{caso}_{tabella}"
        yield (
            nome,
            f'CREATE TRIGGER "{nome}" {evento} ON "{tabella}" {quando} BEGIN {tutto}'
            f" UPDATE {TABELLE} SET {nuovo} WHERE tabella IN ({_argomenti(chiavi)}); END",
        )


def _crea_postgresql(tabella):
    """Yield (name, SQL) of the triggers of a table: deferred to the commit, which holds the lock briefly."""
    casi = {
        "righe": ("AFTER INSERT OR DELETE", "", (tabella, f"{tabella}#")),
        "update": ("AFTER UPDATE", "", (tabella,)),
        "sostanza": ("AFTER UPDATE", f"WHEN ({_diversa(tabella, 'IS DISTINCT FROM')})", (f"{tabella}#",)),
    }
    for caso, (evento, quando, chiavi) in casi.items():
        nome = f"{PREFISSO}{caso}_{tabella}"[:63]
        yield (
            nome,
            f'CREATE CONSTRAINT TRIGGER "{nome}" {evento} ON "{tabella}" DEFERRABLE INITIALLY DEFERRED'
            f" FOR EACH ROW {quando} EXECUTE FUNCTION core_versione_avanza({_argomenti(chiavi)})",
        )
    nome = f"{PREFISSO}truncate_{tabella}"[:63]
    yield (
        nome,
        f'CREATE TRIGGER "{nome}" AFTER TRUNCATE ON "{tabella}" FOR EACH STATEMENT'
        f" EXECUTE FUNCTION core_versione_avanza({_argomenti((tabella, f'{tabella}#'))})",
    )


def _diversa(tabella, operatore):
    """Return the condition that a column that is more than words has changed."""
    return " OR ".join(f'OLD."{c}" {operatore} NEW."{c}"' for c in colonne_di_sostanza(tabella))


def _argomenti(chiavi):
    return ", ".join(f"'{chiave}'" for chiave in chiavi)


# The token starts with the transaction's number, so that a transaction writes a version once however many
# rows it changes, and ends with chance, so that a database restored from a copy never repeats one. The row of
# all contents comes first: whoever holds it waits for nobody on those of the tables.
_FUNZIONE_POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION core_versione_avanza() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  mia text := pg_current_xact_id()::text || '.';
  token text := mia || replace(gen_random_uuid()::text, '-', '');
  chiave text;
BEGIN
  IF NOT EXISTS (SELECT FROM {TABELLA} WHERE id = 1 AND starts_with(versione, mia)) THEN
    INSERT INTO {TABELLA} (id, versione) VALUES (1, token)
    ON CONFLICT (id) DO UPDATE SET versione = EXCLUDED.versione;
  END IF;
  FOREACH chiave IN ARRAY TG_ARGV LOOP
    IF NOT EXISTS (SELECT FROM {TABELLE} WHERE tabella = chiave AND starts_with(versione, mia)) THEN
      INSERT INTO {TABELLE} (tabella, versione) VALUES (chiave, token)
      ON CONFLICT (tabella) DO UPDATE SET versione = EXCLUDED.versione;
    END IF;
  END LOOP;
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
