"""The draft of a member, written with its certifications."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from imprese.models import BuonaPratica
from imprese.pratiche.azioni import invia


def versione(pratica):
    """Return what tells the versions of a practice apart; empty for one not saved yet."""
    return pratica.aggiornato_il.isoformat() if pratica.pk else ""


@transaction.atomic
def scrivi(*, form, certificazioni, letto="", manda=False):
    """Save a valid form and its rows, perhaps send; return the practice.

    ``letto``: the version that was read (``versione``). Raises ValidationError, and writes nothing: somebody
    else saved meanwhile, ATS is reading it, something is missing to send it. BuonaPratica.DoesNotExist: gone.
    """
    if form.instance.pk:
        attuale = BuonaPratica.objects.select_for_update(of=("self",)).get(pk=form.instance.pk)
        if not attuale.da_scrivere:
            raise ValidationError(_("Nel frattempo è stata mandata ad ATS: non si cambia più."))
        if letto != versione(attuale):
            raise ValidationError(
                _("Nel frattempo qualcuno l’ha salvata. Per tenere il tuo testo salva ancora.")
            )
    pratica = form.save()
    certificazioni.instance = pratica
    certificazioni.save()
    return invia(pratica=pratica) if manda else pratica
