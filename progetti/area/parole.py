"""How many days are left, and how late a project is, as people say them."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from progetti.models.transizioni import FINANZIATI
from progetti.vita.date import giorni_di_ritardo


def fra_quanto(giorno, oggi):
    """Return how far a day is from ``oggi``: “oggi”, “domani”, “fra 12 giorni”, “passata da 3 giorni”."""
    manca = (giorno - oggi).days
    if manca < 0:
        return ngettext("passata da %(n)s giorno", "passata da %(n)s giorni", -manca) % {"n": -manca}
    if manca > 1:
        return _("fra %(n)s giorni") % {"n": manca}
    return _("domani") if manca else _("oggi")


def ritardo(progetto, oggi):
    """Return how late a project (``con_stato().con_date()``) is on ``oggi``, by its events; "" if it is not.

    Against the planned end in force: past and not over, or over after it; else an end that was put off.
    """
    prevista, effettiva = progetto.fine_prevista, progetto.fine_effettiva
    giorni = giorni_di_ritardo(fine_prevista=prevista, fine_effettiva=effettiva, oggi=oggi)
    if giorni and effettiva is None and progetto.stato in FINANZIATI:
        return ngettext("in ritardo di %(n)s giorno", "in ritardo di %(n)s giorni", giorni) % {"n": giorni}
    if giorni and effettiva is not None:
        testo = ngettext("finito con %(n)s giorno di ritardo", "finito con %(n)s giorni di ritardo", giorni)
        return testo % {"n": giorni}
    spostata = (prevista - progetto.fine_iniziale).days if prevista else 0
    if spostata > 0:
        return ngettext("prorogato di %(n)s giorno", "prorogato di %(n)s giorni", spostata) % {"n": spostata}
    return ""
