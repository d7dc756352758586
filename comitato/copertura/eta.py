"""Whom a typology is for, in completed years of age: the denominator of “every 1,000”.

Ages are in completed months, both ends included. A year counts when the band takes in at least half of it:
“3-36 months” is 0, 1 and 2 years, because the month of the third birthday alone is no year.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MASSIMA = 100  # the last year of the population by age: 100 and over
MESI_CHE_BASTANO = 6
ULTIMO_DA_BAMBINI, ULTIMO_DA_RAGAZZI = 10, 18
# Their ages are those of a part of the children: all the children are not their number.
DI_UNA_PARTE = frozenset({"MIN_DIS", "MIN_DSA"})
# Who cares for somebody: served through the people it cares for, whose age counts.
CHI_ASSISTE = frozenset({"LAV", "GEN_SOLO", "CAREGIVER", "TURNISTI", "FRONTALIERI"})


@dataclass(frozen=True)
class Fascia:
    """Years of age. ``indicativa``: the typology is also for people whose age is not defined."""

    anni: frozenset
    indicativa: bool = False

    @property
    def in_parole(self):
        """Return “0-2 anni”, “65 anni e più”, “3-5 e 65 anni e più”; empty without years."""
        return _(" e ").join(_tratto(*estremi) for estremi in _tratti(self.anni))

    @property
    def chi(self):
        """Return what people of these ages are called: “bambini”, “ragazzi”, “persone”."""
        primo, ultimo = min(self.anni), max(self.anni)
        if ultimo > ULTIMO_DA_RAGAZZI:
            return _("persone")
        if primo > ULTIMO_DA_BAMBINI:
            return _("ragazzi")
        return _("bambini") if ultimo <= ULTIMO_DA_BAMBINI else _("bambini e ragazzi")

    def e(self, anni):
        """Return the band with only the years that are among ``anni`` too; None when none is left."""
        comuni = self.anni & anni
        return Fascia(comuni, self.indicativa) if comuni else None


def anni(minimo, massimo):
    """Return the completed years, 0 to 100, of a band in months (None: no limit)."""
    minimo, massimo = minimo or 0, (MASSIMA + 1) * 12 - 1 if massimo is None else massimo
    return frozenset(
        anno
        for anno in range(MASSIMA + 1)
        if min(massimo, anno * 12 + 11) - max(minimo, anno * 12) + 1 >= MESI_CHE_BASTANO
    )


def fascia(tipologia, destinatari):
    """Return the ``Fascia`` of a typology, None when no age is written anywhere.

    Its own ages or, without them, those of its usual recipients put together.
    """
    if tipologia.eta_min_mesi is not None or tipologia.eta_max_mesi is not None:
        return Fascia(anni(tipologia.eta_min_mesi, tipologia.eta_max_mesi))
    di_persone = [d for d in destinatari if d.tipo in ("persona", "tutti") and d.code not in CHI_ASSISTE]
    con_eta = [d for d in di_persone if _con_eta(d)]
    tutti = frozenset().union(*(anni(d.eta_min_mesi, d.eta_max_mesi) for d in con_eta))
    return Fascia(tutti, indicativa=len(con_eta) < len(di_persone)) if tutti else None


def anni_del_destinatario(destinatario):
    """Return the years of a recipient, None when its age is not defined."""
    return anni(destinatario.eta_min_mesi, destinatario.eta_max_mesi) if _con_eta(destinatario) else None


def _con_eta(destinatario):
    scritta = destinatario.eta_min_mesi is not None or destinatario.eta_max_mesi is not None
    return scritta and destinatario.code not in DI_UNA_PARTE


def _tratti(insieme):
    """Yield the first and the last year of each run."""
    ordinati = sorted(insieme)
    inizio = None
    for posto, anno in enumerate(ordinati):
        inizio = anno if inizio is None else inizio
        if posto + 1 == len(ordinati) or ordinati[posto + 1] != anno + 1:
            yield inizio, anno
            inizio = None


def _tratto(dal, al):
    if al == MASSIMA:
        return _("%(dal)s anni e più") % {"dal": dal}
    if dal == al:
        return ngettext("%(n)s anno", "%(n)s anni", dal) % {"n": dal}
    return _("%(dal)s-%(al)s anni") % {"dal": dal, "al": al}
