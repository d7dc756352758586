"""Accounts in the admin: useful to operators, and no way up for them."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group

from core.models import Messaggio
from tests.utenti.totp import attiva
from utenti.models import Utente
from utenti.ruoli import COMITATO, OPERATORE, REFERENTE

ELENCO = "/admin/utenti/utente/"


@pytest.fixture
def operatore(client, persona):
    utente = persona(OPERATORE)
    client.force_login(utente)
    return utente


def modulo(client, percorso):
    return client.get(percorso).context["adminform"].form


def azione(client, nome, *utenti):
    return client.post(ELENCO, {"action": nome, "_selected_action": [u.pk for u in utenti]}, follow=True)


def test_operator_creates_a_referente_that_does_not_enter_the_admin(client, operatore):
    ruolo = Group.objects.get(name=REFERENTE)
    client.post(f"{ELENCO}add/", {"email": "nuova@example.org", "groups": [ruolo.pk], "is_active": "on"})
    nuova = Utente.objects.get(email="nuova@example.org")
    assert (nuova.is_staff, nuova.has_usable_password(), list(nuova.groups.all())) == (False, False, [ruolo])
    assert EmailAddress.objects.get(user=nuova).verified


def test_operator_is_not_offered_more_than_its_own_powers(client, operatore):
    campi = modulo(client, f"{ELENCO}add/").fields
    assert [gruppo.name for gruppo in campi["groups"].queryset] == [OPERATORE, COMITATO, REFERENTE]
    Group.objects.get(name=OPERATORE).permissions.remove(
        Group.objects.get(name=COMITATO).permissions.get(codename="view_piano")
    )
    assert [g.name for g in modulo(client, f"{ELENCO}add/").fields["groups"].queryset] == [
        OPERATORE,
        REFERENTE,
    ]
    assert "is_superuser" not in campi


def test_operator_cannot_post_its_way_up(client, operatore, persona):
    altro = persona(REFERENTE)
    potente = Group.objects.create(name="Oltre")
    dati = {
        "email": altro.email,
        "is_active": "on",
        "is_superuser": "on",
        "is_staff": "on",
        "user_permissions": ["1"],
    }
    client.post(f"{ELENCO}{altro.pk}/change/", dati | {"groups": []})
    altro.refresh_from_db()
    assert (altro.is_superuser, altro.is_staff, altro.user_permissions.count()) == (False, False, 0)
    rifiutata = client.post(f"{ELENCO}{altro.pk}/change/", dati | {"groups": [potente.pk]})
    assert "groups" in rifiutata.context["adminform"].form.errors


def test_operator_only_looks_at_an_administrator(client, operatore, persona):
    capo = persona(is_superuser=True, is_staff=True)
    pagina = client.get(f"{ELENCO}{capo.pk}/change/")
    assert not pagina.context["has_change_permission"]
    assert client.post(f"{ELENCO}{capo.pk}/change/", {"email": "mio@example.org"}).status_code == 403


@pytest.mark.parametrize(
    "nome", ["sospendi_accesso", "azzera_secondo_fattore", "invia_invito", "riattiva_accesso"]
)
def test_no_bulk_action_reaches_an_administrator(client, operatore, persona, nome):
    capo = persona(is_superuser=True, is_staff=True, is_active=nome != "riattiva_accesso")
    attiva(capo)
    pagina = azione(client, nome, capo)
    aperto = capo.is_active
    capo.refresh_from_db()
    assert (capo.is_active, capo.authenticator_set.count()) == (aperto, 1)
    assert not Messaggio.objects.exists()
    avvisi = [str(avviso) for avviso in pagina.context["messages"]]
    assert avvisi == [f"Non puoi cambiare l’accesso di {capo.email}."]


def test_closing_and_opening_an_account(client, operatore, persona):
    altro = persona(REFERENTE)
    azione(client, "sospendi_accesso", altro)
    assert not Utente.objects.get(pk=altro.pk).is_active
    azione(client, "riattiva_accesso", altro)
    assert Utente.objects.get(pk=altro.pk).is_active


def test_nobody_shuts_themselves_out(client, operatore):
    azione(client, "sospendi_accesso", operatore)
    client.post(f"{ELENCO}{operatore.pk}/change/", {"email": operatore.email, "groups": []})
    operatore.refresh_from_db()
    assert (operatore.is_active, operatore.is_staff, operatore.groups.count()) == (True, True, 1)


def test_lost_phone_is_taken_off_and_told_by_mail(client, operatore, persona):
    altro = persona(COMITATO)
    attiva(altro)
    azione(client, "azzera_secondo_fattore", altro)
    assert altro.authenticator_set.count() == 0
    assert list(Messaggio.objects.values_list("destinatario", "oggetto")) == [
        (altro.email, "Secondo fattore azzerato")
    ]


def test_a_new_address_replaces_the_old_one_at_login(client, operatore, persona, entra):
    altro = persona(REFERENTE)
    ruolo = altro.groups.get()
    dati = {"email": "corretta@example.org", "groups": [ruolo.pk], "is_active": "on"}
    client.post(f"{ELENCO}{altro.pk}/change/", dati)
    client.logout()
    assert "form" in (entra(altro).context or {})
    altro.refresh_from_db()
    assert entra(altro).url == "/area-riservata/"


def test_nobody_sets_the_password_of_another_or_deletes_an_account(client, persona):
    client.force_login(persona(is_superuser=True, is_staff=True))
    altro = persona()
    client.post(
        f"{ELENCO}{altro.pk}/password/", {"password1": "scelta-da-altri", "password2": "scelta-da-altri"}
    )
    altro.refresh_from_db()
    assert altro.check_password("parola-di-prova")
    assert client.get(f"{ELENCO}{altro.pk}/delete/").status_code == 403


def test_list_filters_who_still_has_to_activate_the_second_factor(client, operatore, persona):
    con = persona(COMITATO)
    attiva(con)
    senza = client.get(f"{ELENCO}?secondo_fattore=no").context["cl"].queryset
    assert list(client.get(f"{ELENCO}?secondo_fattore=si").context["cl"].queryset) == [con]
    assert list(senza) == [operatore]


@pytest.mark.parametrize("quanti", [1, 3])
def test_list_makes_the_same_queries_with_more_rows(
    client, operatore, persona, django_assert_num_queries, quanti
):
    for _ in range(quanti):
        attiva(persona(COMITATO))
    client.get(ELENCO)
    with django_assert_num_queries(8):
        client.get(ELENCO)


def test_secrets_and_roles_have_no_page_in_the_admin(client, persona):
    client.force_login(persona(is_superuser=True, is_staff=True))
    for percorso in ["mfa/authenticator", "auth/group", "account/emailaddress", "sites/site"]:
        assert client.get(f"/admin/{percorso}/").status_code == 404, percorso
