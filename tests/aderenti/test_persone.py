"""The people of a body: roles, removal at once, the last administrator who stays."""

import re
from threading import Barrier, Thread

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from aderenti.inviti import invita
from aderenti.models import Accesso, Invito, Referente
from aderenti.persone import ULTIMO, cambia_ruolo, lascia, togli
from core.models import Messaggio
from tests.factories import make_accesso, make_aderente, make_utente
from utenti.ruoli import REFERENTE

pytestmark = pytest.mark.django_db


@pytest.fixture
def ente():
    return make_aderente(denominazione="Comune di Grosio")


@pytest.fixture
def capo(client, ente):
    """Return the access of the administrator, signed in."""
    accesso = make_accesso(organizzazione=ente, utente=make_utente(email="capo@example.org"))
    client.force_login(accesso.utente)
    return accesso


@pytest.fixture
def collega(ente, capo):
    """Return the access of an editor."""
    return make_accesso("redattore", organizzazione=ente, utente=make_utente(email="collega@example.org"))


def indirizzo(ente, coda=""):
    return f"/area-riservata/enti/{ente.slug}/persone/{coda}"


def in_riga(risposta):
    """Return the words of a page, in one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", risposta.content.decode()))


def in_vigore(ente):
    return dict(Accesso.objects.attivi().filter(organizzazione=ente).values_list("utente__email", "ruolo"))


def avvisi(client, risposta):
    return [str(avviso) for avviso in client.get(risposta.url).context["messages"]]


def test_an_administrator_sees_people_invitations_and_requests(client, ente, capo, collega):
    invita(organizzazione=ente, email="nuova@example.org", ruolo="redattore", da=capo.utente)
    ente.richieste_accesso.create(email="chiede@example.org", ruolo="segreteria")
    altro = make_aderente()
    make_accesso(organizzazione=altro, utente=make_utente(email="di.altri@example.org"))
    invita(organizzazione=altro, email="invito.altrui@example.org", ruolo="redattore", da=None)
    pagina = in_riga(client.get(indirizzo(ente)))
    for parole in ("capo@example.org", "collega@example.org", "nuova@example.org", "chiede@example.org"):
        assert parole in pagina
    assert "di.altri@example.org" not in pagina
    assert "invito.altrui@example.org" not in pagina


def test_an_editor_sees_who_has_access_and_nothing_to_press(client, ente, capo, collega):
    invita(organizzazione=ente, email="nuova@example.org", ruolo="redattore", da=capo.utente)
    ente.richieste_accesso.create(email="chiede@example.org", ruolo="segreteria")
    client.force_login(collega.utente)
    pagina = client.get(indirizzo(ente))
    assert "capo@example.org" in in_riga(pagina)
    for parole in ("nuova@example.org", "chiede@example.org", "Togli l’accesso", "Invita una persona"):
        assert parole not in in_riga(pagina)


def test_the_page_of_the_people_makes_the_same_queries_with_more_rows(client, ente, capo, nplus):
    def aggiungi():
        make_accesso("redattore", organizzazione=ente)
        email = f"m{Invito.objects.count()}@example.org"
        invita(organizzazione=ente, email=email, ruolo="redattore", da=None)
        ente.richieste_accesso.create(email=email, ruolo="segreteria")

    nplus(lambda: client.get(indirizzo(ente)), aggiungi, attese=7)


def test_an_editor_finds_no_page_of_the_administrators(client, ente, capo, collega):
    invito = invita(organizzazione=ente, email="nuova@example.org", ruolo="redattore", da=capo.utente)
    richiesta = ente.richieste_accesso.create(email="chiede@example.org", ruolo="segreteria")
    client.force_login(collega.utente)
    pagine = [
        "invita/",
        f"inviti/{invito.pk}/rimanda/",
        f"inviti/{invito.pk}/revoca/",
        f"richieste/{richiesta.pk}/",
        f"{capo.pk}/ruolo/",
        f"{capo.pk}/togli/",
    ]
    trovate = {
        (coda, metodo): getattr(client, metodo)(indirizzo(ente, coda)).status_code
        for coda in pagine
        for metodo in ("get", "post")
    }
    assert set(trovate.values()) == {404}
    assert in_vigore(ente) == {"capo@example.org": "amministratore", "collega@example.org": "redattore"}


def test_the_people_of_another_body_are_not_found(client, ente, capo):
    altro = make_aderente()
    di_altri = make_accesso("redattore", organizzazione=altro)
    invito = invita(organizzazione=altro, email="nuova@example.org", ruolo="redattore", da=None)
    richiesta = altro.richieste_accesso.create(email="chiede@example.org", ruolo="segreteria")
    pagine = [
        f"{di_altri.pk}/togli/",
        f"{di_altri.pk}/ruolo/",
        f"inviti/{invito.pk}/revoca/",
        f"inviti/{invito.pk}/rimanda/",
        f"richieste/{richiesta.pk}/",
        f"{'9' * 30}/togli/",
    ]
    dati = {"ruolo": "redattore"}
    assert {client.post(indirizzo(ente, coda), dati).status_code for coda in pagine} == {404}
    assert {client.post(indirizzo(altro, coda), dati).status_code for coda in pagine} == {404}
    invito.refresh_from_db()
    assert invito.valido
    assert len(in_vigore(altro)) == 1


def test_inviting_queues_the_mail(client, ente, capo):
    risposta = client.post(indirizzo(ente, "invita/"), {"email": "Nuova@Example.org", "ruolo": "redattore"})
    assert avvisi(client, risposta) == ["L’invito a nuova@example.org è in partenza."]
    invito = Invito.objects.get()
    assert (invito.creato_da, invito.ruolo) == (capo.utente, "redattore")
    assert invito.codice in Messaggio.objects.get(destinatario="nuova@example.org").testo


@pytest.mark.parametrize(
    ("campo", "valore", "errore"),
    [
        ("email", "non-un-indirizzo", "Scrivi un indirizzo e-mail intero"),
        ("email", "a\x00b@example.org", "Scrivi un indirizzo e-mail intero"),
        ("email", "a" * 10_000 + "@example.org", "Scrivi un indirizzo e-mail intero"),
        ("email", "COLLEGA@example.org", "Questa persona ha già accesso"),
        ("ruolo", "padrone", "Scegli il ruolo"),
        ("ruolo", "", "Scegli il ruolo"),
    ],
)
def test_a_bad_invitation_comes_back_with_its_words(client, ente, capo, collega, campo, valore, errore):
    dati = {"email": "nuova@example.org", "ruolo": "redattore"} | {campo: valore}
    pagina = client.post(indirizzo(ente, "invita/"), dati)
    assert pagina.status_code == 200
    assert errore in str(pagina.context["form"].errors[campo])
    assert not Invito.objects.exists()


def test_a_body_does_not_send_invitations_without_end(client, ente, capo):
    for n in range(30):
        client.post(indirizzo(ente, "invita/"), {"email": f"m{n}@example.org", "ruolo": "redattore"})
    dati = {"email": "altra@example.org", "ruolo": "redattore"}
    assert client.post(indirizzo(ente, "invita/"), dati).status_code == 429
    assert Invito.objects.count() == 30


def test_an_invitation_is_sent_again_and_taken_back_from_the_list(client, ente, capo):
    invito = invita(organizzazione=ente, email="nuova@example.org", ruolo="redattore", da=capo.utente)
    client.post(indirizzo(ente, f"inviti/{invito.pk}/rimanda/"))
    nuovo = Invito.objects.validi().get()
    assert nuovo.pk != invito.pk
    assert client.post(indirizzo(ente, f"inviti/{invito.pk}/revoca/")).status_code == 404
    client.post(indirizzo(ente, f"inviti/{nuovo.pk}/revoca/"))
    assert not Invito.objects.validi().exists()
    assert client.get(indirizzo(ente, f"inviti/{nuovo.pk}/revoca/")).status_code == 405


def test_a_new_role_is_written_beside_the_old_one_and_told(client, ente, capo, collega):
    client.post(indirizzo(ente, f"{collega.pk}/ruolo/"), {"ruolo": "amministratore"})
    assert in_vigore(ente) == {"capo@example.org": "amministratore", "collega@example.org": "amministratore"}
    storia = collega.utente.accessi.order_by("pk").values_list("ruolo", "dato_da__email", "tolto_da__email")
    assert list(storia) == [
        ("redattore", None, "capo@example.org"),
        ("amministratore", "capo@example.org", None),
    ]
    lettera = Messaggio.objects.get()
    assert (lettera.destinatario, lettera.oggetto) == (
        "collega@example.org",
        "Ora sei amministratore di Comune di Grosio",
    )


def test_removing_asks_first_then_is_immediate_and_told(client, ente, capo, collega):
    Referente.objects.create(organizzazione=ente, ruolo="ufficio", utente=collega.utente)
    collega.utente.groups.add(Group.objects.get(name=REFERENTE))
    aperto = invita(organizzazione=ente, email="collega@example.org", ruolo="amministratore", da=None)
    pagina = client.get(indirizzo(ente, f"{collega.pk}/togli/"))
    assert "Togliere l’accesso a collega@example.org?" in in_riga(pagina)
    assert "collega@example.org" in in_vigore(ente)
    client.post(indirizzo(ente, f"{collega.pk}/togli/"))
    collega.refresh_from_db()
    assert (collega.tolto_da, collega.utente.groups.count()) == (capo.utente, 0)
    assert in_vigore(ente) == {"capo@example.org": "amministratore"}
    assert Referente.objects.get().al == timezone.localdate()
    aperto.refresh_from_db()
    assert not aperto.valido
    assert Messaggio.objects.order_by("pk").last().oggetto == "Non curi più le pagine di Comune di Grosio"
    assert client.post(indirizzo(ente, f"{collega.pk}/togli/")).status_code == 404


def test_leaving_one_body_keeps_the_role_for_the_other(client, ente, capo, collega):
    make_accesso("redattore", utente=collega.utente)
    collega.utente.groups.add(Group.objects.get(name=REFERENTE))
    client.force_login(collega.utente)
    assert "Lasciare Comune di Grosio?" in in_riga(client.get(indirizzo(ente, "lascia/")))
    assert client.post(indirizzo(ente, "lascia/")).url == "/area-riservata/"
    assert "collega@example.org" not in in_vigore(ente)
    assert client.get(indirizzo(ente)).status_code == 404
    assert Accesso.objects.attivi().filter(utente=collega.utente).count() == 1
    assert collega.utente.groups.get().name == REFERENTE


def test_the_last_administrator_cannot_leave_be_removed_or_be_demoted(client, ente, capo, collega):
    make_accesso(organizzazione=ente, utente=make_utente(is_active=False))
    detto = ["capo@example.org è l’unico amministratore: prima fai amministratore un’altra persona."]
    assert avvisi(client, client.post(indirizzo(ente, "lascia/"))) == detto
    assert client.post(indirizzo(ente, f"{capo.pk}/togli/")).url == indirizzo(ente, "lascia/")
    pagina = client.post(indirizzo(ente, f"{capo.pk}/ruolo/"), {"ruolo": "redattore"})
    assert pagina.context["form"].errors["ruolo"] == detto
    for azione in (
        lambda: lascia(accesso=capo),
        lambda: togli(accesso=capo, da=collega.utente),
        lambda: cambia_ruolo(accesso=capo, ruolo="redattore", da=capo.utente),
    ):
        with pytest.raises(ValidationError) as rifiuto:
            azione()
        assert rifiuto.value.code == ULTIMO
    assert in_vigore(ente)["capo@example.org"] == "amministratore"


def test_with_another_administrator_one_may_leave(client, ente, capo, collega):
    cambia_ruolo(accesso=collega, ruolo="amministratore", da=capo.utente)
    client.post(indirizzo(ente, "lascia/"))
    assert in_vigore(ente) == {"collega@example.org": "amministratore"}


def test_who_is_removed_leaves_no_invitation_behind(ente, capo):
    altro = make_accesso(organizzazione=ente)
    suo = invita(organizzazione=ente, email="doppio@example.org", ruolo="amministratore", da=altro.utente)
    di_altri = invita(organizzazione=ente, email="nuova@example.org", ruolo="redattore", da=capo.utente)
    togli(accesso=altro, da=capo.utente)
    assert list(ente.inviti.validi()) == [di_altri]
    suo.refresh_from_db()
    assert suo.revocato_da == capo.utente


def test_an_access_taken_away_already_is_not_taken_twice(ente, capo, collega):
    togli(accesso=collega, da=capo.utente)
    for azione in (
        lambda: togli(accesso=collega, da=capo.utente),
        lambda: cambia_ruolo(accesso=collega, ruolo="amministratore", da=capo.utente),
    ):
        with pytest.raises(Accesso.DoesNotExist):
            azione()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "azione",
    [
        lambda accesso, altro: lascia(accesso=accesso),
        lambda accesso, altro: togli(accesso=altro, da=accesso.utente),
        lambda accesso, altro: cambia_ruolo(accesso=altro, ruolo="redattore", da=accesso.utente),
    ],
    ids=["leave", "remove", "demote"],
)
def test_two_administrators_at_the_same_instant_leave_one(azione):
    ente = make_aderente()
    due = [make_accesso(organizzazione=ente) for _volta in range(2)]
    pronti, esiti = Barrier(2, timeout=20), []

    def agisci(accesso, altro):
        try:
            pronti.wait()
            azione(accesso, altro)
            esiti.append("fatto")
        except ValidationError as rifiuto:
            esiti.append(rifiuto.code)
        finally:
            connection.close()

    fili = [Thread(target=agisci, args=coppia) for coppia in (due, due[::-1])]
    for filo in fili:
        filo.start()
    for filo in fili:
        filo.join()
    assert sorted(esiti) == ["fatto", ULTIMO]
    assert Accesso.objects.attivi().amministratori().filter(organizzazione=ente).count() == 1
