"""Reports in the admin: what is open first, only state and answer written, no closing without answer."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from servizi.models import AreaServita, Segnalazione
from tests.factories import make_ambito, make_servizio
from tests.rete.moduli import dati, errori, pagina_di

ELENCO = "/admin/servizi/segnalazione/"


def make_segnalazione(servizio=None, **campi):
    if campi.get("stato") in Segnalazione.CHIUSE:
        campi = {"risposta": "Fatto.", "chiusa_il": timezone.now()} | campi
    return Segnalazione.objects.create(**{"servizio": servizio or make_servizio(), "motivo": "orari"} | campi)


def in_elenco(client, **filtri):
    return list(client.get(ELENCO, filtri).context["cl"].queryset)


def test_the_list_opens_on_what_waits_newest_first(client, operatore):
    prima = make_segnalazione(creata_il=timezone.now() - timedelta(days=3))
    dopo = make_segnalazione(stato="in_verifica")
    chiusa = make_segnalazione(stato="giusta")
    assert in_elenco(client) == [dopo, prima]
    assert in_elenco(client, da_fare="chiuse") == [chiusa]
    assert set(in_elenco(client, da_fare="tutto")) == {prima, dopo, chiusa}
    assert in_elenco(client, da_fare="tutto", stato__exact="giusta") == [chiusa]


def test_the_list_says_how_long_and_of_which_sheet(client, operatore):
    servizio = make_servizio(titolo="Nido Betulla")
    make_segnalazione(servizio, creata_il=timezone.now() - timedelta(days=1))
    make_segnalazione(servizio, creata_il=timezone.now() - timedelta(days=12))
    pagina = client.get(ELENCO).content.decode()
    assert re.findall(r'class="field-giorni">([^<]+)', pagina) == ["1 giorno", "12 giorni"]
    assert pagina.count(f'<a href="/admin/servizi/servizio/{servizio.pk}/change/">Nido Betulla</a>') == 2


def test_reports_of_the_services_for_an_ambito(client, operatore):
    qui, altrove = make_ambito(), make_ambito()
    di_qui, di_altrove = make_segnalazione(make_servizio(area=[qui])), make_segnalazione()
    AreaServita.objects.create(servizio=di_altrove.servizio, ambito=altrove)
    assert in_elenco(client, servizio__aree__ambito__id__exact=qui.pk) == [di_qui]


def test_closing_writes_the_answer_and_the_instant(client, operatore):
    riga = make_segnalazione(testo="Il martedì no")
    pagina = client.get(pagina_di(riga))
    prima = timezone.now()
    risposta = client.post(pagina_di(riga), dati(pagina, stato="corretta", risposta="Ora è giusto."))
    assert risposta.status_code == 302
    riga.refresh_from_db()
    assert (riga.stato, riga.risposta) == ("corretta", "Ora è giusto.")
    assert prima <= riga.chiusa_il <= timezone.now()
    client.post(pagina_di(riga), dati(pagina, stato="in_verifica", risposta="Ricontrolliamo."))
    riga.refresh_from_db()
    assert (riga.stato, riga.risposta, riga.chiusa_il) == ("in_verifica", "Ricontrolliamo.", None)


@pytest.mark.parametrize("risposta", ["", "   ", "\r\n"])
def test_closing_without_an_answer_says_what_to_do(client, operatore, risposta):
    riga = make_segnalazione()
    pagina = client.post(
        pagina_di(riga), dati(client.get(pagina_di(riga)), stato="giusta", risposta=risposta)
    )
    assert errori(pagina) == ["Per chiudere una segnalazione scrivi la risposta."]
    riga.refresh_from_db()
    assert riga.stato == "nuova"


def test_only_state_and_answer_are_written(client, operatore):
    riga, altro = make_segnalazione(testo="Il martedì no"), make_servizio()
    modulo = client.get(pagina_di(riga)).context["adminform"].form
    assert set(modulo.fields) == {"stato", "risposta"}
    ostile = {
        "servizio": altro.pk,
        "motivo": "prezzo",
        "testo": "Cambiato",
        "codice": "mio",
        "chiusa_il": "2020-01-01",
    }
    client.post(pagina_di(riga), {"stato": "nuova", "risposta": "Guardiamo."} | ostile)
    dopo = Segnalazione.objects.get()
    assert (dopo.servizio, dopo.motivo, dopo.testo) == (riga.servizio, "orari", "Il martedì no")
    assert (dopo.codice, dopo.chiusa_il, dopo.risposta) == (riga.codice, None, "Guardiamo.")


@pytest.mark.parametrize("valore", ["\x00", "x" * 10_000, "9" * 40])
def test_a_hostile_answer_gets_errors_of_the_form(client, operatore, valore):
    riga = make_segnalazione()
    pagina = client.post(pagina_di(riga), {"stato": valore, "risposta": valore})
    assert pagina.status_code == 200
    assert errori(pagina)
    riga.refresh_from_db()
    assert (riga.stato, riga.risposta) == ("nuova", "")


def test_the_services_say_how_many_reports_wait(client, operatore):
    servizio, altro = make_servizio(), make_servizio()
    make_segnalazione(servizio)
    make_segnalazione(servizio, stato="in_verifica")
    make_segnalazione(servizio, stato="corretta")
    make_segnalazione(altro, stato="giusta")
    pagina = client.get("/admin/servizi/servizio/?da_fare=tutto").content.decode()
    celle = re.findall(r'class="field-da_chiudere">(.*?)</td>', pagina)
    collegamento = f"{ELENCO}?servizio__id__exact={servizio.pk}"
    assert sorted(celle) == sorted([f'<a href="{collegamento}">2</a>', "–"])
    assert len(in_elenco(client, servizio__id__exact=servizio.pk)) == 2
