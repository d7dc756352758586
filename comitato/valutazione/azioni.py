"""Every step of an evaluation: on a locked row, refused in words."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
from comitato.valutazione.attese import mancanti, proposte
from comitato.valutazione.conflitti import Esito, Porte
from comitato.valutazione.punti import graduatoria, sotto_soglia, totale
from progetti.models import Candidatura

Stato = Valutazione.Stato


@transaction.atomic
def dichiara(*, candidatura, componente, esito, motivo=""):
    """Declare on a proposal, once; raise ValidationError when it is done already, or without a motive.

    Raises PermissionDenied for guests: they sit for nobody.
    """
    if componente.seggio is None:
        raise PermissionDenied
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

    Raises PermissionDenied for who may not score this proposal: substitutes, guests, seats without a vote,
    who is in conflict or did not declare. Raises ValidationError when the evaluation is not open, the body
    handed in its scores already, or something is missing.
    """
    valutazione = Valutazione.objects.select_for_update().get(avviso=candidatura.avviso_id)
    if not _da_i_punti(componente) or not Porte([candidatura]).libero(candidatura, componente):
        raise PermissionDenied
    if valutazione.stato != Stato.APERTA:
        raise ValidationError(_("La valutazione non è aperta: i punteggi non si scrivono più."))
    if not proposte(valutazione).filter(pk=candidatura.pk).exists():
        raise ValidationError(_("Questa proposta non è in valutazione."))
    if _consegnata_da_un_altro(candidatura, componente):
        raise ValidationError(_("Il tuo ente ha già consegnato i punteggi di questa proposta."))
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


def _da_i_punti(componente):
    """Return whether a member gives scores today: full, of a voting seat, both in force."""
    if componente.ruolo != Componente.Ruolo.TITOLARE or not componente.seggio.con_voto:
        return False
    return componente.in_vigore() and componente.seggio.in_vigore()


def _consegnata_da_un_altro(candidatura, componente):
    """Return whether who sat before for the same body handed in its scores."""
    schede = SchedaPunteggio.objects.filter(candidatura=candidatura, consegnata_il__isnull=False)
    return (
        schede.filter(componente__seggio__ente=componente.seggio.ente_id)
        .exclude(componente=componente)
        .exists()
    )


@transaction.atomic
def chiudi(*, valutazione, motivo=""):
    """Close an evaluation: the scores handed in become visible to who may open the proposals.

    Raises ValidationError while some are missing, of who never declared too, unless ``motivo`` says why they
    are not waited for.
    """
    riga = _prendi(valutazione, Stato.APERTA)
    if not motivo.strip() and (sospesi := mancanti(riga)):
        detto = ngettext(
            "Manca %(n)s scheda di punteggi: se chiudi lo stesso, scrivi perché.",
            "Mancano %(n)s schede di punteggi: se chiudi lo stesso, scrivi perché.",
            len(sospesi),
        )
        raise ValidationError(detto % {"n": len(sospesi)})
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
