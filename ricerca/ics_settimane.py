"""The week view as calendar events: when school is closed, and which days nothing covers."""

from datetime import UTC, datetime, time

from django.utils.translation import gettext as _

from core import ics
from ricerca import settimane_parole as parole
from servizi.models import DataScolastica


def calendario(vista):
    """Return the iCalendar of a Vista; one without events when there is none."""
    if not vista:
        return ics.calendario(_("Settimane"), [])
    nome = _("Giorni senza scuola")
    if vista.comune:
        nome = _("Giorni senza scuola, %(comune)s") % {"comune": vista.comune.nome}
    scoperti = [_scoperto(vista, tratto) for tratto in vista.tratti if vista.comune and tratto.mancanti]
    return ics.calendario(nome, [*_chiusure(vista), *scoperti])


def _chiusure(vista):
    """Yield the closures of the period that are not over."""
    for riga in vista.calendario.righe:
        del_periodo = riga.anno_scolastico == vista.scelta.anno and riga.tipo == DataScolastica.Tipo.CHIUSURA
        if del_periodo and vista.estiva == (riga.periodo.code == "ESTATE") and riga.al >= vista.oggi:
            yield _evento(
                vista,
                uid=f"chiusura-{riga.code}",
                dal=riga.dal,
                al=riga.al,
                titolo=_("Scuola chiusa: %(che_cosa)s") % {"che_cosa": riga.descrizione},
                testo=_("Calendario della Regione Lombardia: la tua scuola può cambiarlo."),
            )


def _scoperto(vista, tratto):
    """Return an event over the first and last day of a stretch that lacks a service."""
    che_cosa = tratto.nome or _("Settimana")
    return _evento(
        vista,
        uid=f"scoperta-{tratto.giorni[0]:%Y%m%d}-{vista.comune.slug}",
        dal=tratto.giorni[0],
        al=tratto.giorni[-1],
        titolo=f"{che_cosa}: {parole.scheda(tratto)['parola']}",
        testo="\n".join(filter(None, [_testo_mancanti(tratto), _("Secondo i servizi in elenco oggi.")])),
        promemoria=30,
    )


def _testo_mancanti(tratto):
    giorni = parole.mancano(tratto)
    return _("Mancano: %(giorni)s.") % {"giorni": giorni} if giorni else ""


def _evento(vista, **campi):
    """Return an event written at the start of today: the same all day long."""
    return ics.evento(percorso="/settimane/", scritto_il=datetime.combine(vista.oggi, time(), UTC), **campi)
