"""The mail of a person in the reserved area: nobody reads that of others."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from core.models import Messaggio, PreferenzaPosta
from tests.comunicazioni.posta import confermata, make_comunicazione, make_ente, make_referente
from tests.factories import make_accesso, make_utente

pytestmark = pytest.mark.django_db
ADESSO = timezone.now()
POSTA, MESSAGGI = "/area-riservata/posta/", "/area-riservata/messaggi/"


@pytest.fixture
def giulia(client):
    utente = make_utente(email="giulia@example.org")
    client.force_login(utente)
    return utente


def make_messaggio(oggetto, a="giulia@example.org", **campi):
    testo = "" if campi.get("riservato") else f"Testo di {oggetto}.\n"
    return Messaggio.objects.create(motivo="prova", destinatario=a, oggetto=oggetto, testo=testo, **campi)


def in_riga(risposta):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", risposta.content.decode()))


def test_each_person_chooses_for_itself(client, giulia):
    altra = make_utente()
    pagina = client.get(POSTA)
    assert pagina.context["form"].fields["segnalazione"].initial == "subito"
    scelte = {"segnalazione": "riepilogo", "comunicazione": "mai", "scadenza_progetto": "mai"}
    scelte |= {"azione_comitato": "riepilogo", "evento_proposto": "subito", "pratica_proposta": "subito"}
    client.post(POSTA, scelte)
    assert set(PreferenzaPosta.objects.values_list("utente__email", "motivo", "modo")) == {
        ("giulia@example.org", "segnalazione", "riepilogo"),
        ("giulia@example.org", "comunicazione", "mai"),
        ("giulia@example.org", "scadenza_progetto", "mai"),
        ("giulia@example.org", "azione_comitato", "riepilogo"),
        ("giulia@example.org", "evento_proposto", "subito"),
        ("giulia@example.org", "pratica_proposta", "subito"),
    }
    assert client.get(POSTA).context["form"].fields["segnalazione"].initial == "riepilogo"
    assert not altra.preferenze_posta.exists()


@pytest.mark.parametrize("valore", ["", "\x00", "boh", "x" * 10_000, "riepilogo"])
def test_only_what_is_offered_can_be_chosen(client, giulia, valore):
    scelte = {"segnalazione": "mai", "comunicazione": valore, "scadenza_progetto": "mai", "invito": "mai"}
    scelte |= dict.fromkeys(("azione_comitato", "evento_proposto", "pratica_proposta"), "subito")
    pagina = client.post(POSTA, scelte)
    assert pagina.status_code == 200
    assert set(pagina.context["form"].errors) == {"comunicazione"}
    assert pagina.context["form"]["segnalazione"].value() == "mai"
    assert not PreferenzaPosta.objects.exists()


def test_my_messages_are_mine(client, giulia):
    mesi = timezone.now() - timedelta(days=31)
    make_messaggio("In viaggio", "Giulia@Example.org")
    make_messaggio("Arrivato", inviato_il=timezone.now())
    make_messaggio("Domani", nel_riepilogo=True)
    make_messaggio("Perso", tentativi=8)
    make_messaggio("Segreto", riservato=True, inviato_il=timezone.now())
    make_messaggio("Di altri", "altra@example.org")
    make_messaggio("A molti", ccn=["altra@example.org"])
    make_messaggio("Vecchio", creato_il=mesi)
    pagina = client.get(MESSAGGI)
    assert [m.oggetto for m in pagina.context["messaggi"]] == [
        "Segreto",
        "Perso",
        "Domani",
        "Arrivato",
        "In viaggio",
    ]
    testo = in_riga(pagina)
    assert "Testo di Arrivato." in testo
    assert "Il testo conteneva un collegamento solo per te" in testo
    for parola in ("inviata", "aspetta il riepilogo", "non arrivata", "parte fra poco"):
        assert testo.count(f" {parola} ") == (2 if parola == "inviata" else 1), parola


def test_the_mail_of_the_office_is_read_by_who_it_was_for(client, giulia, settings):
    settings.CONTACT_EMAIL = "rete@ats.example"
    mio, altro = make_ente("Mio"), make_ente("Altro")
    make_referente(mio, "ufficio@mio.example")
    make_referente(altro, "ufficio@altro.example")
    make_accesso(organizzazione=mio, utente=giulia)
    make_accesso(organizzazione=altro, utente=giulia, dal=ADESSO - timedelta(days=1), tolto_il=ADESSO)
    confermata(make_comunicazione())
    bozza = make_comunicazione()
    assert [c.oggetto for c in client.get(MESSAGGI).context["comunicazioni"]] == ["Riunione a Tirano"]
    assert bozza not in client.get(MESSAGGI).context["comunicazioni"]
    client.force_login(make_utente())
    assert list(client.get(MESSAGGI).context["comunicazioni"]) == []
    client.force_login(make_utente(email="UFFICIO@mio.example"))
    assert len(client.get(MESSAGGI).context["comunicazioni"]) == 1


def test_the_page_makes_the_same_queries_with_more_rows(client, giulia, nplus, settings):
    settings.CONTACT_EMAIL = "rete@ats.example"
    ente = make_ente("Mio")
    make_referente(ente, "ufficio@mio.example")
    make_accesso(organizzazione=ente, utente=giulia)

    def aggiungi():
        make_messaggio("Uno")
        confermata(make_comunicazione())

    nplus(lambda: client.get(MESSAGGI), aggiungi, attese=4)
