"""The dashboard: measures equal plain reading, past pictures stay, snapshots never move, few queries."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pypdf import PdfReader
from pytest_django.asserts import assertContains, assertNotContains

from comitato.cruscotto import vista
from comitato.cruscotto.istantanea import apri, scatta
from comitato.cruscotto.misure import Rischio, media, rischi, strada
from comitato.cruscotto.quadro import quadro
from comitato.models import Istantanea
from progetti.models import IndicatoreProgetto, Pagamento, Progetto, SchedaMonitoraggio, ValoreIndicatore
from progetti.vita.azioni import registra_evento
from tests.comitato.fabbriche import make_componente
from tests.comitato.fabbriche_cruscotto import make_istantanea
from tests.factories import (
    make_aderente,
    make_indicatore,
    make_piano,
    make_progetto,
    make_quadro,
    make_utente,
)
from tests.progetti.monitoraggio import make_rilevazione, make_scheda

OGGI = timezone.localdate()
CRUSCOTTO = "/admin/comitato/cruscotto/"
Q = st.none() | st.integers(0, 1000).map(lambda n: Decimal(n) / 10)


@settings(deadline=None, max_examples=200)
@given(
    st.integers(0, 2),
    Q,
    Q,
    st.integers(0, 2),
    st.sampled_from(["", "J79D17000030005"]),
    st.none() | st.integers(0, 9),
)
def test_signs_of_risk_are_those_of_their_words(schede, spesa, tempo, usciti, cup, ritardo):
    segni = rischi(
        schede_in_ritardo=schede,
        spesa_pct=spesa,
        tempo_pct=tempo,
        partner_usciti=usciti,
        cup=cup,
        ritardo=ritardo,
    )
    assert ("scheda" in segni) == (schede > 0)
    assert ("spesa" in segni) == (None not in (spesa, tempo) and tempo >= 60 and spesa < 30)
    assert ("partner" in segni) == (usciti > 0)
    assert ("cup" in segni) == (cup == "")
    assert ("fine" in segni) == bool(ritardo)
    assert segni == [rischio for rischio in Rischio.values if rischio in segni]


@pytest.mark.parametrize(
    ("valore", "obiettivo", "partenza", "attesa"),
    [(50, 100, None, 50), (60, 100, 20, 50), (150, 100, 0, 100), (10, 100, 20, 0), (None, 100, 0, None),
     (5, None, 0, None), (5, 5, 5, None), (30, 20, 40, 50)],
)  # fmt: skip
def test_the_way_to_a_target(valore, obiettivo, partenza, attesa):
    numeri = [None if n is None else Decimal(n) for n in (valore, obiettivo, partenza)]
    assert strada(*numeri) == attesa


def test_the_mean_leaves_out_what_is_not_known():
    assert (media([Decimal(50), None, Decimal(25)]), media([None])) == (Decimal("37.5"), None)


@pytest.fixture
def piano(db):
    return make_piano(titolo="Piano di prova", stato="in_corso", anno_dal=2025, anno_al=2027)


@pytest.fixture
def progetto(piano):
    """Return a project started a hundred days ago for two hundred, paid 40 of 100, half way to its target."""
    progetto = make_progetto(stato=None, titolo="Nidi in rete", piano=piano)
    avvio = OGGI - timedelta(days=99)
    fine = avvio + timedelta(days=199)
    registra_evento(progetto=progetto, tipo="avviata", data=avvio, nuova_fine=fine, utente=None)
    make_quadro(progetto, approvato_il=avvio)
    Pagamento.objects.create(
        progetto=progetto,
        beneficiario=make_aderente(),
        tipo="anticipo",
        data=OGGI - timedelta(days=9),
        importo=1,
    )
    seguito = IndicatoreProgetto.objects.create(
        progetto=progetto, indicatore=make_indicatore(label="Bambini"), obiettivo=80
    )
    giorno = OGGI - timedelta(days=9)
    ValoreIndicatore.objects.create(
        indicatore_progetto=seguito, dal=avvio, al=giorno, riferito_al=giorno, valore=40, validato_il=giorno
    )
    return progetto


@pytest.fixture
def componente(client):
    componente = make_componente()
    client.force_login(componente.utente)
    return componente


def riga(piano, al=OGGI):
    return next(iter(quadro(piano, al)["righe"]), None)


def test_a_project_in_numbers(piano, progetto):
    voce = riga(piano)
    concesso = Decimal(voce["concesso"])
    assert (voce["tempo_pct"], voce["fisico_pct"], voce["ritardo"]) == ("50.0", "50.0", 0)
    assert Decimal(voce["denaro_pct"]) == round(Decimal(100) / concesso, 1)
    assert voce["rischi"] == ["cup"]
    assert [i["valore"] for i in voce["indicatori"]] == ["40"] or voce["indicatori"][0]["valore"] == "40.00"


def test_a_past_picture_knows_only_what_was_known(piano, progetto):
    prima = riga(piano, OGGI - timedelta(days=10))
    assert (prima["denaro_pct"], prima["fisico_pct"], prima["tempo_pct"]) == (None, None, "45.0")
    assert riga(piano, OGGI - timedelta(days=100)) is None


def test_late_reports_low_spending_and_a_partner_who_left(piano, progetto):
    rilevazione = make_rilevazione(piano=piano, aperta_il=timezone.now() - timedelta(days=30))
    make_scheda(rilevazione, progetto, scade_il=OGGI - timedelta(days=1))
    partner = make_aderente(denominazione="Cooperativa Larice")
    progetto.partner.create(organizzazione=partner, dal=date(2025, 1, 1), al=OGGI - timedelta(days=2))
    voce = riga(piano)
    assert voce["rischi"] == ["scheda", "partner", "cup"]
    assert (voce["schede_in_ritardo"], voce["partner_usciti"]) == ([str(rilevazione)], ["Cooperativa Larice"])
    SchedaMonitoraggio.objects.update(stato="validata", speso=1)
    progetto.partner.create(organizzazione=partner, dal=OGGI - timedelta(days=1))
    voce = riga(piano)
    assert (voce["rischi"], voce["speso"]) == (["cup"], "1.00")


def test_sorting_filters_and_totals_leave_demo_and_unknown_out(piano, progetto):
    make_progetto(titolo="Altro", piano=piano, cup="J79D17000030005", cup_assente_motivo="")
    make_progetto(titolo="Finto", piano=piano, dimostrativo=True)
    righe = vista.righe(quadro(piano, OGGI))
    assert next(r.nome for r in vista.ordina(righe, "-tempo")) == "Nidi in rete"
    assert next(r.nome for r in vista.ordina(righe, "tempo")) == "Nidi in rete"
    assert [r.nome for r in vista.filtra(righe, rischio="nessuno")] == ["Altro"]
    totali = vista.totali(righe)
    assert (totali.progetti, totali.dimostrativi, totali.senza_concesso) == (2, 1, 1)


def test_what_is_left_of_the_projects_that_are_over(db):
    def riga(stato, concesso, pagato, dimostrativo=False):
        concesso, pagato = (None if c is None else Decimal(c) for c in (concesso, pagato))
        return SimpleNamespace(
            stato=stato, concesso=concesso, pagato=pagato, dimostrativo=dimostrativo, ritardo=0, rischi=[]
        )

    righe = [
        riga("chiusa", 100, 80),
        riga("revoca", 50, None),
        riga("saldo_liquidato", 10, 12),
        riga("in_corso", 1000, 0),
        riga("chiusa", None, 5),
        riga("chiusa", 7, 0, dimostrativo=True),
    ]
    assert vista.totali(righe).economie == 70


def test_the_same_month_of_the_cycle_before(db):
    prima = make_piano(anno_dal=2020, anno_al=2023, data_inizio=date(2020, 6, 1))
    dopo = make_piano(anno_dal=2025, anno_al=2027, data_inizio=None)
    assert vista.stesso_mese(dopo, prima, date(2026, 3, 15)) == date(2021, 8, 15)


def test_the_page_is_for_who_has_a_place_today(client, piano, progetto, componente):
    assertContains(client.get(CRUSCOTTO), "Nidi in rete")
    componente.al = OGGI - timedelta(days=1)
    componente.save()
    assert client.get(CRUSCOTTO).status_code == 403
    client.force_login(make_utente(is_staff=True))
    for percorso in (CRUSCOTTO, f"{CRUSCOTTO}{piano.code}/fissa/", f"{CRUSCOTTO}progetti/{progetto.pk}/"):
        assert client.get(percorso).status_code == 403


def test_hostile_queries_break_nothing(client, piano, progetto, componente):
    for query in (
        "al=31/02/2026",
        "al=9999-12-31",
        "al=0001-01-01&confronta=1",
        "ordina=boh",
        "ciclo=x",
        "rischio=\x00",
        "confronta=1",
    ):
        assert client.get(f"{CRUSCOTTO}?{query}").status_code == 200, query


@pytest.mark.parametrize("formato", ["html", "pdf", "xlsx", "ods"])
def test_a_snapshot_and_its_reports_stay_byte_for_byte(client, piano, progetto, componente, formato):
    istantanea = make_istantanea(piano, al=OGGI)
    indirizzi = [f"/admin/comitato/istantanee/{istantanea.pk}/"]
    if formato == "html":
        indirizzi.append(f"/admin/comitato/rapporti/istantanea/{istantanea.pk}.html")
    prima = [pulita(client.get(indirizzo).content) for indirizzo in indirizzi]
    testo = leggi(client.get(f"/admin/comitato/rapporti/istantanea/{istantanea.pk}.{formato}"), formato)
    contenuto = istantanea.contenuto
    Progetto.objects.filter(pk=progetto.pk).update(
        titolo="Cambiato", cup="J79D17000030005", cup_assente_motivo=""
    )
    registra_evento(progetto=progetto, tipo="conclusa_attivita", data=OGGI, utente=None)
    ValoreIndicatore.objects.all().delete()
    Pagamento.objects.create(
        progetto=progetto, beneficiario=make_aderente(), tipo="anticipo", data=OGGI, importo=Decimal("0.50")
    )
    assert [pulita(client.get(indirizzo).content) for indirizzo in indirizzi] == prima
    dopo = client.get(f"/admin/comitato/rapporti/istantanea/{istantanea.pk}.{formato}")
    assert leggi(dopo, formato) == testo
    assert "Nidi in rete" in str(testo)
    istantanea = Istantanea.objects.get()
    assert istantanea.contenuto == contenuto
    cambi = dict(vista.differenze(apri(istantanea), quadro(piano, OGGI)))
    assert set(cambi) == {"Cambiato"}


def pulita(corpo):
    """Return a page without what every request makes anew."""
    righe = corpo.decode().splitlines()
    return [riga for riga in righe if "csrfmiddlewaretoken" not in riga and "nonce" not in riga]


def leggi(risposta, formato):
    """Return what a file says: bytes of a PDF depend on their date."""
    assert risposta.status_code == 200
    if formato == "pdf":
        return [pagina.extract_text() for pagina in PdfReader(BytesIO(risposta.content)).pages]
    if formato == "xlsx":
        libro = load_workbook(BytesIO(risposta.content))
        return {f.title: [[c.value for c in r] for r in f.iter_rows()] for f in libro}
    if formato == "ods":
        from odfdo import Document

        tabelle = Document(BytesIO(risposta.content)).body.tables
        return {t.name: [[str(c.value) for c in r.cells] for r in t.rows] for t in tabelle}
    return pulita(risposta.content)


def test_a_name_is_kept_once_and_the_future_is_not(piano):
    scatta(piano=piano, nome="Settembre", al=OGGI, utente=None)
    with pytest.raises(ValidationError, match="questo nome"):
        scatta(piano=piano, nome="settembre ", al=OGGI, utente=None)
    with pytest.raises(ValidationError, match="giorno passato"):
        scatta(piano=piano, nome="Domani", al=OGGI + timedelta(days=1), utente=None)


def test_the_report_is_tagged_and_says_date_source_and_snapshot(client, piano, progetto, componente):
    istantanea = make_istantanea(piano, al=OGGI, nome="Autunno")
    risposta = client.get(f"/admin/comitato/rapporti/istantanea/{istantanea.pk}.pdf")
    lettore = PdfReader(BytesIO(risposta.content))
    assert (
        lettore.trailer["/Root"]["/MarkInfo"]["/Marked"] is True
        or lettore.trailer["/Root"]["/StructTreeRoot"]
    )
    testo = lettore.pages[0].extract_text()
    for parola in (f"Situazione al {OGGI:%d/%m/%Y}", "Fonte:", "Istantanea: Autunno"):
        assert parola in testo
    assertContains(client.get(f"/admin/comitato/rapporti/progetto/{progetto.pk}.html"), "Bambini")
    assert client.get(f"/admin/comitato/rapporti/progetto/{progetto.pk}.doc").status_code == 404


def test_what_is_new_since_the_last_meeting(client, piano, progetto, componente):
    from tests.comitato.fabbriche import make_seduta

    chiusa = timezone.now() - timedelta(days=20)
    make_seduta(stato="chiusa", inizio=chiusa, aperta_il=chiusa, chiusa_il=chiusa, titolo="Seduta di ottobre")
    pagina = client.get(CRUSCOTTO)
    assertContains(pagina, "Seduta di ottobre")
    assert [fatto.che for fatto in pagina.context["novita"]] == ["pagamento (anticipo): 1,00\xa0€"]
    assertNotContains(pagina, "Nessuna seduta chiusa finora")


def test_queries_do_not_grow_with_projects_and_values(client, piano, componente, nplus):
    def aggiungi():
        progetto = make_progetto(piano=piano)
        make_quadro(progetto)
        seguito = IndicatoreProgetto.objects.create(
            progetto=progetto, indicatore=make_indicatore(), obiettivo=9
        )
        for mese in range(1, 4):
            giorno = date(2025, mese, 1)
            ValoreIndicatore.objects.create(
                indicatore_progetto=seguito,
                dal=giorno,
                al=giorno,
                riferito_al=giorno,
                valore=1,
                validato_il=giorno,
            )

    nplus(lambda: client.get(CRUSCOTTO), aggiungi, 25)
