"""The papers that a capofila sends once: sent, taken back until ATS has seen them, seen."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.documenti import privati
from progetti.models import DocumentoProgetto, Progetto


@dataclass
class Carta:
    """A paper as a body of the project sees it: the day it came, from whom, whether it may be taken back."""

    documento: DocumentoProgetto
    giorno: date
    chi: str
    si_elimina: bool


def carte_di(progetto, utente, capofila):
    """Return the papers of a project (``Carta``) for ``utente``; ``capofila``: whether its body leads it.

    Who sent one is named, by the account, to the people of the capofila alone.
    """
    return [
        Carta(
            documento=riga,
            giorno=timezone.localdate(riga.caricato_il),
            chi=_chi(riga.caricato_da, utente, capofila),
            si_elimina=capofila and si_puo_eliminare(riga, utente),
        )
        for riga in progetto.documenti.select_related("caricato_da")
    ]


def _chi(autore, utente, capofila):
    if autore == utente:
        return _("da te")
    if autore is None or autore.is_staff:
        return _("da ATS")
    return _("da %(account)s") % {"account": autore.email} if capofila else _("dal capofila")


@transaction.atomic
def carica_documento(*, progetto, utente, file, tipo, titolo, data=None):
    """Keep a paper of a project and return it; ATS finds it among those to see. Citizens do not.

    Raises ValidationError for a paper that is no PDF or that does something when it is opened, and for one
    that is there already (same kind, title and date): who presses twice sends it once.
    """
    Progetto.objects.select_for_update(of=("self",)).get(pk=progetto.pk)
    if progetto.documenti.filter(tipo=tipo, titolo=titolo, data=data).exists():
        raise ValidationError(_("Questo documento c’è già, con lo stesso titolo e la stessa data."))
    documento = DocumentoProgetto(
        progetto=progetto, caricato_da=utente, file=file, tipo=tipo, titolo=titolo, data=data
    )
    documento.full_clean()
    documento.save()
    return documento


def si_puo_eliminare(documento, utente):
    """Return whether ``utente`` may take a paper back: its own, which ATS has neither seen nor shown."""
    return documento.caricato_da_id == utente.pk and not documento.visto_il and not documento.pubblico


@transaction.atomic
def elimina_documento(*, documento, utente):
    """Take a paper back: row and file. Raises ValidationError when it is too late or of somebody else."""
    documento = DocumentoProgetto.objects.select_for_update(of=("self",)).filter(pk=documento.pk).first()
    if documento is None:
        return
    if not si_puo_eliminare(documento, utente):
        raise ValidationError(_("ATS lo ha già visto, o lo ha caricato un’altra persona: resta qui."))
    nome = documento.file.name
    documento.delete()
    if nome:
        transaction.on_commit(lambda: privati().delete(nome))


@transaction.atomic
def segna_visti(*, documenti):
    """Write that ATS has seen ``documenti`` (a queryset) today; return how many it had not."""
    righe = DocumentoProgetto.objects.select_for_update(of=("self",)).filter(pk__in=documenti.values("pk"))
    nuovi = [riga.pk for riga in righe.filter(visto_il=None)]
    return DocumentoProgetto.objects.filter(pk__in=nuovi).update(visto_il=timezone.localdate())
