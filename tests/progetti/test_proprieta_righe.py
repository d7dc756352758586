"""Random sums, budgets and projects: every total of the rows, cut in every way, is what plain sums say."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from progetti.denaro.righe import righe
from progetti.models import Fondo, VoceDenaro
from tests.factories import make_ambito, make_finanziamento, make_piano, make_progetto, make_quadro
from tests.rete.oggetti import make

pytestmark = pytest.mark.django_db
EURO = st.one_of(
    st.sampled_from(["0.10", "0.20", "1000000000.01"]).map(Decimal),
    st.integers(1, 10**12).map(lambda n: Decimal(n).scaleb(-2)),
)
PROGETTO = st.fixed_dictionaries(
    {
        "pubblico": st.booleans(),
        "demo": st.sampled_from([False, False, True]),
        "piano": st.integers(0, 1),
        "fondo": st.integers(0, 1),
        "ambiti": st.sets(st.integers(0, 2)),
        "linee": st.sets(st.integers(0, 1)),
        "quadro": st.none() | st.tuples(EURO, EURO, st.integers(2017, 2020)),
        "somma": st.none() | st.tuples(EURO, st.integers(2017, 2020)),
        "parte": st.booleans(),
    }
)
INSIEME = st.none() | st.tuples(EURO, st.integers(2017, 2020))
ASSEGNATE = st.lists(st.tuples(EURO, st.integers(2017, 2020), st.integers(0, 1)), max_size=2)


class Mondo:
    """The rows written in the database, and the same in plain Python: (kind, euro, where it belongs)."""

    def __init__(self, progetti, insieme, assegnate):
        self.piani = [make_piano(), make_piano()]
        self.fondi = [Fondo.objects.create(code=f"F{n}", label=f"F{n}", tipo="altro") for n in range(2)]
        self.regionale = Fondo.objects.create(code="R", label="R", tipo="regionale")
        self.ambiti = [make_ambito() for _ in range(3)]
        self.linee = [make("piani.lineaazione") for _ in range(2)]
        self.attese = []
        self.somme = [self._assegna(*assegnata) for assegnata in assegnate]
        coppia = progetti[:2] if insieme and len(progetti) > 1 else []
        scritti = [self._scrivi(dati, n >= len(coppia)) for n, dati in enumerate(progetti)]
        if coppia:
            self._insieme(coppia, scritti[:2], *insieme)

    def _assegna(self, euro, anno, piano):
        piano = self.piani[piano]
        self._attendi("assegnazione", euro, piano=piano.pk, fondo=self.regionale.pk, anno=anno)
        return make_finanziamento(importo=euro, anno=anno, piano=piano)

    def _attendi(self, natura, euro, *, piano, fondo, anno, ambiti=(), linee=()):
        self.attese.append((natura, euro, {("piano", piano), ("fondo", fondo), ("anno", anno)}))
        self.attese[-1][2].update(("ambito", chiave) for chiave in ambiti)
        self.attese[-1][2].update(("linea", chiave) for chiave in linee)

    def _scrivi(self, dati, con_somma):
        progetto = make_progetto(
            stato="avviata" if dati["pubblico"] else "in_valutazione",
            dimostrativo=dati["demo"],
            piano=self.piani[dati["piano"]],
            fondo=self.fondi[dati["fondo"]],
        )
        progetto.ambiti.set(self.ambiti[n] for n in dati["ambiti"])
        progetto.linee.set(self.linee[n] for n in dati["linee"])
        if dati["quadro"]:
            self._quadro(progetto, dati)
        if dati["somma"] and con_somma:
            euro, anno = dati["somma"]
            self._documenta(progetto, euro, anno)
            if not dati["quadro"] and _si_vede(dati):
                self._attendi("concesso", euro, anno=anno, **self._di([dati]))
        return progetto

    def _quadro(self, progetto, dati):
        """Write two approved versions, the second in a later year: the grant stays of the first."""
        euro, partner, anno = dati["quadro"]
        make_quadro(progetto, {"regione": euro + 1}, approvato_il=date(anno, 5, 1))
        quadro = make_quadro(progetto, {"regione": euro, "partner": partner}, approvato_il=None)
        if dati["parte"] and self.somme:
            VoceDenaro.objects.filter(quadro=quadro, pagatore="regione").update(parte_di=self.somme[0])
        quadro.approvato_il = date(anno + 1, 5, 1)
        quadro.save()
        if _si_vede(dati):
            self._attendi("concesso", euro, anno=anno, **self._di([dati]))

    def _documenta(self, progetto, euro, anno, **campi):
        return make_finanziamento(
            importo=euro, anno=anno, progetto=progetto, natura_importo="concesso", livello="progetto", **campi
        )

    def _insieme(self, coppia, scritti, euro, anno):
        """Write one figure for the first two projects, and a figure each that says the same otherwise."""
        intera = self._documenta(None, euro, anno)
        for progetto in scritti:
            self._documenta(progetto, euro, anno, alternativa_a=intera)
        visti = [dati for dati in coppia if _si_vede(dati)]
        senza = [dati for dati in visti if not dati["quadro"]]
        resto = euro - sum(dati["quadro"][0] for dati in visti if dati["quadro"])
        if (senza or len(visti) == 1) and visti and resto > 0:
            self._attendi("concesso", resto, anno=anno, **self._di(senza))

    def _di(self, progetti):
        """Return where the money of these projects belongs."""
        piani = {self.piani[dati["piano"]].pk for dati in progetti}
        fondi = {self.fondi[dati["fondo"]].pk for dati in progetti}
        return {
            "piano": piani.pop() if len(piani) == 1 else None,
            "fondo": fondi.pop() if len(fondi) == 1 else self.regionale.pk,
            "ambiti": {self.ambiti[n].pk for dati in progetti for n in dati["ambiti"]},
            "linee": {self.linee[n].pk for dati in progetti for n in dati["linee"]},
        }


def _si_vede(dati):
    return dati["pubblico"] and not dati["demo"]


def totali(voci):
    """Return {(kind, cut): euro} of every cut: all, each cycle, fund, year, ambito, line, pair of them."""
    somme = defaultdict(Decimal)
    for natura, euro, tagli in voci:
        somme[natura, None] += euro
        for uno in tagli:
            for altro in tagli:
                somme[natura, frozenset({uno, altro})] += euro
    return dict(somme)


def come_voci(trovate):
    for riga in trovate:
        tagli = {("piano", riga.piano_id), ("fondo", riga.fondo_id), ("anno", riga.anno)}
        tagli |= {("ambito", pk) for pk in riga.ambiti} | {("linea", pk) for pk in riga.linee}
        yield riga.natura, riga.importo, tagli


@given(st.lists(PROGETTO, min_size=1, max_size=4), INSIEME, ASSEGNATE)
@settings(deadline=None, max_examples=30)
def test_every_total_of_the_rows_equals_plain_sums(progetti, insieme, assegnate):
    with transaction.atomic():
        mondo = Mondo(progetti, insieme, assegnate)
        assert totali(come_voci(righe())) == totali(mondo.attese)
        transaction.set_rollback(True)


def test_a_sum_part_of_another_of_its_kind_is_counted_once():
    """82,900 € are 23,700 + 29,600 + 29,600: the years are counted, the total has nothing left."""
    intera = make_finanziamento(importo="82900.00", anno=2020)
    anni = [
        make_finanziamento(importo=euro, anno=anno, parte_di=intera)
        for euro, anno in (("23700.00", 2020), ("29600.00", 2021), ("29600.00", 2022))
    ]
    assert [riga.oggetto for riga in righe()] == anni
    anni[2].delete()
    trovate = {riga.oggetto: (riga.importo, riga.tolto) for riga in righe()}
    assert trovate[intera] == (Decimal("29600.00"), Decimal("53300.00"))
    assert sum(riga.importo for riga in righe()) == intera.importo


def test_a_grant_part_of_an_assignment_is_another_kind_and_both_count():
    assegnata = make_finanziamento(importo="100.00")
    make_finanziamento(
        importo="60.00",
        natura_importo="concesso",
        livello="progetto",
        progetto=make_progetto(),
        parte_di=assegnata,
    )
    assert {riga.natura: riga.importo for riga in righe()} == {
        "assegnazione": Decimal("100.00"),
        "concesso": Decimal("60.00"),
    }


def test_budgets_take_their_part_out_of_a_grant_given_for_all():
    """A figure for all the projects of a cycle, of which one budget holds a part."""
    intera = make_finanziamento(importo="100.00", natura_importo="concesso")
    quadro = make_quadro(fonti={"regione": Decimal("30.00"), "partner": Decimal("5.00")}, approvato_il=None)
    VoceDenaro.objects.filter(quadro=quadro).update(parte_di=intera)
    quadro.approvato_il = date(2018, 1, 1)
    quadro.save()
    assert sorted(riga.importo for riga in righe()) == [Decimal("30.00"), Decimal("70.00")]


def test_sums_that_go_round_in_a_circle_are_counted_and_do_not_hang():
    uno, due = make_finanziamento(importo="1.00"), make_finanziamento(importo="2.00")
    for somma, madre in ((uno, due), (due, uno)):
        somma.parte_di = madre
        somma.save()
    assert sorted(riga.importo for riga in righe()) == [Decimal("1.00"), Decimal("2.00")]


def test_a_figure_for_two_is_not_itemised_even_when_one_alone_is_asked_for():
    uno, due = make_progetto(), make_progetto()
    insieme = make_finanziamento(importo="179988.00", natura_importo="concesso", livello="progetto")
    for progetto in (uno, due):
        make_finanziamento(
            importo="90000.00",
            natura_importo="concesso",
            livello="progetto",
            progetto=progetto,
            alternativa_a=insieme,
        )
    [riga] = righe(type(uno).objects.filter(pk=uno.pk))
    assert (riga.importo, riga.progetti, riga.n_progetti) == (Decimal("179988.00"), (uno,), 2)
    assert not riga.dettagliata
