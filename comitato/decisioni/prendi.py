"""Votes recorded in a meeting, and the decision taken: numbered without gaps, then never changed."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from comitato.decisioni.proposte import da_votare
from comitato.decisioni.scritta import silenzio
from comitato.decisioni.voti import conteggio, quorum, righe
from comitato.models import Decisione, Seduta, Voto
from comitato.sedute.conti import giorno_di
from comitato.sedute.convoca import DIMOSTRATIVE_DA
from servizi.models import Turno

TURNO = "numero-decisioni"  # whoever numbers a decision waits for this row


@transaction.atomic
def registra_voti(*, decisione, voti, utente):
    """Write the votes of a meeting; ``voti``: {key of the seat: (scelta, motivo)}. Return the decision.

    What was written before and is not in ``voti`` goes away. Raises ValidationError: a meeting that is not
    open, a written procedure, a decision taken, the vote of a seat that is not there.
    """
    decisione = da_votare(decisione)
    if decisione.seduta.scritta:
        raise ValidationError(_("In una procedura scritta ogni ente vota da sé."))
    if decisione.seduta.stato != Seduta.Stato.APERTA:
        raise ValidationError(_("Si vota solo mentre la seduta è aperta."))
    if decisione.seduta.presenze_il is None:
        raise ValidationError(_("Registra prima le presenze: vota solo chi c’è."))
    ammessi = {riga.seggio.pk for riga in righe(decisione) if riga.vota}
    if not set(voti) <= ammessi:
        raise ValidationError(_("Vota solo chi è presente, o chi ha una delega valida."))
    decisione.voti.exclude(seggio__in=voti).delete()
    for chiave, (scelta, motivo) in voti.items():
        valori = {"scelta": Voto.Scelta(scelta), "motivo": motivo.strip(), "espresso_da": utente}
        decisione.voti.update_or_create(seggio_id=chiave, defaults=valori)
    return decisione


@transaction.atomic
def prendi(*, decisione, utente, conferma=False, adesso=None):
    """Close the vote: outcome, number, day. Return the decision, that nobody changes any more.

    ``conferma``: the rules do not tell the quorum, and the secretariat says that it is there. In a written
    procedure silence counts first, where the rules say so. Raises ValidationError: a meeting that is not
    open, the deadline of a written procedure not past, votes that miss or that are of who is not there, no
    quorum; with code "quorum" when only ``conferma`` misses.
    """
    adesso = adesso or timezone.now()
    decisione = da_votare(decisione)
    seduta = decisione.seduta
    if seduta.stato != Seduta.Stato.APERTA:
        raise ValidationError(_("Una decisione si prende solo mentre la seduta è aperta."))
    if seduta.scritta:
        _chiudi_scritta(decisione, adesso)
    _controlla(decisione, conferma)
    conto = conteggio(decisione)
    if decisione.sostituisce and decisione.sostituisce.esito != Decisione.Esito.APPROVATA:
        raise ValidationError(_("La decisione da sostituire non è in vigore."))
    decisione.esito = conto.esito
    decisione.presa_il = giorno_di(seduta) if not seduta.scritta else timezone.localdate(adesso)
    decisione.anno = decisione.presa_il.year
    decisione.numero = _prossimo_numero(decisione)
    decisione.full_clean()
    decisione.save()
    return decisione


def _chiudi_scritta(decisione, adesso):
    """Let silence count after the deadline; raise ValidationError when some seat may still answer."""
    if adesso >= decisione.seduta.termine:
        silenzio(seduta=decisione.seduta, adesso=adesso)
    elif conteggio(decisione).manca:
        raise ValidationError(_("Il termine non è passato e qualche ente non ha ancora votato."))


def _controlla(decisione, conferma):
    """Raise ValidationError when the vote cannot close."""
    conto, numero = conteggio(decisione), quorum(decisione)
    if not conto.espressi:
        raise ValidationError(_("Nessuno ha votato."))
    if conto.estranei:
        enti = ", ".join(str(seggio) for seggio in conto.estranei)
        raise ValidationError(_("Ha votato chi risulta assente: %(enti)s. Correggi.") % {"enti": enti})
    if conto.manca and not decisione.seduta.scritta:
        enti = ", ".join(str(seggio) for seggio in conto.manca)
        raise ValidationError(_("Manca il voto di: %(enti)s.") % {"enti": enti})
    if numero.valido is False:
        testo = _("Non c’è il numero legale: servono %(servono)s enti con voto, ce ne sono %(ci_sono)s.")
        raise ValidationError(testo % {"servono": numero.necessari, "ci_sono": numero.ci_sono})
    if numero.valido is None and not conferma:
        testo = _("Il regolamento non dice quanti enti servono: conferma tu che il numero legale c’è.")
        raise ValidationError(testo, code="quorum")


def _prossimo_numero(decisione):
    """Return the number after the last of the year, 1 for the first; demo decisions are numbered apart."""
    Turno.objects.get_or_create(nome=TURNO)
    Turno.objects.select_for_update().get(nome=TURNO)
    righe = Decisione.objects.prese().filter(
        anno=decisione.anno, seduta__dimostrativo=decisione.seduta.dimostrativo
    )
    ultimo = righe.aggregate(ultimo=Max("numero"))["ultimo"]
    return (ultimo or (DIMOSTRATIVE_DA if decisione.seduta.dimostrativo else 0)) + 1
