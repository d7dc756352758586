"""Projects that look like one thing paid twice."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from progetti.denaro.doppi import doppi, registra_verifica
from progetti.models import EventoProgetto, Fondo, Pagamento, PartnerProgetto
from tests.factories import (
    make_comune,
    make_organizzazione,
    make_progetto,
    make_quadro,
    make_tipologia,
    make_utente,
)

pytestmark = pytest.mark.django_db
CUP = "J79D17000030001"


def fondo(code):
    return Fondo.objects.create(code=code, label=code, tipo="altro")


def coppia(**campi):
    """Return two projects that look like one: same capofila, typology and time, two funds."""
    ente, tipologia = make_organizzazione(), make_tipologia()
    progetti = []
    for n in "AB":
        progetto = make_progetto(
            **{"fondo": campi.get("fondo") or fondo(n), "stato": "avviata"} | campi.get(n, {})
        )
        PartnerProgetto.objects.create(progetto=progetto, organizzazione=ente, ruolo="capofila")
        progetto.tipologie.add(tipologia)
        progetti.append(progetto)
    return progetti


def trovate():
    return [(c.primo, c.secondo) for c in doppi()]


def test_the_same_cup_is_told_whatever_else():
    uno, due = make_progetto(cup=CUP), make_progetto(cup=CUP)
    make_progetto()
    [trovata] = doppi()
    assert (trovata.primo, trovata.secondo) == (uno, due)
    assert trovata.motivi == (f"Hanno lo stesso CUP, {CUP}.",)


def test_one_body_paid_by_two_funds_for_the_same_service_at_the_same_time():
    uno, due = coppia()
    [trovata] = doppi()
    assert (trovata.primo, trovata.secondo) == (uno, due)
    assert len(trovata.motivi) == 2


def test_two_projects_of_one_fund_and_call_are_not_told():
    coppia(fondo=fondo("UNO"))
    assert trovate() == []


def test_projects_one_after_the_other_are_not_told():
    uno, _due = coppia(B={"stato_dal": date(2020, 1, 2)})
    assert len(trovate()) == 1
    EventoProgetto.objects.create(progetto=uno, tipo="conclusa_attivita", data=date(2020, 1, 1))
    assert trovate() == []


def test_another_service_elsewhere_is_not_told_but_the_same_comune_is():
    uno, due = coppia()
    due.tipologie.set([make_tipologia()])
    uno.comuni.add(make_comune())
    assert trovate() == []
    due.comuni.add(uno.comuni.get())
    assert trovate() == [(uno, due)]


def test_a_partner_is_no_beneficiary_but_who_was_paid_is():
    uno, due = coppia()
    ente = uno.partner.get().organizzazione
    due.partner.update(ruolo="partner")
    assert trovate() == []
    make_quadro(due)
    Pagamento.objects.create(
        progetto=due, tipo="anticipo", data=date(2018, 2, 1), importo=Decimal(1), beneficiario=ente
    )
    assert trovate() == [(uno, due)]


@pytest.mark.parametrize("campi", [{"stato": "esclusa"}, {"dimostrativo": True}])
def test_refused_proposals_and_the_demo_are_left_out(campi):
    coppia(B=campi)
    assert trovate() == []


def test_a_proposal_under_examination_shows_before_the_grant():
    assert trovate() == []
    assert coppia(B={"stato": "in_valutazione"})
    assert len(trovate()) == 1


def test_what_was_verified_is_off_the_list_and_needs_a_reason():
    uno, due = coppia()
    utente = make_utente()
    with pytest.raises(ValidationError):
        registra_verifica(primo=due, secondo=uno, doppio=False, motivo=" ", utente=utente)
    verifica = registra_verifica(primo=due, secondo=uno, doppio=False, motivo="Due anni", utente=utente)
    assert (verifica.primo, verifica.secondo, verifica.da) == (uno, due, utente)
    assert trovate() == []
    with pytest.raises(ValidationError):
        registra_verifica(primo=uno, secondo=due, doppio=True, motivo="Ci ripenso", utente=utente)


def test_queries_do_not_grow_with_the_projects(django_assert_max_num_queries):
    for n in range(3):
        coppia(A={"fondo": fondo(f"C{n}")}, B={"fondo": fondo(f"D{n}")}, fondo=fondo(f"E{n}"))
    with django_assert_max_num_queries(8):
        assert len(doppi()) == 3
