"""What the tables of this room share: how a project and a body are named, which projects are locked."""

from django.utils.translation import gettext_lazy as _

from core.fogli.celle import Celle
from core.fogli.colonne import Colonna
from progetti.models import Progetto

DENARO = ("importo", "importo euro", "valore", "totale", "ammontare", "somma")
ENTE = ("ente", "organizzazione", "denominazione", "ragione sociale", "codice fiscale", "cf")
ATTO = ("atto", "codice atto", "decreto", "determina", "delibera")


def colonna_progetto(modello):
    """Return the column that names a project by its code or its title."""
    progetti = Progetto.objects.select_related("alleanza__ambito", "alleanza__piano")
    return Colonna(
        "progetto",
        Celle(modello, {"progetto": progetti}),
        etichetta=_("codice progetto"),
        obbligatoria=True,
        sinonimi=("codice", "progetto", "cod progetto", "id progetto", "code", "codice del progetto"),
    )


def provenienza(celle):
    """Return the columns that say where a fact comes from."""
    return [
        Colonna("fonti", celle, sinonimi=("fonte",)),
        Colonna("certezza", celle),
        Colonna("nota", celle, sinonimi=("note",)),
    ]


def progetti_dei(passi, *, blocca):
    """Return the projects that ``passi`` name, by key; locked in that order when ``blocca``."""
    righe = Progetto.objects.filter(pk__in={passo.letti["progetto"] for passo in passi}).order_by("pk")
    if blocca:
        righe = righe.select_for_update(of=("self",))
    return {progetto.pk: progetto for progetto in righe}
