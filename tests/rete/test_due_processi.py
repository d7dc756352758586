"""A change made anywhere shows on the very next request to each worker process of the served portal.

Every kind of change is in test_freschezza.py; here the processes are real: two of gunicorn and, for the
commands, a third one that writes.
"""

import json
import shutil

import pytest
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from tests.visitatore import Visitatore
from utenti.dimostrativi import UTENTI
from utenti.ruoli import OPERATORE

pytestmark = pytest.mark.sito

PRENDI = """
import json
from servizi.models import Servizio
righe = Servizio.objects.in_elenco().filter(tariffe=None).order_by("-pk").values("pk", "slug", "titolo")[:3]
print(json.dumps(list(righe)))
"""
CAMBIA = "from servizi.models import Servizio; Servizio.objects.filter(pk={pk}).update({campi})"


@pytest.fixture(scope="module")
def servizi(sito):
    """Return three services of the list, one for each test that changes one."""
    return json.loads(sito.manage("shell", "-v0", "-c", PRENDI))


@pytest.fixture(scope="module")
def operatore(sito):
    """Return a visitor signed in with the demo account of the operators."""
    voce = next(utente for utente in UTENTI if utente.ruolo == OPERATORE)
    visitatore = Visitatore(sito.url)
    visitatore.get("/account/login/")
    segno = next(b.value for b in visitatore.biscotti if b.name == "csrftoken")
    dati = {"login": voce.email, "password": voce.password, "csrfmiddlewaretoken": segno}
    assert visitatore.post("/account/login/", dati).intestazioni["Location"] == "/area-riservata/"
    return visitatore


def da_ciascuno(sito, percorso):
    """Return {worker: set of pages}: the answers to consecutive requests, until each worker has answered."""
    visitatore, risposte = Visitatore(sito.url), {}
    for _richiesta in range(200):
        risposta = visitatore.get(percorso)
        risposte.setdefault(risposta.intestazioni["X-Processo"], set()).add(risposta.testo)
        if len(risposte) == 2:
            return risposte
    pytest.fail("un processo solo ha risposto a 200 richieste")


def si_legge(sito, percorso, testo):
    """Return whether ``testo`` is in every answer of both workers: True, False, or the two of them."""
    esiti = {testo in pagina for pagine in da_ciascuno(sito, percorso).values() for pagina in pagine}
    return esiti.pop() if len(esiti) == 1 else {True, False}


def test_a_form_of_the_admin(sito, operatore, servizi):
    scheda, modulo = f"/servizi/{servizi[0]['slug']}/", f"/admin/servizi/servizio/{servizi[0]['pk']}/change/"
    assert si_legge(sito, scheda, "0342 111 222") is False
    assert operatore.invia(modulo, "servizio_form", telefono="0342 111 222").stato == 302
    assert si_legge(sito, scheda, "0342 111 222") is True


def test_an_action_on_many_rows(sito, operatore, servizi):
    scheda, elenco = f"/servizi/{servizi[1]['slug']}/", "/admin/servizi/servizio/?da_fare=tutto"
    oggi = date_format(timezone.localdate(), "j F Y").lower()
    assert si_legge(sito, scheda, f"Verificato il {oggi}") is False
    scelti = {"action": "segna_verificati", "_selected_action": [s["pk"] for s in servizi[1:]]}
    assert operatore.invia(elenco, "changelist-form", **scelti).stato == 302
    assert si_legge(sito, scheda, f"Verificato il {oggi}") is True


def test_a_query_typed_in_the_shell_and_an_expiry(sito, servizi):
    """``update`` sends no signal and moves no date; an expired service leaves the list, its sheet says so."""
    pk, slug, titolo = servizi[2]["pk"], servizi[2]["slug"], servizi[2]["titolo"]
    elenco = f"/servizi/?q={titolo.replace(' ', '+')}"
    assert si_legge(sito, elenco, f"/servizi/{slug}/") is True
    campi = "verificato_il='2020-01-01', valido_fino_al='2021-01-01'"
    sito.manage("shell", "-v0", "-c", CAMBIA.format(pk=pk, campi=campi))
    assert si_legge(sito, elenco, f"/servizi/{slug}/") is False
    assert si_legge(sito, f"/servizi/{slug}/", "1 gennaio 2021") is True


def test_an_import(sito, tmp_path):
    """A project renamed in the file, and the file loaded over the database by another process."""
    cartella = shutil.copytree(settings.BASE_DIR / "riferimenti", tmp_path / "riferimenti")
    file = cartella / "progetti.csv"
    file.write_text(file.read_text().replace("BrenoConcilia", "BrenoConcilia di nuovo"))
    scheda = "/progetti/brenoconcilia/"
    assert si_legge(sito, scheda, "BrenoConcilia di nuovo") is False
    sito.manage("importa_dati", "--aggiorna", "--solo", "progetti", "--cartella", str(cartella))
    assert si_legge(sito, scheda, "BrenoConcilia di nuovo") is True
    sito.manage("importa_dati", "--aggiorna", "--solo", "progetti")
    assert si_legge(sito, scheda, "BrenoConcilia di nuovo") is False
