"""Synthetic services: what `make bench` measures must be services that the pages show."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from servizi import sintetici
from servizi.models import Servizio
from tests.factories import make_categoria, make_comune, make_destinatario, make_tipologia

OGGI = date(2026, 5, 4)


@pytest.fixture
def base(db):
    make_categoria()
    make_tipologia()
    make_destinatario()
    return make_comune()


def test_they_are_in_the_list_and_marked_as_demo(base):
    assert sintetici.crea(45, oggi=OGGI) == 45
    in_elenco = Servizio.objects.in_elenco(OGGI)
    assert (in_elenco.count(), in_elenco.filter(dimostrativo=True).count()) == (45, 45)
    assert Servizio.objects.con_sede_in(base).count() == 45
    assert Servizio.objects.per_il_comune(base, OGGI).count() == 45


def test_a_second_run_adds_what_is_missing(base):
    sintetici.crea(30, oggi=OGGI)
    assert [sintetici.crea(50, oggi=OGGI), sintetici.crea(50, oggi=OGGI)] == [20, 0]
    assert Servizio.objects.values("gestore").distinct().count() == 3


def test_they_are_valid_rows(base):
    sintetici.crea(5, oggi=timezone.localdate())
    for servizio in Servizio.objects.all():
        servizio.full_clean()


def test_the_command_says_what_is_missing_and_stays_off_real_sites(db, settings):
    with pytest.raises(CommandError, match="dati di riferimento"):
        call_command("crea_servizi_sintetici", "10")
    settings.HTTPS = True
    with pytest.raises(CommandError, match="sito vero"):
        call_command("crea_servizi_sintetici", "10")
