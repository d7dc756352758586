"""Why a row is refused, and by which of its columns."""

import re

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import CheckConstraint, UniqueConstraint

from core.models.denaro import CampoDenaro
from core.vincoli import Divieto


def controlla(oggetto, colonne):
    """Raise ValidationError ({column: messages}) when ``oggetto`` breaks a rule of its model.

    A rule that speaks of more than one field is told on one of ``colonne``: the amount when there is one,
    else the last of the fields in the order of the model. Those of none of them are told of the whole row.
    """
    errori = {}
    try:
        oggetto.full_clean(validate_constraints=False)
    except ValidationError as errore:
        errori = _sulle_colonne(errore.message_dict, oggetto, colonne)
    for vincolo in oggetto._meta.constraints if not errori else []:
        try:
            vincolo.validate(type(oggetto), oggetto)
        except ValidationError as errore:
            dove = _colonna(vincolo, type(oggetto), colonne)
            errori.setdefault(dove, []).extend(m for m in errore.messages if m not in errori.get(dove, []))
    if errori:
        raise ValidationError(errori)


def _sulle_colonne(errori, oggetto, colonne):
    """Return the errors by column; a field that the file does not fill is named in those of the row."""
    detti = {}
    for campo, testi in errori.items():
        if campo in colonne or campo == NON_FIELD_ERRORS:
            detti.setdefault(campo, []).extend(testi)
        else:
            nome = oggetto._meta.get_field(campo).verbose_name
            detti.setdefault(NON_FIELD_ERRORS, []).extend(f"{nome}: {testo}" for testo in testi)
    return detti


def _colonna(vincolo, modello, colonne):
    nominati = _nominati(vincolo)
    campi = [c for c in modello._meta.fields if {c.name, c.column} & nominati and c.name in colonne]
    scelto = [c for c in campi if isinstance(c, CampoDenaro)] or campi
    return scelto[-1].name if scelto else NON_FIELD_ERRORS


def _nominati(vincolo):
    """Return the names of the fields, or of their columns, that a constraint speaks of."""
    if isinstance(vincolo, Divieto):
        return set(re.findall(r"\bNEW\.(\w+)", vincolo.quando))
    if isinstance(vincolo, CheckConstraint):
        return set(vincolo.condition.referenced_base_fields)
    if isinstance(vincolo, UniqueConstraint):
        condizione = vincolo.condition.referenced_base_fields if vincolo.condition else ()
        return {*vincolo.fields, *condizione}
    return set()
