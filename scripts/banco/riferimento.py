"""The reference: a bare Django view, with Django's standard middleware, that returns kept gzipped bytes.

Settings, address and WSGI entry in one module, served by the same gunicorn configuration as the portal:
``DJANGO_SETTINGS_MODULE=scripts.banco.riferimento gunicorn -c rete/gunicorn_conf.py
scripts.banco.riferimento:application``. ``BANCO_PAGINE`` names the folder of the bytes to return.
"""

import os
from pathlib import Path

from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

SECRET_KEY = "only-for-the-bench"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = __name__
USE_TZ = True
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
PAGINE = {file.name: file.read_bytes() for file in Path(os.environ["BANCO_PAGINE"]).iterdir()}


def pagina(request, nome):
    """Return the bytes of a page."""
    return HttpResponse(
        PAGINE[nome],
        headers={"Content-Encoding": "gzip", "Vary": "Accept-Encoding", "Cache-Control": "no-cache"},
    )


urlpatterns = [path("<str:nome>/", pagina)]
application = get_wsgi_application()
