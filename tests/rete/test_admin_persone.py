"""ATS gives, sees and takes away every access from the admin."""

import pytest
from django.contrib.auth.models import Group

from aderenti.models import Accesso, Invito
from core.models import Messaggio
from tests.factories import make_accesso, make_aderente, make_utente
from tests.rete.oggetti import make
from utenti.ruoli import COMITATO

pytestmark = pytest.mark.django_db
ACCESSI, INVITI = "/admin/aderenti/accesso/", "/admin/aderenti/invito/"
RICHIESTE = "/admin/aderenti/richiestaaccesso/?da_fare=tutto"


def esegui(client, elenco, nome, riga):
    """Run an action of a list on a row; return what is told."""
    dati = {"action": nome, "_selected_action": [riga.pk]}
    pagina = client.post(elenco, dati, follow=True)
    return [str(avviso) for avviso in pagina.context["messages"]]


def test_an_operator_takes_any_access_away_at_once(client, operatore):
    accesso = make_accesso()
    assert esegui(client, ACCESSI, "togli_accesso", accesso) == [f"Accesso tolto: {accesso}"]
    accesso.refresh_from_db()
    assert accesso.tolto_da == operatore
    client.force_login(accesso.utente)
    assert client.get(f"/area-riservata/enti/{accesso.organizzazione.slug}/").status_code == 404


def test_an_operator_invites(client, operatore):
    ente = make_aderente()
    dati = {"organizzazione": ente.pk, "email": "Nuova@Example.org", "ruolo": "amministratore"}
    assert client.post(f"{INVITI}add/", dati).status_code == 302
    invito = Invito.objects.get()
    assert (invito.email, invito.creato_da, invito.ruolo) == (
        "nuova@example.org",
        operatore,
        "amministratore",
    )
    assert invito.codice in Messaggio.objects.get(destinatario="nuova@example.org").testo
    assert invito.codice not in client.get(f"{INVITI}{invito.pk}/change/").content.decode()


def test_who_has_an_access_is_not_invited(client, operatore):
    accesso = make_accesso()
    dati = {
        "organizzazione": accesso.organizzazione.pk,
        "email": accesso.utente.email.upper(),
        "ruolo": "redattore",
    }
    pagina = client.post(f"{INVITI}add/", dati)
    assert pagina.context["adminform"].form.errors["email"] == ["Questa persona ha già accesso."]
    assert not Invito.objects.exists()


def test_an_invitation_that_has_left_does_not_change(client, operatore):
    invito = make("aderenti.invito")
    client.post(f"{INVITI}{invito.pk}/change/", {"email": "altra@example.org", "ruolo": "amministratore"})
    assert list(Invito.objects.values_list("email", "ruolo")) == [(invito.email, "redattore")]


def test_an_operator_sends_again_and_takes_back(client, operatore):
    invito = make("aderenti.invito")
    esegui(client, INVITI, "manda_di_nuovo", invito)
    nuovo = Invito.objects.validi().get()
    assert (nuovo.email, nuovo.creato_da, nuovo.pk == invito.pk) == (invito.email, operatore, False)
    assert esegui(client, INVITI, "revoca_invito", nuovo) == [f"Invito revocato: {nuovo}"]
    nuovo.refresh_from_db()
    assert nuovo.revocato_da == operatore


@pytest.mark.parametrize(
    ("azione", "stato", "ruoli"),
    [
        ("accogli_redattore", "accolta", ["redattore"]),
        ("accogli_amministratore", "accolta", ["amministratore"]),
        ("respingi", "respinta", []),
    ],
)
def test_an_operator_decides_a_request(client, operatore, azione, stato, ruoli):
    richiesta = make("aderenti.richiestaaccesso")
    esegui(client, RICHIESTE, azione, richiesta)
    richiesta.refresh_from_db()
    assert (richiesta.stato, richiesta.decisa_da) == (stato, operatore)
    assert list(Invito.objects.values_list("ruolo", flat=True)) == ruoli


def test_the_comitato_sees_no_names(client):
    utente = make_utente(is_staff=True)
    utente.groups.add(Group.objects.get(name=COMITATO))
    client.force_login(utente)
    accesso = make_accesso()
    for elenco in (ACCESSI, INVITI, RICHIESTE):
        assert client.get(elenco).status_code == 403
    dati = {"action": "togli_accesso", "_selected_action": [accesso.pk]}
    assert client.post(ACCESSI, dati).status_code == 403
    assert Accesso.objects.attivi().count() == 1
