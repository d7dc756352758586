"""Importing projects and money in the admin: upload, columns, preview, confirmation, and who may not."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile

from core.fogli import leggi
from core.models import Caricamento, MappaColonne
from progetti.models import Pagamento
from tests.factories import make_aderente, make_progetto, make_quadro, make_utente
from utenti.ruoli import COMITATO, OPERATORE

pytestmark = pytest.mark.django_db
IMPORTA = "/admin/progetti/progetto/importa/"
PAGAMENTI = f"{IMPORTA}pagamenti/"
TITOLI = "Pratica;Tipo;Data;Quanto;A chi;Note interne"


def _file(*righe):
    return SimpleUploadedFile("pagamenti.csv", "\n".join([TITOLI, *righe]).encode("cp1252"))


def _come(client, ruolo):
    utente = make_utente(is_staff=True)
    utente.groups.add(Group.objects.get(name=ruolo))
    client.force_login(utente)
    return client


@pytest.fixture
def operatore(client):
    """Return a client signed in as an operator."""
    return _come(client, OPERATORE)


@pytest.fixture
def progetto():
    progetto = make_progetto(code="FSE-1", titolo="Nidi in quota")
    make_quadro(progetto, {"regione": Decimal(100_000)})
    make_aderente(denominazione="Comunità montana")
    return progetto


def test_from_the_list_of_projects_to_payments_written(operatore, progetto):
    assert f'href="{IMPORTA}"' in operatore.get("/admin/progetti/progetto/").content.decode()
    assert "Pagamenti" in operatore.get(IMPORTA).content.decode()
    inviato = operatore.post(
        PAGAMENTI, {"file": _file("FSE-1;anticipo;31/12/2018;87.000;Comunità montana;x")}
    )
    assert inviato.url.endswith("/colonne/")
    pagina = operatore.get(inviato.url).content.decode()
    assert "caratteri Windows-1252, colonne divise da «;»" in pagina
    assert "Ancora da abbinare:" in pagina
    scelte = {"colonna_0": "progetto", "colonna_1": "tipo", "colonna_2": "data", "colonna_3": "data"}
    di_nuovo = operatore.post(inviato.url, scelte).content.decode()
    assert "È già preso dalla colonna «Data»." in di_nuovo
    assert "Nessuna colonna è abbinata a «Importo (euro)», che serve." in di_nuovo
    scelte |= {"colonna_3": "importo", "colonna_4": "beneficiario", "nome_mappa": "Ufficio"}
    anteprima = operatore.post(inviato.url, scelte).url
    pagina = operatore.get(anteprima).content.decode()
    assert "87.000,00\xa0€ nel foglio, 87.000,00\xa0€ nelle righe da scrivere" in pagina
    assert ["Nidi in quota" in pagina, "31/12/2018" in pagina, "Note interne" in pagina] == [True, True, True]
    assert Pagamento.objects.count() == 0
    assert operatore.post(anteprima).url == IMPORTA
    assert Pagamento.objects.get().importo == Decimal("87000.00")
    assert operatore.post(anteprima).url == IMPORTA  # asked twice, done once
    assert Pagamento.objects.count() == 1
    assert MappaColonne.objects.get().nome == "Ufficio"
    inviato = operatore.post(PAGAMENTI, {"file": _file("FSE-1;anticipo;32/12/2018;1;Comunità montana;x")})
    assert "/colonne/" not in inviato.url
    pagina = operatore.get(inviato.url).content.decode()
    assert "C «Data»" in pagina
    errori = leggi(SimpleUploadedFile("e", operatore.get(f"{inviato.url}errori/").content))
    assert [list(riga.values()) for _n, riga in errori.righe] == [
        ["2", "C «Data»", "«32/12/2018» non è una data: scrivi 31/12/2026"]
    ]
    operatore.post(inviato.url)
    assert Pagamento.objects.count() == 1


def test_what_changed_after_the_preview_is_shown_again(operatore, progetto):
    riga = "FSE-1;anticipo;31/12/2018;10,00;Comunità montana;x"
    colonne = operatore.post(PAGAMENTI, {"file": _file(riga)}).url
    campi = ["progetto", "tipo", "data", "importo", "beneficiario", ""]
    anteprima = operatore.post(colonne, {f"colonna_{n}": campo for n, campo in enumerate(campi)}).url
    ente = make_aderente(denominazione="Comunità montana")
    assert operatore.post(anteprima).url == anteprima
    pagina = operatore.get(anteprima).content.decode()
    assert "Non ho scritto nulla" in pagina
    assert "è il nome di più voci" in pagina
    assert Pagamento.objects.count() == 0
    ente.delete()


@pytest.mark.parametrize("pagina", ["", "pagamenti/", "pagamenti/modello/xlsx/"])
def test_the_comitato_reads_projects_and_imports_nothing(client, pagina):
    _come(client, COMITATO)
    assert client.get(f"{IMPORTA}{pagina}").status_code == 403
    assert IMPORTA not in client.get("/admin/progetti/progetto/").content.decode()


@pytest.mark.parametrize("coda", ["inventata/", "pagamenti/modello/docx/", "pagamenti/caricato/999/colonne/"])
def test_what_is_not_there_is_not_found(operatore, coda):
    assert operatore.get(f"{IMPORTA}{coda}").status_code == 404


def test_a_hostile_choice_is_an_error_and_the_upload_of_another_is_not_found(operatore, progetto):
    colonne = operatore.post(PAGAMENTI, {"file": _file("FSE-1;anticipo;31/12/2018;1;x;x")}).url
    scelte = {"colonna_0": "pk", "colonna_1": "\x00", "nome_mappa": "a\x00"}
    assert operatore.post(colonne, scelte).status_code == 200
    assert operatore.get(colonne.replace("colonne/", "")).status_code == 404  # not mapped yet
    Caricamento.objects.update(utente=make_utente())
    assert operatore.get(colonne).status_code == 404
