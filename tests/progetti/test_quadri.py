"""A budget changes freely until it is approved, then never: only what is said about it does."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from progetti.models import VoceDenaro
from tests.factories import make_progetto, make_quadro
from tests.rete.oggetti import make

pytestmark = pytest.mark.django_db
CAMBI = {
    "progetto": make_progetto,
    "numero": lambda: 9,
    "costo_totale": lambda: Decimal("1000.01"),
    "approvato_il": lambda: date(2018, 1, 2),
    "atto": lambda: make("piani.atto"),  # nothing before: from empty to something is a change too
}


@pytest.mark.parametrize("campo", CAMBI)
def test_what_an_approved_budget_says_is_not_rewritten(campo):
    quadro = make_quadro()
    setattr(quadro, campo, CAMBI[campo]())
    with pytest.raises(ValidationError):
        quadro.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        quadro.save()


def test_from_something_to_nothing_is_a_change_too():
    quadro = make_quadro(approvato_il=None, atto=make("piani.atto"))
    quadro.approvato_il = date(2018, 1, 1)
    quadro.save()
    quadro.atto = None
    with pytest.raises(IntegrityError), transaction.atomic():
        quadro.save()


@pytest.mark.parametrize("campo", ["numero", "costo_totale", "atto"])
def test_a_draft_is_rewritten(campo):
    quadro = make_quadro(approvato_il=None)
    setattr(quadro, campo, CAMBI[campo]())
    quadro.full_clean()
    quadro.save()


def test_notes_and_sources_of_an_approved_budget_may_come_later():
    quadro = make_quadro()
    quadro.nota, quadro.certezza = "Dall'atto", "S"
    quadro.full_clean()
    quadro.save()


def test_a_line_of_an_approved_budget_is_neither_changed_nor_moved_to_a_draft():
    voce = make_quadro().fonti_di_denaro.get()
    for campo, valore in (("importo", Decimal("999.00")), ("quadro", make_quadro(approvato_il=None))):
        with pytest.raises(IntegrityError), transaction.atomic():
            VoceDenaro.objects.filter(pk=voce.pk).update(**{campo: valore})
