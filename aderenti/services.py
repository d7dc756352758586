"""Actions on the adhesion of a body: each is a dated event, after the others, on a locked row.

Whoever the body is, its events are added in their order: none comes before the last, and each only where it
has a meaning (nobody resumes who was not suspended). Raises ValidationError with a message for people.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aderenti.models import EventoAdesione, Organizzazione

Tipo = EventoAdesione.Tipo
AL_MASSIMO = timedelta(days=366)  # how far ahead an event may be registered
IN_ARRIVO = (Tipo.RICHIESTA, Tipo.IN_VALUTAZIONE)
DENTRO = (*Tipo.attivi(), Tipo.SOSPESA)
FINITI = (Tipo.CESSATA, Tipo.FUSA_IN)


@transaction.atomic
def conferma_adesione(*, organizzazione, data, utente, atto=None, atto_estremi=""):
    """Make ``organizzazione`` a member of the Rete from ``data`` and return the new event.

    ``atto``, or its ``atto_estremi`` in words, is what the adhesion rests on; ``utente`` records it. Raises
    ValidationError, with a message for people, when the body is a member already or left after ``data``. The
    same day is enough for a request that was waiting.
    """
    organizzazione, ultimo = _bloccata(organizzazione)
    _non_lontana(data)
    if ultimo and ultimo.tipo in Tipo.attivi():
        raise ValidationError(
            _("%(ente)s è già aderente dal %(data)s."),
            params={"ente": organizzazione, "data": f"{ultimo.data:%d/%m/%Y}"},
        )
    if ultimo and (ultimo.data > data or (ultimo.data == data and ultimo.tipo not in IN_ARRIVO)):
        raise ValidationError(
            _("L’ultimo evento di %(ente)s è del %(data)s: l’adesione deve essere successiva."),
            params={"ente": organizzazione, "data": f"{ultimo.data:%d/%m/%Y}"},
        )
    return _nuovo(
        organizzazione=organizzazione,
        tipo=Tipo.ACCOLTA,
        data=data,
        atto=atto,
        atto_estremi=atto_estremi,
        registrato_da=utente,
    )


@transaction.atomic
def registra_richiesta(*, organizzazione, data, utente):
    """Write that the body asked to join on ``data``; return the event, None when it is late for it.

    A body that already has events after that day keeps them as they are: the request came by another way.
    """
    organizzazione, ultimo = _bloccata(organizzazione)
    if ultimo and (ultimo.data > data or ultimo.tipo in (*DENTRO, *IN_ARRIVO)):
        return None
    return _nuovo(organizzazione=organizzazione, tipo=Tipo.RICHIESTA, data=data, registrato_da=utente)


@transaction.atomic
def sospendi(*, organizzazione, data, utente, motivo, atto=None, atto_estremi=""):
    """Suspend a member from ``data``: its history stays, the register does not count it."""
    organizzazione, ultimo = _bloccata(organizzazione)
    _prima(ultimo, Tipo.attivi(), _("Si sospende solo chi è aderente."))
    return _dopo(ultimo, organizzazione, Tipo.SOSPESA, data, utente, motivo, atto, atto_estremi)


@transaction.atomic
def riprendi(*, organizzazione, data, utente, motivo="", atto=None, atto_estremi=""):
    """End a suspension on ``data``: the body is a member again."""
    organizzazione, ultimo = _bloccata(organizzazione)
    _prima(ultimo, [Tipo.SOSPESA], _("Riprende solo chi era sospeso."))
    return _dopo(ultimo, organizzazione, Tipo.RIPRESA, data, utente, motivo, atto, atto_estremi)


@transaction.atomic
def recedi(*, organizzazione, data, utente, motivo, atto=None, atto_estremi=""):
    """Register that a member leaves on ``data``; what it was and did stays."""
    organizzazione, ultimo = _bloccata(organizzazione)
    _prima(ultimo, DENTRO, _("Recede solo chi è aderente."))
    return _dopo(ultimo, organizzazione, Tipo.RECESSO, data, utente, motivo, atto, atto_estremi)


@transaction.atomic
def cessa(*, organizzazione, data, utente, motivo, atto=None, atto_estremi=""):
    """Register that a body no longer exists from ``data``."""
    organizzazione, ultimo = _bloccata(organizzazione)
    if ultimo and ultimo.tipo in FINITI:
        raise ValidationError(_("Questo ente risulta già cessato o fuso in un altro."))
    return _dopo(ultimo, organizzazione, Tipo.CESSATA, data, utente, motivo, atto, atto_estremi)


@transaction.atomic
def conferma_per_ciclo(*, organizzazione, piano, data, utente=None):
    """Write that a member is confirmed for the cycle ``piano``; return the event, None if it already is."""
    organizzazione, ultimo = _bloccata(organizzazione)
    if organizzazione.eventi_adesione.filter(tipo=Tipo.CONFERMATA, piano=piano).exists():
        return None
    _prima(ultimo, Tipo.attivi(), _("Si conferma solo chi è aderente e non ha un recesso registrato."))
    _controlla_data(ultimo, data)
    return _nuovo(
        organizzazione=organizzazione, tipo=Tipo.CONFERMATA, data=data, piano=piano, registrato_da=utente
    )


def _bloccata(organizzazione):
    """Return the body, its row locked, with the last of its events (None when it has none)."""
    organizzazione = Organizzazione.objects.select_for_update(of=("self",)).get(pk=organizzazione.pk)
    return organizzazione, organizzazione.eventi_adesione.order_by("-data", "-pk").first()


def _prima(ultimo, ammessi, messaggio):
    if ultimo is None or ultimo.tipo not in ammessi:
        raise ValidationError(messaggio)


def _dopo(ultimo, organizzazione, tipo, data, utente, motivo, atto, atto_estremi):
    """Write an event with its reason, not before the last one."""
    _controlla_data(ultimo, data)
    return _nuovo(
        organizzazione=organizzazione,
        tipo=tipo,
        data=data,
        nota=motivo.strip(),
        atto=atto,
        atto_estremi=atto_estremi,
        registrato_da=utente,
    )


def _non_lontana(data):
    if data > timezone.localdate() + AL_MASSIMO:
        raise ValidationError(_("La data è troppo lontana: al massimo fra un anno."))


def _controlla_data(ultimo, data):
    _non_lontana(data)
    if ultimo and data < ultimo.data:
        raise ValidationError(
            _("L’ultimo evento è del %(data)s: la data deve essere uguale o successiva."),
            params={"data": f"{ultimo.data:%d/%m/%Y}"},
        )


def _nuovo(**campi):
    evento = EventoAdesione(**campi)
    evento.full_clean()
    evento.save()
    return evento


@transaction.atomic
def conferma_scheda(*, organizzazione, data):
    """Write that who keeps the sheet has read it on ``data`` and finds it right; return the body.

    A later confirmation stays.
    """
    organizzazione = Organizzazione.objects.select_for_update().get(pk=organizzazione.pk)
    organizzazione.confermato_il = max(data, organizzazione.confermato_il or data)
    organizzazione.save(update_fields=["confermato_il", "aggiornato_il"])
    return organizzazione
