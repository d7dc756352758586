"""Dates as people say them, and money as Italian acts write it. Shared by every room."""

import json
from contextlib import suppress
from datetime import datetime
from decimal import Decimal

from django import template
from django.template.defaultfilters import date as data_estesa
from django.utils.formats import number_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from core.models.basi import Precisione

register = template.Library()

SPAZIO = "\N{NO-BREAK SPACE}"
FORMATI_SCRITTI = [
    ("%Y-%m-%d", Precisione.GIORNO),
    ("%Y-%m", Precisione.MESE),
    ("%Y", Precisione.ANNO),
]
# Characters that could close the <script> element or start a comment in it.
PERICOLOSI = {ord(c): f"\\u{ord(c):04X}" for c in "<>&\u2028\u2029"}


@register.filter
def in_parole(data, precisione=Precisione.GIORNO):
    """Return a date in words, no more exact than it is known.

    “24 gennaio 2017”, “luglio 2017” (mese), “2018” (anno), “entro il 15 gennaio 2020” (entro); empty for
    None. Use it instead of ``date:"j F Y"``: Django writes Italian months with a capital letter.
    """
    if not data:
        return ""
    if precisione == Precisione.ANNO:
        return str(data.year)
    if precisione == Precisione.MESE:
        return data_estesa(data, "F Y").lower()
    if precisione == Precisione.ENTRO:
        return _("entro %(giorno)s") % {"giorno": con_articolo(data)}
    return _giorno(data)


@register.filter
def con_articolo(data):
    """Return a day with its article: “il 1° marzo 2018”, “l'8 marzo 2018”."""
    if not data:
        return ""
    return f"l'{_giorno(data)}" if data.day in (8, 11) else f"il {_giorno(data)}"


@register.filter
def al_giorno(data):
    """Return a day as the date of a count, or as the last one: “al 1° marzo 2018”, “all'8 marzo 2018”."""
    return _al(data) if data else ""


@register.filter
def dal_giorno(data):
    """Return a day as the first one: “dal 1° marzo 2018”, “dall'8 marzo 2018”."""
    return _dal(data) if data else ""


@register.filter
def del_giorno(data):
    """Return a day as that of something: “del 1° marzo 2018”, “dell'8 marzo 2018”."""
    if not data:
        return ""
    return f"dell'{_giorno(data)}" if data.day in (8, 11) else f"del {_giorno(data)}"


@register.simple_tag
def periodo(dal, al):
    """Return two days of validity, either of which may be None: “dal 1° marzo 2018 al 3 aprile 2019”."""
    if dal and al:
        return _("%(dal)s %(al)s") % {"dal": _dal(dal), "al": _al(al)}
    if dal:
        return _dal(dal)
    return _("fino %(al)s") % {"al": _al(al)} if al else ""


@register.filter
def euro(importo):
    """Return an amount to the cent: “87.000,00 €”; empty for None."""
    if importo is None or importo == "":
        return ""
    return f"{number_format(importo, decimal_pos=2, force_grouping=True)}{SPAZIO}€"


@register.filter
def percentuale(valore):
    """Return a percentage without useless zeros: “50%”, “37,5%”; empty for None."""
    if valore is None or valore == "":
        return ""
    return f"{number_format(format(Decimal(valore).normalize(), 'f'))}%"


@register.simple_tag
def dati_strutturati(dati):
    """Return ``dati`` (JSON-LD) as a data block that no text in it can close. Empty values are left out."""
    testo = json.dumps({"@context": "https://schema.org"} | _pieni(dati), ensure_ascii=False, default=str)
    return mark_safe(f'<script type="application/ld+json">{testo.translate(PERICOLOSI)}</script>')


@register.filter
def data_scritta(testo):
    """Return in words a date written as year, year-month or day (“2018-05”: “maggio 2018”); else the text."""
    for formato, precisione in FORMATI_SCRITTI:
        with suppress(ValueError):
            return in_parole(datetime.strptime(testo, formato).date(), precisione)
    return testo


def _pieni(dati):
    """Return a dict without its empty values, nor those of the dicts in it."""
    ridotti = {c: _pieni(v) if isinstance(v, dict) else v for c, v in dati.items()}
    return {c: v for c, v in ridotti.items() if v}


def _giorno(data):
    return f"{'1°' if data.day == 1 else data.day} {data_estesa(data, 'F Y').lower()}"


def _dal(data):
    return f"dall'{_giorno(data)}" if data.day in (8, 11) else f"dal {_giorno(data)}"


def _al(data):
    return f"all'{_giorno(data)}" if data.day in (8, 11) else f"al {_giorno(data)}"
