"""Collect the static files as a deployment does, in a temporary directory: a missing reference fails."""

import os
import sys
import tempfile
from pathlib import Path

import django
from django.core.management import call_command

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rete.settings")

if __name__ == "__main__":
    django.setup()
    from django.test import override_settings

    with tempfile.TemporaryDirectory() as cartella, override_settings(STATIC_ROOT=cartella):
        call_command("collectstatic", interactive=False, verbosity=0)
        print(f"collectstatic: {len(list(Path(cartella).rglob('*.*')))} file")
