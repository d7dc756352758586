"""The Alleanze and the public projects of one body, with its role and the sums that are written somewhere."""

from dataclasses import dataclass, field

from django.db.models import prefetch_related_objects

from core.fonti import carica_fonti
from progetti.denaro.conti import quadri_in_vigore


@dataclass
class Progetto:
    """A project of the body: the row of the partner and the money of the project, told by its sources.

    ``voci`` are who pays; ``somme`` are the documented sums. What of it is of this body alone nobody writes.
    """

    partner: object
    voci: list = field(default_factory=list)
    somme: list = field(default_factory=list)


def alleanze_di(ente):
    """Return the participations of the body, newest cycle first, with Alleanza, contributions and sources."""
    righe = ente.partecipazioni.select_related("alleanza__ambito", "alleanza__piano")
    righe = righe.prefetch_related("contributi").order_by("-alleanza__piano__anno_dal", "dal", "pk")
    return carica_fonti(righe)


def progetti_di(ente):
    """Return the public projects of the body (``Progetto``), newest cycle first."""
    righe = list(
        ente.progetti_svolti.pubblicati()
        .select_related("progetto__alleanza__ambito", "progetto__alleanza__piano", "progetto__piano")
        .prefetch_related(
            "progetto__finanziamenti__atto",
            "progetto__finanziamenti__parte_di",
        )
        .order_by("-progetto__piano__anno_dal", "dal", "pk")
    )
    quadri = quadri_in_vigore([riga.progetto_id for riga in righe])
    prefetch_related_objects(list(quadri.values()), "fonti_di_denaro")
    progetti = [
        Progetto(
            partner=riga,
            voci=_voci(quadri.get(riga.progetto_id)),
            somme=list(riga.progetto.finanziamenti.all()),
        )
        for riga in righe
    ]
    carica_fonti([*righe, *(r for p in progetti for r in (*p.voci, *p.somme))])
    return progetti


def _voci(quadro):
    """Return who pays, by the budget in force; nothing without one."""
    return list(quadro.fonti_di_denaro.all()) if quadro else []
