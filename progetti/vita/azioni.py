"""Actions on the life of a project: events are added one after the other on a locked row, never changed.

What may follow what is in ``progetti.models.transizioni``; the model holds the rules, forms and database too.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from progetti.avvisi.formale import controlla_ammissibile
from progetti.models import EventoProgetto, Progetto

ANNI = (1990, 2100)


@transaction.atomic
def registra_evento(
    *,
    progetto,
    tipo,
    data,
    utente,
    atto=None,
    motivo="",
    nota="",
    nuova_fine=None,
    allegato=None,
    data_precisione="giorno",
):
    """Record that ``tipo`` happened to ``progetto`` on ``data`` and return the event.

    ``nuova_fine`` is the planned end that the event sets; ``motivo`` is read by the members of the project,
    ``nota`` only by ATS; ``allegato`` is a PDF; ``utente`` records it. Raises ValidationError with a message
    for people: the state of today does not allow it, a day that comes before the last change of state or is
    still to come, a planned end that is missing, or where there is none.
    """
    return scrivi(
        blocca(progetto),
        tipo=tipo,
        data=data,
        atto=atto,
        motivo=motivo.strip(),
        nota=nota.strip(),
        nuova_fine=nuova_fine,
        allegato=allegato,
        data_precisione=data_precisione,
        registrato_da=utente,
    )


@transaction.atomic
def annulla_evento(*, evento, motivo, utente):
    """Take ``evento`` back with a correction of today, which says why; return the correction.

    The event stays, told as taken back. Raises ValidationError: no reason, taken back already, a change of
    state that is not the last one, or itself a correction.
    """
    return scrivi(
        blocca(evento.progetto),
        tipo=EventoProgetto.Tipo.CORREZIONE,
        data=timezone.localdate(),
        corregge=evento,
        motivo=motivo.strip(),
        registrato_da=utente,
    )


def blocca(progetto):
    """Return the project with its row locked: two events of one project are recorded one after the other."""
    return Progetto.objects.select_for_update(of=("self",)).get(pk=progetto.pk)


def scrivi(progetto, **campi):
    """Write an event of a locked project and return it; raise ValidationError when a rule refuses it."""
    if campi["data"] > timezone.localdate():
        raise ValidationError({"data": _("La data è nel futuro: un evento si registra quando è avvenuto.")})
    controlla_anno("data", campi["data"])
    if campi.get("nuova_fine"):
        _controlla_fine(progetto, campi)
    if campi["tipo"] == EventoProgetto.Tipo.IN_VALUTAZIONE:
        controlla_ammissibile(progetto)
    evento = EventoProgetto(progetto=progetto, **campi)
    evento.full_clean()
    evento.save()
    return evento


def controlla_anno(campo, giorno):
    """Raise ValidationError, on ``campo``, for a year that no project of the Rete can have."""
    if not ANNI[0] <= giorno.year <= ANNI[1]:
        raise ValidationError(
            {campo: _("Controlla l'anno: non può essere il %(anno)s.") % {"anno": giorno.year}}
        )


def _controlla_fine(progetto, campi):
    """Raise ValidationError for a planned end that is absurd, or for an extension that does not extend."""
    fine = campi["nuova_fine"]
    controlla_anno("nuova_fine", fine)
    if campi["tipo"] != EventoProgetto.Tipo.PROROGA:
        return
    prima = Progetto.objects.con_date().get(pk=progetto.pk).fine_prevista
    if prima and fine <= prima:
        testo = _("Il progetto finisce già il %(fine)s: scegli un giorno successivo.")
        raise ValidationError({"nuova_fine": testo % {"fine": f"{prima:%d/%m/%Y}"}})
