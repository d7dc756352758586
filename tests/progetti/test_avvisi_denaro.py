"""What is left of a call: to the cent, as a brute force, and in words when nobody can tell."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from progetti.avvisi.denaro import resto
from progetti.models import VoceDenaro
from progetti.models.denaro import VoceDenaro as Voce
from tests.factories import make_avviso, make_progetto, make_quadro
from tests.progetti.avvisi import APRE, CHIUDE

ESITO = {"esito": "Fatto.", "esito_pubblicato_il": date(2018, 12, 15)}
CENTESIMI = st.integers(min_value=1, max_value=10**9).map(lambda n: Decimal(n) / 100)
STATI = ["ammessa_finanziata", "avviata", "chiusa", "ammessa_non_finanziata", "esclusa", "in_valutazione"]
CONCESSI = {"regione", "fse_ue", "fse_stato", "fse_regione"}


def chiuso(**campi):
    return make_avviso(**{"apre_il": APRE, "chiude_il": CHIUDE, "dotazione": Decimal("1000")} | ESITO | campi)


class RestoTest(TestCase):
    @settings(max_examples=15, deadline=None)
    @given(
        dotazione=CENTESIMI,
        progetti=st.lists(
            st.tuples(
                st.sampled_from(STATI),
                st.lists(
                    st.dictionaries(st.sampled_from(Voce.Pagatore.values), CENTESIMI, min_size=1, max_size=3),
                    min_size=1,
                    max_size=2,
                ),
            ),
            max_size=4,
        ),
    )
    def test_left_is_what_a_brute_force_adds_up(self, dotazione, progetti):
        avviso = chiuso(dotazione=dotazione)
        atteso, presi = dotazione, 0
        for stato, versioni in progetti:
            progetto = make_progetto(stato, avviso=avviso)
            for fonti in versioni:
                make_quadro(progetto, fonti)
            if stato in STATI[:3]:
                presi += 1
                atteso -= sum(v for chi, v in versioni[-1].items() if chi in CONCESSI)
        make_quadro(make_progetto("ammessa_finanziata"))  # of no call
        trovato = resto(avviso)
        assert (trovato.resta, trovato.quanti) == (atteso, presi)
        assert trovato.oltre == (-atteso if atteso < 0 else None)
        assert VoceDenaro.objects.filter(importo__lte=0).count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("campi", "perche"),
    [
        ({"dotazione": None}, "non è noto quanto c’è in tutto"),
        ({"proposte_altrove": True}, "una parte delle proposte non è registrata in questo portale"),
        ({}, "il contributo di 1 progetto non è noto"),
    ],
)
def test_what_is_not_known_is_said_with_its_reason(client, campi, perche):
    avviso = chiuso(**campi)
    make_quadro(make_progetto("avviata", avviso=avviso))
    make_quadro(make_progetto("avviata", avviso=avviso), approvato_il=None)
    trovato = resto(avviso)
    assert (trovato.resta, trovato.perche) == (None, perche)
    assert f"quanto resta non è noto: {perche}" in client.get(avviso.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_a_grant_counts_before_the_outcome_only_by_order_of_arrival():
    for assegnazione, resta in (("graduatoria", 1000), ("", 1000), ("sportello", 900)):
        avviso = chiuso(assegnazione=assegnazione, esito="", esito_pubblicato_il=None)
        make_quadro(make_progetto("ammessa_finanziata", avviso=avviso), {"regione": Decimal("100")})
        assert resto(avviso).resta == resta, assegnazione
