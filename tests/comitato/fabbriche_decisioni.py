"""Small factories of decisions, votes, action points and minutes; a meeting with its seats, ready to vote."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from comitato.decisioni.prendi import prendi, registra_voti
from comitato.models import Azione, CommentoVerbale, Quesito, Voto
from comitato.verbali.vita import approva, apri_commenti, pubblica, redigi
from progetti.models import PartnerProgetto
from tests.comitato.fabbriche import make_punto, make_seduta, make_seggio
from tests.comitato.fabbriche_sedute import make_decisione, make_presenza
from tests.factories import make_aderente, make_progetto, make_utente

_numeri = count(1)
OGGI = timezone.localdate()


def make_aperta(presenti=3, assenti=0, **campi):
    """Return an open meeting that began today, an hour ago at most, and the seats that are there."""
    adesso = timezone.localtime()
    inizio = max(adesso - timedelta(hours=1), adesso.replace(hour=0, minute=0, second=0, microsecond=0))
    valori = {"stato": "aperta", "inizio": inizio, "presenze_il": adesso}
    seduta = make_seduta(**valori | campi)
    finta = seduta.dimostrativo
    seggi = [make_seggio(dimostrativo=finta) for _volta in range(presenti)]
    for seggio in seggi:
        make_presenza(seduta, seggio)
    for _volta in range(assenti):
        make_presenza(seduta, make_seggio(dimostrativo=finta), modo="assente")
    return seduta, seggi


def make_scritta(**campi):
    """Return an open written procedure that began yesterday and ends in a week."""
    adesso = timezone.now()
    valori = {
        "stato": "aperta",
        "modo": "scritta",
        "inizio": adesso - timedelta(days=1),
        "termine": adesso + timedelta(days=7),
    }
    return make_seduta(**valori | campi)


def vota_tutti(decisione, seggi, scelte="favorevole"):
    """Record the votes of ``seggi``: one choice for all, or one each."""
    scelte = [scelte] * len(seggi) if isinstance(scelte, str) else scelte
    voti = {seggio.pk: (scelta, "") for seggio, scelta in zip(seggi, scelte, strict=True)}
    return registra_voti(decisione=decisione, voti=voti, utente=None)


def make_presa(scelte="favorevole", seduta=None, punto=None, **campi):
    """Return a decision taken in an open meeting (a new one, three seats)."""
    seggi = None
    if seduta is None and punto is None:
        seduta, seggi = make_aperta()
    seduta = seduta or punto.seduta
    seggi = seggi or [riga.seggio for riga in seduta.presenze.filter(modo="presente").order_by("pk")]
    decisione = make_decisione(punto or make_punto(seduta, tipo="decisione"), **campi)
    vota_tutti(decisione, seggi, scelte)
    return prendi(decisione=decisione, utente=None, conferma=True)


def make_quesito(progetto=None, risposta="", **campi):
    """Return a question of the secretariat to a capofila (a new one), answered with ``risposta``."""
    progetto = progetto or make_progetto()
    ente = campi.pop("ente", None) or make_aderente()
    PartnerProgetto.objects.get_or_create(progetto=progetto, organizzazione=ente, ruolo="capofila")
    valori = {"domanda": f"Quando parte il servizio {next(_numeri)}?", "risposta": risposta}
    if risposta:
        valori["risposta_il"] = timezone.now()
    return Quesito.objects.create(progetto=progetto, ente=ente, **valori | campi)


def make_azione(decisione=None, stato="aperta", **campi):
    """Return an action point of a body (a new one), due in a month; in any state, as its constraints ask."""
    valori = {"testo": f"Azione {next(_numeri)}", "scade_il": OGGI + timedelta(days=30), "stato": stato}
    if stato in ("fatta", "chiusa"):
        valori |= {"fatta_il": OGGI, "resoconto": "Fatto.", "riferita_da": make_utente()}
    if stato in ("chiusa", "annullata"):
        valori |= {"verifica": "Visto."}
    if stato == "chiusa":
        valori |= {"verificata_il": OGGI, "verificata_da": make_utente(is_staff=True)}
    campi["ente"] = campi.get("ente") or make_aderente()
    return Azione.objects.create(decisione=decisione or make_presa(), **valori | campi)


def make_voto(decisione=None, seggio=None, scelta="favorevole", **campi):
    """Return the vote of a seat (a new one) on a decision (a new one)."""
    return Voto.objects.create(
        decisione=decisione or make_decisione(), seggio=seggio or make_seggio(), scelta=scelta, **campi
    )


def make_verbale(seduta=None, stato="bozza", **campi):
    """Return minutes of a closed meeting (a new one) in any state, by the actions that lead there."""
    if seduta is None:
        seduta = make_seduta(stato="chiusa", inizio=timezone.now() - timedelta(days=30))
        make_punto(seduta)
    verbale = redigi(seduta=seduta, utente=None, **campi)
    if stato != "bozza":
        verbale = apri_commenti(verbale=verbale, utente=None)
    if stato in ("approvato", "pubblicato"):
        verbale = approva(verbale=verbale, in_seduta=make_dopo(), utente=None, conferma=True)
    if stato == "pubblicato":
        verbale = pubblica(verbale=verbale, utente=None)
    return verbale


def make_dopo(presenti=3, **campi):
    """Return a later meeting, open, that has minutes to approve on its agenda."""
    seduta, _seggi = make_aperta(presenti, **campi)
    make_punto(seduta, tipo="verbale")
    return seduta


def make_commento(verbale=None, **campi):
    """Return a comment of a seat (a new one) on minutes (new ones, open to comments)."""
    return CommentoVerbale.objects.create(
        verbale=verbale or make_verbale(stato="commenti"),
        **{"seggio": make_seggio(), "testo": "Manca una parola."} | campi,
    )
