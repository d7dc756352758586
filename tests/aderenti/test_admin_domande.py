"""Requests to join in the admin: all that helps to decide, each decision from its page, who comes second."""

import re

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from aderenti.domande import accogli_domanda, ritira_domanda
from aderenti.models import DomandaAdesione, Organizzazione
from core.documenti import privati
from core.models import Messaggio
from tests.documenti import carica, pdf
from tests.factories import make_domanda, make_organizzazione, make_utente
from utenti.ruoli import OPERATORE

pytestmark = pytest.mark.django_db
ELENCO = "/admin/aderenti/domandaadesione/"


@pytest.fixture
def operatore(client):
    """Sign in as an operator of the ATS and return the account."""
    utente = make_utente(email="operatore@ats.example", is_staff=True)
    utente.groups.add(Group.objects.get(name=OPERATORE))
    client.force_login(utente)
    return utente


def pagina(domanda, quale):
    return f"{ELENCO}{domanda.pk}/{quale}/"


def in_riga(risposta):
    return " ".join(re.sub(r"<[^>]+>", " ", risposta.content.decode()).split())


def accetta(client, domanda, **altri):
    return client.post(
        pagina(domanda, "accogli"),
        {"data": f"{timezone.localdate()}", "atto_estremi": "delibera 7"} | altri,
        follow=True,
    )


def test_the_queue_has_the_oldest_first(client, operatore):
    prima, seconda = make_domanda(), make_domanda()
    make_domanda(stato="da_correggere", correzioni={"cap": "?"})
    assert list(client.get(ELENCO).context["cl"].result_list) == [prima, seconda]


def test_the_page_says_what_helps_to_decide(client, operatore):
    domanda = make_domanda(denominazione="Coop Il Larice", perche="<b>Perché sì</b>", documento=carica())
    uguale = make_organizzazione(denominazione="Altra", codice_fiscale=domanda.codice_fiscale)
    make_organizzazione(denominazione="Il Larice coop")
    risposta = client.get(f"{ELENCO}{domanda.pk}/change/")
    testo = in_riga(risposta)
    assert f"Altra {uguale.categoria}: stesso codice fiscale" in testo
    assert "stesso codice fiscale" in testo
    assert "Il Larice coop Categoria" in testo
    assert "nome simile" in testo
    assert "&lt;b&gt;Perché sì" in risposta.content.decode()
    for quale in ("accogli", "correzioni", "respingi", "documento"):
        assert pagina(domanda, quale) in risposta.content.decode()
    modulo = client.get(pagina(domanda, "accogli")).content.decode()
    assert f'<option value="{uguale.pk}" selected>' in modulo


def test_no_page_of_the_admin_leads_to_the_secret_link(client, operatore):
    domanda = make_domanda(documento=carica())
    tipo = ContentType.objects.get_for_model(DomandaAdesione).pk
    assert client.get(f"/admin/r/{tipo}/{domanda.pk}/").status_code == 404
    for quale in ("change", "accogli", "correzioni", "respingi"):
        assert domanda.codice not in client.get(pagina(domanda, quale)).content.decode()


def test_the_paper_is_a_download_for_staff(client, operatore):
    domanda = make_domanda(documento=carica())
    risposta = client.get(pagina(domanda, "documento"))
    assert b"".join(risposta.streaming_content) == pdf()
    assert risposta["Content-Disposition"].startswith("attachment")
    assert client.get(pagina(make_domanda(), "documento")).status_code == 404
    assert client.get(f"{ELENCO}{10**30}/documento/").status_code == 404


def test_accepting_from_the_page(client, operatore):
    domanda = make_domanda(denominazione="Il Larice")
    senza_atto = accetta(client, domanda, atto_estremi="")
    assert "Indica l'atto, o scrivi i suoi estremi." in in_riga(senza_atto).replace("&#x27;", "'")
    lontana = accetta(client, domanda, data="2999-01-01")
    assert "troppo lontana" in in_riga(lontana)
    fatto = accetta(client, domanda)
    assert "Domanda accolta" in in_riga(fatto)
    ente = Organizzazione.objects.get()
    assert [e.registrato_da for e in ente.eventi_adesione.all()] == [operatore, operatore]
    assert pagina(domanda, "accogli") not in fatto.content.decode()


def test_giving_back_and_declining_from_the_page(client, operatore):
    domanda = make_domanda()
    vuote = client.post(pagina(domanda, "correzioni"), {"cap": " "})
    assert "almeno una voce" in in_riga(vuote)
    client.post(pagina(domanda, "correzioni"), {"cap": "Manca uno zero"})
    domanda.refresh_from_db()
    assert (domanda.stato, domanda.correzioni) == ("da_correggere", {"cap": "Manca uno zero"})
    assert "CAP: Manca uno zero" in in_riga(client.get(f"{ELENCO}{domanda.pk}/change/"))
    assert client.post(pagina(domanda, "respingi"), {"motivo": ""}).status_code == 200
    client.post(pagina(domanda, "respingi"), {"motivo": "Non è un ente."})
    domanda.refresh_from_db()
    assert (domanda.stato, domanda.decisa_da) == ("respinta", operatore)


def test_who_comes_second_reads_who_decided(client, operatore):
    collega, domanda = make_utente(email="collega@ats.example"), make_domanda()
    client.get(pagina(domanda, "accogli"))
    accogli_domanda(
        domanda=domanda, data=timezone.localdate(domanda.inviata_il), utente=collega, atto_estremi="1"
    )
    posta = Messaggio.objects.count()
    risposta = accetta(client, domanda)
    assert "già chiusa (accolta): collega@ats.example" in in_riga(risposta)
    assert (Organizzazione.objects.count(), Messaggio.objects.count()) == (1, posta)


def test_a_request_that_came_to_nothing_can_be_forgotten_with_its_paper(
    client, operatore, django_capture_on_commit_callbacks
):
    accolta, ritirata = make_domanda(documento=carica()), make_domanda(documento=carica())
    accogli_domanda(
        domanda=accolta, data=timezone.localdate(accolta.inviata_il), utente=operatore, atto_estremi="1"
    )
    ritira_domanda(domanda=ritirata)
    elimina = f"{ELENCO}{ritirata.pk}/delete/"
    assert client.post(elimina, {"post": "yes"}).status_code == 403
    client.force_login(make_utente(is_staff=True, is_superuser=True))
    assert client.post(f"{ELENCO}{accolta.pk}/delete/", {"post": "yes"}).status_code == 403
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(elimina, {"post": "yes"}).status_code == 302
    assert list(DomandaAdesione.objects.all()) == [accolta]
    assert privati().exists(accolta.documento.name)
    assert not privati().exists(ritirata.documento.name)


@pytest.mark.parametrize(
    "dati",
    [
        {"data": "31/02/2026", "atto_estremi": "x"},
        {"data": "9" * 40, "atto_estremi": "x"},
        {"data": "2026-01-01", "atto": "9" * 40},
        {"data": "2026-01-01", "atto_estremi": "\x00"},
        {"data": "2026-01-01", "atto_estremi": "x" * 10_000},
        {"data": "2026-01-01", "atto_estremi": "x", "organizzazione": "9" * 40},
        {"data": "2026-01-01", "atto_estremi": "x", "organizzazione": "\x00"},
    ],
)
def test_wrong_input_is_said_never_an_error_page(client, operatore, dati):
    domanda = make_domanda()
    risposta = client.post(pagina(domanda, "accogli"), dati)
    assert risposta.status_code == 200
    assert risposta.context["form"].errors
    assert DomandaAdesione.objects.get().stato == "inviata"
