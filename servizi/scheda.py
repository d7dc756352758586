"""What the sheet of a service shows, read in few queries. What is not known stays empty: nothing is invented."""

from collections import defaultdict

from django.db.models import BooleanField, CharField, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _

from core.templatetags.formati import con_articolo, periodo
from progetti.models import Progetto
from servizi.models import Apertura
from servizi.parole import isee_in_parole, numero_da_comporre, orari_in_parole, settimana, soldi
from territorio.models import Ambito, AppartenenzaAmbito, Comune

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
    """Return the doors, the main one first; each with ``sede``, ``ambito`` (slug of its comune's) and links."""
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


def orari(servizio, porte):
    """Return the weekly schedules not over yet: for all the doors first, then door by door.

    Each is a dict: ``sede`` (None = every door), ``quando`` (days and period it holds for), ``righe`` for the
    table, ``parole``.
    """
    gruppi = defaultdict(list)
    for orario in _non_finiti(servizio.orari).select_related("periodo"):
        gruppi[orario.sede_id, orario.dal, orario.al, orario.periodo].append(orario)
    sedi = {porta["sede"].pk: (numero, porta["sede"]) for numero, porta in enumerate(porte)}
    elenco = []
    for (sede, dal, al, quale), righe in gruppi.items():
        posto, luogo = sedi.get(sede, (-1, None))
        elenco.append(
            (
                posto,
                {
                    "sede": luogo,
                    "quando": ", ".join(filter(None, [str(quale or ""), periodo(dal, al)])),
                    "righe": settimana(righe),
                    "parole": orari_in_parole(righe),
                },
            )
        )
    return [voce for _posto, voce in sorted(elenco, key=lambda coppia: coppia[0])]


def aperture(servizio):
    """Return dated openings and closures not over yet, as rows of a table; empty without any."""
    righe = (
        servizio.aperture.filter(al__gte=timezone.localdate()).select_related("sede").order_by("dal", "pk")
    )
    return [
        [
            con_articolo(riga.dal) if riga.dal == riga.al else periodo(riga.dal, riga.al),
            _("chiuso") if riga.tipo == Apertura.Tipo.CHIUSO else _("aperto"),
            ", ".join(filter(None, [riga.descrizione, riga.sede and riga.sede.nome])),
            riga.get_posti_display(),
        ]
        for riga in righe
    ]


def tariffe(servizio):
    """Return the fees not over yet, as rows of a table: what for, how much, for which ISEE, for whom, when."""
    righe = _non_finiti(servizio.tariffe).order_by("dal", "unita", "isee_da", "importo", "pk")
    return [
        [
            riga.descrizione or _("tariffa"),
            f"{soldi(riga.importo)} {riga.get_unita_display()}",
            isee_in_parole(riga.isee_da, riga.isee_a),
            {None: _("per tutti"), True: _("residenti"), False: _("non residenti")}[riga.residenti],
            periodo(riga.dal, riga.al),
        ]
        for riga in righe
    ]


def _non_finiti(righe):
    return righe.filter(Q(al__isnull=True) | Q(al__gte=timezone.localdate()))


def progetti(servizio):
    """Return the public projects that paid for the service, each with its name."""
    pagati = servizio.finanziamenti.values("progetto")
    return list(Progetto.objects.pubblicati().con_nome().filter(pk__in=pagati).order_by("pk"))


def iscrizioni(servizio):
    """Return in words whether enrolment is open today; empty when no date is known."""
    dal, al, oggi = servizio.iscrizioni_dal, servizio.iscrizioni_al, timezone.localdate()
    if not dal and not al:
        return ""
    giorni = {"giorni": periodo(dal, al)}
    if dal and oggi < dal:
        return _("Le iscrizioni non sono ancora aperte: %(giorni)s.") % giorni
    if al and oggi > al:
        return _("Le iscrizioni sono chiuse: %(giorni)s.") % giorni
    return _("Le iscrizioni sono aperte: %(giorni)s.") % giorni


def dati_strutturati(servizio, legami):
    """Return the service as schema.org data: only what the sheet shows."""
    pubblico = servizio.gestore.natura == "pubblico"
    return {
        "@type": "GovernmentService" if pubblico else "Service",
        "name": servizio.titolo,
        "description": servizio.descrizione_breve,
        "serviceType": servizio.tipologia.label,
        "category": servizio.tipologia.gruppo.label,
        "provider": {
            "@type": "GovernmentOrganization" if pubblico else "Organization",
            "name": servizio.gestore.denominazione,
        },
        "areaServed": [luogo["testo"] for luogo in legami["ambiti"] + legami["comuni"]],
        "audience": {
            "@type": "Audience",
            "audienceType": ", ".join(voce["testo"] for voce in legami["destinatari"]),
        },
        "availableChannel": {
            "@type": "ServiceChannel",
            "serviceUrl": servizio.accesso_url,
            "servicePhone": {"@type": "ContactPoint", "telephone": numero_da_comporre(servizio.telefono)},
        },
    }
