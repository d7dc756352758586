"""A course called off, and what the office writes to who enrolled: the row and its mails together."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from imprese.formazione.iscrizioni import scrivi
from imprese.models import Gradimento, Iscrizione, Percorso

Stato = Iscrizione.Stato


@transaction.atomic
def annulla_percorso(*, percorso, perche):
    """Call off a course and tell who has a seat or waits for one; return how many are told.

    The page stays and says why. Raises ValidationError: called off already, over, never published.
    """
    percorso = _in_programma(percorso)
    if not percorso.pubblicato:
        raise ValidationError(_("Non è pubblicato: non l’ha visto nessuno. Puoi eliminarlo."))
    percorso.annullato_il, percorso.annullato_perche = timezone.now(), perche.strip()
    percorso.full_clean()
    percorso.save()
    return _a_tutti(
        percorso, (Stato.CONFERMATA, Stato.IN_LISTA), "percorso_annullato", percorso.annullato_perche
    )


@transaction.atomic
def avvisa(*, percorso, testo, anche_in_lista=False):
    """Write ``testo`` to who has a seat, perhaps to who waits too; return how many.

    Raises ValidationError: called off, over, nobody to write to.
    """
    percorso = _in_programma(percorso)
    stati = (Stato.CONFERMATA, Stato.IN_LISTA) if anche_in_lista else (Stato.CONFERMATA,)
    quanti = _a_tutti(percorso, stati, "percorso_avviso", testo.strip())
    if not quanti:
        raise ValidationError(_("Non c’è nessuno a cui scrivere."))
    return quanti


@transaction.atomic
def giudica(*, codice, voto, testo=""):
    """Keep what somebody thought of a course that is over, once; return whether it was kept.

    Nothing ties the mark to who gave it. Raises Iscrizione.DoesNotExist without a seat of that code.
    """
    iscrizione = Iscrizione.objects.sedute().select_for_update(of=("self",)).get(codice=codice)
    if iscrizione.ha_giudicato:
        return False
    iscrizione.ha_giudicato = True
    iscrizione.save(update_fields=["ha_giudicato"])
    Gradimento.objects.create(percorso_id=iscrizione.percorso_id, voto=voto, testo=testo.strip())
    return True


def _in_programma(percorso):
    """Return the course, locked; raise ValidationError when it is called off or over."""
    Percorso.objects.select_for_update().get(pk=percorso.pk)
    percorso = Percorso.objects.con_date().get(pk=percorso.pk)
    if percorso.annullato_il:
        raise ValidationError(_("Il percorso è già annullato."))
    if percorso.finisce is not None and percorso.finisce <= timezone.now():
        raise ValidationError(_("Il percorso è già finito."))
    return percorso


def _a_tutti(percorso, stati, template, testo):
    righe = list(percorso.iscrizioni.filter(stato__in=stati, anonima_il=None))
    for iscrizione in righe:
        scrivi(iscrizione, template, testo)
    return len(righe)
