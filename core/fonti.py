"""Sources of many records in one query, whatever their models."""

from collections import defaultdict

from django.db.models import IntegerField, Value

from core.models import Fonte

CAMPI = ["pk", "titolo", "tipo", "indirizzo", "data"]


def carica_fonti(oggetti):
    """Fill ``fonti`` of objects of any models with ``Provenienza``, in one query for all of them.

    Sources come by title, without their note. Returns the objects as a list.
    """
    oggetti = list(oggetti)
    elenchi = defaultdict(lambda: defaultdict(list))
    for oggetto in oggetti:
        fonti = {"fonti": elenchi[type(oggetto)][oggetto.pk]}
        oggetto._prefetched_objects_cache = getattr(oggetto, "_prefetched_objects_cache", {}) | fonti
    modelli = list(elenchi)
    if modelli:
        prime, *altre = [_righe(modello, n, elenchi[modello]) for n, modello in enumerate(modelli)]
        for n, chiave, *valori in sorted(prime.union(*altre, all=True), key=_per_titolo):
            elenchi[modelli[n]][chiave].append(Fonte(**dict(zip(CAMPI, valori, strict=True))))
    return oggetti


def _righe(modello, numero, chiavi):
    """Return rows: number of the model, key of the object, fields of the source."""
    colonna = modello.fonti.field.m2m_field_name() + "_id"
    return modello.fonti.through.objects.filter(**{f"{colonna}__in": list(chiavi)}).values_list(
        Value(numero, output_field=IntegerField()), colonna, *(f"fonte__{campo}" for campo in CAMPI)
    )


def _per_titolo(riga):
    return riga[3], riga[2]
