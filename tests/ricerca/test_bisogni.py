"""What is not found is counted by week, right under concurrency, and holds nothing of a person."""

import re
from collections import Counter
from datetime import date, timedelta
from io import StringIO
from threading import Barrier, Thread

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from ricerca import bisogni
from ricerca.bisogni import conta_mancante, conta_senza_esito, termini
from ricerca.models import RicercaSenzaEsito, ServizioMancante
from ricerca.tempi import lunedi
from servizi.models import Periodo
from tests.factories import make_comune, make_tipologia

pytestmark = pytest.mark.django_db
MARTEDI = date(2026, 11, 24)
LUNEDI = date(2026, 11, 23)


# --- Words that are kept -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("testo", "tenute"),
    [
        ("  Scuola d’INFANZIA perché no? ", "scuola d infanzia perche no"),
        ("nido mario.rossi@example.org grosio", "nido grosio"),
        ("nido mario＠example.org", "nido"),
        ("chiamami 3331234567", "chiamami"),
        ("chiamami 333 12 34 567 grazie", "chiamami grazie"),
        ("chiamami +39 0342-123.456", "chiamami"),
        ("RSSMRA80A01F205X contributo", "contributo"),
        ("nata il 12/03/2020", "nata il"),
        ("luca12345 12345luca luca12345@example.org", ""),
        ("centro 0-3 anni del 2027", "centro 0 3 anni del 2027"),
        ("una due tre quattro cinque sei sette otto nove", "una due tre quattro cinque sei sette otto"),
        ("a" * 60 + " " + "b" * 60, "a" * 60),
        ("a" * 120, "a" * 100),
        ("?!", ""),
        ("", ""),
        ("\x00", ""),
    ],
)
def test_words_that_are_kept(testo, tenute):
    assert termini(testo) == tenute


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab1239@ .-à\x00'", max_size=200))
def test_what_is_kept_is_short_plain_and_without_long_numbers(testo):
    tenute = termini(testo)
    assert re.fullmatch(r"(?:[a-z0-9]+(?: [a-z0-9]+){0,7})?", tenute)
    assert len(tenute) <= 100
    assert all(sum(c.isdigit() for c in parola) < 5 for parola in tenute.split())
    chiocciole = {p for p in testo.split() if "@" in p}
    senza = " ".join(p for p in testo.split() if p not in chiocciole)
    assert termini(senza) == tenute


# --- Counts against a Counter ------------------------------------------------------------------------


class TestConti(TestCase):
    """A sequence of searches and of needs leaves the rows that a Counter says."""

    @settings(max_examples=12, deadline=None)
    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["sci", "Sci!", "nido", "@x", "12345"]),
                st.sampled_from([None, 0, 1]),
                st.integers(0, 20),
            ),
            max_size=20,
        )
    )
    def test_searches(self, cercate):
        comuni = [make_comune(), make_comune()]
        attesi = Counter()
        for testo, quale, giorni in cercate:
            comune = None if quale is None else comuni[quale]
            il = LUNEDI + timedelta(days=giorni)
            conta_senza_esito(testo=testo, comune=comune, il=il)
            if testo in ("sci", "Sci!", "nido"):
                settimana = LUNEDI + timedelta(days=giorni // 7 * 7)
                attesi[settimana, testo.lower().strip("!"), comune and comune.pk] += 1
        righe = RicercaSenzaEsito.objects.values_list("settimana", "termini", "comune", "numero")
        assert Counter({riga[:3]: riga[3] for riga in righe}) == attesi
        assert len(righe) == len(attesi)

    @settings(max_examples=12, deadline=None)
    @given(
        st.lists(
            st.tuples(st.integers(0, 1), st.integers(0, 1), st.integers(-1, 1), st.integers(0, 13)),
            max_size=20,
        )
    )
    def test_needs(self, detti):
        comuni, tipologie = [make_comune(), make_comune()], [make_tipologia(), make_tipologia()]
        periodi = [Periodo.objects.get_or_create(code=c, defaults={"tipo": "orario"})[0] for c in "AB"]
        attesi = Counter()
        for c, t, p, giorni in detti:
            periodo = periodi[p] if p >= 0 else None
            il = LUNEDI + timedelta(days=giorni)
            conta_mancante(comune=comuni[c], tipologia=tipologie[t], periodo=periodo, il=il)
            settimana = LUNEDI + timedelta(days=giorni // 7 * 7)
            attesi[settimana, comuni[c].pk, tipologie[t].pk, periodo and periodo.pk] += 1
        righe = ServizioMancante.objects.values_list("settimana", "comune", "tipologia", "periodo", "numero")
        assert Counter({riga[:4]: riga[4] for riga in righe}) == attesi
        assert len(righe) == len(attesi)


@given(st.dates())
def test_monday_of_a_day(giorno):
    primo = lunedi(giorno)
    assert primo.weekday() == 0
    assert 0 <= (giorno - primo).days < 7


def test_beyond_the_limit_only_what_is_known_goes_on(monkeypatch):
    monkeypatch.setattr(bisogni, "RICERCHE_A_SETTIMANA", 2)
    comune = make_comune()
    for testo, dove in (("sci", None), ("sci", comune), ("neve", None), ("sci", comune), ("sci", None)):
        conta_senza_esito(testo=testo, comune=dove, il=MARTEDI)
    conta_senza_esito(testo="neve", comune=None, il=MARTEDI + timedelta(days=7))
    righe = RicercaSenzaEsito.objects.order_by("pk").values_list("settimana", "termini", "comune", "numero")
    assert list(righe) == [
        (LUNEDI, "sci", None, 2),
        (LUNEDI, "sci", comune.pk, 2),
        (LUNEDI + timedelta(days=7), "neve", None, 1),
    ]


def test_a_count_is_one_statement_that_writes(django_assert_num_queries):
    comune, tipologia = make_comune(), make_tipologia()
    with django_assert_num_queries(3) as interrogazioni:  # with its savepoint
        conta_mancante(comune=comune, tipologia=tipologia, periodo=None, il=MARTEDI)
    scritture = [v["sql"] for v in interrogazioni.captured_queries if "SAVEPOINT" not in v["sql"]]
    assert len(scritture) == 1
    assert scritture[0].startswith("INSERT INTO")


def test_nothing_is_counted_for_no_words(django_assert_num_queries):
    with django_assert_num_queries(0):
        conta_senza_esito(testo="x@example.org 0342123456 !", comune=None, il=MARTEDI)


# --- Concurrency -----------------------------------------------------------------------------------------


def in_parallelo(*azioni):
    """Run the actions at the same instant, each in its own connection; return what they raise."""
    pronti, errori = Barrier(len(azioni), timeout=20), []

    def esegui(azione):
        try:
            pronti.wait()
            azione()
        except Exception as errore:
            errori.append(errore)
        finally:
            connection.close()

    fili = [Thread(target=esegui, args=(azione,)) for azione in azioni]
    for filo in fili:
        filo.start()
    for filo in fili:
        filo.join()
    return errori


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("con_periodo", [False, True])
def test_counts_at_the_same_instant_are_all_counted(con_periodo):
    comune, tipologia = make_comune(), make_tipologia()
    periodo = Periodo.objects.create(code="NATALE", tipo="chiusura") if con_periodo else None

    def conta():
        for _volta in range(20):
            conta_mancante(comune=comune, tipologia=tipologia, periodo=periodo, il=MARTEDI)
            conta_senza_esito(testo="sci", comune=comune if con_periodo else None, il=MARTEDI)

    assert in_parallelo(*[conta] * 5) == []
    assert ServizioMancante.objects.values_list("numero", flat=True).get() == 100
    assert RicercaSenzaEsito.objects.values_list("numero", flat=True).get() == 100


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_row_that_somebody_holds_stops_nobody(caplog):
    """Who searches gets the page: the count is given up after a moment, and the transaction goes on."""
    conta_senza_esito(testo="sci", comune=None, il=MARTEDI)
    with transaction.atomic():
        RicercaSenzaEsito.objects.select_for_update().get()
        assert in_parallelo(_cerca_e_scrive) == []
    assert RicercaSenzaEsito.objects.get().numero == 1
    assert Periodo.objects.filter(code="DOPO").exists()
    assert "was not counted" in caplog.text


def _cerca_e_scrive():
    with transaction.atomic():
        conta_senza_esito(testo="sci", comune=None, il=MARTEDI)
        Periodo.objects.create(code="DOPO", tipo="orario")
        with connection.cursor() as cursore:
            cursore.execute("SHOW lock_timeout")
            assert cursore.fetchone() == ("0",)


def test_a_busy_database_is_logged_and_the_connection_is_as_before(monkeypatch, caplog):
    def occupato(*argomenti, **altri):
        raise OperationalError("database is locked")

    monkeypatch.setattr(bisogni, "_conta", occupato)
    prima = _attesa()
    conta_senza_esito(testo="sci", comune=None, il=MARTEDI)
    assert _attesa() == prima
    assert "was not counted: database is locked" in caplog.text
    assert not RicercaSenzaEsito.objects.exists()


def _attesa():
    domanda = "SHOW lock_timeout" if connection.vendor == "postgresql" else "PRAGMA busy_timeout"
    with connection.cursor() as cursore:
        cursore.execute(domanda)
        return cursore.fetchone()


# --- Forgetting ------------------------------------------------------------------------------------------


def test_counts_of_more_than_a_year_ago_are_forgotten():
    oggi = timezone.localdate()
    comune, tipologia = make_comune(), make_tipologia()
    for giorni in (0, 365, 366, 800):
        giorno = oggi - timedelta(days=giorni)
        RicercaSenzaEsito.objects.create(settimana=giorno, termini="sci")
        ServizioMancante.objects.create(settimana=giorno, comune=comune, tipologia=tipologia)
    uscita = StringIO()
    call_command("pulisci_bisogni", stdout=uscita)
    assert uscita.getvalue() == "Conteggi cancellati: 4.\n"
    for modello in (RicercaSenzaEsito, ServizioMancante):
        settimane = set(modello.objects.values_list("settimana", flat=True))
        assert settimane == {oggi, oggi - timedelta(days=365)}
