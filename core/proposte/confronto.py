"""What a proposal changes, as people read it: before and after, word by word, and what happened to it."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from django.db.models import prefetch_related_objects

from core.models import EventoProposta
from core.proposte.schede import scheda_di

LUNGO = 4000  # tokens: beyond, two texts are shown whole
TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
Tipo = EventoProposta.Tipo
DI_ATS = {Tipo.ACCOLTA, Tipo.RESTITUITA, Tipo.RESPINTA, Tipo.RIALLINEATA, Tipo.CONTROLLATA, Tipo.ANNULLATA}


class Tratto(NamedTuple):
    """A piece of text: ``tipo`` is uguale, tolto or aggiunto."""

    tipo: str
    testo: str


class Differenza(NamedTuple):
    """How one field changes. ``prima`` and ``dopo`` are lines of text.

    ``tratti`` is the text word by word, None where the two are better read whole. ``tolte``, ``aggiunte`` and
    ``uguali`` are lines, where the field has many (``elenco``). ``ora`` are the lines of the live sheet when
    it has moved since, so that the change can be neither written nor undone as it is; else None.
    """

    campo: str
    etichetta: str
    prima: list
    dopo: list
    tratti: list | None
    elenco: bool
    tolte: list
    aggiunte: list
    uguali: list
    ora: list | None


class Fatto(NamedTuple):
    """One thing that happened: ``voci`` is [(name of the field, words about it)]."""

    evento: EventoProposta
    di_ats: bool
    voci: list


def differenze(proposta):
    """Return a ``Differenza`` for each field that the proposal changes, in the order of the sheet.

    Empty when the sheet is no more.
    """
    oggetto = proposta.oggetto
    if oggetto is None:
        return []
    scheda = scheda_di(oggetto)
    atteso = "prima" if proposta.aperta else "dopo" if proposta.viva else None
    vivi = scheda.leggi(oggetto) if atteso else {}
    return [
        _differenza(scheda, voce.campo, proposta.cambi[voce.campo], atteso, vivi.get(voce.campo))
        for voce in scheda.voci
        if voce.campo in proposta.cambi
    ]


def confronta(scheda, campo, prima, dopo):
    """Return the ``Differenza`` between two plain values of a field, whatever the live sheet says."""
    righe_prima, righe_dopo = scheda.mostra(campo, prima), scheda.mostra(campo, dopo)
    elenco = isinstance(dopo, list) or isinstance(prima, list)
    testi = isinstance(prima, str) and isinstance(dopo, str) and not elenco
    lunghi = testi and len(righe_prima[0]) + len(righe_dopo[0]) > 60
    tolte, aggiunte, uguali = [], [], []
    if elenco:  # an empty list has no line to show
        tolte, aggiunte, uguali = _righe(righe_prima if prima else [], righe_dopo if dopo else [])
    return Differenza(
        campo=campo,
        etichetta=scheda.etichetta(campo),
        prima=righe_prima,
        dopo=righe_dopo,
        tratti=parole(righe_prima[0], righe_dopo[0]) if lunghi else None,
        elenco=elenco,
        tolte=tolte,
        aggiunte=aggiunte,
        uguali=uguali,
        ora=None,
    )


def storia(proposta):
    """Return what happened to a proposal, the first thing first; its events may be prefetched, with users."""
    prefetch_related_objects([proposta], "eventi__utente")
    oggetto = proposta.oggetto
    nomi = {} if oggetto is None else {v.campo: v.etichetta(type(oggetto)) for v in scheda_di(oggetto).voci}
    return [
        Fatto(
            evento,
            evento.tipo in DI_ATS,
            [(nomi.get(c, c), v if isinstance(v, str) else "") for c, v in evento.voci.items()],
        )
        for evento in proposta.eventi.all()
    ]


def parole(prima, dopo):
    """Return two texts as one list of ``Tratto``; None when they have too little in common, or too much."""
    a, b = TOKEN.findall(prima), TOKEN.findall(dopo)
    if not a or not b or len(a) + len(b) > LUNGO:
        return None
    confronto = SequenceMatcher(None, a, b, autojunk=False)
    if confronto.ratio() < 0.5:
        return None
    tratti = []
    for operazione, i, j, k, m in confronto.get_opcodes():
        if operazione == "equal":
            tratti.append(Tratto("uguale", "".join(a[i:j])))
            continue
        tratti += [Tratto(t, "".join(x)) for t, x in (("tolto", a[i:j]), ("aggiunto", b[k:m])) if x]
    return tratti


def _differenza(scheda, campo, cambio, atteso, ora):
    """Return how a proposal changes a field, and what the live sheet says if it has moved since."""
    differenza = confronta(scheda, campo, cambio["prima"], cambio["dopo"])
    if atteso is None or ora == cambio[atteso]:
        return differenza
    return differenza._replace(ora=scheda.mostra(campo, ora))


def _righe(prima, dopo):
    """Return (lines taken away, lines added, lines that stay)."""
    tolte, aggiunte, uguali = list(prima), [], []
    for riga in dopo:
        if riga in tolte:
            tolte.remove(riga)
            uguali.append(riga)
        else:
            aggiunte.append(riga)
    return tolte, aggiunte, uguali
