"""What the importers of one run share: the folder, the rows by key, what was loaded before."""

from functools import cached_property

from django.db import models

from core.importazione.lettura import leggi_csv
from core.models import RegistroImportazione


class Contesto:
    """One run. ``cartella``: the folder of the files; ``aggiorna``: write the files over the database."""

    def __init__(self, cartella, *, aggiorna=False):
        self.cartella, self.aggiorna = cartella, aggiorna
        self.nuove = set()
        self._indici = {}
        self._chiavi_nuove = {}
        self._file = {}

    def indice(self, modello, campi):
        """Return ``{key: row}`` of every row of ``modello`` by ``campi``, many-to-many rows prefetched."""
        campi = tuple(campi)
        if (modello, campi) not in self._indici:
            molti = [campo.name for campo in modello._meta.many_to_many]
            righe = modello._base_manager.prefetch_related(*molti)
            self._indici[modello, campi] = {self.chiave(riga, campi): riga for riga in righe}
        return self._indici[modello, campi]

    @staticmethod
    def chiave(riga, campi):
        """Return the values of ``campi`` of a row; a foreign key counts by its primary key."""
        return tuple(getattr(riga, riga._meta.get_field(campo).attname) for campo in campi)

    def creata(self, riga):
        """Take note of a row created in this run."""
        self.nuove.add((type(riga), riga.pk))
        for (modello, campi), indice in self._indici.items():
            if modello is type(riga):
                indice[self.chiave(riga, campi)] = riga

    def e_nuova(self, riga):
        """Return whether the row was created in this run."""
        return (type(riga), riga.pk) in self.nuove

    def gia_caricata(self, modello, chiave):
        """Return whether a past run loaded a row of ``modello`` with this key."""
        return self._testo(chiave) in self._registro.get(modello._meta.label_lower, ())

    def registra(self, modello, chiave):
        """Take note that the row with this key comes from a file."""
        if not self.gia_caricata(modello, chiave):
            self._chiavi_nuove.setdefault(modello._meta.label_lower, set()).add(self._testo(chiave))

    def salva_registro(self):
        """Write the keys loaded for the first time, if any."""
        for etichetta, chiavi in self._chiavi_nuove.items():
            tutte = sorted({*self._registro.get(etichetta, ()), *chiavi})
            RegistroImportazione.objects.update_or_create(modello=etichetta, defaults={"chiavi": tutte})

    @cached_property
    def _registro(self):
        return {r.modello: frozenset(r.chiavi) for r in RegistroImportazione.objects.all()}

    @staticmethod
    def _testo(chiave):
        return "|".join(str(v.pk if isinstance(v, models.Model) else v) for v in chiave)

    def traduzione(self, file, da, a):
        """Return ``{da: a}`` of two columns of another file of the folder, empty without the file."""
        if (file, da, a) not in self._file:
            percorso = self.cartella / file
            righe = leggi_csv(percorso, [da, a], altre_colonne=True) if percorso.is_file() else []
            self._file[file, da, a] = {riga[da]: riga[a] for _numero, riga in righe}
        return self._file[file, da, a]
