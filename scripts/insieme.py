"""Run targets of the Makefile side by side: `insieme.py make target …`.

The output of the first is printed as it comes, that of the others whole, in their order, after it. The exit
status is that of the worst.
"""

import subprocess
import sys
import tempfile
from contextlib import ExitStack


def esegui(make, primo, *altri):
    """Run the targets with the program ``make``; return the greatest exit status."""
    comando = [make, "--no-print-directory"]
    with ExitStack() as pila:
        avviati = []
        for bersaglio in altri:
            uscita = pila.enter_context(tempfile.TemporaryFile("w+"))
            processo = subprocess.Popen([*comando, bersaglio], stdout=uscita, stderr=subprocess.STDOUT)
            pila.callback(processo.terminate)
            avviati.append((processo, uscita))
        stati = [subprocess.call([*comando, primo])]
        for processo, uscita in avviati:
            stati.append(processo.wait())
            uscita.seek(0)
            print(uscita.read(), flush=True)
    return max(stati)


if __name__ == "__main__":
    sys.exit(esegui(*sys.argv[1:]))
