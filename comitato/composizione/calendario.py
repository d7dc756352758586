"""What is ahead for the Comitato in one list: duties, meetings, reports due, action points, evaluations."""

from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, Q
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from comitato.models import Adempimento, Azione, DomandaValutazione, Seduta, Valutazione
from core import ics
from progetti.models import SchedaMonitoraggio

Scheda = SchedaMonitoraggio.Stato
DA_DARE = [Scheda.DA_COMPILARE, Scheda.RESTITUITA]


class Voce(NamedTuple):
    """A line of the calendar. ``stato`` is one of fatto, ritardo, aperto."""

    chiave: str
    giorno: date
    ora: datetime | None
    tipo: str
    titolo: str
    chi: str
    stato: str
    indirizzo: str
    dimostrativo: bool


def voci(dal, al, chi, oggi=None):
    """Return the lines (``Voce``) from ``dal`` to ``al``, both included, that ``chi`` may see, by day.

    A fixed number of queries. A meeting being prepared is for the secretariat alone.
    """
    oggi = oggi or timezone.localdate()
    tutte = [
        *_adempimenti(dal, al, chi, oggi),
        *_sedute(dal, al, chi, oggi),
        *_schede(dal, al, oggi),
        *_azioni(dal, al, oggi),
        *_valutazioni(dal, al, oggi),
    ]
    return sorted(tutte, key=lambda voce: (voce.giorno, voce.ora is not None, voce.titolo, voce.chiave))


def in_calendario(righe):
    """Return the iCalendar of the lines that are not done: whole days, meetings at their hour."""
    adesso = timezone.now()
    eventi = []
    for voce in righe:
        if voce.stato == "fatto":
            continue
        segno = f" ({_('dati dimostrativi')})" if voce.dimostrativo else ""
        comune = {
            "uid": voce.chiave,
            "titolo": f"{voce.tipo}: {voce.titolo}{segno}",
            "percorso": voce.indirizzo,
            "scritto_il": adesso,
        }
        if voce.ora:
            eventi.append(ics.istante(quando=voce.ora, **comune))
        else:
            eventi.append(ics.evento(dal=voce.giorno, al=voce.giorno, **comune))
    return ics.calendario(_("Comitato"), eventi)


def _stato(giorno, fatto, oggi):
    return "fatto" if fatto else "ritardo" if giorno < oggi else "aperto"


def _verso(nome, *args):
    """Return the address of a page; empty while the room has none."""
    try:
        return reverse(f"admin:{nome}", args=args)
    except NoReverseMatch:
        return ""


def _adempimenti(dal, al, chi, oggi):
    """Yield the duties of the year."""
    pagina = "comitato_adempimento_done" if chi.segreteria else "comitato_adempimento_change"
    for riga in Adempimento.objects.filter(giorno__range=(dal, al)).select_related("ente"):
        stato = _stato(riga.giorno, riga.fatto_il, oggi)
        yield Voce(
            f"comitato-adempimento-{riga.pk}",
            riga.giorno,
            None,
            _("Adempimento"),
            riga.titolo,
            str(riga.ente or ""),
            stato,
            _verso("comitato_adempimento_change" if stato == "fatto" else pagina, riga.pk),
            riga.dimostrativo,
        )


def _sedute(dal, al, chi, oggi):
    """Yield the meetings that were not called off; of a written procedure, the deadline."""
    righe = Seduta.objects.exclude(stato=Seduta.Stato.ANNULLATA)
    righe = righe if chi.segreteria else righe.convocate()
    for riga in righe.filter(
        Q(termine=None, inizio__date__range=(dal, al)) | Q(termine__date__range=(dal, al))
    ):
        quando = timezone.localtime(riga.termine or riga.inizio)
        fatto = riga.stato == Seduta.Stato.CHIUSA
        tipo = _("Risposte alla procedura scritta") if riga.scritta else _("Seduta")
        if riga.stato == Seduta.Stato.PREPARAZIONE:
            tipo = _("%(tipo)s, in preparazione") % {"tipo": tipo}
        yield Voce(
            f"comitato-seduta-{riga.pk}",
            quando.date(),
            quando,
            tipo,
            str(riga),
            riga.luogo,
            _stato(quando.date(), fatto, oggi),
            reverse("admin:comitato_meeting", args=[riga.pk]),
            riga.dimostrativo,
        )


def _schede(dal, al, oggi):
    """Yield the reports due: a line for each round and day, with how many are still to come."""
    righe = SchedaMonitoraggio.objects.filter(
        scade_il__range=(dal, al), rilevazione__aperta_il__isnull=False
    ).exclude(stato=Scheda.SALTATA)
    gruppi = righe.values("rilevazione", "rilevazione__titolo", "rilevazione__dimostrativo", "scade_il")
    gruppi = gruppi.annotate(tutte=Count("pk"), mancano=Count("pk", filter=Q(stato__in=DA_DARE))).order_by()
    for gruppo in gruppi:
        yield Voce(
            f"comitato-schede-{gruppo['rilevazione']}-{gruppo['scade_il']:%Y%m%d}",
            gruppo["scade_il"],
            None,
            _("Schede di monitoraggio"),
            gruppo["rilevazione__titolo"],
            _("mancano %(mancano)s schede su %(tutte)s") % gruppo,
            _stato(gruppo["scade_il"], not gruppo["mancano"], oggi),
            _verso("progetti_rilevazione_change", gruppo["rilevazione"]),
            gruppo["rilevazione__dimostrativo"],
        )


def _azioni(dal, al, oggi):
    """Yield the action points that still serve."""
    righe = Azione.objects.filter(scade_il__range=(dal, al)).exclude(stato=Azione.Stato.ANNULLATA)
    for riga in righe.select_related("ente", "decisione__seduta"):
        fatta = riga.stato == Azione.Stato.CHIUSA
        yield Voce(
            f"comitato-azione-{riga.pk}",
            riga.scade_il,
            None,
            _("Azione decisa"),
            riga.testo,
            str(riga.ente),
            _stato(riga.scade_il, fatta, oggi),
            _verso("comitato_azione_change", riga.pk),
            riga.decisione.seduta.dimostrativo,
        )


def _valutazioni(dal, al, oggi):
    """Yield the deadlines of the scores, and of the answers of the evaluation plan."""
    aperte = (Valutazione.Stato.PREPARAZIONE, Valutazione.Stato.APERTA)
    for riga in Valutazione.objects.filter(chiude_il__range=(dal, al)).select_related("avviso"):
        yield Voce(
            f"comitato-valutazione-{riga.pk}",
            riga.chiude_il,
            None,
            _("Punteggi delle proposte"),
            str(riga.avviso),
            "",
            _stato(riga.chiude_il, riga.stato not in aperte, oggi),
            _verso("comitato_valutazione_change", riga.pk),
            riga.dimostrativo,
        )
    for riga in DomandaValutazione.objects.filter(scade_il__range=(dal, al)):
        yield Voce(
            f"comitato-domanda-{riga.pk}",
            riga.scade_il,
            None,
            _("Domanda di valutazione"),
            str(riga),
            "",
            _stato(riga.scade_il, riga.risposta_il, oggi),
            _verso("comitato_domandavalutazione_change", riga.pk),
            riga.dimostrativo,
        )
