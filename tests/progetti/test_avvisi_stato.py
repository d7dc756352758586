"""The state of a call is read from dates and hours, to the instant; its pages change by themselves."""

from datetime import date, timedelta

import pytest

from progetti.avvisi import quando
from progetti.models import Avviso
from tests.factories import make_avviso, make_istante
from tests.processo import Processo
from tests.progetti.avvisi import APRE, CHIUDE, leggi, sposta_orologio

UN_ATTIMO = timedelta(microseconds=1)
DICEMBRE = date(2018, 12, 15)


def stato(adesso, **campi):
    make_avviso(**campi)
    return Avviso.objects.con_stato(adesso).get().stato


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("adesso", "apre", "chiude", "esito", "atteso"),
    [
        (APRE - UN_ATTIMO, APRE, CHIUDE, None, "in_arrivo"),
        (APRE, APRE, CHIUDE, None, "aperto"),
        (CHIUDE - UN_ATTIMO, APRE, CHIUDE, None, "aperto"),
        (CHIUDE, APRE, CHIUDE, None, "chiuso"),
        (make_istante(2018, 12, 14, 23, 59), APRE, CHIUDE, DICEMBRE, "chiuso"),
        (make_istante(2018, 12, 15, 0), APRE, CHIUDE, DICEMBRE, "esito"),
        (CHIUDE, None, None, None, "non_note"),
        (CHIUDE - UN_ATTIMO, None, CHIUDE, None, "non_note"),
        (CHIUDE, None, CHIUDE, None, "chiuso"),
        (APRE, APRE, None, None, "aperto"),
        (make_istante(2018, 12, 15, 0), APRE, None, DICEMBRE, "esito"),
        # By order of arrival: a first outcome while it still takes proposals.
        (CHIUDE - UN_ATTIMO, APRE, CHIUDE, date(2018, 11, 1), "aperto"),
    ],
)
def test_state_at_the_exact_instants(adesso, apre, chiude, esito, atteso):
    campi = {"esito_pubblicato_il": esito, "esito": "Com'è andata." if esito else ""}
    assert stato(adesso, apre_il=apre, chiude_il=chiude, **campi) == atteso


@pytest.mark.django_db
def test_verbs_say_the_same_as_the_state():
    avviso = make_avviso(apre_il=APRE, chiude_il=CHIUDE)
    for istante in (APRE - UN_ATTIMO, APRE, CHIUDE - UN_ATTIMO, CHIUDE):
        letto = Avviso.objects.con_stato(istante).get().stato
        verbi = {"aperto": "aperti", "in_arrivo": "in_arrivo", "chiuso": "senza_esito"}
        for nome, verbo in verbi.items():
            trovati = list(getattr(Avviso.objects, verbo)(istante))
            assert trovati == ([avviso] if nome == letto else []), (istante, verbo)


@pytest.mark.parametrize(
    ("istante", "parole"),
    [
        (CHIUDE, "venerdì 9 novembre 2018 alle 12"),
        (make_istante(2018, 12, 1, 9, 30), "sabato 1° dicembre 2018 alle 9:30"),
        (make_istante(2018, 12, 11, 1), "martedì 11 dicembre 2018 all’una"),
        (make_istante(2018, 7, 8, 0), "domenica 8 luglio 2018 a mezzanotte"),
    ],
)
def test_instants_in_words_are_of_the_clocks_of_italy(istante, parole):
    assert quando.in_parole(istante) == parole


@pytest.mark.parametrize(
    ("oggi", "parole"),
    [
        (date(2018, 11, 6), "Chiude tra 3 giorni, venerdì 9 novembre 2018 alle 12"),
        (date(2018, 11, 8), "Chiude domani, venerdì 9 novembre 2018 alle 12"),
        (date(2018, 11, 9), "Chiude oggi, venerdì 9 novembre 2018 alle 12"),
    ],
)
def test_countdown_in_words(oggi, parole):
    avviso = Avviso(apre_il=APRE, chiude_il=CHIUDE)
    avviso.stato = "aperto"
    assert quando.conto(avviso, oggi) == parole


def test_an_hour_that_no_source_tells_is_never_shown():
    avviso = Avviso(chiude_il=make_istante(2018, 11, 9, 23, 59), ore_note=False)
    avviso.stato = "chiuso"
    assert quando.conto(avviso) == "Ha chiuso venerdì 9 novembre 2018"


def _nella_pagina(risposta):
    pagina = leggi(risposta)
    return next(p for p in ("in arrivo", "aperto", "chiuso") if f">{p}</span>" in pagina)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("indirizzo", ["/avvisi/", "/avvisi/aree-interne/"])
def test_kept_pages_change_at_the_very_instant_in_every_process(monkeypatch, indirizzo):
    """No command, no write: the clock alone. A copy kept by the browser is an old one too."""
    make_avviso(titolo="Aree interne", apre_il=APRE, chiude_il=CHIUDE)
    uno, altro = Processo(), Processo()
    tappe = [
        (APRE - UN_ATTIMO, "in arrivo"),
        (APRE, "aperto"),
        (CHIUDE - timedelta(hours=1), "aperto"),
        (CHIUDE - UN_ATTIMO, "aperto"),
        (CHIUDE, "chiuso"),
    ]
    marca = ""
    for istante, atteso in tappe:
        sposta_orologio(monkeypatch, istante)
        for processo in (uno, altro, uno):
            assert _nella_pagina(processo.get(indirizzo)) == atteso, istante
        vecchia, marca = marca, uno.get(indirizzo)["ETag"]
        risposta = altro.get(indirizzo, headers={"if-none-match": vecchia})
        assert risposta.status_code == (304 if vecchia == marca else 200), istante


@pytest.mark.django_db(transaction=True)
def test_pages_are_kept_from_one_boundary_to_the_next(monkeypatch):
    make_avviso(apre_il=APRE, chiude_il=CHIUDE)
    processo, marche = Processo(), []
    for ora in (10, 11, 12, 13):
        sposta_orologio(monkeypatch, make_istante(2018, 11, 9, ora))
        marche.append(processo.get("/avvisi/")["ETag"])
    assert marche[0] == marche[1] != marche[2] == marche[3]


@pytest.mark.django_db(transaction=True)
def test_a_closing_moved_while_pages_are_kept_counts_at_once(monkeypatch):
    avviso = make_avviso(apre_il=APRE, chiude_il=CHIUDE)
    processo = Processo()
    sposta_orologio(monkeypatch, CHIUDE - timedelta(minutes=5))
    assert _nella_pagina(processo.get("/avvisi/")) == "aperto"
    Avviso.objects.filter(pk=avviso.pk).update(chiude_il=CHIUDE - timedelta(minutes=2))
    sposta_orologio(monkeypatch, CHIUDE - timedelta(minutes=2))
    assert _nella_pagina(processo.get("/avvisi/")) == "chiuso"


@pytest.mark.django_db
def test_calls_not_published_move_no_page():
    make_avviso(apre_il=APRE, chiude_il=CHIUDE, pubblicato=False)
    assert quando.istanti(APRE - UN_ATTIMO, CHIUDE) == []
    make_avviso(apre_il=APRE, chiude_il=CHIUDE)
    assert quando.istanti(APRE - UN_ATTIMO, CHIUDE) == [APRE, CHIUDE]
    assert quando.istanti(APRE, CHIUDE - UN_ATTIMO) == []
