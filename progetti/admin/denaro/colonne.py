"""Columns of amounts in the lists of the admin."""

from django.contrib import admin

from progetti.denaro.parole import in_euro


def colonna_euro(campo, descrizione):
    """Return the column that shows the amount ``campo`` as “1.250,00 €”, a dash when it is not known."""

    @admin.display(description=descrizione, ordering=campo)
    def colonna(gestione, riga):
        importo = getattr(riga, campo)
        return "–" if importo is None else in_euro(importo)

    return colonna
