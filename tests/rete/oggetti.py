"""One row of any model, for the pages that need one to open."""

from datetime import date
from decimal import Decimal
from itertools import count

from django.apps import apps
from django.db import models

from tests import factories

_numeri = count(1)
FABBRICHE = {
    "aderenti.organizzazione": factories.make_aderente,
    "alleanze.alleanzalocale": factories.make_alleanza,
    "piani.piano": factories.make_piano,
    "progetti.progetto": factories.make_progetto,
    "servizi.sede": factories.make_sede,
    "servizi.servizio": factories.make_servizio,
    "territorio.ambito": factories.make_ambito,
    "territorio.appartenenzaambito": lambda: factories.make_comune().appartenenze.get(),
    "territorio.comune": factories.make_comune,
    "utenti.utente": factories.make_utente,
}
VALORI = {
    models.BooleanField: lambda: False,
    models.DateField: lambda: date(2020, 1, 1),
    models.DecimalField: lambda: Decimal(1),
    models.IntegerField: lambda: next(_numeri),
    models.JSONField: dict,
    models.CharField: lambda: f"voce-{next(_numeri)}",
    models.TextField: lambda: "testo",
}


def make(etichetta):
    """Return a saved row of the model ``app.model``: by its factory, or with its required fields alone."""
    if etichetta in FABBRICHE:
        return FABBRICHE[etichetta]()
    modello = apps.get_model(etichetta)
    return modello.objects.create(
        **{campo.name: _valore(campo) for campo in modello._meta.fields if _serve(campo)}
    )


def _serve(campo):
    facoltativo = campo.null or campo.blank or campo.has_default() or campo.primary_key
    return (
        not facoltativo
        and not getattr(campo, "auto_now_add", False)
        and not getattr(campo, "auto_now", False)
    )


def _valore(campo):
    if campo.is_relation:
        return make(campo.related_model._meta.label_lower)
    if campo.choices:
        return campo.choices[0][0]
    return next(valore() for tipo, valore in VALORI.items() if isinstance(campo, tipo))
