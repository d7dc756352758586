"""What each role may do, against words written here and not computed from the table under test."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission

from utenti.ruoli import COMITATO, OPERATORE, REFERENTE, allinea_ruoli

# What others write, by asking or by accepting; what the portal writes by itself.
NON_SI_SCRIVONO = {
    "aderenti.add_accesso",
    "aderenti.add_confermaadesione",
    "aderenti.add_domandaadesione",
    "aderenti.add_eventodomanda",
    "aderenti.add_richiestarecesso",
    "aderenti.change_eventodomanda",
    "aderenti.view_eventodomanda",
    "aderenti.add_rapportoconservazione",
    "aderenti.add_richiestaaccesso",
    "aderenti.change_rapportoconservazione",
    "progetti.add_iscrizioneavvisi",
    "progetti.change_iscrizioneavvisi",
    "progetti.add_calendariopersonale",
    "progetti.change_calendariopersonale",
    "progetti.view_calendariopersonale",
    "progetti.add_promemoriascadenza",
    "progetti.change_promemoriascadenza",
    "progetti.change_elencopubblicato",
    "progetti.add_richiestaprogetto",
    "progetti.add_schedamonitoraggio",
    *(
        f"progetti.{azione}_{nome}"
        for azione in ("view", "add", "change")
        for nome in ("passoscheda", "commentoscheda")
    ),
    "servizi.add_segnalazione",
    "servizi.view_turno",
    *(
        f"servizi.{azione}_{nome}"
        for azione in ("add", "change")
        for nome in (
            "passofreschezza",
            "richiestaconferma",
            "rigaconferma",
            "sollecitoreferente",
            "turno",
            "verifica",
        )
    ),
}
STANZE = {"territorio", "piani", "aderenti", "alleanze", "progetti", "servizi", "redazione"}


def permessi(ruolo):
    righe = Permission.objects.filter(group__name=ruolo)
    return {f"{app}.{codice}" for app, codice in righe.values_list("content_type__app_label", "codename")}


def modelli(app_label):
    nomi = (modello._meta.model_name for modello in apps.get_app_config(app_label).get_models())
    return {nome for nome in nomi if not nome.startswith("historical")}


@pytest.mark.parametrize("stanza", sorted(STANZE))
def test_operator_keeps_every_record_of_a_room(persona, stanza):
    operatore = persona(OPERATORE)
    mancanti = {
        f"{stanza}.{azione}_{nome}"
        for nome in modelli(stanza)
        for azione in ("view", "add", "change")
        if not operatore.has_perm(f"{stanza}.{azione}_{nome}")
    }
    assert mancanti == {voce for voce in NON_SI_SCRIVONO if voce.startswith(f"{stanza}.")}


def test_operator_takes_away_lines_but_never_sheets_events_or_accounts(persona):
    operatore = persona(OPERATORE)
    assert operatore.has_perm("servizi.delete_orario")
    for proibito in [
        "servizi.delete_servizio",
        "aderenti.delete_organizzazione",
        "aderenti.delete_eventoadesione",
        "progetti.delete_progetto",
        "progetti.delete_eventoprogetto",
        "alleanze.delete_partecipazione",
        "piani.delete_piano",
        "territorio.delete_comune",
        "utenti.delete_utente",
    ]:
        assert not operatore.has_perm(proibito), proibito


def test_operator_cannot_touch_roles_permissions_or_the_content_version(db):
    app_di_sistema = {"auth", "contenttypes", "sessions", "admin", "sites", "account", "mfa"}
    assert {voce for voce in permessi(OPERATORE) if voce.split(".")[0] in app_di_sistema} == set()
    assert {voce for voce in permessi(OPERATORE) if voce.endswith("versionecontenuti")} == set()


def test_comitato_only_looks(db):
    concessi = permessi(COMITATO)
    assert {voce.split(".")[1].split("_")[0] for voce in concessi} == {"view"}
    assert {voce.split(".")[0] for voce in concessi} == {
        "piani",
        "aderenti",
        "alleanze",
        "progetti",
        "servizi",
        "ricerca",
        "comitato",
        "imprese",
        "redazione",
    }


def test_what_citizens_search_and_miss_is_read_and_a_name_typed_by_somebody_taken_away(db):
    assert {voce for voce in permessi(COMITATO) if voce.startswith("ricerca.")} == {
        "ricerca.view_ricercasenzaesito",
        "ricerca.view_serviziomancante",
    }
    assert {voce for voce in permessi(OPERATORE) if voce.endswith(("senzaesito", "mancante"))} == {
        "ricerca.view_ricercasenzaesito",
        "ricerca.delete_ricercasenzaesito",
        "ricerca.view_serviziomancante",
    }


def test_referente_has_no_permission_of_the_admin(db):
    assert permessi(REFERENTE) == set()


def test_what_is_changed_by_hand_is_put_back(db):
    comitato = Group.objects.get(name=COMITATO)
    prima = permessi(COMITATO)
    comitato.permissions.add(Permission.objects.get(codename="delete_servizio"))
    comitato.permissions.remove(Permission.objects.get(codename="view_servizio"))
    allinea_ruoli(apps.get_app_config("servizi"))
    assert permessi(COMITATO) == prima


def test_a_model_whose_permissions_do_not_exist_yet_is_covered(db):
    Permission.objects.filter(content_type__app_label="servizi").delete()
    allinea_ruoli(apps.get_app_config("servizi"))
    assert "servizi.change_servizio" in permessi(OPERATORE)
