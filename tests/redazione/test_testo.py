"""Markdown made safe: nothing but the closed list of tags, attributes and addresses ever comes out."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from redazione.testo import in_html, pulisci

# Written out here, not read from the module under test.
AMMESSI = {
    **dict.fromkeys(["p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "strong", "em", "ul", "li"], ()),
    **dict.fromkeys(["blockquote", "code", "pre", "table", "thead", "tbody", "tr", "td"], ()),
    "a": {"href", "title", "rel"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "th": {"scope"},
}
OSTILI = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    "<iframe src=https://evil.example></iframe>",
    "<style>body{display:none}</style>",
    '<p style="position:fixed">x</p>',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](vbscript:msgbox)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "<javascript:alert(1)>",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "![x](https://evil.example/pixel.gif)",
    "![x](//evil.example/pixel.gif)",
    '![x](/media/a.webp" onerror="alert(1))',
    '[x](/a "t" onclick="alert(1)")',
    '[x](/a "\\"><script>alert(1)</script>")',
    "[x]: javascript:alert(1)\n\n[x]",
    "<div><div><script>x</div></script></div>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<!-- --><script>alert(1)</script><!-- -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "\x02amp\x03<script>\x00",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "# <b onmouseover=x>t</b>",
    "|a|<script>|\n|-|-|\n|<img src=x onerror=y>|[q](javascript:1)|",
    "*" * 50 + "_" * 50 + "[" * 50,
]


class Spia(HTMLParser):
    """Collect what a browser would make of the page."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tag, self.testo, self.altro = [], "", []

    def handle_starttag(self, tag, attrs):
        self.tag.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.testo += data

    def handle_comment(self, data):
        self.altro.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def spia(html):
    lettore = Spia()
    lettore.feed(html)
    lettore.close()
    return lettore


def vietati(html):
    """Return what the HTML holds that it must not."""
    trovato = spia(html)
    fuori = list(trovato.altro)
    for tag, attributi in trovato.tag:
        fuori += [tag] if tag not in AMMESSI else [(tag, a) for a in attributi if a not in AMMESSI[tag]]
        schema = urlsplit((attributi.get("href") or "").strip()).scheme.lower()
        fuori += [schema] if schema not in {"", "http", "https", "mailto", "tel"} else []
        if tag == "a" and attributi.get("rel") != "noopener":
            fuori.append("rel")
        if tag == "img" and not (attributi.get("src") or "/media/").startswith(("/media/", "/static/")):
            fuori.append(attributi["src"])
    return fuori


@pytest.mark.parametrize("testo", OSTILI)
def test_hostile_markdown_gives_nothing_to_run(testo):
    assert vietati(in_html(testo)) == []


@pytest.mark.parametrize("testo", OSTILI)
def test_the_second_wall_holds_alone(testo):
    assert vietati(pulisci(testo)) == []


PEZZI = st.sampled_from(
    [
        *OSTILI,
        *(
            "# ",
            "## ",
            "### ",
            "> ",
            "- ",
            "1. ",
            "\n",
            "\n\n",
            "    ",
            "|",
            "|-|-|\n",
            "**",
            "_",
            "`",
            "```\n",
        ),
        *("[", "](", ")", "![", "<", ">", '"', "'", "=", "&", "&#x", ";", "\\", "javascript:", "data:", "on"),
        *("<a href=", "<script>", "</p>", "<!--", "-->", "http://a.example", "/media/x.webp", " parola "),
    ]
)


@given(st.lists(PEZZI | st.text(max_size=8), max_size=25).map("".join))
@settings(max_examples=400)
@example("".join(OSTILI))
@example("\n\n".join(OSTILI))
def test_whatever_the_markdown_only_the_list_comes_out(testo):
    assert vietati(in_html(testo)) == []
    assert vietati(in_html(testo, 3)) == []


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_whatever_the_text_it_is_never_an_error(testo):
    assert vietati(in_html(testo)) == []


@pytest.mark.parametrize(
    "testo", [">" * 5000, "[" * 20_000, "![" * 10_000, "[" * 1000, "- " * 3000, "**a" * 2000, "> - " * 1000]
)
def test_a_text_that_nobody_writes_is_no_error(testo):
    assert vietati(in_html(testo)) == []


def test_markup_in_the_text_is_read_as_it_is():
    assert in_html("Il tag <b>grassetto</b>") == "<p>Il tag &lt;b&gt;grassetto&lt;/b&gt;</p>"


@pytest.mark.parametrize(
    ("testo", "atteso"),
    [
        ("# Uno\n## Due", "<h2>Uno</h2>\n<h3>Due</h3>"),
        ("### Uno\n#### Due", "<h2>Uno</h2>\n<h3>Due</h3>"),
        ("## Uno\n# Due", "<h3>Uno</h3>\n<h2>Due</h2>"),
        ("###### Sei", "<h2>Sei</h2>"),
        ("# 1\n###### 6", "<h2>1</h2>\n<h6>6</h6>"),
    ],
)
def test_the_highest_heading_is_an_h2(testo, atteso):
    assert in_html(testo) == atteso


def test_headings_begin_where_the_page_has_room():
    assert in_html("# Uno\n## Due", 3) == "<h3>Uno</h3>\n<h4>Due</h4>"


@pytest.mark.parametrize(
    ("testo", "atteso"),
    [
        ("**a** e *b*", "<p><strong>a</strong> e <em>b</em></p>"),
        ("[a](/servizi/)", '<p><a href="/servizi/" rel="noopener">a</a></p>'),
        ("[a](https://e.it)", '<p><a href="https://e.it" rel="noopener">a</a></p>'),
        ("[a](tel:0342)", '<p><a href="tel:0342" rel="noopener">a</a></p>'),
        ("![Un prato](https://e.it/a.png)", "<p><em>Un prato</em></p>"),
        ("![Un prato](/media/notizie/a.webp)", '<p><img alt="Un prato" src="/media/notizie/a.webp"></p>'),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("", ""),
    ],
)
def test_what_people_write(testo, atteso):
    assert in_html(testo) == atteso


def test_a_table_names_its_columns_and_has_no_style():
    tabella = spia(in_html("|Anno|Euro|\n|:-|-:|\n|2018|10|"))
    assert [(tag, attributi) for tag, attributi in tabella.tag if tag in ("th", "td")] == [
        ("th", {"scope": "col"}),
        ("th", {"scope": "col"}),
        ("td", {}),
        ("td", {}),
    ]
