"""The rules of opening against a plain reading of each day, door by door, written apart from the code."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from servizi.calendario import Calendario, giornata, settimane_aperte
from servizi.models import Servizio
from tests.calendario import TIPI, make_anno_scolastico, servizio_con
from tests.factories import make_sede

pytestmark = pytest.mark.django_db
ROMA = ZoneInfo("Europe/Rome")

DAL, AL = date(2027, 5, 24), date(2027, 7, 11)
GIORNI = [DAL + timedelta(days=numero) for numero in range((AL - DAL).days + 1)]
FESTE = {date(2027, 6, 2)}
ORE_SOLE = {"PRE_ORARIO", "POST_ORARIO", "SERALE"}


def periodi_del(giorno):
    """Return the periods in force, from the dates of the school year 2026/2027."""
    attivi = {"ANNO_SOL"}
    lezioni = giorno <= date(2027, 6, 30)
    if lezioni and giorno not in FESTE:
        attivi.add("ANNO_SCOL")
    if giorno >= date(2027, 6, 9):
        attivi.add("ESTATE")
    if giorno.weekday() == 5:
        attivi.add("SABATO")
    if giorno.weekday() == 6 or giorno in FESTE:
        attivi.add("FESTIVI")
    return attivi | ({"FESTA"} if giorno in FESTE else set())


def leggi_il_giorno(dati, giorno):
    """Return (state, set of hours) of the service that ``dati`` describes, door by door."""
    ore, senza = set(), False
    for porta in dati["porte"] or [None]:
        ore_qui, senza_qui = leggi_la_porta(dati, giorno, porta)
        ore, senza = ore | ore_qui, senza or senza_qui
    if ore:
        return "aperto", ore
    return ("orari_non_indicati" if senza else "chiuso"), set()


def leggi_la_porta(dati, giorno, porta):
    def qui(riga):
        return riga["sede"] in (None, porta)

    def copre(apertura, quando):
        salta = quando in FESTE and apertura["dal"] != apertura["al"] and not festivo
        return apertura["dal"] <= quando <= apertura["al"] and not salta

    def ore_del(quando):
        attivi = periodi_del(quando) | ORE_SOLE
        return [
            o
            for o in dati["orari"]
            if qui(o)
            and o["giorno"] == quando.weekday()
            and (o["dal"] is None or o["dal"] <= quando)
            and (o["al"] is None or quando <= o["al"])
            and (o["periodo"] is None or o["periodo"] in attivi)
        ]

    festivo = bool({"FESTIVI", "FESTA"} & dati["periodi"])
    aperte = [a for a in dati["aperture"] if a["tipo"] == "aperto"]
    decidono = {code for code in dati["periodi"] if TIPI[code] in ("stagione", "chiusura")}
    contano = {code for code in decidono if TIPI[code] == "stagione" or not aperte}
    permesso = not decidono or bool(contano & periodi_del(giorno))
    if any(a["dal"] <= giorno <= a["al"] for a in dati["aperture"] if a["tipo"] == "chiuso" and qui(a)):
        return set(), False
    con_data = [a for a in aperte if qui(a) and copre(a, giorno)]
    ore = ore_del(giorno)
    if not con_data:
        lavorativo = giorno.weekday() < 5 and giorno not in FESTE
        nulla = not dati["orari"] and not aperte and bool(decidono)
        if giorno in FESTE and not festivo:
            ore = [o for o in ore if o["periodo"] in ("FESTIVI", "FESTA")]
        return {(o["dalle"], o["alle"]) for o in ore if permesso}, nulla and permesso and lavorativo
    tutti = [[g for g in GIORNI if copre(a, g)] for a in con_data]
    return {(o["dalle"], o["alle"]) for o in ore}, any(not any(map(ore_del, giorni)) for giorni in tutti)


DATE = st.dates(DAL, AL)
SEDI = st.sampled_from([None, None, 0, 1])
ORARIO = st.fixed_dictionaries(
    {
        "sede": SEDI,
        "giorno": st.integers(0, 6),
        "ore": st.tuples(st.integers(7, 13), st.integers(10, 20)).filter(lambda ore: ore[0] < ore[1]),
        "giorni": st.just((None, None)) | st.tuples(st.none() | DATE, st.none() | DATE),
        "periodo": st.none() | st.sampled_from(sorted(TIPI)),
    }
)
APERTURA = st.fixed_dictionaries(
    {"sede": SEDI, "tipo": st.sampled_from(["aperto", "chiuso"]), "giorni": st.tuples(DATE, DATE)}
)
SERVIZI = st.fixed_dictionaries(
    {
        "porte": st.sampled_from([[], [0], [0, 1]]),
        "periodi": st.sets(st.sampled_from(sorted(TIPI)), max_size=3),
        "orari": st.lists(ORARIO, max_size=8),
        "aperture": st.lists(APERTURA, max_size=3),
    }
)


def letto(disegno):
    """Return a drawn service as the plain reading wants it: ends in order, rows of doors it has."""

    def porta(riga):
        return riga["sede"] if riga["sede"] in disegno["porte"] else None

    orari = [
        {
            "sede": porta(riga),
            "giorno": riga["giorno"],
            "dalle": time(riga["ore"][0]),
            "alle": time(riga["ore"][1]),
            "periodo": riga["periodo"],
            **ordinati(*riga["giorni"]),
        }
        for riga in disegno["orari"]
    ]
    aperture = [
        {"sede": porta(riga), "tipo": riga["tipo"], **ordinati(*riga["giorni"])}
        for riga in disegno["aperture"]
    ]
    return disegno | {"orari": orari, "aperture": aperture}


def ordinati(dal, al):
    return {"dal": min(dal, al), "al": max(dal, al)} if dal and al else {"dal": dal, "al": al}


def salva(dati, sedi):
    """Save the service of ``dati`` and return it with what the rules read."""
    righe = [
        (o["giorno"], (o["dalle"], o["alle"]), _campi(o, sedi, "periodo", "dal", "al")) for o in dati["orari"]
    ]
    aperture = [(a["tipo"], a["dal"], a["al"], _campi(a, sedi)) for a in dati["aperture"]]
    return servizio_con(dati["periodi"], righe, aperture, [sedi[n] for n in dati["porte"]])


def _campi(riga, sedi, *nomi):
    campi = {nome: riga[nome] for nome in nomi if riga[nome] is not None}
    return campi if riga["sede"] is None else campi | {"sede": sedi[riga["sede"]]}


def fra(fasce, ora):
    return any(dalle <= ora < alle for dalle, alle in fasce)


@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(SERVIZI, min_size=8, max_size=8))
def test_the_rules_are_those_of_a_plain_reading(disegni):
    """State and hours of every day, weeks of the span, and who is open at many instants, the holiday too."""
    with transaction.atomic():
        make_anno_scolastico()
        sedi = [make_sede(), make_sede()]
        letture = {}
        for dati in map(letto, disegni):
            servizio = salva(dati, sedi)
            letture[servizio.pk] = {giorno: leggi_il_giorno(dati, giorno) for giorno in GIORNI}
            confronta(servizio, letture[servizio.pk], Calendario.leggi())
        for giorno in [*FESTE, *GIORNI[::6]]:
            for ora in (time(9), time(12, 30), time(16)):
                attesi = {pk for pk, lettura in letture.items() if fra(lettura[giorno][1], ora)}
                adesso = Servizio.objects.aperti_adesso(datetime.combine(giorno, ora, ROMA))
                assert set(adesso.values_list("pk", flat=True)) == attesi
        transaction.set_rollback(True)


def confronta(servizio, attesi, calendario):
    lette = {giorno: giornata(servizio, giorno, calendario) for giorno in GIORNI}
    assert {g: v.stato for g, v in lette.items()} == {g: stato for g, (stato, _ore) in attesi.items()}
    minuti = [time(ora, minuto) for ora in range(6, 22) for minuto in (0, 30)]
    assert {g: [fra(v.fasce, m) for m in minuti] for g, v in lette.items()} == {
        g: [fra(ore, m) for m in minuti] for g, (_stato, ore) in attesi.items()
    }
    assert settimane_del_tratto(servizio, calendario) == settimane_lette(attesi)


def settimane_del_tratto(servizio, calendario):
    """Return the Mondays of the span that the runs cover."""
    tratti = settimane_aperte(servizio, calendario)
    return [
        lunedi
        for lunedi in GIORNI[::7]
        if any((dal or date.min) <= lunedi <= (al or date.max) for dal, al in tratti)
    ]


def settimane_lette(attesi):
    return [
        lunedi
        for lunedi in GIORNI[::7]
        if any(attesi[lunedi + timedelta(days=n)][0] != "chiuso" for n in range(7))
    ]
