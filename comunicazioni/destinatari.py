"""The addresses of the bodies that a mail is for, and who is left out and why."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from aderenti.models import Referente
from comunicazioni.segmenti import enti_di
from core.posta.preferenze import chi_non_vuole

MOTIVO = "comunicazione"


class Voce(NamedTuple):
    """An address of a body; ``perche`` it is left out, empty for who is written to."""

    ente: object
    indirizzo: str
    perche: str = ""


def voci_di(comunicazione):
    """Return every ``Voce`` of a mail, by name of the body: 5 queries.

    A body is written to at the addresses of its referents in force today or, without one, at its office's.
    Demo bodies do not exist: they are never written to. Nor is who has turned off these messages.
    """
    voci = [
        voce for ente, indirizzi in _indirizzi(comunicazione) for voce in _voci_dell_ente(ente, indirizzi)
    ]
    contrari = chi_non_vuole([voce.indirizzo for voce in voci if not voce.perche], MOTIVO)
    return [
        voce._replace(perche=_("ha scelto di non ricevere queste e-mail"))
        if not voce.perche and voce.indirizzo in contrari
        else voce
        for voce in voci
    ]


def da_scrivere(voci):
    """Return the addresses to write to, each once."""
    return list(dict.fromkeys(voce.indirizzo for voce in voci if not voce.perche))


def _indirizzi(comunicazione):
    """Return [(body, addresses in lower case)]."""
    enti = list(enti_di(comunicazione))
    referenti = Referente.objects.al().filter(
        organizzazione__in=[ente.pk for ente in enti], dimostrativo=False
    )
    per_ente = {}
    for referente in referenti.select_related("utente").order_by("pk"):
        utente = referente.utente
        indirizzo = referente.email or (utente.email if utente and utente.is_active else "")
        if indirizzo:
            per_ente.setdefault(referente.organizzazione_id, {})[indirizzo.lower()] = None
    return [(ente, list(per_ente.get(ente.pk, {})) or [ente.email.lower()]) for ente in enti]


def _voci_dell_ente(ente, indirizzi):
    if ente.dimostrativo:
        return [Voce(ente, "", _("è un ente inventato (dati dimostrativi)"))]
    if not any(indirizzi):
        return [Voce(ente, "", _("non ha un indirizzo e-mail"))]
    return [Voce(ente, indirizzo, _perche_no(indirizzo)) for indirizzo in indirizzi]


def _perche_no(indirizzo):
    try:
        validate_email(indirizzo)
    except ValidationError:
        return _("l’indirizzo è scritto male")
    return ""
