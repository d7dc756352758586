"""Totals of indicators equal a brute force, for every rule, with missing, late and corrected values."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from piani.models import Indicatore
from progetti.indicatori.carica import carica
from progetti.indicatori.correzioni import corregge
from progetti.indicatori.somme import Totale, fra_periodi, fra_progetti
from progetti.indicatori.validi import validi
from progetti.models import IndicatoreProgetto, Progetto, ValoreIndicatore
from tests.factories import make_indicatore, make_progetto

GENNAIO = date(2026, 1, 1)
PERIODI = ["somma", "ultimo", "max", "media", "distinti", "rapporto"]
PROGETTI = ["somma", "max", "media", "rapporto", "distinti", "elenco", "ultimo"]
GIORNI = st.integers(0, 60).map(lambda n: GENNAIO + timedelta(days=n))
CIFRE = st.integers(0, 500).map(lambda n: Decimal(n) / 4)
VALORE = st.fixed_dictionaries(
    {
        "mese": st.integers(0, 5),
        "riferito_al": GIORNI,
        "validato_il": st.none() | GIORNI,
        "cifra": CIFRE,
        "sotto": st.integers(1, 20).map(Decimal),
        "corretta": st.none() | st.tuples(CIFRE, st.none() | GIORNI),
    }
)


def scrivi(seguito, frazione, valori):
    """Write the values (one a month) with their corrections; return [(row, correction or None)]."""
    scritti = []
    for voce in {v["mese"]: v for v in valori}.values():
        dal = date(2025, 1 + voce["mese"], 1)
        dati = {"dal": dal, "al": dal + timedelta(days=27), "riferito_al": voce["riferito_al"]}
        riga = ValoreIndicatore.objects.create(
            indicatore_progetto=seguito,
            validato_il=voce["validato_il"],
            **dati,
            **cifre(frazione, voce["cifra"], voce),
        )
        nuova = None
        if voce["validato_il"] and voce["corretta"]:
            cifra, quando = voce["corretta"]
            nuova = corregge(valore=riga, nuovi=cifre(frazione, cifra, voce), motivo="contato male")
            ValoreIndicatore.objects.filter(pk=nuova.pk).update(validato_il=quando)
            nuova.validato_il = quando
        scritti.append((riga, nuova))
    return scritti


def cifre(frazione, cifra, voce):
    return {"numeratore": cifra, "denominatore": voce["sotto"]} if frazione else {"valore": cifra}


def a_mano(scritti, giorno):
    """Return the rows that count as known on ``giorno``."""
    contano = []
    for riga, nuova in scritti:
        if nuova and nuova.validato_il and nuova.validato_il <= giorno:
            contano.append(nuova)
        elif riga.validato_il and riga.validato_il <= giorno:
            contano.append(riga)
    return contano


def due_cifre(numero):
    return None if numero is None else Decimal(numero).quantize(Decimal("0.01"), "ROUND_HALF_UP")


def forza_bruta(regola, genere, righe):
    """Return the number that the words of the rule give."""
    if not righe:
        return None
    ultima = max(righe, key=lambda r: (r.riferito_al, r.al, r.pk))
    if genere != "quantita":
        per = 100 if genere == "percentuale" else 1
        scelte = righe if regola == "rapporto" else [ultima]
        if regola in ("somma", "max", "media"):
            return None
        return due_cifre(sum(r.numeratore for r in scelte) * per / sum(r.denominatore for r in scelte))
    numeri = [r.valore for r in righe]
    return {
        "somma": lambda: sum(numeri),
        "max": lambda: max(numeri),
        "media": lambda: due_cifre(sum(numeri) / len(numeri)),
    }.get(regola, lambda: ultima.valore)()


class ConLaForzaBruta(TestCase):
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        st.sampled_from(PERIODI),
        st.sampled_from(["quantita", "percentuale", "rapporto"]),
        st.lists(st.lists(VALORE, max_size=5), min_size=1, max_size=3),
        GIORNI,
        GIORNI,
    )
    def test_every_rule_across_periods_today_and_as_it_was_known(self, regola, genere, progetti, giorno, al):
        indicatore = make_indicatore(genere=genere, aggregazione_periodi=regola)
        scritti = {}
        for valori in progetti:
            progetto = make_progetto()
            seguito = IndicatoreProgetto.objects.create(progetto=progetto, indicatore=indicatore)
            scritti[progetto.pk] = scrivi(seguito, genere != "quantita", valori)
        tutti = Progetto.objects.filter(pk__in=scritti)
        for chiedi, quando, fino in (
            ({}, date.max, date.max),
            ({"noti_al": giorno}, giorno, date.max),
            ({"al": al}, date.max, al),
        ):
            trovati = carica(tutti, **chiedi)
            for pk, voci in scritti.items():
                contano = [riga for riga in a_mano(voci, quando) if riga.riferito_al <= fino]
                totale = trovati.get((pk, indicatore.pk), Totale(indicatore))
                assert totale.valore == forza_bruta(regola, genere, contano)
                assert totale.quante == len(contano)
                assert totale == fra_periodi(indicatore, contano)

    def test_queries_do_not_grow(self):
        for quanti in (1, 4):
            for _n in range(quanti):
                seguito = IndicatoreProgetto.objects.create(
                    progetto=make_progetto(), indicatore=make_indicatore()
                )
                scrivi(
                    seguito,
                    False,
                    [
                        {
                            "mese": 0,
                            "riferito_al": GENNAIO,
                            "validato_il": GENNAIO,
                            "cifra": 1,
                            "sotto": 1,
                            "corretta": None,
                        }
                    ],
                )
            with self.assertNumQueries(3):
                carica(Progetto.objects.all())


def _totale(indicatore, voce):
    if voce is None:
        return Totale(indicatore)
    cifra, sotto, giorno = voce
    dati = {"riferito_al": giorno, "quante": 1}
    if indicatore.genere == "percentuale":
        return Totale(indicatore, valore=Decimal(7), numeratore=cifra, denominatore=Decimal(sotto), **dati)
    return Totale(indicatore, valore=cifra, **dati)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(PROGETTI), st.lists(st.none() | st.tuples(CIFRE, st.integers(1, 20), GIORNI), max_size=5)
)
def test_every_rule_across_projects(regola, voci):
    genere = "percentuale" if regola == "rapporto" else "quantita"
    indicatore = Indicatore(code="X", genere=genere, aggregazione_progetti=regola)
    totali = [_totale(indicatore, voce) for voce in voci]
    noti = [voce for voce in voci if voce]
    numeri = [voce[0] for voce in noti]
    if not noti:
        atteso = None
    elif regola == "rapporto":
        atteso = due_cifre(sum(numeri) * 100 / sum(voce[1] for voce in noti))
    elif regola == "ultimo":
        atteso = next(voce[0] for voce in noti if voce[2] == max(v[2] for v in noti))
    elif regola in ("distinti", "elenco"):
        atteso = numeri[0] if len(numeri) == 1 else None
    else:
        atteso = {"somma": sum(numeri), "max": max(numeri), "media": due_cifre(sum(numeri) / len(numeri))}[
            regola
        ]
    totale = fra_progetti(indicatore, totali)
    assert (totale.valore, totale.quante) == (atteso, len(noti))


def test_judgements_are_read_one_by_one_and_never_added(db):
    indicatore = make_indicatore(genere="qualitativo", aggregazione_progetti="elenco")
    totali = []
    for testo in ("va bene", "in ritardo"):
        seguito = IndicatoreProgetto.objects.create(progetto=make_progetto(), indicatore=indicatore)
        riga = ValoreIndicatore(
            indicatore_progetto=seguito, dal=GENNAIO, al=GENNAIO, riferito_al=GENNAIO, testo=testo
        )
        totali.append(fra_periodi(indicatore, [riga]))
    assert [totale.testo for totale in totali] == ["va bene", "in ritardo"]
    assert not fra_progetti(indicatore, totali).noto


def test_a_correction_counts_once_validated_and_the_old_value_until_then(db):
    seguito = IndicatoreProgetto.objects.create(progetto=make_progetto(), indicatore=make_indicatore())
    vecchio = ValoreIndicatore.objects.create(
        indicatore_progetto=seguito,
        dal=GENNAIO,
        al=GENNAIO,
        riferito_al=GENNAIO,
        valore=30,
        validato_il=GENNAIO,
    )
    nuovo = corregge(valore=vecchio, nuovi={"valore": Decimal(33)}, motivo="tre iscritti in più")
    assert list(validi()) == [vecchio]
    ValoreIndicatore.objects.filter(pk=nuovo.pk).update(validato_il=GENNAIO + timedelta(days=9))
    assert list(validi()) == [nuovo]
    assert list(validi(noti_al=GENNAIO + timedelta(days=8))) == [vecchio]
    with pytest.raises(ValidationError, match="già stato corretto"):
        corregge(valore=vecchio, nuovi={"valore": Decimal(1)}, motivo="ancora")
    with pytest.raises(ValidationError, match="perché"):
        corregge(valore=ValoreIndicatore.objects.get(pk=nuovo.pk), nuovi={}, motivo=" ")
