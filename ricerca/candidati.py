"""The services that may be results: a bounded set, read by key, with what ranking and counts need of each."""

from typing import NamedTuple

from django.db.models.functions import Left

from servizi.models import SedeServizio

MASSIMO = 1000  # candidates that are ranked


class Candidato(NamedTuple):
    """What ranking and counts need of a service."""

    pk: int
    titolo: str
    tipologia: int
    stato: str
    posti: str
    gratuito: bool
    voucher: bool | None
    non_residenti: bool | None
    trasporto: bool | None
    pasti: bool | None
    supporto_disabilita: str
    supporto_dsa: str

    @classmethod
    def solo(cls, pk):
        """Return a candidate of which only the key is known: enough for a list in the order of the rows."""
        return cls(pk, *[None] * (len(cls._fields) - 1))


CAMPI = ["pk", "titolo", "tipologia_id", *Candidato._fields[3:-2]]
SOSTEGNI = [Left("supporto_disabilita", 1), Left("supporto_dsa", 1)]  # enough to know whether it is told


def candidati(servizi):
    """Return (candidates, whether there are more than ``MASSIMO``), in the order of ``servizi``."""
    righe = [Candidato(*riga) for riga in servizi.values_list(*CAMPI, *SOSTEGNI)[: MASSIMO + 1]]
    return righe[:MASSIMO], len(righe) > MASSIMO


def chiavi_in_ordine(servizi):
    """Return what ``candidati`` does, each with its key alone: the cheapest reading of a list."""
    chiavi = list(servizi.values_list("pk", flat=True)[: MASSIMO + 1])
    return [Candidato.solo(pk) for pk in chiavi[:MASSIMO]], len(chiavi) > MASSIMO


def porte(chiavi):
    """Return {service: [(point, comune pk)]} of the doors of the services with these keys.

    The point is that of the door, else of its comune's main settlement.
    """
    righe = SedeServizio.objects.filter(servizio__in=chiavi).order_by("pk")
    trovate = {}
    for servizio, comune, *coordinate in righe.values_list(
        "servizio", "sede__comune", "sede__lat", "sede__lon", "sede__comune__lat", "sede__comune__lon"
    ):
        qui = tuple(coordinate[:2]) if coordinate[0] is not None else tuple(coordinate[2:])
        trovate.setdefault(servizio, []).append((qui, comune))
    return trovate
