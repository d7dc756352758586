"""The settings of a deployment: what they read, what they refuse, what they protect by default."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

RADICE = settings.BASE_DIR
LETTURA = re.compile(r"(?:env\.\w+|environ\.get)\(\s*[\"']([A-Z_]+)[\"']")
ESEMPIO = re.compile(r"^(?:# )?([A-Z_]+)=", re.MULTILINE)
SOSTANZA = """
import json, django
from django.conf import settings as s
django.setup()
print(json.dumps({nome: getattr(s, nome) for nome in %r}))
"""


def _avvia(codice, **ambiente):
    """Run Python with the production settings and exactly this environment."""
    ambiente |= {
        "PATH": os.environ["PATH"],
        "ENV_FILE": os.devnull,
        "DATABASE_URL": "sqlite://:memory:",
        "DJANGO_SETTINGS_MODULE": "rete.settings",
    }
    return subprocess.run(
        [sys.executable, "-c", codice], cwd=RADICE, env=ambiente, capture_output=True, text=True
    )


def _produzione(*nomi, **ambiente):
    esito = _avvia(SOSTANZA % (nomi,), SECRET_KEY="x" * 60, **ambiente)
    assert esito.returncode == 0, esito.stderr
    return json.loads(esito.stdout)


def test_the_example_documents_exactly_the_variables_that_are_read():
    lette = set()
    for file in ("settings.py", "gunicorn_conf.py"):
        lette |= set(LETTURA.findall((RADICE / "rete" / file).read_text()))
    assert set(ESEMPIO.findall((RADICE / ".env.example").read_text())) == lette


def test_without_a_secret_key_the_portal_does_not_start():
    esito = _avvia("import django; django.setup()")
    assert esito.returncode == 1
    assert "Set the SECRET_KEY environment variable" in esito.stderr


def test_by_default_a_deployment_is_behind_https_and_asks_staff_a_second_factor():
    attese = {
        "DEBUG": False,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "MFA_STAFF": True,
    }
    assert _produzione(*attese) == attese


def test_on_a_desk_cookies_travel_without_https():
    attese = {
        "SECURE_SSL_REDIRECT": False,
        "SECURE_HSTS_SECONDS": 0,
        "SESSION_COOKIE_SECURE": False,
        "SITE_URL": "http://127.0.0.1:8102",
    }
    assert _produzione(*attese, HTTPS="false", PORT="8102") == attese


def test_the_policy_of_contents_allows_nothing_unsafe_and_nobody_else():
    direttive = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert direttive["default-src"] == ["'none'"]
    assert {valore for valori in direttive.values() for valore in valori} == {"'self'", "'none'", "data:"}
    assert [nome for nome, valori in direttive.items() if "data:" in valori] == ["img-src"]


@pytest.mark.parametrize("percorso", ["/salute/", "/account/login/"])
def test_plain_http_is_sent_to_https_but_for_the_health_check(client, db, settings, percorso):
    settings.SECURE_SSL_REDIRECT = True
    risposta = client.get(percorso)
    assert (risposta.status_code == 301) == (percorso != "/salute/")
