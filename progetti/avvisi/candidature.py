"""The proposals that ATS receives: recorded with their protocol, checked line by line, evaluated or not."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from progetti.avvisi.formale import motivi_di_esclusione
from progetti.models import Avviso, Candidatura, EsitoControllo, EventoProgetto, PartnerProgetto, Progetto
from progetti.vita.azioni import registra_evento

Tipo = EventoProgetto.Tipo


@transaction.atomic
def ricevi(
    *,
    avviso,
    titolo,
    tipo,
    capofila,
    protocollo,
    protocollo_data,
    ricevuta_il,
    utente,
    alleanza=None,
    importo_richiesto=None,
):
    """Record a proposal: project, lead body, event and protocol together; return the ``Candidatura``.

    One that came out of time is recorded too, and says so (``fuori_termine``): it cannot be admitted.
    Citizens see none of it. Raises ValidationError, with nothing written, for what a rule refuses.
    """
    avviso = Avviso.objects.select_for_update().get(pk=avviso.pk)
    if ricevuta_il > timezone.now():
        raise ValidationError({"ricevuta_il": _("La data è nel futuro: la proposta non è ancora arrivata.")})
    progetto = Progetto(
        code=_codice(avviso),
        titolo=titolo.strip(),
        tipo=tipo,
        avviso=avviso,
        piano=avviso.piano,
        fondo=avviso.fondo,
        alleanza=alleanza,
        cup_assente_motivo=str(_("proposta: il CUP si chiede dopo il finanziamento")),
        dimostrativo=avviso.dimostrativo,
    )
    _salva(progetto)
    _salva(PartnerProgetto(progetto=progetto, organizzazione=capofila, ruolo=PartnerProgetto.Ruolo.CAPOFILA))
    registra_evento(
        progetto=progetto, tipo=Tipo.CANDIDATURA, data=timezone.localdate(ricevuta_il), utente=utente
    )
    candidatura = Candidatura(
        avviso=avviso,
        progetto=progetto,
        protocollo=protocollo.strip(),
        protocollo_data=protocollo_data,
        ricevuta_il=ricevuta_il,
        importo_richiesto=importo_richiesto,
    )
    _salva(candidatura)
    return candidatura


@transaction.atomic
def controlla(*, candidatura, esiti, utente):
    """Write what was found on the lines of the checklist: ``esiti`` is {line: (result, note)}.

    A line with an empty result goes back to unchecked. The first check opens the formal examination. Raises
    ValidationError: it is over already, a line is of another call, what is missing is not written.
    """
    candidatura = _blocca(candidatura)
    _in_esame(candidatura)
    sue = set(candidatura.avviso.controlli.all())
    for voce, (risultato, nota) in esiti.items():
        if voce not in sue:
            raise ValidationError(_("Una voce non è di questo avviso."))
        riga = EsitoControllo.objects.filter(candidatura=candidatura, voce=voce).first()
        if not risultato:
            if riga:
                riga.delete()
            continue
        riga = riga or EsitoControllo(candidatura=candidatura, voce=voce)
        riga.esito, riga.nota = risultato, nota.strip()
        _salva(riga)
    if _stato(candidatura) == Tipo.CANDIDATURA:
        _evento(candidatura, Tipo.ISTRUTTORIA, utente)


@transaction.atomic
def chiudi_istruttoria(*, candidatura, utente):
    """End the formal check and return the event: to the evaluation, or not admissible.

    Not admissible: it came out of time, or something obligatory is missing. Raises ValidationError: a line
    was not checked, something is still to be completed, the check is over already.
    """
    candidatura = _blocca(candidatura)
    _in_esame(candidatura)
    motivi = motivi_di_esclusione(candidatura)
    if _stato(candidatura) == Tipo.CANDIDATURA:
        _evento(candidatura, Tipo.ISTRUTTORIA, utente)
    if motivi:
        return _evento(candidatura, Tipo.NON_AMMISSIBILE, utente, motivo=", ".join(motivi)[:300])
    return _evento(candidatura, Tipo.IN_VALUTAZIONE, utente)


def _blocca(candidatura):
    righe = Candidatura.objects.select_for_update(of=("self",)).select_related("avviso", "progetto")
    return righe.get(pk=candidatura.pk)


def _in_esame(candidatura):
    """Raise ValidationError when the formal check is over."""
    if _stato(candidatura) not in (Tipo.CANDIDATURA, Tipo.ISTRUTTORIA):
        raise ValidationError(_("Il controllo formale di questa proposta è già chiuso."))


def _stato(candidatura):
    return Progetto.objects.con_stato().values_list("stato", flat=True).get(pk=candidatura.progetto_id)


def _evento(candidatura, tipo, utente, motivo=""):
    return registra_evento(
        progetto=candidatura.progetto, tipo=tipo, data=timezone.localdate(), utente=utente, motivo=motivo
    )


def _salva(riga):
    riga.full_clean()
    riga.save()


def _codice(avviso):
    """Return the code of the next proposal of a call."""
    numero = Progetto.objects.filter(avviso=avviso).count() + 1
    while Progetto.objects.filter(code=f"{avviso.code[:34]}-{numero:03}").exists():
        numero += 1
    return f"{avviso.code[:34]}-{numero:03}"
