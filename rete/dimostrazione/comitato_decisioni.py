"""The demo of decisions: on the meeting that was held, one on a late project, two action points, minutes."""

from datetime import timedelta

from django.utils import timezone

from aderenti.models import Organizzazione
from comitato.models import Azione, Decisione, Seduta, Verbale, Voto
from comitato.sedute.conti import conta
from comitato.sedute.convoca import DIMOSTRATIVE_DA
from comitato.verbali.vita import apri_commenti, redigi
from progetti.models import PartnerProgetto, Progetto

DETTO = (
    "Il verbale della seduta precedente è letto e approvato.",
    "Si guardano i progetti del ciclo, uno per uno.\n- Uno è in ritardo.\n- Gli altri sono nei tempi.",
    "Nessun altro argomento.",
)


def prepara_decisioni(*, oggi):
    """Create the demo decision on the closed demo meeting; return how many, 0 when it is there.

    Does nothing without the meeting or the demo projects.
    """
    seduta = Seduta.objects.filter(dimostrativo=True, stato=Seduta.Stato.CHIUSA).order_by("inizio").first()
    if seduta is None or seduta.decisioni.exists():
        return 0
    progetto, capofila = _in_ritardo(oggi)
    punto = seduta.punti.order_by("ordine")[1:2].first()
    if progetto is None or punto is None:
        return 0
    decisione = _decisione(oggi, seduta, punto, progetto)
    _voti(decisione)
    _azioni(oggi, decisione, capofila)
    _verbale(seduta)
    return 1


def rimuovi_decisioni():
    """Delete the demo decisions, action points and minutes: before the demo meetings and projects."""
    Verbale.objects.filter(seduta__dimostrativo=True).delete()
    Azione.objects.filter(decisione__seduta__dimostrativo=True).delete()
    Decisione.objects.filter(seduta__dimostrativo=True).delete()


def _in_ritardo(oggi):
    """Return (the demo project most late, its lead body); the first running one when none is late."""
    progetti = Progetto.objects.filter(dimostrativo=True).con_stato(oggi).con_date(oggi)
    in_corso = [p for p in progetti if p.stato in ("in_corso", "avviata") and p.fine_prevista]
    if not in_corso:
        return None, None
    progetto = min(in_corso, key=lambda p: (p.fine_prevista, p.pk))
    capofila = PartnerProgetto.objects.filter(progetto=progetto, ruolo="capofila").first()
    return (progetto, capofila.organizzazione) if capofila else (None, None)


def _decisione(oggi, seduta, punto, progetto):
    return Decisione.objects.create(
        punto=punto,
        seduta=seduta,
        titolo="Nuovo calendario per il progetto in ritardo",
        testo="Il capofila manda un nuovo cronoprogramma e dice perché è in ritardo.",
        progetto=progetto,
        riesame_entro=oggi + timedelta(days=45),
        esito=Decisione.Esito.APPROVATA,
        numero=DIMOSTRATIVE_DA + 1,
        anno=timezone.localdate(seduta.inizio).year,
        presa_il=timezone.localdate(seduta.inizio),
    )


def _voti(decisione):
    """Write the votes of who was there: one abstains, the others are in favour."""
    for posto, seggio in enumerate(sorted(conta(decisione.seduta).votano)):
        scelta = Voto.Scelta.ASTENUTO if posto == 1 else Voto.Scelta.FAVOREVOLE
        Voto.objects.create(decisione=decisione, seggio_id=seggio, scelta=scelta)


def _azioni(oggi, decisione, capofila):
    """Give the lead body two things to do: one is late, one waits to be verified."""
    Azione.objects.create(
        decisione=decisione,
        testo="Mandare il nuovo cronoprogramma",
        ente=capofila,
        scade_il=oggi - timedelta(days=3),
        priorita=Azione.Priorita.ALTA,
    )
    altro = Organizzazione.objects.filter(seggi__dimostrativo=True).order_by("pk").first() or capofila
    Azione.objects.create(
        decisione=decisione,
        testo="Sentire il capofila e riferire al Comitato",
        ente=altro,
        scade_il=oggi + timedelta(days=10),
        stato=Azione.Stato.FATTA,
        fatta_il=oggi - timedelta(days=1),
        resoconto="Sentito per telefono: mancano due settimane di attività.",
    )


def _verbale(seduta):
    """Write the minutes and open them to comments."""
    punti = seduta.punti.order_by("ordine").values_list("pk", flat=True)
    detto = dict(zip(punti, DETTO, strict=False))
    apri_commenti(verbale=redigi(seduta=seduta, utente=None, detto=detto), utente=None)
