"""Votes, outcome, number: who may vote, what comes of it, nothing changes after."""

from datetime import timedelta
from itertools import product
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from comitato.accesso import chi
from comitato.decisioni.prendi import prendi, registra_voti
from comitato.decisioni.proposte import correggi, proponi, ritira
from comitato.decisioni.scritta import passo_scritte, perche_non_vota, silenzio, vota
from comitato.decisioni.voti import Conteggio, conteggio, quorum, righe
from comitato.models import Decisione, Voto
from core.models import Messaggio
from tests.comitato.fabbriche import make_componente, make_punto, make_seduta, make_seggio
from tests.comitato.fabbriche_decisioni import (
    make_aperta,
    make_azione,
    make_decisione,
    make_presa,
    make_scritta,
    vota_tutti,
)
from tests.comitato.fabbriche_sedute import make_presenza, make_regolamento
from tests.factories import make_partner, make_progetto, make_utente

pytestmark = pytest.mark.django_db
OGGI = timezone.localdate()


def test_approved_when_more_are_in_favour_than_against_whatever_the_others_do():
    """Every vote of four seats, counted by hand: a tie does not pass, abstentions never tip it."""
    valori = {"taciti": 0, "manca": [], "estranei": []}
    for scelte in product(Voto.Scelta.values, repeat=4):
        conto = Conteggio(*(scelte.count(scelta) for scelta in Voto.Scelta.values), **valori)
        differenza = sum({"favorevole": 1, "contrario": -1}.get(scelta, 0) for scelta in scelte)
        assert conto.esito == ("approvata" if differenza > 0 else "respinta")
        assert conto.espressi == 4


def test_votes_are_of_who_is_there_and_a_proxy_votes_by_its_delegate():
    seduta, seggi = make_aperta(2, assenti=1)
    per_delega, senza_voto = make_seggio(), make_seggio(ruolo="invitato", con_voto=False)
    make_presenza(seduta, per_delega, modo="delega", delegato=seggi[0])
    make_presenza(seduta, senza_voto)
    decisione = make_decisione(make_punto(seduta))
    ammessi = {riga.seggio: riga.per_delega for riga in righe(decisione) if riga.vota}
    assert ammessi == {seggi[0]: None, seggi[1]: None, per_delega: seggi[0]}
    assert len(righe(decisione)) == 4  # the absent one is there, greyed; who has no vote is not
    assente = next(riga.seggio for riga in righe(decisione) if not riga.vota)
    for intruso in (assente, senza_voto, make_seggio(al=timezone.localdate() - timedelta(days=1))):
        with pytest.raises(ValidationError):
            vota_tutti(decisione, [*seggi, intruso])
    assert not decisione.voti.exists()


def test_the_partner_of_the_project_is_told():
    seduta, seggi = make_aperta(2)
    progetto = make_progetto()
    make_partner(progetto=progetto, organizzazione=seggi[1].ente)
    decisione = make_decisione(make_punto(seduta), progetto=progetto)
    assert {riga.seggio: riga.partner for riga in righe(decisione)} == {seggi[0]: False, seggi[1]: True}


def test_not_taken_while_votes_miss_or_who_voted_left():
    seduta, seggi = make_aperta(3)
    decisione = make_decisione(make_punto(seduta))
    vota_tutti(decisione, seggi[:2])
    with pytest.raises(ValidationError, match="Manca il voto"):
        prendi(decisione=decisione, utente=None, conferma=True)
    vota_tutti(decisione, seggi)
    seduta.presenze.filter(seggio=seggi[2]).update(modo="assente")
    with pytest.raises(ValidationError, match="risulta assente"):
        prendi(decisione=decisione, utente=None, conferma=True)
    vota_tutti(decisione, seggi[:2])
    assert prendi(decisione=decisione, utente=None, conferma=True).esito == "approvata"


def test_no_quorum_no_decision_and_an_unknown_one_wants_a_word():
    seduta, seggi = make_aperta(2, assenti=2)
    decisione = make_decisione(make_punto(seduta))
    vota_tutti(decisione, seggi)
    with pytest.raises(ValidationError) as rifiuto:
        prendi(decisione=decisione, utente=None)
    assert (rifiuto.value.code, quorum(decisione).valido) == ("quorum", None)
    make_regolamento(quorum_pct=50)  # three of four
    with pytest.raises(ValidationError, match="numero legale"):
        prendi(decisione=decisione, utente=None, conferma=True)
    seduta.presenze.filter(modo="assente").update(modo="presente")
    tutti = [riga.seggio for riga in righe(decisione)]
    vota_tutti(decisione, tutti, ["favorevole", "contrario", "astenuto", "non_partecipa"])
    presa = prendi(decisione=decisione, utente=None)
    assert (presa.esito, presa.numero, presa.anno, presa.presa_il) == ("respinta", 1, OGGI.year, OGGI)


@pytest.mark.parametrize("stato", ["preparazione", "convocata", "chiusa", "annullata"])
def test_nothing_is_voted_or_taken_outside_of_an_open_meeting(stato):
    campi = {"motivo_annullata": "Neve."} if stato == "annullata" else {}
    seduta = make_seduta(stato=stato, presenze_il=timezone.now(), **campi)
    decisione = make_decisione(make_punto(seduta))
    seggio = make_seggio()
    make_presenza(seduta, seggio)
    with pytest.raises(ValidationError):
        vota_tutti(decisione, [seggio])
    Voto.objects.create(decisione=decisione, seggio=seggio, scelta="favorevole")
    with pytest.raises(ValidationError):
        prendi(decisione=decisione, utente=None, conferma=True)
    assert Decisione.objects.get().esito == "proposta"


def test_numbers_have_no_gaps_and_demo_ones_are_apart():
    seduta, _seggi = make_aperta()
    finta, _finti = make_aperta(dimostrativo=True)
    numeri = [make_presa(seduta=seduta).numero, make_presa(seduta=finta).numero]
    scartata = make_decisione(make_punto(seduta))
    ritira(decisione=scartata, utente=None)
    with pytest.raises(ValidationError):
        prendi(decisione=make_decisione(make_punto(seduta)), utente=None)
    assert [*numeri, make_presa(seduta=seduta).numero] == [1, 901, 2]


def test_once_taken_nothing_changes_and_a_later_one_replaces_it():
    vecchia = make_presa()
    for azione in (
        lambda: correggi(decisione=vecchia, titolo="x", testo="y", utente=None),
        lambda: ritira(decisione=vecchia, utente=None),
        lambda: prendi(decisione=vecchia, utente=None, conferma=True),
        lambda: registra_voti(decisione=vecchia, voti={}, utente=None),
    ):
        with pytest.raises(ValidationError):
            azione()
    assert vecchia.voti.count() == 3
    nuova = proponi(
        punto=make_punto(vecchia.seduta), titolo="Altra", testo="Si cambia.", utente=None, sostituisce=vecchia
    )
    assert vecchia.sostituita_da == nuova
    with pytest.raises(ValidationError):  # only one replaces it
        proponi(punto=nuova.punto, titolo="Terza", testo="No.", utente=None, sostituisce=vecchia)


def test_a_late_project_is_to_review_until_another_decision_on_it():
    progetto = make_progetto()
    seduta, _seggi = make_aperta()
    punto = make_punto(seduta, progetto=progetto)
    dati = {"titolo": "Riesame", "testo": "Si riesamina.", "utente": None}
    for giorno, altri in ((OGGI, {}), (OGGI - timedelta(days=1), {})):
        with pytest.raises(ValidationError):
            proponi(punto=punto, riesame_entro=giorno, **dati, **altri)
    with pytest.raises(ValidationError):
        proponi(punto=make_punto(seduta), riesame_entro=OGGI + timedelta(days=9), **dati)
    entro = OGGI + timedelta(days=9)
    decisione = proponi(punto=punto, riesame_entro=entro, **dati)
    assert decisione.progetto == progetto
    vota_tutti(decisione, [riga.seggio for riga in righe(decisione)])
    prendi(decisione=decisione, utente=None, conferma=True)
    da_fare = Decisione.objects.da_riesaminare
    assert (list(da_fare(entro)), list(da_fare(entro + timedelta(days=1)))) == ([], [decisione])
    make_presa(seduta=seduta, progetto=progetto)
    assert list(da_fare(entro + timedelta(days=1))) == []


def _votanti(seduta):
    return {ruolo: chi(make_componente(ruolo=ruolo).utente) for ruolo in ("titolare", "supplente", "ospite")}


def test_in_writing_votes_the_full_member_of_a_voting_seat_once_and_may_change():
    seduta = make_scritta()
    decisione = make_decisione(make_punto(seduta))
    persone = _votanti(seduta)
    invitato = make_componente(seggio=make_seggio(ruolo="invitato", con_voto=False)).utente
    nuovo = make_componente(seggio=make_seggio(dal=OGGI)).utente  # not in force when the vote began
    finto = make_componente(seggio=make_seggio(dimostrativo=True)).utente
    segreteria = make_utente(is_staff=True, is_superuser=True)
    for altro in (persone["supplente"], persone["ospite"], *map(chi, (invitato, nuovo, finto, segreteria))):
        with pytest.raises(ValidationError):
            vota(decisione=decisione, chi=altro, scelta="favorevole")
    for scelta in ("favorevole", "contrario"):
        vota(decisione=decisione, chi=persone["titolare"], scelta=scelta)
    with pytest.raises(ValidationError):
        vota(decisione=decisione, chi=persone["titolare"], scelta="forse")
    assert list(decisione.voti.values_list("seggio", "scelta", "tacito")) == [
        (persone["titolare"].seggio.pk, "contrario", False)
    ]
    with pytest.raises(ValidationError):  # the secretariat does not vote for others here
        registra_voti(decisione=decisione, voti={}, utente=None)
    assert "termine" in perche_non_vota(decisione, persone["titolare"], seduta.termine)
    with pytest.raises(ValidationError):
        vota(decisione=decisione, chi=persone["titolare"], scelta="favorevole", adesso=seduta.termine)


@pytest.mark.parametrize("assenso", [True, False])
def test_silence_counts_after_the_deadline_only_where_the_rules_say_so(assenso):
    make_regolamento(silenzio_assenso=assenso, quorum_pct=50)
    seduta = make_scritta()
    decisione = make_decisione(make_punto(seduta))
    contrario = chi(make_componente().utente)
    for _volta in range(2):
        make_seggio()
    vota(decisione=decisione, chi=contrario, scelta="contrario")
    prima, dopo = seduta.termine - timedelta(seconds=1), seduta.termine
    assert silenzio(seduta=seduta, adesso=prima) == 0
    with pytest.raises(ValidationError):
        prendi(decisione=decisione, utente=None, adesso=prima)
    assert [passo_scritte(adesso=dopo)[0] for _volta in range(2)] == [2 * assenso, 0]
    if not assenso:
        with pytest.raises(ValidationError, match="numero legale"):  # one of three answered
            prendi(decisione=decisione, utente=None, adesso=dopo)
        return
    presa = prendi(decisione=decisione, utente=None, adesso=dopo)
    conto = conteggio(presa)
    assert (presa.esito, conto.favorevoli, conto.contrari, conto.taciti) == ("approvata", 2, 1, 2)


def test_two_days_before_only_who_has_not_voted_is_reminded_once():
    seduta = make_scritta()
    decisione = make_decisione(make_punto(seduta))
    ha_votato, manca = make_componente(), make_componente()
    make_componente(seggio=make_seggio(ruolo="invitato", con_voto=False))
    make_componente(seggio=manca.seggio, ruolo="supplente")
    vota(decisione=decisione, chi=chi(ha_votato.utente), scelta="favorevole")
    presto, giusto = seduta.termine - timedelta(days=4), seduta.termine - timedelta(days=2)
    assert [passo_scritte(adesso=quando)[1] for quando in (presto, giusto, giusto)] == [0, 1, 0]
    messaggio = Messaggio.objects.get(motivo="voto_scritto")
    assert messaggio.destinatario == manca.utente.email
    assert f"/admin/comitato/decisione/{decisione.pk}/vota/" in messaggio.testo


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_two_meetings_at_once_never_share_or_skip_a_number():
    if connection.vendor != "postgresql":
        pytest.skip("on SQLite writers queue")
    decisioni = []
    for _volta in range(2):
        seduta, _seggi = make_aperta()
        decisione = make_decisione(make_punto(seduta))
        vota_tutti(decisione, [riga.seggio for riga in righe(decisione) if riga.vota])
        decisioni.append(decisione)
    via = Barrier(2)

    def prendila(decisione):
        via.wait()
        prendi(decisione=decisione, utente=None, conferma=True)
        connection.close()

    fili = [Thread(target=prendila, args=[decisione]) for decisione in decisioni]
    for filo in fili:
        filo.start()
    for filo in fili:
        filo.join()
    assert sorted(Decisione.objects.values_list("numero", flat=True)) == [1, 2]


def test_action_points_only_after_an_approved_decision():
    from comitato.decisioni.azioni import affida

    dati = {"testo": "Si fa", "ente": make_seggio().ente, "utente": None}
    respinta = make_presa(scelte="contrario")
    for decisione in (respinta, make_decisione()):
        with pytest.raises(ValidationError):
            affida(decisione=decisione, scade_il=OGGI, **dati)
    approvata = make_azione().decisione
    with pytest.raises(ValidationError):
        affida(decisione=approvata, scade_il=OGGI - timedelta(days=1), **dati)
