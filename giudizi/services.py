"""A judgement kept, its words forgotten."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from giudizi.models import Giudizio
from giudizi.pagine import tipo_di

GIORNI = 365  # after which the words go: they may hold what somebody told of themselves


def registra(*, pagina, stelle, risposta="", testo=""):
    """Keep a judgement of today; return it. Raises ValidationError: no such page, a rule broken."""
    tipo = tipo_di(pagina)
    if not tipo:
        raise ValidationError(_("Questa pagina non si può giudicare."))
    giudizio = Giudizio(pagina=pagina, tipo=tipo, stelle=stelle, risposta=risposta, testo=testo.strip())
    giudizio.full_clean()
    giudizio.save()
    return giudizio


def dimentica_testi(oggi=None):
    """Drop the words of the judgements older than a year, the rest stays; return how many. Safe to repeat."""
    limite = (oggi or timezone.localdate()) - timedelta(days=GIORNI)
    return Giudizio.objects.con_testo_fino_al(limite).update(testo="")


def segna_letti(*, giudizi):
    """Say that somebody read them today; return how many were not yet."""
    return giudizi.filter(letto_il=None).update(letto_il=timezone.localdate())
