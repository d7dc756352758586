"""From Markdown to HTML that may be shown: what is not in the list below never comes out.

Markup in the text is text: the parser is given no way to pass it through. What it writes is cleaned again by
``nh3`` against a closed list. See docs/adr/0007-markdown-made-safe.md.
"""

import re

import nh3
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

TESTO_MASSIMO = 20_000  # characters of a text in Markdown
SI_SCRIVE = _(
    "Una riga vuota divide i paragrafi. «## » fa un titolo, «- » un elenco, "
    "**due asterischi** il grassetto, [parole](https://…) un collegamento."
)
PRIMO, ULTIMO = 2, 6  # levels of heading: the page has its own h1
TITOLO = re.compile(r"h([1-6])")
NOSTRE = re.compile(r"/(?:media|static)/[^\\]*")  # the only pictures that a text may show
PARENTESI_MASSIME = 1000  # open brackets: the time to look for their ends grows with the square
SCHEMI = {"http", "https", "mailto", "tel"}
TAG = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "strong", "em", "a", "img"),
    *("ul", "ol", "li", "blockquote", "code", "pre", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTI = {"a": {"href", "title"}, "img": {"src", "alt"}, "ol": {"start"}, "th": {"scope"}}


def in_html(testo, primo=PRIMO):
    """Return the safe HTML of a text in Markdown; its highest heading becomes of level ``primo``."""
    return mark_safe(pulisci(_convertito(testo, primo)))


def _convertito(testo, primo):
    """Return the HTML of the parser; a text that nobody writes is shown as it is."""
    if testo.count("[") <= PARENTESI_MASSIME:
        try:
            return _lettore(primo).convert(testo)
        except RecursionError:
            pass
    return f"<p>{escape(testo)}</p>"


def pulisci(html):
    """Return ``html`` with nothing but the tags, attributes and addresses of the list."""
    return nh3.clean(
        html,
        tags=TAG,
        attributes=ATTRIBUTI,
        attribute_filter=_attributo,
        url_schemes=SCHEMI,
        link_rel="noopener",
        strip_comments=True,
    )


def _attributo(tag, nome, valore):
    """Return the value to keep of an attribute, None to drop it."""
    if (tag, nome) == ("img", "src") and not NOSTRE.fullmatch(valore):
        return None
    if (tag, nome) == ("ol", "start") and not re.fullmatch(r"[0-9]{1,4}", valore):
        return None
    return valore


def _lettore(primo):
    return Markdown(extensions=["tables", "sane_lists", SenzaHtml(primo)], output_format="html")


class SenzaHtml(Extension):
    """Markup is text; headings begin where they are told; a picture from elsewhere is only its words."""

    def __init__(self, primo):
        super().__init__()
        self.primo = primo

    def extendMarkdown(self, md):  # noqa: N802 - the name that the library calls
        """Change the parser."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.treeprocessors.register(Sistema(md, self.primo), "redazione", 0)


class Sistema(Treeprocessor):
    """Move the headings, name the columns of tables, drop the pictures that are not ours."""

    def __init__(self, md, primo):
        super().__init__(md)
        self.primo = primo

    def run(self, root):
        """Change the tree in place."""
        titoli = [(e, int(TITOLO.fullmatch(e.tag)[1])) for e in root.iter() if _e_titolo(e)]
        passo = self.primo - min((livello for _e, livello in titoli), default=self.primo)
        for elemento, livello in titoli:
            elemento.tag = f"h{min(livello + passo, ULTIMO)}"
        for elemento in root.iter("th"):
            elemento.set("scope", "col")
        for elemento in list(root.iter("img")):
            if not NOSTRE.fullmatch(elemento.get("src", "")):
                _solo_parole(elemento)


def _e_titolo(elemento):
    return isinstance(elemento.tag, str) and TITOLO.fullmatch(elemento.tag)


def _solo_parole(immagine):
    """Make of a picture the words that tell it."""
    parole = immagine.get("alt", "")
    immagine.attrib.clear()
    immagine.tag, immagine.text = "em", parole
