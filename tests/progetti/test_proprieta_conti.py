"""Random projects through the real actions: what they accept, and the accounts, are what plain sums say."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from progetti.denaro.azioni import (
    ammetti_rendiconto,
    approva_quadro,
    nuova_versione,
    scrivi_pagamento,
)
from progetti.denaro.conti import conti
from progetti.models import Pagamento, VoceDenaro
from tests.factories import make_impegno, make_organizzazione, make_progetto, make_quadro, make_rendiconto

pytestmark = pytest.mark.django_db
GIORNO = date(2019, 1, 1)
CONCEDONO = {"regione", "fse_ue", "fse_stato", "fse_regione"}
IN_NATURA = ["partner", "sponsor", "altro_pubblico"]
# Tenths that binary fractions cannot hold, and thousands of millions.
EURO = st.one_of(
    st.sampled_from(["0.10", "0.20", "0.30", "0.01", "1000000000.01"]).map(Decimal),
    st.integers(1, 60).map(lambda n: Decimal(n).scaleb(-2)),
    st.integers(1, 10**12).map(lambda n: Decimal(n).scaleb(-2)),
)
FONTI = st.lists(
    st.tuples(st.sampled_from(VoceDenaro.Pagatore.values), EURO, st.booleans()), min_size=1, max_size=4
)
MOSSE = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["anticipo", "intermedio", "saldo", "recupero", "impegno"]), EURO),
        st.tuples(st.just("rendiconto"), EURO, st.integers(0, 4)),
        st.tuples(st.just("variazione"), FONTI),
    ),
    max_size=8,
)


class Libro:
    """The same money in plain Python."""

    def __init__(self, fonti):
        self.fonti = fonti
        self.pagati = {"anticipo": [], "intermedio": [], "saldo": [], "recupero": []}
        self.rendicontati, self.ammessi, self.impegnati = [], [], []

    @property
    def concesso(self):
        return sum(euro for pagatore, euro, _natura in self.fonti if pagatore in CONCEDONO)

    @property
    def pagato(self):
        tolto = sum(self.pagati["recupero"])
        return sum(map(sum, self.pagati.values())) - 2 * tolto

    @property
    def oltre_l_anticipo(self):
        return bool(self.pagati["intermedio"] or self.pagati["saldo"])

    def si_puo(self, tipo, euro):
        if tipo == "recupero":
            return euro <= self.pagato
        if tipo == "saldo" and self.pagati["saldo"]:
            return False
        controllo = tipo != "anticipo" or self.oltre_l_anticipo
        return self.pagato + euro <= self.concesso and (
            not controllo or self.pagato + euro <= sum(self.ammessi)
        )


def quadro_di(progetto, fonti, bozza=None):
    """Write the sources in a draft (a new one by default), the costs in one heading, and approve it."""
    totale = sum(euro for _pagatore, euro, _natura in fonti)
    quadro = bozza or make_quadro(progetto, approvato_il=None)
    quadro.costo_totale = totale
    quadro.save()
    quadro.fonti_di_denaro.all().delete()
    for pagatore, euro, natura in fonti:
        VoceDenaro.objects.create(
            quadro=quadro, pagatore=pagatore, importo=euro, in_natura=natura and pagatore in IN_NATURA
        )
    quadro.voci_di_spesa.update(importo=totale)
    approva_quadro(quadro=quadro, data=GIORNO)


def accettata(azione, **campi):
    """Return whether the action goes through."""
    try:
        with transaction.atomic():
            azione(**campi)
    except ValidationError:
        return False
    return True


def muovi(progetto, libro, ente, mossa):
    """Do one move with the real action and in the book; it must be accepted when the book says so."""
    tipo, euro, *altro = mossa
    if tipo == "impegno":
        make_impegno(progetto, importo=euro)
        libro.impegnati.append(euro)
    elif tipo == "rendiconto":
        rendiconto = make_rendiconto(progetto, rendicontato=euro, presentato_il=GIORNO)
        libro.rendicontati.append(euro)
        ammesso = (euro * altro[0] / 4).quantize(Decimal("0.01"), rounding="ROUND_DOWN")
        ammetti_rendiconto(rendiconto=rendiconto, ammesso=ammesso, data=GIORNO)
        libro.ammessi.append(ammesso)
    elif tipo == "variazione":
        prima, libro.fonti = libro.fonti, euro
        va = libro.pagato <= libro.concesso
        bozza = progetto.quadri.filter(approvato_il=None).first()
        bozza = bozza or nuova_versione(progetto=progetto, motivo="Variazione")
        assert accettata(quadro_di, progetto=progetto, fonti=euro, bozza=bozza) == va
        libro.fonti = euro if va else prima
    else:
        dati = {"progetto": progetto, "data": GIORNO, "importo": euro, "beneficiario": ente}
        va = libro.si_puo(tipo, euro)
        assert accettata(scrivi_pagamento, pagamento=Pagamento(tipo=tipo, **dati)) == va
        if va:
            libro.pagati[tipo].append(euro)


def confronta(conto, libro):
    """Assert that the account is what the book says, to the cent."""

    def di(*pagatori, natura=None):
        return sum(
            euro
            for pagatore, euro, in_natura in libro.fonti
            if pagatore in pagatori and natura in (None, in_natura and pagatore in IN_NATURA)
        )

    assert conto.costo_totale == sum(euro for _pagatore, euro, _natura in libro.fonti)
    assert conto.costo_totale == conto.concesso + conto.cofinanziamento == sum(conto.per_pagatore.values())
    assert conto.concesso == libro.concesso
    assert conto.denaro_partner == di("partner", "sponsor", natura=False)
    assert conto.altro_pubblico == di("altro_pubblico", natura=False)
    assert conto.in_natura == di(*IN_NATURA, natura=True)
    assert conto.impegnato == sum(libro.impegnati)
    assert (conto.rendicontato, conto.ammesso) == (sum(libro.rendicontati), sum(libro.ammessi))
    assert (conto.anticipi, conto.intermedi) == (
        sum(libro.pagati["anticipo"]),
        sum(libro.pagati["intermedio"]),
    )
    assert (conto.saldo, conto.recuperi) == (sum(libro.pagati["saldo"]), sum(libro.pagati["recupero"]))
    assert conto.liquidato == libro.pagato
    assert conto.residuo == libro.concesso - libro.pagato
    assert conto.n_pagamenti == sum(map(len, libro.pagati.values()))
    assert conto.liquidato <= conto.concesso
    if libro.oltre_l_anticipo:
        assert conto.liquidato <= conto.ammesso


@given(st.lists(st.tuples(FONTI, MOSSE), min_size=1, max_size=3))
@settings(deadline=None, max_examples=30)
def test_accounts_equal_plain_sums_and_payments_never_exceed(progetti):
    with transaction.atomic():
        ente, libri = make_organizzazione(), {}
        for fonti, mosse in progetti:
            progetto = make_progetto()
            quadro_di(progetto, fonti)
            libro = libri[progetto] = Libro(fonti)
            for mossa in mosse:
                muovi(progetto, libro, ente, mossa)
        tutti = conti(libri)
        for progetto, libro in libri.items():
            confronta(tutti[progetto.pk], libro)
        transaction.set_rollback(True)


def test_a_tenth_and_two_make_three():
    progetto = make_progetto()
    quadro_di(progetto, [("regione", Decimal("0.10"), False), ("fse_ue", Decimal("0.20"), False)])
    conto = conti([progetto])[progetto.pk]
    assert conto.concesso == conto.costo_totale == Decimal("0.30")
    assert str(conto.concesso) == "0.30"


def test_accounts_of_many_projects_make_the_same_queries(django_assert_num_queries):
    progetti = [make_quadro().progetto for _ in range(3)]
    for quanti in (1, 3):
        with django_assert_num_queries(6):
            conti(progetti[:quanti])
