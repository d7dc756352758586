"""The life of a project for citizens: a line of time, the steps with their delay, start and end."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as pigra
from django.utils.translation import ngettext

from progetti.models import EventoProgetto

PAROLE = {
    "ammessa_finanziata": pigra("Il progetto è finanziato"),
    "inserita_nel_piano": pigra("Entra nel Piano territoriale"),
    "avviata": pigra("Le attività cominciano"),
    "in_corso": pigra("È in corso"),
    "sospensione": pigra("Si ferma per un po’"),
    "ripresa": pigra("Riprende"),
    "conclusa_attivita": pigra("Le attività finiscono"),
    "rendicontazione_presentata": pigra("Il capofila presenta il conto delle spese"),
    "in_verifica": pigra("ATS controlla le spese"),
    "saldo_liquidato": pigra("Il saldo è pagato"),
    "chiusa": pigra("Il progetto è chiuso"),
    "rinuncia": pigra("Il capofila rinuncia"),
    "decadenza": pigra("Il progetto decade"),
    "revoca": pigra("Il contributo è revocato"),
    "variazione": pigra("Il progetto cambia"),
    "proroga": pigra("Proroga: più tempo per finire"),
    "revoca_parziale": pigra("Il contributo è ridotto"),
}
"""What each event means, as people say it."""


@dataclass(frozen=True)
class Tappa:
    """A point of the line of time. ``prima``, ``dopo``: planned end before and after it, if it sets one."""

    evento: EventoProgetto
    testo: str
    prima: date | None = None
    dopo: date | None = None


def tappe(eventi):
    """Return the public ``eventi``, in order, as points of the line of time."""
    voci, fine = [], None
    for evento in eventi:
        prima, fine = fine, evento.nuova_fine or fine
        testo = PAROLE.get(evento.tipo, evento.get_tipo_display())
        voci.append(Tappa(evento, testo, prima if evento.nuova_fine else None, evento.nuova_fine))
    return voci


def ultimo_evento(progetto, eventi):
    """Return, among the public ``eventi`` in order, the one the state comes from (see ``con_stato``)."""
    return next((evento for evento in reversed(eventi) if evento.tipo == progetto.stato), None)


def passi(progetto, oggi):
    """Return the steps planned: [(step, how late it is, in words)]; no words when nothing is known."""
    finito = progetto.fine_effettiva is not None and progetto.fine_effettiva <= oggi
    return [(passo, ritardo(passo, oggi, finito=finito)) for passo in progetto.attivita.all()]


def ritardo(passo, oggi, *, finito):
    """Return in words how a step went against its planned days, on ``oggi``.

    ``finito``: the project is over; then a step without actual days is not late, its days are not known.
    """
    if passo.fine_effettiva:
        return _scarto(passo.fine_effettiva, passo.fine_prevista) if passo.fine_prevista else ""
    if finito:
        return _("date effettive non note")
    if passo.inizio_effettivo is None and passo.inizio_previsto and passo.inizio_previsto < oggi:
        return _("non ancora cominciato, in ritardo di %(quanto)s") % {
            "quanto": durata((oggi - passo.inizio_previsto).days)
        }
    if passo.fine_prevista and passo.fine_prevista < oggi:
        return _("in ritardo di %(quanto)s") % {"quanto": durata((oggi - passo.fine_prevista).days)}
    return _("in corso") if passo.inizio_effettivo else ""


def _scarto(effettiva, prevista):
    giorni = (effettiva - prevista).days
    if giorni == 0:
        return _("finito nei tempi")
    quanto = {"quanto": durata(abs(giorni))}
    testo = _("finito con %(quanto)s di ritardo") if giorni > 0 else _("finito %(quanto)s prima")
    return testo % quanto


def durata(giorni):
    """Return days as people say them: up to two months in days, beyond in whole months of thirty days."""
    if giorni <= 60:
        return ngettext("%(n)s giorno", "%(n)s giorni", giorni) % {"n": giorni}
    return _("circa %(n)s mesi") % {"n": round(giorni / 30)}


def fine_in_parole(progetto):
    """Return the planned ends, first and in force, when extensions moved them; None otherwise."""
    prima, dopo = progetto.fine_iniziale, progetto.fine_prevista
    return (prima, dopo) if prima and dopo and prima != dopo else None
