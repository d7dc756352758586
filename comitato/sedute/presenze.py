"""Who takes part: what a seat announces, what the secretariat records; opening and closing a meeting."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comitato.composizione.seggi import seggi_al
from comitato.models import Presenza, Seduta, Voto
from comitato.sedute.conti import giorno_di

Modo = Presenza.Modo
Stato = Seduta.Stato
DA_ANNUNCIARE = (Modo.PRESENTE, Modo.SUPPLENTE, Modo.DELEGA, Modo.GIUSTIFICATO)


def seggi_di(seduta):
    """Return the seats that take part in a meeting: those in force on its day, with a vote or without."""
    return seggi_al(giorno_di(seduta), dimostrativi=seduta.dimostrativo)


@transaction.atomic
def annuncia(*, seduta, chi, modo, delegato=None):
    """Write how the seat of ``chi`` will take part, before the meeting opens; return the ``Presenza``.

    Raises ValidationError: not a full member, a seat not in force that day, not convened or open already, a
    proxy to nobody or to itself.
    """
    seduta = Seduta.objects.select_for_update(of=("self",)).get(pk=seduta.pk)
    if not chi.scrive:
        raise ValidationError(_("Risponde il titolare del seggio: tu qui leggi soltanto."))
    if seduta.scritta:
        raise ValidationError(_("In una procedura scritta si risponde votando."))
    if seduta.stato != Stato.CONVOCATA:
        raise ValidationError(_("Si risponde fra la convocazione e l’apertura della seduta."))
    if modo not in DA_ANNUNCIARE:
        raise ValidationError(_("Scegli come partecipi."))
    seggi = {riga.pk: riga for riga in seggi_di(seduta)}
    if chi.seggio.pk not in seggi:
        raise ValidationError(_("Il giorno della seduta il tuo ente non siede nel Comitato."))
    return _scrivi(seduta, chi.seggio, modo, delegato, seggi)


@transaction.atomic
def registra(*, seduta, modi, utente):
    """Record how every seat took part: ``modi`` is {key of the seat: (modo, key of the delegate or None)}.

    A seat without a line is absent. Returns the meeting. Raises ValidationError: not open, a seat that is
    not of that day, a proxy to nobody or to itself.
    """
    seduta = Seduta.objects.select_for_update(of=("self",)).get(pk=seduta.pk)
    if seduta.stato != Stato.APERTA or seduta.scritta:
        raise ValidationError(_("Le presenze si registrano mentre la seduta è aperta."))
    seggi = {riga.pk: riga for riga in seggi_di(seduta)}
    if not set(modi) <= set(seggi):
        raise ValidationError(_("C’è un ente che quel giorno non siede nel Comitato."))
    seduta.presenze.exclude(seggio__in=seggi).delete()
    for chiave, seggio in seggi.items():
        modo, delegato = modi.get(chiave, (Modo.ASSENTE, None))
        _scrivi(seduta, seggio, modo, seggi.get(delegato), seggi)
    seduta.presenze_il = timezone.now()
    seduta.save(update_fields=["presenze_il", "aggiornato_il"])
    return seduta


def _scrivi(seduta, seggio, modo, delegato, seggi):
    """Write one line; raise ValidationError, naming the body, when it does not hold."""
    if modo == Modo.DELEGA:
        if delegato is None or delegato.pk not in seggi:
            raise ValidationError(_("%(ente)s: scegli a chi va la delega.") % {"ente": seggio})
        if delegato.pk == seggio.pk:
            raise ValidationError(_("%(ente)s: un ente non delega se stesso.") % {"ente": seggio})
    else:
        delegato = None
    riga, _nuova = Presenza.objects.update_or_create(
        seduta=seduta, seggio=seggio, defaults={"modo": modo, "delegato": delegato}
    )
    return riga


@transaction.atomic
def apri(*, seduta, utente, adesso=None):
    """Open a convened meeting; return it. Raises ValidationError: not convened, before its day."""
    adesso = adesso or timezone.now()
    seduta = Seduta.objects.select_for_update(of=("self",)).get(pk=seduta.pk)
    if seduta.stato != Stato.CONVOCATA:
        raise ValidationError(_("Si apre solo una seduta convocata."))
    if timezone.localdate(adesso) < giorno_di(seduta):
        raise ValidationError(_("È presto: la seduta si apre nel suo giorno."))
    seduta.stato, seduta.aperta_il, seduta.da_comunicare = Stato.APERTA, adesso, False
    seduta.save(update_fields=["stato", "aperta_il", "da_comunicare", "aggiornato_il"])
    return seduta


@transaction.atomic
def chiudi(*, seduta, utente, adesso=None):
    """Close an open meeting; return it.

    Raises ValidationError: not open; attendance not recorded; for a written procedure, before its deadline
    while some seat with a vote has not answered.
    """
    adesso = adesso or timezone.now()
    seduta = Seduta.objects.select_for_update(of=("self",)).get(pk=seduta.pk)
    if seduta.stato != Stato.APERTA:
        raise ValidationError(_("Si chiude solo una seduta aperta."))
    if not seduta.scritta and seduta.presenze_il is None:
        raise ValidationError(_("Registra prima le presenze: quelle che vedi sono solo annunciate."))
    if seduta.scritta and adesso < seduta.termine and _mancano_risposte(seduta):
        raise ValidationError(_("Il termine non è passato e qualche ente non ha ancora risposto."))
    seduta.stato, seduta.chiusa_il = Stato.CHIUSA, adesso
    seduta.save(update_fields=["stato", "chiusa_il", "aggiornato_il"])
    return seduta


def _mancano_risposte(seduta):
    """Return whether a seat with a vote has not answered some decision of a written procedure."""
    con_voto = [riga.pk for riga in seggi_di(seduta) if riga.con_voto]
    decisioni = seduta.decisioni.count()
    voti = Voto.objects.filter(decisione__seduta=seduta, seggio__in=con_voto).count()
    return not decisioni or voti < decisioni * len(con_voto)
