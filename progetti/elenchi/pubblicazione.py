"""Publishing a legal list: what was seen, with its report, once and for all."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from progetti.elenchi.bozze import prepara
from progetti.elenchi.scadenze import anni_in_linea
from progetti.models import ElencoPubblicato


@transaction.atomic
def pubblica(*, tipo, anno=None, utente, impronta, precedente=None, con_lacune=False):
    """Freeze the list as it is now, with its report; return the ``ElencoPubblicato``.

    ``impronta`` is that of the list that was seen, ``precedente`` the key of the publication in force then.
    Raises ValidationError when rows changed since, somebody published meanwhile, something is missing and
    ``con_lacune`` does not accept it, or the year is no longer (or not yet) published.
    """
    if anno is not None and anno not in anni_in_linea(timezone.localdate()):
        raise ValidationError(_("Di quest’anno l’elenco non si pubblica: è fuori dai cinque anni di legge."))
    in_vigore = ElencoPubblicato.objects.select_for_update().filter(tipo=tipo, anno=anno).first()
    if (in_vigore and in_vigore.pk) != precedente:
        raise ValidationError(_("Questo elenco è stato appena pubblicato: guarda prima com’è."))
    bozza = prepara(tipo, anno)
    if bozza.impronta != impronta:
        raise ValidationError(_("I dati sono cambiati mentre guardavi: controlla di nuovo, poi pubblica."))
    if not bozza.completa and not con_lacune:
        raise ValidationError(_("Mancano dei dati: se va bene così, conferma che pubblichi con le lacune."))
    elenco = ElencoPubblicato(
        tipo=tipo,
        anno=anno,
        colonne=[[c.code, c.it, c.en, c.forma] for c in bozza.colonne],
        righe=bozza.righe,
        kohesio=bozza.kohesio,
        avvertenze=[avvertenza.dati() for avvertenza in bozza.avvertenze],
        pubblicato_da=utente,
    )
    elenco.full_clean()
    elenco.save()
    return elenco
