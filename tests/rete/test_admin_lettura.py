"""Two people on one sheet of the admin: nothing is overwritten in silence, nothing typed is lost."""

from datetime import time
from decimal import Decimal

import pytest

from core.proposte import decidi, proponi, scheda_di
from servizi.models import Orario, Tariffa
from tests.factories import make_aderente, make_ambito, make_destinatario, make_servizio, make_utente
from tests.rete.moduli import dati, errori, pagina_di

pytestmark = pytest.mark.django_db


@pytest.fixture
def ente(operatore):
    return make_aderente(denominazione="Nome", telefono="0342 1", descrizione="Chi siamo")


def altri(oggetto, **cambi):
    """Change a sheet as somebody else does, meanwhile."""
    scheda_di(oggetto).scrivi(type(oggetto).objects.get(pk=oggetto.pk), cambi)


def messaggi(client, risposta):
    return [str(m) for m in client.get(risposta.url).context["messages"]]


def test_a_field_that_only_another_changed_stays_as_it_is(client, ente):
    letta = dati(client.get(pagina_di(ente)))
    altri(ente, telefono="0342 2", descrizione="Chi siamo\nadesso")
    risposta = client.post(pagina_di(ente), letta | {"denominazione": "Nome nuovo"})
    assert risposta.status_code == 302
    ente.refresh_from_db()
    assert (ente.denominazione, ente.telefono) == ("Nome nuovo", "0342 2")
    assert ente.descrizione == "Chi siamo\nadesso"
    restano = "Telefono dell'ufficio, Chi è e che cosa fa"
    assert f"Nel frattempo qualcuno ha cambiato anche: {restano}. Resta come l’ha scritto." in messaggi(
        client, risposta
    )


def test_a_field_that_both_changed_is_told_and_the_second_save_overwrites(client, ente, operatore):
    letta = dati(client.get(pagina_di(ente))) | {"denominazione": "Il mio nome"}
    collega = make_utente(email="collega@example.org")
    _d, attesa = proponi(oggetto=ente, cambi={"denominazione": "Nome di altri"}, autore=collega)
    decidi(proposta=attesa, versione=1, da=collega, accolti=["denominazione"])
    altri(ente, telefono="0342 2")
    risposta = client.post(pagina_di(ente), letta)
    assert errori(risposta) == [
        "Nel frattempo qualcuno ha cambiato questa voce: ora c’è scritto «Nome di altri». "
        "Se salvi di nuovo, resta quello che hai scritto tu."
    ]
    scritto = dati(risposta)
    assert scritto["denominazione"] == "Il mio nome"
    ente.refresh_from_db()
    assert ente.denominazione == "Nome di altri"
    assert client.post(pagina_di(ente), scritto).status_code == 302
    ente.refresh_from_db()
    assert (ente.denominazione, ente.telefono) == ("Il mio nome", "0342 2")


def test_a_third_change_is_told_again(client, ente):
    letta = dati(client.get(pagina_di(ente))) | {"denominazione": "Il mio nome"}
    altri(ente, denominazione="Secondo")
    scritto = dati(client.post(pagina_di(ente), letta))
    altri(ente, denominazione="Terzo")
    assert "ora c’è scritto «Terzo»" in errori(client.post(pagina_di(ente), scritto))[0]


def test_the_same_change_made_twice_is_no_conflict(client, ente):
    letta = dati(client.get(pagina_di(ente))) | {"denominazione": "Stesso nome", "natura": "privato"}
    altri(ente, denominazione="Stesso nome")
    assert client.post(pagina_di(ente), letta).status_code == 302


def test_choices_numbers_and_links_of_a_service(client, operatore):
    primo, secondo, terzo = (make_destinatario(label=nome) for nome in ("Uno", "Due", "Tre"))
    servizio = make_servizio(area=[make_ambito()], voucher=None, eta_min_mesi=3)
    servizio.destinatari.set([primo])
    letta = dati(client.get(pagina_di(servizio)))
    altri(servizio, voucher=False, eta_min_mesi=6, destinatari=[secondo.pk])
    cambi = {"destinatari": [terzo.pk], "eta_min_mesi": "9"}
    risposta = client.post(pagina_di(servizio), letta | cambi)
    detti = errori(risposta)
    assert [testo.split("«")[1].split("»")[0] for testo in detti] == ["Due", "6"]
    client.post(pagina_di(servizio), dati(risposta))
    servizio.refresh_from_db()
    assert (servizio.voucher, servizio.eta_min_mesi, list(servizio.destinatari.all())) == (False, 9, [terzo])


def test_lines_keep_what_only_another_changed_and_tell_what_both_did(client, operatore):
    servizio = make_servizio(area=[make_ambito()])
    tariffa = Tariffa.objects.create(servizio=servizio, importo=Decimal(10), unita="mese")
    letta = dati(client.get(pagina_di(servizio)))
    Tariffa.objects.update(importo=Decimal(20), descrizione="Intera")
    assert client.post(pagina_di(servizio), letta | {"titolo": "Altro"}).status_code == 302
    tariffa.refresh_from_db()
    assert (tariffa.importo, tariffa.descrizione) == (Decimal(20), "Intera")
    risposta = client.post(pagina_di(servizio), letta | {"tariffe-0-importo": "30"})
    assert "ora c’è scritto «20,00»" in errori(risposta)[0]
    client.post(pagina_di(servizio), dati(risposta))
    tariffa.refresh_from_db()
    assert (tariffa.importo, tariffa.descrizione) == (Decimal(30), "Intera")


def test_a_line_taken_away_meanwhile_is_told(client, operatore):
    servizio = make_servizio(area=[make_ambito()])
    Orario.objects.create(servizio=servizio, giorno=0, dalle=time(8), alle=time(12))
    letta = dati(client.get(pagina_di(servizio)))
    altri(servizio, orari=[{"giorno": 1, "dalle": "08:00", "alle": "12:00"}])
    risposta = client.post(pagina_di(servizio), letta | {"titolo": "Altro"})
    assert any("questa riga è stata tolta o riscritta" in testo for testo in errori(risposta))
    assert dati(risposta)["titolo"] == "Altro"
    assert client.post(pagina_di(servizio), letta | {"orari-0-DELETE": "on"}).status_code == 302
    assert servizio.orari.get().giorno == 1


@pytest.mark.parametrize("letta", ["", "x", "\x00", "x" * 10_000, "e30:abc:def"])
def test_an_imprint_that_is_none_compares_nothing(client, ente, letta):
    scritto = dati(client.get(pagina_di(ente))) | {"versione_letta": letta, "denominazione": "Altro"}
    assert client.post(pagina_di(ente), scritto).status_code == 302


def test_a_new_sheet_has_nothing_to_compare(client, db):
    client.force_login(make_utente(is_staff=True, is_superuser=True))
    pagina = client.get("/admin/aderenti/organizzazione/add/").content.decode()
    assert "versione_letta" not in pagina
