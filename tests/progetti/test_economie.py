"""What is left over of the projects that are over."""

from datetime import date
from decimal import Decimal

import pytest

from progetti.denaro.avanzamento import economie
from progetti.models import Progetto
from tests.factories import make_progetto, make_quadro
from tests.rete.oggetti import make

pytestmark = pytest.mark.django_db


def _progetto(stato, pagato=None):
    progetto = make_progetto(stato=stato, stato_dal=date(2019, 1, 1))
    if pagato:
        make_quadro(progetto)
        make("progetti.pagamento", progetto=progetto, importo=Decimal(pagato))
    return progetto


def test_only_what_is_over_leaves_money_and_an_unknown_grant_is_told():
    chiuso, ignoto = _progetto("chiusa", "999.90"), _progetto("revoca")
    _progetto("chiusa", "1000.00")
    _progetto("in_corso", "10.00")
    trovate = {economia.progetto: economia.importo for economia in economie(Progetto.objects.all())}
    assert trovate == {chiuso: Decimal("0.10"), ignoto: None}
