"""The deadlines of projects, from the rows that set them: reports of the cycle, end, steps, those set by ATS.

Nothing is stored: a deadline that moves has moved everywhere. What is owed depends on the state:

- a report or an account of the cycle, by a project that had started by then and has not ended otherwise; the
  first report of a kind answers the first deadline of that kind, the second the second;
- the planned end in force and the steps of the cronoprogramma, until the activities are over;
- a deadline that ATS set for the project, whatever its state;
- the sheet of a monitoring round, until it is sent.
"""

from collections import defaultdict
from datetime import date, timedelta
from typing import NamedTuple

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from piani.models import ScadenzaRendicontazione
from progetti.models import Attivita, EventoProgetto, Progetto, Rendiconto, Scadenza, SchedaMonitoraggio
from progetti.models.transizioni import ATTIVI, FINANZIATI

Tipo = EventoProgetto.Tipo
DelPiano = ScadenzaRendicontazione.Tipo
DOPO_LE_ATTIVITA = (Tipo.CONCLUSA, Tipo.RENDICONTATA, Tipo.IN_VERIFICA, Tipo.SALDO, Tipo.CHIUSA)
RENDICONTATI = DOPO_LE_ATTIVITA[1:]
UN_GIORNO = timedelta(days=1)


class Dovuta(NamedTuple):
    """Something due by a day: ``chiave`` names it within its project, whatever the day; ``fatta``: no longer.

    ``progetto`` is the row, with ``stato`` and the dates.
    """

    progetto: Progetto
    chiave: str
    titolo: str
    giorno: date
    fatta: bool


def scadenze(progetti, dal, al, oggi=None):
    """Return the deadlines (``Dovuta``) of ``progetti``, a queryset, from ``dal`` to ``al``, both included.

    In order of day, as things are on ``oggi`` (today); seven queries whatever the number of projects.
    """
    oggi = oggi or timezone.localdate()
    righe = {riga.pk: riga for riga in progetti.con_stato(oggi).con_date(oggi).con_nome()}
    trovate = [
        *_del_ciclo(righe, dal, al, oggi),
        *_fini(righe, dal, al),
        *_passi(righe, dal, al),
        *_proprie(righe, dal, al),
        *_schede(righe, dal, al),
    ]
    return sorted(trovate, key=lambda dovuta: (dovuta.giorno, dovuta.progetto.pk, dovuta.chiave))


def in_ritardo(progetti, oggi=None):
    """Return those of ``progetti``, a queryset, with a deadline past on ``oggi`` (today) and not done."""
    oggi = oggi or timezone.localdate()
    passate = scadenze(progetti.model.objects.all(), date.min, oggi - UN_GIORNO, oggi)
    return progetti.filter(pk__in={dovuta.progetto.pk for dovuta in passate if not dovuta.fatta})


def _del_ciclo(righe, dal, al, oggi):
    """Yield the reports that the cycle asks for, with those already given."""
    fatti = _consegne(righe, oggi)
    cicli = {riga.piano_id for riga in righe.values() if riga.piano_id}
    del_piano = defaultdict(list)
    for scadenza in ScadenzaRendicontazione.objects.filter(piano__in=cicli).order_by("giorno", "pk"):
        del_piano[scadenza.piano_id].append(scadenza)
    for riga in righe.values():
        if riga.stato not in (*ATTIVI, *DOPO_LE_ATTIVITA):
            continue
        date_note = fatti[riga.pk]
        contate = defaultdict(int)
        for scadenza in del_piano[riga.piano_id]:
            if not _deve(riga, scadenza, date_note["inizio"]):
                continue
            contate[scadenza.tipo] += 1
            if dal <= scadenza.giorno <= al:
                fatta = riga.stato in RENDICONTATI or date_note[scadenza.tipo] >= contate[scadenza.tipo]
                titolo = capfirst(str(scadenza))
                yield Dovuta(riga, f"piano:{scadenza.pk}", titolo, scadenza.giorno, fatta)


def _deve(riga, scadenza, inizio):
    """Return whether a project owes a report of its cycle: not before it began, nor once it is over."""
    if inizio is None or scadenza.giorno < inizio:
        return False
    finito = riga.fine_effettiva is not None and scadenza.giorno > riga.fine_effettiva
    return not (finito and scadenza.tipo == DelPiano.MONITORAGGIO)


def _consegne(righe, oggi):
    """Return {key of the project: {"inizio": first day it ran, kind of deadline: how many reports given}}."""
    fatti = defaultdict(lambda: {"inizio": None} | dict.fromkeys(DelPiano.values, 0))
    eventi = EventoProgetto.objects.validi().filter(progetto__in=righe, data__lte=oggi)
    eventi = eventi.filter(tipo__in=[*ATTIVI, Tipo.CONCLUSA, Tipo.MONITORAGGIO, Tipo.RENDICONTATA])
    for progetto, tipo, data in eventi.order_by("data", "pk").values_list("progetto", "tipo", "data"):
        if tipo == Tipo.MONITORAGGIO:
            fatti[progetto][DelPiano.MONITORAGGIO] += 1
        elif tipo == Tipo.RENDICONTATA:
            fatti[progetto][DelPiano.FINALE] += 1
        elif fatti[progetto]["inizio"] is None:
            fatti[progetto]["inizio"] = data
    conti = Rendiconto.objects.filter(progetto__in=righe, presentato_il__lte=oggi).order_by()
    for progetto in conti.values_list("progetto", flat=True):
        fatti[progetto][DelPiano.RENDICONTO] += 1
    return fatti


def _fini(righe, dal, al):
    """Yield the planned end in force of each project."""
    for riga in righe.values():
        fine = riga.fine_prevista
        if fine and dal <= fine <= al and riga.stato in (*FINANZIATI, *DOPO_LE_ATTIVITA):
            yield Dovuta(riga, "fine", _("Fine delle attività"), fine, riga.stato in DOPO_LE_ATTIVITA)


def _passi(righe, dal, al):
    """Yield the steps of the cronoprogramma of each project."""
    passi = Attivita.objects.filter(progetto__in=righe, fine_prevista__range=(dal, al))
    for passo in passi.order_by("pk"):
        riga = righe[passo.progetto_id]
        if riga.stato in (*FINANZIATI, *DOPO_LE_ATTIVITA):
            fatta = passo.fine_effettiva is not None or riga.stato in DOPO_LE_ATTIVITA
            yield Dovuta(riga, f"attivita:{passo.pk}", passo.titolo, passo.fine_prevista, fatta)


def _proprie(righe, dal, al):
    """Yield the deadlines that ATS set for each project."""
    for scadenza in Scadenza.objects.filter(progetto__in=righe, giorno__range=(dal, al)).order_by("pk"):
        riga = righe[scadenza.progetto_id]
        fatta = scadenza.fatta_il is not None
        yield Dovuta(riga, f"scadenza:{scadenza.pk}", scadenza.titolo, scadenza.giorno, fatta)


def _schede(righe, dal, al):
    """Yield the sheets of the monitoring rounds that each project owes."""
    da_fare = (SchedaMonitoraggio.Stato.DA_COMPILARE, SchedaMonitoraggio.Stato.RESTITUITA)
    schede = SchedaMonitoraggio.objects.filter(progetto__in=righe, scade_il__range=(dal, al))
    for scheda in schede.select_related("rilevazione").order_by("pk"):
        titolo = _("Scheda di monitoraggio: %(titolo)s") % {"titolo": scheda.rilevazione}
        fatta = scheda.stato not in da_fare
        yield Dovuta(righe[scheda.progetto_id], f"scheda:{scheda.pk}", titolo, scheda.scade_il, fatta)
