"""The fields of a sheet as plain values: read, written and shown, one class a kind of field.

A plain value is what JSON can hold and two equal sheets have equal: text, number, true/false, null; a day as
ISO text, a decimal as text, a row elsewhere as its key, many of them as a sorted list of keys, the lines of a
sheet as a list of objects.
"""

import json
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from django.db.models import ForeignKey, Model
from django.utils import formats
from django.utils.translation import gettext as _

NIENTE = "–"


def in_chiaro(campo, valore):
    """Return the value of the model field ``campo`` (a row, for a foreign key) as a plain value."""
    if isinstance(valore, Model):
        return valore.pk
    if isinstance(valore, date | time):
        return valore.isoformat()
    if isinstance(valore, Decimal):
        return f"{valore:.{campo.decimal_places}f}"
    if valore is None or isinstance(valore, bool | int | str):
        return valore
    return str(valore)  # the name of a file


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

    def leggi(self, oggetto):
        """Return the plain value of the live row."""
        campo = oggetto._meta.get_field(self.campo)
        return in_chiaro(campo, getattr(oggetto, campo.attname))

    def dal_modulo(self, modello, valore):
        """Return the plain value of what a form holds for this field (its cleaned data)."""
        return in_chiaro(modello._meta.get_field(self.campo), valore)

    def prepara(self, oggetto, valore):
        """Set the value on the row before it is checked and saved."""
        _assegna(oggetto, self.campo, valore)

    def completa(self, oggetto, valore):
        """Write what can only be written once the row is saved: nothing, here."""

    def mostra(self, modello, valore):
        """Return the lines of text that a person reads for a plain value."""
        return [_scritto(modello._meta.get_field(self.campo), valore)]


@dataclass(frozen=True)
class VoceMolti(Voce):
    """A many-to-many field: its plain value is the sorted list of the keys."""

    def leggi(self, oggetto):
        """Return the sorted keys."""
        return sorted(riga.pk for riga in getattr(oggetto, self.campo).all())

    def dal_modulo(self, modello, valore):
        """Return the sorted keys of the rows that a form holds."""
        return sorted(riga.pk for riga in valore)

    def prepara(self, oggetto, valore):
        """Do nothing: links are written when the row has its key."""

    def completa(self, oggetto, valore):
        """Make the links those of ``valore``."""
        getattr(oggetto, self.campo).set(valore)

    def mostra(self, modello, valore):
        """Return the names, one a line."""
        righe = modello._meta.get_field(self.campo).related_model._base_manager.filter(pk__in=valore or [])
        return [str(riga) for riga in righe] or [NIENTE]


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
        return self.ordina(self._riga(riga) for riga in getattr(oggetto, self.campo).all())

    def ordina(self, righe):
        """Return lines as a plain value: in the order of their text."""
        return sorted(righe, key=_chiave)

    def modello_delle_righe(self, modello):
        """Return the model of the lines of a sheet of ``modello``."""
        return self._relazione(modello).related_model

    def dal_modulo(self, modello, valore):
        """Return the lines that a formset holds: ``valore`` is a list of its cleaned data."""
        righe = self.modello_delle_righe(modello)
        lette = [
            {nome: in_chiaro(righe._meta.get_field(nome), riga.get(nome)) for nome in self.colonne}
            for riga in valore
        ]
        return self.ordina(lette)

    def prepara(self, oggetto, valore):
        """Do nothing: lines are written when the row has its key."""

    def completa(self, oggetto, valore):
        """Make the lines those of ``valore``; each new one is checked. Raises ValidationError."""
        volute = [_chiave(riga) for riga in valore]
        for riga in getattr(oggetto, self.campo).all():
            chiave = _chiave(self._riga(riga))
            if chiave in volute:
                volute.remove(chiave)
            else:
                riga.delete()
        for chiave in volute:
            riga = self._nuova(type(oggetto), json.loads(chiave))
            setattr(riga, self._punta(type(oggetto)), oggetto)
            riga.full_clean()
            riga.save()

    def mostra(self, modello, valore):
        """Return one line of text a row."""
        return [str(self._nuova(modello, riga)) for riga in valore or []] or [NIENTE]

    def _relazione(self, modello):
        return next(r for r in modello._meta.related_objects if r.get_accessor_name() == self.campo)

    def _punta(self, modello):
        return self._relazione(modello).field.name

    def _riga(self, riga):
        campi = [riga._meta.get_field(nome) for nome in self.colonne]
        return {campo.name: in_chiaro(campo, getattr(riga, campo.attname)) for campo in campi}

    def _nuova(self, modello, valori):
        nuova = self.modello_delle_righe(modello)()
        for nome in self.colonne:
            _assegna(nuova, nome, valori.get(nome))
        return nuova


def _assegna(riga, nome, valore):
    """Set the field ``nome`` of ``riga`` to a plain value."""
    campo = riga._meta.get_field(nome)
    vero = campo.target_field if isinstance(campo, ForeignKey) else campo
    setattr(riga, campo.attname, vero.to_python(valore))


def _chiave(riga):
    return json.dumps(riga, sort_keys=True)


def _scritto(campo, valore):
    """Return the text of one plain value of the field ``campo``."""
    if valore is None or valore == "":
        return NIENTE
    if isinstance(valore, bool):
        return _("sì") if valore else _("no")
    if campo.is_relation:
        return str(campo.related_model._base_manager.filter(pk=valore).first() or NIENTE)
    if campo.choices:
        return str(dict(campo.flatchoices).get(valore, valore))
    pieno = campo.to_python(valore)
    return formats.date_format(pieno, "d/m/Y") if isinstance(pieno, date) else str(pieno)
