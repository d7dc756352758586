"""What the HTML of a page must be, beyond what axe sees. Each check yields sentences about what is wrong."""

from collections import Counter
from urllib.parse import urlsplit

import html5lib

RIMANDI = ("for", "list", "popovertarget", "aria-labelledby", "aria-describedby", "aria-controls")
NON_RESI = ("{{", "}}", "{%", "%}", "{#")
SVG = "{http://www.w3.org/2000/svg}"


def analizza(testo):
    """Return (tree, errors) of a page, by the parser of the HTML standard."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    radice = parser.parse(testo)
    return radice, [f"riga {riga}: {codice}" for (riga, _colonna), codice, _dati in parser.errors]


def difetti(testo, url):
    """Return what is wrong with a page of the portal served at ``url``."""
    radice, errori = analizza(testo)
    controlli = (testata, titoli, identificatori, niente_in_riga, nomi, parole)
    return errori + [difetto for controllo in controlli for difetto in controllo(radice, url)]


def tutti(radice, *nomi):
    """Return the elements of these names, in the order of the page."""
    return [e for e in radice.iter() if e.tag in nomi]


def titolo(radice):
    """Return the title of the page."""
    return radice.findtext("head/title", "").strip()


def metadato(radice, nome):
    """Return the content of a ``<meta name>``, empty without."""
    return next((m.get("content", "") for m in radice.iter("meta") if m.get("name") == nome), "")


def canonico(radice):
    """Return the canonical address, empty without."""
    return next((e.get("href", "") for e in radice.iter("link") if e.get("rel") == "canonical"), "")


def testata(radice, url):
    """Language, title, description, canonical address."""
    if radice.get("lang") != "it":
        yield "la pagina non dice di essere in italiano"
    if not titolo(radice).endswith("Rete di Conciliazione della Montagna"):
        yield f"titolo: {titolo(radice)!r}"
    descrizione = metadato(radice, "description")
    if not 40 <= len(descrizione) <= 165:
        yield f"descrizione di {len(descrizione)} caratteri: {descrizione!r}"
    if not canonico(radice).startswith(f"{url}/"):
        yield f"indirizzo canonico: {canonico(radice)!r}"


def titoli(radice, url):
    """One h1, first; no level skipped going down; no empty heading."""
    trovati = tutti(radice, "h1", "h2", "h3", "h4", "h5", "h6")
    livelli = [int(e.tag[1]) for e in trovati]
    if livelli[:1] != [1] or livelli.count(1) != 1:
        yield f"h1: {livelli}"
    for prima, dopo, dove in zip(livelli, livelli[1:], trovati[1:], strict=False):
        if dopo > prima + 1:
            yield f"da h{prima} a h{dopo}: {_testo(dove)!r}"
    if not all(map(_testo, trovati)):
        yield "un titolo è vuoto"


def identificatori(radice, url):
    """Identifiers are unique, and what refers to one finds it."""
    conti = Counter(e.get("id") for e in radice.iter() if e.get("id") is not None)
    yield from (f"id ripetuto: {nome!r}" for nome, numero in conti.items() if numero > 1 or not nome)
    for elemento in radice.iter():
        rimandi = {r for attributo in RIMANDI for r in (elemento.get(attributo) or "").split()}
        if (elemento.get("href") or "").startswith("#"):
            rimandi.add(elemento.get("href")[1:])
        yield from (f"{elemento.tag} rimanda a #{assente}" for assente in rimandi - set(conti))


def niente_in_riga(radice, url):
    """No inline style, script or handler; nothing loaded from elsewhere."""
    for e in radice.iter():
        if not isinstance(e.tag, str):
            continue
        attributi = [a for a in e.attrib if a == "style" or str(a).startswith("on")]
        if attributi or e.tag == "style":
            yield f"{e.tag} in riga: {attributi}"
        if e.tag == "script" and not e.get("src") and e.get("type") != "application/ld+json":
            yield "script in riga"
        risorsa = e.get("src") or (e.get("href") if e.tag == "link" and e.get("rel") != "canonical" else "")
        if risorsa and urlsplit(risorsa).netloc:
            yield f"{e.tag} da un altro sito: {risorsa}"


def nomi(radice, url):
    """Pictures, links and buttons have a name."""
    yield from (f"immagine senza alt: {e.get('src')}" for e in radice.iter("img") if e.get("alt") is None)
    for e in tutti(radice, "a", "button", f"{SVG}a"):
        immagini = "".join(i.get("alt", "") for i in e.iter("img"))
        if not (_testo(e) or immagini or e.get("aria-label") or e.get("aria-labelledby")):
            yield f"{e.tag} senza nome: {e.get('href')}"


def parole(radice, url):
    """Nothing of the templates or of Python shows through."""
    visibile = " ".join(t for e in radice.iter() if e.tag != "script" for t in (e.text, e.tail) if t)
    yield from (f"resta {segno!r} di un modello" for segno in NON_RESI if segno in visibile)
    yield from (f"si legge {p!r}" for p in ("None", "True", "False", "nan") if p in visibile.split())


def _testo(elemento):
    return "".join(elemento.itertext()).strip()
