"""The rules of ``regole`` for one instant, in SQL: which rows of the weekly schedules hold now."""

from django.db.models import Exists, F, OuterRef, Q

from servizi.calendario.regole import CHE_DECIDONO
from servizi.calendario.scolastico import DI_FESTA, ORE
from servizi.models import Apertura, Orario, Periodo, SedeServizio, Servizio


def orari_adesso(istante, calendario):
    """Return the rows of the weekly schedules that hold at ``istante``, a datetime in local time.

    An opening is from its first minute to before its last: at 18:00 a service “16:00-18:00” has closed.
    """
    giorno, ora = istante.date(), istante.time()
    attivi, festa = calendario.attivi(giorno), calendario.e_festa(giorno)
    righe = Orario.objects.al(giorno).filter(
        Q(periodo=None) | Q(periodo__code__in=attivi | ORE),
        giorno=giorno.weekday(),
        dalle__lte=ora,
        alle__gt=ora,
    )
    settimanale = _permesso(attivi)
    if festa:
        settimanale &= Q(servizio__in=_di_festa()) | Q(periodo__code__in=DI_FESTA)
    chiusa, con_data = Exists(_del_giorno(giorno, Apertura.Tipo.CHIUSO)), Exists(_aperte(giorno, festa))
    porte = SedeServizio.objects.filter(servizio=OuterRef("servizio"))
    porte_aperte = porte.filter(~chiusa)
    a_una_porta = ~chiusa & (con_data | settimanale)
    a_tutte = settimanale & Exists(porte_aperte) | Exists(porte_aperte.filter(con_data))
    return righe.filter(
        (Q(sede__isnull=False) | ~Exists(porte)) & a_una_porta | Q(sede__isnull=True) & a_tutte
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
    """Return the dated rows that cover ``giorno`` at the service and door of the outer row."""
    return Apertura.objects.filter(
        Q(sede=None) | Q(sede=OuterRef("sede")),
        servizio=OuterRef("servizio"),
        tipo=tipo,
        dal__lte=giorno,
        al__gte=giorno,
    )


def _aperte(giorno, festa):
    aperte = _del_giorno(giorno, Apertura.Tipo.APERTO)
    return aperte.filter(Q(dal=F("al")) | Q(servizio__in=_di_festa())) if festa else aperte
