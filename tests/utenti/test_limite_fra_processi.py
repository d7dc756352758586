"""The limit on wrong passwords counts across worker processes, not in each one's memory."""

import os
import subprocess
import sys

TENTATIVI = """
import django; django.setup()
from django.test.utils import setup_test_environment; setup_test_environment()
from django.test import Client
client = Client()
for _ in range({quanti}):
    pagina = client.post("/account/login/", {{"login": "chi@example.org", "password": "sbagliata"}})
print(*pagina.context["form"].non_field_errors())
"""


def manda(tmp_path, comando):
    ambiente = os.environ | {
        "TEST_DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONIOENCODING": "utf-8",
    }
    uscita = subprocess.run(
        [sys.executable, *comando], env=ambiente, capture_output=True, text=True, check=True
    )
    return uscita.stdout.strip()


def test_sixth_wrong_password_is_refused_by_another_process(tmp_path):
    manda(tmp_path, ["manage.py", "migrate", "--verbosity=0"])
    quinta = manda(tmp_path, ["-c", TENTATIVI.format(quanti=5)])
    sesta = manda(tmp_path, ["-c", TENTATIVI.format(quanti=1)])
    assert quinta == "L’indirizzo e-mail o la password non sono giusti."
    assert sesta == "Troppi tentativi sbagliati. Aspetta cinque minuti e prova di nuovo."
