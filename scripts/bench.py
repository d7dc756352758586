"""`make bench`: the portal against a bare Django view that returns the same gzipped bytes.

Fills 1,000 / 10,000 / 100,000 synthetic services and, for home, list, sheet and filtered list, prints
queries (cold/warm/after an edit), latency, and the ratios of requests a second and of CPU to the reference,
measured in the same minutes in alternate short rounds. "edit" is the first view after a service on none of
the pages was corrected, "own edit" after the service of the sheet was. Absolute figures of a shared machine
mean nothing; the ratios do. Then the searches, words and three filters (comune, age, day), each address asked
for the first time: queries, latency, and how many times the p95 of the first size it is (target: 5 at most).
First, the dashboard of the Comitato: 500 projects, ten years of monthly values (`--sizes ""`: it alone).

    python -m scripts.bench [--sizes 1000,10000] [--rounds 5] [--database-url postgres://…an empty database…]
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path
from statistics import mean, median, quantiles

RADICE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RADICE))

from scripts.banco import carico  # noqa: E402
from scripts.banco.server import Server  # noqa: E402

OBIETTIVI = {"warm": 0.9, "304": 1.3, "edit": 0.2, "own edit": 0.2}
RICERCHE_AL_MASSIMO = 5  # times the p95 with the first size
COLONNE = f"{'':8}{'queries':>10}{'p50/p95 ms':>14}" + "".join(f"{caso:>11}{'cpu':>6}" for caso in OBIETTIVI)


def argomenti():
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", default="1000,10000,100000", help="how many services, comma separated")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--requests", type=int, default=1500, help="requests of a round")
    parser.add_argument("--edits", type=int, default=10, help="edits of a round")
    parser.add_argument("--workers", type=int, default=1, help="gunicorn processes of each server")
    parser.add_argument(
        "--database-url", default="", help="an empty database; default: a temporary SQLite file"
    )
    return parser.parse_args()


def main():
    """Run the bench; nothing of it stays on the machine."""
    scelte = argomenti()
    with tempfile.TemporaryDirectory(prefix="portale-bench-") as cartella:
        os.environ.update(ambiente(Path(cartella), scelte.database_url))
        import django

        django.setup()
        from scripts.banco import portale

        portale.prepara(RADICE)
        misura_cruscotto()
        primo = None
        for numero in map(int, filter(None, scelte.sizes.split(","))):
            pagine = portale.riempi(numero)
            print(
                f"\n{numero:,} services, {portale.motore()}, ratios to the bare view\n{COLONNE}", flush=True
            )
            misura_tutte(pagine, portale, scelte, Path(cartella))
            primo = misura_ricerche(portale, scelte, primo)


def misura_cruscotto():
    """Print queries and latency of the dashboard of 500 projects with ten years of monthly values."""
    from scripts.banco import cruscotto

    progetti, valori = cruscotto.riempi()
    query, mediana, p95, peso = cruscotto.misura()
    print(
        f"Dashboard, {progetti:,} projects, {valori:,} values: {query} queries,"
        f" p50 {mediana:.0f} ms, p95 {p95:.0f} ms, {peso:.0f} kB",
        flush=True,
    )


def ambiente(cartella, database_url):
    """Return the environment of a deployment that lives in ``cartella``."""
    return {
        "DJANGO_SETTINGS_MODULE": "rete.settings",
        "ENV_FILE": os.devnull,
        "SECRET_KEY": "only-for-the-bench-0123456789-abcdefghijklmnopqrstuvwxyz",
        "DEBUG": "false",
        "HTTPS": "false",
        "MFA_STAFF": "false",
        "LOG_LEVEL": "WARNING",
        "ALLOWED_HOSTS": "127.0.0.1",
        "DATABASE_URL": database_url or f"sqlite:///{cartella / 'bench.sqlite3'}",
    }


def misura_tutte(pagine, portale, scelte, cartella):
    """Serve portal and reference side by side and print a line for each page."""
    byte = cartella / "pagine"
    byte.mkdir(exist_ok=True)
    with Server("rete.wsgi", scelte.workers) as nostro:
        for nome, indirizzo in pagine.items():
            (byte / nome).write_bytes(_corpo(nostro, indirizzo))
        riferimento = Server(
            "scripts.banco.riferimento:application",
            scelte.workers,
            DJANGO_SETTINGS_MODULE="scripts.banco.riferimento",
            BANCO_PAGINE=str(byte),
        )
        with riferimento as nudo:
            for nome, indirizzo in pagine.items():
                misure = misura(nostro, nudo, nome, indirizzo, portale, scelte)
                print(riga(nome, portale.query(indirizzo), misure), flush=True)


def misura_ricerche(portale, scelte, primo):
    """Print the line of the searches; return the p95 in milliseconds that later sizes are compared with."""
    indirizzi = portale.ricerche()
    with Server("rete.wsgi", scelte.workers) as nostro:
        latenze = []
        for indirizzo in indirizzi:
            misura = carico.una_alla_volta(nostro, carico.richiesta(indirizzo), 1, 200)
            latenze += misura.latenze
    p50, p95 = median(latenze), quantiles(latenze, n=20)[-1]
    meno, piu = portale.query_fredde(indirizzi[:20])
    volte = p95 / (primo or p95)
    segno = "*" if volte > RICERCHE_AL_MASSIMO else ""
    numeri = f"{f'{meno}-{piu}':>10}{f'{p50:.0f}/{p95:.0f}':>14}"
    print(f"{'search':8}{numeri}   cold; p95 {segno}{volte:.1f} times the first size's", flush=True)
    return primo or p95


def _corpo(server, indirizzo):
    stato, testa, corpo = _risposta(server, indirizzo)
    if stato != 200 or carico.intestazione(testa, "Content-Encoding") != "gzip":
        raise SystemExit(f"{indirizzo}: {testa.decode('latin-1')}\n{server.ultime_righe()}")
    return corpo


def _risposta(server, indirizzo):
    connessione = carico.Connessione(server.porta)
    try:
        return connessione.chiedi(carico.richiesta(indirizzo))
    finally:
        connessione.socket.close()


def misura(nostro, nudo, nome, indirizzo, portale, scelte):
    """Return {case: [(ours, reference), …]}, one pair for each round; the two run in turns."""
    nuda, calda = carico.richiesta(f"/{nome}/"), carico.richiesta(indirizzo)
    modifiche = {"edit": portale.modifica, "own edit": portale.modifica_la_pagina}
    misure = {caso: [] for caso in ("latenza", *OBIETTIVI)}
    for _giro in range(scelte.rounds):
        etag = carico.intestazione(_risposta(nostro, indirizzo)[1], "ETag")
        ripetuta = carico.richiesta(indirizzo, etag)
        paragone = carico.raffica(nudo, nuda, scelte.requests, 200)
        misure["warm"].append((carico.raffica(nostro, calda, scelte.requests, 200), paragone))
        misure["304"].append((carico.raffica(nostro, ripetuta, scelte.requests, 304), paragone))
        misure["latenza"].append((carico.una_alla_volta(nostro, calda, 50, 200), None))
        una = carico.una_alla_volta(nudo, nuda, scelte.edits * 10, 200)
        for caso, modifica in modifiche.items():
            misure[caso].append((carico.una_alla_volta(nostro, calda, scelte.edits, 200, modifica), una))
    return misure


def riga(nome, query, misure):
    """Return the line of a page; a ratio below its target is marked with *."""
    latenze = [ms for nostra, _ in misure["latenza"] for ms in nostra.latenze]
    p50, p95 = median(latenze), quantiles(latenze, n=20)[-1]
    testo = f"{nome:8}{'/'.join(map(str, query)):>10}{f'{p50:.1f}/{p95:.1f}':>14}"
    for caso, obiettivo in OBIETTIVI.items():
        rps = median(nostra.rps / altra.rps for nostra, altra in misure[caso])
        cpu = mean(altra.cpu_ms for _, altra in misure[caso]) / max(
            0.01, mean(nostra.cpu_ms for nostra, _ in misure[caso])
        )
        segno = "*" if max(rps, cpu) < obiettivo else ""
        testo += f"{f'{segno}{rps:.2f}':>11}{cpu:>6.2f}"
    return testo


if __name__ == "__main__":
    main()
