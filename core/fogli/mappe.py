"""Which heading fills which field: guessed from the words, or as it was told before."""

import re
import unicodedata

from rapidfuzz import fuzz

from core.models import Caricamento, MappaColonne

SOMIGLIA = 85  # rapidfuzz ratio, 0-100, from which a heading may be the name of a field
PAROLE_VUOTE = {
    "a",
    "al",
    "alla",
    "da",
    "dei",
    "del",
    "della",
    "delle",
    "di",
    "e",
    "eur",
    "euro",
    "i",
    "il",
    "la",
}


def indovina(intestazioni, colonne):
    """Return {heading: key of a column, “” for none}: the names most alike first, each column once."""
    voti = []
    for posto, titolo in enumerate(intestazioni):
        for ordine, colonna in enumerate(colonne):
            voto = max(fuzz.token_sort_ratio(_parole(titolo), _parole(nome)) for nome in _nomi(colonna))
            if voto >= SOMIGLIA:
                voti.append((-voto, posto, ordine, titolo, colonna.nome))
    mappa = dict.fromkeys(intestazioni, "")
    for *_ordine, titolo, nome in sorted(voti):
        if not mappa[titolo] and nome not in mappa.values():
            mappa[titolo] = nome
    return mappa


def mappa_nota(tabella, intestazioni, utente):
    """Return (mapping, name) told before for a file with these headings, in any order; (None, “”) if none.

    First those saved with a name, the last first; then that of the last file of ``utente``. What leaves out a
    column that is needed today is no mapping.
    """
    salvate = MappaColonne.objects.filter(tabella=tabella.nome).order_by("-aggiornata_il", "-pk")
    note = [(mappa.colonne, mappa.nome) for mappa in salvate]
    ultimo = Caricamento.objects.filter(tabella=tabella.nome, utente=utente).first()
    if ultimo:
        note.append((ultimo.foglio.get("mappa") or {}, ""))
    for colonne, nome in note:
        mappa = _come_qui(colonne, intestazioni, tabella)
        if mappa and not tabella.mancanti(mappa):
            return mappa, nome
    return None, ""


def salva_mappa(tabella, nome, mappa):
    """Keep ``mappa`` with a name: the mapping of that name, if there is one, becomes this."""
    return MappaColonne.objects.update_or_create(
        tabella=tabella.nome, nome=nome, defaults={"colonne": mappa}
    )[0]


def _come_qui(colonne, intestazioni, tabella):
    """Return a known mapping with the headings of this file; None when they are others."""
    note = {_uguale(titolo): nome for titolo, nome in colonne.items()}
    qui = {titolo: _uguale(titolo) for titolo in intestazioni}
    if not note or len(qui) != len(note) or set(qui.values()) != set(note):
        return None
    return {t: note[uguale] if note[uguale] in tabella.per_nome else "" for t, uguale in qui.items()}


def _nomi(colonna):
    return (colonna.titolo, colonna.nome, *colonna.sinonimi)


def _uguale(titolo):
    return " ".join(titolo.casefold().split())


def _parole(testo):
    """Return the words of a heading without case, accents, marks, units and articles."""
    piano = unicodedata.normalize("NFKD", testo.casefold())
    parole = re.findall(r"[a-z0-9]+", "".join(c for c in piano if not unicodedata.combining(c)))
    return " ".join(p for p in parole if p not in PAROLE_VUOTE) or " ".join(parole)
