"""What the sheet of a project shows, read in few queries."""

from django.db.models import CharField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast

from progetti.models import Finanziamento, Progetto
from territorio.models import AppartenenzaAmbito

LEGAMI = ["linee", "bisogni", "ambiti", "comuni", "tipologie", "servizi"]


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


def ultimo_evento(progetto, eventi):
    """Return, among the public ``eventi`` in order, the one the state comes from (see ``con_stato``)."""
    return next((evento for evento in reversed(eventi) if evento.tipo == progetto.stato), None)


def legami(progetto):
    """Return lines, needs, places, typologies and services: lists of dicts with ``testo`` and ``slug``."""
    ambito = AppartenenzaAmbito.objects.filter(comune=OuterRef("pk")).order_by("-dal").values("ambito__slug")
    servizi = progetto.servizi_finanziati.model.servizio.field.related_model.objects
    interrogazioni = [
        _righe("linee", progetto.linee, "label"),
        _righe("bisogni", progetto.bisogni, "titolo"),
        _righe("ambiti", progetto.ambiti, "nome", "slug"),
        _righe("comuni", progetto.comuni, "nome", "slug", Subquery(ambito[:1])),
        _righe("tipologie", progetto.tipologie, "label", "code"),
        _righe("servizi", servizi.in_elenco().filter(finanziamenti__progetto=progetto), "titolo", "slug"),
    ]
    elenchi = {nome: [] for nome in LEGAMI}
    for nome, testo, slug, padre in sorted(interrogazioni[0].union(*interrogazioni[1:])):
        elenchi[nome].append({"testo": testo, "slug": slug, "padre": padre})
    return elenchi


def _righe(nome, righe, testo, slug=None, padre=None):
    """Return rows (name of the link, text, slug, slug of the page above), of one shape for the union."""
    vuoto = Value("")
    return righe.order_by().values_list(
        Cast(Value(nome), CharField()),
        Cast(testo, CharField()),
        Cast(slug or vuoto, CharField()),
        Cast(padre if padre is not None else vuoto, CharField()),
    )
