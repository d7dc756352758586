"""The written procedure: each seat votes on its own page until the deadline; then silence, then reminders."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from comitato.composizione.seggi import composizione, regolamento
from comitato.decisioni.proposte import blocca, da_votare
from comitato.models import Componente, Decisione, Seduta, Voto
from comitato.sedute.conti import giorno_di
from comitato.sedute.presenze import seggi_di
from core.posta import accoda
from core.templatetags.formati import con_articolo

PRIMA = timedelta(days=2)  # the reminder to who has not voted
MOTIVO = "voto_scritto"
TEMPLATE = "comitato/email/voto_scritto"


def perche_non_vota(decisione, chi, adesso=None):
    """Return in words why ``chi`` (``comitato.accesso.Chi``) may not vote now; empty when it may."""
    adesso, seduta = adesso or timezone.now(), decisione.seduta
    if not seduta.scritta:
        return _("In una seduta i voti li registra la segreteria.")
    if not chi.vota:
        return _("Vota il titolare di un seggio con diritto di voto: tu qui leggi soltanto.")
    if not any(seggio.pk == chi.seggio.pk for seggio in seggi_di(seduta)):
        return _("Il tuo ente non siede in questa votazione.")
    if decisione.esito != Decisione.Esito.PROPOSTA:
        return _("La decisione è già presa.")
    if seduta.stato != Seduta.Stato.APERTA or adesso < seduta.inizio:
        return _("La votazione non è ancora aperta, o è già chiusa.")
    if adesso >= seduta.termine:
        return _("Il termine per rispondere è passato.")
    return ""


@transaction.atomic
def vota(*, decisione, chi, scelta, motivo="", adesso=None):
    """Write, or change, the vote of the seat of ``chi``; return the ``Voto``.

    Raises ValidationError with what ``perche_non_vota`` says, or for a choice that there is not.
    """
    if decisione.esito == Decisione.Esito.PROPOSTA:
        decisione = da_votare(decisione)
    impedito = perche_non_vota(decisione, chi, adesso)
    if impedito:
        raise ValidationError(impedito)
    if scelta not in Voto.Scelta.values:
        raise ValidationError(_("Scegli come vota il tuo ente."))
    valori = {"scelta": scelta, "motivo": motivo.strip(), "tacito": False, "espresso_da": chi.utente}
    voto, _nuovo = Voto.objects.update_or_create(decisione=decisione, seggio=chi.seggio, defaults=valori)
    return voto


@transaction.atomic
def silenzio(*, seduta, adesso=None):
    """Write as favourable who has not answered by the deadline, where the rules say so; return how many.

    Safe to repeat. Writes nothing before the deadline, nor when the rules do not provide for it.
    """
    seduta = blocca(seduta)
    adesso = adesso or timezone.now()
    regole = regolamento(giorno_di(seduta), dimostrativo=seduta.dimostrativo)
    aperta = seduta.scritta and seduta.stato == Seduta.Stato.APERTA and adesso >= seduta.termine
    if not aperta or regole is None or not regole.silenzio_assenso:
        return 0
    seggi, scritti = [s for s in seggi_di(seduta) if s.con_voto], 0
    for decisione in seduta.decisioni.filter(esito=Decisione.Esito.PROPOSTA):
        votato = set(decisione.voti.values_list("seggio", flat=True))
        for seggio in seggi:
            if seggio.pk not in votato:
                decisione.voti.create(seggio=seggio, scelta=Voto.Scelta.FAVOREVOLE, tacito=True)
                scritti += 1
    return scritti


def passo_scritte(oggi=None, adesso=None):
    """Do the step of the day: silence that counts, reminders. Return (votes written, mails queued)."""
    adesso = adesso or timezone.now()
    aperte = list(Seduta.objects.filter(modo=Seduta.Modo.SCRITTA, stato=Seduta.Stato.APERTA))
    taciti = sum(silenzio(seduta=seduta, adesso=adesso) for seduta in aperte)
    return taciti, sum(_ricorda(seduta, adesso) for seduta in aperte)


@transaction.atomic
def _ricorda(seduta, adesso):
    """Write to the seats that have not voted on everything, once, from two days before the deadline."""
    seduta = blocca(seduta)
    giorni = timezone.localdate(seduta.termine) - timezone.localdate(adesso)
    if seduta.dimostrativo or adesso >= seduta.termine or giorni > PRIMA:
        return 0
    decisioni = list(seduta.decisioni.filter(esito=Decisione.Esito.PROPOSTA, promemoria_il=None))
    if not decisioni:
        return 0
    voti = set(Voto.objects.filter(decisione__in=decisioni).values_list("decisione", "seggio"))
    mandati = 0
    for seggio in composizione(giorno_di(seduta)):
        mancano = [d for d in decisioni if (d.pk, seggio.pk) not in voti]
        if seggio.con_voto and mancano:
            mandati += sum(_scrivi(seduta, mancano, indirizzo) for indirizzo in _titolari(seggio))
    chiavi = [decisione.pk for decisione in decisioni]
    Decisione.objects.filter(pk__in=chiavi).update(promemoria_il=timezone.localdate(adesso))
    return mandati


def _titolari(seggio):
    """Return the addresses of who votes for a seat."""
    ruolo = Componente.Ruolo.TITOLARE
    utenti = [riga.utente for riga in seggio.account if riga.ruolo == ruolo]
    return [utente.email for utente in utenti if utente.is_active and not utente.dimostrativo]


def _scrivi(seduta, decisioni, indirizzo):
    """Queue one reminder; return 1."""
    pagine = [
        f"{d.titolo}\n{settings.SITE_URL}{reverse('admin:comitato_decisione_vote', args=[d.pk])}"
        for d in decisioni
    ]
    termine = timezone.localtime(seduta.termine)
    accoda(
        motivo=MOTIVO,
        destinatario=indirizzo,
        template=TEMPLATE,
        contesto={
            "seduta": str(seduta),
            "termine": _("%(giorno)s alle %(ora)s")
            % {"giorno": con_articolo(termine.date()), "ora": f"{termine:%H:%M}"},
            "decisioni": "\n\n".join(pagine),
        },
        intestazioni={"Reply-To": settings.CONTACT_EMAIL} if settings.CONTACT_EMAIL else {},
        riguarda=f"seduta {seduta.pk}",
    )
    return 1
