"""Who counts in a meeting: seats with a vote, those there, proxies, the quorum. Nothing is stored."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from comitato.composizione.seggi import regolamento, seggi_al
from comitato.models import Presenza, Voto

Modo = Presenza.Modo
DI_PERSONA = (Modo.PRESENTE, Modo.SUPPLENTE)


@dataclass(frozen=True)
class Conti:
    """Seats with a vote that day, how many are there in person and by a proxy that counts.

    ``necessari`` and ``valida`` are None when the rules tell no quorum. ``votano``: keys of the seats that
    count; ``problemi``: in words, what was not counted and why.
    """

    seggi: int
    presenti: int
    deleghe: int
    necessari: int | None
    valida: bool | None
    problemi: list = field(default_factory=list)
    votano: frozenset = frozenset()

    @property
    def totale(self):
        """Return how many seats count: in person and by proxy."""
        return self.presenti + self.deleghe


def necessari(quanti, quorum_pct):
    """Return how many seats of ``quanti`` make a valid meeting: more than the share; None without a rule."""
    return None if quorum_pct is None else quanti * quorum_pct // 100 + 1


def giorno_di(seduta):
    """Return the day whose composition and rules hold: that of the meeting, the first if it is written."""
    return timezone.localdate(seduta.inizio)


def conta(seduta):
    """Return the ``Conti`` of a meeting as it is recorded now.

    A seat without a vote is never counted. A proxy counts when its delegate votes, is there in person and
    holds no more than the rules allow, in the order they were recorded. In a written procedure who answers
    is there. Demo meetings count demo seats, real ones the real.
    """
    giorno = giorno_di(seduta)
    seggi = {riga.pk: riga for riga in seggi_al(giorno, dimostrativi=seduta.dimostrativo) if riga.con_voto}
    regole = regolamento(giorno, dimostrativo=seduta.dimostrativo)
    deleghe, problemi = set(), []
    if seduta.scritta:
        voti = Voto.objects.filter(decisione__seduta=seduta).values_list("seggio", flat=True)
        presenti = set(voti) & set(seggi)
    else:
        righe = list(seduta.presenze.select_related("seggio__ente", "delegato__ente").order_by("pk"))
        presenti = {riga.seggio_id for riga in righe if riga.modo in DI_PERSONA and riga.seggio_id in seggi}
        massime = regole.deleghe_massime if regole else None
        deleghe, problemi = _deleghe(righe, seggi, presenti, massime)
    servono = necessari(len(seggi), regole.quorum_pct if regole else None)
    votano = frozenset(presenti | deleghe)
    valida = None if servono is None else len(votano) >= servono
    return Conti(len(seggi), len(presenti), len(deleghe), servono, valida, problemi, votano)


def _deleghe(righe, seggi, presenti, massime):
    """Return the seats whose proxy counts, and the words for the others."""
    contate, problemi, tenute = set(), [], {}
    for riga in righe:
        if riga.modo != Modo.DELEGA:
            continue
        nomi = {"chi": riga.seggio, "a": riga.delegato, "massime": massime}
        if riga.seggio_id not in seggi:
            problemi.append(_("La delega di %(chi)s non conta: non ha un seggio con voto.") % nomi)
        elif riga.delegato_id not in seggi:
            problemi.append(_("La delega di %(chi)s non conta: %(a)s non ha diritto di voto.") % nomi)
        elif riga.delegato_id not in presenti:
            problemi.append(_("La delega di %(chi)s non conta: %(a)s non è presente.") % nomi)
        elif massime is not None and tenute.get(riga.delegato_id, 0) >= massime:
            problemi.append(
                _("La delega di %(chi)s non conta: %(a)s ne ha già il massimo (%(massime)s).") % nomi
            )
        else:
            tenute[riga.delegato_id] = tenute.get(riga.delegato_id, 0) + 1
            contate.add(riga.seggio_id)
    return contate, problemi
