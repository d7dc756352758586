"""What an operator does in the admin with more than a field: confirm, verify, close, move an address."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from aderenti.models import EventoAdesione, Organizzazione
from tests.factories import (
    make_aderente,
    make_categoria,
    make_comune,
    make_organizzazione,
    make_progetto,
    make_servizio,
    make_utente,
)
from tests.rete.moduli import errori, pagina_di
from tests.rete.oggetti import make

ORGANIZZAZIONI = "/admin/aderenti/organizzazione/"
SERVIZI = "/admin/servizi/servizio/?da_fare=tutto"
OGGI = timezone.localdate()


def scelte(azione, *righe, **altro):
    return {"action": azione, "_selected_action": [riga.pk for riga in righe]} | altro


def conferma(client, *righe, **campi):
    """Send the intermediate page of the confirmation."""
    return client.post(ORGANIZZAZIONI, scelte("conferma", *righe, conferma="si", **campi))


def test_confirming_first_asks_for_date_and_act(client, operatore):
    ente = make_organizzazione()
    pagina = client.post(ORGANIZZAZIONI, scelte("conferma", ente))
    assert list(pagina.context["organizzazioni"]) == [ente]
    assert not pagina.context["form"].is_bound
    pagina = conferma(client, ente, data="", atto="", atto_estremi="")
    assert pagina.context["form"].errors == {
        "data": ["Questo campo è obbligatorio."],
        "__all__": ["Indica l'atto, o scrivi i suoi estremi."],
    }
    assert not EventoAdesione.objects.exists()


def test_confirming_makes_members_and_says_how_many(client, operatore):
    enti = [make_organizzazione(), make_organizzazione()]
    atto = make("piani.atto")
    risposta = client.post(
        ORGANIZZAZIONI,
        scelte("conferma", *enti, conferma="si", data="24/01/2017", atto=atto.pk),
        follow=True,
    )
    assert [str(m) for m in risposta.context["messages"]] == ["2 adesioni confermate."]
    eventi = EventoAdesione.objects.values_list("organizzazione", "tipo", "data", "atto", "registrato_da")
    assert set(eventi) == {(e.pk, "accolta", date(2017, 1, 24), atto.pk, operatore.pk) for e in enti}
    assert set(Organizzazione.objects.pubblicati()) == set(enti)


def test_confirming_is_all_or_nothing_and_keeps_what_was_typed(client, operatore):
    gia, nuovo = make_aderente(denominazione="Già aderente"), make_organizzazione(denominazione="Nuovo")
    pagina = conferma(client, nuovo, gia, data="01/02/2018", atto_estremi="decreto 7")
    assert pagina.context["form"].non_field_errors() == ["Già aderente è già aderente dal 24/01/2017."]
    html = pagina.content.decode()
    assert 'value="decreto 7"' in html
    assert 'value="01/02/2018"' in html
    assert set(Organizzazione.objects.pubblicati()) == {gia}


@pytest.mark.parametrize("valore", ["\x00", "9" * 40, "31/02/2020"])
def test_confirming_with_hostile_values_gives_errors(client, operatore, valore):
    pagina = conferma(client, make_organizzazione(), data=valore, atto=valore, atto_estremi=valore)
    assert pagina.status_code == 200
    assert {"data", "atto"} <= set(pagina.context["form"].errors)


def test_confirming_is_not_for_who_only_looks(client, db):
    client.force_login(make_utente(is_staff=True))
    assert conferma(client, make_organizzazione(), data="01/02/2018", atto_estremi="x").status_code == 403


def test_verified_today_is_written_with_its_author(client, operatore):
    servizio = make_servizio(verificato_il=None)
    client.post(SERVIZI, scelte("segna_verificati", servizio))
    servizio.refresh_from_db()
    assert servizio.verificato_il == OGGI
    ultima = servizio.history.first()
    assert (ultima.verificato_il, ultima.history_user) == (OGGI, operatore)


def test_an_expired_service_is_not_verified_and_stops_the_others(client, operatore):
    buono = make_servizio(verificato_il=None)
    scaduto = make_servizio(
        titolo="Nido di ieri", verificato_il=None, valido_fino_al=OGGI - timedelta(days=1)
    )
    risposta = client.post(SERVIZI, scelte("segna_verificati", buono, scaduto), follow=True)
    assert [str(m) for m in risposta.context["messages"]] == [
        "Nulla di cambiato: prima sposta la scadenza di Nido di ieri."
    ]
    buono.refresh_from_db()
    assert buono.verificato_il is None


@pytest.mark.parametrize("fabbrica", [make_aderente, make_progetto])
def test_who_has_events_is_not_deleted_even_by_an_administrator(client, db, fabbrica):
    client.force_login(make_utente(is_staff=True, is_superuser=True))
    riga = fabbrica()
    elenco = pagina_di(riga).split(str(riga.pk))[0]
    pagina = client.get(f"{elenco}{riga.pk}/delete/")
    assert len(pagina.context["protected"]) == 1
    assert client.post(f"{elenco}{riga.pk}/delete/", {"post": "yes"}).status_code == 200
    client.post(elenco, scelte("delete_selected", riga, post="yes"))
    assert type(riga).objects.filter(pk=riga.pk).exists()


@pytest.mark.parametrize("fabbrica", [make_aderente, make_progetto, make_servizio])
def test_an_operator_is_not_offered_to_delete_a_sheet(client, operatore, fabbrica):
    riga = fabbrica()
    pagina = client.get(pagina_di(riga))
    assert not pagina.context["has_delete_permission"]
    elenco = client.get(pagina_di(riga).split(str(riga.pk))[0])
    azioni = (
        dict(elenco.context["action_form"].fields["action"].choices) if elenco.context["action_form"] else {}
    )
    assert "delete_selected" not in azioni


@pytest.mark.parametrize(
    ("fabbrica", "visibile"),
    [
        (make_aderente, True),
        (make_organizzazione, False),
        (make_progetto, True),
        (lambda: make_progetto(stato="candidatura_presentata"), False),
        (make_comune, True),
        (lambda: make("piani.atto"), False),
        (make_servizio, True),
        (lambda: make_servizio(stato="bozza"), False),
    ],
)
def test_see_on_the_site_is_offered_for_what_citizens_see(client, operatore, fabbrica, visibile):
    riga = fabbrica()
    indirizzo = client.get(pagina_di(riga)).context.get("absolute_url")
    assert indirizzo == (riga.get_absolute_url() if visibile else None)


def test_a_comune_that_was_never_in_an_ambito_opens(client, operatore):
    comune = make("territorio.comune")
    comune.appartenenze.all().delete()
    assert client.get(pagina_di(comune)).context.get("absolute_url") is None


def test_a_moved_address_stays_in_the_portal(client, operatore):
    aggiungi = "/admin/redirects/redirect/add/"
    for nuovo in ("https://example.org/", "//example.org/", "servizi/"):
        risposta = client.post(aggiungi, {"old_path": "/vecchio/", "new_path": nuovo})
        assert errori(risposta) == ["Scrivi un indirizzo del portale: comincia con “/”."]
    assert client.post(aggiungi, {"old_path": "/vecchio/", "new_path": "/servizi/"}).status_code == 302
    assert client.get("/vecchio/").url == "/servizi/"


def test_a_retired_entry_leaves_the_menus_of_new_sheets_only(client, operatore):
    ritirata = make_categoria(ritirato_il=OGGI)
    di_domani = make_categoria(ritirato_il=OGGI + timedelta(days=1))

    def proposte(indirizzo):
        return {valore for valore, _nome in modulo(indirizzo).fields["categoria"].choices if valore}

    def modulo(indirizzo):
        return client.get(indirizzo).context["adminform"].form

    assert {v.value for v in proposte(f"{ORGANIZZAZIONI}add/")} == {di_domani.pk}
    ente = make_organizzazione(categoria=ritirata)
    assert {v.value for v in proposte(pagina_di(ente))} == {ritirata.pk, di_domani.pk}
