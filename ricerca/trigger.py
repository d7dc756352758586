"""Triggers that put in the queue of the index the sheets that a change touches, whoever makes it.

In the transaction of the change: rolled back together, visible together. Like the other triggers they are
dropped before ``migrate`` and created after it, because SQLite remakes a table to alter it.
"""

from django.db import connections

from ricerca.models import DaIndicizzare

CODA = DaIndicizzare._meta.db_table
PREFISSO = "ricerca_coda_"
QUESTA, PARTE, TUTTE = "{riga}.id", "{riga}.servizio_id", "0"
INSERT, UPDATE, DELETE = "insert", "update", "delete"
# Table → (events, the sheets that a row of it concerns, condition on an update).
FONTI = {
    "servizi_servizio": ((INSERT, UPDATE), QUESTA, None),
    "servizi_servizio_destinatari": ((INSERT, UPDATE, DELETE), PARTE, None),
    "servizi_servizio_periodi": ((INSERT, UPDATE, DELETE), PARTE, None),
    "servizi_orario": ((INSERT, UPDATE, DELETE), PARTE, None),
    "servizi_apertura": ((INSERT, UPDATE, DELETE), PARTE, None),
    "servizi_sedeservizio": ((INSERT, UPDATE, DELETE), PARTE, None),
    "servizi_tipologia": ((UPDATE,), "id FROM servizi_servizio WHERE tipologia_id = {riga}.id", "label"),
    "aderenti_organizzazione": (
        (UPDATE,),
        "id FROM servizi_servizio WHERE gestore_id = {riga}.id",
        "denominazione",
    ),
    "servizi_destinatario": (
        (UPDATE,),
        "servizio_id FROM servizi_servizio_destinatari WHERE destinatario_id = {riga}.id",
        "label",
    ),
    "servizi_datascolastica": ((INSERT, UPDATE, DELETE), TUTTE, None),
    "servizi_periodo": ((UPDATE,), TUTTE, "code"),
}


def togli(using="default", **kwargs):
    """Drop the triggers (handler of ``pre_migrate``)."""
    connection = connections[using]
    with connection.cursor() as cursor:
        presenti = set(connection.introspection.table_names(cursor))
        for tabella, nome, _evento, _sql in _trigger(connection.vendor):
            if tabella in presenti:
                dove = f' ON "{tabella}"' if connection.vendor == "postgresql" else ""
                cursor.execute(f'DROP TRIGGER IF EXISTS "{nome}"{dove}')


def installa(using="default", **kwargs):
    """Create the triggers; safe to call again (handler of ``post_migrate``)."""
    connection = connections[using]
    with connection.cursor() as cursor:
        presenti = set(connection.introspection.table_names(cursor))
        if CODA not in presenti:
            return
        togli(using)
        for tabella, nome, evento, (quando, azione) in _trigger(connection.vendor):
            if tabella in presenti:
                for sql in _SQL_CREA[connection.vendor](tabella, nome, evento, quando, azione):
                    cursor.execute(sql)


def _trigger(vendor):
    """Yield (table, name of the trigger, event, (condition, action))."""
    for tabella, (eventi, schede, colonna) in FONTI.items():
        for evento in eventi:
            righe = {"insert": ("NEW",), "delete": ("OLD",), "update": ("NEW",)}[evento]
            if evento == UPDATE and schede == PARTE:
                righe = ("OLD", "NEW")
            diversa = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
            quando = f"OLD.{colonna} {diversa} NEW.{colonna}" if colonna else ""
            azione = " ".join(_metti_in_coda(vendor, schede.format(riga=riga)) for riga in righe)
            yield tabella, f"{PREFISSO}{evento}_{tabella}", evento, (quando, azione)


def _metti_in_coda(vendor, schede):
    """Return the statement that queues the sheets of a row.

    SQLite has one writer: a sheet that waits already is not queued twice. On PostgreSQL the row that waits
    may be the one a reader is about to delete, so another is always added.
    """
    inserisce = f"INSERT INTO {CODA} (servizio_id) SELECT {schede}"
    if vendor == "postgresql" or " FROM " in schede:
        return f"{inserisce};"
    return f"{inserisce} WHERE NOT EXISTS (SELECT 1 FROM {CODA} WHERE servizio_id = {schede});"


def _crea_sqlite(tabella, nome, evento, quando, azione):
    condizione = f" WHEN {quando}" if quando else ""
    yield f'CREATE TRIGGER "{nome}" AFTER {evento} ON "{tabella}"{condizione} BEGIN {azione} END'


def _crea_postgresql(tabella, nome, evento, quando, azione):
    condizione = f" WHEN ({quando})" if quando else ""
    yield (
        f'CREATE OR REPLACE FUNCTION "{nome}"() RETURNS trigger LANGUAGE plpgsql'
        f" AS $$ BEGIN {azione} RETURN NULL; END $$"
    )
    yield (
        f'CREATE TRIGGER "{nome}" AFTER {evento} ON "{tabella}"'
        f' FOR EACH ROW{condizione} EXECUTE FUNCTION "{nome}"()'
    )


_SQL_CREA = {"sqlite": _crea_sqlite, "postgresql": _crea_postgresql}
