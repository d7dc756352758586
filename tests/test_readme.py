"""What the README promises is what the code does."""

import re

from django.conf import settings
from django.core.management import get_commands

from utenti.dimostrativi import UTENTI

README = (settings.BASE_DIR / "README.md").read_text()


def test_the_demo_accounts_are_the_ones_that_are_made():
    righe = re.findall(r"^\| (\S+@\S+) \| (\S+) \| (.+) \|$", README, re.MULTILINE)
    assert righe == [(voce.email, voce.password, voce.ruolo or "Amministratore") for voce in UTENTI]


def test_every_command_it_names_exists():
    obiettivi = set(re.findall(r"^([a-z-]+):", (settings.BASE_DIR / "Makefile").read_text(), re.MULTILINE))
    pagine = [README, (settings.BASE_DIR / "docs" / "deploy.md").read_text()]
    for pagina in pagine:
        codice = " ".join(re.findall(r"`[^`]+`|^    .+$", pagina, re.MULTILINE))
        assert set(re.findall(r"\bmake ([a-z]+)", codice)) <= obiettivi
        assert set(re.findall(r"manage\.py (\w+)", codice)) <= set(get_commands())


def test_every_page_it_links_exists():
    for pagina in (settings.BASE_DIR / "README.md", *(settings.BASE_DIR / "docs").rglob("*.md")):
        for meta in re.findall(r"\]\(([^)#:]+)\)", pagina.read_text()):
            assert (pagina.parent / meta).exists(), f"{pagina.name}: {meta}"
