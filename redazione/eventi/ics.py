"""The dates of events for a calendar: each keeps its identifier, one called off says so."""

from django.utils.translation import gettext as _

from core import ics


def calendario(nome, date):
    """Return the iCalendar called ``nome`` of ``date``, read ``con_evento()``."""
    return ics.calendario(" ".join(str(nome).split()), [_evento(data) for data in date])


def _evento(data):
    evento = data.evento
    scritto_il = max(evento.aggiornato_il, data.aggiornato_il)
    titolo = evento.titolo
    if evento.dimostrativo:
        titolo = _("[dati dimostrativi] %(titolo)s") % {"titolo": titolo}
    vevent = ics.impegno(
        uid=f"evento-{data.evento_id}-{data.pk}",
        dalle=data.inizio,
        alle=data.fine,
        titolo=titolo,
        scritto_il=scritto_il,
        sequenza=max(0, int((scritto_il - evento.creato_il).total_seconds())),
        annullato=data.saltata,
        testo=_testo(data),
        percorso=evento.get_absolute_url(),
        luogo=evento.dove or evento.online,
    )
    vevent.add("last-modified", scritto_il)
    return vevent


def _testo(data):
    evento = data.evento
    righe = [
        _("Annullato: %(motivo)s") % {"motivo": evento.motivo} if evento.annullato else "",
        evento.sommario,
        data.nota,
        evento.per_chi,
        _("Gratuito") if evento.gratuito else evento.prezzo,
        evento.online,
    ]
    return "\n".join(filter(None, righe))
