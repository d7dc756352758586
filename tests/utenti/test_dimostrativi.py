"""Demo accounts: created once, never over a real person, never on a real site unasked."""

import pytest
from django.core.management import CommandError, call_command

from tests.factories import make_utente
from utenti.dimostrativi import UTENTI, rimuovi
from utenti.models import Utente
from utenti.ruoli import COMITATO, OPERATORE, REFERENTE

COMANDO = "crea_utenti_dimostrativi"


def ruoli():
    return {utente.email: [gruppo.name for gruppo in utente.groups.all()] for utente in Utente.objects.all()}


def test_each_role_has_an_account_that_signs_in_with_the_printed_password(client, db, capsys):
    call_command(COMANDO)
    uscita = capsys.readouterr().out
    for voce in UTENTI:
        assert voce.email in uscita
        assert voce.password in uscita
        assert (
            client.post("/account/login/", {"login": voce.email, "password": voce.password}).status_code
            == 302
        )
        assert client.get("/area-riservata/").context["user"].email == voce.email
        client.logout()
    assert ruoli() == {
        "admin@example.org": [],
        "operatore@example.org": [OPERATORE],
        "comitato@example.org": [COMITATO],
        "referente@example.org": [REFERENTE],
    }
    assert set(Utente.objects.values_list("dimostrativo", flat=True)) == {True}


def test_second_run_keeps_a_changed_password_unless_asked(db):
    call_command(COMANDO)
    utente = Utente.objects.get(email="operatore@example.org")
    utente.set_password("scelta-da-me-ieri")
    utente.save()
    call_command(COMANDO)
    assert Utente.objects.count() == 4
    assert Utente.objects.get(pk=utente.pk).check_password("scelta-da-me-ieri")
    call_command(COMANDO, "--ripristina")
    assert Utente.objects.get(pk=utente.pk).check_password("bernina-demo-4049")


def test_a_real_site_refuses_unless_forced(db, settings):
    settings.HTTPS = True
    with pytest.raises(CommandError, match="--force"):
        call_command(COMANDO)
    assert not Utente.objects.exists()
    call_command(COMANDO, "--force")
    assert Utente.objects.count() == 4


def test_a_real_account_with_that_address_is_never_touched(db):
    vera = make_utente(email="operatore@example.org")
    with pytest.raises(CommandError, match="utente vero"):
        call_command(COMANDO, "--ripristina")
    assert list(Utente.objects.all()) == [vera]


def test_removal_leaves_real_accounts(db):
    vera = make_utente()
    call_command(COMANDO)
    assert rimuovi() == 4
    assert list(Utente.objects.all()) == [vera]


def test_passwords_are_long_enough_for_the_portal(db):
    assert [voce.email for voce in UTENTI if len(voce.password) < 12] == []
