"""Conditions on services that need more than one row of theirs: hours, weeks, words, ways to work."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from ricerca.indice import EVIDENTE
from ricerca.models import Copertura, Posizione
from ricerca.tempi import lunedi
from servizi.models import Orario, SedeServizio, Servizio


def con_orario(servizi, *, giorno=None, dalle=None, alle=None, oggi=None):
    """Services with one weekly opening, not over on ``oggi``, on ``giorno`` (0 = Monday; None: any day).

    It begins at ``dalle`` or before and ends at ``alle`` or after.
    """
    orari = Orario.objects.filter(Q(al__isnull=True) | Q(al__gte=oggi or timezone.localdate()))
    if giorno is not None:
        orari = orari.filter(giorno=giorno)
    if dalle is not None:
        orari = orari.filter(dalle__lte=dalle)
    if alle is not None:
        orari = orari.filter(alle__gte=alle)
    return servizi.filter(_qualche(orari))


def _qualche(righe):
    """Return whether a service has one of ``righe``, asked service by service.

    For what most services have: a list of all those keys would be read first, and be longer than the answer.
    """
    return Exists(righe.filter(servizio=OuterRef("pk")))


def nella_settimana(servizi, giorno):
    """Services that open at least one day in the week of ``giorno``, as far as the index knows."""
    return _coperti(servizi, lunedi(giorno), lunedi(giorno))


def nel_mese(servizi, anno, mese):
    """Services that open at least one day in a week that begins in that month."""
    ultimo = date(anno + mese // 12, mese % 12 + 1, 1) - timedelta(days=1)
    return _coperti(servizi, date(anno, mese, 1), ultimo)


def _coperti(servizi, dal, al):
    coperture = Copertura.objects.filter(
        Q(dal__isnull=True) | Q(dal__lte=al), Q(al__isnull=True) | Q(al__gte=dal + timedelta(days=6))
    )
    return servizi.filter(_qualche(coperture))


def con_concetti(servizi, parti):
    """Services of a typology that a part names, or that show all the words of a part on their card."""
    di_tipologia = Servizio.objects.filter(tipologia__in={pk for parte in parti for pk in parte.tipologie})
    evidenti = [_con_tutte(parte.radici, EVIDENTE).values("servizio") for parte in parti]
    return servizi.filter(pk__in=di_tipologia.order_by().values("pk").union(*evidenti))


def _con_tutte(radici, peso):
    """Return the positions of the first root in the sheets that have every root, each with that weight."""
    prima, *altre = radici
    posizioni = Posizione.objects.filter(radice=prima, peso__gte=peso)
    for radice in altre:
        trovate = Posizione.objects.filter(radice=radice, peso__gte=peso)
        posizioni = posizioni.filter(servizio__in=trovate.values("servizio"))
    return posizioni


def con_radici(servizi, radici):
    """Services that have every root."""
    for radice in radici:
        servizi = servizi.filter(pk__in=Posizione.objects.filter(radice=radice).values("servizio"))
    return servizi


def con_una_radice(servizi, radici):
    """Services that have at least one of the roots."""
    return servizi.filter(pk__in=Posizione.objects.filter(radice__in=radici).values("servizio"))


def raggiungibili(servizi, *, casa, lavoro, luoghi):
    """Services for who lives in ``casa`` and works in ``lavoro`` (either may be None).

    Those whose area takes in home; and those with a door near work, or along the way, that do not turn away
    who lives elsewhere.
    """
    if lavoro is None:
        return servizi.per_il_comune(casa)
    comuni = {comune.pk for comune in luoghi.vicini(lavoro)}
    if casa is not None:
        comuni |= {comune.pk for comune in luoghi.sulla_strada(casa, lavoro)}
    porte = SedeServizio.objects.filter(sede__comune__in=comuni).values("servizio")
    aperti_a_tutti = Q(non_residenti=True) | Q(non_residenti__isnull=True)
    condizione = Q(pk__in=porte) & aperti_a_tutti
    if casa is not None:
        condizione |= Q(pk__in=Servizio.objects.per_il_comune(casa).order_by().values("pk"))
    return servizi.filter(condizione)


def negli_ambiti(servizi, ambiti, oggi):
    """Services for who lives in one of ``ambiti`` ((pk, last day or ""), as on that day if it is past)."""
    condizione = Q()
    for pk, uscita in ambiti:
        giorno = min(oggi, date.fromisoformat(uscita)) if uscita else oggi
        condizione |= Q(pk__in=Servizio.objects.nell_ambito(pk, giorno).order_by().values("pk"))
    return servizi.filter(condizione)
