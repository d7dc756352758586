"""Checks on a text while it is written: pure, they read the text alone and change nothing."""

import re
from html.parser import HTMLParser
from typing import NamedTuple

from django.utils.translation import gettext as _

from redazione.testo import in_html

PAROLE_MASSIME = 25  # of a sentence
CITATE = 12  # words quoted of a sentence that is too long
FACILE, MEDIA = 80, 60
GENERICHE = {
    *("qui", "clicca", "clicca qui", "cliccare qui", "premi qui", "leggi", "leggi qui", "leggi tutto"),
    *("vai", "vai qui", "link", "questo link", "a questo link", "continua", "scopri di più"),
}
INDIRIZZO = re.compile(r"(?:https?://|www\.)\S+|[\w.-]+\.(?:it|com|org|eu|net)(?:/\S*)?", re.IGNORECASE)
PAROLA = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
FINE_FRASE = re.compile(r"[.!?…]+[»”\")\]]*\s+(?=[«“\"(]?[A-ZÀ-Ý])")
BLOCCHI = {"p", "li", "h2", "h3", "h4", "h5", "h6", "td", "th", "pre", "blockquote"}
MARCATURA = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)


class Rilievo(NamedTuple):
    """Something to mend: ``che`` names the check, ``testo`` tells it to who writes."""

    che: str
    testo: str


class Lettura(NamedTuple):
    """How hard a text is to read: the Gulpease index (None without words), what it is made of, in words."""

    indice: int | None
    parole: int
    frasi: int
    in_parole: str


class _Parti(HTMLParser):
    """Collect blocks of text, headings, links and pictures of safe HTML."""

    def __init__(self):
        super().__init__()
        self.blocchi, self.titoli, self.collegamenti, self.immagini = [""], [], [], []
        self._titolo = self._collegamento = None

    def handle_starttag(self, tag, attrs):
        if tag in BLOCCHI:
            self.blocchi.append("")
        if tag == "br":
            self.handle_data(" ")
        if re.fullmatch("h[2-6]", tag):
            self._titolo = [int(tag[1]), ""]
            self.titoli.append(self._titolo)
        if tag == "a":
            self._collegamento = [""]
            self.collegamenti.append(self._collegamento)
        if tag == "img":
            self.immagini.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag):
        if tag in BLOCCHI:
            self.blocchi.append("")
        if re.fullmatch("h[2-6]", tag):
            self._titolo = None
        if tag == "a":
            self._collegamento = None

    def handle_data(self, data):
        self.blocchi[-1] += data
        if self._titolo is not None:
            self._titolo[1] += data
        if self._collegamento is not None:
            self._collegamento[0] += data


def controlla(testo):
    """Return the Rilievo of a text in Markdown, in the order of the checks."""
    parti = _leggi(testo)
    return [
        *_titoli(parti.titoli),
        *_collegamenti(parti.collegamenti),
        *_immagini(parti.immagini),
        *_marcatura(testo),
        *_frasi_lunghe(parti.blocchi),
    ]


def leggibilita(testo):
    """Return the Lettura of a text in Markdown."""
    tutte = [frase for blocco in _leggi(testo).blocchi for frase in frasi(blocco)]
    parole = [parola for frase in tutte for parola in PAROLA.findall(frase)]
    lettere = sum(carattere.isalpha() for parola in parole for carattere in parola)
    indice = gulpease(lettere=lettere, parole=len(parole), frasi=len(tutte))
    return Lettura(indice, len(parole), len(tutte), per_chi(indice))


def gulpease(*, lettere, parole, frasi):
    """Return the Gulpease index, from 0 (hard) to 100 (easy); None when there are no words."""
    if not parole:
        return None
    return max(0, min(100, round(89 + (300 * frasi - 10 * lettere) / parole)))


def per_chi(indice):
    """Return in words whom a text with that index is easy for; empty for None."""
    if indice is None:
        return ""
    if indice >= FACILE:
        return _("facile")
    return _("facile per chi ha la licenza media") if indice >= MEDIA else _("difficile")


def frasi(blocco):
    """Return the sentences of a block of text that have words; a block without a full stop is one."""
    return [frase.strip() for frase in FINE_FRASE.split(blocco) if PAROLA.search(frase)]


def _leggi(testo):
    parti = _Parti()
    parti.feed(in_html(testo))
    parti.close()
    return parti


def _titoli(titoli):
    """Yield the headings that skip a level; the first should be of the highest."""
    prima = 1
    for livello, testo in titoli:
        if livello > prima + 1:
            yield Rilievo("titoli", _("Il titolo «%(testo)s» salta un livello.") % {"testo": testo.strip()})
        prima = livello


def _collegamenti(collegamenti):
    for (testo,) in collegamenti:
        parole = " ".join(testo.split())
        if parole.lower().strip(" .:!»«>") in GENERICHE:
            messaggio = _("Il collegamento «%(testo)s» non dice dove porta: scrivi che cosa si trova.")
            yield Rilievo("collegamenti", messaggio % {"testo": parole})
        elif INDIRIZZO.fullmatch(parole):
            messaggio = _("Il collegamento «%(testo)s» è un indirizzo: scrivi il nome della pagina.")
            yield Rilievo("collegamenti", messaggio % {"testo": parole})
        elif not parole:
            yield Rilievo("collegamenti", _("Un collegamento non ha parole."))


def _immagini(immagini):
    for alt in immagini:
        if not alt.strip():
            yield Rilievo("immagini", _("Un’immagine non ha parole per chi non la vede."))


def _marcatura(testo):
    trovata = MARCATURA.search(testo)
    if trovata:
        messaggio = _("«%(testo)s» si legge così com’è: l’HTML qui non vale.")
        yield Rilievo("html", messaggio % {"testo": trovata[0][:40]})


def _frasi_lunghe(blocchi):
    for frase in (frase for blocco in blocchi for frase in frasi(blocco)):
        parole = len(PAROLA.findall(frase))
        if parole > PAROLE_MASSIME:
            inizio = " ".join(frase.split()[:CITATE])
            messaggio = _("Una frase ha %(n)d parole, dividila: «%(inizio)s…»")
            yield Rilievo("frasi", messaggio % {"n": parole, "inizio": inizio})
