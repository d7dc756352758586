"""Leaving the Rete: a member's administrator asks, ATS registers. What the body was and did stays."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from aderenti.models import Organizzazione, RichiestaRecesso
from aderenti.services import AL_MASSIMO, recedi
from core.posta import accoda
from core.templatetags.formati import dal_giorno

Stato = RichiestaRecesso.Stato


@transaction.atomic
def chiedi_recesso(*, organizzazione, data, motivo, utente):
    """Record that a member wants to leave from ``data`` and tell ATS; return the request.

    Raises ValidationError: not a member today, asked already, a day that is past or more than a year away.
    """
    ente = Organizzazione.objects.select_for_update(of=("self",)).get(pk=organizzazione.pk)
    oggi = timezone.localdate()
    if not Organizzazione.objects.attivi().filter(pk=ente.pk).exists():
        raise ValidationError(_("Questo ente oggi non è aderente: non c’è nulla da cui recedere."))
    if in_attesa(ente):
        raise ValidationError(_("C’è già una richiesta di recesso in attesa."))
    if not oggi <= data <= oggi + AL_MASSIMO:
        raise ValidationError({"data": _("Scegli un giorno da oggi a un anno da oggi.")})
    richiesta = RichiestaRecesso(organizzazione=ente, data=data, motivo=motivo.strip(), chiesta_da=utente)
    richiesta.full_clean()
    richiesta.save()
    if settings.CONTACT_EMAIL:
        pagina = reverse("admin:aderenti_richiestarecesso_change", args=[richiesta.pk])
        accoda(
            motivo="recesso",
            destinatario=settings.CONTACT_EMAIL,
            template="aderenti/email/recesso_chiesto",
            contesto={
                "ente": ente.denominazione,
                "giorno": dal_giorno(data),
                "motivo": richiesta.motivo,
                "collegamento": settings.SITE_URL + pagina,
            },
        )
    return richiesta


@transaction.atomic
def annulla_recesso(*, richiesta, utente):
    """Take back a request that ATS has not registered; return it. Raises ValidationError if it has."""
    return _chiudi(_bloccata(richiesta), Stato.ANNULLATA, utente)


@transaction.atomic
def registra_recesso(*, richiesta, data, utente, atto=None, atto_estremi=""):
    """Register the withdrawal as an event of ``data``, and tell who asked; return the request.

    Raises ValidationError: closed already, or an event that comes before the last one.
    """
    richiesta = _bloccata(richiesta)
    recedi(
        organizzazione=richiesta.organizzazione,
        data=data,
        utente=utente,
        motivo=richiesta.motivo,
        atto=atto,
        atto_estremi=atto_estremi,
    )
    _chiudi(richiesta, Stato.REGISTRATA, utente)
    if richiesta.chiesta_da and richiesta.chiesta_da.is_active:
        accoda(
            motivo="recesso",
            destinatario=richiesta.chiesta_da.email,
            template="aderenti/email/recesso_registrato",
            contesto={"ente": richiesta.organizzazione.denominazione, "giorno": dal_giorno(data)},
        )
    return richiesta


def in_attesa(organizzazione):
    """Return the request of the body that waits for ATS, None without one."""
    return organizzazione.richieste_recesso.filter(stato=Stato.IN_ATTESA).first()


def _bloccata(richiesta):
    righe = RichiestaRecesso.objects.select_for_update(of=("self",))
    richiesta = righe.select_related("organizzazione", "chiesta_da").get(pk=richiesta.pk)
    if richiesta.stato != Stato.IN_ATTESA:
        raise ValidationError(
            _("Questa richiesta è già chiusa (%(stato)s)."), params={"stato": richiesta.get_stato_display()}
        )
    return richiesta


def _chiudi(richiesta, stato, utente):
    richiesta.stato, richiesta.chiusa_il, richiesta.chiusa_da = stato, timezone.now(), utente
    richiesta.save(update_fields=["stato", "chiusa_il", "chiusa_da"])
    return richiesta
