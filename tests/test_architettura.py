"""The house keeps its shape: arrows between rooms, strict pages, clean and locked files."""

import re
import subprocess
import tomllib

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model

RADICE = settings.BASE_DIR
PROGETTO = tomllib.loads((RADICE / "pyproject.toml").read_text())
STANZE = PROGETTO["tool"]["importlinter"]["contracts"][0]["layers"]
PIANO = {stanza: altezza for altezza, stanza in enumerate(reversed(STANZE))}
DATI_NON_ESEGUITI = r"""(?![^>]*type="application/(?:ld\+)?json")"""
IN_LINEA = re.compile(
    r"""<style\b | <script\b(?![^>]*\bsrc=)"""
    + DATI_NON_ESEGUITI
    + r""" | <[^>]*\sstyle\s*=\s*["'] | <[^>]*\son[a-z]+\s*=\s*["'] | ["']javascript:""",
    re.VERBOSE | re.IGNORECASE,
)
COMMENTO = re.compile(r"^\s*# .*$", re.MULTILINE)
# Written in two pieces, or this file would be the first to be found.
ESTRANEI = ("/wo" + "rk/", "/tmp" + "/w/", "/ro" + "ot/", "/opt" + "/pypi", "pythonhosted" + ".org")
SPILLO = re.compile(r"^[a-z0-9._-]+==[^ ]+(?: ;[^\\]*)? \\$")
IMPRONTA = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


def _modelli_delle_stanze():
    return [modello for modello in apps.get_models() if modello._meta.app_label in PIANO]


def _file_tracciati():
    elenco = subprocess.check_output(["git", "ls-files", "-z"], cwd=RADICE, text=True)
    return [RADICE / nome for nome in elenco.split("\0") if nome and (RADICE / nome).exists()]


@pytest.mark.parametrize("modello", _modelli_delle_stanze(), ids=lambda modello: modello._meta.label)
def test_foreign_keys_go_down(modello):
    mete = {
        campo.related_model
        for campo in (*modello._meta.fields, *modello._meta.many_to_many)
        if campo.is_relation and campo.related_model is not get_user_model()
    }
    in_salita = {
        meta._meta.label
        for meta in mete
        if PIANO.get(meta._meta.app_label, 0) > PIANO[modello._meta.app_label]
    }
    assert in_salita == set()


def test_the_page_of_architecture_draws_the_arrows_of_the_contract():
    pagina = (RADICE / "docs" / "architettura.md").read_text()
    sezione = pagina.partition("## Storeys and arrows")[2].partition("\n## ")[0]
    assert re.findall(r"^    ([a-z]+) ", sezione, re.MULTILINE) == STANZE


def test_the_rooms_are_installed_in_the_order_of_the_storeys():
    installate = [app for app in settings.INSTALLED_APPS if app in PIANO]
    assert installate == STANZE
    con_codice = {file.parent.name for file in RADICE.glob("*/apps.py")}
    assert con_codice == set(STANZE)


def test_every_record_is_in_the_glossary():
    glossario = (RADICE / "docs" / "glossario.md").read_text()
    nominati = set(re.findall(r"`([A-Z]\w+)`", glossario))
    modelli = {m.__name__ for m in _modelli_delle_stanze() if not hasattr(m, "history_object")}
    assert modelli - nominati == set()


def test_no_page_has_inline_script_or_style():
    trovati = []
    for file in _file_tracciati():
        if file.suffix in {".html", ".svg"} or (file.suffix == ".py" and "tests" not in file.parts):
            testo = COMMENTO.sub("", file.read_text())
            trovati += [f"{file.relative_to(RADICE)}: {m.group()[:60]}" for m in IN_LINEA.finditer(testo)]
    assert trovati == []


@pytest.mark.parametrize(
    ("testo", "vietato"),
    [
        ('<p style="color:red">', True),
        ('<a class="x" onclick="f()">', True),
        ("<style>", True),
        ("<script>f()</script>", True),
        ('<script type="application/ld+json">{}</script>', False),
        ('<script src="/static/js/menu.js" defer></script>', False),
        ('<link rel="stylesheet" href="x">', False),
        ('<option value="1" data-once="x">', False),
    ],
)
def test_the_search_of_inline_code_finds_what_it_must(testo, vietato):
    assert bool(IN_LINEA.search(testo)) is vietato


def test_no_file_names_a_machine_or_a_package_host():
    trovati = [
        f"{file.relative_to(RADICE)}: {estraneo}"
        for file in _file_tracciati()
        for estraneo in ESTRANEI
        if estraneo.encode() in file.read_bytes()
    ]
    assert trovati == []


@pytest.mark.parametrize("file", ["runtime.txt", "dev.txt"])
def test_every_pin_of_a_lock_has_its_hashes(file):
    righe = (RADICE / "requirements" / file).read_text().splitlines()
    ammesse = [bool(SPILLO.match(riga)) or bool(IMPRONTA.match(riga)) for riga in righe]
    assert [riga for riga, ammessa in zip(righe, ammesse, strict=True) if not ammessa] == []
    assert all(IMPRONTA.match(righe[n + 1]) for n, riga in enumerate(righe) if SPILLO.match(riga))


def test_the_locks_hold_the_declared_pins_and_agree():
    def spilli(file):
        testo = (RADICE / "requirements" / file).read_text()
        return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", testo, re.MULTILINE))

    def dichiarati(voci):
        return dict(re.match(r"([a-z0-9._-]+)(?:\[.*\])?==(.+)", voce).groups() for voce in voci)

    runtime, dev = spilli("runtime.txt"), spilli("dev.txt")
    progetto = PROGETTO["project"]
    assert dichiarati(progetto["dependencies"]).items() <= runtime.items()
    assert dichiarati(progetto["optional-dependencies"]["dev"]).items() <= dev.items()
    assert runtime.items() <= dev.items()
