"""The dates of a service as calendar events: openings, closures, enrolment. Only what is not over yet.

The weekly schedule is not among them: holidays, periods and closures would make it promise hours that are not
held. The sheet has it, and each event says so.
"""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from core import ics
from servizi.models import Apertura

GIORNI_DI_PREAVVISO = 3


def ha_date(servizio, aperture):
    """Return whether the calendar has any event; ``aperture``: the dated rows not over yet."""
    oggi = timezone.localdate()
    iscrizioni = (servizio.iscrizioni_dal, servizio.iscrizioni_al)
    return bool(aperture) or any(giorno and giorno >= oggi for giorno in iscrizioni)


def calendario(servizio):
    """Return the iCalendar of ``servizio``, its dated rows read with their place."""
    oggi = timezone.localdate()
    aperture = servizio.aperture.filter(al__gte=oggi).select_related("sede__comune").order_by("dal", "pk")
    eventi = [_apertura(servizio, riga) for riga in aperture]
    return ics.calendario(servizio.titolo, [*eventi, *_iscrizioni(servizio, oggi)])


def _apertura(servizio, riga):
    posti = f" ({riga.get_posti_display()})" if riga.posti else ""
    che_cosa = _("Chiuso") if riga.tipo == Apertura.Tipo.CHIUSO else _("Aperto")
    return _evento(
        servizio,
        uid=f"apertura-{riga.pk}",
        dal=riga.dal,
        al=riga.al,
        che_cosa=f"{che_cosa}{posti}",
        nota=riga.descrizione,
        luogo=_luogo(riga.sede) if riga.sede else "",
    )


def _luogo(sede):
    return ", ".join(filter(None, [sede.nome, sede.indirizzo, f"{sede.cap} {sede.comune.nome}".strip()]))


def _iscrizioni(servizio, oggi):
    """Yield the first and the last day of enrolment; the last with a reminder."""
    inizio, fine = servizio.iscrizioni_dal, servizio.iscrizioni_al
    if inizio and inizio >= oggi:
        yield _iscrizione(servizio, "apertura", inizio, _("Aprono le iscrizioni"))
    if fine and fine >= oggi:
        ultimo = _("Ultimo giorno per iscriversi")
        preavviso = GIORNI_DI_PREAVVISO if fine - timedelta(days=GIORNI_DI_PREAVVISO) >= oggi else None
        yield _iscrizione(servizio, "chiusura", fine, ultimo, preavviso)


def _iscrizione(servizio, quale, giorno, che_cosa, promemoria=None):
    uid = f"iscrizioni-{quale}-{servizio.pk}"
    return _evento(servizio, uid=uid, dal=giorno, al=giorno, che_cosa=che_cosa, promemoria=promemoria)


def _evento(servizio, *, che_cosa, nota="", **campi):
    titolo = f"{che_cosa}: {servizio.titolo}"
    testi = [nota, servizio.descrizione_breve, _("Gli orari della settimana sono nella scheda.")]
    if servizio.stato == servizio.Stato.SOSPESO:
        testi.insert(0, _("Il servizio è sospeso: %(motivo)s") % {"motivo": servizio.motivo_stato})
    if servizio.dimostrativo:
        titolo = _("[dati dimostrativi] %(titolo)s") % {"titolo": titolo}
        testi.append(_("Dati dimostrativi: il servizio è inventato per mostrare il portale."))
    return ics.evento(
        titolo=titolo,
        testo="\n".join(filter(None, testi)),
        percorso=servizio.get_absolute_url(),
        scritto_il=servizio.aggiornato_il,
        **campi,
    )
