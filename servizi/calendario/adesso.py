"""The rules of ``regole`` for one instant, in SQL: which rows of the weekly schedules hold now."""

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from servizi.calendario.regole import CHE_DECIDONO
from servizi.calendario.scolastico import DI_FESTA, ORE
from servizi.models import Apertura, Orario, Periodo, Servizio


def orari_adesso(istante, calendario):
    """Return the rows of the weekly schedules that hold at ``istante``, a datetime in local time.

    A row for every door comes once for each that is open. An opening lasts until before its last minute: at
    18:00 a service “16:00-18:00” has closed.
    """
    giorno, ora = istante.date(), istante.time()
    attivi, festa = calendario.attivi(giorno), calendario.e_festa(giorno)
    settimanale = _permesso(attivi)
    if festa:
        settimanale &= Q(servizio__in=_di_festa()) | Q(periodo__code__in=DI_FESTA)
    return (
        Orario.objects.al(giorno)
        .filter(Q(periodo=None) | Q(periodo__code__in=attivi | ORE), giorno=giorno.weekday())
        .filter(dalle__lte=ora, alle__gt=ora)
        .alias(porta=Coalesce("sede", "servizio__sedi_servizio__sede"))
        .filter(~Exists(_del_giorno(giorno, Apertura.Tipo.CHIUSO)))
        .filter(settimanale | Exists(_aperte(giorno, festa)))
    )


def _permesso(attivi):
    """Return the condition on a row: the periods of its service allow the day (rule c)."""
    periodi = _periodi().filter(servizio=OuterRef("servizio"))
    in_vigore = periodi.filter(periodo__code__in=attivi)
    datate = Apertura.objects.filter(servizio=OuterRef("servizio"), tipo=Apertura.Tipo.APERTO)
    return (
        ~Exists(periodi.filter(periodo__tipo__in=CHE_DECIDONO))
        | Exists(in_vigore.filter(periodo__tipo=Periodo.Tipo.STAGIONE))
        | Exists(in_vigore.filter(periodo__tipo=Periodo.Tipo.CHIUSURA)) & ~Exists(datate)
    )


def _periodi():
    return Servizio.periodi.through.objects


def _di_festa():
    """Return the services open on public holidays too."""
    return _periodi().filter(periodo__code__in=DI_FESTA).values("servizio")


def _del_giorno(giorno, tipo):
    """Return the dated rows that cover ``giorno`` at the service and ``porta`` of the outer row."""
    return Apertura.objects.filter(
        Q(sede=None) | Q(sede=OuterRef("porta")),
        servizio=OuterRef("servizio"),
        tipo=tipo,
        dal__lte=giorno,
        al__gte=giorno,
    )


def _aperte(giorno, festa):
    aperte = _del_giorno(giorno, Apertura.Tipo.APERTO)
    return aperte.filter(Q(dal=F("al")) | Q(servizio__in=_di_festa())) if festa else aperte
