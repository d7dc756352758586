"""The overview adds up: every grouping and every filter equals a sum made by hand, whatever the rows."""

from dataclasses import dataclass
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from piani.models import LineaAzione
from progetti.denaro.conti import conti
from progetti.denaro.righe import RigaDenaro
from progetti.models import Fondo
from progetti.panoramica import chiavi
from progetti.panoramica.carica import carica
from progetti.panoramica.gruppi import NATURE, Insieme, Voce, come_noti
from tests.factories import make_ambito, make_finanziamento, make_piano, make_progetto, make_quadro

ZERO = Decimal(0)


@dataclass(frozen=True)
class Finto:
    """A project, as far as the keys look at it."""

    pk: int
    tipo: str
    piano_id: int | None
    fondo_id: int | None
    linee_: tuple
    ambiti_: tuple
    alleanza_id: int | None = None

    linee = property(lambda self: SimpleNamespace(all=lambda: [SimpleNamespace(pk=pk) for pk in self.linee_]))
    ambiti = property(
        lambda self: SimpleNamespace(all=lambda: [SimpleNamespace(pk=pk) for pk in self.ambiti_])
    )


def voce(pk, **altro):
    return SimpleNamespace(pk=pk, code=f"c{pk}", slug=f"c{pk}", nome=f"N{pk}", label=f"L{pk}", **altro)


VOC = chiavi.Vocabolari(
    piani={pk: voce(pk, anni=f"{pk}", anno_dal=2000 + pk) for pk in (1, 2)},
    fondi={pk: voce(pk) for pk in (1, 2)},
    linee={pk: voce(pk, piano_id=1) for pk in (1, 2, 3)},
    ambiti={pk: voce(pk) for pk in (1, 2, 3)},
)
insiemi = st.frozensets(st.integers(1, 3), max_size=3)
uno_o_niente = st.none() | st.integers(1, 2)
progetti = st.builds(
    Finto,
    pk=st.integers(1, 10**6),
    tipo=st.sampled_from(["alleanza", "fse", "sistema"]),
    piano_id=uno_o_niente,
    fondo_id=uno_o_niente,
    linee_=insiemi.map(tuple),
    ambiti_=insiemi.map(tuple),
)


@st.composite
def mondi(draw):
    """Return projects and rows of money about none, one or several of them."""
    tutti = draw(st.lists(progetti, max_size=8, unique_by=lambda p: p.pk))
    righe = []
    for numero in range(draw(st.integers(0, 10))):
        di = tuple(draw(st.lists(st.sampled_from(tutti), max_size=3, unique=True))) if tutti else ()
        righe.append(
            RigaDenaro(
                natura=draw(st.sampled_from(NATURE)),
                importo=Decimal(draw(st.integers(0, 10**13))).scaleb(-2),
                oggetto=numero,
                piano_id=draw(uno_o_niente),
                fondo_id=draw(uno_o_niente),
                anno=draw(st.integers(2017, 2020)),
                progetti=di,
                n_progetti=len(di),
                ambiti=frozenset().union(*(p.ambiti_ for p in di)),
                linee=frozenset().union(*(p.linee_ for p in di)),
            )
        )
    return tutti, righe


def insieme_di(tutti, righe):
    return Insieme(
        tuple(Voce(riga, chiavi.della_riga(riga, VOC)) for riga in righe),
        tuple(Voce(p, chiavi.del_progetto(p, VOC)) for p in tutti),
        {riga: riga.importo for riga in righe if not riga.dettagliata},
        come_noti(righe),
    )


def a_mano(righe, natura, tiene):
    return sum((riga.importo for riga in righe if riga.natura == natura and tiene(riga)), ZERO)


A_MANO = {
    ("ciclo", "c1"): lambda r: r.piano_id == 1,
    ("ciclo", "~nessuno"): lambda r: r.piano_id is None,
    ("fondo", "c2"): lambda r: r.fondo_id == 2,
    ("fondo", "~nessuno"): lambda r: r.fondo_id is None,
    ("linea", "c3"): lambda r: list(r.linee) == [3],
    ("linea", "~piu"): lambda r: len(r.linee) > 1,
    ("ambito", "c1"): lambda r: list(r.ambiti) == [1],
    ("ambito", "~piu"): lambda r: len(r.ambiti) > 1,
    ("ambito", "~tutti"): lambda r: not r.ambiti and all(p.tipo == "sistema" for p in r.progetti),
    ("anno", "2018"): lambda r: r.anno == 2018,
    ("tipo", "fse"): lambda r: r.progetti and all(p.tipo == "fse" for p in r.progetti),
    ("tipo", "~tutti"): lambda r: not r.progetti,
}


@given(mondi())
@settings(deadline=None)
def test_every_filter_is_the_sum_made_by_hand_and_every_grouping_makes_the_total(mondo):
    tutti, righe = mondo
    insieme = insieme_di(tutti, righe)
    for (per, chiave), tiene in A_MANO.items():
        scelto = insieme.scelto({per: chiave}).tutto()
        for natura in NATURE:
            assert (scelto.somma(natura).totale or ZERO) == a_mano(righe, natura, tiene), (per, chiave)
    for per in chiavi.PER:
        nomi = VOC.nomi(per, {riga.anno for riga in righe})
        gruppi = insieme.per(per, nomi)
        assert sorted(p.pk for g in gruppi for p in g.progetti) == sorted(p.pk for p in tutti)
        for natura in NATURE:
            somme = [gruppo.somma(natura) for gruppo in gruppi]
            totale = insieme.tutto().somma(natura)
            assert sum((s.totale or ZERO for s in somme), ZERO) == (totale.totale or ZERO)
            assert sum((s.non_dettagliato for s in somme), ZERO) == totale.non_dettagliato
        for gruppo in gruppi:
            aperto = insieme.scelto({per: gruppo.chiave}).tutto()
            assert (aperto.righe, aperto.progetti) == (gruppo.righe, gruppo.progetti)


def test_a_kind_without_rows_is_not_known_and_not_zero():
    assert Insieme().tutto().somma("concesso").totale is None


specifiche = st.lists(
    st.tuples(
        st.integers(0, 2),  # cycle: none, first, second
        st.frozensets(st.integers(0, 2), max_size=2),  # ambiti
        st.none() | st.integers(1, 10**9),  # granted, cents, by a budget
        st.integers(0, 10**6),  # of partners, cents
    ),
    max_size=5,
)


@pytest.mark.django_db
@given(specifiche, st.integers(1, 10**9), st.booleans())
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)
def test_what_is_loaded_adds_up_to_what_was_written(progetti, assegnati, insieme):
    """From the database: budgets, a sum of the cycle, one sum for the projects that have no budget."""
    with transaction.atomic():
        piani = [None, make_piano(), make_piano()]
        ambiti = [make_ambito() for _n in range(3)]
        cento = lambda n: Decimal(n).scaleb(-2)  # noqa: E731
        make_finanziamento(piano=piani[1], importo=cento(assegnati))
        attesi, senza = {}, []
        for ciclo, dove, concesso, altri in progetti:
            progetto = make_progetto(piano=piani[ciclo])
            progetto.ambiti.set([ambiti[n] for n in dove])
            if concesso is None:
                senza.append(progetto)
                continue
            fonti = {"regione": cento(concesso)} | ({"partner": cento(altri)} if altri else {})
            make_quadro(progetto, fonti)
            attesi[progetto.pk] = (ciclo, dove, cento(concesso), cento(altri))
        if insieme and senza:
            somma = make_finanziamento(importo="500.00", natura_importo="concesso", livello="progetto")
            for progetto in senza:
                make_finanziamento(
                    importo="1.00",
                    natura_importo="concesso",
                    livello="progetto",
                    progetto=progetto,
                    alternativa_a=somma,
                )
        dati = carica()
        tutto = dati.insieme.tutto()
        concessi = sum((riga[2] for riga in attesi.values()), ZERO) + (500 if insieme and senza else 0)
        assert tutto.somma("assegnazione").totale == cento(assegnati)
        assert (tutto.somma("concesso").totale or ZERO) == concessi
        assert (tutto.somma("cofinanziamento").totale or ZERO) == sum(
            (conto.cofinanziamento for conto in conti(tutto.progetti).values()), ZERO
        )
        for n, piano in enumerate(piani[1:], 1):
            del_ciclo = [voce.oggetto for voce in dati.insieme.scelto({"ciclo": piano.code}).righe]
            per_budget = [
                r for r in del_ciclo if r.natura == "concesso" and r.oggetto._meta.model_name[0] == "q"
            ]
            assert sum((r.importo for r in per_budget), ZERO) == sum(
                (riga[2] for riga in attesi.values() if riga[0] == n), ZERO
            )
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_keys_of_real_records_are_codes_and_slugs():
    piano, ambito = make_piano(code="2017-18"), make_ambito(slug="bormio")
    fondo = Fondo.objects.create(code="REGIONE", label="Regione", tipo="regionale")
    linea = LineaAzione.objects.create(piano=piano, code="M17-A", label="Mobilità", livello="montagna")
    progetto = make_progetto(piano=piano, fondo=fondo, tipo="alleanza")
    progetto.ambiti.add(ambito)
    progetto.linee.add(linea)
    make_quadro(progetto)
    dati = carica()
    [riga], [del_progetto] = dati.insieme.righe, dati.insieme.progetti
    attese = {
        "ciclo": "2017-18",
        "fondo": "REGIONE",
        "linea": "M17-A",
        "ambito": "bormio",
        "tipo": "alleanza",
    }
    assert riga.chiavi == attese | {"anno": "2018"} == del_progetto.chiavi
