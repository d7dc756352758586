"""The public pages: which there are, read from the addresses, and examples of each, read from the sitemap."""

import re
from urllib.parse import urlsplit
from xml.etree import ElementTree

from django.urls import URLPattern, get_resolver, resolve, reverse

from ricerca import lista

PER_MACCHINE = {
    "rete:robots",
    "rete:security",
    "rete:sitemap-index",
    "rete:sitemap",
    "rete:logo",
    "redazione:picture",
    "newsletter:feed",
    "notizie:feed",
    "notizie:press-feed",
    "biblioteca:feed",
    "eventi:calendar",
    "eventi:detail-calendar",
    "elenchi:download",
    "servizi:calendar",
    "servizi:embed-json",
    "ricerca:suggest",
    "ricerca:weeks-calendar",
    "avvisi:calendar",
    "avvisi:detail-calendar",
    "imprese:courses-calendar",
    "imprese:course-calendar",
}
# Links that go to a page; files.
SENZA_PAGINA = {
    "ricerca:shortlist-add",
    "ricerca:guide-ambito-pdf",
    "ricerca:guide-comune-pdf",
    "avvisi:document",
    "eventi:document",
    "biblioteca:file",
    "alleanze:agreement",
    "piani:act",
    "piani:document",
    "progetti:document",
    "rete:short",
    "progetti:download",
}
CANDIDATI = 12
# What a list may be asked: another page, words found and not found, a wrong filter, a page that is not there.
RICHIESTE = ["pagina=2", "q=nido", "q=qzx", "ambito=assente", "pagina=999"]
# What other pages may be asked.
ALTRE_RICHIESTE = {
    "ricerca:map": ["casa=Grosio", "ambito=menaggio&q=nido", "q=qzx", "casa=assente"],
    "rete:search": ["q=nido", "q=qzx", "q=rete"],
    "imprese:services": ["comune=Grosio", "comune=Narnia", "comune=Tirano&obiettivo=ESTATE"],
    "progetti:overview": ["per=ambito&ciclo=2017-18", "confronta=2017-18,2020-23", "ciclo=assente"],
    "progetti:overview-rows": ["natura=concesso", "anno=1900"],
}


def viste():
    """Return {URL name: whether it needs parameters} of the views marked public."""
    return dict(_viste(get_resolver(), ""))


def pagine_html():
    """Return the sorted URL names of the public views that answer with a page for people."""
    return sorted(set(viste()) - PER_MACCHINE - SENZA_PAGINA)


def _viste(resolver, spazio):
    for voce in resolver.url_patterns:
        if not isinstance(voce, URLPattern):
            yield from _viste(voce, f"{spazio}{voce.namespace}:" if voce.namespace else spazio)
        elif getattr(voce.callback, "pubblica", False):
            yield spazio + str(voce.name), bool(voce.pattern.regex.groupindex)


def nella_sitemap(visitatore):
    """Return the paths of every page in the sitemap of the served portal."""
    sezioni = _indirizzi(visitatore, "/sitemap.xml")
    return [percorso for sezione in sezioni for percorso in _indirizzi(visitatore, sezione)]


def _indirizzi(visitatore, percorso):
    radice = ElementTree.fromstring(visitatore.get(percorso).corpo)
    return [urlsplit(nodo.text).path for nodo in radice.iterfind(".//{*}loc")]


def esempi(visitatore):
    """Return {URL name: example paths} of every public page for people.

    A page with parameters is found in the sitemap: the richest and the poorest (longest and shortest) of
    CANDIDATI spread over all. A list is asked also with RICHIESTE. A name without examples has an empty list.
    """
    trovati = {nome: [] for nome in pagine_html()}
    for percorso in nella_sitemap(visitatore):
        trovati[resolve(percorso).view_name].append(percorso)
    for nome, (di, ricava) in FUORI_SITEMAP.items():
        trovati[nome] = ricava(trovati[di], visitatore)
    return {nome: _scelti(nome, percorsi, visitatore) for nome, percorsi in trovati.items()}


def _scelti(nome, percorsi, visitatore):
    if viste()[nome]:
        sparsi = percorsi[:: len(percorsi) // CANDIDATI + 1]
        per_peso = sorted(sparsi, key=lambda p: len(visitatore.get(p).corpo))
        return list(dict.fromkeys(per_peso[-1:] + per_peso[:1]))
    indirizzo = reverse(nome)
    richieste = RICHIESTE if nome.endswith(":list") else ALTRE_RICHIESTE.get(nome, [])
    return [indirizzo, *(f"{indirizzo}?{richiesta}" for richiesta in richieste)]


def _guide(luoghi, visitatore):
    return [percorso.replace("/territorio/", "/guida/", 1) for percorso in luoghi]


def _riquadri(aderenti, visitatore):
    return [percorso.replace("/aderenti/", "/incorpora/", 1) for percorso in aderenti]


def _liste(schede, visitatore):
    """Return a list of all that its page may hold, and one of a single service."""
    chiavi = [_chiave(visitatore.get(percorso).corpo.decode()) for percorso in schede[:5]]
    return [lista.indirizzo([*chiavi, lista.PK_MASSIMA]), lista.indirizzo(chiavi[:1])]


def _chiave(scheda):
    return int(re.search(r'data-lista="(\d+)"', scheda)[1])


# Pages with parameters that the sitemap does not know: from the examples of which page, and how.
FUORI_SITEMAP = {
    "servizi:embed": ("aderenti:detail", _riquadri),
    "ricerca:guide-ambito": ("territorio:ambito", _guide),
    "ricerca:guide-comune": ("territorio:comune", _guide),
    "ricerca:shortlist": ("servizi:detail", _liste),
}
