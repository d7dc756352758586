"""The services of the Rete as a firm sees them: those that a welfare plan may pay around a comune."""

from imprese.models import Obiettivo, Tema
from servizi.brevi import breve, con_le_righe
from servizi.models import Servizio, Tipologia

MOSTRATI = 60


def tipologie(tema="", obiettivo=""):
    """Return the typologies of a topic and of an aim (both: those in both); of every topic without either.

    An aim has its own; one that names none has those of its topics.
    """
    righe = Tipologia.objects.filter(ritirato_il=None)
    if tema:
        righe = righe.filter(temi_welfare__code=tema)
    if obiettivo:
        scelto = Obiettivo.objects.filter(code=obiettivo)
        sue = righe.filter(obiettivi_imprese__in=scelto)
        dai_temi = righe.filter(temi_welfare__in=Tema.objects.filter(obiettivi__in=scelto))
        righe = sue if sue.exists() else dai_temi
    if not tema and not obiettivo:
        righe = righe.filter(temi_welfare__isnull=False)
    return righe.distinct()


def servizi_per(comune, *, tema="", obiettivo=""):
    """Return ([``Breve``], how many there are) of the services in the list for who lives in ``comune``.

    By typology, then title; at most ``MOSTRATI``.
    """
    scelte = tipologie(tema, obiettivo).order_by().values("pk")
    trovati = Servizio.objects.in_elenco().per_il_comune(comune).filter(tipologia__in=scelte)
    righe = con_le_righe(trovati.order_by("tipologia__ordine", "titolo", "pk"))[:MOSTRATI]
    return [breve(servizio) for servizio in righe], trovati.count()
