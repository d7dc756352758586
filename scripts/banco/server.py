"""Start and stop the gunicorn processes of the bench, always with the portal's own configuration."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from scripts.banco.carico import Connessione, cpu_secondi, richiesta

RADICE = Path(__file__).resolve().parent.parent.parent


class Server:
    """A gunicorn on a free loopback port; a context manager that answers when it is entered."""

    def __init__(self, applicazione, processi, **ambiente):
        self.porta = _porta_libera()
        self.ambiente = {**os.environ, **ambiente, "PORT": str(self.porta), "WEB_CONCURRENCY": str(processi)}
        self.comando = [sys.executable, "-m", "gunicorn", "-c", "rete/gunicorn_conf.py", applicazione]
        self.registro = Path(tempfile.mkdtemp(prefix="portale-bench-log-")) / "log"

    def __enter__(self):
        with self.registro.open("wb") as uscita:
            self.processo = subprocess.Popen(
                self.comando, cwd=RADICE, env=self.ambiente, stdout=uscita, stderr=uscita
            )
        for _attesa in range(300):
            if self.processo.poll() is not None:
                raise RuntimeError(f"gunicorn ended: {self.ultime_righe()}")
            try:
                Connessione(self.porta).chiedi(richiesta("/"))
                return self
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("gunicorn does not answer")

    def __exit__(self, *errore):
        self.processo.terminate()
        self.processo.wait(30)
        shutil.rmtree(self.registro.parent)

    def ultime_righe(self):
        """Return the end of what the server has written."""
        return self.registro.read_text(errors="replace")[-2000:]

    def cpu(self):
        """Return the CPU seconds spent so far by the worker processes."""
        pid = self.processo.pid
        figli = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return sum(cpu_secondi(figlio) for figlio in figli)


def _porta_libera():
    with socket.socket() as presa:
        presa.bind(("127.0.0.1", 0))
        return presa.getsockname()[1]
