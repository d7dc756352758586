"""Counting what citizens look for and do not find: by week, never by person."""

import logging
import re
import unicodedata
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction

from ricerca.lingua import normalizza
from ricerca.models import RicercaSenzaEsito, ServizioMancante
from ricerca.tempi import lunedi

logger = logging.getLogger(__name__)

LETTI = 1_000  # characters of a search that are read
PAROLE, CARATTERI = 8, 100  # of a search that are kept
CIFRE = 5  # so many digits may be somebody's telephone, tax code or date of birth
NUMERO_A_PEZZI = re.compile(rf"(?<!\w)\d(?:[\s./()+\-]*\d){{{CIFRE - 1},}}(?!\w)")
RICERCHE_A_SETTIMANA = 2_000
ATTESA_MS = 250  # a page waits no longer than this for the database to count


def conta_mancante(*, comune, tipologia, periodo, il):
    """Count, on the day ``il``, one more who misses ``tipologia`` in ``comune``, in ``periodo`` or None.

    One statement: right also when two are counted at the same instant.
    """
    valori = {"settimana": lunedi(il), "comune": comune.pk, "tipologia": tipologia.pk}
    with transaction.atomic():
        _conta(ServizioMancante, valori, "periodo", periodo and periodo.pk)


def conta_senza_esito(*, testo, comune, il):
    """Count one more search of ``testo``, for ``comune`` or None, that found nothing on the day ``il``.

    What could tell of a person is dropped before, see ``termini``. Beyond 2,000 different searches in a week
    (words and comune) only those already met go on. A database too busy is logged, never raised: who is
    searching is not kept waiting, and one count less is no harm.
    """
    parole = termini(testo)
    if not parole:
        return
    valori = {"settimana": lunedi(il), "termini": parole}
    try:
        with _attesa_breve():
            _conta(RicercaSenzaEsito, valori, "comune", comune and comune.pk, massimo=RICERCHE_A_SETTIMANA)
    except OperationalError as errore:
        logger.warning("a search without results was not counted: %s", errore)


def termini(testo):
    """Return the words of a search as they are kept: plain, at most eight and 100 characters.

    Left out: words with “@” or with five digits, and numbers of five digits written in pieces.
    """
    piano = unicodedata.normalize("NFKC", testo[:LETTI])
    senza_indirizzi = " ".join(p for p in piano.split() if "@" not in p)
    pezzi = NUMERO_A_PEZZI.sub(" ", senza_indirizzi).split()
    parole = normalizza(" ".join(p for p in pezzi if sum(c.isdigit() for c in p) < CIFRE)).split()[:PAROLE]
    while len(parole) > 1 and len(" ".join(parole)) > CARATTERI:
        parole.pop()
    return " ".join(parole)[:CARATTERI]


def dimentica(*, prima_del):
    """Delete the counts of the weeks that began before ``prima_del``; return how many rows."""
    modelli = (RicercaSenzaEsito, ServizioMancante)
    return sum(modello.objects.filter(settimana__lt=prima_del).delete()[0] for modello in modelli)


def _conta(modello, valori, nome, valore, massimo=None):
    """Add one to the row of ``valori`` and of the field ``nome``, that may be empty; make it if missing.

    One statement on a unique index that holds where ``nome`` is empty, or where it is not. With ``massimo``
    no row is made once the week has so many.
    """
    vuoto = "IS NULL" if valore is None else "IS NOT NULL"
    valori = valori if valore is None else valori | {nome: valore}
    campi = {modello._meta.get_field(chiave): dato for chiave, dato in valori.items()}
    nomi = [connection.ops.quote_name(campo.column) for campo in campi]
    dati = [campo.get_db_prep_save(dato, connection) for campo, dato in campi.items()]
    tabella = connection.ops.quote_name(modello._meta.db_table)
    dove = f"{connection.ops.quote_name(modello._meta.get_field(nome).column)} {vuoto}"
    c_e_posto, contati = _c_e_posto(tabella, nomi, dati, dove, massimo)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {tabella} ({', '.join(nomi)}, numero) SELECT {', '.join(['%s'] * len(nomi))}, 1 "
            f"WHERE {c_e_posto} ON CONFLICT ({', '.join(nomi)}) WHERE {dove} "
            f"DO UPDATE SET numero = {tabella}.numero + 1",
            [*dati, *contati],
        )


def _c_e_posto(tabella, nomi, dati, dove, massimo):
    """Return the condition, and its values, that the row is there or that the week has room for it."""
    if massimo is None:
        return "1 = 1", []
    uguale = " AND ".join(f"{nome} = %s" for nome in nomi)
    della_settimana = f"SELECT 1 FROM {tabella} WHERE settimana = %s LIMIT {massimo}"
    return (
        f"(EXISTS (SELECT 1 FROM {tabella} WHERE {uguale} AND {dove}) "
        f"OR (SELECT COUNT(*) FROM ({della_settimana}) AS gia) < {massimo})",
        [*dati, dati[0]],
    )


@contextmanager
def _attesa_breve():
    """Run in a transaction that waits little for a lock; the connection is then as it was."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{ATTESA_MS}ms'")
            yield
            cursor.execute("SET LOCAL lock_timeout TO DEFAULT")
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        [prima] = cursor.fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {ATTESA_MS}")
        try:
            with transaction.atomic():
                yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(prima)}")
