"""Where a service counts: who lives there, whatever the door."""

from datetime import date

import pytest

from servizi.models import Servizio
from tests.factories import make_ambito, make_comune, make_servizio

pytestmark = pytest.mark.django_db


def test_a_service_serves_a_comune_whose_door_is_elsewhere():
    ambito = make_ambito()
    grosio, tirano = make_comune(ambito), make_comune(ambito)
    servizio = make_servizio(comune=tirano, area=[grosio])
    assert list(Servizio.objects.per_il_comune(grosio)) == [servizio]
    assert list(Servizio.objects.per_il_comune(tirano)) == []
    assert list(Servizio.objects.con_sede_in(tirano)) == [servizio]


def test_a_service_of_the_ambito_serves_only_the_comuni_of_that_day():
    ambito = make_ambito()
    comune = make_comune(ambito, al=date(2018, 12, 31))
    servizio = make_servizio(area=[ambito])
    assert list(Servizio.objects.per_il_comune(comune, date(2018, 12, 31))) == [servizio]
    assert list(Servizio.objects.per_il_comune(comune, date(2019, 1, 1))) == []


def test_counts_by_ambito_equal_the_lists_they_announce():
    uno, due, vuoto = make_ambito(), make_ambito(), make_ambito()
    a, b = make_comune(uno), make_comune(uno)
    uscito = make_comune(due, al=date(2018, 12, 31))
    make_servizio(area=[uno])
    make_servizio(area=[a, b])  # two comuni of one ambito: one service
    make_servizio(area=[uno, due])
    make_servizio(area=[uscito])  # its only comune left the ambito
    make_servizio()
    conti = Servizio.objects.in_elenco().conta_per_ambito()
    assert conti == {uno.pk: 3, due.pk: 1}
    for ambito in (uno, due, vuoto):
        assert Servizio.objects.in_elenco().nell_ambito(ambito).count() == conti.get(ambito.pk, 0)
    assert Servizio.objects.conta_per_ambito(date(2018, 12, 31)) == {uno.pk: 3, due.pk: 2}


def test_counts_by_comune_equal_the_lists_they_announce():
    ambito = make_ambito()
    a, b, c = make_comune(ambito), make_comune(ambito), make_comune(ambito)
    make_servizio(area=[ambito])
    make_servizio(area=[ambito, a])  # for the ambito and, again, for one of its comuni: one service
    make_servizio(area=[a, b])
    make_servizio(area=[make_comune()])
    conti = Servizio.objects.in_elenco().conta_per_comune(ambito, [a, b, c])
    assert conti == {a.pk: 3, b.pk: 3, c.pk: 2}
    for comune in (a, b, c):
        assert Servizio.objects.in_elenco().per_il_comune(comune).count() == conti[comune.pk]
