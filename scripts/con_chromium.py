"""Run a command with CHROMIUM set to a browser of this machine: `con_chromium.py command …`.

Without a browser the command is not run, and that is said, with how to get one; with CI set it is an error.
"""

import os
import shutil
import subprocess
import sys

NOMI = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ASSENTE = """\
Chromium non c'è: i test nel browser NON sono stati eseguiti.
Chromium was not found: the browser tests did NOT run.
    Debian, Ubuntu: apt install chromium     altrove / elsewhere: CHROMIUM=/path/to/chromium make test"""


def trova():
    """Return the path of Chromium: the variable CHROMIUM, else the first known name; None without."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NOMI)), None)


def esegui(comando):
    """Run ``comando`` and return its exit status; without a browser 0, or 1 in continuous integration."""
    chromium = trova()
    if chromium is None:
        print(ASSENTE)
        return 1 if os.environ.get("CI") else 0
    return subprocess.call(comando, env=os.environ | {"CHROMIUM": chromium})


if __name__ == "__main__":
    sys.exit(esegui(sys.argv[1:]))
