"""The life of a project in the admin: record, mend, take back, extend a cycle; nothing is rewritten."""

import re
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from piani.models import TerminePiano
from progetti.models import EventoProgetto
from progetti.vita.azioni import annulla_evento, registra_evento
from tests.documenti import carica
from tests.factories import make_piano, make_progetto, make_utente
from tests.rete.oggetti import make
from utenti.ruoli import OPERATORE

pytestmark = pytest.mark.django_db
OGGI = timezone.localdate()
GESTIONE = "/admin/progetti/progetto/"


@pytest.fixture
def operatore(client):
    utente = make_utente(is_staff=True)
    utente.groups.add(Group.objects.get(name=OPERATORE))
    client.force_login(utente)
    return utente


def in_riga(risposta):
    return " ".join(re.sub(r"<[^>]+>", " ", risposta.content.decode()).split())


def avvisi(risposta):
    return [str(messaggio) for messaggio in risposta.context["messages"]]


def test_the_choices_are_those_that_may_follow_and_the_form_asks_what_the_type_says(client, operatore):
    progetto = make_progetto(stato="ammessa_finanziata")
    eventi = f"{GESTIONE}{progetto.pk}/eventi/"
    pagina = client.get(eventi).content.decode()
    offerti = set(re.findall(rf'href="{eventi}([a-z_]+)/"', pagina))
    assert offerti == {
        "inserita_nel_piano",
        "avviata",
        "rinuncia",
        "decadenza",
        "revoca",
        "variazione",
        "proroga",
        "revoca_parziale",
    }
    assert "Oggi il progetto è: ammessa e finanziata" in in_riga(client.get(eventi))
    chiesti = {
        tipo: [campo.name for campo in client.get(f"{eventi}{tipo}/").context["form"].visible_fields()]
        for tipo in ("avviata", "rinuncia", "proroga")
    }
    assert chiesti == {
        "avviata": ["data", "data_precisione", "nuova_fine", "atto", "nota", "documento"],
        "rinuncia": ["data", "data_precisione", "atto", "motivo", "nota", "documento"],
        "proroga": ["data", "data_precisione", "nuova_fine", "atto", "motivo", "nota", "documento"],
    }


def test_a_type_that_may_not_follow_sends_back_with_the_reason(client, operatore):
    eventi = f"{GESTIONE}{make_progetto(stato='chiusa').pk}/eventi/"
    risposta = client.get(f"{eventi}avviata/", follow=True)
    assert avvisi(risposta) == ["Oggi il progetto è “chiuso”: non si può registrare “avviato”."]
    for inesistente in ("correzione", "inventato"):
        assert client.get(f"{eventi}{inesistente}/").status_code == 404


def test_an_event_is_recorded_with_its_author_and_its_paper_survives_an_error(client, operatore):
    progetto = make_progetto(stato="avviata")
    proroga = f"{GESTIONE}{progetto.pk}/eventi/proroga/"
    dati = {"data": "17/12/2018", "data_precisione": "giorno", "motivo": "DGR", "documento": carica()}
    errata = client.post(proroga, dati)
    assert set(errata.context["form"].errors) == {"nuova_fine"}
    gettone = errata.context["form"]["documento_tenuto"].value()
    dati = dati | {"nuova_fine": "15/01/2020", "documento": "", "documento_tenuto": gettone}
    assert avvisi(client.post(proroga, dati, follow=True)) == ["Evento registrato."]
    evento = progetto.eventi.get(tipo="proroga")
    assert (evento.data, evento.nuova_fine, evento.registrato_da) == (
        date(2018, 12, 17),
        date(2020, 1, 15),
        operatore,
    )
    scaricato = client.get(f"{GESTIONE}eventi/{evento.pk}/allegato/")
    assert scaricato.getvalue().startswith(b"%PDF-")
    senza = progetto.eventi.get(tipo="avviata")
    assert client.get(f"{GESTIONE}eventi/{senza.pk}/allegato/").status_code == 404


@pytest.mark.parametrize("valore", ["\x00", "9" * 40, "31/02/2020"])
def test_hostile_values_get_errors(client, operatore, valore):
    progetto = make_progetto(stato="avviata")
    campi = ("data", "data_precisione", "nuova_fine", "atto", "motivo", "nota", "documento_tenuto")
    risposta = client.post(f"{GESTIONE}{progetto.pk}/eventi/proroga/", dict.fromkeys(campi, valore))
    assert {"data", "data_precisione", "nuova_fine", "atto"} <= set(risposta.context["form"].errors)
    assert progetto.eventi.count() == 1


def test_mending_shows_what_comes_back_and_does_it(client, operatore):
    progetto = make_progetto(stato="avviata")
    avvio = progetto.eventi.get()
    registra_evento(progetto=progetto, tipo="in_corso", data=date(2018, 3, 1), utente=operatore)
    correggi = f"{GESTIONE}{progetto.pk}/eventi/{avvio.pk}/correggi/"
    assert "sarà annullato e registrato di nuovo, uguale (in corso · 01/03/2018)" in in_riga(
        client.get(correggi)
    )
    dati = {
        "perche": "verbale letto male",
        "tipo": "avviata",
        "data": "01/02/2018",
        "data_precisione": "giorno",
    }
    assert client.post(correggi, dati | {"perche": ""}).context["form"].errors.keys() == {"perche"}
    assert client.post(correggi, dati | {"tipo": "inventato"}).context["form"].errors.keys() == {"tipo"}
    client.post(correggi, dati)
    assert list(progetto.eventi.validi().order_by("pk").values_list("tipo", "data")) == [
        ("avviata", date(2018, 2, 1)),
        ("in_corso", date(2018, 3, 1)),
    ]
    assert client.get(correggi).status_code == 404  # what was taken back is not mended again
    scheda = client.get(f"{GESTIONE}{progetto.pk}/change/").content.decode()
    assert scheda.count("<strong>annullato</strong>") == 2
    assert "verbale letto male" in scheda
    assert operatore.email in scheda


def test_taking_back_is_offered_only_where_it_is_possible(client, operatore):
    progetto = make_progetto(stato="avviata")
    avvio = progetto.eventi.get()
    ultimo = registra_evento(progetto=progetto, tipo="in_corso", data=date(2018, 3, 1), utente=None)
    eventi = f"{GESTIONE}{progetto.pk}/eventi/"
    pagina = client.get(eventi).content.decode()
    assert re.findall(rf'href="{eventi}(\d+)/annulla/"', pagina) == [str(ultimo.pk)]
    rifiutata = client.post(f"{eventi}{avvio.pk}/annulla/", {"perche": "m"})
    assert rifiutata.context["form"].non_field_errors() == [
        "Si annulla l'ultimo evento: prima annulla quelli registrati dopo."
    ]
    client.post(f"{eventi}{ultimo.pk}/annulla/", {"perche": "mai partito"})
    assert progetto.eventi.get(tipo="correzione").registrato_da == operatore
    altrui = make_progetto().eventi.get()
    for pk in (altrui.pk, 10**30):
        assert client.get(f"{eventi}{pk}/annulla/").status_code == 404


def test_the_sheet_neither_changes_nor_deletes_events(client, operatore):
    progetto = make_progetto(stato="avviata")
    evento = progetto.eventi.get()
    pagina = client.get(f"{GESTIONE}{progetto.pk}/change/")
    assert [righe.opts.model for righe in pagina.context["inline_admin_formsets"]].count(EventoProgetto) == 0
    dati = {"eventi-TOTAL_FORMS": 1, "eventi-INITIAL_FORMS": 1, "eventi-0-id": evento.pk}
    client.post(
        f"{GESTIONE}{progetto.pk}/change/", dati | {"eventi-0-tipo": "revoca", "eventi-0-DELETE": "on"}
    )
    assert list(progetto.eventi.values_list("pk", "tipo")) == [(evento.pk, "avviata")]


def test_the_sheet_asks_the_same_queries_with_more_events(client, operatore, nplus):
    progetto = make_progetto(stato="in_corso")

    def aggiungi():
        proroga = registra_evento(
            progetto=progetto,
            tipo="proroga",
            data=OGGI,
            nuova_fine=OGGI,
            utente=make_utente(),
            atto=make("piani.atto"),
        )
        annulla_evento(evento=proroga, motivo="prova", utente=make_utente())

    nplus(lambda: client.get(f"{GESTIONE}{progetto.pk}/eventi/"), aggiungi, attese=10)


def test_the_list_tells_delays_in_words(client, operatore):
    def progetto(titolo, giorni, stato="avviata"):
        riga = make_progetto(stato=None, titolo=titolo)
        fine = None if giorni is None else OGGI - timedelta(days=giorni)
        registra_evento(progetto=riga, tipo="avviata", data=date(2018, 1, 1), nuova_fine=fine, utente=None)
        if stato != "avviata":
            registra_evento(progetto=riga, tipo=stato, data=OGGI - timedelta(days=10), utente=None)

    progetto("Tardi", 3)
    progetto("Puntuale", 0)
    progetto("Ignota", None)
    progetto("Finito tardi", 12, "conclusa_attivita")
    make_progetto(stato="bozza", titolo="Bozza")
    righe = client.get(f"{GESTIONE}?da_fare=tutto").context["cl"].result_list
    gestione = client.get(f"{GESTIONE}?da_fare=tutto").context["cl"].model_admin
    detti = {riga.titolo: re.sub(r"<[^>]+>", "", str(gestione.ritardo(riga))) for riga in righe}
    assert detti == {
        "Tardi": "3 giorni di ritardo",
        "Puntuale": "in tempo",
        "Ignota": "fine non nota",
        "Finito tardi": "2 giorni di ritardo",
        "Bozza": "–",
    }


def test_a_cycle_is_extended_after_seeing_the_list(client, operatore):
    piano, atto = make_piano(), make("piani.atto")
    TerminePiano.objects.create(piano=piano, fine=date(2019, 1, 15))
    in_corso = make_progetto(stato="avviata", piano=piano, titolo="Si sposta")
    make_progetto(stato="chiusa", piano=piano, titolo="Resta")
    proroga = f"{GESTIONE}proroga-ciclo/{piano.pk}/"
    assert f'href="{proroga}"' in client.get(f"/admin/piani/piano/{piano.pk}/change/").content.decode()
    dati = {"fine": "15/01/2020", "deciso_il": "17/12/2018", "atto": atto.pk, "motivo": "DGR XI/1017"}
    assert client.post(proroga, dati | {"fine": "15/01/2019"}).context["form"].errors.keys() == {"fine"}
    anteprima = client.post(proroga, dati)
    assert [voce.progetto.titolo for voce in anteprima.context["mossi"]] == ["Si sposta"]
    assert [voce.progetto.titolo for voce in anteprima.context["fermi"]] == ["Resta"]
    assert not EventoProgetto.objects.filter(tipo="proroga").exists()
    nascosti = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', anteprima.content.decode())
    nascosti = {nome: valore for nome, valore in nascosti if nome in dati}
    assert set(nascosti) | {"motivo"} == set(dati)
    esito = client.post(proroga, dati | nascosti | {"conferma": "si"}, follow=True)
    assert avvisi(esito) == [
        "Ciclo prorogato: 1 progetto ha una nuova fine.",
        "Lasciati come sono: Resta (è in stato “chiuso”).",
    ]
    evento = in_corso.eventi.get(tipo="proroga")
    assert (evento.nuova_fine, evento.atto, evento.registrato_da) == (date(2020, 1, 15), atto, operatore)
