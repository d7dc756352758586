"""Actions on the register that write more than a field: atomic, on a locked row."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aderenti.models import EventoAdesione, Organizzazione


@transaction.atomic
def conferma_adesione(*, organizzazione, data, utente, atto=None, atto_estremi=""):
    """Make ``organizzazione`` a member of the Rete from ``data`` and return the new event.

    ``atto``, or its ``atto_estremi`` in words, is what the adhesion rests on; ``utente`` records it. Raises
    ValidationError, with a message for people, when the body is a member already or left after ``data``.
    """
    organizzazione = Organizzazione.objects.select_for_update().get(pk=organizzazione.pk)
    ultimo = organizzazione.eventi_adesione.order_by("-data", "-pk").first()
    if ultimo and ultimo.tipo in EventoAdesione.Tipo.attivi():
        raise ValidationError(
            _("%(ente)s è già aderente dal %(data)s."),
            params={"ente": organizzazione, "data": f"{ultimo.data:%d/%m/%Y}"},
        )
    if ultimo and ultimo.data >= data:
        raise ValidationError(
            _("L'ultimo evento di %(ente)s è del %(data)s: l'adesione deve essere successiva."),
            params={"ente": organizzazione, "data": f"{ultimo.data:%d/%m/%Y}"},
        )
    evento = EventoAdesione(
        organizzazione=organizzazione,
        tipo=EventoAdesione.Tipo.ACCOLTA,
        data=data,
        atto=atto,
        atto_estremi=atto_estremi,
        registrato_da=utente,
    )
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
