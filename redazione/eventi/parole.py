"""The date of an event in words."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.templatetags.formati import in_parole


def quando(data):
    """Return when it is held: “sabato 5 dicembre 2026, dalle 10:00 alle 12:30”."""
    inizio, fine = timezone.localtime(data.inizio), timezone.localtime(data.fine)
    parti = {
        "primo": _giorno(inizio.date()),
        "ultimo": _giorno(data.ultimo_giorno),
        "dalle": f"{inizio:%H:%M}",
        "alle": f"{fine:%H:%M}",
    }
    un_giorno = data.ultimo_giorno == inizio.date()
    if data.giorni_interi:
        return (_("%(primo)s, tutto il giorno") if un_giorno else _("da %(primo)s a %(ultimo)s")) % parti
    if un_giorno:
        return _("%(primo)s, dalle %(dalle)s alle %(alle)s") % parti
    return _("da %(primo)s, ore %(dalle)s, a %(ultimo)s, ore %(alle)s") % parti


def _giorno(giorno):
    return f"{date_format(giorno, 'l').lower()} {in_parole(giorno)}"
