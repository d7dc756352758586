"""Run the suite on SQLite and on PostgreSQL side by side, a core each: `due_database.py make`.

SQLite's output is printed as it comes, PostgreSQL's whole after it. The exit status is that of the worse.
"""

import subprocess
import sys
import tempfile


def esegui(make):
    """Run both suites with the program ``make``; return the greater exit status."""
    comando = [make, "--no-print-directory"]
    with tempfile.TemporaryFile("w+") as uscita:
        postgresql = subprocess.Popen([*comando, "test-postgresql"], stdout=uscita, stderr=subprocess.STDOUT)
        try:
            sqlite = subprocess.call([*comando, "test-sqlite"])
            postgresql.wait()
        finally:
            postgresql.terminate()
        uscita.seek(0)
        print(uscita.read(), flush=True)
    return max(sqlite, postgresql.returncode)


if __name__ == "__main__":
    sys.exit(esegui(sys.argv[1]))
