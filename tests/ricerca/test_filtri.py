"""The filters: equal to a plain reading of the rows, clear about wrong values, never an error."""

from datetime import date, time, timedelta

import pytest
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ricerca import vocabolario
from ricerca.candidati import candidati
from ricerca.conti import DIMENSIONI, Conti
from ricerca.filters import ServizioFilter
from servizi.calendario import Calendario, giornata
from servizi.models import Apertura, DataScolastica, Orario, Periodo, Servizio, Sinonimo
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


def filtra(noto=None, **parametri):
    """Return the FilterSet of an address with these parameters, on the services of the list.

    ``noto``: the vocabulary, when it has been read already.
    """
    dati = QueryDict(mutable=True)
    dati.update(parametri)
    filtro = ServizioFilter(dati, queryset=Servizio.objects.in_elenco())
    if noto:
        filtro.vocabolario = noto
    return filtro


def trovati(noto=None, **parametri):
    """Return the titles found, in order; the parameters must be good."""
    filtro = filtra(noto, **parametri)
    assert filtro.is_valid(), filtro.errors
    return [servizio.titolo for servizio in filtro.qs]


def errori(**parametri):
    """Return {field: messages} of wrong parameters, which find nothing."""
    return {campo: list(messaggi) for campo, messaggi in filtra(**parametri).errors.items()}


# --- Against a plain reading of the rows ---------------------------------------------------------------

ORE = {"presto": time(7), "mattina": time(8), "pomeriggio": time(16), "sera": time(18)}
RIGA = st.fixed_dictionaries(
    {
        "eta": st.tuples(st.sampled_from([None, 0, 3, 36]), st.sampled_from([None, 36, 72])),
        "destinatari": st.sets(st.sampled_from(["TUTTI", "A", "MIN_DSA"])),
        "dsa": st.sampled_from(["", "Strumenti compensativi."]),
        "gratuito": st.booleans(),
        "voucher": st.sampled_from([True, False, None]),
        "non_residenti": st.sampled_from([True, False, None]),
        "posti": st.sampled_from(["disponibili", "esauriti"]),
        "area": st.sets(st.sampled_from(["grosio", "tirano", "bormio", "ambito"])),
        "porta": st.sampled_from([None, "grosio", "mazzo", "tirano", "lontano"]),
        "periodi": st.sets(st.sampled_from(["ANNO_SOL", "ESTATE", "SABATO"])),
        "orari": st.sets(
            st.tuples(
                st.sampled_from([0, 1, 5]),
                st.sampled_from([None, IERI, OGGI]),
                st.sampled_from(["presto", "mattina"]),
                st.sampled_from(["pomeriggio", "sera"]),
            ),
            max_size=2,
        ),
        "aperture": st.sets(st.tuples(st.sampled_from(["aperto", "chiuso"]), st.integers(0, 2)), max_size=2),
    }
)
LUNEDI = OGGI - timedelta(days=OGGI.weekday())
SETTIMANE = [LUNEDI + timedelta(weeks=n) for n in range(3)]
VALORI = {
    "eta_mesi": [0, 2, 3, 35, 36, 37, 72, 73],
    "nascita": [(OGGI - timedelta(days=31 * mesi)).strftime("%Y-%m") for mesi in (0, 4, 40)],
    "destinatari": ["A", "MIN_DSA", "TUTTI"],
    "gratuito": ["si"],
    "voucher": ["si"],
    "non_residenti": ["si"],
    "posti": ["disponibili", "esauriti", "lista_attesa"],
    "casa": ["grosio", "tirano", "bormio"],
    "lavoro": ["tirano", "lontano"],
    "periodo": ["ANNO_SOL", "ESTATE", "SABATO"],
    "giorno": ["lunedi", "sabato"],
    "dalle": ["07:00", "8"],
    "alle": ["16.00", "18:00"],
    "settimana": [giorno.isoformat() for giorno in SETTIMANE],
}
DA_SOLI = [{nome: valore} for nome, valori in VALORI.items() for valore in valori]
INSIEME = st.tuples(*[st.sampled_from(DA_SOLI)] * 3).map(lambda terna: terna[0] | terna[1] | terna[2])
# Grosio and Tirano are in the ambito; Bormio was, until yesterday.
SERVITI = {"grosio": {"grosio", "ambito"}, "tirano": {"tirano", "ambito"}, "bormio": {"bormio"}}
ANCHE_TUTTO_L_ANNO = {"ESTATE": {"ESTATE", "ANNO_SOL"}, "SABATO": {"SABATO"}, "ANNO_SOL": {"ANNO_SOL"}}
# Grosio, Mazzo and Tirano are on one road, 10 km from each other; the far one is 100 km away.
PUNTI = {
    "grosio": (46.30, 10.27),
    "mazzo": (46.26, 10.20),
    "tirano": (46.21, 10.17),
    "bormio": (46.47, 10.37),
}
PUNTI["lontano"] = (45.50, 9.20)
VIE = {
    ("grosio", "tirano"): {"grosio", "mazzo", "tirano"},
    ("tirano", "tirano"): {"tirano"},
    ("bormio", "tirano"): {"bormio", "grosio", "mazzo", "tirano"},
    ("grosio", "lontano"): {"grosio", "mazzo", "tirano", "lontano"},
    ("tirano", "lontano"): {"mazzo", "tirano", "lontano"},
    ("bormio", "lontano"): {"bormio", "grosio", "mazzo", "tirano", "lontano"},
}


def in_ora(scritta):
    """Return a time as a family writes it."""
    ore, _punto, minuti = scritta.replace(".", ":").partition(":")
    return time(int(ore), int(minuti or 0))


def orario_giusto(riga, domanda):
    """Return whether one opening is on that day, begins early and ends late enough."""
    giorno = {"lunedi": 0, "sabato": 5, None: None}[domanda.get("giorno")]
    return any(
        giorno in (None, numero)
        and al in (None, OGGI)
        and ("dalle" not in domanda or ORE[dalle] <= in_ora(domanda["dalle"]))
        and ("alle" not in domanda or ORE[alle] >= in_ora(domanda["alle"]))
        for numero, al, dalle, alle in riga["orari"]
    )


def luogo_giusto(riga, domanda):
    """Return whether it serves home, or has an open door near work or along the way."""
    casa, lavoro = domanda.get("casa"), domanda.get("lavoro")
    serve = bool(casa and riga["area"] & SERVITI[casa])
    if not lavoro:
        return serve
    comuni = {"tirano": {"tirano", "mazzo"}, "lontano": {"lontano"}}[lavoro]
    if casa:
        comuni = comuni | VIE[casa, lavoro]
    return serve or (riga["porta"] in comuni and riga["non_residenti"] is not False)


def mesi(domanda):
    """Return the age asked, in months: a birth month counts on the Monday of the week asked."""
    if "eta_mesi" in domanda:
        return domanda["eta_mesi"]
    anno, mese = map(int, domanda["nascita"].split("-"))
    giorno = date.fromisoformat(domanda["settimana"]) if "settimana" in domanda else OGGI
    return max(0, (giorno.year - anno) * 12 + giorno.month - mese)


LEGGI = {
    ("eta_mesi", "nascita"): lambda riga, d: (
        (riga["eta"][0] or 0) <= mesi(d) and (riga["eta"][1] is None or mesi(d) <= riga["eta"][1])
    ),
    ("destinatari",): lambda riga, d: (
        bool(riga["destinatari"] & {d["destinatari"], "TUTTI"})
        or (d["destinatari"] == "MIN_DSA" and riga["dsa"] != "")
    ),
    ("gratuito",): lambda riga, d: riga["gratuito"],
    ("voucher",): lambda riga, d: riga["voucher"] is True,
    ("non_residenti",): lambda riga, d: riga["non_residenti"] is True,
    ("posti",): lambda riga, d: riga["posti"] == d["posti"],
    ("casa", "lavoro"): luogo_giusto,
    ("periodo",): lambda riga, d: bool(riga["periodi"] & ANCHE_TUTTO_L_ANNO[d["periodo"]]),
    ("giorno", "dalle", "alle"): orario_giusto,
}


def giusta(riga, servizio, domanda):
    """Return whether a person would pick the row for these parameters."""
    altre = all(regola(riga, domanda) for nomi, regola in LEGGI.items() if {*nomi} & domanda.keys())
    if not altre or "settimana" not in domanda:
        return altre
    lunedi, calendario = date.fromisoformat(domanda["settimana"]), Calendario.leggi()
    return any(giornata(servizio, lunedi + timedelta(days=n), calendario).aperta for n in range(7))


def crea(righe):
    """Make the services of ``righe``, titled with their number, and the vocabularies they use."""
    ambito = make_ambito()
    luoghi = {"ambito": ambito}
    for slug, (lat, lon) in PUNTI.items():
        al = IERI if slug == "bormio" else None
        dove = None if slug == "lontano" else ambito
        luoghi[slug] = make_comune(dove, al=al, slug=slug, nome=slug.title(), lat=lat, lon=lon)
    destinatari = {code: make_destinatario(code=code) for code in ("TUTTI", "A", "MIN_DSA")}
    tipi = {"ANNO_SOL": "stagione", "ESTATE": "chiusura", "SABATO": "orario"}
    periodi = {code: Periodo.objects.create(code=code, label=code, tipo=tipo) for code, tipo in tipi.items()}
    DataScolastica.objects.create(
        code="lezioni",
        anno_scolastico="2026/2027",
        periodo=periodi["ANNO_SOL"],
        ordine_scuola="tutte",
        tipo="lezioni",
        dal=OGGI - timedelta(days=100),
        al=OGGI + timedelta(days=100),
        descrizione="Lezioni",
    )
    DataScolastica.objects.create(
        code="estate",
        anno_scolastico="2026/2027",
        periodo=periodi["ESTATE"],
        ordine_scuola="tutte",
        tipo="chiusura",
        dal=SETTIMANE[0],
        al=SETTIMANE[1],
        descrizione="Estate",
    )
    comuni = {"tipologia": make_tipologia(), "gestore": make_aderente(), "posti_al": OGGI}
    for numero, riga in enumerate(righe):
        servizio = make_servizio(
            titolo=str(numero),
            eta_min_mesi=riga["eta"][0],
            eta_max_mesi=riga["eta"][1],
            supporto_dsa=riga["dsa"],
            area=[luoghi[nome] for nome in riga["area"]],
            comune=luoghi.get(riga["porta"]),
            **{nome: riga[nome] for nome in ("gratuito", "voucher", "non_residenti", "posti")},
            **comuni,
        )
        servizio.destinatari.set(destinatari[code] for code in riga["destinatari"])
        servizio.periodi.set(periodi[code] for code in riga["periodi"])
        Orario.objects.bulk_create(
            Orario(servizio=servizio, giorno=giorno, al=al, dalle=ORE[dalle], alle=ORE[alle])
            for giorno, al, dalle, alle in riga["orari"]
        )
        Apertura.objects.bulk_create(
            Apertura(servizio=servizio, tipo=tipo, dal=SETTIMANE[n], al=SETTIMANE[n] + timedelta(days=4))
            for tipo, n in riga["aperture"]
        )


@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(RIGA, min_size=5, max_size=7), st.lists(INSIEME, min_size=5, max_size=5))
def test_the_filters_find_the_rows_a_person_would_pick(db, righe, terne):
    """Every value alone, then three together; the figure of a choice is the length of its list."""
    with transaction.atomic():
        crea(righe)
        servizi, noto = {int(s.titolo): s for s in Servizio.objects.con_tempi()}, vocabolario.carica()
        for domanda in DA_SOLI + [t for t in terne if not {"eta_mesi", "nascita"} <= t.keys()]:
            attesi = [str(n) for n, riga in enumerate(righe) if giusta(riga, servizi[n], domanda)]
            assert trovati(noto, **domanda) == attesi, domanda
        assert sbagliati(noto, terne[0]) == {}
        transaction.set_rollback(True)


def sbagliati(noto, domanda):
    """Return {(parameter, value): (figure, length of the list)} of the figures that are not right."""
    filtro = filtra(noto, **domanda)
    if not filtro.is_valid():
        return {}
    conti = Conti(filtro, *candidati(filtro.qs))
    diversi = {}
    for nome in DIMENSIONI:
        for valore in VALORI.get(nome, ()):
            if valore == SETTIMANE[2].isoformat():  # not a week of closed schools: not among the choices
                continue
            numero, lunghezza = conti.per(nome).get(valore, 0), len(trovati(noto, **domanda | {nome: valore}))
            if numero != lunghezza:
                diversi[nome, valore] = (numero, lunghezza)
    return diversi


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
        ("aperto_ora", "forse", SPUNTA),
        ("nascita", "ieri", "Scrivi l’anno e il mese di nascita così: 2019-05."),
        ("nascita", "2019-13", "Scrivi l’anno e il mese di nascita così: 2019-05."),
        ("nascita", "\x00", CARATTERE),
        ("nascita", "2999-01", "Questo mese deve ancora venire: controlla l’anno di nascita."),
        ("nascita", "1800-01", "Controlla l’anno di nascita: sono più di 120 anni fa."),
        ("settimana", "mai", "Scrivi un giorno della settimana così: 2027-07-05."),
        ("settimana", "2027-02-30", "Scrivi un giorno della settimana così: 2027-07-05."),
        ("settimana", "1900-01-01", "Questa settimana è troppo lontana: scegline una da oggi a due anni."),
        ("dalle", "25:00", "Scrivi l’ora così: 7:30."),
        ("dalle", "7:60", "Scrivi l’ora così: 7:30."),
        ("alle", "\x00", "Scrivi l’ora così: 7:30."),
        ("alle", "9" * 10_000, "Scrivi l’ora così: 7:30."),
        ("lavoro", "Milano", "Non conosco il comune «Milano»: nella Rete non c’è. Controlla come è scritto."),
        ("ordina", "distanza", "Per vedere prima i più vicini scrivi il comune dove abiti."),
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


def test_an_age_told_twice_is_refused():
    messaggio = "Hai scritto l’età e anche il mese di nascita: lascia uno dei due."
    assert errori(nascita="2024-03", eta_mesi="36") == {"nascita": [messaggio]}


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
