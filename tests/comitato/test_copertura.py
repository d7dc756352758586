"""Coverage: the cells are those that a question per comune and per service gives; sums, ages, ranking."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random
from types import SimpleNamespace

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from comitato.copertura import parole
from comitato.copertura.calcolo import per_mille
from comitato.copertura.carica import carica
from comitato.copertura.eta import Fascia, anni, fascia
from comitato.copertura.matrice import Matrice
from comitato.copertura.mondo import Bisogni, Luogo, Mondo, Offerta, Tipo
from comitato.copertura.priorita import priorita_del_ciclo
from ricerca.tempi import lunedi
from servizi.models import AreaServita, FinanziamentoServizio, SedeServizio, Servizio, Sinonimo
from territorio.models import AppartenenzaAmbito, Comune
from tests.comitato.fabbriche_copertura import make_mancante, make_periodo, make_popolazione, make_ricerca
from tests.factories import (
    make_aderente,
    make_alleanza,
    make_ambito,
    make_candidatura,
    make_comune,
    make_destinatario,
    make_linea,
    make_piano,
    make_progetto,
    make_sede,
    make_servizio,
    make_tipologia,
)

OGGI = timezone.localdate()


def pks(righe):
    return sorted(riga.pk for riga in righe)


def mondo_puro(servizi=(), residenti=None, comuni=4, bisogni=None, eta=frozenset({3})):
    """Return a ``Mondo`` of comuni 1, 2, … of one ambito and one typology, for people of 3 years."""
    return Mondo(
        giorno=OGGI,
        comuni=tuple(Luogo(n, f"Comune {n}", f"{n:06}", 1) for n in range(1, comuni + 1)),
        ambiti={},
        tipologie=(Tipo(1, "CRD", "Centro estivo", 1, Fascia(eta) if eta else None),),
        gruppi={},
        periodi=(),
        servizi=tuple(servizi),
        residenti=residenti or {},
        popolazione_al=None,
        bisogni=bisogni or Bisogni(OGGI),
    )


def somma_di(mondo):
    return Matrice(mondo).somma(mondo.comuni, mondo.tipologie[0])


# Cells


@pytest.mark.parametrize("seme", range(3))
def test_le_caselle_sono_quelle_di_una_domanda_per_comune_e_per_servizio(db, seme):
    """A wrong join, a moved comune, an expired, hidden, suspended or invented service would show here."""
    caso = Random(seme)
    ieri, giorno = date(2018, 12, 31), date(2019, 6, 1)
    ambiti = [make_ambito() for _n in range(3)]
    comuni = [make_comune(ambito=caso.choice(ambiti)) for _n in range(5)]
    mosso = make_comune(ambito=ambiti[0], al=ieri)
    AppartenenzaAmbito.objects.create(comune=mosso, ambito=ambiti[1], dal=giorno)
    uscito = make_comune(ambito=ambiti[2], al=ieri)
    tutti = [*comuni, mosso, uscito]
    tipologie = [make_tipologia() for _n in range(2)]
    periodi = {code: make_periodo(code, tipo) for code, tipo in PERIODI.items()}
    finto = make_aderente(dimostrativo=True)
    veri = [make_aderente() for _n in range(2)]
    sedi = {comune.pk: make_sede(organizzazione=veri[0], comune=comune) for comune in tutti}
    for _n in range(45):
        servizio = make_servizio(
            tipologia=caso.choice(tipologie),
            gestore=caso.choice([*veri, *veri, finto]),
            verificato_il=None,
            stato=caso.choice(["attivo"] * 6 + ["sospeso", "chiuso", "bozza"]),
            motivo_stato="perché sì",
            dimostrativo=caso.random() < 0.15,
            freschezza=caso.choice(["fresca"] * 5 + ["nascosta"]),
            valido_fino_al=caso.choice([None, None, giorno, ieri]),
        )
        servizio.periodi.set(caso.sample([*periodi.values()], caso.randint(0, 2)))
        for luogo in caso.sample([*tutti, *ambiti], caso.randint(0, 3)):
            AreaServita.objects.create(servizio=servizio, **{luogo._meta.model_name: luogo})
        for comune in caso.sample(tutti, caso.randint(0, 2)):
            SedeServizio.objects.create(servizio=servizio, sede=sedi[comune.pk])

    mondo = carica(giorno=giorno)
    attivi = Servizio.objects.in_elenco(giorno).filter(stato="attivo")
    contati = attivi.filter(dimostrativo=False, gestore__dimostrativo=False)
    assert pks(mondo.comuni) == pks([*comuni, mosso])
    visti = 0
    for code in (None, *PERIODI):
        quando = next((p for p in mondo.periodi if p.code == code), None)
        nel_periodo = contati.nel_periodo(code, PERIODI[code] != "orario") if code else contati
        matrice = Matrice(mondo, quando)
        for tipo in mondo.tipologie:
            del_tipo = nel_periodo.filter(tipologia=tipo.pk)
            for luogo in mondo.comuni:
                casella = matrice.casella(luogo, tipo)
                comune = Comune.objects.get(pk=luogo.pk)
                assert pks(casella.servizi) == pks(del_tipo.per_il_comune(comune, giorno))
                assert pks(casella.porte) == pks(del_tipo.con_sede_in(comune))
                visti += casella.quanti
            for ambito in ambiti:
                somma = matrice.somma(mondo.dell_ambito[ambito.pk], tipo)
                serviti = {s.pk for c in somma.caselle for s in c.servizi}
                assert pks(somma.servizi) == sorted(serviti)
                assert serviti <= set(pks(del_tipo.nell_ambito(ambito, giorno)))
    assert visti > 15


PERIODI = {"ANNO_SOL": "stagione", "ESTATE": "chiusura", "SABATO": "orario"}


def test_chi_non_dice_quando_non_copre_e_non_scopre(db):
    """A sheet without periods is neither a service in summer nor a hole to fill: it is to be asked."""
    comune, estate = make_comune(), make_periodo()
    make_servizio(area=[comune], tipologia=make_tipologia())
    mondo = carica()
    [tipo], [luogo], [quando] = mondo.tipologie, mondo.comuni, mondo.periodi
    assert estate.code == quando.code
    assert Matrice(mondo).casella(luogo, tipo).stato == "coperto"
    matrice = Matrice(mondo, quando)
    assert matrice.casella(luogo, tipo).stato == "ignoto"
    assert matrice.somma([luogo], tipo).stato == "ignoto"
    assert matrice.dove_manca([luogo], [tipo]) == []


def test_un_servizio_di_due_comuni_conta_una_volta_nella_somma():
    servizi = [
        Offerta(1, "A", "a", 1, serviti=frozenset({1, 2})),
        Offerta(2, "B", "b", 1, serviti=frozenset({2})),
    ]
    somma = somma_di(mondo_puro(servizi, {(n, 3): 100 for n in (1, 2, 3, 4)}))
    assert (somma.quanti, len(somma.coperti), len(somma.scoperti), somma.stato) == (2, 2, 2, "in_parte")
    assert (somma.persone, somma.persone_scoperte, somma.ogni_mille) == (400, 200, Decimal("5.0"))


# Ages and figures every 1,000


@given(st.none() | st.integers(0, 1300), st.none() | st.integers(0, 1300))
def test_un_anno_conta_se_la_fascia_ne_prende_almeno_meta(minimo, massimo):
    mesi = range(minimo or 0, (1211 if massimo is None else massimo) + 1)
    contati = [sum(12 * anno <= mese <= 12 * anno + 11 for mese in mesi) for anno in range(101)]
    assert anni(minimo, massimo) == {anno for anno in range(101) if contati[anno] >= 6}


def _destinatario(code, minimo=None, massimo=None, tipo="persona"):
    return SimpleNamespace(code=code, tipo=tipo, eta_min_mesi=minimo, eta_max_mesi=massimo)


@pytest.mark.parametrize(
    ("eta", "destinatari", "attesa", "indicativa"),
    [
        ((3, 36), [], "0-2 anni", False),  # the month of the third birthday is no year
        ((36, 179), [_destinatario("ANZIANI", 780)], "3-14 anni", False),
        ((None, None), [_destinatario("ANZIANI", 780), _destinatario("CAREGIVER")], "65 anni e più", False),
        ((None, None), [_destinatario("ANZIANI", 780), _destinatario("DISABILI")], "65 anni e più", True),
        (
            (None, None),
            [_destinatario("A", 36, 72), _destinatario("ANZIANI", 780)],
            "3-5 anni e 65 anni e più",
            False,
        ),
        ((None, None), [_destinatario("MIN_DIS", 0, 215), _destinatario("DISABILI")], None, None),
        ((None, None), [_destinatario("TUTTI", tipo="tutti")], None, None),
        ((None, None), [_destinatario("IMPRESE", tipo="impresa")], None, None),
    ],
)
def test_per_chi_e_una_tipologia(eta, destinatari, attesa, indicativa):
    """Disabled minors are not all the minors; who cares for somebody is served through them."""
    di_chi = fascia(SimpleNamespace(eta_min_mesi=eta[0], eta_max_mesi=eta[1]), destinatari)
    assert (di_chi and di_chi.in_parole, di_chi and di_chi.indicativa) == (attesa, indicativa)


def test_come_si_chiamano():
    eta = {(3, 10): "bambini", (3, 17): "bambini e ragazzi", (11, 18): "ragazzi", (0, 65): "persone"}
    assert {e: Fascia(frozenset(range(e[0], e[1] + 1))).chi for e in eta} == eta


@given(st.integers(0, 10_000), st.integers(1, 100_000))
def test_ogni_mille_e_arrotondato_una_volta_sola(numero, persone):
    assert abs(Fraction(per_mille(numero, persone)) - Fraction(numero * 1000, persone)) <= Fraction(1, 20)


def test_senza_popolazione_di_un_comune_la_somma_non_si_inventa():
    somma = somma_di(mondo_puro([Offerta(1, "A", "a", 1, serviti=frozenset({1}))], {(1, 3): 10, (2, 3): 10}))
    assert (somma.persone, somma.ogni_mille, somma.persone_scoperte) == (None, None, None)
    assert per_mille(3, 0) is None


@given(st.lists(st.tuples(st.integers(0, 80), st.sets(st.integers(1, 4), min_size=1)), max_size=6))
def test_i_posti_divisi_tra_i_comuni_tornano_a_fare_quelli_che_sono(offerte):
    servizi = [
        Offerta(n, "S", "s", 1, serviti=frozenset(dove | {99}), posti=posti)  # 99: out of the territory
        for n, (posti, dove) in enumerate(offerte)
    ]
    somma = somma_di(mondo_puro(servizi, {(n, 3): 10 * n for n in (1, 2, 3, 4)}))
    assert (somma.quota_posti or 0) == sum(posti for posti, _dove in offerte)
    assert (somma.posti or 0) == sum(posti for posti, _dove in offerte)


def test_numeri_piccoli_sotto_cento():
    residenti = {(1, 3): 99, (2, 3): 100, (3, 3): 0}
    mondo = mondo_puro([Offerta(1, "A", "a", 1, serviti=frozenset({1, 2}))], residenti, comuni=3)
    assert [Matrice(mondo).casella(luogo, mondo.tipologie[0]).piccoli for luogo in mondo.comuni] == [
        True,
        False,
        True,
    ]


# Where it is missing most, in words


def test_dove_manca_di_piu():
    """People × (1 + requests); who is covered is not there; without an age, after the others."""
    bisogni = Bisogni(OGGI, {(2, 1, None): 3, (3, 2, None): 50}, {(2, 1): {"grest": 1}})
    base = mondo_puro(residenti={(1, 3): 100, (2, 3): 30, (3, 3): 40}, comuni=3, bisogni=bisogni)
    [crd], senza_eta = base.tipologie, Tipo(2, "SPORT", "Sportello", 1)
    servizi = [Offerta(1, "A", "a", 1, serviti=frozenset({3}))]
    matrice = Matrice(Mondo(**{**vars(base), "servizi": tuple(servizi), "tipologie": (crd, senza_eta)}))
    classifica = matrice.dove_manca(base.comuni, [crd, senza_eta])
    assert [(c.luogo.pk, c.tipo.pk, c.punti, c.richieste) for c in classifica] == [
        (2, 1, 150, 4),
        (1, 1, 100, 0),
        (3, 2, None, 50),
        (1, 2, None, 0),
        (2, 2, None, 0),
    ]


def test_la_frase_del_piano():
    residenti = {(n, eta): 602 for n in (1, 2, 3) for eta in (3, 4)}
    mondo = mondo_puro(
        [Offerta(1, "A", "a", 1, serviti=frozenset({1, 2}))], residenti, comuni=3, eta=frozenset({3, 4})
    )
    [tipo] = mondo.tipologie
    assert parole.frase(Matrice(mondo).somma(mondo.comuni, tipo)) == (
        "Per «Centro estivo» è scoperto 1 comune su 3, dove vivono 1.204 bambini di 3-4 anni."
    )
    tutti = Matrice(mondo).somma(mondo.comuni[:2], tipo)
    assert parole.frase(tutti) == "Per «Centro estivo» sono coperti tutti i comuni: 2."


# Needs


def test_bisogni_di_dodici_mesi(db):
    """Words are read as the search reads them; an abolished comune leads to its heir; old weeks are out."""
    tirano = make_comune(nome="Tirano")
    soppresso = make_comune(nome="Menarola", cessato_il=date(2015, 1, 1), confluito_in=tirano)
    nido, materna, estivo = (make_tipologia(label=nome) for nome in ("Nido", "Materna", "Centro estivo"))
    for tipologia in (nido, materna):
        Sinonimo.objects.create(termine="asilo", tipologia=tipologia, ambiguo=True)
    estate, natale = make_periodo("ESTATE"), make_periodo("NATALE")
    make_mancante(tirano, estivo, 2, estate)
    make_mancante(tirano, estivo, 4, natale)
    make_mancante(soppresso, estivo, 1)
    vecchia = lunedi(OGGI) - timedelta(weeks=52)
    make_mancante(tirano, estivo, 100, estate, settimana=vecchia)
    make_ricerca("asilo", tirano, 3)
    make_ricerca("asilo tirano", None, 2)
    make_ricerca("centro estivo", None, 5)
    make_ricerca("pane fresco", tirano, 7)
    make_ricerca("asilo", tirano, 100, settimana=vecchia)
    bisogni = carica().bisogni
    assert bisogni.mancano(tirano.pk, estivo.pk) == 7
    assert bisogni.mancano(tirano.pk, estivo.pk, frozenset({estate.pk})) == 3  # also who does not say when
    assert bisogni.parole(tirano.pk, nido.pk) == {"asilo": 3, "asilo tirano": 2}
    assert bisogni.cercati(tirano.pk, materna.pk) == 5
    assert (bisogni.cercati(tirano.pk, estivo.pk), bisogni.cercati(None, estivo.pk)) == (0, 5)
    assert bisogni.non_lette == 7


# Projects


def test_i_progetti_sono_dove_lavorano_e_su_quello_che_pagano(db):
    ambito = make_ambito()
    qui, la = make_comune(ambito=ambito), make_comune(ambito=ambito)
    nido, trasporto = make_tipologia(), make_tipologia()
    di_tutti = make_progetto(alleanza=make_alleanza(ambito=ambito), tipo="alleanza")
    di_uno = make_progetto(azione="9.3.3 aree interne")
    di_uno.ambiti.add(ambito)
    di_uno.comuni.add(qui)
    finito = make_progetto(stato="chiusa")
    finito.comuni.add(qui)
    make_progetto(dimostrativo=True).comuni.add(qui)
    for progetto in (di_tutti, di_uno, finito):
        nido.progetti.add(progetto)
    FinanziamentoServizio.objects.create(progetto=di_tutti, servizio=make_servizio(tipologia=trasporto))
    mondo = carica()
    matrice, tipi = Matrice(mondo), {tipo.pk: tipo for tipo in mondo.tipologie}
    luoghi = {luogo.pk: luogo for luogo in mondo.comuni}
    nel_comune = {n: matrice.casella(luoghi[n], tipi[nido.pk]) for n in (qui.pk, la.pk)}
    assert pks(nel_comune[qui.pk].opere) == pks([di_tutti, di_uno, finito])
    assert pks(nel_comune[qui.pk].in_corso) == pks([di_tutti, di_uno])
    assert pks(nel_comune[la.pk].opere) == [di_tutti.pk]
    assert pks(matrice.casella(luoghi[la.pk], tipi[trasporto.pk]).opere) == [di_tutti.pk]
    assert {o.pk: o.parti for o in mondo.opere}[di_uno.pk] == ("FSE", "aree interne")
    assert {o.pk: o.parti for o in mondo.opere}[di_tutti.pk] == ("Alleanza",)


def test_le_proposte_solo_a_chi_le_puo_vedere(db):
    proposta = make_candidatura().progetto
    assert carica().opere == ()
    [opera] = carica(proposte=True).opere
    assert (opera.pk, opera.quando) == (proposta.pk, "proposta")


def test_le_priorita_coperte_e_scoperte(db):
    piano = make_piano(stato="in_corso", anno_dal=2025, anno_al=2027)
    linee = [make_linea(piano=piano) for _n in range(4)]
    con_progetto, con_servizi, vuota, sola = linee
    for linea in linee[1:3]:
        make_tipologia().linee.add(linea)
    make_servizio(tipologia=con_servizi.tipologie.get())
    make_progetto(piano=piano).linee.add(con_progetto)
    make_progetto(piano=make_piano()).linee.add(vuota)  # of another cycle
    for linea in linee[:3]:
        piano.priorita.create(titolo=f"Priorità {linea.pk}").linee.add(linea)
    ciclo, priorita, altre = priorita_del_ciclo(carica())
    assert ciclo == piano
    assert [riga.stato for riga in priorita] == ["coperta", "solo_servizi", "scoperta"]
    assert [(riga.linee, riga.stato) for riga in altre] == [((sola,), "ignota")]


# Only what is asked for


def test_per_eta_e_per_chi(db):
    """The people counted are those asked for, not all those the typology serves."""
    comune, piccoli = make_comune(), make_destinatario(eta_min_mesi=36, eta_max_mesi=72)
    make_popolazione(comune, {3: 10, 4: 20, 5: 40, 8: 80})
    estivo = make_tipologia(eta_min_mesi=36, eta_max_mesi=179)
    estivo.destinatari.add(piccoli)
    anziani = make_tipologia(eta_min_mesi=780)
    per_loro = make_servizio(tipologia=estivo, area=[comune], eta_min_mesi=36, eta_max_mesi=60)
    per_loro.destinatari.add(piccoli)
    make_servizio(tipologia=estivo, area=[comune], eta_min_mesi=120)
    make_servizio(tipologia=anziani, area=[comune])
    mondo = carica(per={"destinatari": piccoli.code, "eta": 4}, anni=frozenset({4}))
    [tipo], [luogo] = mondo.tipologie, mondo.comuni
    casella = Matrice(mondo).casella(luogo, tipo)
    assert (tipo.pk, pks(casella.servizi), casella.persone) == (estivo.pk, [per_loro.pk], 20)
