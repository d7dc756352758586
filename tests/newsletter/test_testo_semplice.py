"""Markdown as plain text: no markup, links written out."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsletter.lettera import apertura_html
from newsletter.testo_semplice import in_testo

SITO = "https://rete.example"


@pytest.mark.parametrize(
    ("testo", "atteso"),
    [
        ("", ""),
        ("Ciao **a tutti**.\n\nA *presto*.", "Ciao a tutti.\n\nA presto."),
        ("## Titolo\n\n- uno\n- due", "Titolo\n\n- uno\n- due"),
        ("[leggi](/notizie/)", "leggi (https://rete.example/notizie/)"),
        ("[fuori](https://example.org/?a=1&b=2)", "fuori (https://example.org/?a=1&b=2)"),
        ("![un prato](/media/notizie/a.webp)", "un prato"),
        ("a < b & c > d", "a < b & c > d"),
        ("<b>x</b>", "<b>x</b>"),
        ("| A | B |\n|---|---|\n| 1 | 2 |", "A B\n1 2"),
    ],
)
def test_it_reads_as_plain_text(testo, atteso):
    assert in_testo(testo, SITO) == atteso


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=200))
def test_any_text_becomes_lines_without_heaps_of_empty_ones(testo):
    assert "\n\n\n" not in in_testo(testo, SITO)


def test_an_email_loads_nothing_and_its_links_are_whole(settings):
    settings.SITE_URL = SITO
    html = apertura_html("## Ciao\n\n[a](/notizie/) ![x](/media/notizie/a.webp) [b](https://example.org/)")
    assert re.findall(r'href="([^"]+)"', html) == ["https://rete.example/notizie/", "https://example.org/"]
    assert (re.findall(r"<(img|h\d)", html)) == ["h2"]
