"""Constraints that plain SQL checks cannot state: rules across rows and across tables.

All are ordinary members of ``Meta.constraints``: a form shows their Italian message, the database refuses
the row with an IntegrityError whoever writes it.

- ``Divieto``: a trigger refuses a row when an SQL condition on ``NEW`` is true.
- ``SenzaSovrapposizioni``: no two rows of the same key are in force on the same day. On PostgreSQL it is
  an exclusion constraint, safe under concurrency; on SQLite, where writers queue, a trigger.
- ``Immutabile``: once written, some columns of a row never change.

Triggers are not part of the migrations: SQLite cannot rename a table while a trigger elsewhere names it.
They are dropped before every ``migrate`` and installed after it (``installa_trigger``, see ``core.apps``).
"""

import re

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connections
from django.db.models.constraints import BaseConstraint


class Divieto(BaseConstraint):
    """Refuse a row when ``quando`` is true.

    ``quando`` is an SQL condition, the same on SQLite and PostgreSQL, that reads the row as ``NEW`` and every
    table, its own included, by its database name. ``NEW.id`` is NULL in a form, before the row exists.
    """

    def __init__(self, *, quando, name, violation_error_code=None, violation_error_message=None):
        super().__init__(
            name=name,
            violation_error_code=violation_error_code,
            violation_error_message=violation_error_message,
        )
        self.quando = quando

    def __eq__(self, other):
        return isinstance(other, Divieto) and self.deconstruct() == other.deconstruct()

    __hash__ = BaseConstraint.__hash__

    def deconstruct(self):
        """Return path and arguments for the migration state."""
        path, args, kwargs = super().deconstruct()
        return path, args, kwargs | {"quando": self.quando}

    def constraint_sql(self, model, schema_editor):
        """Nothing inside CREATE TABLE: see ``installa_trigger``."""

    def create_sql(self, model, schema_editor):
        """Nothing in a migration: see ``installa_trigger``."""

    def remove_sql(self, model, schema_editor):
        """Nothing in a migration: triggers are dropped before each ``migrate``."""

    def condizione_sql(self, model):
        """Return the SQL condition that forbids a row of ``model``."""
        return self.quando

    def validate(self, model, instance, exclude=None, using="default"):
        """Raise ValidationError with the Italian message when the row is forbidden."""
        condizione = self.condizione_sql(model)
        nominate = set(re.findall(r"\bNEW\.(\w+)", condizione))
        campi = [f for f in model._meta.concrete_fields if f.column in nominate]
        if exclude and any(f.name in exclude for f in campi):
            return
        connection = connections[using]
        colonne = ", ".join(f"CAST(%s AS {f.cast_db_type(connection)}) AS {f.column}" for f in campi)
        valori = [f.get_db_prep_save(getattr(instance, f.attname), connection) for f in campi]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM (SELECT {colonne}) AS NEW WHERE {condizione}", valori)
            vietata = cursor.fetchone()
        if vietata:
            raise ValidationError(self.get_violation_error_message(), code=self.violation_error_code)


class SenzaSovrapposizioni(Divieto):
    """No two rows with the same ``campi`` (foreign keys) share a day of ``dal``-``al``, ends included.

    ``solo_se`` ({column: value}) limits the rule to the rows that have that value.
    """

    def __init__(self, *, campi, name, solo_se=None, violation_error_code=None, violation_error_message=None):
        super().__init__(
            quando="",
            name=name,
            violation_error_code=violation_error_code,
            violation_error_message=violation_error_message,
        )
        self.campi = tuple(campi)
        self.solo_se = solo_se or {}

    def deconstruct(self):
        """Return path and arguments for the migration state."""
        path, args, kwargs = super().deconstruct()
        del kwargs["quando"]
        return path, args, kwargs | {"campi": self.campi, "solo_se": self.solo_se}

    def condizione_sql(self, model):
        """Return true when another row of the same key is in force on one of the same days."""
        chiavi = [model._meta.get_field(c).column for c in self.campi]
        uguali = " AND ".join(f"altra.{c} = NEW.{c}" for c in chiavi)
        limiti = "".join(f" AND altra.{c} = '{v}' AND NEW.{c} = '{v}'" for c, v in self.solo_se.items())
        return (
            f"EXISTS (SELECT 1 FROM {model._meta.db_table} altra"
            f" WHERE (NEW.id IS NULL OR altra.id <> NEW.id) AND {uguali}{limiti}"
            " AND COALESCE(altra.dal, '0001-01-01') <= COALESCE(NEW.al, '9999-12-31')"
            " AND COALESCE(altra.al, '9999-12-31') >= COALESCE(NEW.dal, '0001-01-01') )"
        )

    def _escludi(self, model):
        chiavi = ", ".join(
            f"int8range({c}, {c}, '[]') WITH &&"
            for c in (model._meta.get_field(x).column for x in self.campi)
        )
        solo_se = " AND ".join(f"{c} = '{v}'" for c, v in self.solo_se.items())
        dove = f" WHERE ({solo_se})" if solo_se else ""
        return f"CONSTRAINT {self.name} EXCLUDE USING gist ({chiavi}, daterange(dal, al, '[]') WITH &&){dove}"

    def constraint_sql(self, model, schema_editor):
        """Return the exclusion constraint on PostgreSQL."""
        if schema_editor.connection.vendor == "postgresql":
            return self._escludi(model)
        return None

    def create_sql(self, model, schema_editor):
        """Return ALTER TABLE on PostgreSQL."""
        if schema_editor.connection.vendor == "postgresql":
            return f"ALTER TABLE {model._meta.db_table} ADD {self._escludi(model)}"
        return None

    def remove_sql(self, model, schema_editor):
        """Drop the constraint on PostgreSQL."""
        if schema_editor.connection.vendor == "postgresql":
            return f"ALTER TABLE {model._meta.db_table} DROP CONSTRAINT {self.name}"
        return None


class Immutabile(Divieto):
    """Refuse to change the columns ``campi`` of a row that is written already: history is not rewritten.

    ``quando`` (SQL on ``OLD``, default: always) limits the rule to some rows.
    """

    def __init__(
        self,
        *,
        campi,
        name,
        quando="1 = 1",
        violation_error_code=None,
        violation_error_message=None,
    ):
        super().__init__(
            quando=quando,
            name=name,
            violation_error_code=violation_error_code,
            violation_error_message=violation_error_message,
        )
        self.campi = tuple(campi)

    def deconstruct(self):
        """Return path and arguments for the migration state."""
        path, args, kwargs = super().deconstruct()
        return path, args, kwargs | {"campi": self.campi}

    def condizione_sql(self, model):
        """Return true when one of the columns is not what it was."""
        colonne = [model._meta.get_field(campo).column for campo in self.campi]
        cambiate = " OR ".join(
            f"(OLD.{c} <> NEW.{c} OR (OLD.{c} IS NULL) <> (NEW.{c} IS NULL))" for c in colonne
        )
        return f"({self.quando}) AND ({cambiate})"

    def validate(self, model, instance, exclude=None, using="default"):
        """Raise ValidationError with the Italian message when a written row would change."""
        if instance._state.adding:
            return
        connection = connections[using]
        campi = [model._meta.get_field(campo) for campo in self.campi]
        nuove = ", ".join(f"CAST(%s AS {f.cast_db_type(connection)}) AS {f.column}" for f in campi)
        valori = [f.get_db_prep_save(getattr(instance, f.attname), connection) for f in campi]
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT 1 FROM {model._meta.db_table} AS OLD, (SELECT {nuove}) AS NEW"
                f" WHERE OLD.id = %s AND {self.condizione_sql(model)}",
                [*valori, instance.pk],
            )
            cambiata = cursor.fetchone()
        if cambiata:
            raise ValidationError(self.get_violation_error_message(), code=self.violation_error_code)


def _divieti(connection):
    """Yield (model, constraint) for what needs a trigger on this database and whose table exists."""
    tabelle = set(connection.introspection.table_names())
    for model in apps.get_models():
        if model._meta.db_table not in tabelle:
            continue
        for vincolo in model._meta.constraints:
            nativo = isinstance(vincolo, SenzaSovrapposizioni) and connection.vendor == "postgresql"
            if isinstance(vincolo, Divieto) and not nativo:
                yield model, vincolo


def installa_trigger(using="default", **kwargs):
    """Create the triggers of every ``Divieto``; safe to call again (handler of ``post_migrate``)."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for model, vincolo in _divieti(connection):
            crea = _SQL_CREA[connection.vendor]
            quando = ["update"] if isinstance(vincolo, Immutabile) else ["insert", "update"]
            for sql in crea(model._meta.db_table, vincolo.name, vincolo.condizione_sql(model), quando):
                cursor.execute(sql)


def togli_trigger(using="default", **kwargs):
    """Drop the triggers of every ``Divieto`` (handler of ``pre_migrate``)."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for model, vincolo in _divieti(connection):
            tabella, nome = model._meta.db_table, vincolo.name
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP TRIGGER IF EXISTS {nome} ON {tabella}")
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS {nome}_insert")
                cursor.execute(f"DROP TRIGGER IF EXISTS {nome}_update")


def _crea_sqlite(tabella, nome, condizione, eventi):
    for evento in eventi:
        yield f"DROP TRIGGER IF EXISTS {nome}_{evento}"
        yield (
            f"CREATE TRIGGER {nome}_{evento} AFTER {evento} ON {tabella} WHEN {condizione}"
            f" BEGIN SELECT RAISE(ABORT, '{nome}'); END"
        )


def _crea_postgresql(tabella, nome, condizione, eventi):
    yield (
        f"CREATE OR REPLACE FUNCTION {nome}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF {condizione} THEN RAISE EXCEPTION '{nome}'"
        f" USING ERRCODE = 'check_violation', CONSTRAINT = '{nome}'; END IF; RETURN NULL; END $$"
    )
    yield (
        f"CREATE OR REPLACE TRIGGER {nome} AFTER {' OR '.join(eventi).upper()} ON {tabella}"
        f" FOR EACH ROW EXECUTE FUNCTION {nome}()"
    )


_SQL_CREA = {"sqlite": _crea_sqlite, "postgresql": _crea_postgresql}
