"""Openings and closings of calls as calendar events: an identifier never changes, an extension moves it."""

from django.utils import timezone
from django.utils.translation import gettext as _

from core import ics
from progetti.avvisi.quando import in_parole

PREAVVISO = 5  # days before a closing to be reminded on


def calendario(avvisi):
    """Return the iCalendar of ``avvisi``, with their known openings and closings."""
    eventi = [evento for avviso in avvisi for evento in _eventi(avviso)]
    return ics.calendario(str(_("Avvisi della Rete di Conciliazione della Montagna")), eventi)


def _eventi(avviso):
    if avviso.apre_il:
        yield _evento(avviso, "apre", avviso.apre_il, _("Apre: %(titolo)s"))
    if avviso.chiude_il:
        yield _evento(avviso, "chiude", avviso.chiude_il, _("Chiude: %(titolo)s"), promemoria=PREAVVISO)


def _evento(avviso, nome, quando, titolo, promemoria=None):
    """Return the event of an instant, or of its day when no source tells the hour."""
    if avviso.dimostrativo:
        titolo = f"{titolo} {_('(dati dimostrativi)')}"
    comuni = {
        "uid": f"avviso-{avviso.pk}-{nome}",
        "titolo": titolo % {"titolo": avviso.titolo},
        "scritto_il": avviso.aggiornato_il,
        "testo": in_parole(quando, con_ora=avviso.ore_note).capitalize(),
        "percorso": avviso.get_absolute_url(),
        "promemoria": promemoria,
    }
    if avviso.ore_note:
        return ics.istante(quando=quando, **comuni)
    giorno = timezone.localdate(quando)
    return ics.evento(dal=giorno, al=giorno, **comuni)
