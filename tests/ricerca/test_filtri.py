"""The filters: equal to a plain reading of the rows, clear about wrong values, never an error."""

from datetime import date, time, timedelta

import pytest
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ricerca.filters import ServizioFilter
from servizi.models import Orario, Periodo, Servizio, Sinonimo
from tests.factories import (
    make_aderente,
    make_ambito,
    make_comune,
    make_destinatario,
    make_gruppo,
    make_servizio,
    make_tipologia,
)

pytestmark = pytest.mark.django_db
OGGI = timezone.localdate()
IERI, DOMANI = OGGI - timedelta(days=1), OGGI + timedelta(days=1)


def filtra(**parametri):
    """Return the FilterSet of an address with these parameters, on the services of the list."""
    dati = QueryDict(mutable=True)
    dati.update(parametri)
    return ServizioFilter(dati, queryset=Servizio.objects.in_elenco())


def trovati(**parametri):
    """Return the titles found, in order; the parameters must be good."""
    filtro = filtra(**parametri)
    assert filtro.is_valid(), filtro.errors
    return [servizio.titolo for servizio in filtro.qs]


def errori(**parametri):
    """Return {field: messages} of wrong parameters, which find nothing."""
    return {campo: list(messaggi) for campo, messaggi in filtra(**parametri).errors.items()}


# --- Against a plain reading of the rows ---------------------------------------------------------------

RIGA = st.fixed_dictionaries(
    {
        "eta": st.tuples(st.sampled_from([None, 0, 3, 36]), st.sampled_from([None, 36, 72])),
        "destinatari": st.sets(st.sampled_from(["TUTTI", "A", "B"])),
        "gratuito": st.booleans(),
        "voucher": st.sampled_from([True, False, None]),
        "posti": st.sampled_from(["disponibili", "esauriti"]),
        "area": st.sets(st.sampled_from(["grosio", "tirano", "bormio", "ambito"])),
        "periodi": st.sets(st.sampled_from(["ANNO_SOL", "ESTATE", "SABATO"])),
        "orari": st.sets(
            st.tuples(st.sampled_from([0, 1, 5]), st.sampled_from([None, IERI, OGGI])), max_size=2
        ),
    }
)
VALORI = {
    "eta_mesi": [0, 2, 3, 35, 36, 37, 72, 73],
    "destinatari": ["A", "B", "TUTTI"],
    "gratuito": ["si"],
    "voucher": ["si"],
    "posti": ["disponibili", "esauriti", "lista_attesa"],
    "casa": ["grosio", "tirano", "bormio"],
    "periodo": ["ANNO_SOL", "ESTATE", "SABATO"],
    "giorno": ["lunedi", "sabato"],
}
DA_SOLI = [{nome: valore} for nome, valori in VALORI.items() for valore in valori]
INSIEME = st.tuples(*[st.sampled_from(DA_SOLI)] * 2).map(lambda coppia: coppia[0] | coppia[1])
# Grosio and Tirano are in the ambito; Bormio was, until yesterday.
SERVITI = {"grosio": {"grosio", "ambito"}, "tirano": {"tirano", "ambito"}, "bormio": {"bormio"}}
ANCHE_TUTTO_L_ANNO = {"ESTATE": {"ESTATE", "ANNO_SOL"}, "SABATO": {"SABATO"}, "ANNO_SOL": {"ANNO_SOL"}}
LEGGI = {
    "eta_mesi": lambda riga, mesi: (
        (riga["eta"][0] or 0) <= mesi and (riga["eta"][1] is None or mesi <= riga["eta"][1])
    ),
    "destinatari": lambda riga, chi: bool(riga["destinatari"] & {chi, "TUTTI"}),
    "gratuito": lambda riga, si: riga["gratuito"],
    "voucher": lambda riga, si: riga["voucher"] is True,
    "posti": lambda riga, posti: riga["posti"] == posti,
    "casa": lambda riga, casa: bool(riga["area"] & SERVITI[casa]),
    "periodo": lambda riga, periodo: bool(riga["periodi"] & ANCHE_TUTTO_L_ANNO[periodo]),
    "giorno": lambda riga, giorno: any(
        numero == {"lunedi": 0, "sabato": 5}[giorno] and al in (None, OGGI) for numero, al in riga["orari"]
    ),
}


def crea(righe):
    """Make the services of ``righe``, titled with their number, and the vocabularies they use."""
    ambito = make_ambito()
    luoghi = {"ambito": ambito, "grosio": make_comune(ambito, slug="grosio")}
    luoghi["tirano"] = make_comune(ambito, slug="tirano")
    luoghi["bormio"] = make_comune(ambito, al=IERI, slug="bormio")
    destinatari = {code: make_destinatario(code=code) for code in ("TUTTI", "A", "B")}
    tipi = {"ANNO_SOL": "stagione", "ESTATE": "chiusura", "SABATO": "orario"}
    periodi = {code: Periodo.objects.create(code=code, label=code, tipo=tipo) for code, tipo in tipi.items()}
    comuni = {"tipologia": make_tipologia(), "gestore": make_aderente(), "posti_al": OGGI}
    for numero, riga in enumerate(righe):
        servizio = make_servizio(
            titolo=str(numero),
            eta_min_mesi=riga["eta"][0],
            eta_max_mesi=riga["eta"][1],
            gratuito=riga["gratuito"],
            voucher=riga["voucher"],
            posti=riga["posti"],
            area=[luoghi[nome] for nome in riga["area"]],
            **comuni,
        )
        servizio.destinatari.set(destinatari[code] for code in riga["destinatari"])
        servizio.periodi.set(periodi[code] for code in riga["periodi"])
        Orario.objects.bulk_create(
            Orario(servizio=servizio, giorno=giorno, al=al, dalle=time(8), alle=time(9))
            for giorno, al in riga["orari"]
        )


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(RIGA, min_size=5, max_size=8), st.lists(INSIEME, min_size=5, max_size=5))
def test_the_filters_find_the_rows_a_person_would_pick(db, righe, coppie):
    """Every value alone, then pairs of filters."""
    with transaction.atomic():
        crea(righe)
        for domanda in DA_SOLI + coppie:
            attesi = [
                str(numero)
                for numero, riga in enumerate(righe)
                if all(LEGGI[nome](riga, valore) for nome, valore in domanda.items())
            ]
            assert trovati(**domanda) == attesi
        transaction.set_rollback(True)


# --- Words and places ----------------------------------------------------------------------------------


@pytest.fixture
def valle():
    """Two comuni, two typologies with a common name, four services and a draft."""
    grosio, tirano = make_comune(nome="Grosio"), make_comune(nome="Tirano")
    estivo = make_tipologia(label="Centro estivo")
    aiuto = make_tipologia(label="Sportello assistenti familiari")
    Sinonimo.objects.create(termine="grest", tipologia=estivo)
    Sinonimo.objects.create(termine="badante", tipologia=aiuto)
    make_servizio(titolo="Aquilone", tipologia=estivo, comune=tirano, area=[grosio])
    make_servizio(titolo="Betulla", tipologia=estivo, comune=grosio, area=[tirano])
    make_servizio(
        titolo="Chiama e trova", tipologia=aiuto, area=[grosio], gestore=make_aderente(denominazione="Larice")
    )
    make_servizio(titolo="Doposcuola delle attività", descrizione_breve="Compiti e gioco.")
    make_servizio(titolo="Bozza di grest", tipologia=estivo, stato="bozza", area=[grosio])


@pytest.mark.parametrize(
    ("parametri", "attesi"),
    [
        ({"q": "grest"}, ["Aquilone", "Betulla"]),
        ({"q": "GREST  "}, ["Aquilone", "Betulla"]),
        ({"q": "badante"}, ["Chiama e trova"]),
        ({"q": "centri estivi"}, ["Aquilone", "Betulla"]),
        ({"q": "compito"}, ["Doposcuola delle attività"]),
        ({"q": "attivita"}, ["Doposcuola delle attività"]),
        ({"q": "larice"}, ["Chiama e trova"]),
        ({"q": "gioco compiti"}, ["Doposcuola delle attività"]),
        ({"q": "gioco nuoto"}, []),
        ({"q": "grest grosio"}, ["Aquilone"]),
        ({"q": "grest a Tirano"}, ["Betulla"]),
        ({"q": "grosio"}, ["Aquilone", "Chiama e trova"]),
        ({"q": "grest tirano", "casa": "Grosio"}, []),
        ({"q": "grest", "casa": "Grosio"}, ["Aquilone"]),
        ({"casa": "tirano"}, ["Betulla"]),
        ({"q": "%"}, ["Aquilone", "Betulla", "Chiama e trova", "Doposcuola delle attività"]),
    ],
)
def test_words_common_names_and_places(valle, parametri, attesi):
    assert trovati(**parametri) == attesi


def test_the_place_read_in_the_query_is_the_place_of_the_list(valle):
    filtro = filtra(q="grest grosio")
    assert filtro.qs.count() == 1
    assert filtro.luogo.nome == "Grosio"


def test_group_and_typology():
    gruppo = make_gruppo(code="PICCOLI")
    nido = make_tipologia(code="NIDO", gruppo=gruppo)
    make_servizio(titolo="Nido", tipologia=nido)
    make_servizio(titolo="Micronido", tipologia=make_tipologia(gruppo=gruppo))
    make_servizio(titolo="Altro")
    assert trovati(gruppo="PICCOLI") == ["Micronido", "Nido"]
    assert trovati(tipologia="NIDO") == ["Nido"]


def test_an_ambito_that_left_is_searched_as_on_its_last_day():
    """The page of the ambito counts so, and links here: the two must agree."""
    uscito = make_ambito(appartenenza_al=date(2018, 12, 31), slug="lario")
    comune = make_comune(uscito, al=date(2018, 12, 31))
    make_servizio(titolo="Dongo", area=[comune])
    make_servizio(titolo="Altrove", area=[make_comune()])
    assert trovati(ambito="lario") == ["Dongo"]


def test_the_order_is_by_title_or_by_verification():
    for titolo, verificato in (("C", date(2026, 1, 1)), ("A", None), ("B", date(2026, 2, 1)), ("D", None)):
        make_servizio(titolo=titolo, verificato_il=verificato)
    assert trovati() == trovati(ordina="titolo") == ["A", "B", "C", "D"]
    assert trovati(ordina="verificato") == ["B", "C", "A", "D"]


def test_a_retired_entry_leaves_the_menus():
    make_tipologia(code="VECCHIA", ritirato_il=OGGI)
    make_tipologia(code="NUOVA", ritirato_il=DOMANI)
    codici = [voce.code for voce in filtra().menu.voci("tipologia")]
    assert codici == ["NUOVA"]


# --- Wrong values --------------------------------------------------------------------------------------

SCELTA = "Questa scelta non c’è: prendine una dall’elenco."
CARATTERE = "C’è un carattere che non si può usare: riscrivi il testo."
SPUNTA = "Si può solo scegliere o non scegliere: metti o togli la spunta."
ETA = "L’età va da 0 a 1451 mesi (quasi 121 anni)."
NON_ETA = "Scrivi l’età in mesi compiuti, con un numero: per esempio 41."


@pytest.mark.parametrize(
    ("campo", "valore", "messaggio"),
    [
        ("q", "a\x00b", CARATTERE),
        ("q", "a" * 10_000, "È troppo lungo: scrivi al massimo 100 caratteri."),
        ("casa", "\x00", CARATTERE),
        ("casa", "b" * 10_000, "È troppo lungo: scrivi al massimo 80 caratteri."),
        ("casa", "Grosoi", "Non conosco il comune «Grosoi». Forse cerchi: Grosio."),
        ("casa", "Milano", "Non conosco il comune «Milano»: nella Rete non c’è. Controlla come è scritto."),
        ("casa", "!!!", "Non conosco il comune «!!!»: nella Rete non c’è. Controlla come è scritto."),
        ("casa", "Piazza", "Più comuni si chiamano così: Alto, Basso. Scrivine uno."),
        ("eta_mesi", "-1", ETA),
        ("eta_mesi", "1452", ETA),
        ("eta_mesi", "9" * 5000, NON_ETA),
        ("eta_mesi", "3 anni", NON_ETA),
        ("eta_mesi", "\x00", NON_ETA),
        ("gruppo", "NON_C_E", SCELTA),
        ("tipologia", "\x00", SCELTA),
        ("destinatari", "x" * 10_000, SCELTA),
        ("periodo", "SEMPRE", SCELTA),
        ("giorno", "8", SCELTA),
        ("posti", "tanti", SCELTA),
        ("ambito", "milano", SCELTA),
        ("ordina", "prezzo", SCELTA),
        ("gratuito", "forse", SPUNTA),
        ("voucher", "\x00", SPUNTA),
        ("non_residenti", "no", SPUNTA),
        ("trasporto", "-1", SPUNTA),
        ("pasti", "2", SPUNTA),
    ],
)
def test_a_wrong_value_says_what_to_do_and_finds_nothing(client, campo, valore, messaggio):
    make_comune(nome="Grosio")
    make_comune(nome="Alto", alias="Piazza")
    make_comune(nome="Basso", alias="Piazza")
    make_servizio(titolo="Non deve comparire")
    assert errori(**{campo: valore}) == {campo: [messaggio]}
    risposta = client.get("/servizi/", {campo: valore})
    pagina = risposta.content.decode()
    assert risposta.status_code == 200
    assert pagina.count(messaggio) == 2  # beside the field and in the summary
    assert "Non deve comparire" not in pagina
    assert "\x00" not in pagina


def test_two_wrong_values_are_both_told():
    assert errori(eta_mesi="-1", giorno="8") == {"eta_mesi": [ETA], "giorno": [SCELTA]}


@pytest.mark.parametrize(
    "parametri", [{}, {"q": ""}, {"casa": "  "}, {"eta_mesi": ""}, {"sconosciuto": "\x00"}, {"gratuito": ""}]
)
def test_empty_and_unknown_parameters_change_nothing(parametri):
    make_servizio(titolo="Uno")
    assert trovati(**parametri) == ["Uno"]
    assert filtra(**parametri).scelti() == []


def test_the_filters_in_use_are_told_in_words():
    make_comune(nome="Grosio")
    filtro = filtra(q="nido", casa="grosio", eta_mesi="41", gratuito="si", posti="esauriti", giorno="sabato")
    assert filtro.scelti() == [
        ("q", "«nido»"),
        ("casa", "Grosio"),
        ("eta_mesi", "3 anni e 5 mesi"),
        ("giorno", "sabato"),
        ("gratuito", "solo gratuiti"),
        ("posti", "posti esauriti"),
    ]
