"""What a project is tied to: lines, needs and priorities, places, typologies, services, other projects."""

from django.db.models import Case, CharField, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast

from piani.models import Priorita
from progetti.models import Progetto
from territorio.models import AppartenenzaAmbito

NOMI = ["linee", "bisogni", "ambiti", "comuni", "tipologie"]
CORRELATI = 4  # related projects to show


def legami(progetto):
    """Return lines, needs, places and typologies, by name, in one query.

    Each is a list of dicts: ``testo``, ``dove`` (slug, code or key), ``sopra`` (slug of the ambito of a
    comune), ``codice`` (ISTAT code of a comune, of the comune di riferimento of an ambito), ``mappa`` (ISTAT
    code that names the map a comune is on).
    """
    ultimo = AppartenenzaAmbito.objects.filter(comune=OuterRef("pk")).order_by("-dal")
    ambito = Subquery(ultimo.values("ambito__slug")[:1])
    riferimento = Subquery(ultimo.values("ambito__codice_istat_riferimento")[:1])
    interrogazioni = [
        _righe("linee", progetto.linee, "label", "pk"),
        _righe("bisogni", progetto.bisogni, "titolo", "pk"),
        _righe("ambiti", progetto.ambiti, "nome", "slug", codice="codice_istat_riferimento"),
        _righe("comuni", progetto.comuni, "nome", "slug", ambito, "codice_istat", riferimento),
        _righe("tipologie", progetto.tipologie, "label", "code"),
    ]
    elenchi = {nome: [] for nome in NOMI}
    for nome, *valori in sorted(interrogazioni[0].union(*interrogazioni[1:])):
        elenchi[nome].append(dict(zip(("testo", "dove", "sopra", "codice", "mappa"), valori, strict=True)))
    return elenchi


def _righe(nome, righe, testo, dove, sopra=None, codice=None, mappa=None):
    """Return rows of one shape for the union."""
    vuoto = Value("")
    colonne = (testo, dove, sopra or vuoto, codice or vuoto, mappa or vuoto)
    return righe.order_by().values_list(
        Cast(Value(nome), CharField()), *(Cast(colonna, CharField()) for colonna in colonne)
    )


def risposte(progetto, legami):
    """Return what the project answers, as the Piano writes it, and what is of no priority.

    ``priorita``: dicts of the priority, of those of its needs and lines that are the project's. ``bisogni``
    and ``linee``: texts of the others.
    """
    bisogni = {voce["dove"]: voce["testo"] for voce in legami["bisogni"]}
    linee = {voce["dove"]: voce["testo"] for voce in legami["linee"]}
    righe = Priorita.objects.filter(
        Q(bisogni__in=progetto.bisogni.values("pk")) | Q(linee__in=progetto.linee.values("pk"))
    )
    voci, detti = [], set()
    for priorita in righe.distinct().select_related("piano").prefetch_related("bisogni", "linee"):
        suoi = [str(bisogno.pk) for bisogno in priorita.bisogni.all() if str(bisogno.pk) in bisogni]
        sue = [str(linea.pk) for linea in priorita.linee.all() if str(linea.pk) in linee]
        detti |= {("b", pk) for pk in suoi} | {("l", pk) for pk in sue}
        testi = {"bisogni": [bisogni[pk] for pk in suoi], "linee": [linee[pk] for pk in sue]}
        voci.append({"priorita": priorita} | testi)
    return {
        "priorita": voci,
        "bisogni": [testo for pk, testo in bisogni.items() if ("b", pk) not in detti],
        "linee": [testo for pk, testo in linee.items() if ("l", pk) not in detti],
    }


def servizi(progetto):
    """Return the services the project paid for (rows with ``servizio``, ``dal``, ``al``), by title.

    ``in_elenco``: whether the service is offered today. A draft is not shown; one that closed, expired or was
    hidden was paid for all the same: it is named, without a link.
    """
    pubblicati = progetto.servizi_finanziati.model.servizio.field.related_model.objects.pubblicati()
    return (
        progetto.servizi_finanziati.filter(servizio__in=pubblicati.values("pk"))
        .select_related("servizio")
        .annotate(in_elenco=Exists(pubblicati.in_elenco().filter(pk=OuterRef("servizio"))))
        .order_by("servizio__titolo", "pk")
    )


def correlati(progetto):
    """Return up to four other public projects, nearest first.

    First those of the same cycle and ambito (for a project without a cycle, as the ESF ones: of the same fund
    and ambito), then those on one of the same lines of action; within each, the most recent first.
    """
    modello = Progetto.objects
    ambiti = progetto.ambiti.values("pk")
    stesso_ambito = Q(pk__in=Progetto.ambiti.through.objects.filter(ambito__in=ambiti).values("progetto"))
    if progetto.alleanza_id:
        stesso_ambito |= Q(alleanza__ambito=progetto.alleanza.ambito_id)
    ciclo = {"piano": progetto.piano_id} if progetto.piano_id else {"fondo": progetto.fondo_id}
    vicini = stesso_ambito & Q(**ciclo) if any(ciclo.values()) else Q(pk__in=[])
    linee = Progetto.linee.through.objects.filter(lineaazione__in=progetto.linee.values("pk"))
    stessa_linea = Q(pk__in=linee.values("progetto"))
    righe = modello.pubblicati().con_nome().exclude(pk=progetto.pk).filter(vicini | stessa_linea)
    ordine = Case(When(vicini, then=0), default=1)
    return list(righe.order_by(ordine, "-piano__anno_dal", "titolo", "code")[:CORRELATI])
