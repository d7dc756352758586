"""What each beginning proposes, on the comuni, types of service and citizens’ words of the reference data."""

import json

import pytest
from django.conf import settings
from django.db import transaction
from django.http import QueryDict

from core.importazione.lettura import leggi_csv
from ricerca import indice, suggerimenti, vocabolario
from ricerca.domanda import leggi
from ricerca.filters import ServizioFilter
from servizi.models import Servizio, Sinonimo, Tipologia
from territorio.models import Comune
from tests.factories import (
    make_aderente,
    make_ambito,
    make_comune,
    make_gruppo,
    make_servizio,
    make_tipologia,
)
from tests.ricerca.suggeriti import chiedi

CARTELLA = settings.BASE_DIR / "riferimenti"
pytestmark = pytest.mark.django_db


def _righe(file, chiave):
    """Return the rows of a file of the reference data."""
    return [riga for _numero, riga in leggi_csv(CARTELLA / file, [chiave], altre_colonne=True)]


def _carica_comuni():
    """Write the comuni with their ambito, and the abolished ones with their heirs."""
    ambiti = {riga["slug"]: make_ambito(slug=riga["slug"]) for riga in _righe("ambiti.csv", "slug")}
    comuni = {
        riga["codice_istat"]: make_comune(
            ambiti[riga["ambito"]],
            dal=riga["appartenenza_dal"],
            al=riga["appartenenza_al"] or None,
            **{campo: riga[campo] for campo in ("codice_istat", "nome", "alias", "provincia")},
        )
        for riga in _righe("comuni.csv", "codice_istat")
    }
    for riga in _righe("comuni_soppressi.csv", "codice_istat"):
        Comune.objects.create(
            **{campo: riga[campo] for campo in ("codice_istat", "nome", "provincia")},
            cessato_il=riga["data_cessazione"],
            confluito_in=comuni[riga["confluito_in_codice_istat"]],
        )


def _carica_parole():
    """Write the types of service and the citizens’ words for them."""
    gruppo = make_gruppo()
    tipologie = {
        riga["code"]: make_tipologia(code=riga["code"], label=riga["label"], gruppo=gruppo)
        for riga in _righe("tipologie.csv", "code")
    }
    Sinonimo.objects.bulk_create(
        Sinonimo(termine=riga["term"], tipologia=tipologie[riga["code"]])
        for riga in _righe("sinonimi.csv", "term")
    )


@pytest.fixture(scope="module")
def riferimenti(django_db_setup, django_db_blocker):
    """Load once for the module what the suggestions read; everything is undone at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        _carica_comuni()
        _carica_parole()
        yield
        transaction.set_rollback(True)


CRD = "Centro estivo (centro ricreativo diurno)"
ASSFAM = "Sportello assistenti familiari"
SAD = "Aiuto a casa (assistenza domiciliare)"


# (typed, the first suggestions: what is shown and its small print)
COSA = [
    ("gre", [(CRD, "grest"), ("Servizio nelle chiusure brevi", "grest d'inverno")]),
    ("GREST", [(CRD, "grest"), ("Servizio nelle chiusure brevi", "grest d'inverno")]),
    ("bad", [(ASSFAM, "badante"), (SAD, "badante a ore")]),
    ("badante a", [(SAD, "badante a ore")]),
    ("micro", [("Micronido", "")]),
    ("nido mor", [("nido Morbegno", "")]),
    ("nido a mor", [("nido a Morbegno", "")]),
    ("nido tem", [("nido Temù", "")]),
    ("nido sant'ag", [("nido Tovo di Sant'Agata", "")]),
    ("pulmino rav", [("pulmino Grosio", "Ravoledo → Grosio")]),
    ("nido mese", [("nido a Mese", "")]),
    ("nido a mese", [("nido a Mese", "")]),
    ("nido argeg", [("nido Argegno", "")]),
    ("morbe", [("Morbegno", "")]),
    ("caffe alz", [("Sollievo e supporto a chi assiste", "caffè alzheimer")]),
    ("infanzia orario", [("Scuola dell'infanzia con orario prolungato", "")]),
    ("dell’infanzia con", [("Scuola dell'infanzia con orario prolungato", "")]),
    ("g", []),
    (" g ", []),
    ("qzx", []),
    ("nido di", [("Asilo nido", ""), ("Micronido", "asilo nido")]),
    ("compiti e spazio", [("Doposcuola e spazio compiti", "")]),
]
# (typed, what is shown, what goes in the field)
DOVE = [
    ("gros", ["Grosio", "Grosotto"], ["Grosio", "Grosotto"]),
    ("rav", ["Ravoledo → Grosio"], ["Grosio"]),
    ("temu'", ["Temù"], ["Temù"]),
    ("TEMÙ", ["Temù"], ["Temù"]),
    ("sant agata", ["Tovo di Sant'Agata"], ["Tovo di Sant'Agata"]),
    ("sant’ag", ["Tovo di Sant'Agata"], ["Tovo di Sant'Agata"]),
    ("prest", ["Prestine → Bienno"], ["Bienno"]),
    ("lenno", ["Lenno → Tremezzina"], ["Tremezzina"]),
    ("gravedona", ["Gravedona ed Uniti"], ["Gravedona ed Uniti"]),
    ("aquila", [], []),
    ("o", [], []),
]


@pytest.mark.parametrize(("testo", "attesi"), COSA)
def test_what_to_look_for(client, riferimenti, testo, attesi):
    trovati = [(voce["etichetta"], voce["nota"]) for voce in chiedi(client, "cosa", testo)]
    assert trovati[: len(attesi)] == attesi
    assert bool(trovati) == bool(attesi)


@pytest.mark.parametrize(("testo", "etichette", "testi"), DOVE)
def test_where(client, riferimenti, testo, etichette, testi):
    voci = chiedi(client, "dove", testo)
    assert [(v["etichetta"], v["testo"]) for v in voci] == list(zip(etichette, testi, strict=True))
    assert {v["gruppo"] for v in voci} <= {"Comuni"}


def test_a_group_never_comes_back_and_there_are_eight_at_most(client, riferimenti):
    """Headings are drawn where the group changes: one that came back would be read twice."""
    for testo in ("nido", "ce", "san", "co", "ass", "tra"):
        gruppi = [voce["gruppo"] for voce in chiedi(client, "cosa", testo)]
        ordine = ["Tipi di servizio", "Comuni", "Servizi"]
        assert gruppi == sorted(gruppi, key=ordine.index)
        assert 0 < len(gruppi) <= 8


def test_every_comune_suggested_is_one_that_the_search_knows(riferimenti):
    parole = vocabolario.carica()
    for comune in Comune.objects.values_list("nome", flat=True):
        testi = [voce.testo for voce in suggerimenti.dove(comune, parole)]
        assert testi
        assert [[trovato.nome for trovato in parole.luoghi.trova(testo)] for testo in testi] == [
            [t] for t in testi
        ]


def test_a_suggested_place_is_read_as_a_place(client, riferimenti):
    parole = vocabolario.carica()
    for nome in ("Mese", "Mantello", "Morbegno", "San Siro", "Villa di Tirano", "Ponte di Legno"):
        (voce,) = [v for v in chiedi(client, "cosa", f"nido {nome}") if v["testo"].endswith(nome)]
        assert leggi(voce["testo"], parole).luogo.nome == nome


def test_a_suggested_type_finds_its_services(riferimenti):
    """A label put in the field as it is: the search must find a service of that type, whatever its title."""
    gestore = make_aderente()
    servizi = [
        make_servizio(titolo="Xyz", tipologia=tipologia, gestore=gestore)
        for tipologia in Tipologia.objects.all()
    ]
    indice.aggiorna()
    for servizio in servizi:
        dati = QueryDict(mutable=True)
        dati["q"] = servizio.tipologia.label
        assert servizio in ServizioFilter(dati, queryset=Servizio.objects.in_elenco()).qs, dati


@pytest.mark.parametrize(
    "query",
    [
        "",
        "q=grest",
        "tipo=cosa",
        "tipo=altro&q=grest",
        "tipo=cosa&q=%00",
        "tipo=cosa&q=%00%00%ff%fe",
        "tipo=dove&q=%27%22%3B--",
        "tipo=cosa&q=%25_%5C",
        "tipo=cosa&q=" + "%F0%9F%8F%94" * 100,
        "tipo=dove&q=" + "x" * 10_000,
        "tipo=cosa&q=" + "x%20" * 5_000,
        "tipo=cosa&q=!!&q=??",
    ],
)
def test_rubbish_has_an_empty_answer(client, riferimenti, query):
    risposta = client.get(f"/suggerimenti/?{query}")
    assert (risposta.status_code, json.loads(risposta.content)["voci"]) == (200, [])
    assert json.loads(risposta.content)["annuncio"] == "Nessun suggerimento."


def test_a_control_character_never_goes_in_the_field(client, riferimenti):
    assert [v["testo"] for v in chiedi(client, "cosa", "ni\x00do\tmorbeg")] == ["ni do Morbegno"]


def test_how_many_are_said_to_who_listens(client, riferimenti):
    risposte = [client.get("/suggerimenti/", {"tipo": "dove", "q": q}).json() for q in ("gros", "rav")]
    assert [r["annuncio"] for r in risposte] == [
        "2 suggerimenti. Scegli con le frecce.",
        "1 suggerimento. Scegli con le frecce.",
    ]
