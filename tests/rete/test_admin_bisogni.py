"""“Che cosa non si trova”: sums of a span of weeks, each number with the rows it opens, files for Excel."""

import csv
import re
from datetime import date, timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.db.models import Sum
from django.utils import timezone

from ricerca.admin.settimane import primo_giorno
from ricerca.models import RicercaSenzaEsito, ServizioMancante
from ricerca.tempi import lunedi
from servizi.models import Periodo, Segnalazione
from tests.factories import make_comune, make_servizio, make_tipologia, make_utente
from utenti.ruoli import COMITATO

PAGINA = "/admin/ricerca/ricercasenzaesito/che-cosa-non-si-trova/"
QUESTA = lunedi(timezone.localdate())


def settimane_fa(numero):
    return QUESTA - timedelta(weeks=numero)


@pytest.fixture
def bisogni(db):
    """Make needs of this week, of three weeks ago, and of four weeks ago, that is out of the default span."""
    grosio, tirano = make_comune(nome="Grosio"), make_comune(nome="Tirano")
    for fa, termini, comune, numero in (
        (0, "sci", grosio, 2),
        (0, "sci", None, 1),
        (3, "sci", grosio, 3),
        (3, "pulmino notturno", tirano, 4),
        (4, "sci", grosio, 100),
    ):
        RicercaSenzaEsito.objects.create(
            settimana=settimane_fa(fa), termini=termini, comune=comune, numero=numero
        )
    nido = make_tipologia(label="Asilo nido")
    natale = Periodo.objects.create(code="NATALE", label="Natale", tipo="chiusura")
    for fa, comune, periodo, numero in (
        (0, grosio, None, 1),
        (2, grosio, None, 4),
        (0, grosio, natale, 2),
        (9, tirano, None, 50),
    ):
        ServizioMancante.objects.create(
            settimana=settimane_fa(fa), comune=comune, tipologia=nido, periodo=periodo, numero=numero
        )
    servizio = make_servizio(titolo="Nido Betulla")
    chiusa = {"stato": "giusta", "risposta": "Sì.", "chiusa_il": timezone.now()}
    for motivo, campi in (("orari", {}), ("orari", chiusa), ("prezzo", {}), ("chiuso", _del(4))):
        Segnalazione.objects.create(servizio=servizio, motivo=motivo, **campi)


def _del(settimane):
    return {"creata_il": timezone.now() - timedelta(weeks=settimane)}


def apri(client, indirizzo):
    """Return the rows that the link of a number opens."""
    return client.get(indirizzo).context["cl"].queryset


def test_searches_are_summed_by_words_and_comune(client, operatore, bisogni):
    voci = client.get(PAGINA).context["parole"]
    assert [(v["termini"], v["volte"]) for v in voci] == [("sci", 6), ("pulmino notturno", 4)]
    assert [(c["nome"], c["volte"]) for c in voci[0]["comuni"]] == [("Grosio", 5), ("senza comune", 1)]


def test_missing_services_are_summed_by_comune_and_period(client, operatore, bisogni):
    voci = client.get(PAGINA).context["mancanti"]
    assert [(v["tipologia"], v["comune"], v["periodo"], v["volte"]) for v in voci] == [
        ("Asilo nido", "Grosio", "non importa", 5),
        ("Asilo nido", "Grosio", "Natale", 2),
    ]


def test_reports_are_summed_by_sheet_and_reason(client, operatore, bisogni):
    voci = client.get(PAGINA).context["segnalazioni"]
    assert [(v["servizio"], v["motivo"], v["volte"], v["aperte"]) for v in voci] == [
        ("Nido Betulla", "Gli orari o i giorni sono sbagliati", 2, 1),
        ("Nido Betulla", "Il prezzo è sbagliato", 1, 1),
    ]


@pytest.mark.parametrize("settimane", ["questa", "quattro", "anno"])
def test_every_number_is_the_sum_of_the_rows_it_opens(client, operatore, bisogni, settimane):
    contesto = client.get(PAGINA, {"settimane": settimane}).context
    contati = [*contesto["mancanti"], *contesto["parole"]]
    contati += [comune for voce in contesto["parole"] for comune in voce["comuni"]]
    for voce in contati:
        righe = apri(client, voce["indirizzo"])
        assert righe.aggregate(somma=Sum("numero"))["somma"] == voce["volte"], voce["indirizzo"]
    for voce in contesto["segnalazioni"]:
        assert apri(client, voce["indirizzo"]).count() == voce["volte"]
        assert apri(client, voce["indirizzo_aperte"]).count() == voce["aperte"]
    assert len(contati) > 3


def test_the_page_has_the_numbers_as_links(client, operatore, bisogni):
    html = client.get(PAGINA, {"settimane": "questa"}).content.decode()
    html = html.partition('<div class="bisogni">')[2]
    tabelle = re.findall(r"<table>.*?</table>", html, re.S)
    assert [re.findall(r">(\d+)</a>", tabella) for tabella in tabelle] == [
        ["3", "2", "1"],
        ["2", "1"],
        ["2", "1", "1", "1"],
    ]
    assert re.findall(r'<a href="\?settimane=(\w+)" aria-current', html) == ["questa"]


@pytest.mark.parametrize(
    ("spanna", "oggi", "atteso"),
    [
        ("questa", date(2026, 11, 25), date(2026, 11, 23)),
        ("questa", date(2026, 11, 23), date(2026, 11, 23)),
        ("quattro", date(2026, 11, 25), date(2026, 11, 2)),
        ("anno", date(2026, 11, 25), date(2025, 12, 29)),
        ("anno", date(2024, 1, 1), date(2024, 1, 1)),
        ("inventata", date(2026, 11, 25), date(2026, 11, 2)),
        (None, date(2026, 11, 25), date(2026, 11, 2)),
    ],
)
def test_spans_begin_on_a_monday(spanna, oggi, atteso):
    assert primo_giorno(spanna, oggi) == atteso


@pytest.mark.parametrize(
    ("foglio", "righe"),
    [
        (
            "parole",
            [
                ["Parole cercate", "Volte", "Comuni"],
                ["sci", "6", "Grosio 5, senza comune 1"],
                ["pulmino notturno", "4", "Tirano 4"],
            ],
        ),
        (
            "mancanti",
            [
                ["Servizio", "Comune", "Periodo", "Volte"],
                ["Asilo nido", "Grosio", "non importa", "5"],
                ["Asilo nido", "Grosio", "Natale", "2"],
            ],
        ),
        (
            "segnalazioni",
            [
                ["Scheda", "Che cosa è sbagliato", "Volte", "Ancora aperte"],
                ["Nido Betulla", "Gli orari o i giorni sono sbagliati", "2", "1"],
                ["Nido Betulla", "Il prezzo è sbagliato", "1", "1"],
            ],
        ),
    ],
)
def test_each_table_is_a_file(client, operatore, bisogni, foglio, righe):
    risposta = client.get(PAGINA, {"foglio": foglio})
    testo = risposta.content.decode("utf-8-sig")
    assert list(csv.reader(StringIO(testo), delimiter=";")) == righe
    oggi = timezone.localdate()
    nome = f"{foglio}-{primo_giorno('quattro')}-{oggi}.csv"
    assert risposta["Content-Disposition"] == f'attachment; filename="{nome}"'


def test_the_page_asks_the_same_with_more_rows(client, operatore, nplus):
    def aggiungi():
        comune = make_comune()
        RicercaSenzaEsito.objects.create(settimana=QUESTA, termini=f"sci {comune.pk}", comune=comune)
        ServizioMancante.objects.create(settimana=QUESTA, comune=comune, tipologia=make_tipologia())
        Segnalazione.objects.create(servizio=make_servizio(), motivo="orari")

    nplus(lambda: client.get(PAGINA), aggiungi, 7)


def test_the_page_is_reached_from_the_first_page_and_from_both_lists(client, operatore):
    for indirizzo in (
        "/admin/",
        "/admin/ricerca/ricercasenzaesito/",
        "/admin/ricerca/serviziomancante/",
    ):
        assert f'<a href="{PAGINA}">' in client.get(indirizzo).content.decode(), indirizzo


def test_the_page_is_for_who_may_read_all_of_it(client, db):
    utente = make_utente(is_staff=True)
    client.force_login(utente)
    assert client.get(PAGINA).status_code == 403
    assert PAGINA not in client.get("/admin/").content.decode()
    utente.groups.add(Group.objects.get(name=COMITATO))
    assert client.get(PAGINA).status_code == 200


@pytest.mark.parametrize("valore", ["\x00", "x" * 10_000, "9" * 40, "<script>"])
def test_hostile_parameters_are_the_default(client, operatore, bisogni, valore):
    risposta = client.get(PAGINA, {"settimane": valore, "foglio": valore})
    assert risposta.status_code == 200
    assert risposta.context["spanna"] == "quattro"
    assert len(risposta.context["parole"]) == 2


def test_a_name_that_somebody_typed_can_be_taken_away(client, operatore, bisogni):
    riga = RicercaSenzaEsito.objects.first()
    elenco = "/admin/ricerca/ricercasenzaesito/"
    scelta = {"action": "delete_selected", "_selected_action": [riga.pk], "post": "yes"}
    assert client.post(elenco, scelta).status_code == 302
    assert not RicercaSenzaEsito.objects.filter(pk=riga.pk).exists()


def test_the_lists_are_cut_by_weeks(client, operatore, bisogni):
    elenco = "/admin/ricerca/ricercasenzaesito/"
    conti = {
        spanna: client.get(elenco, {"settimane": spanna}).context["cl"].result_count
        for spanna in ("questa", "quattro")
    }
    assert conti == {"questa": 2, "quattro": 4}
    assert client.get(elenco).context["cl"].result_count == 5
