"""The queue of changes in the admin: what waits, what an operator decides, what nobody loses."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from core.models import CampoModerato, Messaggio, Proposta
from core.proposte import chiedi, decidi, proponi, scheda_di
from tests.factories import (
    make_accesso,
    make_aderente,
    make_proposta,
    make_servizio,
    make_utente,
)
from utenti.ruoli import COMITATO, OPERATORE

ELENCO = "/admin/core/proposta/"


def pagina_di(proposta):
    return f"{ELENCO}{proposta.pk}/change/"


def in_riga(risposta):
    """Return the text of a page, without tags, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", risposta.content.decode()).split())


def in_elenco(client, **filtri):
    return list(client.get(ELENCO, filtri).context["cl"].queryset)


@pytest.fixture
def attesa(db):
    """Return the proposal of another name and another nature for a member."""
    accesso = make_accesso(organizzazione=make_aderente(denominazione="Vecchio nome", natura="pubblico"))
    cambi = {"denominazione": "Nuovo nome", "natura": "privato"}
    return proponi(oggetto=accesso.organizzazione, cambi=cambi, autore=accesso.utente)[1]


def invia(client, proposta, azione="decidi", **campi):
    """Press a button of the page of a proposal, as it was read."""
    return client.post(pagina_di(proposta), {"azione": azione, "versione": proposta.versione} | campi)


# --- The queue ---------------------------------------------------------------------------------------------


def test_the_oldest_comes_first_and_what_needs_no_decision_elsewhere(client, operatore):
    oggi = timezone.now()
    dopo = make_proposta(inviata_il=oggi - timedelta(days=1))
    prima = make_proposta(inviata_il=oggi - timedelta(days=3))
    fidata = make_proposta(stato="da_controllare")
    resa = make_proposta(stato="restituita")
    accolta = make_proposta(stato="accolta", decisa_il=oggi)
    assert in_elenco(client) == [prima, dopo]
    assert in_elenco(client, da_fare="controllare") == [fidata]
    assert in_elenco(client, da_fare="restituite") == [resa]
    assert in_elenco(client, da_fare="chiuse") == [accolta]
    assert len(in_elenco(client, da_fare="tutto")) == 5
    giorni = re.findall(r'class="field-giorni">([^<]+)', client.get(ELENCO).content.decode())
    assert giorni == ["3 giorni", "1 giorno"]


def test_the_queue_says_what_of_whom_and_whether_it_is_new(client, operatore):
    servizio = make_servizio(
        stato="bozza", titolo="Nido Betulla", gestore=make_aderente(denominazione="Coop")
    )
    chiedi(oggetto=servizio, cambi={"stato": "attivo"}, autore=make_utente())
    make_proposta(make_aderente(denominazione="Comune di Prova"))
    testo = in_riga(client.get(ELENCO))
    assert "Nido Betulla Coop servizio da pubblicare oggi 1" in testo
    assert "Comune di Prova Comune di Prova modifica: organizzazione oggi 1" in testo


def test_a_search_looks_at_sheet_body_and_sender(client, operatore):
    ente = make_aderente(denominazione="Cooperativa Larice")
    del_servizio = make_proposta(make_servizio(gestore=ente, titolo="Grest"), {"titolo": {}})
    dell_ente = make_proposta(ente, autore=make_utente(email="maria@example.org"))
    make_proposta()
    assert set(in_elenco(client, q="larice")) == {del_servizio, dell_ente}
    assert in_elenco(client, q="Grest") == [del_servizio]
    assert in_elenco(client, q="maria@") == [dell_ente]
    assert set(in_elenco(client, ente=ente.pk)) == {del_servizio, dell_ente}
    assert in_elenco(client, ente=ente.pk, scheda="servizi.servizio") == [del_servizio]


@pytest.mark.parametrize(
    "filtro", [{"ente": "abc"}, {"ente": "9" * 30}, {"scheda": "x"}, {"oggetto_id": "x"}]
)
def test_hostile_filters_break_nothing(client, operatore, filtro):
    make_proposta()
    assert client.get(ELENCO, filtro).status_code in (200, 302, 400)


# --- One proposal ------------------------------------------------------------------------------------------


def test_the_page_tells_before_and_after_and_what_happened(client, operatore, attesa):
    testo = in_riga(client.get(pagina_di(attesa)))
    assert "Denominazione Prima Vecchio nome Dopo Nuovo nome" in testo
    assert "Natura Prima pubblico Dopo privato" in testo
    assert f"Inviata da {attesa.autore}" in testo


def test_accepting_all_writes_and_tells_who_sent_it(client, operatore, attesa):
    risposta = invia(client, attesa, "accogli", testo="Grazie!")
    assert (risposta.status_code, risposta.url) == (302, ELENCO)
    ente = attesa.oggetto
    ente.refresh_from_db()
    attesa.refresh_from_db()
    assert (ente.denominazione, ente.natura) == ("Nuovo nome", "privato")
    assert (attesa.stato, attesa.decisa_da) == ("accolta", operatore)
    assert ente.history.first().history_user == operatore
    messaggio = Messaggio.objects.get()
    assert (messaggio.destinatario, messaggio.oggetto) == (
        attesa.autore.email,
        "Modifica accolta: Nuovo nome",
    )
    assert "ATS scrive: Grazie!" in messaggio.testo


def test_some_fields_accepted_some_returned(client, operatore, attesa):
    scelte = {"scelta_natura": "accogli", "scelta_denominazione": "restituisci"}
    invia(client, attesa, **scelte, commento_denominazione="Per esteso, per favore.")
    ente = attesa.oggetto
    ente.refresh_from_db()
    attesa.refresh_from_db()
    assert (ente.natura, ente.denominazione, attesa.stato) == ("privato", "Vecchio nome", "restituita")
    testo = Messaggio.objects.get().testo
    assert "Accolte, e già pubblicate:\n- natura" in testo
    assert "Da correggere:\n- denominazione: Per esteso, per favore." in testo
    assert "/area-riservata/" in testo
    assert "Avevi chiesto: Per esteso, per favore." in in_riga(client.get(pagina_di(attesa)))


def test_rejecting_says_why(client, operatore, attesa):
    scelte = {"scelta_natura": "respingi", "scelta_denominazione": "respingi"}
    parole = {"commento_natura": "È un comune.", "commento_denominazione": "Non è il vostro nome."}
    invia(client, attesa, **scelte, **parole)
    attesa.refresh_from_db()
    assert (attesa.stato, attesa.oggetto.denominazione) == ("respinta", "Vecchio nome")
    assert "- natura: È un comune." in Messaggio.objects.get().testo
    assert "Natura: È un comune." in in_riga(client.get(pagina_di(attesa)))


SBAGLIATE = {
    "nothing decided": ({}, "Decidi ogni voce una volta sola"),
    "one field left": ({"scelta_natura": "accogli"}, "Decidi ogni voce una volta sola"),
    "returned without words": ({"scelta_natura": "restituisci"}, "Scrivi che cosa non va"),
    "rejected with blanks": (
        {"scelta_natura": "respingi", "commento_natura": "  "},
        "Scrivi che cosa non va",
    ),
    "words without a choice": ({"commento_natura": "No"}, "scegli che cosa decidi"),
    "accepted with words": ({"scelta_natura": "accogli", "commento_natura": "Ok"}, "parole in fondo"),
    "unknown choice": ({"scelta_natura": "boh"}, "tra quelle disponibili"),
    "character no page sends": ({"testo": "a\x00b"}, "I caratteri null non sono ammessi"),
    "too many words": ({"testo": "x" * 10_000}, "Assicurati che questo valore"),
}


@pytest.mark.parametrize(("campi", "messaggio"), SBAGLIATE.values(), ids=SBAGLIATE)
def test_a_decision_that_is_not_clear_is_asked_again(client, operatore, attesa, campi, messaggio):
    risposta = invia(client, attesa, **campi)
    assert risposta.status_code == 200
    assert messaggio in in_riga(risposta)
    attesa.refresh_from_db()
    assert (attesa.stato, attesa.oggetto.denominazione) == ("in_attesa", "Vecchio nome")


@pytest.mark.parametrize("versione", ["", "x", "\x00", "9" * 40, "-1"])
def test_without_the_version_that_was_read_nothing_is_decided(client, operatore, attesa, versione):
    risposta = client.post(pagina_di(attesa), {"azione": "accogli", "versione": versione})
    assert "La pagina non dice quale versione hai letto" in in_riga(risposta)
    attesa.refresh_from_db()
    assert attesa.stato == "in_attesa"


def test_comments_are_not_lost_by_accepting_all(client, operatore, attesa):
    risposta = invia(client, attesa, "accogli", scelta_natura="respingi", commento_natura="Mai")
    assert "Hai scritto dei commenti" in in_riga(risposta)
    assert ">\nMai</textarea>" in risposta.content.decode()


def test_a_proposal_changed_meanwhile_is_shown_again_with_what_was_typed(client, operatore, attesa):
    proponi(oggetto=attesa.oggetto, cambi={"denominazione": "Terzo nome"}, autore=make_utente())
    parole = {"scelta_natura": "respingi", "commento_natura": "È un comune."}
    risposta = invia(client, attesa, **parole, scelta_denominazione="accogli")
    testo = in_riga(risposta)
    assert "È cambiata mentre la leggevi" in testo
    assert "Dopo Terzo nome" in testo
    assert ">\nÈ un comune.</textarea>" in risposta.content.decode()
    nuova = risposta.context["form"]["versione"].value()
    client.post(pagina_di(attesa), {"versione": nuova, **parole, "scelta_denominazione": "accogli"})
    attesa.oggetto.refresh_from_db()
    assert attesa.oggetto.denominazione == "Terzo nome"


def test_a_proposal_decided_meanwhile_gives_back_what_was_typed(client, operatore, attesa):
    decidi(proposta=attesa, versione=1, da=make_utente(), accolti=["denominazione", "natura"])
    risposta = invia(client, attesa, scelta_natura="respingi", commento_natura="È un comune.")
    testo = in_riga(risposta)
    assert "È cambiata mentre la leggevi" in testo
    assert "Quello che avevi scritto È un comune." in testo
    assert "Registra le decisioni" not in testo


def test_a_sheet_that_moved_shows_its_third_value(client, operatore, attesa):
    ente = attesa.oggetto
    ente.denominazione = "Nome scritto da ATS"
    ente.save()
    assert "Ora nel portale c’è scritto: Nome scritto da ATS" in in_riga(client.get(pagina_di(attesa)))
    risposta = invia(client, attesa, "accogli")
    assert "La scheda nel portale è cambiata" in in_riga(risposta)
    risposta = invia(client, attesa, "riallinea")
    assert risposta.url == pagina_di(attesa)
    testo = in_riga(client.get(pagina_di(attesa)))
    assert "Denominazione Prima Nome scritto da ATS Dopo Nuovo nome" in testo
    assert "Ora nel portale" not in testo
    attesa.refresh_from_db()
    invia(client, attesa, "accogli")
    ente.refresh_from_db()
    assert ente.denominazione == "Nuovo nome"


def test_what_the_sheet_refuses_is_told_by_field(client, operatore):
    servizio = make_servizio(eta_max_mesi=36)
    _diretta, attesa = proponi(oggetto=servizio, cambi={"eta_min_mesi": 30}, autore=make_utente())
    servizio.eta_max_mesi = 24
    servizio.save()
    risposta = invia(client, attesa, "accogli")
    assert "L'età massima è minore di quella minima." in risposta.context["errori"]


def test_a_new_sheet_is_read_whole_and_any_field_may_be_commented(client, operatore):
    servizio = make_servizio(stato="bozza", titolo="Nido Betulla", descrizione="Apre alle 7.")
    attesa = chiedi(oggetto=servizio, cambi={"stato": "attivo"}, autore=make_utente())
    pagina = client.get(pagina_di(attesa))
    testo = in_riga(pagina)
    assert "Nuova scheda da pubblicare" in testo
    assert "Titolo Nido Betulla" in testo
    assert "Descrizione Apre alle 7." in testo
    assert set(pagina.context["form"].altre) == set(scheda_di(servizio).per_campo) - {"stato"}
    invia(client, attesa, commento_descrizione="Manca il prezzo.", testo="Quasi pronta.")
    attesa.refresh_from_db()
    assert (attesa.stato, attesa.commenti) == ("restituita", {"descrizione": "Manca il prezzo."})
    assert attesa.eventi.last().testo == "Quasi pronta."
    servizio.refresh_from_db()
    assert servizio.stato == "bozza"


# --- Trusted members ---------------------------------------------------------------------------------------


@pytest.fixture
def diretta(db):
    """Return a change of the name of a trusted member, live already."""
    accesso = make_accesso(organizzazione=make_aderente(denominazione="Vecchio nome", fidata=True))
    cambi = {"denominazione": "Nuovo nome"}
    return proponi(oggetto=accesso.organizzazione, cambi=cambi, autore=accesso.utente)[0]


def test_a_change_of_a_trusted_member_is_checked(client, operatore, diretta):
    assert invia(client, diretta, "controlla").status_code == 302
    diretta.refresh_from_db()
    assert (diretta.stato, diretta.decisa_da) == ("controllata", operatore)
    assert "È cambiata mentre la leggevi" in in_riga(invia(client, diretta, "controlla"))


def test_a_change_of_a_trusted_member_is_undone_with_a_reason(client, operatore, diretta):
    assert "Scrivi perché" in in_riga(invia(client, diretta, "annulla"))
    assert invia(client, diretta, "annulla", testo="Non risulta.").status_code == 302
    assert diretta.oggetto.__class__.objects.get().denominazione == "Vecchio nome"
    messaggio = Messaggio.objects.get()
    assert messaggio.oggetto == "Modifica annullata: Vecchio nome"
    assert "ATS scrive: Non risulta." in messaggio.testo


def test_what_has_moved_since_is_not_undone_from_here(client, operatore, diretta):
    ente = diretta.oggetto
    ente.denominazione = "Terzo nome"
    ente.save()
    testo = in_riga(invia(client, diretta, "annulla", testo="Non risulta."))
    assert "La scheda è cambiata ancora, dopo questa modifica: correggila dalla sua pagina." in testo
    assert "Ora nel portale c’è scritto: Terzo nome" in testo
    assert "Non risulta." in testo
    ente.refresh_from_db()
    assert ente.denominazione == "Terzo nome"


# --- Many at once ------------------------------------------------------------------------------------------


def scelte(azione, *proposte, **versioni):
    dati = {"action": azione, "_selected_action": [p.pk for p in proposte]}
    return dati | {f"versione-{p.pk}": p.versione for p in proposte} | versioni


def test_many_are_accepted_each_by_itself(client, operatore, attesa):
    mossa = proponi(oggetto=make_aderente(), cambi={"natura": "privato"}, autore=make_utente())[1]
    mossa.oggetto.__class__.objects.filter(pk=mossa.oggetto_id).update(natura="privato_non_profit")
    riletta = proponi(oggetto=make_aderente(), cambi={"natura": "privato"}, autore=make_utente())[1]
    pagina = client.get(ELENCO).content.decode()
    assert f'name="versione-{attesa.pk}" value="1"' in pagina
    dati = scelte("accogli", attesa, mossa, riletta)
    proponi(oggetto=riletta.oggetto, cambi={"denominazione": "Altro"}, autore=make_utente())
    risposta = client.post(ELENCO, dati, follow=True)
    messaggi = [str(m) for m in risposta.context["messages"]]
    assert "1 proposta accolta." in messaggi
    assert f"{mossa.oggetto}: la scheda nel portale è cambiata: aprila e confronta." in messaggi
    assert f"{riletta.oggetto}: è cambiata, o qualcuno l’ha già decisa: aprila." in messaggi
    assert [p.stato for p in Proposta.objects.order_by("pk")] == ["accolta", "in_attesa", "in_attesa"]


def test_without_a_version_of_the_page_none_is_accepted(client, operatore, attesa):
    for versione in ("", "x", "9" * 40, "\x00", "²"):
        client.post(ELENCO, scelte("accogli", attesa) | {f"versione-{attesa.pk}": versione})
    attesa.refresh_from_db()
    assert attesa.stato == "in_attesa"


def test_many_are_checked_at_once(client, operatore, diretta):
    risposta = client.post(f"{ELENCO}?da_fare=controllare", scelte("segna_controllate", diretta), follow=True)
    assert [str(m) for m in risposta.context["messages"]] == ["1 modifica controllata."]


# --- Who may -----------------------------------------------------------------------------------------------


def test_the_comitato_neither_sees_nor_decides(client, attesa):
    utente = make_utente(is_staff=True)
    utente.groups.add(Group.objects.get(name=COMITATO))
    client.force_login(utente)
    assert client.get(ELENCO).status_code == 403
    assert client.get(pagina_di(attesa)).status_code == 403
    assert invia(client, attesa, "accogli").status_code == 403
    assert client.post(ELENCO, scelte("accogli", attesa)).status_code == 403
    attesa.refresh_from_db()
    assert attesa.stato == "in_attesa"


@pytest.mark.parametrize("ruolo", [OPERATORE, COMITATO])
def test_from_a_sheet_to_the_proposals_about_it(client, attesa, ruolo):
    """A body leads to those on all its sheets; who may not see them has no link."""
    utente = make_utente(is_staff=True)
    utente.groups.add(Group.objects.get(name=ruolo))
    client.force_login(utente)
    servizio = make_servizio(gestore=attesa.oggetto)
    sua = make_proposta(servizio, {"titolo": {"prima": "A", "dopo": "B"}}, stato="diretta")
    make_proposta()
    trovate = {}
    for riga in (attesa.oggetto, servizio):
        modello = riga._meta.model_name
        pagina = client.get(f"/admin/{riga._meta.app_label}/{modello}/{riga.pk}/change/").content.decode()
        vie = re.findall(r'<a href="(/admin/core/proposta/\?[^"]*)">', pagina)
        trovate[modello] = [set(client.get(via.replace("&amp;", "&")).context["cl"].queryset) for via in vie]
    if ruolo == COMITATO:
        assert trovate == {"organizzazione": [], "servizio": []}
    else:
        assert trovate == {"organizzazione": [{attesa, sua}], "servizio": [{sua}]}


# --- The table of fields -----------------------------------------------------------------------------------


def test_staff_say_which_fields_wait(client, operatore):
    elenco = "/admin/core/campomoderato/"
    pagina = client.get(elenco, {"quale": "aderenti.organizzazione"})
    assert 'aria-label="telefono dell&#x27;ufficio (organizzazione): aspetta ATS"' in pagina.content.decode()
    righe = pagina.context["cl"].formset.forms
    dati = {"form-TOTAL_FORMS": len(righe), "form-INITIAL_FORMS": len(righe), "_save": "Salva"}
    for numero, modulo in enumerate(righe):
        dati[f"form-{numero}-id"] = modulo.instance.pk
        if modulo.instance.campo == "telefono":
            dati[f"form-{numero}-sensibile"] = "on"
    assert client.post(f"{elenco}?quale=aderenti.organizzazione", dati).status_code == 302
    sensibili = CampoModerato.objects.filter(scheda="aderenti.organizzazione", sensibile=True)
    assert [riga.campo for riga in sensibili] == ["telefono"]
    diretta, attesa = proponi(
        oggetto=make_aderente(), cambi={"telefono": "1", "natura": "privato"}, autore=make_utente()
    )
    assert (list(diretta.cambi), list(attesa.cambi)) == (["natura"], ["telefono"])


@pytest.mark.parametrize("valore", ["\x00", "9" * 40, "x"])
def test_hostile_rows_of_the_table_break_nothing(client, operatore, valore):
    dati = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": valore, "_save": "Salva"}
    assert client.post("/admin/core/campomoderato/", dati).status_code == 400
