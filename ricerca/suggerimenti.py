"""Suggestions while a citizen types: types of service by every name, comuni, services by title.

What is typed answers to the beginnings of words, whatever accents, apostrophes and case. Order is decided
here, not by a collation, so the two databases propose the same things in the same order. Names come from the
Vocabolario, which is kept in memory; titles from the index, up to a limit: the cost does not grow.
"""

from functools import lru_cache
from typing import NamedTuple

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from ricerca import indice
from ricerca.domanda import PAROLE_LUOGO
from ricerca.lingua import PREPOSIZIONI, VUOTE, normalizza, radice
from ricerca.luoghi import PAROLE_COMUNI
from ricerca.models import Posizione
from servizi.models import SedeServizio, Servizio

TESTO_MASSIMO = 60  # characters that are read
MASSIMO = 8
COMUNI, SERVIZI = 2, 3  # at most, among the suggestions of what to look for
LETTERE, LETTERE_TITOLO = 2, 3  # fewer say too little
IN_LINEA = 200  # sheets that are read again before answering
CANDIDATI = 200  # positions of the index that are read for the titles

normale = lru_cache(maxsize=8_192)(normalizza)


class Suggerimento(NamedTuple):
    """What goes in the field, what is shown, its small print, the group it is under, the sheet it opens."""

    testo: str
    etichetta: str
    nota: str
    gruppo: str
    url: str | None = None


def che_cosa(testo, vocabolario):
    """Return the suggestions for “what are you looking for”: types of service, comuni, services."""
    parole = _pulito(testo).split()
    chiave = normalizza(" ".join(parole))
    if len(chiave) < LETTERE:
        return []
    nomi = _nomi_delle_tipologie(vocabolario)
    intero = any(normale(nome) == chiave for _tipologia, nome in nomi)
    comuni = [] if intero else _luogo_in_fondo(parole, _nomi_dei_comuni(vocabolario))[:COMUNI]
    servizi = _servizi(chiave)
    tipologie = _tipologie(chiave, nomi)[: MASSIMO - len(comuni) - len(servizi)]
    return [*tipologie, *comuni, *servizi]


def dove(testo, vocabolario):
    """Return the suggestions for “where do you live”: comuni, also by hamlet and by a name of the past."""
    chiave = normalizza(testo)
    if len(chiave) < LETTERE:
        return []
    return [
        Suggerimento(comune, _da_a(nome, comune), "", _("Comuni"))
        for comune, nome in migliori(chiave, _nomi_dei_comuni(vocabolario))[:MASSIMO]
    ]


def posto(chiave, testo):
    """Return how well ``testo`` answers to ``chiave``, both normalised; None when it does not.

    0: it begins so; 1: one of its words does; 2: each word of ``chiave`` that means something begins one of
    its words.
    """
    if testo.startswith(chiave):
        return 0
    if f" {chiave}" in testo:
        return 1
    if " " not in chiave:
        return None
    parole = [parola for parola in chiave.split() if parola not in VUOTE] or [chiave]
    return 2 if all(f" {parola}" in f" {testo}" for parola in parole) else None


def migliori(chiave, nomi):
    """Return (thing, the name that answers best) for each thing that has one, the best first.

    ``nomi`` are (thing, one of its names); its own name wins over another that answers as well.
    """
    trovati = {}
    for cosa, nome in nomi:
        quanto = posto(chiave, normale(nome))
        if quanto is not None:
            risposta = (quanto, nome != cosa, normale(nome), nome)
            trovati[cosa] = min(risposta, trovati.get(cosa, risposta))
    ordinati = sorted(trovati.items(), key=lambda voce: (voce[1][0], voce[1][2], normale(voce[0]), voce[0]))
    return [(cosa, nome) for cosa, (_quanto, _altro, _normale, nome) in ordinati]


def _pulito(testo):
    return "".join(lettera if lettera.isprintable() else " " for lettera in testo)


def _nomi_delle_tipologie(vocabolario):
    """Return {(label, label or citizens' word)} of the types of service in use today."""
    menu, label = vocabolario.menu, {pk: voce.label for pk, voce in vocabolario.tipologie.items()}
    return {(label[v.pk], v.label) for nome in ("tipologia", "sinonimo") for v in menu.voci(nome)}


def _tipologie(chiave, nomi):
    return [
        Suggerimento(label, label, "" if _risponde(chiave, label) else nome, _("Tipi di servizio"))
        for label, nome in migliori(chiave, nomi)
    ]


def _risponde(chiave, testo):
    return posto(chiave, normale(testo)) is not None


def _nomi_dei_comuni(vocabolario):
    """Return {(comune of today, one of its names)}, hamlets and abolished comuni included."""
    nomi = set()
    for comune in vocabolario.comuni:
        oggi = vocabolario.luoghi.comune(comune.confluito_in_id) or comune
        nomi |= {(oggi.nome, nome) for nome in (comune.nome, *comune.altri_nomi)}
    return nomi


def _luogo_in_fondo(parole, nomi):
    """Return the suggestions that complete the last words as a comune: “nido mor”, “nido Morbegno”."""
    for inizio in range(max(0, len(parole) - PAROLE_LUOGO), len(parole)):
        chiave = normalizza(" ".join(parole[inizio:]))
        dice_qualcosa = len(chiave) >= LETTERE and chiave.split()[0] not in VUOTE
        trovati = migliori(chiave, nomi) if dice_qualcosa else []
        if trovati:
            return [_con_il_luogo(parole[:inizio], comune, nome) for comune, nome in trovati]
    return []


def _con_il_luogo(prima, comune, nome):
    """Return the suggestion of the words ``prima`` and a comune, which a name like “Mese” says with “a”."""
    sola = normale(comune) in PAROLE_COMUNI and not (prima and normalizza(prima[-1]) in PREPOSIZIONI)
    testo = " ".join([*prima, *(["a"] if sola else []), comune])
    return Suggerimento(testo, testo, _da_a(nome, comune) if nome != comune else "", _("Comuni"))


def _da_a(nome, comune):
    return comune if nome == comune else f"{nome} → {comune}"


def _servizi(chiave):
    """Return the services of the list whose title answers best to ``chiave``, found by its longest word."""
    parola = max(chiave.split(), key=len)
    if len(parola) < LETTERE_TITOLO:
        return []
    indice.aggiorna(massimo=IN_LINEA)
    trovati = []
    for titolo, slug, luogo in _con_la_parola(parola):
        quanto = posto(chiave, normale(titolo))
        if quanto is not None:
            trovati.append((quanto, normale(titolo), slug, titolo, luogo or ""))
    return [
        Suggerimento(titolo, titolo, luogo, _("Servizi"), reverse("servizi:detail", args=[slug]))
        for _quanto, _normale, slug, titolo, luogo in sorted(trovati)[:SERVIZI]
    ]


def _con_la_parola(parola):
    """Return (title, slug, comune of the main door) of services with a word that begins so.

    A walk of ``CANDIDATI`` steps in the unique index of ``Posizione``, however common the word is.
    """
    inizio = radice(parola).removesuffix("h")  # the root of “banche” is “banc”
    porte = SedeServizio.objects.filter(servizio=OuterRef("pk")).order_by("-principale", "pk")
    vicine = Posizione.objects.filter(radice__range=(inizio, f"{inizio}zzzz")).order_by("radice", "servizio")
    return (
        Servizio.objects.in_elenco()
        .filter(pk__in=vicine.values("servizio")[:CANDIDATI])
        .order_by()
        .values_list("titolo", "slug", Subquery(porte.values("sede__comune__nome")[:1]))
    )
