"""The fields of a sheet, one class a kind of field: read and written as plain values (``valori``)."""

import json
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.proposte.valori import NIENTE, chiave, da_chiaro, in_chiaro, normale, scritti


@dataclass(frozen=True)
class Voce:
    """One field of the model, a foreign key too. ``sezione`` is where the sheet shows it.

    ``lettori`` says who reads it, in words, where not everybody does.
    """

    campo: str
    sezione: str = ""
    sensibile: bool = False
    lettori: str = ""

    def etichetta(self, modello):
        """Return the name people read."""
        return str(modello._meta.get_field(self.campo).verbose_name)

    def intestazione(self, modello):
        """Return the heading of its column in a table: plain values have no words to say their unit."""
        return self.etichetta(modello)

    def leggi(self, oggetto):
        """Return the plain value of the live row."""
        campo = oggetto._meta.get_field(self.campo)
        return in_chiaro(campo, getattr(oggetto, campo.attname))

    def dal_modulo(self, modello, valore):
        """Return the plain value of what a form holds for this field (its cleaned data)."""
        return in_chiaro(modello._meta.get_field(self.campo), valore)

    def normale(self, modello, valore):
        """Return the one way to write a plain value; raise ValidationError for what is none."""
        return normale(modello._meta.get_field(self.campo), valore)

    def prepara(self, oggetto, valore):
        """Set the value on the row before it is checked and saved."""
        _assegna(oggetto, self.campo, valore)

    def completa(self, oggetto, valore):
        """Write what can only be written once the row is saved: nothing, here."""

    def mostra(self, modello, valore):
        """Return the lines of text that a person reads for a plain value."""
        return scritti(modello._meta.get_field(self.campo), [valore])


@dataclass(frozen=True)
class VoceMolti(Voce):
    """A many-to-many field: its plain value is the sorted list of the keys."""

    def leggi(self, oggetto):
        """Return the sorted keys."""
        return sorted(riga.pk for riga in getattr(oggetto, self.campo).all())

    def dal_modulo(self, modello, valore):
        """Return the sorted keys of the rows that a form holds."""
        return sorted(riga.pk for riga in valore)

    def normale(self, modello, valore):
        """Return the sorted keys, each once; raise ValidationError for what is no key."""
        chiave = modello._meta.get_field(self.campo).related_model._meta.pk
        return sorted({chiave.to_python(pk) for pk in valore or []})

    def prepara(self, oggetto, valore):
        """Do nothing: links are written when the row has its key."""

    def completa(self, oggetto, valore):
        """Make the links those of ``valore``; raise ValidationError when a row of them is no more."""
        righe = list(self._altro(type(oggetto)).filter(pk__in=valore))
        if len(righe) < len(set(valore)):
            raise ValidationError({self.campo: _("Una delle voci scelte non c’è più: scegli di nuovo.")})
        getattr(oggetto, self.campo).set(righe)

    def mostra(self, modello, valore):
        """Return the names, one a line."""
        return [str(riga) for riga in self._altro(modello).filter(pk__in=valore or [])] or [NIENTE]

    def _altro(self, modello):
        return modello._meta.get_field(self.campo).related_model._base_manager.all()


@dataclass(frozen=True)
class VoceRighe(Voce):
    """The lines of a sheet (hours, fees …): rows of another model whose foreign key points at it.

    ``campo`` is the related name; ``colonne`` are the fields of a line. A line that does not change keeps its
    row, and so its key.
    """

    colonne: tuple = ()

    def etichetta(self, modello):
        """Return the plural name of the lines."""
        return str(self.modello_delle_righe(modello)._meta.verbose_name_plural)

    def leggi(self, oggetto):
        """Return the lines, in the order of their plain text."""
        return sorted((self._riga(riga) for riga in getattr(oggetto, self.campo).all()), key=chiave)

    def dal_modulo(self, modello, valore):
        """Return the lines that a formset holds: ``valore`` is a list of its cleaned data."""
        return self.normale(
            modello,
            [
                {campo.name: in_chiaro(campo, riga.get(campo.name)) for campo in self._campi(modello)}
                for riga in valore
            ],
        )

    def normale(self, modello, valore):
        """Return the lines with all their columns, in order; a column that is not said has its default."""
        campi = self._campi(modello)
        return sorted(
            ({campo.name: normale(campo, riga.get(campo.name)) for campo in campi} for riga in valore or []),
            key=chiave,
        )

    def prepara(self, oggetto, valore):
        """Do nothing: lines are written when the row has its key."""

    def completa(self, oggetto, valore):
        """Make the lines those of ``valore``; each new one is checked. Raises ValidationError.

        Those that go away go first: lines may swap what only one of them may have.
        """
        volute = [chiave(riga) for riga in valore]
        for riga in getattr(oggetto, self.campo).all():
            mia = chiave(self._riga(riga))
            if mia in volute:
                volute.remove(mia)
            else:
                riga.delete()
        for mia in volute:
            self._aggiungi(oggetto, json.loads(mia))

    def mostra(self, modello, valore):
        """Return one line of text a row: each column that says something, with its name."""
        campi, valore = self._campi(modello), valore or []
        colonne = [scritti(campo, [riga.get(campo.name) for riga in valore]) for campo in campi]
        return [
            " · ".join(
                f"{campo.verbose_name}: {testo}"
                for campo, testo in zip(campi, testi, strict=True)
                if testo != NIENTE
            )
            for testi in zip(*colonne, strict=True)
        ] or [NIENTE]

    def _aggiungi(self, oggetto, valori):
        riga = self.modello_delle_righe(type(oggetto))()
        try:
            for nome in self.colonne:
                _assegna(riga, nome, valori.get(nome))
            setattr(riga, self._relazione(type(oggetto)).field.name, oggetto)
            riga.full_clean()
        except ValidationError as errore:
            nome = capfirst(riga._meta.verbose_name)
            raise ValidationError({self.campo: [f"{nome}: {m}" for m in errore.messages]}) from errore
        riga.save()

    def _relazione(self, modello):
        return next(r for r in modello._meta.related_objects if r.get_accessor_name() == self.campo)

    def modello_delle_righe(self, modello):
        """Return the model of the lines of a sheet of ``modello``."""
        return self._relazione(modello).related_model

    def _campi(self, modello):
        return [self.modello_delle_righe(modello)._meta.get_field(nome) for nome in self.colonne]

    def _riga(self, riga):
        campi = [riga._meta.get_field(nome) for nome in self.colonne]
        return {campo.name: in_chiaro(campo, getattr(riga, campo.attname)) for campo in campi}


def _assegna(riga, nome, valore):
    """Set the field ``nome`` of ``riga`` to a plain value; raise ValidationError for what is none."""
    campo = riga._meta.get_field(nome)
    setattr(riga, campo.attname, da_chiaro(campo, valore))
