"""How a named constraint is proven: an Italian message before the database, an IntegrityError from it.

Each ``tests/<room>/test_vincoli.py`` has a dict ``PROVE``: name of the constraint → a function that returns
an unsaved row which breaks it. ``tests/test_vincoli.py`` fails for a constraint without its proof.
"""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import UniqueConstraint


def verifica(nome, riga, *, anche=()):
    """Assert that ``riga`` is refused because of the constraint ``nome``, by the form and by the database.

    ``anche`` are names of other constraints that the same row cannot help breaking.
    """
    vincolo = next(v for v in riga._meta.constraints if v.name == nome)
    with pytest.raises(ValidationError):
        riga.full_clean()
    with pytest.raises(ValidationError) as rifiuto:
        riga.validate_constraints()
    assert str(vincolo.violation_error_message) in rifiuto.value.messages
    with pytest.raises(IntegrityError) as errore, transaction.atomic():
        _scrivi(riga)
    nomi = {nome, *anche}
    assert _vincoli_nominati(errore.value, riga, vincolo) & nomi, str(errore.value)


def _scrivi(riga):
    """Write the row past every check of Python: a row that was there already is changed (``Immutabile``)."""
    righe = type(riga)._base_manager
    if riga._state.adding:
        righe.bulk_create([riga])
    else:
        campi = [campo.name for campo in riga._meta.concrete_fields if not campo.primary_key]
        righe.bulk_update([riga], campi)


def _vincoli_nominati(errore, riga, vincolo):
    """Return the names of the constraints that the error of the database speaks of."""
    if connection.vendor == "postgresql":
        return {errore.__cause__.diag.constraint_name}
    testo = str(errore)
    if isinstance(vincolo, UniqueConstraint) and vincolo.expressions:
        return {vincolo.name} if testo == f"UNIQUE constraint failed: index '{vincolo.name}'" else set()
    if isinstance(vincolo, UniqueConstraint) and not vincolo.condition:
        colonne = [riga._meta.get_field(campo).column for campo in vincolo.fields]
        atteso = ", ".join(f"{riga._meta.db_table}.{colonna}" for colonna in colonne)
        return {vincolo.name} if testo == f"UNIQUE constraint failed: {atteso}" else set()
    if isinstance(vincolo, UniqueConstraint):
        return (
            {vincolo.name} if testo.startswith(f"UNIQUE constraint failed: {riga._meta.db_table}.") else set()
        )
    return {testo.removeprefix("CHECK constraint failed: ")}
