"""Leaving the Rete: asked by an administrator of the body alone, registered by ATS, history kept."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.utils import timezone

from aderenti.models import Organizzazione, RichiestaRecesso
from aderenti.recesso import annulla_recesso, chiedi_recesso, registra_recesso
from core.models import Messaggio
from tests.factories import make_accesso, make_aderente, make_organizzazione, make_utente
from utenti.ruoli import OPERATORE

pytestmark = pytest.mark.django_db
OGGI = timezone.localdate()
FRA_UN_MESE = OGGI + timedelta(days=30)
ATS = "rete@ats.example"


@pytest.fixture(autouse=True)
def ufficio(settings):
    settings.CONTACT_EMAIL = ATS


@pytest.fixture
def accesso(client):
    """Sign in as the administrator of a member and return the access."""
    accesso = make_accesso()
    client.force_login(accesso.utente)
    return accesso


def pagina(ente):
    return f"/area-riservata/enti/{ente.slug}/recesso/"


def in_riga(risposta):
    return " ".join(re.sub(r"<[^>]+>", " ", risposta.content.decode()).split())


def test_asked_in_the_area_registered_by_ats(client, accesso):
    ente = accesso.organizzazione
    scheda = client.get(f"/area-riservata/enti/{ente.slug}/scheda/").content.decode()
    assert f'href="{pagina(ente)}"' in scheda
    assert "La storia resta" in in_riga(client.get(pagina(ente)))
    esito = client.post(pagina(ente), {"data": FRA_UN_MESE.isoformat(), "motivo": "Chiudiamo.\r\nGrazie."})
    assert esito.status_code == 302
    richiesta = RichiestaRecesso.objects.get()
    assert (richiesta.data, richiesta.motivo, richiesta.chiesta_da) == (
        FRA_UN_MESE,
        "Chiudiamo.\nGrazie.",
        accesso.utente,
    )
    assert [m.destinatario for m in Messaggio.objects.all()] == [ATS]
    assert "Annulla la richiesta" in in_riga(client.get(pagina(ente)))
    operatore = make_utente(is_staff=True)
    operatore.groups.add(Group.objects.get(name=OPERATORE))
    client.force_login(operatore)
    registra = f"/admin/aderenti/richiestarecesso/{richiesta.pk}/registra/"
    assert (
        f'href="{registra}"'
        in client.get(f"/admin/aderenti/richiestarecesso/{richiesta.pk}/change/").content.decode()
    )
    assert client.post(registra, {"data": "0000"}).status_code == 200
    assert client.post(registra, {"data": FRA_UN_MESE.isoformat()}).status_code == 302
    evento = ente.eventi_adesione.get(tipo="recesso")
    assert (evento.data, evento.nota, evento.registrato_da) == (FRA_UN_MESE, "Chiudiamo.\nGrazie.", operatore)
    assert Organizzazione.objects.attivi(OGGI).filter(pk=ente.pk).exists()
    assert not Organizzazione.objects.attivi(FRA_UN_MESE).filter(pk=ente.pk).exists()
    assert Messaggio.objects.filter(destinatario=accesso.utente.email).count() == 1
    ancora = client.post(registra, {"data": FRA_UN_MESE.isoformat()})
    assert "Questa richiesta è già chiusa (registrata)." in in_riga(ancora)


def test_an_editor_and_a_stranger_find_nothing(client):
    ente = make_aderente()
    for utente in (
        make_accesso(ruolo="redattore", organizzazione=ente).utente,
        make_accesso().utente,
        make_utente(is_staff=True, is_superuser=True),
    ):
        client.force_login(utente)
        assert client.get(pagina(ente)).status_code == 404
        assert client.post(pagina(ente), {"data": OGGI.isoformat(), "motivo": "x"}).status_code == 404
    assert not RichiestaRecesso.objects.exists()


@pytest.mark.parametrize(
    ("dati", "campo"),
    [
        ({"data": "", "motivo": "x"}, "data"),
        ({"data": "31/02/2027", "motivo": "x"}, "data"),
        ({"data": "9" * 5000, "motivo": "x"}, "data"),
        ({"data": (OGGI - timedelta(days=1)).isoformat(), "motivo": "x"}, "data"),
        ({"data": (OGGI + timedelta(days=800)).isoformat(), "motivo": "x"}, "data"),
        ({"data": OGGI.isoformat(), "motivo": " "}, "motivo"),
        ({"data": OGGI.isoformat(), "motivo": "a\x00b"}, "motivo"),
        ({"data": OGGI.isoformat(), "motivo": "a" * 5000}, "motivo"),
    ],
)
def test_what_is_wrong_is_said_by_field(client, accesso, dati, campo):
    risposta = client.post(pagina(accesso.organizzazione), dati)
    assert risposta.status_code == 200
    assert list(risposta.context["form"].errors) == [campo]
    assert not RichiestaRecesso.objects.exists()


def test_it_can_be_taken_back_until_it_is_registered(client, accesso):
    ente = accesso.organizzazione
    richiesta = chiedi_recesso(organizzazione=ente, data=FRA_UN_MESE, motivo="x", utente=accesso.utente)
    with pytest.raises(ValidationError, match="già una richiesta"):
        chiedi_recesso(organizzazione=ente, data=FRA_UN_MESE, motivo="y", utente=accesso.utente)
    client.post(pagina(ente), {"annulla": "si"})
    richiesta.refresh_from_db()
    assert (richiesta.stato, richiesta.chiusa_da) == ("annullata", accesso.utente)
    with pytest.raises(ValidationError):
        registra_recesso(richiesta=richiesta, data=FRA_UN_MESE, utente=make_utente())
    seconda = chiedi_recesso(organizzazione=ente, data=FRA_UN_MESE, motivo="x", utente=accesso.utente)
    registra_recesso(richiesta=seconda, data=FRA_UN_MESE, utente=make_utente())
    with pytest.raises(ValidationError):
        annulla_recesso(richiesta=seconda, utente=accesso.utente)


def test_who_is_not_a_member_has_nothing_to_leave(client):
    accesso = make_accesso(organizzazione=make_organizzazione())
    client.force_login(accesso.utente)
    assert "Oggi questo ente non fa parte della Rete" in in_riga(client.get(pagina(accesso.organizzazione)))
    client.post(pagina(accesso.organizzazione), {"data": OGGI.isoformat(), "motivo": "x"})
    assert not RichiestaRecesso.objects.exists()
