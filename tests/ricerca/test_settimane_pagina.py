"""The page of the weeks and its calendar file: who is shown, what a wrong value gets, how many queries."""

import re
from datetime import date, time, timedelta
from html import unescape

import pytest
from django.conf import settings
from django.utils import timezone
from icalendar import Calendar

from servizi.models import AreaServita, DataScolastica, Orario, Tipologia
from tests import controlli_html, lettore_ics
from tests.calendario import ANNO, make_periodi, righe_scolastiche
from tests.factories import make_comune, make_gruppo, make_servizio, make_tipologia

pytestmark = pytest.mark.django_db
OGGI = timezone.localdate()
PROSSIMO = OGGI.year + 1
NATO = f"{PROSSIMO - 9}-05"


def spostate():
    """Return the rows of the school year that has its summer in the next calendar year."""
    anni = PROSSIMO - 2027
    return [(*riga[:3], _sposta(riga[3], anni), _sposta(riga[4], anni)) for riga in ANNO]


def _sposta(giorno, anni):
    return date(giorno.year + anni, giorno.month, giorno.day)


@pytest.fixture
def grosio(db):
    righe = righe_scolastiche(spostate(), f"{PROSSIMO - 1}/{PROSSIMO}")
    DataScolastica.objects.bulk_create(righe)
    return make_comune(nome="Grosio", slug="grosio")


def make_copre(comune, gruppo="VACANZE", periodi=("ESTATE",), **campi):
    """Return a service for who lives in ``comune``, from Monday to Friday 8-17 in ``periodi``."""
    tipologia = Tipologia.objects.filter(gruppo__code=gruppo).first()
    tipologia = tipologia or make_tipologia(gruppo=make_gruppo(code=gruppo))
    servizio = make_servizio(area=[comune], tipologia=tipologia, **campi)
    codici = make_periodi()
    servizio.periodi.set([codici[code] for code in periodi])
    Orario.objects.bulk_create(
        Orario(servizio=servizio, giorno=giorno, dalle=time(8), alle=time(17)) for giorno in range(5)
    )
    return servizio


def pagina(client, **parametri):
    """Return the page as text, one space between words."""
    risposta = client.get("/settimane/", parametri)
    assert risposta.status_code == 200
    testo = re.sub(r"<[^>]+>", " ", risposta.content.decode())
    return " ".join(unescape(testo).split())


def titoli(client, **parametri):
    """Return the titles of the services the page shows, without repetitions, in order."""
    html = client.get("/settimane/", {"casa": "grosio"} | parametri).content.decode()
    return sorted(set(re.findall(r'<li>\s*<a href="/servizi/[^"]+/">([^<]+)</a>', html)))


def test_only_active_services_for_minors_who_live_there_at_that_age(client, grosio):
    """Each of the others would cover the whole summer."""
    make_copre(grosio, titolo="Giusto")
    altrove = make_comune(nome="Altrove")
    make_copre(altrove, titolo="Di un altro comune")
    make_copre(grosio, gruppo="TRASPORTI", titolo="Pulmino")
    make_copre(grosio, gruppo="CURA", titolo="Per anziani")
    make_copre(grosio, titolo="Per grandi", eta_min_mesi=14 * 12)
    make_copre(grosio, titolo="Sospeso", stato="sospeso", motivo_stato="Frana")
    make_copre(grosio, titolo="Chiuso", stato="chiuso", motivo_stato="Finito")
    make_copre(grosio, titolo="Bozza", stato="bozza")
    ieri = OGGI - timedelta(days=1)
    make_copre(grosio, titolo="Scaduto", valido_fino_al=ieri, verificato_il=ieri)
    assert titoli(client, nascita=NATO) == ["Giusto"]
    assert titoli(client) == ["Giusto", "Per grandi"]


def test_the_page_says_how_many_weeks_are_covered(client, grosio):
    make_copre(grosio, titolo="Grest", gratuito=True, dimostrativo=True)
    settimane = len(_lunedi(date(PROSSIMO, 6, 9), date(PROSSIMO, 9, 12)))
    testo = pagina(client, casa="Grosio", nascita=NATO)
    assert f"{settimane} settimane coperte su {settimane}." in testo
    assert f"Estate {PROSSIMO} per chi abita a Grosio" in testo
    assert "Grest Dati dimostrativi" in testo
    assert "8:00-17:00 · Gratuito Posti da verificare verificato il 1° gennaio 2026" in testo
    assert "Calendario della scuola: primaria e secondaria." in testo
    assert "DGR IX/3318 del 18 aprile 2012 · calcolato dalla regola permanente: da confermare" in testo


def _lunedi(dal, al):
    giorni = (dal + timedelta(days=n) for n in range((al - dal).days + 1))
    return {g - timedelta(days=g.weekday()) for g in giorni if g.weekday() < 5}


@pytest.mark.parametrize(
    "altri", [{"nascita": NATO}, {}, {"periodo": f"scuola-{PROSSIMO - 1}"}, {"eta_mesi": "x"}]
)
def test_the_html_of_the_answer(client, grosio, altri):
    make_copre(grosio, periodi=["ANNO_SOL"], dimostrativo=True)
    html = client.get("/settimane/", {"casa": "grosio"} | altri).content.decode()
    assert controlli_html.difetti(html, settings.SITE_URL) == []


def test_the_age_of_today_can_stand_for_the_month_of_birth(client, grosio):
    make_copre(grosio, titolo="Da sei anni", eta_min_mesi=72)
    assert titoli(client, eta_mesi="84") == ["Da sei anni"]
    assert titoli(client, eta_mesi="36") == []
    scuole = [pagina(client, casa="grosio", eta_mesi=mesi) for mesi in ("84", "36")]
    assert ["primaria e secondaria." in testo for testo in scuole] == [True, False]


def test_the_school_year_has_its_closures_and_an_ordinary_week(client, grosio):
    make_copre(grosio, gruppo="SCUOLA", periodi=["ANNO_SCOL"], titolo="Doposcuola")
    make_copre(grosio, periodi=["NATALE"], titolo="Natale insieme")
    testo = pagina(client, casa="grosio", nascita=NATO, periodo=f"scuola-{PROSSIMO - 1}")
    assert f"Anno scolastico {PROSSIMO - 1}/{PROSSIMO} per chi abita a Grosio" in testo
    assert re.search(r"Natale \d+/\d+ 23 dicembre-\d gennaio coperti Natale insieme", testo)
    assert re.search(r"Pasqua \d+/\d+ \d+-\d+ marzo scoperti Nessun servizio", testo)
    assert "Durante il giorno Doposcuola da lunedì a venerdì 8:00-17:00" in testo


def test_without_a_comune_there_is_the_form_alone(client, grosio):
    make_copre(grosio, titolo="Grest")
    testo = pagina(client)
    assert "Il comune dove abiti" in testo
    assert "Grest" not in testo
    assert "da correggere" not in testo


def test_where_nothing_is_found_there_is_something_to_do(client, grosio):
    make_copre(make_comune(nome="Altrove"), titolo="Grest")
    html = client.get("/settimane/", {"casa": "grosio"}).content.decode()
    assert "Nessun servizio copre questo periodo per chi abita a Grosio" in html
    assert 'href="/servizi/?casa=grosio"' in html
    assert 'href="/manca-un-servizio/?casa=grosio"' in html


def test_where_the_calendar_is_over_the_page_says_so(client):
    make_comune(nome="Grosio", slug="grosio")
    vuoto = "Il calendario della scuola dei prossimi mesi non c’è ancora."
    assert vuoto in pagina(client)
    assert vuoto in pagina(client, casa="grosio")


FUTURO = f"{OGGI.year + 1}-01"


@pytest.mark.parametrize(
    ("parametri", "messaggio"),
    [
        ({"casa": ""}, "Scrivi il comune dove abiti."),
        ({"nascita": NATO}, "Scrivi il comune dove abiti."),
        ({"casa": "Atlantide"}, "Non conosco il comune «Atlantide»"),
        ({"casa": "Grosi"}, "Forse cerchi: Grosio."),
        ({"casa": "x" * 10_000}, "È troppo lungo: scrivi al massimo 80 caratteri."),
        ({"casa": "gro\x00sio"}, "C’è un carattere che non si può usare"),
        ({"casa": "grosio", "nascita": "maggio"}, "Scrivi l’anno e il mese di nascita così: 2019-05."),
        ({"casa": "grosio", "nascita": "2019-13"}, "Scrivi l’anno e il mese di nascita così: 2019-05."),
        ({"casa": "grosio", "nascita": "2019-00"}, "Scrivi l’anno e il mese di nascita così: 2019-05."),
        ({"casa": "grosio", "nascita": "२०१९-०५"}, "Scrivi l’anno e il mese di nascita così: 2019-05."),
        ({"casa": "grosio", "nascita": "2019-05\x00"}, "C’è un carattere che non si può usare"),
        ({"casa": "grosio", "nascita": "9" * 10_000}, "È troppo lungo: scrivi al massimo 10 caratteri."),
        ({"casa": "grosio", "nascita": FUTURO}, "Questo mese deve ancora venire"),
        ({"casa": "grosio", "nascita": "0000-05"}, "sono più di 120 anni fa"),
        ({"casa": "grosio", "eta_mesi": "-1"}, "L’età va da 0 a 1451 mesi"),
        ({"casa": "grosio", "eta_mesi": "tre"}, "Scrivi l’età in mesi compiuti"),
        ({"casa": "grosio", "eta_mesi": "9" * 10_000}, "Scrivi l’età in mesi compiuti"),
        ({"casa": "grosio", "periodo": "estate-1900"}, "Questo periodo non c’è: prendine uno dall’elenco."),
    ],
)
def test_a_wrong_value_is_said_and_nothing_is_shown(client, grosio, parametri, messaggio):
    make_copre(grosio, titolo="Grest")
    testo = pagina(client, **parametri)
    assert messaggio in testo
    assert "Grest" not in testo
    assert client.get("/settimane/calendario.ics", parametri).status_code == 400


@pytest.mark.parametrize("scritta", ["2019-05", "05/2019", "5.2019", " 2019/5 "])
def test_ways_of_writing_a_month(client, grosio, scritta):
    make_copre(grosio, titolo="Grest")
    assert titoli(client, nascita=scritta) == ["Grest"]


def test_queries_of_the_page(client, grosio, nplus):
    parametri = {"casa": "grosio", "nascita": NATO}
    nplus(lambda: client.get("/settimane/", parametri), lambda: make_copre(grosio, dimostrativo=True), 7)


def test_queries_of_a_page_with_nothing_found(client, grosio, django_assert_num_queries):
    with django_assert_num_queries(4):
        client.get("/settimane/", {"casa": "grosio"})
    with django_assert_num_queries(2):
        client.get("/settimane/")


def test_many_services_are_counted_not_listed(client, grosio):
    for _numero in range(8):
        make_copre(grosio)
    assert "e altri 2 servizi" in pagina(client, casa="grosio")


def test_a_service_for_the_whole_ambito_is_for_its_comuni(client, grosio):
    servizio = make_copre(make_comune(nome="Altrove"), titolo="D’ambito")
    AreaServita.objects.create(servizio=servizio, ambito=grosio.appartenenze.get().ambito)
    assert titoli(client) == ["D’ambito"]


def eventi(client, **parametri):
    risposta = client.get("/settimane/calendario.ics", parametri)
    assert risposta["Content-Type"] == "text/calendar; charset=utf-8"
    letti = lettore_ics.eventi(risposta.content.decode())
    di_libreria = Calendar.from_ical(risposta.content).walk("VEVENT")
    assert [str(evento["SUMMARY"]) for evento in di_libreria] == [evento["SUMMARY"] for evento in letti]
    return letti


def test_the_calendar_has_the_closure_and_the_uncovered_weeks(client, grosio):
    servizio = make_copre(grosio, periodi=["ANNO_SOL"], titolo="Grest")
    lunedi = date(PROSSIMO, 7, 12) - timedelta(days=date(PROSSIMO, 7, 12).weekday())
    venerdi = lunedi + timedelta(days=4)
    servizio.aperture.create(tipo="chiuso", dal=lunedi, al=venerdi)
    martedi = lunedi + timedelta(days=8)
    servizio.aperture.create(tipo="chiuso", dal=martedi, al=martedi)
    chiusura, scoperta, in_parte = eventi(client, casa="grosio", nascita=NATO)
    assert (chiusura["SUMMARY"], chiusura["DTEND"]) == (
        f"Scuola chiusa: Estate {PROSSIMO - 1}/{PROSSIMO}",
        f"{PROSSIMO}0913",
    )
    assert (scoperta["SUMMARY"], scoperta["DTSTART"], scoperta["DTEND"]) == (
        "Settimana: scoperta",
        f"{lunedi:%Y%m%d}",
        f"{venerdi + timedelta(days=1):%Y%m%d}",
    )
    assert scoperta["VALARM"]["TRIGGER"] == "-P30D"
    assert in_parte["SUMMARY"] == "Settimana: coperta in parte"
    assert in_parte["DESCRIPTION"] == "Mancano: martedì.\nSecondo i servizi in elenco oggi."


def test_the_calendar_without_a_comune_has_the_closure_alone(client, grosio):
    make_copre(grosio)
    assert [evento["DTSTART"] for evento in eventi(client)] == [f"{PROSSIMO}0609"]


def test_the_calendar_of_a_school_year_has_its_breaks(client, grosio):
    make_copre(grosio, periodi=["NATALE"])
    trovati = eventi(client, casa="grosio", periodo=f"scuola-{PROSSIMO - 1}")
    titoli = {evento["SUMMARY"] for evento in trovati}
    anno = f"{PROSSIMO - 1}/{PROSSIMO}"
    chiusure = {f"Scuola chiusa: {nome} {anno}" for nome in ("Natale", "Carnevale", "Pasqua")}
    assert chiusure <= titoli
    assert {f"{nome} {anno}: scoperti" for nome in ("Natale", "Pasqua")} & titoli == {
        f"Pasqua {anno}: scoperti"
    }


def test_without_a_calendar_of_the_school_the_file_is_empty(client):
    assert eventi(client) == []
