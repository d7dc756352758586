"""Every step of an evaluation: on a locked row, refused in words."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comitato.models import (
    Componente,
    DichiarazioneConflitto,
    PostoGraduatoria,
    Punteggio,
    PunteggioFinale,
    SchedaPunteggio,
    Seduta,
    Valutazione,
)
from comitato.valutazione.conflitti import Esito, conflitto, ha_dichiarato
from comitato.valutazione.punti import graduatoria, sotto_soglia, totale
from progetti.models import Candidatura, Progetto

Stato = Valutazione.Stato


def proposte(valutazione):
    """Return the proposals to evaluate: those of the call that passed the formal check, by arrival."""
    in_valutazione = Progetto.objects.con_stato().filter(stato="in_valutazione").order_by()
    return (
        Candidatura.objects.filter(avviso=valutazione.avviso_id, progetto__in=in_valutazione.values("pk"))
        .select_related("avviso", "progetto__alleanza__ambito", "progetto__alleanza__piano")
        .order_by("ricevuta_il", "pk")
    )


def valutatori(candidatura):
    """Return the full members who score a proposal: voting seat in force, declared, without conflict."""
    oggi = timezone.localdate()
    titolari = Componente.objects.al(oggi).filter(ruolo=Componente.Ruolo.TITOLARE, seggio__con_voto=True)
    return [
        componente
        for componente in titolari.select_related("seggio__ente", "utente").order_by("pk")
        if componente.seggio.in_vigore(oggi)
        and ha_dichiarato(candidatura, componente)
        and not conflitto(candidatura, componente)
    ]


@transaction.atomic
def dichiara(*, candidatura, componente, esito, motivo=""):
    """Declare on a proposal, once; raise ValidationError when it is done already, or without a motive."""
    Candidatura.objects.select_for_update(of=("self",)).get(pk=candidatura.pk)
    if DichiarazioneConflitto.objects.filter(candidatura=candidatura, componente=componente).exists():
        raise ValidationError(
            _("Hai già dichiarato su questa proposta: se è cambiato qualcosa, scrivi ad ATS.")
        )
    if esito == Esito.CONFLITTO and not motivo.strip():
        raise ValidationError(_("Scrivi quale conflitto c’è."))
    return DichiarazioneConflitto.objects.create(
        candidatura=candidatura, componente=componente, esito=esito, motivo=motivo.strip()
    )


@transaction.atomic
def apri(*, valutazione):
    """Open an evaluation to the scores; raise ValidationError without criteria or proposals."""
    riga = _prendi(valutazione, Stato.PREPARAZIONE)
    if not riga.griglia.criteri.exists():
        raise ValidationError(_("La griglia non ha criteri: scrivili prima di aprire."))
    if not proposte(riga).exists():
        raise ValidationError(_("Nessuna proposta di questo avviso è in valutazione."))
    riga.stato, riga.aperta_il = Stato.APERTA, timezone.now()
    riga.save()
    return riga


@transaction.atomic
def salva_punteggi(*, candidatura, componente, punti, consegna=False):
    """Write the scores of a member, ``punti`` {criterion: (points, reason)}; hand them in when asked.

    Raises PermissionDenied for who may not score this proposal; ValidationError when the evaluation is not
    open, the scores were handed in already, or something is missing.
    """
    valutazione = Valutazione.objects.select_for_update().get(avviso=candidatura.avviso_id)
    if conflitto(candidatura, componente) or not ha_dichiarato(candidatura, componente):
        raise PermissionDenied
    if valutazione.stato != Stato.APERTA:
        raise ValidationError(_("La valutazione non è aperta: i punteggi non si scrivono più."))
    if not proposte(valutazione).filter(pk=candidatura.pk).exists():
        raise ValidationError(_("Questa proposta non è in valutazione."))
    scheda, _nuova = SchedaPunteggio.objects.get_or_create(candidatura=candidatura, componente=componente)
    if scheda.consegnata_il:
        raise ValidationError(_("Hai già consegnato questi punteggi."))
    for criterio in valutazione.griglia.criteri.all():
        valore, motivo = punti.get(criterio, (None, ""))
        if consegna and (valore is None or not motivo.strip()):
            raise ValidationError(
                _("Per consegnare servono punti e motivo di ogni criterio: manca «%(che)s».")
                % {"che": criterio}
            )
        if valore is not None and not 0 <= valore <= criterio.punti_massimi:
            raise ValidationError(
                _("«%(che)s»: i punti vanno da 0 a %(max)s.")
                % {"che": criterio, "max": f"{criterio.punti_massimi:f}"}
            )
        Punteggio.objects.update_or_create(
            scheda=scheda, criterio=criterio, defaults={"punti": valore, "motivo": motivo.strip()}
        )
    if consegna:
        scheda.consegnata_il = timezone.now()
        scheda.save()
    return scheda


def mancanti(valutazione):
    """Return [(proposal, member)] of the scores not handed in."""
    return [
        (candidatura, componente)
        for candidatura in proposte(valutazione)
        for componente in valutatori(candidatura)
        if not componente.schede_punteggio.filter(
            candidatura=candidatura, consegnata_il__isnull=False
        ).exists()
    ]


@transaction.atomic
def chiudi(*, valutazione, motivo=""):
    """Close an evaluation: the scores handed in become visible to who may open the proposals.

    Raises ValidationError while some are missing, unless ``motivo`` says why they are not waited for.
    """
    riga = _prendi(valutazione, Stato.APERTA)
    if not motivo.strip() and (sospesi := mancanti(riga)):
        raise ValidationError(
            _("Mancano %(n)s schede di punteggi: se chiudi lo stesso, scrivi perché.") % {"n": len(sospesi)}
        )
    riga.stato, riga.chiusa_il, riga.motivo_chiusura = Stato.CHIUSA, timezone.now(), motivo.strip()
    riga.save()
    return riga


@transaction.atomic
def riconcilia(*, candidatura, seduta, punti):
    """Write the final points agreed in a meeting, ``punti`` {criterion: (points, what the minutes say)}.

    Raises ValidationError when the evaluation is not closed, the meeting was never convened, or something is
    missing or too high.
    """
    valutazione = Valutazione.objects.select_for_update().get(avviso=candidatura.avviso_id)
    if valutazione.stato != Stato.CHIUSA:
        raise ValidationError(_("I punteggi finali si scrivono dopo la chiusura e prima della graduatoria."))
    if seduta.stato not in (Seduta.Stato.APERTA, Seduta.Stato.CHIUSA):
        raise ValidationError(_("I punteggi finali si decidono in una seduta aperta."))
    for criterio in valutazione.griglia.criteri.all():
        valore, motivo = punti.get(criterio, (None, ""))
        if valore is None or not motivo.strip():
            raise ValidationError(_("Manca «%(che)s»: servono punti e motivo.") % {"che": criterio})
        riga = PunteggioFinale.objects.filter(candidatura=candidatura, criterio=criterio).first()
        riga = riga or PunteggioFinale(candidatura=candidatura, criterio=criterio)
        riga.punti, riga.motivo, riga.seduta = valore, motivo.strip(), seduta
        riga.full_clean()
        riga.save()


def finali(valutazione):
    """Return {proposal: ({criterion: points}, total or None)} of the final points written so far."""
    pesi = {criterio: criterio.peso for criterio in valutazione.griglia.criteri.all()}
    esito = {}
    for candidatura in proposte(valutazione).prefetch_related("punteggi_finali__criterio"):
        punti = {voce.criterio: voce.punti for voce in candidatura.punteggi_finali.all()}
        esito[candidatura] = (punti, totale(punti, pesi))
    return esito


@transaction.atomic
def congela(*, valutazione, seduta):
    """Write the ranking for good, in a meeting; return its places.

    Raises ValidationError while a proposal has no final points, or outside an open meeting.
    """
    riga = _prendi(valutazione, Stato.CHIUSA)
    if seduta.stato != Seduta.Stato.APERTA:
        raise ValidationError(_("La graduatoria si approva in una seduta aperta."))
    punteggi = finali(riga)
    senza = [str(candidatura.progetto) for candidatura, (_punti, somma) in punteggi.items() if somma is None]
    if senza:
        raise ValidationError(_("Mancano i punteggi finali di: %(chi)s.") % {"chi": ", ".join(senza)})
    soglie = {criterio: criterio.soglia for criterio in riga.griglia.criteri.all()}
    posti = []
    for posizione, candidatura, somma in graduatoria({c: voce[1] for c, voce in punteggi.items()}):
        fallita = sotto_soglia(punteggi[candidatura][0], soglie, somma, riga.soglia)
        esito = PostoGraduatoria.Esito.SOTTO_SOGLIA if fallita else PostoGraduatoria.Esito.IDONEA
        posti.append(
            PostoGraduatoria(
                valutazione=riga, candidatura=candidatura, posizione=posizione, totale=somma, esito=esito
            )
        )
    PostoGraduatoria.objects.bulk_create(posti)
    riga.stato, riga.congelata_il, riga.congelata_in = Stato.CONGELATA, timezone.now(), seduta
    riga.save()
    return posti


def _prendi(valutazione, stato):
    riga = Valutazione.objects.select_for_update().get(pk=valutazione.pk)
    if riga.stato != stato:
        raise ValidationError(
            _("La valutazione è «%(stato)s»: questo passo non si può fare.")
            % {"stato": riga.get_stato_display()}
        )
    return riga
