"""What each person chose: at once, in the daily summary, never."""

from datetime import datetime, timedelta
from io import StringIO
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from core import posta
from core.models import Messaggio, PreferenzaPosta
from core.posta import preferenze
from core.posta.motivi import Modo
from tests.factories import make_utente

MATTINA = datetime(2026, 5, 4, 7, tzinfo=timezone.get_default_timezone())
SCELTE = (Modo.SUBITO, Modo.RIEPILOGO, Modo.MAI)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def motivi(monkeypatch):
    prove = [
        posta.Motivo("avviso", "Avvisi", modi=SCELTE),
        posta.Motivo("avviso-breve", "Avvisi brevi", modi=(Modo.SUBITO, Modo.MAI)),
        posta.Motivo("decisione", "Decisioni"),
    ]
    for motivo in prove:
        monkeypatch.setitem(posta.motivi.MOTIVI, motivo.codice, motivo)
    monkeypatch.setattr("core.posta.coda.componi", lambda codice, contesto: (codice, contesto["testo"]))


@pytest.fixture
def giulia():
    return make_utente(email="giulia@example.org")


def accoda(oggetto="Uno", a="Giulia@Example.org", motivo="avviso", **campi):
    contesto = {"testo": f"Testo di {oggetto}.\n"}
    return posta.accoda(motivo=motivo, destinatario=a, template=oggetto, contesto=contesto, **campi)


def scegli(utente, modo, motivo="avviso"):
    preferenze.scegli(utente=utente, scelte={motivo: modo})


def test_without_a_choice_everything_leaves_at_once(giulia):
    assert not accoda().nel_riepilogo
    assert preferenze.scelte_di(giulia)[posta.motivi.MOTIVI["avviso"]] == Modo.SUBITO


def test_never_is_honoured_whatever_the_case_of_the_address(giulia):
    scegli(giulia, Modo.MAI)
    assert accoda() is None
    assert accoda(a="altra@example.org") is not None
    assert accoda(motivo="decisione") is not None
    assert Messaggio.objects.count() == 2


def test_what_cannot_be_turned_off_leaves_whatever_is_written(giulia):
    """A choice left from when the kind was optional counts no longer."""
    PreferenzaPosta.objects.create(utente=giulia, motivo="decisione", modo="mai")
    PreferenzaPosta.objects.create(utente=giulia, motivo="avviso-breve", modo="riepilogo")
    assert not accoda(motivo="decisione").nel_riepilogo
    assert not accoda(motivo="avviso-breve").nel_riepilogo


def test_a_copy_to_many_leaves_for_all(giulia):
    """Who queues it has asked each of them; the visible address is the office's."""
    scegli(giulia, Modo.MAI)
    assert accoda(ccn=["a@example.org"]).ccn == ["a@example.org"]
    chi = ["GIULIA@example.org", "a@example.org"]
    assert preferenze.chi_non_vuole(chi, "avviso") == {"giulia@example.org"}
    assert preferenze.chi_non_vuole(chi, "decisione") == set()


@pytest.mark.parametrize(
    ("motivo", "modo"), [("decisione", "mai"), ("avviso-breve", "riepilogo"), ("boh", "mai"), ("avviso", "x")]
)
def test_what_is_not_offered_is_refused(giulia, motivo, modo):
    with pytest.raises(ValidationError):
        scegli(giulia, modo, motivo)
    assert not PreferenzaPosta.objects.exists()


def test_the_summary_joins_what_waits_once_a_day(giulia, settings):
    settings.SITE_URL = "https://rete.example"
    scegli(giulia, Modo.RIEPILOGO)
    prima, dopo = accoda("Uno", da_inviare_dal=MATTINA), accoda("Due", da_inviare_dal=MATTINA)
    domani = accoda("Domani", da_inviare_dal=MATTINA + timedelta(days=1))
    assert (prima.nel_riepilogo, prima.destinatario) == (True, "giulia@example.org")
    assert not Messaggio.objects.da_inviare().exists()
    assert posta.riepiloghi(adesso=MATTINA) == 1
    [messaggio] = Messaggio.objects.da_inviare()
    assert (messaggio.destinatario, messaggio.oggetto) == ("giulia@example.org", "Il riepilogo di oggi")
    assert "UNO\n\nTesto di Uno.\n\n* * *\n\nDUE\n\nTesto di Due.\n" in messaggio.testo
    assert "https://rete.example/area-riservata/posta/" in messaggio.testo
    assert not Messaggio.objects.filter(pk__in=[prima.pk, dopo.pk]).exists()
    accoda("Tre", da_inviare_dal=MATTINA)
    assert posta.riepiloghi(adesso=MATTINA + timedelta(hours=16)) == 0
    assert posta.riepiloghi(adesso=MATTINA + timedelta(days=1)) == 1
    assert list(Messaggio.objects.in_riepilogo()) == []
    assert not Messaggio.objects.filter(pk=domani.pk).exists()


def test_each_person_has_a_summary_of_their_own(giulia):
    marta = make_utente(email="marta@example.org")
    for utente in (giulia, marta):
        scegli(utente, Modo.RIEPILOGO)
        accoda(f"Per {utente.first_name or utente.email}", a=utente.email)
    call_command("manda_riepiloghi", stdout=(uscita := StringIO()))
    assert uscita.getvalue() == "Riepiloghi in coda: 2\n"
    testi = dict(Messaggio.objects.values_list("destinatario", "testo"))
    assert "marta" not in testi["giulia@example.org"]
    assert "PER MARTA@EXAMPLE.ORG" in testi["marta@example.org"]


def test_a_summary_with_a_secret_is_secret(giulia):
    scegli(giulia, Modo.RIEPILOGO)
    accoda("Uno", riservato=True)
    accoda("Due")
    posta.riepiloghi()
    assert Messaggio.objects.get().riservato


def test_what_waits_follows_who_changes_their_mind(giulia):
    scegli(giulia, Modo.RIEPILOGO)
    accoda()
    scegli(giulia, Modo.SUBITO)
    assert Messaggio.objects.da_inviare().count() == 1
    scegli(giulia, Modo.RIEPILOGO)
    accoda("Due")
    scegli(giulia, Modo.MAI)
    assert [m.oggetto for m in Messaggio.objects.all()] == ["Uno"]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_commands_at_the_same_time_write_one_summary():
    for numero in range(10):
        utente = make_utente(email=f"p{numero}@example.org")
        scegli(utente, Modo.RIEPILOGO)
        accoda("Uno", a=utente.email)
        accoda("Due", a=utente.email)
    via, quanti = Barrier(3), []

    def unisci():
        via.wait()
        try:
            quanti.append(posta.riepiloghi())
        finally:
            connection.close()

    fili = [Thread(target=unisci) for _volta in range(3)]
    for filo in fili:
        filo.start()
    for filo in fili:
        filo.join()
    assert sum(quanti) == 10
    assert not Messaggio.objects.in_riepilogo().exists()
    assert sorted(Messaggio.objects.values_list("destinatario", flat=True)) == [
        f"p{numero}@example.org" for numero in range(10)
    ]
    assert all("DUE" in testo for testo in Messaggio.objects.values_list("testo", flat=True))
