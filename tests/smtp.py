"""A tiny SMTP server for tests: it speaks to one client at a time and keeps what it is sent."""

import socketserver
import threading
from contextlib import contextmanager
from email import message_from_bytes, policy


class _Conversazione(socketserver.StreamRequestHandler):
    """One connection: greet, accept every address, read the message up to the lone dot."""

    def handle(self):
        self._rispondi("220 prova")
        while riga := self.rfile.readline().decode().strip():
            comando = riga.split(" ")[0].upper()
            if comando == "DATA":
                self._rispondi("354 avanti")
                self.server.ricevute.append(self._messaggio())
            self._rispondi("221 ciao" if comando == "QUIT" else "250 va bene")
            if comando == "QUIT":
                return

    def _messaggio(self):
        righe = []
        while (riga := self.rfile.readline()) not in (b".\r\n", b""):
            righe.append(riga.removeprefix(b"."))
        return message_from_bytes(b"".join(righe), policy=policy.default)

    def _rispondi(self, testo):
        self.wfile.write(f"{testo}\r\n".encode())


@contextmanager
def server_smtp():
    """Run a server on a free port; yield it: ``server_address`` and ``ricevute``, the messages received."""
    with socketserver.TCPServer(("127.0.0.1", 0), _Conversazione) as server:
        server.ricevute = []
        filo = threading.Thread(target=server.serve_forever)
        filo.start()
        try:
            yield server
        finally:
            server.shutdown()
            filo.join()
