"""What a deployment serves besides the rows: code, templates, static files, libraries and settings."""

import json
from functools import cache
from hashlib import blake2b
from importlib.metadata import distributions

from django.conf import settings

ESTENSIONI = {".py", ".html", ".svg", ".txt", ".xml", ".mo"}
IMPOSTAZIONI_SEGRETE = ("SECRET", "PASSWORD", "DATABASE", "EMAIL")


@cache
def impronta_rilascio():
    """Return a short hex digest that changes with anything deployed; the same in every worker.

    Computed once a process, from the project's files, the static manifest, the installed libraries and the
    plain settings (secrets left out).
    """
    digest = blake2b(digest_size=8)
    for pezzo in (*_file_del_progetto(), *_librerie(), *_impostazioni()):
        digest.update(pezzo)
    return digest.hexdigest()


def _file_del_progetto():
    cartelle = [settings.BASE_DIR / nome for nome in ("templates", "locale")]
    cartelle += [p.parent for p in settings.BASE_DIR.glob("*/__init__.py") if p.parent.name != "tests"]
    for cartella in cartelle:
        for file in sorted(cartella.rglob("*")):
            if file.suffix in ESTENSIONI:
                yield str(file.relative_to(settings.BASE_DIR)).encode()
                yield file.read_bytes()
    manifesto = settings.STATIC_ROOT / "staticfiles.json"
    if manifesto.exists():
        yield manifesto.read_bytes()


def _librerie():
    for nome in sorted(f"{d.name}=={d.version}" for d in distributions()):
        yield nome.encode()


def _impostazioni():
    for nome in sorted(dir(settings)):
        if nome.isupper() and not any(segreto in nome for segreto in IMPOSTAZIONI_SEGRETE):
            valore = getattr(settings, nome)
            yield json.dumps([nome, valore], default=_neutro, skipkeys=True).encode()


def _neutro(valore):
    """Name what JSON does not hold, without the addresses in memory that differ between workers."""
    return type(valore).__qualname__
