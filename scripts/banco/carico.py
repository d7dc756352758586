"""Load generator and stopwatch: keep-alive HTTP/1.1 over loopback, CPU time of the server's processes."""

import os
import selectors
import socket
import time
from dataclasses import dataclass
from pathlib import Path

CONNESSIONI = 8


@dataclass
class Misura:
    """Requests a second, CPU milliseconds of the server a request, latencies in milliseconds."""

    rps: float
    cpu_ms: float
    latenze: list


class Connessione:
    """One persistent connection; ``risposta`` returns (status, headers, body) as bytes."""

    def __init__(self, porta):
        self.socket = socket.create_connection(("127.0.0.1", porta), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def manda(self, richiesta):
        """Send a request already in bytes."""
        self.socket.sendall(richiesta)

    def risposta(self):
        """Read one whole response."""
        dati = self._fino_a_vuota()
        testa, _, corpo = dati.partition(b"\r\n\r\n")
        stato = int(testa[9:12])
        lunghezza = 0 if stato == 304 else _lunghezza(testa)
        while len(corpo) < lunghezza:
            corpo += self.socket.recv(262144)
        return stato, testa, corpo

    def _fino_a_vuota(self):
        dati = b""
        while b"\r\n\r\n" not in dati:
            pezzo = self.socket.recv(262144)
            if not pezzo:
                raise ConnectionError("the server closed the connection")
            dati += pezzo
        return dati

    def chiedi(self, richiesta):
        """Send a request and return its response."""
        self.manda(richiesta)
        return self.risposta()


def _lunghezza(testa):
    for riga in testa.split(b"\r\n"):
        if riga[:15].lower() == b"content-length:":
            return int(riga[15:])
    raise ValueError(f"a response without length: {testa!r}")


def intestazione(testa, nome):
    """Return the value of a header of a response, or an empty string."""
    for riga in testa.decode("latin-1").split("\r\n"):
        chiave, _, valore = riga.partition(":")
        if chiave.lower() == nome.lower():
            return valore.strip()
    return ""


def richiesta(indirizzo, etag=""):
    """Return a GET in bytes, as a browser would send it."""
    righe = [f"GET {indirizzo} HTTP/1.1", "Host: 127.0.0.1", "Accept: text/html", "Accept-Encoding: gzip"]
    righe += [f"If-None-Match: {etag}"] if etag else []
    return ("\r\n".join(righe) + "\r\n\r\n").encode()


def raffica(server, domanda, volte, atteso):
    """Send ``volte`` requests over 8 connections, one in flight on each, and return the Misura."""
    connessioni = [Connessione(server.porta) for _ in range(CONNESSIONI)]
    selettore = selectors.DefaultSelector()
    cpu, inizio = server.cpu(), time.perf_counter()
    for connessione in connessioni:
        selettore.register(connessione.socket, selectors.EVENT_READ, connessione)
        connessione.manda(domanda)
    mandate, ricevute = CONNESSIONI, 0
    while ricevute < volte:
        for chiave, _evento in selettore.select():
            stato = chiave.data.risposta()[0]
            if stato != atteso:
                raise ValueError(f"status {stato} instead of {atteso}")
            ricevute += 1
            if mandate < volte:
                chiave.data.manda(domanda)
                mandate += 1
    durata, speso = time.perf_counter() - inizio, server.cpu() - cpu
    for connessione in connessioni:
        connessione.socket.close()
    return Misura(volte / durata, speso * 1000 / volte, [])


def una_alla_volta(server, domanda, volte, atteso, prima=lambda: None):
    """Send ``volte`` requests in a row, each after ``prima()``, whose time is not counted."""
    connessione = Connessione(server.porta)
    latenze, cpu = [], server.cpu()
    for _volta in range(volte):
        prima()
        inizio = time.perf_counter()
        stato = connessione.chiedi(domanda)[0]
        latenze.append((time.perf_counter() - inizio) * 1000)
        if stato != atteso:
            raise ValueError(f"status {stato} instead of {atteso}")
    connessione.socket.close()
    return Misura(1000 * volte / sum(latenze), (server.cpu() - cpu) * 1000 / volte, latenze)


def cpu_secondi(pid):
    """Return the CPU seconds of a process, all its threads (Linux: /proc, in hundredths)."""
    campi = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(campi[11]) + int(campi[12])) / os.sysconf("SC_CLK_TCK")
