"""Settings of the suite: the production ones, fed with a test environment."""

import os

os.environ.setdefault("SECRET_KEY", "chiave-di-prova-mai-usata-in-produzione-0123456789abcdef")
os.environ["ENV_FILE"] = os.devnull
os.environ["HTTPS"] = "false"
os.environ["MFA_STAFF"] = "false"
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL") or "sqlite:///:memory:"

from rete.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "privati": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PAGINE_PUBBLICHE_SEVERE = True
# What a `make run` has collected is not what is tested, and reading it slows every client.
STATIC_ROOT = VAR_DIR / "nessun-file-statico"  # noqa: F405
