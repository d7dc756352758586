"""The portal as gunicorn serves it, saying which worker process answers."""

import os

from rete.wsgi import application as portale


def application(environ, start_response):
    """Answer as the portal does, with the header X-Processo."""

    def avvia(stato, intestazioni, *altro):
        return start_response(stato, [*intestazioni, ("X-Processo", str(os.getpid()))], *altro)

    return portale(environ, avvia)
