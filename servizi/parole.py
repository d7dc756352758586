"""Ages, times and prices of a service in plain Italian. Nothing is said that the rows do not say."""

import re
from collections import defaultdict

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.templatetags.formati import con_articolo, periodo
from servizi.models.tariffe import Tariffa
from servizi.models.tempi import Giorno

SPAZIO = "\N{NO-BREAK SPACE}"


def mesi_in_parole(mesi):
    """Return an age of ``mesi`` completed months: “3 mesi”, “6 anni”, “1 anno e 6 mesi”."""
    anni, resto = divmod(mesi, 12)
    parti = []
    if anni:
        parti.append(ngettext("%(n)d anno", "%(n)d anni", anni) % {"n": anni})
    if resto or not anni:
        parti.append(ngettext("%(n)d mese", "%(n)d mesi", resto) % {"n": resto})
    return _(" e ").join(parti)


def eta_in_parole(minimo, massimo):
    """Return an age range in completed months, both ends inclusive, None = no limit.

    36 months at most is “fino a 3 anni” (the third birthday); 179 is “fino a 14 anni compresi” (the day
    before the fifteenth).
    """
    if not minimo and massimo is None:
        return _("tutte le età")
    if massimo is None:
        return _("da %(eta)s in su") % {"eta": mesi_in_parole(minimo)}
    if minimo == massimo:
        return _("%(eta)s esatti") % {"eta": mesi_in_parole(minimo)}
    if not minimo:
        return _("fino a %(eta)s") % {"eta": _fine(massimo)}
    anni = minimo // 12
    if minimo == anni * 12 and massimo == minimo + 11:
        return mesi_in_parole(minimo)
    if minimo == anni * 12 and _anni_pieni(massimo):
        return _("da %(anni)d a %(eta)s") % {"anni": anni, "eta": _fine(massimo)}
    return _("da %(da)s a %(a)s") % {"da": mesi_in_parole(minimo), "a": _fine(massimo)}


def _anni_pieni(massimo):
    return massimo >= 24 and massimo % 12 in (0, 11)


def _fine(massimo):
    """Return the upper end: a birthday, or a whole year of age when it takes in its eleventh month."""
    if massimo >= 35 and massimo % 12 == 11:
        return _("%(eta)s compresi") % {"eta": mesi_in_parole(massimo - 11)}
    return mesi_in_parole(massimo)


def soldi(importo):
    """Return euro as people write them: “180 €”, “5,50 €”."""
    decimali = 0 if importo == importo.to_integral_value() else 2
    return f"{number_format(importo, decimal_pos=decimali, force_grouping=True)}{SPAZIO}€"


def costo_in_parole(gratuito, importo=None, unita="", numero=0):
    """Return the price in a few words: the lowest of ``numero`` fees is ``importo`` per ``unita``."""
    if gratuito:
        return _("Gratuito")
    if importo is None:
        return _("Costo non indicato")
    testo = f"{soldi(importo)} {Tariffa.Unita(unita).label}"
    return _("da %(costo)s") % {"costo": testo} if numero > 1 else testo


def isee_in_parole(da, a):
    """Return an ISEE band, both ends inclusive; “con ogni ISEE” when it has no limit."""
    if da is None and a is None:
        return _("con ogni ISEE")
    if da is None:
        return _("ISEE fino a %(a)s") % {"a": soldi(a)}
    if a is None:
        return _("ISEE da %(da)s in su") % {"da": soldi(da)}
    return _("ISEE da %(da)s a %(a)s") % {"da": soldi(da), "a": soldi(a)}


def giorni_in_parole(dal, al):
    """Return a span of days, as short as it can be said: “dal 14 al 18 giugno 2027”; either may be None."""
    if dal and dal == al:
        return con_articolo(dal)
    if not dal or not al or dal.year != al.year:
        return periodo(dal, al)
    uguale = "F Y" if dal.month == al.month else "Y"
    inizio = periodo(dal, None).removesuffix(f" {date_format(dal, uguale).lower()}")
    _fino, fine = periodo(None, al).split(" ", 1)
    return f"{inizio} {fine}"


def giorni_brevi(dal, al):
    """Return a span of days for a narrow place, without the year: “14-18 giugno”, “28 giugno-2 luglio”."""
    ultimo = date_format(al, "j F").lower()
    if dal == al:
        return ultimo
    return (
        f"{date_format(dal, 'j' if (dal.year, dal.month) == (al.year, al.month) else 'j F').lower()}-{ultimo}"
    )


def ora(momento):
    """Return a time as people say it: “7:30”."""
    return f"{momento.hour}:{momento:%M}"


def settimana(schemi):
    """Return the rows of a table, a column for each weekly schedule: only the days with an opening."""
    per_schema = [_per_giorno(orari) for orari in schemi]
    giorni = sorted({giorno for schema in per_schema for giorno in schema})
    return [
        [Giorno(giorno).label, *(", ".join(schema.get(giorno, ["—"])) for schema in per_schema)]
        for giorno in giorni
    ]


def orari_in_parole(orari):
    """Return a weekly schedule in words: “da lunedì a venerdì 7:30-16:30; sabato 9:00-12:00”."""
    giorni = defaultdict(list)
    for giorno, fasce in _per_giorno(orari).items():
        giorni[tuple(fasce)].append(giorno)
    return "; ".join(
        f"{giorni_della_settimana(numeri)} {_(' e ').join(fasce)}" for fasce, numeri in giorni.items()
    )


def _per_giorno(orari):
    """Return {day: distinct hours in order}, days in order."""
    giorni = defaultdict(set)
    for orario in orari:
        giorni[orario.giorno].add((orario.dalle, orario.alle))
    return {
        giorno: [f"{ora(dalle)}-{ora(alle)}" for dalle, alle in sorted(giorni[giorno])]
        for giorno in sorted(giorni)
    }


def giorni_della_settimana(numeri):
    """Return weekdays (0 = Monday, in order) in words: runs of three or more become “da … a …”."""
    serie = []
    for numero in numeri:
        if serie and numero == serie[-1][-1] + 1:
            serie[-1].append(numero)
        else:
            serie.append([numero])
    pezzi = []
    for run in serie:
        nomi = [str(Giorno(numero).label) for numero in run]
        if len(run) > 2:
            pezzi.append(_("da %(da)s a %(a)s") % {"da": nomi[0], "a": nomi[-1]})
        else:
            pezzi += nomi
    *primi, ultimo = pezzi
    return _("%(primi)s e %(ultimo)s") % {"primi": ", ".join(primi), "ultimo": ultimo} if primi else ultimo


def numero_da_comporre(telefono):
    """Return what a ``tel:`` link dials: the first number of the text, digits and plus alone."""
    primo = re.split(r"[/,;]| o ", telefono, maxsplit=1)[0]
    return re.sub(r"[^0-9+]", "", primo)
