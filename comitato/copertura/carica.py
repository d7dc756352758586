"""Read what the coverage is counted on, in a constant number of queries."""

from collections import defaultdict

from django.db.models import Max, Q
from django.utils import timezone

from comitato.copertura.bisogni import carica_bisogni
from comitato.copertura.eta import Fascia, fascia
from comitato.copertura.mondo import Luogo, Mondo, Offerta, Quando, Tipo
from comitato.copertura.progetti import carica_opere
from ricerca.applica import ANNUALI
from servizi.models import AreaServita, Periodo, SedeServizio, Servizio, Tipologia
from territorio.models import AppartenenzaAmbito, PopolazioneEta

TUTTO_L_ANNO = "ANNO_SOL"


def carica(*, giorno=None, dimostrativi=False, proposte=False, per=None, anni=None):
    """Return the ``Mondo`` of ``giorno`` (today).

    ``dimostrativi``: whether invented services and projects count beside the real ones. ``proposte``: whether
    who asks may see the proposals. ``per``: {"destinatari": code, "eta": years}, either may be missing: only
    the services for them. ``anni``: only these years of age (None: all), and the typologies that serve them.
    """
    giorno = giorno or timezone.localdate()
    comuni, ambiti = _luoghi(giorno)
    per_ambito = defaultdict(set)
    for comune in comuni:
        per_ambito[comune.ambito].add(comune.pk)
    veri, inventati = servizi_contati(giorno), servizi_contati(giorno, dimostrativi=True)
    scelti = _per_chi(veri | inventati if dimostrativi else veri, per or {})
    tipologie, gruppi = _tipologie(giorno, per or {}, anni)
    popolazione_al, residenti = _popolazione(giorno, comuni)
    return Mondo(
        giorno=giorno,
        comuni=comuni,
        ambiti=ambiti,
        tipologie=tipologie,
        gruppi=gruppi,
        periodi=_periodi(giorno),
        servizi=_servizi(scelti, per_ambito),
        residenti=residenti,
        popolazione_al=popolazione_al,
        bisogni=carica_bisogni(giorno),
        opere=carica_opere(giorno, per_ambito, dimostrativi=dimostrativi, proposte=proposte),
        veri=veri.count(),
        dimostrativi=inventati.count(),
        con_dimostrativi=dimostrativi,
    )


def servizi_contati(giorno, *, dimostrativi=False):
    """Return the services that count on ``giorno``: in the lists of citizens and running, not suspended.

    The real ones or, with ``dimostrativi``, the invented ones.
    """
    inventati = Q(dimostrativo=True) | Q(gestore__dimostrativo=True)
    in_corso = Servizio.objects.in_elenco(giorno).filter(stato=Servizio.Stato.ATTIVO)
    return in_corso.filter(inventati if dimostrativi else ~inventati)


def _luoghi(giorno):
    """Return the comuni of the day by name, and {pk: Ambito} of theirs. One query."""
    righe = AppartenenzaAmbito.objects.al(giorno).select_related("comune", "ambito")
    righe = sorted(righe.order_by(), key=lambda riga: (riga.comune.nome, riga.comune.codice_istat))
    ambiti = {riga.ambito_id: riga.ambito for riga in righe}
    ordinati = sorted(ambiti.values(), key=lambda ambito: (ambito.ordine, ambito.nome))
    luoghi = (Luogo(r.comune_id, r.comune.nome, r.comune.codice_istat, r.ambito_id) for r in righe)
    return tuple(luoghi), {ambito.pk: ambito for ambito in ordinati}


def _per_chi(servizi, per):
    if per.get("destinatari"):
        servizi = servizi.per_destinatari(per["destinatari"])
    if per.get("eta") is not None:
        servizi = servizi.per_eta(per["eta"] * 12)
    return servizi


def _servizi(servizi, per_ambito):
    """Return the ``Offerta`` rows. Four queries."""
    righe = list(
        servizi.order_by("titolo", "pk").values_list(
            "pk", "titolo", "slug", "tipologia", "posti_totali", "dimostrativo", "gestore__dimostrativo"
        )
    )
    pks = servizi.order_by().values("pk")
    serviti, porte, periodi = defaultdict(set), defaultdict(set), defaultdict(set)
    aree = AreaServita.objects.filter(servizio__in=pks).values_list("servizio", "ambito", "comune")
    for servizio, ambito, comune in aree:
        serviti[servizio] |= per_ambito.get(ambito, set()) if ambito else {comune}
    dove = SedeServizio.objects.filter(servizio__in=pks).order_by()
    for servizio, comune in dove.values_list("servizio", "sede__comune"):
        porte[servizio].add(comune)
    for servizio, periodo in Servizio.periodi.through.objects.filter(servizio__in=pks).values_list(
        "servizio", "periodo"
    ):
        periodi[servizio].add(periodo)
    return tuple(
        Offerta(
            pk=pk,
            titolo=titolo,
            slug=slug,
            tipologia=tipologia,
            periodi=frozenset(periodi[pk]),
            serviti=frozenset(serviti[pk]),
            porte=frozenset(porte[pk]),
            posti=posti,
            dimostrativo=inventato or di_ente_inventato,
        )
        for pk, titolo, slug, tipologia, posti, inventato, di_ente_inventato in righe
    )


def _in_uso(giorno):
    return Q(ritirato_il=None) | Q(ritirato_il__gt=giorno)


def _tipologie(giorno, per, anni):
    """Return the ``Tipo`` rows in use that serve those recipients and years, and {pk: Gruppo}. 3 queries."""
    righe = Tipologia.objects.filter(_in_uso(giorno)).select_related("gruppo")
    righe = righe.order_by("gruppo__ordine", "ordine", "label").prefetch_related("destinatari", "linee")
    tipi, gruppi = [], {}
    for riga in righe:
        destinatari = riga.destinatari.all()
        codici = {destinatario.code for destinatario in destinatari}
        if per.get("destinatari") and not codici & {per["destinatari"], "TUTTI"}:
            continue
        di_chi = fascia(riga, destinatari)
        if anni is not None:
            di_chi = di_chi.e(anni) if di_chi else Fascia(anni, indicativa=True)
            if di_chi is None:
                continue
        linee = frozenset(linea.pk for linea in riga.linee.all())
        tipi.append(Tipo(riga.pk, riga.code, riga.label, riga.gruppo_id, di_chi, linee))
        gruppi[riga.gruppo_id] = riga.gruppo
    return tuple(tipi), gruppi


def _periodi(giorno):
    righe = list(Periodo.objects.filter(_in_uso(giorno)))
    tutto_l_anno = {periodo.pk for periodo in righe if periodo.code == TUTTO_L_ANNO}
    return tuple(
        Quando(p.pk, p.code, p.label, frozenset({p.pk} | (tutto_l_anno if p.tipo in ANNUALI else set())))
        for p in righe
    )


def _popolazione(giorno, comuni):
    """Return the latest known date up to ``giorno`` and {(comune, year): residents} on it. Two queries."""
    nota = PopolazioneEta.objects.filter(data__lte=giorno).aggregate(al=Max("data"))["al"]
    righe = (
        PopolazioneEta.objects.filter(data=nota).order_by().values_list("comune", "eta", "femmine", "maschi")
    )
    presenti = {comune.pk for comune in comuni}
    return nota, {(comune, eta): f + m for comune, eta, f, m in righe if comune in presenti}
