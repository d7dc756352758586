"""The pages of the coverage: who opens them, what they say of invented data, files, rows of the numbers."""

import csv
import re
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from comitato.copertura.carica import carica
from comitato.copertura.matrice import Matrice
from tests.comitato.fabbriche import make_componente
from tests.comitato.fabbriche_copertura import make_mancante, make_periodo, make_popolazione, make_ricerca
from tests.factories import (
    make_ambito,
    make_candidatura,
    make_comune,
    make_progetto,
    make_servizio,
    make_tipologia,
    make_utente,
)
from utenti.ruoli import COMITATO, OPERATORE

OGGI = timezone.localdate()
PAGINA = reverse("admin:comitato_coverage")


def casella_di(comune, tipologia):
    return reverse("admin:comitato_coverage_cell", args=[comune.codice_istat, tipologia.code])


def scarica(client, formato="csv", **filtri):
    return client.get(reverse("admin:comitato_coverage_export", args=[formato]), filtri)


def righe_csv(risposta):
    assert risposta.status_code == 200
    return list(csv.DictReader(StringIO(risposta.text.lstrip("\ufeff")), delimiter=";"))


@pytest.fixture
def operatore(client, db):
    utente = make_utente(is_staff=True)
    utente.groups.add(Group.objects.get(name=OPERATORE))
    client.force_login(utente)
    return client


@pytest.fixture
def territorio(db):
    """Make two comuni of Tirano: Grosio covered in summer by a service of Tirano, Teglio not."""
    ambito = make_ambito(nome="Tirano", codice_istat_riferimento="014066")
    grosio = make_comune(ambito=ambito, nome="Grosio", codice_istat="014033")
    teglio = make_comune(ambito=ambito, nome="Teglio", codice_istat="014065")
    make_popolazione(grosio, {3: 500})
    make_popolazione(teglio, {3: 80})
    estivo = make_tipologia(code="CRD", label="Centro estivo", eta_min_mesi=36, eta_max_mesi=47)
    estate = make_periodo("ESTATE")
    servizio = make_servizio(
        titolo="Grest Betulla", tipologia=estivo, area=[grosio], comune=teglio, posti_totali=60
    )
    servizio.periodi.add(estate)
    return {"grosio": grosio, "teglio": teglio, "estivo": estivo, "estate": estate, "servizio": servizio}


def test_chi_la_apre(client, territorio):
    """Members and guests while their term lasts, and the secretariat; no other account, on any address."""
    ieri = OGGI - timedelta(days=1)
    del_comitato = make_utente(is_staff=True)
    del_comitato.groups.add(Group.objects.get(name=COMITATO))
    attesi = [
        (make_componente().utente, 200),
        (make_componente(ruolo="supplente").utente, 200),
        (make_componente(ruolo="ospite").utente, 200),
        (make_componente(ruolo="ospite", al=ieri).utente, 403),
        (del_comitato, 403),
        (make_utente(), 302),
    ]
    indirizzi = [
        PAGINA,
        casella_di(territorio["grosio"], territorio["estivo"]),
        reverse("admin:comitato_coverage_export", args=["csv"]),
    ]
    for utente, atteso in attesi:
        client.force_login(utente)
        assert [client.get(indirizzo).status_code for indirizzo in indirizzi] == [atteso] * 3
    client.force_login(attesi[0][0])
    assert PAGINA in client.get(reverse("admin:index")).text
    client.force_login(del_comitato)
    assert PAGINA not in client.get(reverse("admin:index")).text


def test_quello_che_si_legge(operatore, territorio):
    pagina = operatore.get(PAGINA, {"tipologia": "CRD", "periodo": "ESTATE"}).text
    frase = (
        "Per «Centro estivo» nel periodo «Estate» è scoperto 1 comune su 2, dove vivono 80 bambini di 3 anni."
    )
    assert frase in pagina
    assert "Grest Betulla" in pagina
    assert "1,7" in pagina  # one service every 1,000 of 580
    di_grosio = operatore.get(casella_di(territorio["grosio"], territorio["estivo"])).text
    assert "sede altrove" in di_grosio
    assert "120,0 ogni 1.000" in di_grosio  # 60 places for 500 children
    di_teglio = operatore.get(casella_di(territorio["teglio"], territorio["estivo"])).text
    assert "ha una sede qui, ma non è per chi abita in questo comune" in di_teglio
    assert "Scoperto" in di_teglio


def test_ogni_vista_si_apre_in_parole(operatore, territorio):
    """Ambiti, comuni, one typology by comune and by ambito: none breaks, each state has its word."""
    for filtri in ({}, {"vista": "comuni"}, {"ambito": "tirano"}, {"tipologia": "CRD", "ambito": "tirano"}):
        pagina = operatore.get(PAGINA, filtri)
        assert pagina.status_code == 200
        assert "scoperto" in pagina.text or "1 comuni su 2" in pagina.text
    assert "<svg" in operatore.get(PAGINA, {"tipologia": "CRD"}).text


@pytest.mark.parametrize(
    ("filtri", "errore"),
    [
        ({"eta": "abc"}, "Scrivi l&#x27;età in anni"),
        ({"eta": "900"}, "L&#x27;età va da 0 a 100 anni."),
        ({"tipologia": "x' OR 1"}, "Questa scelta non c&#x27;è"),
        ({"ambito": "\x00"}, "scegline una dall&#x27;elenco"),
        ({"destinatari": "NESSUNO", "periodo": "MAI"}, "Questa scelta non c&#x27;è"),
    ],
)
def test_un_filtro_sbagliato_si_dice_e_non_rompe(operatore, territorio, filtri, errore):
    pagina = operatore.get(PAGINA, filtri)
    assert pagina.status_code == 200
    assert "Centro estivo" in pagina.text
    assert errore in pagina.text


def test_indirizzi_che_non_ci_sono(operatore, territorio):
    for comune, tipologia in (("999999", "CRD"), ("014033", "NIENTE")):
        assert (
            operatore.get(reverse("admin:comitato_coverage_cell", args=[comune, tipologia])).status_code
            == 404
        )
    assert scarica(operatore, "pdf").status_code == 404
    assert operatore.post(PAGINA).status_code == 405


# Invented data


def test_i_dati_dimostrativi_non_contano_e_si_vede(operatore, db):
    comune = make_comune(nome="Grosio", codice_istat="014033")
    estivo = make_tipologia(code="CRD", label="Centro estivo")
    make_servizio(titolo="Grest inventato", tipologia=estivo, area=[comune], dimostrativo=True)
    pagina = operatore.get(PAGINA, {"tipologia": "CRD"}).text
    assert "Nel portale non ci sono ancora servizi veri." in pagina
    assert "Grest inventato" not in pagina
    [riga] = righe_csv(scarica(operatore))
    assert (riga["Servizi per chi abita qui"], riga["Stato"], riga["Dati"]) == ("0", "scoperto", "reali")
    con = operatore.get(PAGINA, {"tipologia": "CRD", "dimostrativi": "si"}).text
    assert "Grest inventato" in con
    assert "Dati dimostrativi." in con
    assert "dato dimostrativo" in con
    assert "dimostrativi=si" in con.split('id="file"')[1]  # the files too
    cella = operatore.get(casella_di(comune, estivo), {"dimostrativi": "si"}).text
    assert "Dati dimostrativi." in cella
    assert "dato dimostrativo" in cella
    risposta = scarica(operatore, dimostrativi="si")
    assert "con-dati-dimostrativi" in risposta["Content-Disposition"]
    [riga] = righe_csv(risposta)
    assert (riga["Servizi per chi abita qui"], riga["Dati"]) == ("1", "con dati dimostrativi")


def test_un_sospeso_si_vede_e_non_conta(operatore, territorio):
    territorio["servizio"].stato = "sospeso"
    territorio["servizio"].motivo_stato = "Lavori."
    territorio["servizio"].save()
    pagina = operatore.get(casella_di(territorio["grosio"], territorio["estivo"])).text
    assert "sospeso, non conta" in pagina
    assert "Scoperto" in pagina


def test_le_proposte_non_le_legge_un_componente(client, operatore, territorio):
    """A member in conflict of interest must not learn of a proposal from here."""
    proposta = make_candidatura().progetto
    proposta.titolo = "Proposta segreta"
    proposta.save()
    proposta.comuni.add(territorio["grosio"])
    territorio["estivo"].progetti.add(proposta)
    indirizzi = [PAGINA + "?tipologia=CRD", casella_di(territorio["grosio"], territorio["estivo"])]
    assert ["Proposta segreta" in operatore.get(i).text for i in indirizzi] == [True, True]
    client.force_login(make_componente().utente)
    assert ["Proposta segreta" in client.get(i).text for i in indirizzi] == [False, False]


# Files and rows behind the numbers


def test_il_file_dice_gli_stessi_numeri_della_pagina(operatore, territorio):
    make_mancante(territorio["teglio"], territorio["estivo"], 3)
    make_ricerca("centro estivo", territorio["teglio"], 2)
    make_progetto().comuni.add(territorio["teglio"])
    righe = {
        (r["Comune"], r["Periodo"]): r for r in righe_csv(scarica(operatore, tipologia="CRD", che="periodi"))
    }
    mondo = carica()
    quandi = [None, *mondo.periodi]
    assert len(righe) == len(mondo.comuni) * len(quandi)
    for quando in quandi:
        matrice = Matrice(mondo, quando)
        for luogo in mondo.comuni:
            riga = righe[luogo.nome, quando.nome if quando else "qualunque periodo"]
            casella = matrice.casella(luogo, mondo.tipologie[0])
            assert riga["Servizi per chi abita qui"] == str(casella.quanti)
            assert riga["Residenti di quell'età"] == str(casella.persone)
            assert riga["Servizi ogni 1.000"] == str(casella.ogni_mille).replace(".", ",")
            assert riga["Servizi con sede nel comune"] == str(len(casella.porte))
    teglio = righe["Teglio", "qualunque periodo"]
    assert (teglio["«Manca un servizio»"], teglio["Ricerche senza risultati"]) == ("3", "2")
    assert (teglio["Codice ISTAT"], teglio["Numeri piccoli"]) == ("014065", "sì, meno di 100 residenti")
    assert (teglio["Residenti al"], teglio["Situazione al"]) == ("01/01/2023", f"{OGGI:%d/%m/%Y}")
    foglio = load_workbook(BytesIO(scarica(operatore, "xlsx").content)).active
    assert foglio.max_row == 1 + len(mondo.comuni)
    assert scarica(operatore, "ods", che="classifica").status_code == 200


def test_dove_manca_nel_file_e_nella_pagina(operatore, territorio):
    make_mancante(territorio["teglio"], territorio["estivo"], 3)
    [riga] = righe_csv(scarica(operatore, che="classifica"))
    assert (riga["Comune"], riga["Punti = residenti × (1 + richieste)"]) == ("Teglio", "320")
    assert ">320<" in operatore.get(PAGINA).text


def test_le_richieste_aprono_le_righe_che_sommano(operatore, territorio):
    """The number of the page is that of the rows its link opens: same weeks, same period, same comune."""
    teglio, estivo = territorio["teglio"], territorio["estivo"]
    make_mancante(teglio, estivo, 3, territorio["estate"])
    make_mancante(teglio, estivo, 2)
    make_mancante(territorio["grosio"], estivo, 5)
    make_mancante(teglio, estivo, 9, settimana=OGGI - timedelta(days=500))
    pagina = operatore.get(casella_di(teglio, estivo)).text
    richieste = pagina.split('id="richieste"')[1].split("</section>")[0]
    voci = re.findall(r'href="([^"]+)">(\d+)</a>', richieste)
    assert [numero for _url, numero in voci] == ["3", "2"]
    for url, numero in voci:
        righe = operatore.get(url.replace("&amp;", "&")).context["cl"].queryset
        assert sum(riga.numero for riga in righe) == int(numero)


def test_le_query_non_crescono(operatore, territorio, nplus):
    """Services, comuni, projects and needs are read once, however many."""

    def aggiungi():
        comune = make_comune()
        make_popolazione(comune, {3: 10})
        servizio = make_servizio(area=[comune], comune=comune, tipologia=territorio["estivo"])
        progetto = make_progetto()
        progetto.comuni.add(comune)
        servizio.tipologia.progetti.add(progetto)
        make_mancante(comune, servizio.tipologia)
        make_ricerca(f"centro estivo {comune.nome}", comune)

    nplus(lambda: operatore.get(PAGINA, {"tipologia": "CRD"}), aggiungi, attese=36)
    nplus(lambda: operatore.get(PAGINA, {"vista": "comuni", "dimostrativi": "si"}), aggiungi, attese=36)
    pagina = casella_di(territorio["grosio"], territorio["estivo"])
    nplus(lambda: operatore.get(pagina), aggiungi, attese=35)


def test_i_nomi_si_scrivono_come_testo(operatore, territorio):
    """Cells are written in Python: a name must not become mark-up, nor a formula in the file."""
    make_tipologia(code="MALE", label='=1+1<b title="x">')
    make_comune(nome="<i>Ombra</i>")
    for filtri in ({}, {"vista": "comuni"}, {"tipologia": "MALE"}):
        pagina = operatore.get(PAGINA, filtri).text
        assert "<b title" not in pagina
        assert "<i>Ombra" not in pagina
    assert {riga["Tipologia"] for riga in righe_csv(scarica(operatore, tipologia="MALE"))} == {
        '\'=1+1<b title="x">'
    }


def test_per_chi_si_legge_nella_pagina_e_nel_file(operatore, territorio):
    pagina = operatore.get(PAGINA, {"tipologia": "CRD", "eta": "3"}).text
    assert "Contiamo solo i servizi per: 3 anni." in pagina
    assert {riga["Servizi contati per"] for riga in righe_csv(scarica(operatore, eta="3"))} == {"3 anni"}
    assert righe_csv(scarica(operatore, eta="40")) == []  # no typology is for them
    assert "Nessuna tipologia risponde" in operatore.get(PAGINA, {"eta": "40"}).text
