"""Money in the admin: drafts, approval, payments, what looks paid twice."""

from decimal import Decimal

import pytest
from django.urls import reverse

from progetti.models import Pagamento, QuadroFinanziario, Rendiconto, VerificaDoppio
from tests.factories import make_aderente, make_progetto, make_quadro, make_rendiconto, make_utente
from tests.rete.moduli import errori
from tests.rete.oggetti import make

pytestmark = pytest.mark.django_db
CUP = "J79D17000030001"


def indirizzo(nome, *argomenti):
    return reverse(f"admin:progetti_{nome}", args=argomenti)


def pulito(risposta):
    return risposta.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")


def test_a_budget_is_written_with_italian_amounts_then_approved(client, operatore):
    progetto, categoria = make_progetto(), make("progetti.categoriacosto")
    righe = {
        "fonti_di_denaro-TOTAL_FORMS": 2,
        "fonti_di_denaro-INITIAL_FORMS": 0,
        "fonti_di_denaro-0-pagatore": "regione",
        "fonti_di_denaro-0-importo": "1.000,40",
        "fonti_di_denaro-1-pagatore": "partner",
        "fonti_di_denaro-1-importo": "250,10",
        "voci_di_spesa-TOTAL_FORMS": 1,
        "voci_di_spesa-INITIAL_FORMS": 0,
        "voci_di_spesa-0-categoria": categoria.pk,
        "voci_di_spesa-0-importo": "1.250,50",
    }
    dati = {"progetto": progetto.pk, "costo_totale": "1.250,50", "origine": "atto"}
    assert client.post(indirizzo("quadrofinanziario_add"), dati | righe).status_code == 302
    quadro = QuadroFinanziario.objects.get()
    assert (quadro.numero, quadro.costo_totale, quadro.approvato_il) == (1, Decimal("1250.50"), None)
    approva = indirizzo("quadrofinanziario_approve", quadro.pk)
    assert client.post(approva, {"data": "01/02/2018", "atto": ""}).status_code == 302
    quadro.refresh_from_db()
    assert str(quadro.approvato_il) == "2018-02-01"
    scheda = pulito(client.get(indirizzo("quadrofinanziario_change", quadro.pk)))
    assert "Nuova versione" in scheda
    assert 'name="costo_totale"' not in scheda
    assert 'name="fonti_di_denaro-0-importo"' not in scheda


def test_an_amount_that_cannot_be_read_stays_as_it_was_typed(client, operatore):
    dati = {"progetto": make_progetto().pk, "costo_totale": "mille e cinque", "origine": "atto"}
    vuote = {
        f"{p}-{n}": 0 for p in ("fonti_di_denaro", "voci_di_spesa") for n in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    risposta = client.post(indirizzo("quadrofinanziario_add"), dati | vuote)
    assert "Scrivi un importo in euro, per esempio 1.250,50." in str(errori(risposta))
    assert 'value="mille e cinque"' in pulito(risposta)


def test_a_draft_that_does_not_add_up_is_not_approved_and_says_by_how_much(client, operatore):
    quadro = make_quadro(approvato_il=None)
    QuadroFinanziario.objects.filter(pk=quadro.pk).update(costo_totale=Decimal("2250.00"))
    assert "mancano 1.250,00 € di fonti" in pulito(
        client.get(indirizzo("quadrofinanziario_change", quadro.pk))
    )
    risposta = client.post(indirizzo("quadrofinanziario_approve", quadro.pk), {"data": "01/02/2018"})
    assert "mancano 1.250,00 € di fonti" in pulito(risposta)
    quadro.refresh_from_db()
    assert quadro.approvato_il is None


def test_a_new_version_opens_as_a_draft(client, operatore):
    quadro = make_quadro()
    risposta = client.post(
        indirizzo("quadrofinanziario_version", quadro.pk), {"motivo": "Meno partner"}, follow=True
    )
    nuovo = QuadroFinanziario.objects.get(numero=2)
    assert risposta.redirect_chain[-1][0] == indirizzo("quadrofinanziario_change", nuovo.pk)
    assert nuovo.motivo == "Meno partner"


def test_a_payment_too_big_is_refused_with_figures_and_nothing_is_lost(client, operatore):
    progetto, ente = make_quadro().progetto, make_aderente()
    dati = {
        "progetto": progetto.pk,
        "tipo": "anticipo",
        "data": "01/03/2018",
        "importo": "1.000,01",
        "beneficiario": ente.pk,
    }
    risposta = client.post(indirizzo("pagamento_add"), dati)
    assert "restano 1.000,00 €" in pulito(risposta)
    assert 'value="1.000,01"' in pulito(risposta)
    assert client.post(indirizzo("pagamento_add"), dati | {"importo": "400,00"}).status_code == 302
    pagamento = Pagamento.objects.get()
    assert (pagamento.importo, pagamento.registrato_da) == (Decimal("400.00"), operatore)


def test_of_a_payment_only_what_is_not_money_changes(client):
    client.force_login(make_utente(is_staff=True, is_superuser=True))
    pagamento = make("progetti.pagamento")
    scheda = indirizzo("pagamento_change", pagamento.pk)
    dati = {"data": "05/03/2018", "nota": "Data corretta", "importo": "9,00", "tipo": "saldo"}
    assert client.post(scheda, dati).status_code == 302
    pagamento.refresh_from_db()
    assert (str(pagamento.data), pagamento.importo, pagamento.tipo) == (
        "2018-03-05",
        Decimal("1.00"),
        "anticipo",
    )
    assert client.post(indirizzo("pagamento_delete", pagamento.pk), {"post": "yes"}).status_code == 403
    assert pagamento.history.count() == 2


def test_an_account_is_admitted(client, operatore):
    rendiconto = make_rendiconto()
    assert f'href="{indirizzo("rendiconto_admit", rendiconto.pk)}"' in pulito(
        client.get(indirizzo("rendiconto_change", rendiconto.pk))
    )
    pagina = indirizzo("rendiconto_admit", rendiconto.pk)
    di_troppo = client.post(pagina, {"ammesso": "1.000,01", "data": "01/02/2019"})
    assert "sono stati rendicontati 1.000,00 €" in pulito(di_troppo)
    assert client.post(pagina, {"ammesso": "950,25", "data": "01/02/2019"}).status_code == 302
    assert Rendiconto.objects.get().ammesso == Decimal("950.25")


def test_pairs_to_look_at_are_on_the_first_page_until_somebody_concludes(client, operatore):
    uno, due = make_progetto(cup=CUP), make_progetto(cup=CUP)
    elenco = indirizzo("verificadoppio_todo")
    assert f'href="{elenco}"><strong>1</strong>' in client.get("/admin/").content.decode()
    pagina = pulito(client.get(elenco))
    assert f"Hanno lo stesso CUP, {CUP}." in pagina
    verifica = indirizzo("verificadoppio_record", uno.pk, due.pk)
    assert verifica in pagina
    assert client.post(verifica, {"doppio": "no", "motivo": ""}).status_code == 200
    assert client.post(verifica, {"doppio": "no", "motivo": "Due lotti"}).status_code == 302
    conclusa = VerificaDoppio.objects.get()
    assert (conclusa.primo, conclusa.secondo, conclusa.doppio, conclusa.da) == (uno, due, False, operatore)
    assert "Nessuna coppia da guardare." in pulito(client.get(elenco))


@pytest.mark.parametrize("altro", [0, 10**30])
def test_a_pair_that_is_not_there_is_not_found(client, operatore, altro):
    uno = make_progetto()
    assert client.get(indirizzo("verificadoppio_record", uno.pk, uno.pk)).status_code == 404
    assert client.get(indirizzo("verificadoppio_record", uno.pk, altro)).status_code == 404


def test_the_sheet_of_a_project_tells_its_account_and_opens_its_rows(client, operatore):
    progetto = make_quadro(fonti={"regione": Decimal("800.00"), "partner": Decimal("200.00")}).progetto
    make("progetti.pagamento", progetto=progetto)
    scheda = pulito(client.get(indirizzo("progetto_change", progetto.pk)))
    assert "799,00 €" in scheda  # what is left to pay
    assert "Le fonti fanno il costo totale" in scheda
    elenco = f"{indirizzo('pagamento_changelist')}?progetto__id__exact={progetto.pk}"
    assert elenco in scheda
    make("progetti.pagamento")
    assert client.get(elenco).context["cl"].queryset.count() == 1
    quadri = f"{indirizzo('quadrofinanziario_changelist')}?progetto__id__exact={progetto.pk}&da_fare=tutto"
    assert client.get(quadri).context["cl"].queryset.count() == 1
