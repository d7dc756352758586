"""The account of each project: granted, co-financed, committed, reported, admitted, paid, left over."""

from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, Max, OuterRef, Subquery, Sum

from progetti.models import Impegno, Pagamento, QuadroFinanziario, Rendiconto, VoceDenaro, VoceSpesa

ZERO = Decimal("0.00")
Pagatore = VoceDenaro.Pagatore


@dataclass
class Conto:
    """The money of a project, in euro to the cent. Without an approved ``quadro`` the grant is None.

    Names: indicators E01-E12 of riferimenti/indicatori.csv. ``per_pagatore``: {(who pays, in kind): euro} of
    the budget in force. ``n_pagamenti``, ``ultimo_pagamento``: how many payments are registered, recoveries
    too, and the day of the last one (None: not one).
    """

    quadro: QuadroFinanziario | None = None
    costo_totale: Decimal | None = None
    concesso: Decimal | None = None
    denaro_partner: Decimal = ZERO
    in_natura: Decimal = ZERO
    altro_pubblico: Decimal = ZERO
    ammissibile: Decimal | None = None
    impegnato: Decimal = ZERO
    rendicontato: Decimal = ZERO
    ammesso: Decimal = ZERO
    anticipi: Decimal = ZERO
    intermedi: Decimal = ZERO
    saldo: Decimal = ZERO
    recuperi: Decimal = ZERO
    per_pagatore: dict = field(default_factory=dict)
    n_pagamenti: int = 0
    ultimo_pagamento: date | None = None

    @property
    def liquidato(self):
        """Return what was paid, recoveries taken away."""
        return self.anticipi + self.intermedi + self.saldo - self.recuperi

    @property
    def cofinanziamento(self):
        """Return what the others put, in cash and in kind."""
        return self.denaro_partner + self.in_natura + self.altro_pubblico

    @property
    def residuo(self):
        """Return what is granted and not paid (E12 “economie” once it is closed); None when not known."""
        return None if self.concesso is None else self.concesso - self.liquidato

    @property
    def pagato_pct(self):
        """Return paid on granted, percent; None when the grant is not known or is zero."""
        return percento(self.liquidato, self.concesso)

    @property
    def cofinanziamento_pct(self):
        """Return co-financing on total cost, percent; None when the cost is not known."""
        return percento(self.cofinanziamento, self.costo_totale)

    @property
    def spesa_pct(self):
        """Return expenditure reported on total cost, percent; None when the cost is not known."""
        return percento(self.rendicontato, self.costo_totale)


def percento(parte, tutto):
    """Return ``parte`` on ``tutto`` as an unrounded percent; None when ``tutto`` is None or zero."""
    return None if not tutto else Decimal(100) * parte / tutto


def arrotonda(valore, decimali=1):
    """Return a Decimal rounded half up to ``decimali`` places, as it is shown; None stays None."""
    return None if valore is None else valore.quantize(Decimal(1).scaleb(-decimali), rounding=ROUND_HALF_UP)


def quadri_in_vigore(progetti, al=None):
    """Return {project pk: its budget in force}: the approved version with the highest number. One query.

    ``al``: among those approved by that day.

    ``concesso_dal`` of each is the day the first version was approved: the grant is of then, whatever the
    variations that followed.
    """
    entro = {"approvato_il__lte": al} if al else {"approvato_il__isnull": False}
    approvati = QuadroFinanziario.objects.filter(progetto=OuterRef("progetto"), **entro)
    quadri = QuadroFinanziario.objects.filter(
        progetto__in=progetti, pk=Subquery(approvati.order_by("-numero").values("pk")[:1])
    ).annotate(concesso_dal=Subquery(approvati.order_by("numero").values("approvato_il")[:1]))
    return {quadro.progetto_id: quadro for quadro in quadri}


def conti(progetti, al=None):
    """Return {pk: Conto} of ``progetti`` (rows or a queryset), in six queries whatever their number.

    ``al``: as things were at the end of that day, by the dates of approvals, commitments, accounts, payments.
    """
    chiavi = [progetto.pk for progetto in progetti]
    tutti = {pk: Conto() for pk in chiavi}
    quadri = quadri_in_vigore(chiavi, al)
    for pk, quadro in quadri.items():
        tutti[pk].quadro, tutti[pk].costo_totale = quadro, quadro.costo_totale
        tutti[pk].concesso = tutti[pk].ammissibile = ZERO
    _fonti(tutti, quadri)
    _ammissibili(tutti, quadri)
    for pk, importo in _somme(Impegno, chiavi, "importo", entro=al and {"data__lte": al}):
        tutti[pk].impegnato = importo
    entro = al and {"presentato_il__lte": al}
    for pk, rendicontato, ammesso in _somme(Rendiconto, chiavi, "rendicontato", "ammesso", entro=entro):
        tutti[pk].rendicontato, tutti[pk].ammesso = rendicontato, ammesso or ZERO
    _pagamenti(tutti, chiavi, al)
    return tutti


def _fonti(tutti, quadri):
    concedono = Pagatore.che_concedono()
    voci = VoceDenaro.objects.filter(quadro__in=[quadro.pk for quadro in quadri.values()])
    gruppi = voci.order_by().values_list("quadro__progetto", "pagatore", "in_natura")
    for pk, pagatore, in_natura, importo in gruppi.annotate(Sum("importo")):
        conto = tutti[pk]
        conto.per_pagatore[(pagatore, in_natura)] = importo
        if pagatore in concedono:
            conto.concesso += importo
        elif in_natura:
            conto.in_natura += importo
        elif pagatore == Pagatore.ALTRO_PUBBLICO:
            conto.altro_pubblico += importo
        else:
            conto.denaro_partner += importo


def _ammissibili(tutti, quadri):
    voci = VoceSpesa.objects.filter(quadro__in=[q.pk for q in quadri.values()], ammissibile=True)
    for pk, importo in voci.order_by().values_list("quadro__progetto").annotate(Sum("importo")):
        tutti[pk].ammissibile = importo


def _pagamenti(tutti, chiavi, al):
    nomi = {"anticipo": "anticipi", "intermedio": "intermedi", "saldo": "saldo", "recupero": "recuperi"}
    righe = Pagamento.objects.filter(progetto__in=chiavi, **({"data__lte": al} if al else {})).order_by()
    gruppi = righe.values_list("progetto", "tipo").annotate(Sum("importo"), Count("pk"), Max("data"))
    for pk, tipo, importo, quanti, ultimo in gruppi:
        conto = tutti[pk]
        setattr(conto, nomi[tipo], importo)
        conto.n_pagamenti += quanti
        conto.ultimo_pagamento = max(conto.ultimo_pagamento or ultimo, ultimo)


def _somme(modello, chiavi, *campi, entro=None):
    righe = modello.objects.filter(progetto__in=chiavi, **(entro or {})).order_by().values_list("progetto")
    return righe.annotate(*(Sum(campo) for campo in campi))
