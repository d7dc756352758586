"""The index follows the sheets, whoever changes them and however; made anew it is the same."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import date, time, timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.http import QueryDict

from aderenti.models import Organizzazione
from ricerca import indice
from ricerca.filters import ServizioFilter
from ricerca.models import Copertura, DaIndicizzare, Parola, Posizione
from servizi.models import Apertura, DataScolastica, Orario, Periodo, Servizio, Sinonimo, Tipologia
from tests.factories import make_aderente, make_destinatario, make_servizio, make_tipologia

pytestmark = pytest.mark.django_db
LUNEDI = date(2027, 7, 5)


def trovati(q):
    """Return the titles that a search finds, bringing the index up to date as a search does."""
    dati = QueryDict(mutable=True)
    dati["q"] = q
    return [s.titolo for s in ServizioFilter(dati, queryset=Servizio.objects.in_elenco()).qs]


def contenuto():
    """Return all that the index holds, without keys."""
    return (
        sorted(Posizione.objects.values_list("radice", "servizio", "peso")),
        sorted(Copertura.objects.values_list("servizio", "dal", "al"), key=str),
    )


@pytest.fixture
def doposcuola():
    """Return a service already in the index."""
    tipologia = make_tipologia(label="Doposcuola")
    servizio = make_servizio(titolo="Larice", tipologia=tipologia, descrizione_breve="Gioco.")
    indice.aggiorna()
    return servizio


def _sql(comando, *parametri):
    with connection.cursor() as cursor:
        cursor.execute(comando, parametri)


CAMBI = {
    "a form": lambda s: (setattr(s, "titolo", "Betulla"), s.save()),
    "a bulk update": lambda s: Servizio.objects.filter(pk=s.pk).update(titolo="Betulla"),
    "SQL by hand": lambda s: _sql("UPDATE servizi_servizio SET titolo = 'Betulla' WHERE id = %s", s.pk),
    "its long text": lambda s: Servizio.objects.filter(pk=s.pk).update(descrizione="Betulla."),
    "its body": lambda s: Organizzazione.objects.filter(pk=s.gestore_id).update(denominazione="Betulla"),
    "another body": lambda s: Servizio.objects.filter(pk=s.pk).update(
        gestore=make_aderente(denominazione="Betulla")
    ),
    "its typology": lambda s: Tipologia.objects.filter(pk=s.tipologia_id).update(label="Betulla"),
    "a synonym": lambda s: Sinonimo.objects.create(termine="betulla", tipologia=s.tipologia),
    "a recipient": lambda s: s.destinatari.add(make_destinatario(label="Betulla")),
    "a recipient's name": lambda s: (
        s.destinatari.add(d := make_destinatario(label="Abete")),
        indice.aggiorna(),
        type(d).objects.filter(pk=d.pk).update(label="Betulla"),
    ),
}


@pytest.mark.parametrize("cambio", CAMBI)
def test_a_change_is_found_by_the_very_next_search(doposcuola, cambio):
    assert trovati("betulla") == []
    CAMBI[cambio](doposcuola)
    doposcuola.refresh_from_db()
    assert trovati("betulla") == [doposcuola.titolo]


def test_what_is_no_longer_written_is_no_longer_found(doposcuola):
    assert trovati("larice") == ["Larice"]
    Servizio.objects.update(titolo="Betulla")
    assert trovati("larice") == []


def test_a_draft_and_a_closed_sheet_leave_no_word_in_the_index(doposcuola):
    Servizio.objects.update(stato="bozza")
    indice.aggiorna()
    assert contenuto() == ([], [])
    Servizio.objects.update(stato="chiuso", motivo_stato="Fine.")
    indice.aggiorna()
    assert contenuto() == ([], [])
    Servizio.objects.update(stato="attivo")
    assert trovati("larice") == ["Larice"]


def test_a_word_of_a_draft_is_not_proposed_as_a_correction():
    make_servizio(titolo="Segretissimo", stato="bozza")
    make_servizio(titolo="Noto")
    indice.aggiorna()
    assert not Parola.objects.filter(testo="segretissimo").exists()


def test_a_deleted_service_leaves_the_index(doposcuola):
    doposcuola.delete()
    indice.aggiorna()
    assert contenuto() == ([], [])


def test_weeks_follow_hours_openings_periods_and_the_school_calendar(doposcuola):
    estate = Periodo.objects.create(code="ESTATE", label="Estate", tipo="chiusura")
    Apertura.objects.create(servizio=doposcuola, dal=LUNEDI, al=LUNEDI + timedelta(days=4))
    indice.aggiorna()
    coperte = Copertura.objects.filter(servizio=doposcuola).values_list("dal", "al")
    assert list(coperte) == [(LUNEDI, LUNEDI + timedelta(days=6))]
    Apertura.objects.all().delete()
    indice.aggiorna()
    assert list(coperte.all()) == []
    doposcuola.periodi.add(estate)
    Orario.objects.create(servizio=doposcuola, giorno=0, dalle=time(8), alle=time(17))
    indice.aggiorna()
    assert list(coperte.all()) == []
    DataScolastica.objects.create(
        code="estate",
        anno_scolastico="2026/2027",
        periodo=estate,
        ordine_scuola="tutte",
        tipo="chiusura",
        dal=LUNEDI,
        al=LUNEDI + timedelta(days=13),
        descrizione="Estate",
    )
    indice.aggiorna()
    assert list(coperte.all()) == [(LUNEDI, LUNEDI + timedelta(days=13))]


def test_made_anew_the_index_is_the_same():
    """After many random changes, each read on its own; the vocabulary loses the words nobody writes."""
    caso = random.Random(5)
    parole = ["nido", "bosco", "compiti", "musica", "anziani", "neve"]
    servizi = [make_servizio(titolo=caso.choice(parole)) for _n in range(4)]
    for _giro in range(12):
        servizio = caso.choice(servizi)
        campo = caso.choice(["titolo", "descrizione_breve", "a_chi"])
        Servizio.objects.filter(pk=servizio.pk).update(**{campo: " ".join(caso.sample(parole, 2))})
        if caso.random() < 0.5:
            indice.aggiorna()
    indice.aggiorna()
    cresciuto = contenuto()
    call_command("aggiorna_indice", "--tutto", verbosity=0)
    assert contenuto() == cresciuto
    scritte = set(Posizione.objects.values_list("radice", flat=True))
    assert set(Parola.objects.values_list("radice", flat=True)) <= scritte


def test_the_command_says_how_many_sheets_it_read(doposcuola, capsys):
    call_command("aggiorna_indice")
    call_command("aggiorna_indice", "--tutto")
    assert capsys.readouterr().out.splitlines() == [
        "Schede lette nell'indice: 0.",
        "Schede lette nell'indice: 1.",
    ]


def test_a_rolled_back_change_queues_nothing(doposcuola):
    with transaction.atomic():
        Servizio.objects.update(titolo="Betulla")
        transaction.set_rollback(True)
    assert not DaIndicizzare.objects.exists()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_searching_while_others_write_loses_no_change():
    """Writers and readers together on real transactions: at the end the index is that of the sheets."""
    servizi = [make_servizio(titolo=f"inizio {n}") for n in range(6)]

    def scrivi(numero):
        try:
            for giro in range(5):
                with transaction.atomic():
                    Servizio.objects.filter(pk=servizi[numero].pk).update(titolo=f"giro{giro} di{numero}")
                indice.aggiorna(massimo=2)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as fili:
        list(fili.map(scrivi, range(6)))
    indice.aggiorna()
    for numero, servizio in enumerate(servizi):
        radici = set(servizio.posizioni.filter(peso__gte=8).values_list("radice", flat=True))
        assert radici == {"giro4", f"di{numero}"}
