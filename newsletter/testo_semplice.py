"""A text in Markdown for who reads plain text: no markup left, links written out."""

import re
from html.parser import HTMLParser

from redazione.testo import in_html

A_CAPO = {"p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre", "table"}
BIANCHI = re.compile(r"\s+")
RIGA = {"li", "tr", "br"}


def in_testo(testo, sito=""):
    """Return the plain text of ``testo``; the addresses of the portal begin with ``sito``."""
    lettore = _Lettore(sito)
    lettore.feed(in_html(testo))
    righe = [" ".join(riga.split()) for riga in "".join(lettore.parti).splitlines()]
    return "\n".join(riga for n, riga in enumerate(righe) if riga or (n and righe[n - 1])).strip()


class _Lettore(HTMLParser):
    """Gather the words of safe HTML."""

    def __init__(self, sito):
        super().__init__()
        self.sito, self.parti, self.link = sito, [], []

    def handle_starttag(self, tag, attrs):
        if tag in A_CAPO:
            self.parti.append("\n\n")
        elif tag in RIGA:
            self.parti.append("\n- " if tag == "li" else "\n")
        elif tag in ("td", "th"):
            self.parti.append(" ")
        elif tag == "img":
            self.parti.append(dict(attrs).get("alt") or "")
        elif tag == "a":
            self.link.append(dict(attrs).get("href") or "")

    def handle_endtag(self, tag):
        if tag in A_CAPO:
            self.parti.append("\n\n")
        elif tag == "a" and self.link:
            indirizzo = self.link.pop()
            self.parti.append(f" ({self.sito if indirizzo.startswith('/') else ''}{indirizzo})")

    def handle_data(self, data):
        self.parti.append(BIANCHI.sub(" ", data))
