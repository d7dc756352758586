"""Constraints of the Alleanze: one per ambito and cycle, one capofila at a time, of an admitted nature."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from alleanze.models import AlleanzaLocale, Contributo, Partecipazione
from piani.models import RegolaCapofila
from tests.factories import make_alleanza, make_organizzazione, make_piano
from tests.vincoli import verifica

pytestmark = pytest.mark.django_db


def _partecipazione(**campi):
    campi.setdefault("organizzazione", None)
    campi["organizzazione"] = campi["organizzazione"] or make_organizzazione()
    return Partecipazione(**{"ruolo": "partner"} | campi)


def _capofila(**campi):
    return _partecipazione(ruolo="capofila", **campi)


def _alleanza_ripetuta():
    prima = make_alleanza()
    return AlleanzaLocale(piano=prima.piano, ambito=prima.ambito, slug="altra")


def _accordo_rovesciato():
    prima = make_alleanza()
    return AlleanzaLocale(
        piano=make_piano(),
        ambito=prima.ambito,
        slug="altra",
        accordo_data=date(2018, 1, 2),
        accordo_fine=date(2018, 1, 1),
    )


def _due_capofila():
    return _capofila(alleanza=make_alleanza(capofila=make_organizzazione()))


def _capofila_lo_stesso_giorno():
    alleanza = make_alleanza()
    _capofila(alleanza=alleanza, dal=date(2017, 7, 1), al=date(2018, 6, 30)).save()
    return _capofila(alleanza=alleanza, dal=date(2018, 6, 30))


def _due_volte_nell_alleanza():
    prima = _partecipazione(alleanza=make_alleanza(), dal=date(2017, 7, 1))
    prima.save()
    return _partecipazione(
        alleanza=prima.alleanza,
        organizzazione=prima.organizzazione,
        dal=date(2018, 1, 1),
        al=date(2018, 2, 1),
    )


def _capofila_privato():
    piano = make_piano()
    RegolaCapofila.objects.create(piano=piano, natura="pubblico")
    return _capofila(
        alleanza=make_alleanza(piano=piano), organizzazione=make_organizzazione(natura="privato")
    )


def _contributo(**campi):
    partecipazione = _partecipazione(alleanza=make_alleanza())
    partecipazione.save()
    return Contributo(partecipazione=partecipazione, **campi)


PROVE = {
    "alleanze_alleanza_una_per_ambito": _alleanza_ripetuta,
    "alleanze_alleanza_accordo_date": _accordo_rovesciato,
    "alleanze_partecipazione_dal_al": lambda: _partecipazione(
        alleanza=make_alleanza(), dal=date(2018, 1, 2), al=date(2018, 1, 1)
    ),
    "alleanze_partecipazione_un_capofila": _due_capofila,
    "alleanze_partecipazione_capofila_date": _capofila_lo_stesso_giorno,
    "alleanze_partecipazione_una_per_ente": _due_volte_nell_alleanza,
    "alleanze_partecipazione_natura_capofila": _capofila_privato,
    "alleanze_contributo_importo": lambda: _contributo(tipo="tecnico", importo="-0.01"),
    "alleanze_contributo_economico_importo": lambda: _contributo(tipo="economico"),
}
# Two capofila without an end share all the days to come: both rules refuse them, the database says either.
ANCHE = {"alleanze_partecipazione_un_capofila": ["alleanze_partecipazione_capofila_date"]}


@pytest.mark.parametrize("nome", PROVE)
def test_constraint(nome):
    verifica(nome, PROVE[nome](), anche=ANCHE.get(nome, ()))


def test_capofila_may_follow_one_another():
    alleanza = make_alleanza()
    _capofila(alleanza=alleanza, dal=date(2017, 7, 1), al=date(2018, 6, 30)).save()
    _capofila(alleanza=alleanza, dal=date(2018, 7, 1)).save()
    assert alleanza.partecipazioni.count() == 2


def test_partners_share_the_same_days():
    alleanza = make_alleanza(capofila=make_organizzazione())
    _partecipazione(alleanza=alleanza).save()
    _partecipazione(alleanza=alleanza).save()
    assert alleanza.partecipazioni.count() == 3


def test_a_partner_cannot_become_a_second_capofila():
    alleanza = make_alleanza(capofila=make_organizzazione())
    partner = _partecipazione(alleanza=alleanza)
    partner.save()
    partner.ruolo = "capofila"
    with pytest.raises(IntegrityError), transaction.atomic():
        partner.save()


def test_a_cycle_without_rules_admits_any_capofila():
    privata = make_organizzazione(natura="privato")
    make_alleanza(capofila=privata)
    assert privata.partecipazioni.get().ruolo == "capofila"


def test_a_cycle_admits_each_nature_its_rules_name():
    piano = make_piano()
    for natura in ("pubblico", "privato_non_profit"):
        RegolaCapofila.objects.create(piano=piano, natura=natura)
    for natura in ("pubblico", "privato_non_profit"):
        make_alleanza(piano=piano, capofila=make_organizzazione(natura=natura))
    assert Partecipazione.objects.filter(ruolo="capofila").count() == 2


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_operators_at_once_cannot_name_two_capofila():
    """Both transactions insert before either commits: neither sees the other's row."""
    alleanza = make_alleanza()
    righe = [
        _capofila(alleanza=alleanza, dal=date(2017, 7, 1), al=date(2018, 12, 31)),
        _capofila(alleanza=alleanza, dal=date(2018, 7, 1), al=date(2019, 12, 31)),
    ]
    pronti, esiti = Barrier(2, timeout=20), []
    fili = [Thread(target=_inserisci, args=(riga, pronti, esiti)) for riga in righe]
    for filo in fili:
        filo.start()
    for filo in fili:
        filo.join()
    assert sorted(esiti) == ["rifiutata", "salvata"]
    assert alleanza.partecipazioni.count() == 1


def _inserisci(riga, pronti, esiti):
    try:
        with transaction.atomic():
            # A query opens the transaction before the other one writes.
            assert not Partecipazione.objects.filter(alleanza=riga.alleanza).exists()
            pronti.wait()
            riga.save()
        esiti.append("salvata")
    except (IntegrityError, OperationalError):  # refused, or chosen as the victim of the deadlock
        esiti.append("rifiutata")
    finally:
        connection.close()
