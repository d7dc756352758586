"""Publishing a list and the pages that show it: what was seen, once, and nothing that is not published."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from progetti.elenchi import catalogo
from progetti.elenchi.arretrati import mai_pubblicati
from progetti.elenchi.bozze import prepara
from progetti.elenchi.pubblicazione import pubblica
from progetti.elenchi.scadenze import anni_in_linea, fra_mesi, non_piu_in_linea
from progetti.models import ElencoPubblicato, Fondo
from tests.area import entra
from tests.factories import make_aderente, make_elenco, make_pagamento, make_progetto, make_utente
from tests.progetti.elenchi_di_prova import make_fondo, make_operazione

OGGI = timezone.localdate()
PAGINA = "/trasparenza/operazioni-2014-2020/"


@pytest.fixture
def staff(client, db):
    utente = make_utente(is_staff=True, is_superuser=True)
    client.force_login(utente)
    return utente


def prepara_url(slug):
    return reverse("admin:progetti_elencopubblicato_prepare", args=[slug])


def moduli(risposta):
    """Return what the page of a list sends back."""
    form = risposta.context["form"]
    return {nome: form.initial[nome] or "" for nome in ("impronta", "precedente")}


@pytest.mark.parametrize(
    ("giorno", "mesi", "atteso"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 11, 30), 4, date(2027, 3, 30)),
        (date(2026, 3, 31), -4, date(2025, 11, 30)),
        (date(2026, 12, 1), 0, date(2026, 12, 1)),
    ],
)
def test_months_from_a_day(giorno, mesi, atteso):
    assert fra_mesi(giorno, mesi) == atteso


def test_a_list_of_a_year_stays_five_years_from_the_january_after():
    assert anni_in_linea(date(2025, 12, 31))[-1] == 2020
    assert anni_in_linea(date(2026, 1, 1)) == [2026, 2025, 2024, 2023, 2022, 2021]
    assert [non_piu_in_linea(anno, date(2026, 1, 1)) for anno in (2012, 2013, 2020, 2021)] == [
        False,
        True,
        True,
        False,
    ]


def test_with_something_missing_it_is_published_only_if_one_says_so(client, staff):
    make_progetto(fondo=make_fondo())
    indirizzo = prepara_url("operazioni-2014-2020")
    modulo = moduli(client.get(indirizzo))
    client.post(indirizzo, modulo)
    assert not ElencoPubblicato.objects.exists()
    client.post(indirizzo, modulo | {"con_lacune": "on"})
    elenco = ElencoPubblicato.objects.get()
    assert (elenco.pubblicato_da, elenco.giorno) == (staff, OGGI)
    assert len(elenco.avvertenze) == len(prepara("1303").avvertenze) > 5
    scheda = client.get(reverse("admin:progetti_elencopubblicato_change", args=[elenco.pk]))
    assertContains(scheda, elenco.avvertenze[0]["testo"])


def test_a_complete_list_asks_for_no_confirmation(client, staff):
    make_operazione()
    indirizzo = prepara_url("operazioni-2014-2020")
    pagina = client.get(indirizzo)
    assert "con_lacune" not in pagina.context["form"].fields
    client.post(indirizzo, moduli(pagina))
    assert len(ElencoPubblicato.objects.get().righe) == 1


def test_what_changed_since_it_was_seen_is_not_published(client, staff):
    progetto = make_operazione()
    indirizzo = prepara_url("operazioni-2014-2020")
    modulo = moduli(client.get(indirizzo))
    progetto.titolo = "Un altro"
    progetto.save()
    client.post(indirizzo, modulo)
    assert not ElencoPubblicato.objects.exists()


def test_sent_twice_it_is_published_once(client, staff):
    make_operazione()
    indirizzo = prepara_url("operazioni-2014-2020")
    modulo = moduli(client.get(indirizzo))
    client.post(indirizzo, modulo)
    client.post(indirizzo, modulo)
    assert ElencoPubblicato.objects.count() == 1


@pytest.mark.parametrize("valore", ["\x00", "9" * 40, "x"])
def test_a_form_that_is_not_ours_publishes_nothing(client, staff, valore):
    make_operazione()
    for nome in ("impronta", "precedente"):
        modulo = moduli(client.get(prepara_url("operazioni-2014-2020"))) | {nome: valore}
        assert client.post(prepara_url("operazioni-2014-2020"), modulo).status_code == 302
    assert not ElencoPubblicato.objects.exists()


def test_a_year_out_of_the_five_is_not_published(db):
    anno = OGGI.year - 6
    with pytest.raises(ValidationError):
        pubblica(tipo="art27", anno=anno, utente=None, impronta=prepara("art27", anno).impronta)


def test_only_who_may_publish_prepares(client, db):
    client.force_login(make_utente(is_staff=True))
    assert client.post(prepara_url("operazioni-2014-2020"), {"impronta": "x"}).status_code == 403


def test_never_published_it_says_so_and_gives_no_file(client, db):
    make_operazione()
    pagina = client.get(PAGINA)
    assertContains(pagina, "Non è ancora stato pubblicato")
    assertNotContains(pagina, "Tempo di crescere")
    assertNotContains(pagina, "Scarica")
    for formato in ("csv", "xlsx", "ods", "json", "kohesio.csv"):
        assert client.get(f"/trasparenza/operazioni-2014-2020.{formato}").status_code == 404


def test_the_page_is_an_extract_and_leads_to_the_official_list(client, db):
    make_elenco(righe=[["Uno"]])
    assertContains(client.get(PAGINA), "l’elenco ufficiale è dell’Autorità di gestione, Regione Lombardia")
    assertContains(client.get(PAGINA), "Il suo indirizzo non è ancora noto")
    make_fondo(elenco_ufficiale="https://example.org/elenco")
    Fondo.objects.create(
        code="ALTRO", label="Altro", tipo="fse_plus", elenco_ufficiale="https://example.org/plus"
    )
    assertContains(client.get(PAGINA), 'href="https://example.org/elenco"')


def test_an_empty_list_says_so(client, db):
    make_elenco(tipo="1060")
    assertContains(client.get("/trasparenza/operazioni-2021-2027/"), "In questo elenco non c’è nessuna riga")


@pytest.mark.parametrize(
    ("ordina", "attesi"),
    [
        ("", ["Beta", "alfa", "", "Gamma"]),
        ("1303-02", ["alfa", "Beta", "Gamma", ""]),
        ("-1303-02", ["Gamma", "Beta", "alfa", ""]),
        ("1303-06", ["Gamma", "Beta", "alfa", ""]),
        ("assente", ["Beta", "alfa", "", "Gamma"]),
        ("\x00", ["Beta", "alfa", "", "Gamma"]),
    ],
)
def test_the_table_is_sorted_by_a_link(client, db, ordina, attesi):
    make_elenco(
        colonne=[["1303-02", "Nome", "Name", "testo"], ["1303-06", "Spesa", "Cost", "euro"]],
        righe=[["Beta", "100.00"], ["alfa", "1000.00"], ["", ""], ["Gamma", "20.00"]],
    )
    pagina = client.get(PAGINA, {"ordina": ordina})
    assert [riga[0].valore for riga in pagina.context["righe"]] == attesi


def test_only_the_last_publication_shows(client, db):
    make_elenco(righe=[["Vecchio"]])
    make_elenco(righe=[["Nuovo"]])
    assertContains(client.get(PAGINA), "Nuovo")
    assertNotContains(client.get(PAGINA), "Vecchio")


def test_a_list_past_its_five_years_is_gone_with_words(client, db):
    passato = OGGI.year - 6
    make_elenco(tipo="art27", anno=passato, righe=[["Coop. Passata"]])
    for indirizzo in (f"/trasparenza/contributi-{passato}/", f"/trasparenza/contributi-{passato}.csv"):
        pagina = client.get(indirizzo)
        assert pagina.status_code == 410
        assertContains(pagina, "non è più in linea", status_code=410)
        assertNotContains(pagina, "Coop. Passata", status_code=410)
    assertNotContains(client.get("/trasparenza/"), f"contributi-{passato}")


@pytest.mark.parametrize(
    "indirizzo",
    [
        "contributi-2012/",
        f"contributi-{OGGI.year + 1}/",
        "contributi-٢٠٢٤/",
        "contributi/",
        "altro/",
        "operazioni-2014-2020.exe",
        "operazioni-2014-2020.kohesio.csv",
    ],
)
def test_there_is_no_other_page(client, db, indirizzo):
    make_elenco(righe=[["Uno"]])  # without rows for Kohesio
    assert client.get(f"/trasparenza/{indirizzo}").status_code == 404


def test_the_index_makes_the_same_queries_with_more_lists(client, db, django_assert_num_queries):
    make_elenco()
    with django_assert_num_queries(1):
        client.get("/trasparenza/")
    for anno in anni_in_linea(OGGI):
        make_elenco(tipo="art27", anno=anno)
    make_elenco(tipo="1060")
    with django_assert_num_queries(1):
        pagina = client.get("/trasparenza/")
    assert [v["voce"].anno for v in pagina.context["contributi"]] == anni_in_linea(OGGI)


@pytest.mark.parametrize(("tipo", "mesi"), [("1303", 6), ("1060", 4)])
def test_a_list_is_to_be_renewed_when_its_months_are_over(db, tipo, mesi):
    elenco = make_elenco(tipo=tipo)
    fine = fra_mesi(OGGI, mesi)
    da_fare = ElencoPubblicato.objects.da_aggiornare
    assert [list(da_fare(fine)), list(da_fare(fine + timedelta(days=3)))] == [[], [elenco]]
    nuovo = make_elenco(tipo=tipo)
    assert list(da_fare(fine + timedelta(days=3))) == [nuovo]


def test_the_list_of_a_year_is_published_again_when_the_year_is_over(db):
    elenco = make_elenco(tipo="art27", anno=OGGI.year)
    passato = make_elenco(tipo="art27", anno=OGGI.year - 1)
    da_fare = ElencoPubblicato.objects.da_aggiornare
    assert list(da_fare(date(OGGI.year, 12, 31))) == []
    assert list(da_fare(date(OGGI.year + 1, 1, 1))) == [elenco]
    assert passato in ElencoPubblicato.objects.ultimi()


def test_what_was_never_published_and_has_rows_is_to_do(db):
    make_progetto(fondo=make_fondo("fse_plus"), dimostrativo=True)
    make_progetto(fondo=make_fondo())
    make_pagamento(data=date(OGGI.year - 1, 5, 1))
    make_pagamento(data=date(OGGI.year - 2, 5, 1))
    make_elenco(tipo="art27", anno=OGGI.year - 2)
    attesi = [catalogo.Voce("1303"), catalogo.Voce("art27", OGGI.year - 1)]
    assert mai_pubblicati() == attesi


def test_a_member_finds_what_it_received_and_only_that(client, db):
    ente = entra(client, make_aderente(natura="privato")).organizzazione
    pagina = reverse("area_elenchi:l124", args=[ente.slug])
    assertContains(client.get(pagina), "non conosce nessun pagamento")
    make_pagamento("9999.99", make_progetto(titolo="Il nostro"), ente, date(2024, 5, 1))
    make_pagamento("5000.00", make_progetto(titolo="Di altri"), make_aderente(), date(2024, 5, 1))
    assertContains(client.get(pagina), "Sotto i 10.000 euro")
    assertNotContains(client.get(pagina), "Di altri")
    make_pagamento("0.01", make_progetto(), ente, date(2024, 6, 1))
    for anno in ("2024", "\x00", "9" * 40):
        assertContains(client.get(pagina, {"anno": anno}), "La pubblicazione è dovuta")
    foglio = client.get(reverse("area_elenchi:l124-download", args=[ente.slug, 2024, "csv"])).content.decode()
    assert foglio.count("\r\n") == 3
    assert '"9999,99"' in foglio
    for anno, formato in ((2023, "csv"), (2024, "exe")):
        indirizzo = reverse("area_elenchi:l124-download", args=[ente.slug, anno, formato])
        assert client.get(indirizzo).status_code == 404
