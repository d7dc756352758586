"""The life of a draft: made from nothing, made from last season, thrown away."""

from datetime import MAXYEAR, date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from servizi.models import (
    Apertura,
    AreaServita,
    DocumentoRichiesto,
    Orario,
    SedeServizio,
    Servizio,
    Tariffa,
)

ANNO = timedelta(weeks=52)
NON_SI_COPIANO = {
    "id",
    "slug",
    "stato",
    "motivo_stato",
    "posti",
    "posti_al",
    "verificato_il",
    "valido_fino_al",
    "freschezza",
    "copia_di",
    "creato_il",
    "aggiornato_il",
    "certezza",
    "nota",
    "titolo",
    "iscrizioni_dal",
    "iscrizioni_al",
}


@transaction.atomic
def crea_bozza(*, ente, autore, titolo, tipologia, descrizione_breve):
    """Return a new draft of ``ente``, with the contacts of the body and what is usual for the typology."""
    servizio = Servizio(
        gestore=ente,
        titolo=titolo,
        tipologia=tipologia,
        descrizione_breve=descrizione_breve,
        telefono=ente.telefono,
        email=ente.email,
        eta_min_mesi=tipologia.eta_min_mesi,
        eta_max_mesi=tipologia.eta_max_mesi,
        dimostrativo=ente.dimostrativo,
    )
    servizio._history_user = autore
    servizio.full_clean(exclude=["slug"])
    servizio.save()
    servizio.destinatari.set(tipologia.destinatari.filter(ritirato_il=None))
    return servizio


@transaction.atomic
def duplica(
    *, servizio, autore, titolo, aperture, tariffe, iscrizioni_dal=None, iscrizioni_al=None, sposta_di=ANNO
):
    """Return a draft of ``servizio`` for its next season, tied to it by ``copia_di``.

    Doors, area, recipients, periods and papers are the same; the days of validity of the schedule move by
    ``sposta_di`` (whole weeks: weekdays stay). ``aperture`` and ``tariffe`` are the lines to write, dicts of
    their fields. Places, verification and expiry start from nothing. Raises ValidationError.
    """
    campi = [c for c in Servizio._meta.concrete_fields if c.name not in NON_SI_COPIANO]
    nuovo = Servizio(**{campo.attname: getattr(servizio, campo.attname) for campo in campi})
    nuovo.titolo, nuovo.copia_di = titolo, servizio
    nuovo.iscrizioni_dal, nuovo.iscrizioni_al = iscrizioni_dal, iscrizioni_al
    nuovo._history_user = autore
    nuovo.full_clean(exclude=["slug"])
    nuovo.save()
    nuovo.destinatari.set(servizio.destinatari.all())
    nuovo.periodi.set(servizio.periodi.all())
    _copia(SedeServizio, servizio.sedi_servizio, nuovo, "sede", "principale", "nota")
    _copia(AreaServita, servizio.aree, nuovo, "ambito", "comune")
    _copia(DocumentoRichiesto, servizio.documenti, nuovo, "nome", "obbligatorio", "modulo_url")
    for orario in servizio.orari.all():
        riga = _uguale(Orario, orario, nuovo, "sede", "giorno", "dalle", "alle", "periodo")
        riga.dal, riga.al = spostato(orario.dal, sposta_di), spostato(orario.al, sposta_di)
        riga.save()
    for modello, righe in ((Apertura, aperture), (Tariffa, tariffe)):
        for valori in righe:
            riga = modello(servizio=nuovo, **valori)
            riga.full_clean()
            riga.save()
    return nuovo


@transaction.atomic
def elimina_bozza(*, servizio, autore):
    """Delete a draft that was never public, with what it asked of ATS.

    Raises ValidationError for a service that citizens have seen.
    """
    servizio = Servizio.objects.select_for_update(of=("self",)).get(pk=servizio.pk)
    if not mai_pubblicato(servizio):
        raise ValidationError(
            _("Questo servizio è stato pubblico: si chiude, non si elimina."), code="pubblico"
        )
    servizio._history_user = autore
    servizio.delete()


def mai_pubblicato(servizio):
    """Return whether the service is a draft, and always was."""
    bozza = Servizio.Stato.BOZZA
    return servizio.stato == bozza and not servizio.history.exclude(stato=bozza).exists()


def spostato(giorno, di):
    """Return a day moved by ``di``, not beyond the last of the calendar; None stays None."""
    return min(giorno, date.max - di) + di if giorno else None


def anno_dopo(giorno, anni):
    """Return the same day of the calendar ``anni`` later (29 February: the 28th); None stays None.

    No year comes after the last one of the calendar: who writes 31/12/9999 means “for ever”.
    """
    if giorno is None:
        return None
    anno = min(giorno.year + anni, MAXYEAR)
    try:
        return giorno.replace(year=anno)
    except ValueError:
        return giorno.replace(year=anno, day=28)


def spostamento(servizio, oggi=None):
    """Return how many years later the next season is: one, or as many as it takes for it to be to come."""
    oggi = oggi or timezone.localdate()
    giorni = [apertura.al for apertura in servizio.aperture.all()]
    giorni += [g for g in (servizio.iscrizioni_al, servizio.iscrizioni_dal, servizio.valido_fino_al) if g]
    ultimo, anni = max(giorni, default=oggi), 1
    while spostato(ultimo, settimane_di(anni)) < oggi:
        anni += 1
    return anni


def settimane_di(anni):
    """Return the whole weeks closest to ``anni`` years: 52, 104, 157 …"""
    return timedelta(weeks=round(anni * 365.2425 / 7))


def _copia(modello, righe, nuovo, *campi):
    for riga in righe.all():
        _uguale(modello, riga, nuovo, *campi).save()


def _uguale(modello, riga, nuovo, *campi):
    return modello(servizio=nuovo, **{campo: getattr(riga, campo) for campo in campi})
