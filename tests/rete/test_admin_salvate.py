"""Saved searches as operators see them: what people look for, never who."""

import pytest

from core.models import Messaggio
from ricerca import salvate
from ricerca.models import RicercaSalvata
from tests.rete.moduli import pagina_di

ELENCO = "/admin/ricerca/ricercasalvata/"
CERCA = {"domanda": "casa=sondrio&q=nido", "frequenza": "giornaliera"}


def test_staff_read_what_is_looked_for_and_not_by_whom(client, operatore):
    ricerca = RicercaSalvata.objects.create(email="mamma@example.org", **CERCA)
    pagine = [client.get(pagina).content.decode() for pagina in (ELENCO, pagina_di(ricerca))]
    for pagina in pagine:
        assert "Il comune dove abiti: sondrio · Che cosa cerchi: nido" in pagina
        assert "mamma@" not in pagina
        assert ricerca.codice not in pagina
    assert list(client.get(ELENCO, {"q": "sondrio"}).context["cl"].queryset) == [ricerca]
    assert list(client.get(ELENCO, {"q": "mamma"}).context["cl"].queryset) == []


def test_deleting_searches_deletes_their_mail(client, operatore):
    for n in (1, 2, 3):
        salvate.salva(email=f"m{n}@example.org", **CERCA)
    prima, seconda, terza = RicercaSalvata.objects.order_by("email")
    client.post(f"{ELENCO}{prima.pk}/delete/", {"post": "yes"})
    scelte = {"action": "delete_selected", "_selected_action": [seconda.pk], "post": "yes"}
    client.post(ELENCO, scelte)
    assert list(RicercaSalvata.objects.all()) == [terza]
    assert [messaggio.destinatario for messaggio in Messaggio.objects.all()] == ["m3@example.org"]


@pytest.mark.parametrize("filtro", ["email__startswith", "email", "codice__startswith"])
def test_an_address_is_not_guessed_a_letter_at_a_time(client, operatore, filtro):
    ricerca = RicercaSalvata.objects.create(email="mamma@example.org", **CERCA)
    for valore in (getattr(ricerca, filtro.partition("__")[0]), "z"):
        assert client.get(ELENCO, {filtro: valore}).status_code == 400
