"""Invitations: one address, one use, two weeks; a page that a glance does not use."""

import re
from threading import Barrier, Thread

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone

from aderenti.inviti import (
    AccountEsistenteError,
    InvitoDiAltriError,
    InvitoNonValidoError,
    accetta,
    apri_account,
    invita,
    revoca,
    rimanda,
)
from aderenti.models import Accesso, Invito, Referente
from core.models import Messaggio
from tests.factories import make_accesso, make_aderente, make_utente
from utenti.models import Utente
from utenti.ruoli import REFERENTE

pytestmark = pytest.mark.django_db
PASSWORD = "una-frase-che-ricordo"
NUOVA = {"password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def capo():
    """Return the administrator of “Comune di Grosio”."""
    return make_accesso(organizzazione=make_aderente(denominazione="Comune di Grosio")).utente


def make_invito(capo, email="nuova@example.org", ruolo="redattore", **campi):
    """Return an invitation of ``capo``; ``campi`` are written after it has left."""
    ente = capo.accessi.get().organizzazione
    invito = invita(organizzazione=ente, email=email, ruolo=ruolo, da=capo)
    Invito.objects.filter(pk=invito.pk).update(**campi)
    invito.refresh_from_db()
    return invito


def in_riga(risposta):
    """Return the words of a page, in one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", risposta.content.decode()))


def accessi_di(email):
    return list(
        Accesso.objects.attivi()
        .filter(utente__email=email)
        .values_list("organizzazione__denominazione", "ruolo", "dato_da__email")
    )


def test_the_page_says_what_it_is_and_uses_nothing(client, capo):
    invito = make_invito(capo)
    for _volta in range(2):
        pagina = client.get(invito.indirizzo())
        assert pagina.status_code == 200
    for parole in ("Cura le pagine di Comune di Grosio", "nuova@example.org", "Redattore", capo.email):
        assert parole in in_riga(pagina)
    assert invito.valido
    assert not Utente.objects.filter(email="nuova@example.org").exists()


def test_the_page_is_kept_by_nobody_and_its_address_goes_nowhere(client, capo):
    invito = make_invito(capo)
    for indirizzo in (invito.indirizzo(), "/inviti/mai-dato/"):
        pagina = client.get(indirizzo)
        assert set(pagina["Cache-Control"].split(", ")) == {"no-store", "private"}
        assert (pagina["Referrer-Policy"], pagina["X-Robots-Tag"]) == ("strict-origin", "noindex")


def test_who_has_no_account_chooses_a_password_and_is_in(client, capo):
    invito = make_invito(capo, email="Nuova@Example.org")
    risposta = client.post(invito.indirizzo(), NUOVA)
    assert risposta.url == "/area-riservata/enti/comune-di-grosio/"
    assert client.get(risposta.url).status_code == 200
    utente = Utente.objects.get(email="nuova@example.org")
    assert utente.check_password(PASSWORD)
    assert list(utente.emailaddress_set.values_list("email", "verified", "primary")) == [
        ("nuova@example.org", True, True)
    ]
    assert list(utente.groups.values_list("name", flat=True)) == [REFERENTE]
    assert accessi_di("nuova@example.org") == [("Comune di Grosio", "redattore", capo.email)]
    invito.refresh_from_db()
    assert invito.usato_da == utente


def test_the_new_account_signs_in_again_with_its_password(client, capo):
    client.post(make_invito(capo).indirizzo(), NUOVA)
    client.logout()
    dati = {"login": "nuova@example.org", "password": PASSWORD}
    assert client.post("/account/login/", dati, follow=True).redirect_chain[-1][0] == (
        "/area-riservata/enti/comune-di-grosio/"
    )


@pytest.mark.parametrize(
    ("prima", "seconda", "errore"),
    [
        ("corta", "corta", "12 caratteri"),
        (PASSWORD, "un'altra-frase-lunga", "stessa password"),
        ("nuova@example.org", "nuova@example.org", "simile"),
        (f"{PASSWORD}\x00", f"{PASSWORD}\x00", "null"),
        ("", "", "obbligatorio"),
    ],
)
def test_a_bad_password_is_told_and_uses_nothing(client, capo, prima, seconda, errore):
    invito = make_invito(capo)
    pagina = client.post(invito.indirizzo(), {"password1": prima, "password2": seconda})
    assert pagina.status_code == 200
    assert errore in str(pagina.context["form"].errors)
    invito.refresh_from_db()
    assert invito.valido
    assert not Utente.objects.filter(email=invito.email).exists()


def test_the_referent_with_that_address_becomes_the_account(client, capo):
    ente = capo.accessi.get().organizzazione
    campi = {"organizzazione": ente, "ruolo": "ufficio"}
    suo = Referente.objects.create(email="Nuova@example.org", **campi)
    altrui = Referente.objects.create(email="altra@example.org", **campi)
    di_altri = Referente.objects.create(
        email="nuova@example.org", organizzazione=make_aderente(), ruolo="ufficio"
    )
    client.post(make_invito(capo).indirizzo(), NUOVA)
    collegati = Referente.objects.filter(utente__isnull=False)
    assert list(collegati.values_list("pk", "utente__email")) == [(suo.pk, "nuova@example.org")]
    assert Referente.objects.filter(pk__in=[altrui.pk, di_altri.pk], utente=None).count() == 2


def test_who_has_an_account_signs_in_first_and_comes_back(client, capo):
    make_utente(email="collega@example.org")
    invito = make_invito(capo, email="collega@example.org")
    indirizzo = invito.indirizzo()
    pagina = client.get(indirizzo)
    assert f'href="/account/login/?next={indirizzo}"' in pagina.content.decode()
    assert 'name="password1"' not in pagina.content.decode()
    assert client.post(indirizzo, NUOVA).url == indirizzo
    invito.refresh_from_db()
    assert invito.valido


def test_who_has_an_account_accepts_by_a_button(client, capo):
    collega = make_utente(email="Collega@example.org")
    invito = make_invito(capo, email="collega@example.org", ruolo="amministratore")
    client.force_login(collega)
    client.get(invito.indirizzo())
    assert accessi_di(collega.email) == []
    assert client.post(invito.indirizzo()).url == "/area-riservata/enti/comune-di-grosio/"
    assert accessi_di(collega.email) == [("Comune di Grosio", "amministratore", capo.email)]
    assert collega.check_password("parola-di-prova")


def test_another_person_is_told_and_may_sign_out_to_it(client, capo):
    invito = make_invito(capo)
    client.force_login(make_utente(email="altra@example.org"))
    pagina = client.get(invito.indirizzo())
    assert "Sei dentro come altra@example.org, ma l’invito è per nuova@example.org" in in_riga(pagina)
    assert client.post(invito.indirizzo(), NUOVA).status_code == 403
    assert client.post("/account/logout/", {"next": invito.indirizzo()}).url == (invito.indirizzo())
    assert accessi_di("altra@example.org") == accessi_di("nuova@example.org") == []


def test_a_suspended_account_is_told_where_to_write(client, capo):
    make_utente(email="nuova@example.org", is_active=False)
    assert "Il tuo account è sospeso" in in_riga(client.get(make_invito(capo).indirizzo()))


@pytest.mark.parametrize(
    ("campo", "titolo"),
    [
        ("usato_il", "Questo invito è già stato usato"),
        ("revocato_il", "Questo invito non vale più"),
        ("scade_il", "Questo invito è scaduto"),
    ],
)
def test_an_invitation_that_is_over_says_so_and_what_to_do(client, capo, campo, titolo):
    invito = make_invito(capo, **{campo: timezone.now()})
    for pagina in (client.get(invito.indirizzo()), client.post(invito.indirizzo(), NUOVA)):
        assert pagina.status_code == 410
        assert titolo in in_riga(pagina)
        assert "Chiedilo a chi amministra le pagine di Comune di Grosio" in in_riga(pagina)
    assert accessi_di("nuova@example.org") == []
    with pytest.raises(InvitoNonValidoError):
        apri_account(codice=invito.codice, password=PASSWORD)


def test_an_unknown_code_opens_nothing(client, db):
    pagina = client.get("/inviti/mai-dato/")
    assert pagina.status_code == 404
    assert "Questo indirizzo non apre nessun invito" in in_riga(pagina)


def test_who_has_used_it_finds_the_way_in(client, capo):
    invito = make_invito(capo)
    client.post(invito.indirizzo(), NUOVA)
    pagina = client.get(invito.indirizzo())
    assert pagina.status_code == 410
    assert "Lo hai accettato tu" in in_riga(pagina)


def test_a_new_invitation_takes_the_old_one_back(capo):
    vecchio = make_invito(capo)
    nuovo = rimanda(invito=vecchio, da=capo)
    vecchio.refresh_from_db()
    assert (vecchio.valido, vecchio.revocato_da, nuovo.valido) == (False, capo, True)
    assert nuovo.codice != vecchio.codice
    ultimo = Messaggio.objects.order_by("pk").last()
    assert (ultimo.destinatario, nuovo.codice in ultimo.testo) == ("nuova@example.org", True)


def test_an_invitation_is_taken_back_once(capo):
    invito = make_invito(capo)
    assert revoca(invito=invito, da=capo).revocato_da == capo
    with pytest.raises(Invito.DoesNotExist):
        revoca(invito=invito, da=capo)
    with pytest.raises(Invito.DoesNotExist):
        rimanda(invito=invito, da=capo)


def test_nobody_uses_the_invitation_of_another(capo):
    invito = make_invito(capo)
    with pytest.raises(InvitoDiAltriError):
        accetta(codice=invito.codice, utente=make_utente(email="altra@example.org"))
    make_utente(email="NUOVA@example.org")
    with pytest.raises(AccountEsistenteError):
        apri_account(codice=invito.codice, password=PASSWORD)


def test_an_invitation_raises_a_role_and_never_lowers_it(capo):
    collega = make_utente(email="collega@example.org")
    for ruolo, atteso in [("redattore",) * 2, ("amministratore",) * 2, ("redattore", "amministratore")]:
        accetta(codice=make_invito(capo, email=collega.email, ruolo=ruolo).codice, utente=collega)
        assert [voce[1] for voce in accessi_di(collega.email)] == [atteso]
    assert Group.objects.get(name=REFERENTE) in collega.groups.all()
    assert collega.accessi.count() == 2


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_an_invitation_used_twice_at_the_same_instant_opens_one_account():
    capo = make_accesso().utente
    invito = make_invito(capo)
    pronti, esiti = Barrier(2, timeout=20), []

    def apri():
        try:
            pronti.wait()
            esiti.append(apri_account(codice=invito.codice, password=PASSWORD).utente.email)
        except InvitoNonValidoError:
            esiti.append("non valido")
        finally:
            connection.close()

    fili = [Thread(target=apri) for _volta in range(2)]
    for filo in fili:
        filo.start()
    for filo in fili:
        filo.join()
    assert sorted(esiti) == ["non valido", "nuova@example.org"]
    assert len(accessi_di("nuova@example.org")) == Invito.objects.filter(usato_il__isnull=False).count() == 1


def test_no_address_of_the_admin_leads_to_a_secret_link(admin_client):
    """The admin's “view on site” follows any row that has ``get_absolute_url``."""
    tipo = ContentType.objects.get_for_model(Invito).pk
    assert admin_client.get(f"/admin/r/{tipo}/{make_invito(make_accesso().utente).pk}/").status_code == 404
