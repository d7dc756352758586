"""A tiny SMTP server for tests: it keeps what it is sent, and refuses whom it is told to."""

import socketserver
import threading
from contextlib import contextmanager
from email import message_from_bytes, policy

ATTESA = 0.01  # seconds between two looks at whether to stop


class _Conversazione(socketserver.StreamRequestHandler):
    """One connection: greet, accept addresses, read the message up to the lone dot."""

    def handle(self):
        self.server.collegamenti += 1
        self._rispondi("220 prova")
        busta = []
        while riga := self.rfile.readline().decode().strip():
            comando = riga.split(" ")[0].upper()
            if self.server.muore_a and self.server.muore_a in riga:
                return
            if comando == "DATA":
                self._rispondi("354 avanti")
                self.server.ricevute.append(self._messaggio())
                self.server.buste.append(busta)
            risposta = self._risposta(comando, riga)
            if comando == "MAIL":
                busta = []
            if comando == "RCPT" and risposta.startswith("250"):
                busta.append(riga.partition("<")[2].partition(">")[0])
            self._rispondi(risposta)
            if comando == "QUIT":
                return

    def _risposta(self, comando, riga):
        if comando == "RCPT" and any(indirizzo in riga for indirizzo in self.server.rifiuta):
            return "550 casella inesistente"
        if comando == "RCPT" and any(indirizzo in riga for indirizzo in self.server.rimanda):
            return "450 riprova fra poco"
        return "221 ciao" if comando == "QUIT" else "250 va bene"

    def _messaggio(self):
        righe = []
        while (riga := self.rfile.readline()) not in (b".\r\n", b""):
            righe.append(riga.removeprefix(b"."))
        return message_from_bytes(b"".join(righe), policy=policy.default)

    def _rispondi(self, testo):
        self.wfile.write(f"{testo}\r\n".encode())


@contextmanager
def server_smtp():
    """Run a server on a free port; yield it.

    ``ricevute`` are the messages received, ``buste`` the addresses each was taken for, ``collegamenti``
    counts the connections; the addresses put in the set ``rifiuta`` are refused, those in ``rimanda`` told
    to come back; at ``muore_a`` the connection is cut.
    """
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Conversazione) as server:
        server.ricevute, server.buste, server.collegamenti = [], [], 0
        server.rifiuta, server.rimanda, server.muore_a = set(), set(), None
        filo = threading.Thread(target=server.serve_forever, args=[ATTESA])
        filo.start()
        try:
            yield server
        finally:
            server.shutdown()
            filo.join()


@contextmanager
def posta_smtp(settings):
    """Run a server and make the portal send through it; yield the server."""
    with server_smtp() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield server
