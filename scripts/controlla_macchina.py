"""Say, before any work, whether this machine can run the portal: `controlla_macchina.py PORT`.

Run by the system's Python, perhaps an old one: standard library only, no recent syntax.
"""

import importlib.util
import socket
import sys

MINIMA = (3, 11)


def problema(porta):
    """Return what is missing, in Italian and English, or an empty string."""
    if sys.version_info < MINIMA:
        return "serve Python 3.11 o successivo / Python 3.11 or later is needed (make run PYTHON=python3.12)"
    if importlib.util.find_spec("ensurepip") is None:
        return "manca il modulo venv / the venv module is missing: apt install python3-venv"
    if not porta.isdigit() or not 0 < int(porta) < 65536:
        return "PORT deve essere un numero fra 1 e 65535 / PORT must be a number from 1 to 65535"
    return porta_occupata(int(porta))


def porta_occupata(porta):
    """Return a message when nothing can listen on 127.0.0.1:porta, or an empty string."""
    presa = socket.socket()
    presa.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        presa.bind(("127.0.0.1", porta))
    except OSError as errore:
        altra = porta + 1 if porta < 65535 else 8000
        perche = f"la porta {porta} non è libera / port {porta} is not free ({errore.strerror})"
        return f"{perche}: make run PORT={altra}"
    finally:
        presa.close()
    return ""


if __name__ == "__main__":
    messaggio = problema(sys.argv[1])
    if messaggio:
        sys.exit("Non posso partire / Cannot start: " + messaggio)
