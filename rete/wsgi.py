"""WSGI entry point served by gunicorn: the public pages kept in memory, and Django behind them."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rete.settings")

django_application = get_wsgi_application()

from core.pagine import PaginePronte  # noqa: E402  (it reads the settings)

application = PaginePronte(django_application)
