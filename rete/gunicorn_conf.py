"""How gunicorn serves the portal, on a desk and in production: `gunicorn -c rete/gunicorn_conf.py rete.wsgi`.

PORT and WEB_CONCURRENCY (worker processes) come from the environment. Threads, because browsers open
connections ahead of need, and one of those would hold a whole worker. No access log: addresses of visitors
are personal data, and the proxy in front keeps what the law asks.
"""

import logging
import os

from gunicorn.glogging import Logger


class Registro(Logger):
    """Gunicorn's own messages as JSON lines; requests are not logged, nor prepared for logging."""

    access_log_enabled = False


bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
timeout = 30
graceful_timeout = 15
keepalive = 5
control_socket_disable = True
logger_class = Registro
logging.captureWarnings(True)
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "core.registro.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"gunicorn.error": {"handlers": ["console"], "level": "INFO", "propagate": False}},
}
