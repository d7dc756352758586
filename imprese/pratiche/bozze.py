"""The draft of a good practice, written with its topics and certifications."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from imprese.models import BuonaPratica
from imprese.models.parti_pratica import OBBLIGATORI
from imprese.pratiche import azioni


@transaction.atomic
def scrivi(*, pratica, temi, certificazioni, letto="", manda=False):
    """Save a draft (new or not) with ``temi`` and ``certificazioni`` in place of those it had; return it.

    ``certificazioni``: dicts of fields. ``letto``: the version that was read (``azioni.versione``). ``manda``
    sends it too: who asks it agrees to the publication. Raises ValidationError, and writes nothing: somebody
    else has saved it meanwhile, it is not the member's any more, a rule is broken.
    """
    if pratica.pk:
        _controlla(pratica, letto)
    pratica.full_clean(exclude=[campo for campo in OBBLIGATORI[1:] if getattr(pratica, campo) in ("", None)])
    pratica.save()
    pratica.temi.set(temi)
    pratica.certificazioni.all().delete()
    for dati in certificazioni:
        riga = pratica.certificazioni.model(pratica=pratica, **dati)
        riga.full_clean()
        riga.save()
    return azioni.invia(pratica=pratica) if manda else pratica


def _controlla(pratica, letto):
    """Lock the row; raise ValidationError when it may not be written, or not over what is there now."""
    attuale = BuonaPratica.objects.select_for_update(of=("self",)).get(pk=pratica.pk)
    if not attuale.da_scrivere:
        raise ValidationError(_("Nel frattempo la buona pratica è stata mandata ad ATS: non si cambia più."))
    if letto != azioni.versione(attuale):
        raise ValidationError(_("Nel frattempo qualcuno l’ha salvata. Per tenere il tuo testo salva ancora."))
    pratica.lavoro, pratica.consenso_il = attuale.lavoro, attuale.consenso_il
