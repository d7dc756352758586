"""The yearly round: ATS writes to the members, each says “tutto corretto” once, the silent are reminded."""

import json
from collections import defaultdict
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aderenti.models import Accesso, ConfermaAdesione, GiroConferme, Organizzazione, Referente
from aderenti.profilo import profilo
from aderenti.services import conferma_per_ciclo
from core.posta import accoda
from core.templatetags.formati import al_giorno

PROMEMORIA = (timedelta(days=15), timedelta(days=30))  # after the round is opened


def da_scrivere(organizzazioni=None):
    """Return [(member, addresses)]: administrators with an access, else referents, else the office.

    By default every member of today. Demo bodies are never in it; without addresses there is who to call.
    """
    if organizzazioni is None:
        organizzazioni = Organizzazione.objects.attivi()
    enti = list(organizzazioni.filter(dimostrativo=False))
    gruppi = [
        _per_ente(Accesso.objects.attivi().amministratori().order_by("pk"), "utente__email"),
        _per_ente(
            Referente.objects.al().exclude(email="").filter(dimostrativo=False).order_by("pk"), "email"
        ),
        {ente.pk: [ente.email] for ente in enti if ente.email},
    ]
    return [(ente, next((g[ente.pk] for g in gruppi if ente.pk in g), [])) for ente in enti]


def _per_ente(righe, campo):
    """Return {key of the body: its addresses, each once}."""
    indirizzi = defaultdict(dict)
    for ente, indirizzo in righe.values_list("organizzazione", campo):
        indirizzi[ente].setdefault(indirizzo.lower(), indirizzo)
    return {ente: list(voci.values()) for ente, voci in indirizzi.items()}


@transaction.atomic
def apri_giro(*, titolo, scade_il, utente, piano=None):
    """Open a round for the members of today, queue a mail to each address and return it.

    Raises ValidationError: a round is open already, the title was used, the end is not after today. Two
    people who open one together wait for each other on the members' rows.
    """
    list(Organizzazione.objects.attivi().select_for_update(of=("self",)).order_by("pk"))
    for aperto in GiroConferme.objects.select_for_update(of=("self",)).filter(chiuso_il=None):
        if aperto.aperto():
            raise ValidationError(
                _("Il giro «%(giro)s» è ancora aperto: chiudilo prima."), params={"giro": aperto}
            )
    giro = GiroConferme(titolo=titolo, piano=piano, scade_il=scade_il, aperto_da=utente)
    giro.full_clean()
    giro.save()
    for ente, indirizzi in da_scrivere():
        conferma = ConfermaAdesione.objects.create(giro=giro, organizzazione=ente, indirizzi=indirizzi)
        _scrivi(conferma, indirizzi, "conferma")
    return giro


@transaction.atomic
def chiudi_giro(*, giro):
    """Close a round: its links no longer confirm. Returns it."""
    giro = GiroConferme.objects.select_for_update(of=("self",)).get(pk=giro.pk)
    giro.chiuso_il = giro.chiuso_il or timezone.localdate()
    giro.save(update_fields=["chiuso_il"])
    return giro


@transaction.atomic
def registra_conferma(*, conferma, come, da=None, letta=None):
    """Record that a member says its sheet is right, today; return the confirmation.

    ``letta`` is the ``impronta`` of what was shown. With a cycle, the body is confirmed for it too. Raises
    ValidationError with code “usata”, “scaduta”, “uscita” (no longer a member) or “cambiata” (the sheet has
    changed since it was shown).
    """
    # The body first, as every other action does: no two of them wait for each other.
    ente = Organizzazione.objects.select_for_update(of=("self",)).get(pk=conferma.organizzazione_id)
    righe = ente.conferme.select_for_update(of=("self",)).select_related("giro")
    conferma = righe.get(pk=conferma.pk)
    _si_puo(conferma, ente)
    if letta is not None and letta != impronta(ente):
        raise ValidationError(
            _("La scheda è cambiata mentre la leggevi: ecco com’è adesso. Rileggila e conferma."),
            code="cambiata",
        )
    oggi = timezone.localdate()
    if conferma.giro.piano_id:
        conferma_per_ciclo(organizzazione=ente, piano=conferma.giro.piano, data=oggi, utente=da)
    ente.confermato_il = oggi
    ente.save(update_fields=["confermato_il", "aggiornato_il"])
    conferma.confermata_il, conferma.come, conferma.da = timezone.now(), come, da
    conferma.save(update_fields=["confermata_il", "come", "da"])
    return conferma


def _si_puo(conferma, ente):
    """Raise ValidationError when a confirmation cannot be recorded any more."""
    if conferma.confermata_il:
        raise ValidationError(_("Questa scheda è già stata confermata."), code="usata")
    if not conferma.giro.aperto():
        raise ValidationError(_("Il tempo per confermare è finito."), code="scaduta")
    if not Organizzazione.objects.attivi().filter(pk=ente.pk).exists():
        raise ValidationError(_("Questo ente oggi non fa parte della Rete."), code="uscita")


def impronta(organizzazione):
    """Return the digest of what a member confirms: it changes when one word of it does."""
    testo = json.dumps([list(voce) for voce in profilo(organizzazione)], ensure_ascii=False)
    return sha256(testo.encode()).hexdigest()


def promemoria_giro(oggi=None):
    """Queue the reminders due on ``oggi`` (today) and return how many members were written to.

    Called every day: at 15 and at 30 days each silent member gets one mail, once, however often it runs; of
    two that are late, one.
    """
    oggi = oggi or timezone.localdate()
    scritti = 0
    for chiave in ConfermaAdesione.objects.in_attesa(oggi).order_by("pk").values_list("pk", flat=True):
        scritti += _ricorda(chiave, oggi)
    return scritti


@transaction.atomic
def _ricorda(chiave, oggi):
    """Write the reminder that one member should have had by ``oggi``; return whether one was due."""
    righe = ConfermaAdesione.objects.in_attesa(oggi).select_for_update(of=("self",)).select_related("giro")
    conferma = righe.filter(pk=chiave).first()
    if conferma is None:
        return False
    dovuti = sum(oggi >= conferma.giro.aperto_il + attesa for attesa in PROMEMORIA)
    if conferma.promemoria >= dovuti:
        return False
    enti = Organizzazione.objects.attivi(oggi).filter(pk=conferma.organizzazione_id)
    indirizzi = next((voce for _ente, voce in da_scrivere(enti)), [])
    conferma.promemoria, conferma.indirizzi = dovuti, indirizzi
    conferma.save(update_fields=["promemoria", "indirizzi"])
    _scrivi(conferma, indirizzi, "conferma_promemoria")
    return bool(indirizzi)


def _scrivi(conferma, indirizzi, template):
    """Queue one mail to each address, with the link."""
    for indirizzo in indirizzi:
        accoda(
            motivo="conferma",
            destinatario=indirizzo,
            template=f"aderenti/email/{template}",
            contesto={
                "ente": conferma.organizzazione.denominazione,
                "giorno": al_giorno(conferma.giro.scade_il),
                "collegamento": settings.SITE_URL + conferma.collegamento(indirizzo),
            },
            intestazioni={"Reply-To": settings.CONTACT_EMAIL} if settings.CONTACT_EMAIL else {},
            riservato=True,
            riguarda=f"conferma:{conferma.codice}",
        )
