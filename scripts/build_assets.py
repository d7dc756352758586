"""Build the files of the look from the national theme: one style sheet, fonts, icons, images.

Reads the CSS, fonts and icons shipped by design-django-theme (a development dependency, never installed as an
app), keeps what the portal uses, and writes into static/. The results are committed: serving needs no build.

    python scripts/build_assets.py            rebuild
    python scripts/build_assets.py --check    rebuild in a temporary directory, fail naming what differs
"""

import argparse
import ast
import re
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import lightningcss
from fontTools import subset
from PIL import Image, ImageChops, ImageDraw, ImageFont

RADICE = Path(__file__).resolve().parent.parent
STATIC = RADICE / "static"
STANZE = (
    "rete",
    "core",
    "utenti",
    "territorio",
    "piani",
    "aderenti",
    "alleanze",
    "progetti",
    "servizi",
    "ricerca",
)

# The theme's blues become the portal's greens ("abete"), of the same or higher contrast on white.
COLORI = {
    "#06c": "#00614f",
    "hsl(210, 100%, 40%)": "#00614f",
    "rgb(0, 81.6, 163.2)": "#00483c",
    "0, 102, 204": "0, 97, 79",
    "hsl(210, 54%, 20%)": "#0d2f29",
    "hsl(210,54%,20%)": "#0d2f29",
}
# Classes that no template writes: set by scripts at run time, or composed from a variable.
CLASSI_A_TEMPO = {"show", "active", "disabled", "is-invalid"}
BROWSER = ["chrome >= 109", "edge >= 109", "firefox >= 115", "safari >= 15.6"]
LICENZA = (
    "/*! Bootstrap Italia 2.18.0, BSD-3-Clause, https://github.com/italia/bootstrap-italia; "
    "Bootstrap 5.2.3, MIT, https://getbootstrap.com; the rest: EUPL-1.2 */\n"
)

PESI = {"400": "regular", "700": "700"}
CARATTERI = [*range(0x20, 0x7F), *range(0xA0, 0x100), *map(ord, "ĆćČčĐđĒēŁłŃńŌōŒœŘřŚśŠšŪūŹźŻżŽž–—‘’“”•…←→€−")]

# The mark: a ridge whose peaks are the knots of a net. Points of a 48 x 48 square.
CRESTA = [(5, 38), (16, 18), (24, 28), (33, 10), (43, 38)]
VERDE, VERDE_SCURO, VERDE_CHIARO = "#00614f", "#00483c", "#bfe3d8"


def build(destinazione):
    """Write every built file under ``destinazione`` (a directory laid out like static/)."""
    for nome in ("css", "fonts", "img"):
        (destinazione / nome).mkdir(parents=True, exist_ok=True)
    tema = cartella_tema()
    parole = parole_in_uso()
    (destinazione / "css/portale.css").write_text(foglio(tema, parole), encoding="utf-8")
    (destinazione / "icone.svg").write_text(icone(tema, parole), encoding="utf-8")
    (destinazione / "img/favicon.svg").write_text(favicon(), encoding="utf-8")
    for peso, nome in PESI.items():
        carattere(tema, nome, destinazione / f"fonts/titillium-{peso}.woff2")
    segno(180).save(destinazione / "img/icona-180.png", optimize=True)
    condividi(tema).save(destinazione / "img/condividi.png", optimize=True)


def cartella_tema():
    """Return the static directory of design-django-theme, without importing it."""
    return Path(find_spec("bootstrap_italia_template").submodule_search_locations[0]) / "static"


def parole_in_uso():
    """Return every word that may be a class or an icon: of templates, scripts, and strings in Python."""
    testi = [
        re.sub(r"(?s){% comment %}.*?{% endcomment %}|{#.*?#}", "", t) for t in _testi("templates", "*.html")
    ]
    testi += [t for cartella in ("js", "src") for t in _testi(f"static/{cartella}", "*.js")]
    for stanza in STANZE:
        testi += [_stringhe(codice) for codice in _testi(stanza, "*.py")]
    return set(re.findall(r"[A-Za-z][\w-]*", "\n".join(testi))) | CLASSI_A_TEMPO


def _testi(cartella, modello):
    return [file.read_text(encoding="utf-8") for file in sorted((RADICE / cartella).rglob(modello))]


def _stringhe(codice):
    return "\n".join(
        nodo.value
        for nodo in ast.walk(ast.parse(codice))
        if isinstance(nodo, ast.Constant) and isinstance(nodo.value, str)
    )


def foglio(tema, parole):
    """Return the one style sheet: the theme's rules in use, then the portal's own."""
    css = (tema / "css/bootstrap-italia.min.css").read_text(encoding="utf-8-sig")
    for vecchio, nuovo in COLORI.items():
        css = css.replace(vecchio, nuovo)
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    classi = set(re.findall(r"\.(-?[A-Za-z_][\w-]*)", css))
    css = _minimo(css, inutili=classi - parole)
    propri = "".join(_testi("static/src", "*.css"))
    css = _senza_variabili_morte(css + propri)
    return LICENZA + re.sub(r"/\*!.*?\*/", "", _minimo(css), flags=re.S).strip() + "\n"


def _minimo(css, inutili=frozenset()):
    return lightningcss.process_stylesheet(
        css, unused_symbols=set(inutili), browsers_list=BROWSER, minify=True
    )


def _senza_variabili_morte(css):
    """Drop the ``--bs-*`` variables that nothing reads, and then those that only they read."""
    while True:
        lette = set(re.findall(r"var\(\s*(--bs-[\w-]+)", css))
        morte = set(re.findall(r"[;{]\s*(--bs-[\w-]+)\s*:", css)) - lette
        if not morte:
            return css
        for nome in morte:
            css = re.sub(rf"(?<=[;{{])\s*{nome}\s*:[^;}}]*;?", "", css)


def icone(tema, parole):
    """Return the sprite: the theme's icons named somewhere in the portal, and the portal's mark."""
    sprite = (tema / "svg/sprites.svg").read_text(encoding="utf-8")
    tutte = {
        nome: f"<symbol{testa}>{corpo}</symbol>"
        for testa, nome, corpo in re.findall(
            r'(?s)<symbol((?:[^>]*?) id="(it-[\w-]+)"[^>]*)>(.*?)</symbol>', sprite
        )
    }
    usate = sorted(parole & tutte.keys())
    simboli = [tutte[nome] for nome in usate]
    simboli.append(f'<symbol id="marchio" viewBox="0 0 48 48">{_cresta_svg("currentColor")}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(simboli) + "\n</svg>\n"


def _cresta_svg(colore):
    punti = " ".join(f"{x},{y}" for x, y in CRESTA)
    nodi = "".join(f'<circle cx="{x}" cy="{y}" r="4"/>' for x, y in CRESTA)
    return (
        f'<polyline points="{punti}" fill="none" stroke="{colore}" stroke-width="3" stroke-linejoin="round"/>'
        f'<g fill="{colore}">{nodi}</g>'
    )


def favicon():
    """Return the favicon: the mark in white on green."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">'
        f'<rect width="48" height="48" rx="9" fill="{VERDE}"/>{_cresta_svg("#fff")}</svg>\n'
    )


def carattere(tema, nome, destinazione):
    """Write one weight of Titillium Web with the letters of European languages only."""
    sorgente = tema / f"fonts/Titillium_Web/titillium-web-v10-latin-ext_latin-{nome}.ttf"
    opzioni = subset.Options(flavor="woff2", layout_features=["kern", "liga", "mark", "mkmk", "tnum", "lnum"])
    opzioni.hinting = False
    font = subset.load_font(str(sorgente), opzioni)
    sottoinsieme = subset.Subsetter(opzioni)
    sottoinsieme.populate(unicodes=CARATTERI)
    sottoinsieme.subset(font)
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    subset.save_font(font, str(destinazione), opzioni)


def segno(lato):
    """Return the mark as a square image of ``lato`` pixels, drawn four times larger and reduced."""
    immagine = Image.new("RGB", (lato * 4, lato * 4), VERDE)
    _disegna_cresta(ImageDraw.Draw(immagine), scala=lato * 4 / 48, origine=(0, 0), colore="#ffffff")
    return immagine.resize((lato, lato), Image.Resampling.LANCZOS).quantize(16)


def _disegna_cresta(tela, scala, origine, colore):
    punti = [(origine[0] + x * scala, origine[1] + y * scala) for x, y in CRESTA]
    tela.line(punti, fill=colore, width=round(3 * scala), joint="curve")
    for x, y in punti:
        tela.ellipse((x - 4 * scala, y - 4 * scala, x + 4 * scala, y + 4 * scala), fill=colore)


def condividi(tema):
    """Return the image that a shared link shows (1200 x 630)."""
    immagine = Image.new("RGB", (2400, 1260), VERDE_SCURO)
    tela = ImageDraw.Draw(immagine)
    tela.polygon(
        [
            (0, 1260),
            (0, 1000),
            (420, 720),
            (760, 960),
            (1240, 560),
            (1700, 980),
            (2040, 760),
            (2400, 1010),
            (2400, 1260),
        ],
        fill="#00543f",
    )
    tela.polygon(
        [
            (0, 1260),
            (0, 1150),
            (380, 1000),
            (900, 1180),
            (1500, 900),
            (2000, 1140),
            (2400, 1020),
            (2400, 1260),
        ],
        fill=VERDE,
    )
    _disegna_cresta(tela, scala=5, origine=(110, 120), colore="#ffffff")
    font = tema / "fonts/Titillium_Web"
    grande = ImageFont.truetype(font / "titillium-web-v10-latin-ext_latin-700.ttf", 150)
    piccolo = ImageFont.truetype(font / "titillium-web-v10-latin-ext_latin-regular.ttf", 74)
    tela.text((135, 390), "Rete di Conciliazione\ndella Montagna", font=grande, fill="#ffffff", spacing=20)
    tela.text((140, 800), "I servizi per conciliare famiglia e lavoro", font=piccolo, fill=VERDE_CHIARO)
    return immagine.resize((1200, 630), Image.Resampling.LANCZOS).quantize(64)


def differenze(nuova):
    """Return the built files whose committed copy differs: images by pixel, everything else byte by byte."""
    nomi = sorted(file.relative_to(nuova) for file in nuova.rglob("*.*"))
    return [str(nome) for nome in nomi if not _uguali(nuova / nome, STATIC / nome)]


def _uguali(uno, altro):
    if not altro.exists():
        return False
    if uno.suffix == ".png":
        prima, seconda = Image.open(uno).convert("RGB"), Image.open(altro).convert("RGB")
        return prima.size == seconda.size and ImageChops.difference(prima, seconda).getbbox() is None
    return uno.read_bytes() == altro.read_bytes()


def main():
    """Build, or check that what is committed is what would be built."""
    argomenti = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    argomenti.add_argument("--check", action="store_true", help="compare with a fresh build")
    if not argomenti.parse_args().check:
        build(STATIC)
        return 0
    with tempfile.TemporaryDirectory() as cartella:
        build(Path(cartella))
        diversi = differenze(Path(cartella))
    for nome in diversi:
        print(f"static/{nome}: differs from a fresh build, run `make assets`", file=sys.stderr)
    return 1 if diversi else 0


if __name__ == "__main__":
    sys.exit(main())
