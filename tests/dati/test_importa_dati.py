"""The real reference data: what they load to, and that loading them again changes nothing."""

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.models import Count, F, Sum
from django.test.utils import CaptureQueriesContext

from aderenti.models import EventoAdesione, Organizzazione
from alleanze.models import AlleanzaLocale
from core.importazione.lettura import leggi_csv
from core.models import Fonte
from piani.models import Atto, Piano
from progetti.models import EventoProgetto, Finanziamento, PartnerProgetto, Progetto
from redazione.models import Notizia
from rete.importazione import IMPORTATORI, NON_CARICATI, importa
from servizi.models import DataScolastica, Sinonimo, Tipologia
from territorio.models import Adiacenza, Ambito, Comune, PopolazioneEta

CARTELLA = settings.BASE_DIR / "riferimenti"


pytestmark = pytest.mark.django_db


def test_every_row_of_every_file_is_loaded(riferimenti):
    righe = {
        f.name: len(leggi_csv(f, ["code"], altre_colonne=True))
        for f in CARTELLA.glob("*.csv")
        if _con_code(f)
    }
    assert {file: conti for file, conti in riferimenti.items() if set(conti) != {"nuove"}} == {}
    assert {
        file: n for file, n in righe.items() if file not in NON_CARICATI and riferimenti[file]["nuove"] != n
    } == {}


def _con_code(file):
    return file.open(encoding="utf-8").readline().startswith("code,")


def test_every_file_of_the_folder_has_an_importer_or_is_said_not_loaded():
    noti = {importatore.file for importatore in IMPORTATORI} | set(NON_CARICATI) | {"elenco.csv"}
    assert {f.name for f in CARTELLA.glob("*.csv")} == noti


@pytest.mark.parametrize(
    ("giorno", "comuni", "ambiti"),
    [
        (date(2017, 6, 1), 165, 8),
        (date(2018, 1, 1), 163, 8),
        (date(2018, 12, 31), 163, 8),
        (date(2019, 1, 1), 134, 7),
    ],
)
def test_comuni_and_ambiti_at_a_date(riferimenti, giorno, comuni, ambiti):
    assert Comune.objects.al(giorno).count() == comuni
    assert Ambito.objects.al(giorno).count() == ambiti


def test_abolished_comuni_lead_to_their_heirs(riferimenti):
    assert Comune.objects.esistenti().count() == 163
    assert Comune.objects.filter(cessato_il__isnull=False).count() == 15
    prestine = Comune.objects.get(nome="Prestine")
    assert (prestine.cessato_il, prestine.confluito_in.nome) == (date(2016, 4, 23), "Bienno")
    assert prestine.ambito_ultimo().slug == "vallecamonica"
    assert Comune.objects.get(nome="Lenno").ambito_ultimo() is None


def test_ambiti_have_the_names_of_citizens_in_the_order_of_the_file(riferimenti):
    assert list(Ambito.objects.values_list("slug", "nome")) == [
        ("bormio", "Bormio"),
        ("tirano", "Tirano"),
        ("sondrio", "Sondrio"),
        ("morbegno", "Morbegno"),
        ("chiavenna", "Chiavenna"),
        ("vallecamonica", "Vallecamonica"),
        ("dongo", "Dongo"),
        ("menaggio", "Menaggio"),
    ]


def test_population_by_age_sums_to_the_residents(riferimenti):
    somma = PopolazioneEta.objects.filter(data=date(2023, 1, 1)).aggregate(n=Sum(F("femmine") + F("maschi")))
    assert somma["n"] == 330_215


def test_only_the_ats_is_a_public_member(riferimenti):
    assert list(Organizzazione.objects.pubblicati().values_list("denominazione", flat=True)) == [
        "ATS della Montagna"
    ]
    assert Organizzazione.objects.da_confermare().count() == 58
    evento = EventoAdesione.objects.get()
    assert (evento.tipo, evento.data, evento.certezza) == ("accolta", date(2017, 1, 24), "I")
    assert [fonte.code for fonte in evento.fonti.all()] == ["atsm17a"]
    assert evento.nota.startswith("La data dell'adesione non è nota")


def test_a_nature_that_varies_and_a_seat_outside_stay_as_the_file_says(riferimenti):
    gal = Organizzazione.objects.get(code="ADE-038")
    assert (gal.natura, gal.comune, gal.sede, gal.prova) == ("", None, "Valle Camonica", "A")
    ats = Organizzazione.objects.get(code="ADE-001")
    assert (ats.sede, ats.sede_nome, ats.forma_giuridica.code) == ("Sondrio", "", "2.5.00")


def test_eight_alleanze_whose_unknown_fields_are_empty(riferimenti):
    alleanze = AlleanzaLocale.objects.filter(piano__code="2017-18")
    assert sorted(a.ambito.slug for a in alleanze) == sorted(Ambito.objects.values_list("slug", flat=True))
    assert AlleanzaLocale.objects.count() == 8
    assert set(alleanze.values_list("nome", "descrizione", "accordo_data")) == {("", "", None)}
    assert not any(a.partecipazioni.exists() for a in alleanze)


def test_news_are_the_facts_of_the_file_with_their_sources(client, riferimenti):
    assert Notizia.objects.pubblicati().count() == Notizia.objects.count() == 19
    partenza = Notizia.objects.get(code="N06")
    assert (partenza.data, partenza.data_precisione) == (date(2017, 7, 1), "mese")
    aree_interne = Notizia.objects.get(code="N11")
    assert sorted(a.slug for a in aree_interne.ambiti.all()) == ["bormio", "chiavenna", "dongo"]
    assert sorted(p.code for p in aree_interne.progetti.all()) == [
        "FSE18-COMUNITA",
        "FSE18-LEGAME",
        "FSE18-TREPIEVI",
        "FSE18-VALCHIAVENNA",
    ]
    assert sorted(f.code for f in aree_interne.fonti.all()) == ["affari18", "formez", "lt18"]
    assert all(notizia.fonti.exists() and notizia.certezza for notizia in Notizia.objects.all())
    assert {client.get(n.get_absolute_url()).status_code for n in Notizia.objects.all()} == {200}


def test_the_source_of_each_row_has_the_address_that_the_row_gives(riferimenti):
    righe = leggi_csv(CARTELLA / "notizie.csv", ["code", "fonte", "indirizzo"], altre_colonne=True)
    fonti = dict(Fonte.objects.values_list("code", "indirizzo"))
    assert [
        riga["code"]
        for _n, riga in righe
        if riga["indirizzo"] not in {fonti[codice] for codice in riga["fonte"].split(";")}
    ] == []


def test_projects_their_state_and_what_is_not_known_of_them(riferimenti):
    assert Progetto.objects.count() == 15
    assert Progetto.objects.pubblicati().count() == 15
    assert set(Progetto.objects.values_list("cup", "cup_assente_motivo")) == {("", "non trovato nelle fonti")}
    assert set(Progetto.objects.con_stato().values_list("stato", flat=True)) == {"conclusa_attivita"}
    assert Progetto.objects.con_stato(date(2018, 6, 1)).filter(stato="avviata").count() == 13


@pytest.mark.parametrize(
    ("codice", "eventi"),
    [
        (
            "ALL17-BORMIO",
            [
                ("avviata", "2017-07-01", "mese", "I"),
                ("proroga", "2018-12-17", "giorno", "I"),
                ("conclusa_attivita", "2020-01-15", "entro", "I"),
            ],
        ),
        (
            "FSE17-BRENO",
            [("avviata", "2017-01-01", "anno", "S"), ("conclusa_attivita", "2019-05-31", "mese", "S")],
        ),
        (
            "FSE18-LEGAME",
            [("avviata", "2018-01-01", "anno", "S"), ("conclusa_attivita", "2020-12-31", "anno", "I")],
        ),
        ("FSE17-SOLCO", [("conclusa_attivita", "2023-12-31", "entro", "K")]),
        ("SIS17-WELFARE", [("conclusa_attivita", "2020-01-15", "entro", "I")]),
    ],
)
def test_dates_of_a_project_say_how_well_they_are_known(riferimenti, codice, eventi):
    trovati = EventoProgetto.objects.filter(progetto__code=codice).order_by("data")
    assert [(e.tipo, str(e.data), e.data_precisione, e.certezza) for e in trovati] == eventi


def test_the_regional_extension_moves_the_planned_end_of_the_projects_of_the_cycle(riferimenti):
    date_di = Progetto.objects.con_date().values_list("code", "fine_iniziale", "fine_prevista")
    mossi = {code: (prima, poi) for code, prima, poi in date_di if prima}
    assert sorted(mossi) == sorted(Progetto.objects.filter(tipo="alleanza").values_list("code", flat=True))
    assert set(mossi.values()) == {(date(2019, 1, 15), date(2020, 1, 15))}
    proroga = EventoProgetto.objects.get(progetto__code="ALL17-BORMIO", tipo="proroga")
    assert (proroga.atto.code, proroga.certezza) == ("DGR-XI-1017", "I")
    assert list(proroga.fonti.all()) == list(proroga.atto.fonti.all()) != []


def test_events_are_history_also_for_who_writes_the_files_over_the_database(riferimenti):
    """What the database never lets change is told, and the rest of the file is still written."""
    evento = EventoProgetto.objects.get(progetto__code="ALL17-BORMIO", tipo="avviata")
    EventoProgetto.objects.filter(pk=evento.pk).update(nota="scritta da un operatore")
    EventoProgetto.objects.filter(progetto__code="ALL17-TIRANO", tipo="conclusa_attivita").delete()
    Progetto.objects.filter(code="ALL17-TIRANO").update(territorio="scritto da un operatore")

    esiti = {esito.file: esito for esito in importa(CARTELLA, aggiorna=True)}

    assert [(nome, campi) for _riga, nome, campi in esiti["progetti.csv"].diverse] == [
        ("avviato · 01/07/2017", ["nota"]),
        ("attività concluse · 15/01/2020", ["manca"]),
    ]
    evento.refresh_from_db()
    assert evento.nota == "scritta da un operatore"
    assert Progetto.objects.get(code="ALL17-TIRANO").territorio == ""


def test_partners_are_the_bodies_the_file_names_in_the_role_the_sources_say(riferimenti):
    breno = PartnerProgetto.objects.filter(progetto__code="FSE17-BRENO")
    assert dict(breno.values_list("ruolo").annotate(n=Count("pk")).order_by()) == {
        "capofila": 1,
        "partner": 5,
        "associato": 4,
        "sponsor": 2,
    }
    comunita = PartnerProgetto.objects.filter(progetto__code="FSE18-COMUNITA").order_by(
        "organizzazione__code"
    )
    assert [(p.organizzazione.code, p.ruolo) for p in comunita] == [
        ("ADE-012", "capofila"),
        ("ADE-026", "partner"),
        ("ADE-027", "partner"),
    ]


def test_a_project_ties_to_fund_alleanza_services_comuni(riferimenti):
    bormio = Progetto.objects.get(code="ALL17-BORMIO")
    assert (bormio.alleanza.ambito.slug, bormio.fondo.code, bormio.piano.code) == (
        "bormio",
        "REGIONE",
        "2017-18",
    )
    comunita = Progetto.objects.get(code="FSE18-COMUNITA")
    assert (comunita.fondo.cci, comunita.fondo.quota_ue_pct) == ("2014IT05SFOP007", Decimal("50"))
    assert sorted(comunita.comuni.values_list("nome", flat=True)) == ["Bormio", "Valdidentro", "Valfurva"]
    assert sorted(comunita.tipologie.values_list("code", flat=True)) == ["CPI", "DOPO", "NIDO", "POST", "PRE"]


def test_sums_keep_what_they_are_part_of(riferimenti):
    assert Finanziamento.objects.count() == 40
    assert Finanziamento.objects.get(code="FIN-005").parte_di.code == "FIN-006"
    assert Finanziamento.objects.get(code="FIN-028").alternativa_a.code == "FIN-024"


def test_the_grant_in_progetti_is_the_sum_in_finanziamenti(riferimenti):
    """progetti.csv repeats the sums: they are loaded once, so the two files must agree."""
    righe = [riga for _numero, riga in leggi_csv(CARTELLA / "progetti.csv", ["code"], altre_colonne=True)]
    attesi = {r["code"]: Decimal(r["importo_concesso_eur"]) for r in righe if r["importo_concesso_eur"]}
    somme = Finanziamento.objects.filter(progetto__isnull=False, natura_importo="concesso")
    assert dict(somme.values_list("progetto__code", "importo")) == attesi


def test_the_end_of_a_cycle_moves_by_its_act(riferimenti):
    piano = Piano.objects.get(code="2017-18")
    assert list(piano.termini.values_list("fine", "proroga", "deciso_il", "atto__code")) == [
        (date(2019, 1, 15), False, None, None),
        (date(2020, 1, 15), True, date(2018, 12, 17), "DGR-XI-1017"),
    ]
    assert piano.fine() == date(2020, 1, 15)
    regole = {p.code: sorted(r.natura for r in p.regole_capofila.all()) for p in Piano.objects.all()}
    assert {code: nature for code, nature in regole.items() if nature} == {
        "2017-18": ["pubblico"],
        "2020-23": ["privato_non_profit", "pubblico"],
    }


def test_vocabularies_and_acts(riferimenti):
    assert (Tipologia.objects.count(), Sinonimo.objects.count(), DataScolastica.objects.count()) == (
        34,
        563,
        38,
    )
    assert (Fonte.objects.count(), Atto.objects.count(), Adiacenza.objects.count()) == (135, 63, 396)
    atto = Atto.objects.get(code="DGR-2025-LG")
    assert (atto.data, atto.data_precisione, atto.piano.code) == (date(2025, 12, 1), "mese", "2025-27")
    simili = (
        Piano.objects.get(code="2017-18").linee.get(code="M17-S").corrisponde_a.values_list("code", flat=True)
    )
    assert sorted(simili) == ["L17-3", "L17-S"]


def test_loading_again_writes_nothing(riferimenti):
    with CaptureQueriesContext(connection) as catturate:
        esiti = importa(CARTELLA)

    assert {
        esito.file: dict(esito.conti()) for esito in esiti if set(dict(esito.conti())) != {"uguali"}
    } == {}
    scritture = [q["sql"] for q in catturate if q["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
    assert scritture == []


def test_a_page_renamed_by_staff_is_found_again(riferimenti):
    """A comune row of ambiti.csv is found by its code: a second run must not make a twin."""
    Ambito.objects.filter(slug="dongo").update(slug="alto-lario", nome="Alto Lario")

    esiti = {esito.file: esito for esito in importa(CARTELLA)}

    assert Ambito.objects.count() == 8
    assert [campi for _riga, _nome, campi in esiti["ambiti.csv"].diverse] == [["nome"]]
    assert dict(esiti["comuni.csv"].conti()) == {"uguali": 163}


def test_what_staff_did_with_the_parts_of_a_record_stays(riferimenti):
    EventoAdesione.objects.update(data=date(2016, 5, 2))
    PartnerProgetto.objects.filter(ruolo="sponsor").delete()
    Tipologia.objects.get(code="BABY").progetti.clear()
    Finanziamento.objects.filter(progetto__code="FSE17-BRENO").delete()
    EventoProgetto.objects.filter(progetto__code="FSE17-BRENO").delete()
    PartnerProgetto.objects.filter(progetto__code="FSE17-BRENO").delete()
    Progetto.objects.get(code="FSE17-BRENO").delete()

    esiti = {esito.file: dict(esito.conti()) for esito in importa(CARTELLA)}

    assert esiti["progetti.csv"] == {"eliminate dagli operatori": 1, "uguali": 14}
    assert esiti["finanziamenti.csv"] == {"eliminate dagli operatori": 1, "uguali": 39}
    assert EventoAdesione.objects.get().data == date(2016, 5, 2)
    assert not Progetto.objects.filter(code="FSE17-BRENO").exists()


def test_command_lists_what_staff_changed(riferimenti):
    Organizzazione.objects.filter(code="ADE-007").update(sito="https://www.example.org")
    uscita = StringIO()
    call_command("importa_dati", solo="aderenti", stdout=uscita)

    assert uscita.getvalue().splitlines() == [
        "aderenti.csv: 1 diverse non toccate, 58 uguali",
        "    riga 8, diversa: Camera di Commercio di Sondrio (sito)",
    ]
