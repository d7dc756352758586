"""Read what the overview counts, in a constant number of queries."""

from dataclasses import dataclass, replace

from django.db.models import Sum

from piani.models import LineaAzione, Piano
from progetti.denaro.dettaglio import dettaglio
from progetti.denaro.righe import righe_di
from progetti.models import Fondo, Progetto, VoceDenaro
from progetti.panoramica import chiavi
from progetti.panoramica.gruppi import ZERO, Insieme, Natura, Voce, come_noti
from territorio.models import Ambito


@dataclass(frozen=True)
class Dati:
    """Everything that is counted, with the names of the groups: {grouping: {key: name}}.

    ``dimostrativi``: whether these are the demo projects; ``ce_ne_sono``: whether there are any.
    """

    insieme: Insieme
    nomi: dict
    voc: chiavi.Vocabolari
    dimostrativi: bool = False
    ce_ne_sono: bool = False

    def anno_di(self, riga):
        """Return the year whose residents a row is compared with: the first of its cycle, else its own."""
        return self.voc.piani[riga.piano_id].anno_dal if riga.piano_id else riga.anno


def carica(*, dimostrativi=False):
    """Return the ``Dati`` of the public projects: the real ones, or the demo ones alone, never both."""
    tutti = list(Progetto.objects.pubblicati().con_nome().prefetch_related("ambiti", "linee"))
    progetti = [progetto for progetto in tutti if progetto.dimostrativo == dimostrativi]
    righe = righe_di(progetti)
    if dimostrativi:
        righe = [riga for riga in righe if riga.n_progetti]  # the sums of the cycles are real
    righe += _cofinanziamenti(righe)
    voc = vocabolari()
    anni = {}
    for riga in righe:
        for progetto in riga.progetti:
            anni[progetto.pk] = min(riga.anno, anni.get(progetto.pk, riga.anno))
    insieme = Insieme(
        tuple(Voce(riga, chiavi.della_riga(riga, voc)) for riga in righe),
        tuple(Voce(p, chiavi.del_progetto(p, voc, anni.get(p.pk))) for p in progetti),
        _non_dettagliati(righe),
        come_noti(righe),
    )
    tutti_gli_anni = {riga.anno for riga in righe}
    nomi = {per: voc.nomi(per, tutti_gli_anni) for per in chiavi.PER}
    return Dati(insieme, nomi, voc, dimostrativi, any(progetto.dimostrativo for progetto in tutti))


def vocabolari():
    """Return the ``Vocabolari``: cycles, funds, lines and ambiti. Four queries."""
    modelli = {"piani": Piano, "fondi": Fondo, "linee": LineaAzione, "ambiti": Ambito}
    return chiavi.Vocabolari(
        **{nome: {riga.pk: riga for riga in modello.objects.all()} for nome, modello in modelli.items()}
    )


def _cofinanziamenti(righe):
    """Return a row for what the others put in each budget in force, cash and in kind together."""
    con_quadro = {
        riga.oggetto.pk: riga for riga in righe if riga.oggetto._meta.model_name == "quadrofinanziario"
    }
    voci = VoceDenaro.objects.filter(quadro__in=con_quadro).exclude(
        pagatore__in=VoceDenaro.Pagatore.che_concedono()
    )
    somme = voci.order_by().values_list("quadro").annotate(Sum("importo"))
    return [
        replace(con_quadro[pk], natura=Natura.COFINANZIAMENTO, importo=importo, tolto=ZERO)
        for pk, importo in somme
    ]


def _non_dettagliati(righe):
    """Return {row: the part of it whose single projects are not known}, where there is one.

    Of a sum granted to several projects it is all that counts; of a sum of a whole cycle, what no budget and
    no other sum says to be a part of it (``denaro.dettaglio``).
    """
    ignoti = {riga: riga.importo for riga in righe if not riga.dettagliata}
    del_ciclo = [riga for riga in ignoti if not riga.n_progetti]
    dettagli = dettaglio(riga.oggetto for riga in del_ciclo) if del_ciclo else {}
    for riga in del_ciclo:
        ignoti[riga] = max(ZERO, min(riga.importo, dettagli[riga.oggetto.pk].non_dettagliato))
    return ignoti
