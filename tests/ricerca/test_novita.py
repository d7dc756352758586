"""What is told to the saved searches: what is new and what is about to close, each once, all or nothing."""

import re
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from core.models import Messaggio
from ricerca import indice, novita
from ricerca.models import RicercaSalvata, ServizioNotato
from servizi.models import Tariffa
from tests.factories import make_aderente, make_comune, make_servizio, make_tipologia
from tests.ricerca.salvate import make_salvata

pytestmark = pytest.mark.django_db
OGGI = timezone.localdate()


def giorni(n):
    return OGGI + timedelta(days=n)


def titoli(messaggio):
    """Return the titles that an e-mail lists."""
    return re.findall(r"^\* (.*)$", messaggio.testo, re.MULTILINE)


def manda(giorno=OGGI):
    """Look at the searches on a day; return the e-mails it made."""
    prima = set(Messaggio.objects.values_list("pk", flat=True))
    novita.manda(oggi=giorno)
    return list(Messaggio.objects.exclude(pk__in=prima).order_by("pk"))


def test_mail_says_what_a_family_needs_to_choose():
    ricerca = make_salvata(domanda="q=nido")
    sondalo = make_comune(nome="Sondalo")
    vero = make_servizio(titolo="Nido L’Orso", comune=sondalo, verificato_il=date(2026, 3, 1))
    Tariffa.objects.create(servizio=vero, descrizione="mensile", importo=180, unita="mese")
    make_servizio(
        titolo="Nido & Co", dimostrativo=True, verificato_il=None, iscrizioni_al=giorni(3), gratuito=True
    )
    (messaggio,) = manda()
    assert messaggio.destinatario == "mamma@example.org"
    assert messaggio.oggetto == "2 servizi nuovi per te"
    righe = messaggio.testo.replace("\xa0", " ").splitlines()
    primo, secondo = righe.index("* Nido & Co (dati dimostrativi)"), righe.index("* Nido L’Orso")
    assert righe[primo + 1] == "  Senza una sede indicata · Gratuito"
    assert righe[primo + 2].startswith("  Iscrizioni aperte fino al")
    assert righe[primo + 4] == "  Non ancora verificato"
    assert righe[secondo + 1] == "  Sondalo · 180 € al mese"
    assert righe[secondo + 3 : secondo + 5] == [
        "  Verificato il 1° marzo 2026",
        f"  http://127.0.0.1:8000{vero.get_absolute_url()}",
    ]
    assert "http://127.0.0.1:8000/servizi/?q=nido" in righe
    assert f"http://127.0.0.1:8000/ricerche-salvate/{ricerca.codice}/disiscrivi/" in righe


def test_what_is_about_to_close_is_told_once():
    """Within ten days, both ends inclusive; what was there from the beginning too."""
    for titolo, campi in {
        "Nido oggi": {"iscrizioni_al": OGGI},
        "Nido fra dieci": {"valido_fino_al": giorni(10)},
        "Nido fra undici": {"valido_fino_al": giorni(11)},
        "Nido ieri": {"iscrizioni_al": giorni(-1)},
        "Nido sempre": {},
    }.items():
        make_servizio(titolo=titolo, **campi)
    make_salvata()
    (messaggio,) = manda()
    assert messaggio.oggetto == "Sta per chiudere un servizio che cerchi"
    assert titoli(messaggio) == ["Nido fra dieci", "Nido oggi"]
    assert [titoli(m) for m in manda(giorni(1))] == [["Nido fra undici"]]
    assert manda(giorni(2)) == []


def test_new_and_about_to_close_is_told_in_one_place():
    make_salvata()
    servizio = make_servizio(titolo="Nido", iscrizioni_al=giorni(2))
    (messaggio,) = manda()
    assert titoli(messaggio) == ["Nido"]
    assert "STANNO PER CHIUDERE" not in messaggio.testo
    detti = ServizioNotato.objects.values_list("servizio", "motivo")
    assert set(detti) == {(servizio.pk, "noto"), (servizio.pk, "chiude")}


def test_daily_and_weekly_searches_are_looked_at_when_due():
    ogni_giorno = make_salvata()
    ogni_settimana = make_salvata(domanda="q=nidi", frequenza="settimanale")
    make_salvata(email="mai@example.org", confermata=False)
    guardate = []
    for n in range(9):
        manda(giorni(n))
        guardate.append(set(RicercaSalvata.objects.filter(esaminata_il=giorni(n))))
    assert [ogni_giorno in insieme for insieme in guardate] == [True] * 9
    assert [n for n, insieme in enumerate(guardate) if ogni_settimana in insieme] == [0, 7]
    assert {ricerca.email for insieme in guardate for ricerca in insieme} == {"mamma@example.org"}


def test_no_news_no_mail_and_twice_a_day_is_once():
    make_salvata()
    assert manda() == []
    make_servizio(titolo="Nido")
    assert manda() == []
    assert [titoli(m) for m in manda(giorni(1))] == [["Nido"]]
    assert manda(giorni(1)) == []


def test_a_long_mail_lists_twenty_and_says_how_many_more():
    make_salvata(domanda="q=nido")
    gestore, tipologia = make_aderente(), make_tipologia()
    for n in range(23):
        make_servizio(titolo=f"Nido {n:02}", gestore=gestore, tipologia=tipologia)
    (messaggio,) = manda()
    assert titoli(messaggio) == [f"Nido {n:02}" for n in range(20)]
    assert messaggio.oggetto == "23 servizi nuovi per te"
    assert "e altri 3 servizi: li trovi nell’elenco." in messaggio.testo
    assert manda(giorni(1)) == []


def test_search_whose_choice_is_gone_is_told_and_deleted():
    tipologia = make_tipologia(code="VECCHIA", label="Vecchia")
    make_salvata(domanda="tipologia=VECCHIA")
    altra = make_salvata(domanda="q=nido")
    tipologia.ritirato_il = OGGI
    tipologia.save()
    (messaggio,) = manda()
    assert messaggio.oggetto == "Una tua ricerca salvata non vale più"
    assert "Tipo di servizio: VECCHIA" in messaggio.testo
    assert "http://127.0.0.1:8000/servizi/" in messaggio.testo
    assert "List-Unsubscribe" not in messaggio.intestazioni
    assert list(RicercaSalvata.objects.all()) == [altra]


def test_broken_search_stops_no_other_and_is_tried_again():
    """Notes and mail together, or neither: here the mail of one search cannot be written."""
    make_salvata(email="prima@example.org")
    make_salvata(email="guasta@example.org")
    make_salvata(email="ultima@example.org")
    servizio = make_servizio(titolo="Nido")
    RicercaSalvata.objects.filter(email="guasta@example.org").update(email="guasta")
    with pytest.raises(CommandError) as errore:
        call_command("manda_novita", verbosity=0)
    assert str(errore.value) == "Ricerche non esaminate per un errore (vedi i log): 1"
    assert list(Messaggio.objects.order_by("pk").values_list("destinatario", flat=True)) == [
        "prima@example.org",
        "ultima@example.org",
    ]
    guasta = RicercaSalvata.objects.get(email="guasta")
    assert (guasta.esaminata_il, guasta.notati.count()) == (None, 0)
    RicercaSalvata.objects.filter(pk=guasta.pk).update(email="guasta@example.org")
    assert [(m.destinatario, titoli(m)) for m in manda()] == [("guasta@example.org", ["Nido"])]
    assert guasta.notati.get().servizio == servizio


def test_a_search_makes_the_same_queries_however_many_services():
    ricerca = make_salvata(domanda="q=nido")

    def interrogazioni():
        RicercaSalvata.objects.update(esaminata_il=None)
        indice.aggiorna()
        with CaptureQueriesContext(connection) as catturate:
            assert novita.esamina(pk=ricerca.pk, oggi=OGGI) == "scritta"
        return len(catturate)

    make_servizio(titolo="Nido")
    con_uno = interrogazioni()
    for _volta in range(5):
        make_servizio(titolo="Nido")
    assert interrogazioni() == con_uno


SCADENZE = st.one_of(st.none(), st.integers(0, 20))
SERVIZI = st.lists(
    st.fixed_dictionaries(
        {"nasce": st.integers(0, 12), "nido": st.booleans(), "valido": SCADENZE, "iscrizioni": SCADENZE}
    ),
    max_size=6,
)


class ConLaForzaBruta(TestCase):
    """Over two weeks, each mail lists exactly what plain sets of days say."""

    @settings(max_examples=12, deadline=None)
    @given(servizi=SERVIZI, frequenza=st.sampled_from(["giornaliera", "settimanale"]))
    def test_told_is_what_was_found_and_not_yet_told(self, servizi, frequenza):
        make_servizio(titolo="Nido di sempre")
        make_salvata(frequenza=frequenza)
        attesi, guardata = set(), None
        for n in range(14):
            for i, servizio in enumerate(servizi):
                if servizio["nasce"] == n:
                    _crea(i, servizio)
            dovuta = guardata is None or n - guardata >= (7 if frequenza == "settimanale" else 1)
            nuovi = _nuovi(servizi, n) - attesi if dovuta else set()
            guardata = n if dovuta else guardata
            attesi |= nuovi
            detti = [titolo for messaggio in manda(giorni(n)) for titolo in titoli(messaggio)]
            assert sorted(detti) == sorted({titolo for titolo, _motivo in nuovi})


def _crea(i, servizio):
    valido, iscrizioni = servizio["valido"], servizio["iscrizioni"]
    make_servizio(
        titolo=f"{'Nido' if servizio['nido'] else 'Palestra'} {i}",
        valido_fino_al=None if valido is None else giorni(valido),
        iscrizioni_al=None if iscrizioni is None else giorni(iscrizioni),
    )


def _nuovi(servizi, n):
    """Return {(title, why)} of what can be told on the day ``n``, whether or not it was told before."""
    detti = set()
    for i, servizio in enumerate(servizi):
        valido = servizio["valido"]
        if servizio["nido"] and servizio["nasce"] <= n and (valido is None or valido >= n):
            detti.add((f"Nido {i}", "noto"))
            if any(x is not None and n <= x <= n + 10 for x in (valido, servizio["iscrizioni"])):
                detti.add((f"Nido {i}", "chiude"))
    return detti


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_commands_at_the_same_time_tell_once():
    for n in range(10):
        make_salvata(email=f"m{n}@example.org")
    make_servizio(titolo="Nido")
    via, esiti = Barrier(2), []

    def lavora():
        via.wait()
        try:
            esiti.append(novita.manda(oggi=OGGI))
        finally:
            connection.close()

    fili = [Thread(target=lavora) for _volta in range(2)]
    for filo in fili:
        filo.start()
    for filo in fili:
        filo.join()
    assert sorted(m.destinatario for m in Messaggio.objects.all()) == [f"m{n}@example.org" for n in range(10)]
    assert sum(esito.scritte for esito in esiti) == 10
    assert {esito.guaste for esito in esiti} == {0}
