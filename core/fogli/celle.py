"""A plain value of a sheet (core.proposte.voci) as the text of a cell, and back."""

import re
from datetime import date
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext as _

from core.importazione import ValoreError

SI, NO = "sì", "no"
CODICI = ("code", "codice_istat")
GIORNO = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")


class Celle:
    """Read and write the cells of the fields of ``modello``; the rows that cells name are read once.

    ``scelte`` is {field: queryset} where a field may name only some rows.
    """

    def __init__(self, modello, scelte=None):
        self.modello, self.scelte = modello, scelte or {}
        self._lette = {}

    def scrivi(self, nome, valore):
        """Return the text of the cell for the plain ``valore`` of the field ``nome``."""
        campo = self.modello._meta.get_field(nome)
        if valore is None or valore == "":
            return ""
        if campo.many_to_many:
            return "; ".join(self._nome(campo, pk) for pk in valore)
        if campo.is_relation:
            return self._nome(campo, valore)
        if isinstance(valore, bool):
            return SI if valore else NO
        if campo.choices:
            return str(dict(campo.flatchoices).get(valore, valore))
        if isinstance(campo, models.DateField):
            return date.fromisoformat(valore).strftime("%d/%m/%Y")
        if isinstance(campo, models.DecimalField):
            return str(valore).replace(".", ",")
        return str(valore)

    def leggi(self, nome, testo):
        """Return the plain value of a cell; raise ValoreError, in Italian."""
        campo = self.modello._meta.get_field(nome)
        if campo.many_to_many:
            parti = [parte.strip() for parte in testo.split(";") if parte.strip()]
            return sorted({self._chiave(campo, parte) for parte in parti})
        if not testo:
            return None if campo.null else ""
        if campo.is_relation:
            return self._chiave(campo, testo)
        if campo.choices:
            return _scelta(campo, testo)
        for tipo, lettore in LETTORI.items():
            if isinstance(campo, tipo):
                return lettore(campo, testo)
        if campo.max_length and len(testo) > campo.max_length:
            raise ValoreError(_("il testo supera %(n)s caratteri") % {"n": campo.max_length})
        return testo

    def _nome(self, campo, pk):
        return self._righe(campo)[0].get(pk, str(pk))

    def _chiave(self, campo, testo):
        chiave = self._righe(campo)[1].get(testo.casefold())
        if chiave is None:
            tipo = campo.related_model._meta.verbose_name
            raise ValoreError(_("«%(testo)s» non è un nome noto (%(tipo)s)") % {"testo": testo, "tipo": tipo})
        return chiave

    def _righe(self, campo):
        """Return ({key: name}, {name or code in small letters: key}) of the rows a field may point at."""
        if campo.name not in self._lette:
            righe = self.scelte.get(campo.name, campo.related_model._default_manager.all())
            nomi = {riga.pk: str(riga) for riga in righe}
            chiavi = {
                str(testo).casefold(): riga.pk
                for riga in righe
                for testo in (*(getattr(riga, codice, None) for codice in CODICI), str(riga))
                if testo
            }
            self._lette[campo.name] = nomi, chiavi
        return self._lette[campo.name]


def _scelta(campo, testo):
    for valore, etichetta in campo.flatchoices:
        if testo.casefold() in (str(valore).casefold(), str(etichetta).casefold()):
            return valore
    ammessi = ", ".join(str(etichetta) for _valore, etichetta in campo.flatchoices)
    raise ValoreError(_("«%(testo)s» non è tra: %(ammessi)s") % {"testo": testo, "ammessi": ammessi})


def _si_no(campo, testo):
    if testo.casefold() not in ("sì", "si", "no"):
        raise ValoreError(_("«%(testo)s» non è sì o no") % {"testo": testo})
    return testo.casefold() != NO


def leggi_giorno(testo):
    """Return the day of a cell, 31/12/2026 or 2026-12-31; raise ValoreError."""
    italiano = GIORNO.fullmatch(testo)
    try:
        if italiano:
            giorno, mese, anno = map(int, italiano.groups())
            return date(anno, mese, giorno)
        return date.fromisoformat(testo)
    except ValueError:
        raise ValoreError(_("«%(testo)s» non è una data: scrivi 31/12/2026") % {"testo": testo}) from None


def _giorno(campo, testo):
    return leggi_giorno(testo).isoformat()


def _intero(campo, testo):
    if not re.fullmatch(r"[0-9]{1,9}", testo):
        raise ValoreError(_("«%(testo)s» non è un numero intero") % {"testo": testo})
    return int(testo)


def _decimale(campo, testo):
    if not re.fullmatch(r"[0-9]{1,9}([.,][0-9]{1,2})?", testo):
        raise ValoreError(_("«%(testo)s» non è un importo: scrivi 12,50") % {"testo": testo})
    return f"{Decimal(testo.replace(',', '.')):.{campo.decimal_places}f}"


def _ora(campo, testo):
    ora = re.fullmatch(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])(:00)?", testo)
    if not ora:
        raise ValoreError(_("«%(testo)s» non è un’ora: scrivi 07:30") % {"testo": testo})
    return f"{int(ora[1]):02}:{ora[2]}:00"


LETTORI = {
    models.BooleanField: _si_no,
    models.DateField: _giorno,
    models.TimeField: _ora,
    models.DecimalField: _decimale,
    models.IntegerField: _intero,
}
