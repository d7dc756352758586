"""What the sheet of a service shows, in few queries. What is not known stays empty: nothing is invented."""

from collections import defaultdict

from django.db.models import BooleanField, CharField, F, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _

from progetti.models import Progetto
from servizi.models import Apertura
from servizi.parole import (
    giorni_in_parole,
    isee_in_parole,
    orari_in_parole,
    settimana,
    soldi,
)
from territorio.models import Ambito, AppartenenzaAmbito, Comune

ORDINE_TARIFFE = ["unita", F("isee_da").asc(nulls_first=True), "importo", "pk"]
LEGAMI = ["ambiti", "comuni", "destinatari", "periodi", "documenti", "fonti"]


def legami(servizio):
    """Return area served, recipients, periods, papers and sources, by name, in one query.

    Each is a list of dicts: ``testo``, ``dove`` (slug or address), ``sopra`` (slug of the ambito of a comune,
    date of a source), ``serve`` (whether a paper is needed).
    """
    ultimo = AppartenenzaAmbito.objects.filter(comune=OuterRef("pk")).order_by("-dal").values("ambito__slug")
    aree = servizio.aree.all()
    prime, *altre = [
        _righe("ambiti", Ambito.objects.filter(pk__in=aree.values("ambito")), "nome", "slug"),
        _righe(
            "comuni",
            Comune.objects.filter(pk__in=aree.values("comune")),
            "nome",
            "slug",
            Subquery(ultimo[:1]),
        ),
        _righe("destinatari", servizio.destinatari, "label", ordine="ordine"),
        _righe("periodi", servizio.periodi, "label", "code", ordine="ordine"),
        _righe("documenti", servizio.documenti, "nome", "modulo_url", ordine="pk", serve="obbligatorio"),
        _righe("fonti", servizio.fonti, "titolo", "indirizzo", "data"),
    ]
    elenchi = {nome: [] for nome in LEGAMI}
    for nome, _ordine, testo, dove, sopra, serve in sorted(prime.union(*altre, all=True)):
        elenchi[nome].append({"testo": testo, "dove": dove, "sopra": sopra, "serve": serve})
    return elenchi


def _righe(nome, righe, testo, dove=None, sopra=None, ordine=None, serve=None):
    """Return rows of one shape for the union."""
    vuoto = Value("")
    return righe.order_by().values_list(
        Cast(Value(nome), CharField()),
        Cast(ordine or Value(0), IntegerField()),
        Cast(testo, CharField()),
        Cast(dove or vuoto, CharField()),
        Cast(sopra if sopra is not None else vuoto, CharField()),
        Cast(serve or Value(False), BooleanField()),
    )


def porte(servizio):
    """Return the doors, main one first: ``sede``, ``ambito`` (slug of its comune's), ``nota``, ``mappa``."""
    ultimo = AppartenenzaAmbito.objects.filter(comune=OuterRef("sede__comune")).order_by("-dal")
    righe = servizio.sedi_servizio.select_related("sede__comune").annotate(
        ambito=Subquery(ultimo.values("ambito__slug")[:1])
    )
    return [
        {"sede": porta.sede, "ambito": porta.ambito, "nota": porta.nota, "mappa": _mappa(porta.sede)}
        for porta in righe.order_by("-principale", "pk")
    ]


def _mappa(sede):
    """Return the addresses of a point: the phone's map (geo:) and OpenStreetMap; None without coordinates."""
    if sede.lat is None:
        return None
    punto = f"{sede.lat},{sede.lon}"
    return {
        "geo": f"geo:{punto}?q={punto}",
        "osm": f"https://www.openstreetmap.org/?mlat={sede.lat}&mlon={sede.lon}#map=17/{sede.lat}/{sede.lon}",
    }


def orari_non_finiti(servizio):
    """Return the weekly openings not over yet, by day and hour."""
    return list(non_finiti(servizio.orari).select_related("periodo").order_by("giorno", "dalle"))


def orari(righe, porte):
    """Return weekly openings as ``schemi`` (where, when, words) and ``righe`` of one table.

    ``righe`` are of ``orari_non_finiti``, ``porte`` of ``porte``. Those that hold for every door come
    first, then door by door.
    """
    gruppi = defaultdict(list)
    for orario in righe:
        gruppi[orario.sede_id, orario.dal, orario.al, orario.periodo].append(orario)
    posti = {porta["sede"].pk: numero for numero, porta in enumerate(porte, 1)}
    chiavi = sorted(gruppi, key=lambda chiave: posti.get(chiave[0], 0))
    nomi = {porta["sede"].pk: porta["sede"].nome for porta in porte}
    dovunque = _("tutte le sedi") if len(porte) > 1 else _("ogni settimana")
    return {
        "schemi": [
            {
                "dove": nomi.get(sede, dovunque),
                "quando": ", ".join(filter(None, [str(quale or ""), giorni_in_parole(dal, al)])),
                "parole": orari_in_parole(gruppi[sede, dal, al, quale]),
            }
            for sede, dal, al, quale in chiavi
        ],
        "righe": settimana(gruppi[chiave] for chiave in chiavi),
    }


def aperture(servizio):
    """Return dated openings and closures not over yet, rows of a table: when, open or closed, which."""
    righe = servizio.aperture.filter(al__gte=timezone.localdate()).select_related("sede")
    return [apertura_in_parole(riga) for riga in righe.order_by("dal", "pk")]


def apertura_in_parole(riga):
    """Return a dated opening or closure: when, open or closed, which."""
    return [
        giorni_in_parole(riga.dal, riga.al),
        _con_posti(riga),
        ", ".join(filter(None, [riga.descrizione, riga.sede and riga.sede.nome])),
    ]


def _con_posti(apertura):
    if apertura.tipo == Apertura.Tipo.CHIUSO:
        return _("chiuso")
    return ", ".join(filter(None, [_("aperto"), apertura.get_posti_display()]))


def tariffe_non_finite(servizio):
    """Return the fees not over yet, by unit, ISEE and amount."""
    return list(non_finiti(servizio.tariffe).order_by(*ORDINE_TARIFFE))


def tariffe(righe):
    """Return fees (``tariffe_non_finite``) as rows of a table: how much, for whom, what for and when."""
    return [
        [quanto, per_chi, ", ".join(filter(None, [per_cosa, giorni]))]
        for quanto, per_chi, per_cosa, giorni in map(tariffa_in_parole, righe)
    ]


def tariffa_in_parole(riga):
    """Return a fee: how much, for whom, what for, from when to when."""
    return [
        f"{soldi(riga.importo)} {riga.get_unita_display()}",
        chi_la_paga(riga),
        riga.descrizione,
        giorni_in_parole(riga.dal, riga.al),
    ]


def chi_la_paga(tariffa):
    """Return in words who a fee is for: “ISEE fino a 9.999,99 €, solo residenti”."""
    residenti = {None: "", True: _("solo residenti"), False: _("solo non residenti")}[tariffa.residenti]
    return ", ".join(filter(None, [isee_in_parole(tariffa.isee_da, tariffa.isee_a), residenti]))


def non_finiti(righe):
    """Return the rows with validity days that today has not ended."""
    return righe.filter(Q(al__isnull=True) | Q(al__gte=timezone.localdate()))


def progetti(servizio):
    """Return the public projects that paid for the service, with ``pagato_dal`` and ``pagato_al``."""
    pagato = servizio.finanziamenti.filter(progetto=OuterRef("pk"))
    righe = Progetto.objects.pubblicati().con_nome().filter(pk__in=servizio.finanziamenti.values("progetto"))
    return list(
        righe.annotate(
            pagato_dal=Subquery(pagato.values("dal")[:1]), pagato_al=Subquery(pagato.values("al")[:1])
        ).order_by("pagato_dal", "pk")
    )


def iscrizioni(servizio):
    """Return in words whether enrolment is open today; empty when no date is known."""
    dal, al = servizio.iscrizioni_dal, servizio.iscrizioni_al
    if not dal and not al:
        return ""
    giorni = {"giorni": giorni_in_parole(dal, al)}
    if servizio.iscrizioni_aperte():
        return _("Le iscrizioni sono aperte: %(giorni)s.") % giorni
    if dal and timezone.localdate() < dal:
        return _("Le iscrizioni non sono ancora aperte: %(giorni)s.") % giorni
    return _("Le iscrizioni sono chiuse: %(giorni)s.") % giorni


def isee(tariffe, legami):
    """Return in words what to do about the ISEE before going, empty when no row speaks of it."""
    serve = [voce["serve"] for voce in legami["documenti"] if "isee" in voce["testo"].lower()]
    if any(serve):
        return _("Porta l’ISEE: è tra i documenti da portare.")
    if any(tariffa.isee_da is not None or tariffa.isee_a is not None for tariffa in tariffe):
        return _("Prepara l’ISEE: il prezzo dipende da quello.")
    return _("Se hai l’ISEE portalo: può servire.") if serve else ""
