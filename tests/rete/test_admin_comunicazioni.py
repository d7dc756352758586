"""Mail to a segment in the admin: write, look, confirm; then nothing changes."""

import re

import pytest

from comunicazioni.models import Comunicazione, DestinatarioComunicazione
from core.models import Messaggio
from tests.comunicazioni.posta import confermata, make_comunicazione, make_ente
from tests.factories import make_ambito, make_categoria
from tests.rete.moduli import errori, pagina_di

ELENCO = "/admin/comunicazioni/comunicazione/"
SCRITTA = {"oggetto": "Riunione", "testo": "Vieni & porta {tutti}.", "segmento": "aderenti"}


@pytest.fixture(autouse=True)
def ufficio(settings):
    settings.CONTACT_EMAIL = "rete@ats.example"


def anteprima(comunicazione):
    return f"{ELENCO}{comunicazione.pk}/anteprima/"


def in_riga(pagina):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", pagina.content.decode()))


def test_from_the_draft_to_the_confirmation(client, operatore):
    make_ente("Abete")
    make_ente("Finto", dimostrativo=True)
    risposta = client.post(f"{ELENCO}add/", SCRITTA)
    bozza = Comunicazione.objects.get()
    assert (bozza.creata_da, bozza.stato, bozza.a_chi) == (operatore, "bozza", "tutti gli aderenti")
    assert risposta.url == anteprima(bozza)
    pagina = client.get(risposta.url)
    testo = in_riga(pagina)
    assert "Oggetto: Riunione Vieni &amp; porta {tutti}. --" in testo
    assert "La riceve un indirizzo. Uno resta fuori: il motivo è in fondo." in testo
    assert "Abete abete@ente.example" in testo
    assert "Finto È un ente inventato (dati dimostrativi)" in testo
    assert not Messaggio.objects.exists()
    partita = client.post(risposta.url, {"vista": pagina.context["vista"]}, follow=True)
    assert partita.redirect_chain == [(pagina_di(bozza), 302)]
    messaggio = Messaggio.objects.get()
    assert (messaggio.destinatario, messaggio.ccn) == ("rete@ats.example", ["abete@ente.example"])
    assert messaggio.testo.startswith("Vieni & porta {tutti}.\n")


def test_what_changed_since_it_was_looked_at_is_looked_at_again(client, operatore):
    make_ente("Abete")
    bozza = make_comunicazione()
    vista = client.get(anteprima(bozza)).context["vista"]
    make_ente("Betulla")
    pagina = client.post(anteprima(bozza), {"vista": vista})
    assert [str(avviso) for avviso in pagina.context["messages"]] == [
        "Da quando hai guardato è cambiato il testo o chi lo riceve: controlla di nuovo e conferma."
    ]
    assert pagina.context["quanti"] == 2
    assert not Messaggio.objects.exists()
    client.post(anteprima(bozza), {"vista": pagina.context["vista"]})
    assert len(Messaggio.objects.get().ccn) == 2


def test_to_nobody_there_is_no_button(client, operatore):
    pagina = client.get(anteprima(make_comunicazione()))
    assert "La ricevono 0 indirizzi" in in_riga(pagina)
    assert "Conferma: scrivi" not in in_riga(pagina)


def test_each_question_asks_for_what_it_needs(client, operatore):
    ambito, categoria = make_ambito(), make_categoria()
    pagina = client.post(f"{ELENCO}add/", SCRITTA | {"segmento": "categoria", "ambito": ambito.pk})
    assert errori(pagina) == ["Per questa scelta serve."]
    scelta = SCRITTA | {"segmento": "categoria", "categoria": categoria.pk}
    client.post(f"{ELENCO}add/", scelta)
    bozza = Comunicazione.objects.get()
    assert bozza.parametri == {"categoria": categoria.pk}
    iniziali = client.get(pagina_di(bozza)).context["adminform"].form.initial
    assert (iniziali["categoria"], iniziali["ambito"]) == (categoria.pk, None)
    client.post(pagina_di(bozza), SCRITTA | {"categoria": categoria.pk, "ambito": ambito.pk})
    bozza.refresh_from_db()
    assert (bozza.segmento, bozza.parametri) == ("aderenti", {})


def test_one_that_has_left_cannot_change(client, operatore):
    make_ente("Abete")
    partita = confermata(make_comunicazione())
    assert not client.get(pagina_di(partita)).context["has_change_permission"]
    assert client.post(pagina_di(partita), SCRITTA).status_code == 403
    assert client.post(f"{ELENCO}{partita.pk}/delete/", {"post": "yes"}).status_code == 403
    client.post(
        f"{ELENCO}",
        {"action": "delete_selected", "_selected_action": [partita.pk], "post": "yes"},
    )
    assert client.get(anteprima(partita)).url == pagina_di(partita)
    assert client.post(anteprima(partita), {"vista": ""}).url == pagina_di(partita)
    assert Comunicazione.objects.get().oggetto == "Riunione a Tirano"
    assert Messaggio.objects.count() == DestinatarioComunicazione.objects.count() == 1


def test_the_figures_open_the_rows_they_count(client, operatore):
    for nome in ("Abete", "Betulla"):
        make_ente(nome)
    make_ente("Finto", dimostrativo=True)
    partita = confermata(make_comunicazione())
    altra = confermata(make_comunicazione())
    pagina = client.get(pagina_di(partita)).content.decode()
    collegamenti = re.findall(r'href="(/admin/comunicazioni/destinatario[^"]+)">(\d+)<', pagina)
    quanti = {}
    for indirizzo, numero in collegamenti:
        righe = client.get(indirizzo.replace("&amp;", "&")).context["cl"].queryset
        assert {riga.comunicazione for riga in righe} == {partita} != {altra}
        assert len(righe) == int(numero)
        quanti[righe[0].stato] = int(numero)
    assert quanti == {"in_coda": 2, "esclusa": 1}


def test_a_draft_can_be_thrown_away(client, operatore):
    bozza = make_comunicazione()
    client.post(f"{ELENCO}{bozza.pk}/delete/", {"post": "yes"})
    assert not Comunicazione.objects.exists()
