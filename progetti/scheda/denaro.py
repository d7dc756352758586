"""The money of a project for citizens: who pays, for what, where the money is; and what the sources write.

Sums of different kinds are never added, nor figures that say the same money otherwise.
"""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from core.templatetags.formati import euro
from progetti.denaro.conti import Conto, arrotonda, percento
from progetti.models import Finanziamento, Progetto, VoceDenaro
from progetti.scheda import barre

STAMPA = Finanziamento.Origine.STAMPA


@dataclass(frozen=True)
class Riga:
    """A row of a table of money, with its stretch of the bar; ``oggetto`` is the record it comes from."""

    nome: str
    importo: object
    quota: object
    parte: barre.Parte | None = None
    nota: str = ""
    oggetto: object = None


@dataclass(frozen=True)
class Denaro:
    """The budget in force of a project, when there is one, and its account."""

    conto: Conto
    fonti: list = field(default_factory=list)
    costi: list = field(default_factory=list)
    cammino: list = field(default_factory=list)


def denaro(conto):
    """Return the tables of the ``Conto`` of a project: sources, costs, and the way of the money."""
    quadro = conto.quadro
    if quadro is None:
        return Denaro(conto, cammino=_cammino(conto))
    ordine = list(VoceDenaro.Pagatore)
    voci = list(quadro.fonti_di_denaro.select_related("fondo", "organizzazione__forma_giuridica"))
    voci.sort(key=lambda voce: (ordine.index(voce.pagatore), voce.in_natura, voce.pk))
    spese = list(quadro.voci_di_spesa.select_related("categoria"))
    return Denaro(
        conto,
        _righe(quadro, voci, _chi_paga, _come),
        _righe(quadro, spese, _per_che_cosa, lambda spesa: ""),
        _cammino(conto),
    )


def _righe(quadro, voci, nome, nota):
    parti = barre.parti([voce.importo for voce in voci], quadro.costo_totale)
    return [
        Riga(
            nome(voce),
            voce.importo,
            arrotonda(percento(voce.importo, quadro.costo_totale)),
            parte,
            nota(voce),
            voce,
        )
        for voce, parte in zip(voci, parti, strict=True)
    ]


def _chi_paga(voce):
    """Return who pays: the kind of payer and, when written, the fund and the body (as it may be named)."""
    quale = voce.organizzazione.nome_pubblico if voce.organizzazione else voce.fondo and str(voce.fondo)
    chi = str(voce.get_pagatore_display())
    return f"{chi[0].upper()}{chi[1:]}" + (f": {quale}" if quale else "")


def _come(voce):
    return _("valore, non denaro") if voce.in_natura else _("denaro")


def _per_che_cosa(spesa):
    nome = spesa.categoria.label
    return nome if spesa.ammissibile else _("%(voce)s (fuori dal contributo)") % {"voce": nome}


def _cammino(conto):
    """Return the way of the contribution: granted, reported, admitted, paid, left; not what is unknown.

    Bars are on the contribution granted, for what is paid and left; on the total cost for the expenditure.
    """
    righe = []
    if conto.concesso is not None:
        righe.append(_passo(_("Contributo concesso"), conto.concesso, conto.concesso, ""))
    if conto.rendicontato:
        costo = conto.costo_totale
        righe += [
            _passo(_("Spese presentate dal capofila"), conto.rendicontato, costo, _("del costo")),
            _passo(_("Spese ammesse da ATS"), conto.ammesso, costo, _("del costo")),
        ]
    if conto.concesso is not None:
        righe += [
            _passo(_("Già pagato al capofila"), conto.liquidato, conto.concesso, _("del contributo")),
            _passo(_("Non ancora pagato"), conto.residuo, conto.concesso, _("del contributo")),
        ]
    return righe


def _passo(nome, importo, tutto, nota):
    [parte] = barre.raggiunto(importo, tutto) or [None]
    return Riga(nome, importo, arrotonda(percento(importo, tutto)) if nota else None, parte, nota)


def somme(progetto):
    """Return the documented sums of a project, those that say the same money otherwise, those of its cycle.

    The sums of the whole cycle (all the Alleanze together) are for the projects of an Alleanza only.
    """
    quali = Q(progetto=progetto) | Q(alternative__progetto=progetto) | Q(alternativa_a__progetto=progetto)
    if progetto.tipo == Progetto.Tipo.ALLEANZA and progetto.piano_id:
        quali |= Q(progetto=None, piano=progetto.piano_id, livello=Finanziamento.Livello.MONTAGNA)
    return list(Finanziamento.objects.filter(quali).select_related("atto", "parte_di").distinct())


def gruppi(progetto, righe):
    """Return lists of sums: in each, alternative figures of the same money, the project's own first."""
    insiemi = {}
    for somma in righe:
        if somma.progetto_id or somma.livello != Finanziamento.Livello.MONTAGNA:
            insiemi.setdefault(somma.alternativa_a_id or somma.pk, []).append(somma)
    return [sorted(voci, key=lambda voce: voce.progetto_id != progetto.pk) for voci in insiemi.values()]


def per_origine(gruppi):
    """Return (groups that an official source writes, groups that only the press writes)."""
    dalla_stampa = [voci for voci in gruppi if all(voce.origine == STAMPA for voce in voci)]
    return [voci for voci in gruppi if voci not in dalla_stampa], dalla_stampa


def in_breve(progetti, conti):
    """Return {pk: what is known of the contribution, in one line}, in one query for all ``progetti``."""
    righe = Finanziamento.objects.filter(
        progetto__in=[progetto.pk for progetto in progetti],
        natura_importo=Finanziamento.NaturaImporto.CONCESSO,
    )
    scritte = {somma.progetto_id: somma for somma in righe.order_by("-anno", "-code")}
    return {p.pk: _in_breve(p, conti[p.pk].concesso, scritte.get(p.pk)) for p in progetti}


def _in_breve(progetto, concesso, somma):
    if concesso is not None:
        return _("contributo di %(euro)s") % {"euro": euro(concesso)}
    if somma is not None:
        circa = _("circa ") if somma.arrotondato else ""
        da = _(", secondo la stampa") if somma.origine == STAMPA else ""
        return _("contributo di %(euro)s%(da)s") % {"euro": circa + euro(somma.importo), "da": da}
    if progetto.tipo == Progetto.Tipo.ALLEANZA:
        return _("importo non dettagliato: si conosce solo la somma del ciclo")
    return _("importo non noto: lo chiederemo all’ATS")
