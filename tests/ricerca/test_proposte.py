"""Never a dead end: what is corrected, understood, left out; what is near when nothing covers a comune."""

import re
from datetime import date, timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from ricerca import indice, proposte
from ricerca.filters import ServizioFilter
from ricerca.models import RicercaSenzaEsito
from ricerca.risultati import Risultati, piu_vicini
from servizi.models import Orario, Servizio, Sinonimo, Tipologia
from territorio.models import Adiacenza
from tests.factories import make_ambito, make_comune, make_gruppo, make_servizio, make_tipologia
from tests.ricerca.test_pagine import conteggio, titoli
from tests.servizi.test_pagine import in_riga, leggi

pytestmark = pytest.mark.django_db
OGGI = timezone.localdate()


def cerca(**parametri):
    """Return the Risultati of an address."""
    dati = QueryDict(mutable=True)
    dati.update(parametri)
    filtro = ServizioFilter(dati, queryset=Servizio.objects.in_elenco())
    assert filtro.is_valid(), filtro.errors
    return Risultati(filtro, Servizio.objects.in_elenco().per_elenco())


@pytest.fixture
def valle():
    """Three comuni on a line, 11 km from each other, each with a nido of its own; a nido door far away."""
    ambito = make_ambito(nome="Media Valle", alias="Valle di Mezzo")
    luoghi = [
        make_comune(ambito, nome=nome, slug=nome.lower(), lat=46 + n / 10, lon=10, alias=alias)
        for n, (nome, alias) in enumerate([("Alba", ""), ("Borgo", "Frazione Bella"), ("Cima", "")])
    ]
    nido = make_tipologia(code="NIDO", label="Asilo nido", eta_min_mesi=3, eta_max_mesi=36)
    infanzia = make_tipologia(code="INF", label="Scuola dell'infanzia", eta_min_mesi=36, eta_max_mesi=72)
    for tipologia in (nido, infanzia):
        Sinonimo.objects.create(termine="asilo", tipologia=tipologia, ambiguo=True)
    for comune in luoghi:
        make_servizio(titolo=f"Nido di {comune.nome}", tipologia=nido, comune=comune, area=[comune])
    Adiacenza.objects.create(a=luoghi[0], b=luoghi[1], confine_m=100)
    Adiacenza.objects.create(a=luoghi[1], b=luoghi[2], confine_m=100)
    indice.aggiorna()
    return luoghi


def letta(pagina):
    """Return the sentences on how the query was read."""
    return [in_riga(testo) for testo in re.findall(r'<p class="letta">(.*?)</p>', pagina, re.S)]


def test_a_typing_error_is_corrected_and_can_be_taken_back(client, valle):
    pagina = leggi(client, "/servizi/?q=assilo+nidi")
    assert titoli(pagina) == ["Nido di Alba", "Nido di Borgo", "Nido di Cima"]
    assert letta(pagina) == ["Risultati per «asilo nidi». Cerca «assilo nidi» come l’hai scritto"]
    assert 'href="/servizi/?q=%22assilo+nidi%22"' in pagina
    alla_lettera = leggi(client, "/servizi/?q=%22assilo+nidi%22")
    assert (titoli(alla_lettera), letta(alla_lettera)) == ([], [])


@pytest.mark.parametrize(
    ("scritta", "corretta"),
    [
        ("nidp", "nido"),
        ("bogro", ""),  # a place alone: read as Borgo, nothing else to look for
        ("nido bogro", "nido borgo"),
        ("nid", ""),  # three letters are never corrected
        ("xyzxyz", ""),
        ("1234", ""),
    ],
)
def test_what_is_corrected_and_what_is_not(valle, scritta, corretta):
    domanda = cerca(q=scritta).filtro.domanda
    assert domanda.corretta == (corretta or ("borgo" if scritta == "bogro" else ""))


def test_a_known_word_is_never_corrected(valle):
    make_servizio(titolo="Nidu")
    indice.aggiorna()
    assert cerca(q="nidu").filtro.domanda.corretta == ""


def test_an_ambiguous_word_asks_and_shows_both(client, valle):
    make_servizio(titolo="Materna", tipologia=Tipologia.objects.get(code="INF"))
    pagina = leggi(client, "/servizi/?q=asilo&casa=")
    assert titoli(pagina)[-1] == "Materna"
    domanda = re.search(r'<div class="significati">(.*?)</div>', pagina, re.S)[1]
    assert in_riga(domanda) == (
        "«asilo» può voler dire più cose. Che cosa cerchi? "
        "Asilo nido: da 3 mesi a 3 anni Scuola dell'infanzia: da 3 a 6 anni"
    )
    assert re.findall(r'href="([^"]+)"', domanda) == [
        "/servizi/?q=asilo&amp;casa=&amp;tipologia=NIDO",
        "/servizi/?q=asilo&amp;casa=&amp;tipologia=INF",
    ]


def test_with_a_typology_chosen_there_is_nothing_to_ask(client, valle):
    assert "significati" not in leggi(client, "/servizi/?q=asilo&tipologia=NIDO")


def test_hours_that_nobody_keeps_are_left_out_and_told(client, valle):
    Orario.objects.create(servizio=Servizio.objects.first(), giorno=0, dalle="08:00", alle="16:00")
    pagina = leggi(client, "/servizi/?q=nido+sabato+dalle+6")
    assert len(titoli(pagina)) == 3
    assert letta(pagina) == [
        "Nessun servizio risponde a tutto (apre entro le 6:00, aperto di sabato): "
        "ecco quelli che ci sono comunque."
    ]


def test_hours_that_somebody_keeps_are_told_and_kept(client, valle):
    Orario.objects.create(servizio=Servizio.objects.first(), giorno=5, dalle="07:00", alle="16:00")
    pagina = leggi(client, "/servizi/?q=nido+sabato+dalle+7")
    assert titoli(pagina) == ["Nido di Alba"]
    assert letta(pagina) == ["Ho capito anche: apre entro le 7:00, aperto di sabato."]


def test_words_that_no_sheet_has_are_left_out_and_told(client, valle):
    pagina = leggi(client, "/servizi/?q=asilo+papà")
    assert len(titoli(pagina)) == 3
    assert letta(pagina) == ["Nessuna scheda parla anche di «papa»: non ne ho tenuto conto."]


def test_of_several_words_some_may_do(client, valle):
    make_servizio(titolo="Corso di sci")
    make_servizio(titolo="Gara di fondo")
    indice.aggiorna()
    pagina = leggi(client, "/servizi/?q=sci+fondo")
    assert sorted(titoli(pagina)) == ["Corso di sci", "Gara di fondo"]
    assert letta(pagina) == ["Nessuna scheda ha tutte queste parole: ecco quelle che ne hanno almeno una."]


def test_the_nearest_come_first_with_their_distance(client, valle):
    Servizio.objects.filter(titolo="Nido di Alba").delete()
    risultati = cerca(q="nido", casa="alba")
    vicini = list(piu_vicini(risultati, 6))
    assert [(s.titolo, s.km) for s in vicini] == [("Nido di Borgo", 11), ("Nido di Cima", 22)]
    pagina = leggi(client, "/servizi/?q=nido&casa=alba")
    assert conteggio(pagina) == "0 servizi per chi abita a Alba"
    assert "Nessun servizio in elenco copre chi abita a Alba, con questi filtri." in in_riga(pagina)
    assert titoli(pagina) == ["Nido di Borgo", "Nido di Cima"]
    assert "Dove: Borgo, a 11 km da Alba" in in_riga(pagina)


def test_the_comuni_around_say_how_many_they_would_find(valle):
    alba, borgo, cima = valle
    make_servizio(titolo="Nido di valle", area=[borgo.appartenenze.get().ambito])
    make_servizio(titolo="Altro", area=[cima])
    for comune, attesi in ((alba, [(borgo, 2)]), (borgo, [(alba, 2), (cima, 3)])):
        filtro = cerca(casa=comune.slug).filtro
        assert proposte.comuni_accanto(filtro, comune) == attesi
        for accanto, numero in attesi:
            assert len(cerca(casa=accanto.slug)) == numero


def test_by_distance_a_service_with_no_known_door_comes_last(valle):
    alba = valle[0]
    make_servizio(titolo="A domicilio", area=[alba])
    make_servizio(titolo="Lontano", comune=valle[2], area=[alba])
    assert [s.titolo for s in cerca(casa="alba")[:]] == ["Nido di Alba", "Lontano", "A domicilio"]


def test_a_valley_and_a_hamlet_are_places(valle):
    altrove = make_comune(nome="Altrove")
    make_servizio(titolo="Nido altrove", tipologia=Servizio.objects.first().tipologia, area=[altrove])
    indice.aggiorna()
    assert [s.titolo for s in cerca(q="nido valle di mezzo")[:]] == [f"Nido di {c.nome}" for c in valle]
    assert [s.titolo for s in cerca(q="nido frazione bella")[:]] == ["Nido di Borgo"]


def test_who_works_elsewhere_finds_what_is_near_work_and_why(client, valle):
    cima = valle[2]
    Servizio.objects.filter(titolo="Nido di Cima").update(non_residenti=True)
    Servizio.objects.filter(titolo="Nido di Borgo").update(non_residenti=False)
    make_servizio(titolo="Sulla via", comune=valle[1], area=[cima], non_residenti=None)
    trovati = {s.titolo: s.motivo for s in cerca(casa="alba", lavoro="cima")[:]}
    assert trovati == {"Nido di Alba": "", "Nido di Cima": "lavoro", "Sulla via": "strada"}
    pagina = in_riga(leggi(client, "/servizi/?casa=alba&lavoro=cima"))
    assert "Dove: Cima, a 22 km da Alba, vicino al lavoro" in pagina
    assert "Dove: Borgo, a 11 km da Alba, sulla strada" in pagina


def test_a_birth_month_offers_september(client, valle):
    nascita = (OGGI - timedelta(days=200)).strftime("%Y-%m")
    pagina = leggi(client, f"/servizi/?nascita={nascita}")
    anno = OGGI.year + (OGGI.month > 9)
    collegamento = re.search(r'<p class="letta"><a href="([^"]+)">([^<]+)', pagina)
    lunedi = date(anno, 9, 1)
    assert collegamento[1] == f"/servizi/?nascita={nascita}&amp;settimana={lunedi.isoformat()}"
    assert collegamento[2].startswith("Che cosa c’è a settembre, quando avrà ")


def test_a_search_that_finds_nothing_is_counted_without_its_place(client, valle):
    for _volta in range(2):
        leggi(client, "/servizi/?q=astronave+a+Borgo")
    leggi(client, "/servizi/?q=nido")
    righe = RicercaSenzaEsito.objects.values_list("termini", "comune__nome", "numero")
    assert list(righe) == [("astronave", "Borgo", 2)]


def test_the_need_behind_a_search_is_told_to_the_rete(client, valle):
    make_gruppo()
    pagina = leggi(client, "/servizi/?q=asilo&casa=borgo")
    assert 'href="/manca-un-servizio/?casa=borgo&amp;tipologia=NIDO"' in pagina
