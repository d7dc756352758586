"""The portal as a worker process runs it, for tests of what is kept between requests."""

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.test import RequestFactory

from core.pagine import PaginePronte


class Processo:
    """The portal as one worker process of gunicorn runs it: kept pages in front, Django behind."""

    def __init__(self):
        self.applicazione = PaginePronte(WSGIHandler())

    def get(self, percorso, metodo="GET", **opzioni):
        """Return the response to a request."""
        environ = {"HTTP_HOST": "testserver", **RequestFactory().generic(metodo, percorso, **opzioni).environ}
        avvio = {}
        risposta = self.applicazione(environ, lambda stato, righe: avvio.update(stato=stato, righe=righe))
        corpo = b"".join(risposta)
        getattr(risposta, "close", lambda: None)()
        return HttpResponse(corpo, status=int(avvio["stato"][:3]), headers=dict(avvio["righe"]))
