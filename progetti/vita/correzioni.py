"""Mending an event that is not the last: what came after is taken back and recorded again, in its order."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from progetti.models import EventoProgetto, RichiestaProgetto
from progetti.vita.azioni import annulla_evento, blocca, scrivi

VALORI = (
    "tipo",
    "data",
    "data_precisione",
    "nuova_fine",
    "atto",
    "motivo",
    "allegato",
    "nota",
    "certezza",
)
"""What an event says: what may be mended, and what an event recorded again says as before."""


@transaction.atomic
def correggi_evento(*, evento, motivo, utente, motivo_evento=None, **nuovi_valori):
    """Put a right event in the place of a wrong one and return it; ``nuovi_valori`` are among ``VALORI``.

    ``motivo`` is that of the correction; ``motivo_evento``, if given, that of the right event.

    The events recorded after it are taken back first, the last one first, and recorded again after it with
    the values they had: each is a new event, whose note says why. All or nothing, under the rules of any
    event. Raises ValidationError: no reason, nothing that changes, an event taken back already, or a life
    that the rules do not allow.
    """
    progetto = blocca(evento.progetto)
    evento = EventoProgetto.objects.get(pk=evento.pk)
    if motivo_evento is not None:
        nuovi_valori["motivo"] = motivo_evento
    cambi = {campo: valore for campo, valore in nuovi_valori.items() if getattr(evento, campo) != valore}
    if not cambi:
        raise ValidationError(_("Non hai cambiato nulla: correggi almeno una voce."))
    dopo = list(progetto.eventi.validi().filter(pk__gt=evento.pk).order_by("pk"))
    for vecchio in (*reversed(dopo), evento):
        annulla_evento(evento=vecchio, motivo=motivo, utente=utente)
    giusto = _di_nuovo(progetto, evento, motivo, utente, cambi)
    for vecchio in dopo:
        try:
            _di_nuovo(progetto, vecchio, motivo, utente, {})
        except ValidationError as errore:
            testo = _("Con questa correzione non regge più “%(evento)s”: %(perche)s Prima annulla quello.")
            parti = {"evento": vecchio, "perche": " ".join(errore.messages)}
            raise ValidationError(testo, params=parti) from errore
    return giusto


def _di_nuovo(progetto, vecchio, motivo, utente, cambi):
    """Record ``vecchio`` again with ``cambi``, its sources and its request; return the new one."""
    valori = {campo: getattr(vecchio, campo) for campo in VALORI} | cambi
    inizio = _("Al posto di un evento corretto:")
    righe = [riga for riga in valori["nota"].splitlines() if not riga.startswith(inizio)]
    valori["nota"] = "\n".join([*righe, f"{inizio} {motivo.strip()}"]).strip()
    nuovo = scrivi(progetto, registrato_da=utente, **valori)
    nuovo.fonti.set(vecchio.fonti.all())
    RichiestaProgetto.objects.filter(evento=vecchio).update(evento=nuovo)
    return nuovo
