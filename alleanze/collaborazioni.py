"""Who works with whom: bodies that take part in the same Alleanza or in the same public project.

Nothing is declared: two bodies work together because they are in the same thing (``Insieme``). A body counts
once in a thing, however many times it came and went.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from aderenti.models import Organizzazione
from aderenti.nomi import persone_fisiche
from alleanze.models import Partecipazione


@dataclass
class Insieme:
    """An Alleanza or a project, with the bodies in it: ``enti`` is {pk: (body, role in words)}."""

    oggetto: object
    genere: str
    enti: dict = field(default_factory=dict)

    def __str__(self):
        return str(self.oggetto)


@dataclass
class Nodo:
    """A body, the things it is in, and the bodies it works with: {pk: [things they share]}."""

    ente: Organizzazione
    insiemi: list = field(default_factory=list)
    con: dict = field(default_factory=lambda: defaultdict(list))


def insiemi(*, piano=None, ambito=None):
    """Return the Alleanze and the public projects with at least two bodies, in two queries.

    ``piano`` and ``ambito`` keep those of a cycle and those of an ambito.
    """
    alleanze = Partecipazione.objects.all()
    progetti = Organizzazione.progetti_svolti.rel.related_model.objects.pubblicati()
    if piano:
        alleanze, progetti = alleanze.filter(alleanza__piano=piano), progetti.filter(progetto__piano=piano)
    if ambito:
        nell_ambito = progetti.model.progetto.field.related_model.objects.nell_ambito(ambito)
        alleanze = alleanze.filter(alleanza__ambito=ambito)
        progetti = progetti.filter(progetto__in=nell_ambito.values("pk"))
    righe = [
        *_righe(alleanze.select_related("alleanza__piano", "alleanza__ambito"), "alleanza"),
        *_righe(
            progetti.select_related("progetto__alleanza__ambito", "progetto__alleanza__piano"), "progetto"
        ),
    ]
    trovati = {}
    for riga, genere in righe:
        oggetto = getattr(riga, genere)
        insieme = trovati.setdefault((genere, oggetto.pk), Insieme(oggetto, genere))
        riga.organizzazione.pubblica = riga.pubblica
        insieme.enti.setdefault(riga.organizzazione_id, (riga.organizzazione, riga.get_ruolo_display()))
    return [insieme for insieme in trovati.values() if len(insieme.enti) > 1]


def _righe(presenze, genere):
    """Return the rows with their kind; a natural person's firm is not named anywhere, so it is left out."""
    enti = presenze.con_organizzazione().exclude(persone_fisiche("organizzazione__"))
    return [(riga, genere) for riga in enti.order_by(genere, "ruolo", "dal", "pk")]


def nodi(elenco):
    """Return the bodies of ``elenco`` (of Insieme) as Nodo, by name."""
    trovati = {}
    for insieme in elenco:
        for pk, (ente, _ruolo) in insieme.enti.items():
            nodo = trovati.setdefault(pk, Nodo(ente))
            nodo.insiemi.append(insieme)
            for altro in insieme.enti:
                if altro != pk:
                    nodo.con[altro].append(insieme)
    return sorted(trovati.values(), key=lambda nodo: (nodo.ente.denominazione.casefold(), nodo.ente.pk))
