"""The freshness of the sheets in the admin: what is to do, the actions, what a save does not move."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from servizi.models import RegolaFreschezza, RichiestaConferma, Servizio, Verifica
from tests.factories import make_aderente, make_ambito, make_richiesta_conferma, make_servizio
from tests.rete.moduli import dati, errori, pagina_di
from tests.servizi.freschezza import make_curato, posta

SERVIZI = "/admin/servizi/servizio/?da_fare=tutto"
OGGI = timezone.localdate()
VECCHIO = date(2026, 1, 1)


def scelte(azione, *righe):
    return {"action": azione, "_selected_action": [riga.pk for riga in righe]}


def messaggi(risposta):
    return [str(messaggio) for messaggio in risposta.context["messages"]]


def test_a_save_never_moves_the_verification(client, operatore):
    servizio = make_servizio(verificato_il=VECCHIO, freschezza="da_confermare", area=[make_ambito()])
    pagina = client.get(pagina_di(servizio))
    assert "verificato_il" not in dati(pagina)
    nuovi = {"telefono": "0342 222222", "verificato_il": "01/11/2026", "freschezza": "fresca"}
    dopo = client.post(pagina_di(servizio), dati(pagina, **nuovi))
    assert (dopo.status_code, errori(dopo) if dopo.context else []) == (302, [])
    servizio.refresh_from_db()
    assert (servizio.telefono, servizio.verificato_il, servizio.freschezza) == (
        "0342 222222",
        VECCHIO,
        "da_confermare",
    )


def test_an_end_before_the_verification_is_refused_in_words(client, operatore):
    servizio = make_servizio(verificato_il=VECCHIO, area=[make_ambito()])
    pagina = client.get(pagina_di(servizio))
    dopo = client.post(pagina_di(servizio), dati(pagina, valido_fino_al="31/12/2025"))
    assert dopo.status_code == 200
    assert any("La scheda scade prima del giorno in cui è stata verificata." in e for e in errori(dopo))


@pytest.mark.parametrize(
    ("azione", "come"), [("segna_verificati", "ats"), ("verifica_per_telefono", "telefono")]
)
def test_a_verification_by_the_staff_says_how_and_who(client, operatore, azione, come):
    servizio = make_servizio(verificato_il=VECCHIO, freschezza="nascosta")
    risposta = client.post(SERVIZI, scelte(azione, servizio), follow=True)
    assert messaggi(risposta) == ["1 servizio verificato oggi."]
    servizio.refresh_from_db()
    assert (servizio.verificato_il, servizio.freschezza) == (OGGI, "fresca")
    registrata = Verifica.objects.get()
    assert (registrata.giorno, registrata.come, registrata.utente) == (OGGI, come, operatore)


def test_what_was_corrected_by_telephone_is_confirmed_by_the_referent(client, operatore):
    ente = make_aderente(email="cura@example.org")
    servizi = [make_curato(gestore=ente), make_curato(gestore=ente)]
    scaduto = make_curato(gestore=ente, valido_fino_al=OGGI - timedelta(days=1), verificato_il=None)
    muto = make_curato(gestore=make_aderente(denominazione="Ente muto"))
    client.post(SERVIZI, scelte("verifica_per_telefono", *servizi), follow=True)
    risposta = client.post(SERVIZI, scelte("manda_conferma", *servizi, scaduto, muto), follow=True)
    assert messaggi(risposta) == [
        "1 e-mail in partenza.",
        "Nessuno a cui scrivere (o dati dimostrativi): Ente muto. Telefona.",
    ]
    richiesta = RichiestaConferma.objects.get()
    assert set(richiesta.servizi.all()) == set(servizi)
    assert [m.destinatario for m in posta()] == ["cura@example.org"]
    assert client.get(richiesta.indirizzo()).context["possibili"] == 2


def test_the_lists_of_what_to_do(client, operatore):
    da_dire = make_curato(titolo="Da dire", freschezza="da_confermare", verificato_il=OGGI)
    dovuto = make_curato(titolo="Dovuto", verificato_il=OGGI - timedelta(days=180))
    muto = make_curato(titolo="Muto", gestore=make_aderente(), verificato_il=OGGI - timedelta(days=180))
    make_curato(titolo="Fresco", verificato_il=OGGI - timedelta(days=179))

    def elenco(voce):
        return set(client.get(f"/admin/servizi/servizio/?da_fare={voce}").context["cl"].result_list)

    assert elenco("da_confermare") == {da_dire}
    assert elenco("verifica") == {da_dire, dovuto, muto}
    assert elenco("telefonare") == {muto}


def test_the_code_of_a_request_is_shown_to_nobody(client, admin_client):
    richiesta = make_richiesta_conferma()
    for indirizzo in (pagina_di(richiesta), "/admin/servizi/richiestaconferma/"):
        pagina = admin_client.get(indirizzo).content.decode()
        assert richiesta.destinatario in pagina
        assert richiesta.codice not in pagina


def test_ats_changes_the_days_and_a_wrong_order_is_refused(client, operatore):
    regola, _nuova = RegolaFreschezza.objects.get_or_create(gruppo=None)
    pagina = client.get(pagina_di(regola))
    dopo = client.post(pagina_di(regola), dati(pagina, nascosta="10"))
    assert any("I passi sono in quest’ordine" in errore for errore in errori(dopo))
    assert client.post(pagina_di(regola), dati(pagina, nascosta="70")).status_code == 302
    regola.refresh_from_db()
    assert regola.nascosta == 70
    assert Servizio.objects.da_ricontrollare().count() == 0
