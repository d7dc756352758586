"""Projects that look like one thing paid twice: pairs with the reasons, for ATS to look at.

The CUP is not unique on purpose: an honest register may hold two parts of one project, and a mistake must
show here instead of being refused there. What ATS concluded on a pair (``VerificaDoppio``) takes it off.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from django.db import transaction
from django.utils.translation import gettext as _

from progetti.models import EventoProgetto, Pagamento, PartnerProgetto, Progetto, VerificaDoppio

Tipo = EventoProgetto.Tipo
SENZA_DENARO = [Tipo.NON_AMMISSIBILE, Tipo.NON_FINANZIATA, Tipo.ESCLUSA]
"""States in which a project was granted nothing."""


@dataclass(frozen=True)
class Coppia:
    """Two projects, the first registered first, and why they look like one: sentences for people."""

    primo: Progetto
    secondo: Progetto
    motivi: tuple


def doppi():
    """Return the pairs (Coppia) to look at, in a number of queries that does not grow with them.

    A pair is here when the two have the same CUP, or when all of this holds:

    - a body is capofila of both, or was paid for both;
    - their periods share a day (events, ``con_date``; an end that is not known is open);
    - the fund or the call is not the same: two projects of one call are told apart by the call itself;
    - they have a typology of service, a comune or an ambito in common.

    Refused proposals are left out; proposals under examination are in, so that it shows before the grant.
    Demo projects are compared among themselves only.
    """
    per_pk = _progetti()
    enti = _beneficiari(per_pk)
    cup = {pk: {progetto.cup} - {""} for pk, progetto in per_pk.items()}
    motivi = defaultdict(list)
    for codice, chiavi in _gruppi(cup).items():
        for coppia in combinations(chiavi, 2):
            motivi[coppia].append(_("Hanno lo stesso CUP, %(cup)s.") % {"cup": codice})
    for ente, chiavi in _gruppi(enti).items():
        for coppia in combinations(chiavi, 2):
            if perche := _stessa_cosa(*(per_pk[pk] for pk in coppia)):
                motivi[coppia] += [_("Lo stesso ente: %(ente)s.") % {"ente": ente}, perche]
    verificate = set(VerificaDoppio.objects.values_list("primo", "secondo"))
    return [
        Coppia(per_pk[uno], per_pk[due], tuple(perche))
        for (uno, due), perche in sorted(motivi.items())
        if (uno, due) not in verificate and per_pk[uno].dimostrativo == per_pk[due].dimostrativo
    ]


def _progetti():
    """Return {key: project} of those that were granted money, or may be."""
    progetti = Progetto.objects.con_stato().con_date().con_nome()
    progetti = progetti.prefetch_related("tipologie", "comuni", "ambiti").order_by("pk")
    return {progetto.pk: progetto for progetto in progetti if progetto.stato not in SENZA_DENARO}


def _gruppi(valori):
    """Return {value: keys in order} of ``valori``, {key: set of values}."""
    gruppi = defaultdict(list)
    for pk in sorted(valori):
        for valore in valori[pk]:
            gruppi[valore].append(pk)
    return gruppi


def _beneficiari(per_pk):
    """Return {project: bodies} that were its capofila, or were paid for it."""
    enti = defaultdict(set)
    capofila = PartnerProgetto.objects.filter(progetto__in=per_pk, ruolo="capofila")
    for partner in capofila.select_related("organizzazione"):
        enti[partner.progetto_id].add(partner.organizzazione)
    pagamenti = Pagamento.objects.filter(progetto__in=per_pk)
    for pagamento in pagamenti.select_related("beneficiario"):
        enti[pagamento.progetto_id].add(pagamento.beneficiario)
    return enti


def _stessa_cosa(uno, due):
    """Return in words why two projects of one body look like the same thing; empty when they do not."""
    altro_denaro = (uno.fondo_id, uno.avviso_id) != (due.fondo_id, due.avviso_id)
    comune = _in_comune(uno, due)
    if not (altro_denaro and comune and _insieme(uno, due)):
        return ""
    testo = _("Nello stesso periodo, con denaro di fondi o avvisi diversi, per %(comune)s.")
    return testo % {"comune": comune}


def _insieme(uno, due):
    """Return whether the periods of two projects share a day."""
    return _inizio(uno) <= _fine(due) and _inizio(due) <= _fine(uno)


def _inizio(progetto):
    return progetto.inizio or date.min


def _fine(progetto):
    return progetto.fine_effettiva or progetto.fine_prevista or date.max


def _in_comune(uno, due):
    """Return the names of typologies and places that both have, the finest places known."""
    for relazione in ("tipologie", "comuni", "ambiti"):
        comuni = set(getattr(uno, relazione).all()) & set(getattr(due, relazione).all())
        if comuni:
            return ", ".join(sorted(map(str, comuni)))
    return ""


@transaction.atomic
def registra_verifica(*, primo, secondo, doppio, motivo, utente):
    """Write what ATS concluded on two projects, in whatever order, and return the VerificaDoppio.

    Raises ValidationError without a reason, or when they were verified already.
    """
    primo, secondo = sorted((primo, secondo), key=lambda progetto: progetto.pk)
    verifica = VerificaDoppio(primo=primo, secondo=secondo, doppio=doppio, motivo=motivo.strip(), da=utente)
    verifica.full_clean()
    verifica.save()
    return verifica
