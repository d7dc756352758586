"""A plain value of a sheet (core.proposte.voci) as the text of a cell, and back."""

import re
from collections import Counter
from datetime import date
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext as _

from core.importazione import ValoreError
from core.models.denaro import CENTESIMI, CIFRE, CampoDenaro, in_cifre

SI, NO = "sì", "no"
CODICI = ("code", "codice_istat", "codice_fiscale")
GIORNO = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
ANNI = range(1900, 2101)  # of a day that a table may hold: outside it is a slip of the keyboard
PIU_D_UNO = object()


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
        if isinstance(campo, models.DecimalField | CampoDenaro):
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
        tipo = campo.related_model._meta.verbose_name
        if chiave is PIU_D_UNO:
            nomi, _chiavi = self._righe(campo)
            uguali = [nome for nome in nomi.values() if nome.casefold().startswith(f"{testo.casefold()} [")]
            raise ValoreError(
                _("«%(testo)s» è il nome di più voci (%(tipo)s): scrivi il codice, o una tra %(uguali)s")
                % {"testo": testo, "tipo": tipo, "uguali": ", ".join(uguali[:5])}
            )
        if chiave is None:
            raise ValoreError(_("«%(testo)s» non è un nome noto (%(tipo)s)") % {"testo": testo, "tipo": tipo})
        return chiave

    def _righe(self, campo):
        """Return ({key: name}, {name or code in small letters: key}) of the rows a field may point at."""
        if campo.name not in self._lette:
            righe = self.scelte.get(campo.name, campo.related_model._default_manager.all())
            nomi = {riga.pk: str(riga) for riga in righe}
            quanti = Counter(nome.casefold() for nome in nomi.values())
            doppi = {nome for nome, volte in quanti.items() if volte > 1}
            # Two rows of one name are told apart by their key, out and back.
            nomi = {pk: f"{n} [{pk}]" if n.casefold() in doppi else n for pk, n in nomi.items()}
            chiavi = dict.fromkeys(doppi, PIU_D_UNO) | {n.casefold(): pk for pk, n in nomi.items()}
            for riga in righe:
                codici = (getattr(riga, codice, None) for codice in CODICI)
                chiavi |= {str(codice).casefold(): riga.pk for codice in codici if codice}
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
    """Return the day of a cell: 31/12/2026, 31-12-2026, 31.12.2026, 2026-12-31; raise ValoreError."""
    italiano = GIORNO.fullmatch(testo)
    try:
        if italiano:
            giorno, _segno, mese, anno = italiano.groups()
            letto = date(int(anno), int(mese), int(giorno))
        else:
            letto = date.fromisoformat(testo if ISO.fullmatch(testo) else "")
    except ValueError:
        raise ValoreError(_("«%(testo)s» non è una data: scrivi 31/12/2026") % {"testo": testo}) from None
    if letto.year not in ANNI:
        raise ValoreError(_("«%(testo)s»: controlla l’anno") % {"testo": testo})
    return letto


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


def leggi_denaro(testo):
    """Return the Decimal euro of a cell, two decimals: “87.000,00”, “87000.00”, “€ 1.250,5”.

    Raises ValoreError for what is no amount, for a fraction of a cent, for more digits than an amount has.
    """
    try:
        euro = in_cifre(testo)
    except ValueError:
        raise ValoreError(_("«%(testo)s» non è un importo: scrivi 1.250,50") % {"testo": testo}) from None
    if abs(euro) >= Decimal(10) ** (CIFRE - 2):
        raise ValoreError(_("«%(testo)s» è un importo troppo grande") % {"testo": testo[:40]})
    centesimi = euro.quantize(CENTESIMI)
    if centesimi != euro:
        raise ValoreError(_("«%(testo)s» ha più di due decimali") % {"testo": testo})
    return centesimi


def _denaro(campo, testo):
    return str(leggi_denaro(testo))


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
    CampoDenaro: _denaro,
    models.IntegerField: _intero,
}
