"""The demo content: complete, marked, repeatable, and removable without touching a real row."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Count

from aderenti.models import Accesso, Organizzazione, RichiestaAccesso
from core.models import EventoProposta, Proposta
from core.proposte import proponi
from rete.dimostrazione.carica import DimostrazioneInUsoError, carica_dimostrazione, rimuovi_dimostrazione
from rete.dimostrazione.ricette import RICETTE
from rete.oggi import cose, situazione
from servizi.models import AreaServita, Servizio, Tipologia
from territorio.models import Ambito, Comune
from tests.factories import make_aderente, make_alleanza, make_servizio
from utenti import dimostrativi

pytestmark = pytest.mark.django_db

OGGI = date(2026, 11, 24)


@pytest.fixture(scope="module")
def dimostrazione(riferimenti, caricamento):
    """Load the demo data; return the rows that there were before."""
    with caricamento():
        senza = righe()
        carica_dimostrazione(oggi=OGGI)
        connection.check_constraints()
        yield senza


def righe():
    """Return {table: number of rows} of the rooms, history included."""
    stanze = (
        "territorio",
        "piani",
        "aderenti",
        "alleanze",
        "progetti",
        "servizi",
        "redazione",
        "newsletter",
        "utenti",
    )
    return {m._meta.label: m.objects.count() for m in apps.get_models() if m._meta.app_label in stanze}


def test_every_typology_has_its_recipe(dimostrazione):
    assert {r.tipologia for r in RICETTE} == set(Tipologia.objects.values_list("code", flat=True))


def test_demo_covers_every_ambito_typology_and_comune(dimostrazione):
    servizi = Servizio.objects.filter(dimostrativo=True)
    assert servizi.count() == 157
    assert servizi.values("tipologia").distinct().count() == 34
    assert set(servizi.in_elenco(OGGI).conta_per_ambito(OGGI)) == set(
        Ambito.objects.values_list("pk", flat=True)
    )
    scoperti = [
        c.nome for c in Comune.objects.al(date(2018, 12, 31)) if not servizi.per_il_comune(c).exists()
    ]
    assert scoperti == []


def test_demo_holds_the_hard_cases(dimostrazione):
    servizi = Servizio.objects.all()
    assert servizi.scaduti(OGGI).count() == 1
    assert servizi.filter(valido_fino_al=OGGI).count() == 1
    conti = dict(servizi.values_list("stato").annotate(n=Count("pk")))
    assert conti == {"attivo": 154, "sospeso": 1, "chiuso": 1, "bozza": 1}
    assert servizi.filter(posti="esauriti").count() == 1
    assert servizi.filter(verificato_il=None).count() == 1
    assert servizi.filter(freschezza="da_confermare").count() == 1
    assert servizi.annotate(n=Count("sedi_servizio")).filter(n=5).count() == 1
    estivi = servizi.filter(aperture__dal__gt=OGGI + timedelta(days=150)).distinct()
    assert set(estivi.values_list("tipologia__code", flat=True)) == {"CRD", "CAMPO"}
    largo = AreaServita.objects.values("servizio").annotate(n=Count("ambito")).order_by("-n").first()
    assert largo["n"] == 3


def test_every_demo_row_is_marked(dimostrazione):
    assert Servizio.objects.filter(dimostrativo=False).count() == 0
    assert Organizzazione.objects.filter(dimostrativo=True).count() == 24
    assert Servizio.objects.filter(gestore__dimostrativo=False).count() == 0


def test_loading_twice_changes_nothing(dimostrazione):
    prima = righe()
    assert carica_dimostrazione(oggi=OGGI + timedelta(days=40)) == (0, 0)
    assert righe() == prima


def test_removal_takes_all_of_the_demo_and_nothing_else(dimostrazione):
    prima = righe()
    make_servizio(titolo="Servizio vero")
    reali = {tabella: numero - prima[tabella] for tabella, numero in righe().items()}
    rimuovi_dimostrazione()
    assert Servizio.objects.get().titolo == "Servizio vero"
    assert righe() == {tabella: numero + reali[tabella] for tabella, numero in dimostrazione.items()}


def test_removal_stops_when_a_real_row_depends_on_a_demo_one(dimostrazione):
    finto = Organizzazione.objects.filter(dimostrativo=True, natura="pubblico").first()
    make_alleanza(capofila=finto)
    prima = righe()
    with pytest.raises(DimostrazioneInUsoError):
        rimuovi_dimostrazione()
    assert righe() == prima


@pytest.fixture
def area(dimostrazione, db):
    """Give the demo referente its area, as `make run` does; return the body."""
    dimostrativi.crea()
    carica_dimostrazione(oggi=OGGI)
    return Accesso.objects.get().organizzazione


def test_the_demo_referente_finds_an_example_of_each_thing_to_do(area):
    stato = situazione(area, OGGI)
    generi = [cosa.genere for cosa in cose(stato, Accesso.objects.get(), OGGI)]
    assert sorted(set(generi)) == [
        "ats",
        "bozza",
        "dovuto",
        "persone",
        "scade",
        "scadenza",
        "scaduto",
        "scheda",
    ]
    assert stato.in_attesa == 1


def test_the_area_is_given_once(area):
    prima = righe()
    carica_dimostrazione(oggi=OGGI)
    assert (righe(), Proposta.objects.count()) == (prima, 4)


def test_removing_the_demo_removes_its_area_and_its_proposals(dimostrazione, area):
    vero = make_aderente()
    proponi(oggetto=vero, cambi={"natura": "privato"}, autore=None)
    rimuovi_dimostrazione()
    assert [p.oggetto for p in Proposta.objects.all()] == [vero]
    assert EventoProposta.objects.count() == 1
    assert (Accesso.objects.count(), RichiestaAccesso.objects.count()) == (0, 0)
