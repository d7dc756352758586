"""A new cycle from the last: what is copied, what is left to the new acts, from the admin alone."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from piani.models import (
    Atto,
    Bisogno,
    Indicatore,
    LineaAzione,
    Piano,
    Priorita,
    RegolaCapofila,
    ScadenzaRendicontazione,
    TerminePiano,
)
from piani.nuovo_ciclo import nuovo_ciclo
from tests.factories import make_piano, make_utente

pytestmark = pytest.mark.django_db

NUOVO = {"code": "2028-30", "titolo": "Piano 2028-2030", "anno_dal": 2028, "anno_al": 2030}


def _ciclo():
    piano = make_piano(
        code="2025-27",
        anno_dal=2025,
        anno_al=2027,
        stato="in_corso",
        quota_alleanze_pct=80,
        quota_sistema_pct=20,
        periodicita_monitoraggio_mesi=6,
        regole="testo del vecchio ciclo",
        data_inizio=date(2025, 7, 1),
    )
    RegolaCapofila.objects.create(piano=piano, natura="pubblico")
    indicatore = Indicatore.objects.create(
        code="F01",
        label="Destinatari",
        insieme="RETE",
        tipo="fisico",
        genere="quantita",
        valore="cumulato",
        aggregazione_periodi="ultimo",
        aggregazione_progetti="somma",
    )
    piano.indicatori.add(indicatore)
    linea = LineaAzione.objects.create(piano=piano, code="L25-1", label="Servizi", livello="regionale")
    LineaAzione.objects.create(
        piano=piano, code="L25-2", label="Chiusa", livello="regionale", ritirato_il=date(2026, 1, 1)
    )
    bisogno = Bisogno.objects.create(piano=piano, titolo="Estate scoperta")
    priorita = Priorita.objects.create(piano=piano, titolo="Grest a luglio")
    priorita.bisogni.add(bisogno)
    priorita.linee.add(linea)
    TerminePiano.objects.create(piano=piano, fine=date(2027, 12, 31))
    ScadenzaRendicontazione.objects.create(piano=piano, tipo="finale", giorno=date(2028, 1, 31))
    Atto.objects.create(code="DGR-X", tipo="DGR", ente="Regione", titolo="Linee guida", piano=piano)
    return piano


def test_rules_lines_needs_and_priorities_are_copied_with_their_ties():
    dal = _ciclo()
    nuovo = nuovo_ciclo(dal=dal, **NUOVO)
    assert (nuovo.stato, nuovo.dal_ciclo, nuovo.quota_alleanze_pct, nuovo.quota_sistema_pct) == (
        "in_preparazione",
        dal,
        80,
        20,
    )
    assert [regola.natura for regola in nuovo.regole_capofila.all()] == ["pubblico"]
    assert [i.code for i in nuovo.indicatori.all()] == ["F01"]
    [linea] = nuovo.linee.all()
    assert (linea.label, [v.code for v in linea.corrisponde_a.all()]) == ("Servizi", ["L25-1"])
    [priorita] = nuovo.priorita.all()
    assert [str(b) for b in priorita.bisogni.all()] == ["Estate scoperta"]
    assert [v.piano for v in (*priorita.bisogni.all(), *priorita.linee.all())] == [nuovo, nuovo]
    assert dal.linee.count() == 2


def test_what_a_new_act_decides_is_left_empty():
    nuovo = nuovo_ciclo(dal=_ciclo(), **NUOVO)
    assert (nuovo.data_inizio, nuovo.atto_locale_data, nuovo.regole, nuovo.certezza) == (None, None, "", "")
    for figli in (nuovo.termini, nuovo.atti, nuovo.documenti, nuovo.scadenze_rendicontazione, nuovo.fonti):
        assert figli.count() == 0


def test_a_taken_code_is_refused_and_nothing_is_left_half_done():
    dal = _ciclo()
    with pytest.raises(ValidationError):
        nuovo_ciclo(dal=dal, **NUOVO | {"code": "2025-27"})
    assert (Piano.objects.count(), LineaAzione.objects.count()) == (1, 2)


def test_staff_prepares_the_next_cycle_from_the_admin(client):
    dal = _ciclo()
    client.force_login(make_utente(is_staff=True, is_superuser=True))
    pagina = f"/admin/piani/piano/{dal.pk}/nuovo-ciclo/"
    proposta = client.get(pagina).context["form"].initial
    assert (proposta["code"], proposta["anno_dal"], proposta["anno_al"]) == ("2028-30", 2028, 2030)
    rifiuto = client.post(pagina, NUOVO | {"code": "2025-27"})
    assert (rifiuto.status_code, rifiuto.context["form"]["titolo"].value()) == (200, "Piano 2028-2030")
    assert "code" in rifiuto.context["form"].errors
    risposta = client.post(pagina, NUOVO)
    nuovo = Piano.objects.get(code="2028-30")
    assert risposta.url == f"/admin/piani/piano/{nuovo.pk}/change/"


def test_citizens_do_not_see_a_cycle_in_preparation(client):
    nuovo = nuovo_ciclo(dal=_ciclo(), **NUOVO)
    assert client.get(nuovo.get_absolute_url()).status_code == 404
    assert nuovo.titolo not in client.get("/piani/").content.decode()


def test_a_need_of_another_cycle_is_not_copied_and_a_long_code_is_numbered():
    dal = _ciclo()
    altro = Bisogno.objects.create(piano=make_piano(), titolo="Di un altro ciclo")
    dal.priorita.get().bisogni.add(altro)
    nuovo = nuovo_ciclo(dal=dal, **NUOVO | {"code": "piano-territoriale-2"})
    assert [str(b) for b in nuovo.priorita.get().bisogni.all()] == ["Estate scoperta"]
    assert nuovo.linee.get().code == "piano-territoriale-1"
