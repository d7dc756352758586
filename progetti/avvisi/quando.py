"""Opening and closing of calls: the instants at which their pages change, and how they are told in words."""

from django.db.models import Q
from django.template.defaultfilters import date as data_estesa
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from progetti.models import Avviso

Stato = Avviso.Stato


def istanti(dal, al):
    """Return the openings and closings of the published calls with dal < instant <= al (aware)."""
    coppie = Avviso.objects.pubblicati().order_by().values_list("apre_il", "chiude_il")
    del_giorno = Q(apre_il__gt=dal, apre_il__lte=al) | Q(chiude_il__gt=dal, chiude_il__lte=al)
    trovati = [istante for coppia in coppie.filter(del_giorno) for istante in coppia if istante]
    return [istante for istante in trovati if dal < istante <= al]


def in_parole(istante, *, con_ora=True):
    """Return an instant in words: “venerdì 9 novembre 2018 alle 12”; only its day without ``con_ora``."""
    locale = timezone.localtime(istante)
    giorno = data_estesa(locale, "l j F Y").lower()
    if locale.day == 1:
        giorno = giorno.replace(" 1 ", " 1° ", 1)
    return f"{giorno} {ora(istante)}" if con_ora else giorno


def ora(istante):
    """Return the hour of an instant in words: “alle 12”, “alle 9:30”, “all’una”."""
    locale = timezone.localtime(istante)
    if locale.minute:
        orario = f"{locale.hour}:{locale.minute:02}"
        return _("all’%(ora)s") % {"ora": orario} if locale.hour == 1 else _("alle %(ora)s") % {"ora": orario}
    if locale.hour == 1:
        return _("all’una")
    return _("a mezzanotte") if locale.hour == 0 else _("alle %(ora)s") % {"ora": locale.hour}


def manca(istante, oggi=None):
    """Return how far off an instant to come is, in days: “oggi”, “domani”, “tra 3 giorni”."""
    giorni = (timezone.localdate(istante) - (oggi or timezone.localdate())).days
    if giorni < 1:
        return _("oggi")
    if giorni == 1:
        return _("domani")
    return ngettext("tra %(n)d giorno", "tra %(n)d giorni", giorni) % {"n": giorni}


def conto(avviso, oggi=None):
    """Return what is next or last of a call read with ``con_stato()``, in one line.

    “Chiude tra 3 giorni, venerdì 9 novembre 2018 alle 12”; what no source tells is said.
    """
    ore = avviso.ore_note
    if avviso.stato == Stato.APERTO:
        if avviso.chiude_il is None:
            return _("È aperto. Quando chiude non è noto.")
        return _("Chiude %(manca)s, %(quando)s") % _parti(avviso.chiude_il, ore, oggi)
    if avviso.stato == Stato.IN_ARRIVO:
        return _("Apre %(manca)s, %(quando)s") % _parti(avviso.apre_il, ore, oggi)
    if avviso.chiude_il is None:
        return _("Le date di apertura e chiusura non sono note: le chiederemo all’ATS.")
    if avviso.stato == Stato.NON_NOTE:
        return _("Chiude %(manca)s, %(quando)s. Quando apre non è noto.") % _parti(
            avviso.chiude_il, ore, oggi
        )
    return _("Ha chiuso %(quando)s") % {"quando": in_parole(avviso.chiude_il, con_ora=ore)}


def _parti(istante, ore, oggi):
    return {"manca": manca(istante, oggi), "quando": in_parole(istante, con_ora=ore)}
