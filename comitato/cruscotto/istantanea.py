"""Snapshots of the dashboard: the same content, as canonical JSON that nobody can change."""

import hashlib
import json

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comitato.cruscotto.quadro import quadro
from comitato.models import Istantanea


def canonico(contenuto):
    """Return the content as text: keys in order, no spaces, so that equal contents are equal bytes."""
    return json.dumps(contenuto, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def impronta(testo):
    """Return the SHA-256 of a content, in hexadecimal."""
    return hashlib.sha256(testo.encode()).hexdigest()


@transaction.atomic
def scatta(*, piano, nome, al, utente):
    """Keep the dashboard of ``piano`` on ``al`` under ``nome``; return the ``Istantanea``.

    Raises ValidationError for a name taken, or a day still to come.
    """
    nome = nome.strip()
    if al > timezone.localdate():
        raise ValidationError(_("Si fissa la situazione di oggi o di un giorno passato."))
    if Istantanea.objects.filter(nome__iexact=nome).exists():
        raise ValidationError(_("C’è già un’istantanea con questo nome: scegline un altro."))
    testo = canonico(quadro(piano, al))
    riga = Istantanea(
        nome=nome, piano=piano, al=al, contenuto=testo, impronta=impronta(testo), scattata_da=utente
    )
    riga.full_clean(exclude=["scattata_da"])
    riga.save()
    return riga


def apri(istantanea):
    """Return the content of a snapshot; raise ValidationError when its bytes are not those of its digest."""
    if impronta(istantanea.contenuto) != istantanea.impronta:
        raise ValidationError(_("Il contenuto dell’istantanea non corrisponde alla sua impronta."))
    return json.loads(istantanea.contenuto)
