"""The register on a day, as staff read and download it; an event registered from the sheet."""

import re
from datetime import date

import pytest
from django.contrib.auth.models import Group

from aderenti.models import EventoAdesione
from tests.factories import make_aderente, make_categoria, make_organizzazione, make_utente
from utenti.ruoli import OPERATORE

pytestmark = pytest.mark.django_db
REGISTRO = "/admin/aderenti/organizzazione/registro/"


@pytest.fixture(autouse=True)
def operatore(client):
    utente = make_utente(is_staff=True)
    utente.groups.add(Group.objects.get(name=OPERATORE))
    client.force_login(utente)
    return utente


def in_riga(risposta):
    return " ".join(re.sub(r"<[^>]+>", " ", risposta.content.decode()).split())


def test_the_register_on_a_past_day_as_a_page_and_as_a_sheet(client):
    ente = make_organizzazione(
        denominazione="=Larice",
        categoria=make_categoria(label="Cooperative"),
        codice_fiscale="00774730154",
        sede_nome="Lecco",
    )
    EventoAdesione.objects.create(
        organizzazione=ente, tipo="accolta", data=date(2017, 1, 24), atto_estremi="delibera 1"
    )
    EventoAdesione.objects.create(organizzazione=ente, tipo="recesso", data=date(2020, 1, 1))
    make_aderente(denominazione="Dopo", aderente_dal=date(2021, 1, 1))
    assert "1 aderente al 31 dicembre 2019" in in_riga(client.get(REGISTRO, {"al": "2019-12-31"}))
    foglio = client.get(REGISTRO, {"al": "2019-12-31", "foglio": "si"})
    assert foglio["Content-Disposition"] == 'attachment; filename="registro-aderenti-2019-12-31.csv"'
    assert foglio.content.decode("utf-8-sig").splitlines()[1] == (
        '"\'=Larice";"Cooperative";"00774730154";"Lecco";"accolta";"24 gennaio 2017";"delibera 1";""'
    )
    oggi = in_riga(client.get(REGISTRO))
    assert "Dopo" in oggi
    assert "Larice" not in oggi


@pytest.mark.parametrize("al", ["2999-01-01", "ieri", "\x00", "9" * 30, ""])
def test_a_wrong_day_is_said(client, al):
    for foglio in ({}, {"foglio": "si"}):
        risposta = client.get(REGISTRO, {"al": al} | foglio)
        assert risposta.status_code == 200
        assert risposta.context["form"].errors


def test_an_event_is_registered_from_the_sheet_in_its_order(client, operatore):
    ente = make_aderente()
    pagina = f"/admin/aderenti/organizzazione/{ente.pk}/evento/"
    assert (
        f'href="{pagina}"' in client.get(f"/admin/aderenti/organizzazione/{ente.pk}/change/").content.decode()
    )
    scelte = [valore for valore, _nome in client.get(pagina).context["form"].fields["tipo"].choices]
    assert scelte == ["sospesa", "recesso", "cessata"]
    prima = client.post(pagina, {"tipo": "sospesa", "data": "2010-01-01", "motivo": "Lavori"})
    assert "la data deve essere uguale o successiva" in in_riga(prima)
    assert client.post(pagina, {"tipo": "ripresa", "data": "2020-01-01", "motivo": "x"}).status_code == 200
    client.post(pagina, {"tipo": "sospesa", "data": "2020-01-01", "motivo": "Lavori"})
    evento = ente.eventi_adesione.get(tipo="sospesa")
    assert (evento.data, evento.nota, evento.registrato_da) == (date(2020, 1, 1), "Lavori", operatore)
    assert client.get(f"/admin/aderenti/organizzazione/{10**30}/evento/").status_code == 404
