"""The content version: every path of change moves it, in the same transaction, whatever forgets to."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.redirects.models import Redirect
from django.contrib.sessions.models import Session
from django.contrib.sites.models import Site
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from core import trigger, versione
from core.models import VersioneContenuti


@pytest.fixture
def redirect(transactional_db):
    return Redirect.objects.create(site_id=1, old_path="/vecchio/", new_path="/nuovo/")


def _redirect(percorso):
    return Redirect(site_id=1, old_path=percorso, new_path="/nuovo/")


def _sql(testo, *valori):
    with connection.cursor() as cursor:
        cursor.execute(testo, valori)


MODI = {
    "create": lambda r: _redirect("/altro/").save(),
    "save": lambda r: r.save(),
    "delete": lambda r: r.delete(),
    "queryset update": lambda r: Redirect.objects.update(new_path="/x/"),
    "queryset delete": lambda r: Redirect.objects.all().delete(),
    "bulk create": lambda r: Redirect.objects.bulk_create([_redirect("/a/"), _redirect("/b/")]),
    "bulk create ignoring": lambda r: Redirect.objects.bulk_create(
        [_redirect("/vecchio/"), _redirect("/c/")], ignore_conflicts=True
    ),
    "bulk create updating": lambda r: Redirect.objects.bulk_create(
        [_redirect("/vecchio/")],
        update_conflicts=True,
        unique_fields=["site", "old_path"],
        update_fields=["new_path"],
    ),
    "bulk update": lambda r: Redirect.objects.bulk_update([r], ["new_path"]),
    "raw SQL": lambda r: _sql("UPDATE django_redirect SET new_path = %s", "/y/"),
}


@pytest.mark.parametrize("modo", MODI)
def test_each_way_of_changing_rows_moves_the_version(redirect, modo):
    prima = versione.leggi()
    MODI[modo](redirect)
    assert versione.leggi() != prima


def test_reading_leaves_the_version(redirect):
    prima = versione.leggi()
    list(Redirect.objects.all())
    assert versione.leggi() == prima


def test_private_rows_leave_the_version(redirect):
    prima = versione.leggi()
    Session.objects.create(session_key="k" * 32, session_data="", expire_date=timezone.now())
    Group.objects.create(name="Comitato")
    assert versione.leggi() == prima


def test_a_rolled_back_change_leaves_the_version(redirect):
    prima = versione.leggi()
    with transaction.atomic():
        redirect.delete()
        transaction.set_rollback(True)
    assert versione.leggi() == prima


def test_a_change_after_a_rolled_back_savepoint_moves_the_version(redirect):
    prima = versione.leggi()
    with transaction.atomic():
        punto = transaction.savepoint()
        redirect.delete()
        transaction.savepoint_rollback(punto)
        Redirect.objects.update(new_path="/z/")
    assert versione.leggi() != prima


def test_inside_a_transaction_there_is_no_version(redirect):
    with transaction.atomic():
        assert versione.leggi() is None


def test_versions_never_come_back(redirect):
    viste = {versione.leggi()}
    for numero in range(5):
        Redirect.objects.update(new_path=f"/{numero}/")
        viste.add(versione.leggi())
    assert len(viste) == 6


def test_every_public_table_has_its_triggers(db):
    with connection.cursor() as cursor:
        presenti = {tabella for _nome, tabella in trigger.trigger_presenti(connection, cursor)}
    assert presenti == set(versione.tabelle_pubbliche())


def test_the_public_tables_are_all_but_the_declared_ones():
    """A room added later is public until it says otherwise; many-to-many tables count, history does not."""
    fuori = {
        m._meta.label
        for m in apps.get_models(include_auto_created=True)
        if m._meta.db_table not in versione.tabelle_pubbliche()
        and m._meta.app_label not in versione.APP_PRIVATE
    }
    storia = {nome for nome in fuori if "Historical" in nome}
    assert fuori - storia == {
        "aderenti.Accesso",
        "aderenti.ConfermaAdesione",
        "aderenti.DomandaAdesione",
        "aderenti.EventoDomanda",
        "aderenti.GiroConferme",
        "aderenti.Invito",
        "aderenti.RapportoConservazione",
        "aderenti.RichiestaAccesso",
        "aderenti.RichiestaRecesso",
        "comitato.Adempimento",
        "comitato.CartaPunto",
        "comitato.CommentoVerbale",
        "comitato.Componente",
        "comitato.Criterio",
        "comitato.DichiarazioneConflitto",
        "comitato.DomandaValutazione",
        "comitato.GiudizioProgetto",
        "comitato.Griglia",
        "comitato.Istantanea",
        "comitato.PostoGraduatoria",
        "comitato.Presenza",
        "comitato.Punteggio",
        "comitato.PunteggioFinale",
        "comitato.Regolamento",
        "comitato.Quesito",
        "comitato.SchedaPunteggio",
        "comitato.Valutazione",
        "comitato.ValutazioneFinale",
        "comitato.Voto",
        "giudizi.Giudizio",
        "imprese.Attestato",
        "imprese.ContoRisposte",
        "imprese.Gradimento",
        "imprese.Presenza",
        "comunicazioni.Comunicazione",
        "comunicazioni.DestinatarioComunicazione",
        "core.CampoModerato",
        "core.Caricamento",
        "core.EventoProposta",
        "core.MappaColonne",
        "core.Messaggio",
        "core.PreferenzaPosta",
        "core.Proposta",
        "core.RegistroImportazione",
        "core.TestoEmail",
        "core.VersioneContenuti",
        "core.VersioneTabella",
        "progetti.CalendarioPersonale",
        "progetti.Candidatura",
        "progetti.ColonnaRegione",
        "progetti.CommentoScheda",
        "progetti.EsitoControllo",
        "progetti.IscrizioneAvvisi",
        "progetti.ModelloRegione",
        "progetti.PassoScheda",
        "progetti.PromemoriaScadenza",
        "progetti.RichiestaProgetto",
        "progetti.Rilevazione",
        "progetti.Scadenza",
        "progetti.SchedaMonitoraggio",
        "progetti.VerificaDoppio",
        "progetti.VoceControllo",
        "ricerca.RicercaSalvata",
        "ricerca.RicercaSenzaEsito",
        "ricerca.ServizioMancante",
        "ricerca.ServizioNotato",
        "servizi.ConteggioServizio",
        "servizi.PassoFreschezza",
        "servizi.RegolaFreschezza",
        "servizi.RichiestaConferma",
        "servizi.RigaConferma",
        "servizi.Segnalazione",
        "servizi.SollecitoReferente",
        "servizi.Turno",
        "servizi.Verifica",
        "servizi.VoceTipologia",
    }
    assert "django_redirect" in versione.tabelle_pubbliche()


def test_migrate_starts_a_new_version_and_keeps_the_triggers(redirect):
    prima = versione.leggi()
    call_command("migrate", verbosity=0)
    dopo = versione.leggi()
    redirect.delete()
    assert len({prima, dopo, versione.leggi()}) == 3


def test_an_interrupted_migrate_leaves_no_version(redirect):
    """No stale page without triggers: nothing is cached until a migrate reaches its end."""
    trigger.sospendi()
    assert versione.leggi() is None
    redirect.delete()
    assert versione.leggi() is None
    trigger.installa()
    assert versione.leggi() == VersioneContenuti.objects.get().versione


def test_installing_twice_changes_no_trigger(redirect):
    with connection.cursor() as cursor:
        prima = sorted(trigger.trigger_presenti(connection, cursor))
        trigger.installa()
        assert sorted(trigger.trigger_presenti(connection, cursor)) == prima


def test_a_dead_connection_is_replaced(transactional_db, monkeypatch):
    """A persistent connection that the server closed must not turn into an error page."""
    atteso = versione.leggi()
    letture = []
    grezzo = versione._leggi_grezzo

    def cade_una_volta(conn, sql):
        letture.append(1)
        if len(letture) == 1:
            raise conn.Database.OperationalError("server closed the connection")
        return grezzo(conn, sql)

    monkeypatch.setattr(versione, "_leggi_grezzo", cade_una_volta)
    assert (versione.leggi(), len(letture)) == (atteso, 2)


@pytest.mark.parametrize("modo", MODI)
def test_each_change_moves_the_version_of_its_table_alone(redirect, modo):
    prima = versione.leggi_tabelle()
    MODI[modo](redirect)
    dopo = versione.leggi_tabelle()
    assert {c.rstrip("#") for c in dopo if dopo[c] != prima[c]} == {"", "django_redirect"}
    assert set(dopo) == {"", *(f"{t}{coda}" for t in versione.tabelle_pubbliche() for coda in ("", "#"))}


def test_one_transaction_moves_the_version_of_each_table_it_touches(redirect):
    prima = versione.leggi_tabelle()
    with transaction.atomic():
        Redirect.objects.update(new_path="/1/")
        Site.objects.update(name="Altro")
        Redirect.objects.update(new_path="/2/")
    dopo = versione.leggi_tabelle()
    assert {c for c in dopo if dopo[c] != prima[c]} == {
        "",
        "django_redirect",
        "django_site",
    }


@pytest.mark.postgresql
def test_a_long_transaction_keeps_no_other_writer_waiting(redirect):
    """The version is written at the commit: an import of a minute does not stop the staff for a minute."""
    prima = versione.leggi()
    with transaction.atomic():
        Redirect.objects.update(new_path="/lungo/")
        with ThreadPoolExecutor(1) as altro:
            altro.submit(_salva_da_un_altra_connessione).result(timeout=10)
        meta = _versione_di_un_altra_connessione()
    assert len({prima, meta, versione.leggi()}) == 3


def _salva_da_un_altra_connessione():
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '5s'")
    _redirect("/altro/").save()
    connection.close()


def _versione_di_un_altra_connessione():
    def leggi():
        try:
            return versione.leggi()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as altro:
        return altro.submit(leggi).result(timeout=10)
