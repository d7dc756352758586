"""The meetings of courses as calendar events: an identifier never changes."""

from django.utils.translation import gettext as _

from core import ics


def calendario(percorsi):
    """Return the iCalendar of the meetings of courses (``incontri`` prefetched)."""
    eventi = [_evento(percorso, incontro) for percorso in percorsi for incontro in percorso.incontri.all()]
    return ics.calendario(str(_("Formazione della Rete di Conciliazione della Montagna")), eventi)


def _evento(percorso, incontro):
    titolo = f"{percorso.titolo}: {incontro.titolo}" if incontro.titolo else percorso.titolo
    if percorso.dimostrativo:
        titolo = f"{titolo} {_('(dati dimostrativi)')}"
    return ics.impegno(
        uid=f"formazione-{incontro.pk}",
        dalle=incontro.inizio,
        alle=incontro.fine,
        titolo=titolo,
        scritto_il=percorso.aggiornato_il,
        sequenza=int(percorso.aggiornato_il.timestamp()) % 2**31,
        testo=percorso.sommario,
        percorso=percorso.get_absolute_url(),
        annullato=percorso.annullato_il is not None,
        luogo=percorso.luogo or str(_("a distanza")),
    )
