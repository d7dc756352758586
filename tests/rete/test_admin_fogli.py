"""The tables of a model in the admin: out, back, what would change, done."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.fogli import leggi, scrivi
from tests.factories import make_categoria, make_servizio

pytestmark = pytest.mark.django_db
FOGLI = "/admin/servizi/servizio/fogli/"


def test_the_staff_change_a_service_from_a_table(admin_client):
    servizio = make_servizio(titolo="Vecchio nome")
    assert f'href="{FOGLI}"' in admin_client.get("/admin/servizi/servizio/").content.decode()
    assert "Tariffe" in admin_client.get(FOGLI).content.decode()
    foglio = leggi(SimpleUploadedFile("s", admin_client.get(f"{FOGLI}servizi/xlsx/").content))
    riga = {**foglio.righe[0][1], "titolo": "Nuovo nome"}
    file = scrivi("ods", "s", foglio.intestazioni, [list(riga.values())]).content
    inviato = admin_client.post(f"{FOGLI}servizi/", {"file": SimpleUploadedFile("s.ods", file)})
    anteprima = admin_client.get(inviato.url).content.decode()
    assert [parte in anteprima for parte in ("Vecchio nome", "Nuovo nome")] == [True, True]
    assert admin_client.post(inviato.url).url == FOGLI
    servizio.refresh_from_db()
    assert servizio.titolo == "Nuovo nome"


def test_the_errors_of_a_table_come_as_a_table(admin_client):
    make_servizio()
    file = SimpleUploadedFile("s.csv", b"id;titolo;inventata\n999;Nome;x\n")
    inviato = admin_client.post(f"{FOGLI}servizi/", {"file": file})
    errori = leggi(SimpleUploadedFile("e", admin_client.get(f"{inviato.url}errori/").content))
    assert [list(riga.values()) for _n, riga in errori.righe] == [
        ["1", "inventata", "non conosco questa colonna"]
    ]
    assert admin_client.post(inviato.url).url == inviato.url  # nothing to confirm


@pytest.mark.parametrize("coda", ["inventata/", "servizi/docx/", "servizi/caricato/999/"])
def test_what_is_not_there_is_not_found(admin_client, coda):
    assert admin_client.get(f"{FOGLI}{coda}").status_code == 404


def test_a_new_body_is_shown_whole_before_it_is_made(admin_client):
    categoria = make_categoria(label="Cooperativa")
    foglio = scrivi("csv", "a", ["id", "denominazione", "categoria"], [["", "Il Larice", categoria.label]])
    file = SimpleUploadedFile("a.csv", foglio.content)
    inviato = admin_client.post("/admin/aderenti/organizzazione/fogli/aderenti/", {"file": file})
    anteprima = admin_client.get(inviato.url).content.decode()
    assert [parte in anteprima for parte in ("Nuova riga", "Il Larice", "Prima")] == [True, True, False]
