"""The list and the sheet of the services, as a citizen reads them."""

import json
import re
from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from servizi.models import (
    Apertura,
    DocumentoRichiesto,
    FinanziamentoServizio,
    Orario,
    Periodo,
    SedeServizio,
    Servizio,
    Tariffa,
)
from tests.factories import (
    make_ambito,
    make_comune,
    make_destinatario,
    make_organizzazione,
    make_progetto,
    make_sede,
    make_servizio,
    make_tipologia,
)

pytestmark = pytest.mark.django_db
OGGI = timezone.localdate()
IERI, DOMANI = OGGI - timedelta(days=1), OGGI + timedelta(days=1)


def in_riga(pezzo):
    """Return HTML as one line of text."""
    senza_codice = re.sub(r"<script.*?</script>", "", pezzo, flags=re.S)
    piano = re.sub(r"<[^>]+>", " ", senza_codice).replace("&#x27;", "'").replace("\xa0", " ")
    return re.sub(r"\s+([,.:;)])", r"\1", re.sub(r"\s+", " ", piano)).strip()


def leggi(client, indirizzo, stato=200):
    risposta = client.get(indirizzo)
    assert risposta.status_code == stato
    return risposta.content.decode()


def voce(pagina, nome):
    """Return the text of a voice of the sheet, by the id of its heading."""
    return in_riga(re.search(rf'<section aria-labelledby="{nome}">(.*?)</section>', pagina, re.S)[1])


def capo(pagina):
    """Return the text of the head of a sheet."""
    return in_riga(re.search(r'<div class="testa">(.*?)<div class="container corpo">', pagina, re.S)[1])


def scheda_piena(**campi):
    """Return a service that has one of everything."""
    servizio = make_servizio(comune=make_comune(), area=[make_ambito(), make_comune()], **campi)
    servizio.destinatari.add(make_destinatario())
    servizio.periodi.add(Periodo.objects.create(code=f"P{servizio.pk}", label="Estate", tipo="chiusura"))
    DocumentoRichiesto.objects.create(servizio=servizio, nome="ISEE")
    Orario.objects.create(servizio=servizio, giorno=0, dalle=time(8), alle=time(12))
    Apertura.objects.create(servizio=servizio, dal=OGGI, al=OGGI)
    Tariffa.objects.create(servizio=servizio, importo=10, unita="mese")
    FinanziamentoServizio.objects.create(servizio=servizio, progetto=make_progetto())
    return servizio


# --- Queries -------------------------------------------------------------------------------------------


def test_the_sheet_asks_the_same_with_one_and_three_of_everything(client, nplus):
    servizio = make_servizio()

    def aggiungi():
        scheda_piena(tipologia=servizio.tipologia)
        altro = scheda_piena()
        for nome in ("aree", "documenti", "orari", "aperture", "tariffe", "finanziamenti", "sedi_servizio"):
            getattr(altro, nome).update(
                servizio=servizio, **{"principale": False} if nome == "sedi_servizio" else {}
            )
        servizio.destinatari.add(*altro.destinatari.all())
        servizio.periodi.add(*altro.periodi.all())

    nplus(lambda: client.get(servizio.get_absolute_url()), aggiungi, 8)


# --- The sheet -----------------------------------------------------------------------------------------


def test_the_sheet_has_the_voices_in_their_order(client):
    servizio = scheda_piena()
    pagina = leggi(client, servizio.get_absolute_url())
    contenuto = re.search(r"<main.*</main>", pagina, re.S)[0]
    assert re.findall(r'<h2 id="[^"]+">([^<]+)</h2>', contenuto) == [
        "A chi è rivolto",
        "Come fare",
        "Cosa serve",
        "Cosa si ottiene",
        "Tempi e scadenze",
        "Accedi al servizio",
        "Condizioni",
        "Contatti",
    ]
    indice = re.search(r'<details class="indice">.*?</details>', pagina, re.S)[0]
    assert set(re.findall(r'href="#([^"]+)"', indice)) == set(re.findall(r'<h2 id="([^"]+)"', contenuto))


def test_the_head_of_the_sheet_says_what_it_is_and_what_to_do_first(client):
    servizio = make_servizio(
        titolo="Nido Betulla",
        tipologia=make_tipologia(label="Asilo nido"),
        telefono="0342 000 010 / 0342 000 011",
        email="nido@example.org",
        accesso_url="https://example.org/iscrizioni",
        dimostrativo=True,
    )
    pagina = leggi(client, servizio.get_absolute_url())
    testa = re.search(r'<div class="testa">(.*?)<div class="container corpo">', pagina, re.S)[1]
    assert in_riga(testa) == (
        f"Inizio Servizi Nido Betulla {servizio.tipologia.gruppo.label} · Asilo nido Nido Betulla attivo "
        "Un servizio di prova. Iscriviti online Chiama 0342 000 010 / 0342 000 011 Scrivi "
        "Metti in lista: Nido Betulla Dati dimostrativi. "
        "Questa scheda è inventata per mostrare come funziona il portale: non descrive un servizio o un ente "
        "reale."
    )
    azioni = re.search(r'<p class="azioni">(.*?)</p>', testa, re.S)[1]
    assert re.findall(r'<a class="btn [^"]+" href="([^"]+)"', azioni) == [
        "https://example.org/iscrizioni",
        "tel:0342000010",
        "mailto:nido@example.org",
    ]


def test_what_is_not_known_is_said_and_not_invented(client):
    servizio = make_servizio(telefono="", email="", accesso_url="https://example.org/")
    pagina = leggi(client, servizio.get_absolute_url())
    assert voce(pagina, "a-chi") == (
        "A chi è rivolto Età Tutte le età Destinatari non indicati Chi abita in zona non indicata: chiedi "
        "all’ufficio Chi abita altrove non indicato"
    )
    assert voce(pagina, "come-fare") == "Come fare Non indicato: chiedi all’ufficio."
    assert voce(pagina, "cosa-serve") == "Cosa serve Non indicato: chiedi all’ufficio."
    assert voce(pagina, "tempi") == "Tempi e scadenze Orari Orari non indicati: chiedi all’ufficio."
    assert voce(pagina, "condizioni") == (
        "Condizioni Quanto costa Prezzo non indicato: chiedi all’ufficio. Voucher non indicato"
    )
    assert voce(pagina, "accesso").endswith("Nessuna sede indicata: chiedi all’ufficio dove si svolge.")
    assert "Telefono ed e-mail non indicati" in voce(pagina, "contatti")


def test_several_doors_each_with_its_hours(client):
    servizio = make_servizio()
    for nome, principale, giorni in (("Aprica", False, [1, 3]), ("Bormio", True, [0, 1, 2, 3, 4])):
        comune = make_comune(nome=nome)
        sede = make_sede(nome=f"Sala di {nome}", indirizzo="via Roma 1", cap="23030", comune=comune)
        SedeServizio.objects.create(servizio=servizio, sede=sede, principale=principale)
        for giorno in giorni:
            Orario.objects.create(servizio=servizio, sede=sede, giorno=giorno, dalle=time(14), alle=time(18))
    Orario.objects.create(servizio=servizio, giorno=5, dalle=time(9), alle=time(12), dal=DOMANI)
    Orario.objects.create(servizio=servizio, giorno=6, dalle=time(9), alle=time(12), al=IERI)
    pagina = leggi(client, servizio.get_absolute_url())
    orari = re.search(r"<h3>Orari</h3>\s*<ul>(.*?)</ul>", pagina, re.S)[1]
    parole = [in_riga(riga) for riga in re.findall(r"<li>(.*?)</li>", orari, re.S)]
    assert re.sub(r"\(.*?\)", "(…)", parole[0]) == "Tutte le sedi (…): sabato 9:00-12:00"
    assert parole[1:] == [
        "Sala di Bormio: da lunedì a venerdì 14:00-18:00",
        "Sala di Aprica: martedì e giovedì 14:00-18:00",
    ]
    tabella = [in_riga(riga) for riga in re.findall(r"<tr>(.*?)</tr>", pagina, re.S)]
    assert tabella[1:3] == ["lunedì — 14:00-18:00 —", "martedì — 14:00-18:00 14:00-18:00"]
    dove = re.findall(r"<strong>(Sala di \w+)</strong>", voce_html(pagina, "accesso"))
    assert dove == ["Sala di Bormio", "Sala di Aprica"]


def voce_html(pagina, nome):
    return re.search(rf'<section aria-labelledby="{nome}">(.*?)</section>', pagina, re.S)[1]


def test_a_door_links_its_comune_and_its_point_on_a_map(client):
    servizio = make_servizio()
    comune = make_comune(nome="Grosio")
    sede = make_sede(comune=comune, lat="46.29512", lon="10.27254")
    SedeServizio.objects.create(servizio=servizio, sede=sede)
    html = voce_html(leggi(client, servizio.get_absolute_url()), "accesso")
    ambito = comune.appartenenze.get().ambito
    assert re.findall(r'href="([^"]+)"', html) == [
        f"/territorio/{ambito.slug}/grosio/",
        "geo:46.29512,10.27254?q=46.29512,10.27254",
        "https://www.openstreetmap.org/?mlat=46.29512&amp;mlon=10.27254#map=17/46.29512/10.27254",
    ]


def test_the_area_served_may_be_wider_than_the_seat(client):
    sede, tirano, bormio = make_comune(nome="Grosio"), make_ambito(nome="Tirano"), make_ambito(nome="Bormio")
    servizio = make_servizio(comune=sede, area=[tirano, bormio, make_comune(nome="Teglio")])
    assert "Chi abita in tutto l’ambito di Bormio, tutto l’ambito di Tirano, Teglio Chi" in voce(
        leggi(client, servizio.get_absolute_url()), "a-chi"
    )


def test_fees_by_isee_of_today_and_to_come(client):
    servizio = make_servizio(prezzo_nota="Il secondo figlio paga metà.", voucher=True)
    per_isee = [(480, 20000, None), (180, None, "9999.99"), (320, 10000, "19999.99")]
    for importo, da, a in per_isee:
        Tariffa.objects.create(servizio=servizio, importo=importo, unita="mese", isee_da=da, isee_a=a)
    Tariffa.objects.create(
        servizio=servizio, importo="5.5", unita="pasto", residenti=True, descrizione="mensa"
    )
    Tariffa.objects.create(servizio=servizio, importo=1, unita="mese", al=IERI)
    pagina = leggi(client, servizio.get_absolute_url())
    righe = re.findall(r"<tr>(.*?)</tr>", voce_html(pagina, "condizioni"), re.S)
    assert {in_riga(riga) for riga in righe[1:]} == {
        "180 € al mese ISEE fino a 9.999,99 €",
        "320 € al mese ISEE da 10.000 € a 19.999,99 €",
        "480 € al mese ISEE da 20.000 € in su",
        "5,50 € a pasto con ogni ISEE, solo residenti mensa",
    }
    assert voce(pagina, "condizioni").endswith("Il secondo figlio paga metà. Voucher accettati")


def test_dated_openings_and_closures_not_over_yet(client):
    anno = OGGI.year + 1
    servizio = make_servizio()
    Apertura.objects.create(
        servizio=servizio,
        dal=date(anno, 6, 14),
        al=date(anno, 6, 18),
        descrizione="Turno 1",
        posti="esauriti",
    )
    Apertura.objects.create(servizio=servizio, tipo="chiuso", dal=date(anno, 8, 15), al=date(anno, 8, 15))
    Apertura.objects.create(servizio=servizio, dal=IERI, al=IERI, descrizione="Passata")
    righe = re.findall(
        r"<tr>(.*?)</tr>", voce_html(leggi(client, servizio.get_absolute_url()), "tempi"), re.S
    )
    assert [in_riga(riga) for riga in righe[1:]] == [
        f"dal 14 al 18 giugno {anno} aperto, posti esauriti Turno 1",
        f"il 15 agosto {anno} chiuso",
    ]


@pytest.mark.parametrize(
    ("dal", "al", "inizio"),
    [
        (DOMANI, None, "Le iscrizioni non sono ancora aperte: "),
        (IERI, DOMANI, "Le iscrizioni sono aperte: "),
        (OGGI, OGGI, "Le iscrizioni sono aperte: "),
        (None, IERI, "Le iscrizioni sono chiuse: "),
    ],
)
def test_enrolment_today(client, dal, al, inizio):
    servizio = make_servizio(iscrizioni_dal=dal, iscrizioni_al=al)
    assert voce(leggi(client, servizio.get_absolute_url()), "tempi").startswith(f"Tempi e scadenze {inizio}")


@pytest.mark.parametrize(
    ("dal", "al", "aperte"),
    [
        (None, None, True),
        (OGGI, OGGI, True),
        (IERI, None, True),
        (None, DOMANI, True),
        (DOMANI, None, False),
        (None, IERI, False),
    ],
)
def test_enrolling_online_is_offered_only_while_one_can(client, dal, al, aperte):
    servizio = make_servizio(
        accesso_url="https://example.org/iscrizioni", iscrizioni_dal=dal, iscrizioni_al=al
    )
    testa = re.search(
        r'<div class="testa">(.*?)<div class="container corpo">',
        leggi(client, servizio.get_absolute_url()),
        re.S,
    )[1]
    bottoni = re.findall(r'class="btn (\S+)" href="([^"]+)"', testa)
    chiama = ("btn-outline-primary" if aperte else "btn-primary", "tel:0342000000")
    iscriviti = [("btn-primary", "https://example.org/iscrizioni")] if aperte else []
    assert bottoni == [*iscriviti, chiama]
    assert ("Le iscrizioni" in testa) is bool(dal or al)


@pytest.mark.parametrize(
    ("documento", "obbligatorio", "isee_a", "frase"),
    [
        ("Attestazione ISEE", True, 9999, "Porta l’ISEE: è tra i documenti da portare."),
        ("Attestazione ISEE", False, 9999, "Prepara l’ISEE: il prezzo dipende da quello."),
        ("Carta d'identità", True, 9999, "Prepara l’ISEE: il prezzo dipende da quello."),
        ("attestazione isee", False, None, "Se hai l’ISEE portalo: può servire."),
        ("Carta d'identità", True, None, ""),
    ],
)
def test_the_head_says_what_to_do_about_the_isee(client, documento, obbligatorio, isee_a, frase):
    servizio = make_servizio()
    DocumentoRichiesto.objects.create(servizio=servizio, nome=documento, obbligatorio=obbligatorio)
    Tariffa.objects.create(servizio=servizio, importo=10, unita="mese", isee_a=isee_a)
    Tariffa.objects.create(servizio=servizio, importo=10, unita="mese", isee_a=5000, al=IERI)
    testa = capo(leggi(client, servizio.get_absolute_url()))
    azioni = testa.partition("Chiama 0342 000000")[2].partition("Metti in lista")[0]
    assert azioni.strip() == frase
    assert ("ISEE" in testa) is bool(frase)


# --- Closed, expired, drafts ---------------------------------------------------------------------------


def robots(pagina):
    return re.findall(r'<meta name="robots" content="([^"]+)">', pagina)


def test_an_active_sheet_is_for_search_engines(client):
    servizio = make_servizio(valido_fino_al=OGGI, verificato_il=None)
    pagina = leggi(client, servizio.get_absolute_url())
    assert robots(pagina) == []
    assert "Scheda scaduta" not in pagina


@pytest.mark.parametrize(
    ("campi", "avviso", "indicizzata"),
    [
        (
            {"stato": "chiuso", "motivo_stato": "Il progetto è finito."},
            "Servizio chiuso. Il progetto è finito.",
            False,
        ),
        ({"stato": "sospeso", "motivo_stato": "Strada chiusa."}, "Servizio sospeso. Strada chiusa.", True),
        (
            {"valido_fino_al": date(2026, 2, 1)},
            "Scheda scaduta. Le informazioni valevano fino a questo giorno: 1° febbraio 2026. "
            "Chiedi conferma prima di andare.",
            False,
        ),
    ],
)
def test_a_sheet_that_no_longer_holds_says_so(client, campi, avviso, indicizzata):
    servizio = make_servizio(accesso_url="https://example.org/iscrizioni", **campi)
    pagina = leggi(client, servizio.get_absolute_url())
    assert avviso in capo(pagina)
    assert robots(pagina) == ([] if indicizzata else ["noindex"])
    assert ("https://example.org/iscrizioni" in pagina) is indicizzata
    assert ("GovernmentService" in pagina) is indicizzata


def test_a_draft_has_no_page_and_leaks_nowhere(client):
    comune = make_comune(nome="Grosio")
    gestore = make_organizzazione(aderente_dal=date(2017, 1, 1), denominazione="Ente del segreto")
    bozza = make_servizio(
        titolo="Titolo segreto", stato="bozza", gestore=gestore, comune=comune, area=[comune], gratuito=True
    )
    assert client.get(bozza.get_absolute_url()).status_code == 404
    for indirizzo in (
        "/servizi/",
        "/servizi/?q=segreto",
        "/servizi/?casa=grosio&gratuito=si",
        f"/servizi/?tipologia={bozza.tipologia.code}",
        gestore.get_absolute_url(),
        comune.get_absolute_url(),
        "/sitemap-servizi.xml",
    ):
        assert "titolo-segreto" not in leggi(client, indirizzo), indirizzo


def test_a_body_without_a_public_sheet_is_a_plain_name(client):
    da_confermare = make_organizzazione(denominazione="Da confermare")
    aderente = make_organizzazione(aderente_dal=date(2017, 1, 1), denominazione="Aderente")
    collegamento = '<a href="{}">{}</a>'
    for ente, atteso in ((da_confermare, False), (aderente, True)):
        pagina = leggi(client, make_servizio(gestore=ente).get_absolute_url())
        assert ente.denominazione in pagina
        assert (collegamento.format(ente.get_absolute_url(), ente.denominazione) in pagina) is atteso


def test_only_public_projects_are_named(client):
    servizio = make_servizio()
    for titolo, stato in (
        ("Progetto noto", "in_corso"),
        ("Proposta segreta", "presentata"),
        ("Senza eventi", None),
    ):
        FinanziamentoServizio.objects.create(servizio=servizio, progetto=make_progetto(stato, titolo=titolo))
    pagina = leggi(client, servizio.get_absolute_url())
    assert "Progetto noto" in pagina
    assert "Proposta segreta" not in pagina
    assert "Senza eventi" not in pagina


# --- For machines --------------------------------------------------------------------------------------


def test_structured_data_say_what_the_sheet_says(client):
    gestore = make_organizzazione(denominazione="Comune di Grosio", natura="pubblico")
    servizio = make_servizio(
        titolo='Nido </script><b>"Betulla"',
        tipologia=make_tipologia(label="Asilo nido"),
        gestore=gestore,
        area=[make_ambito(nome="Tirano")],
        telefono="0342 000 010",
    )
    pagina = leggi(client, servizio.get_absolute_url())
    blocchi = re.findall(r'<script type="application/ld\+json">(.*?)</script>', pagina, re.S)
    dati, briciole = (json.loads(blocco) for blocco in blocchi)
    assert dati == {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "name": 'Nido </script><b>"Betulla"',
        "description": "Un servizio di prova.",
        "url": f"http://127.0.0.1:8000{servizio.get_absolute_url()}",
        "serviceType": "Asilo nido",
        "category": servizio.tipologia.gruppo.label,
        "provider": {"@type": "GovernmentOrganization", "name": "Comune di Grosio"},
        "areaServed": ["Tirano"],
        "availableChannel": {
            "@type": "ServiceChannel",
            "servicePhone": {"@type": "ContactPoint", "telephone": "0342000010"},
        },
    }
    assert [voce["name"] for voce in briciole["itemListElement"]] == ["Inizio", "Servizi", servizio.titolo]
    assert briciole["itemListElement"][2]["item"].endswith(servizio.get_absolute_url())


def test_a_renamed_service_is_found_at_its_old_address(client):
    servizio = make_servizio(titolo="Nido Betulla")
    vecchio = servizio.get_absolute_url()
    servizio = Servizio.objects.get(pk=servizio.pk)
    servizio.slug = "nido-larice"
    servizio.save()
    assert client.get(vecchio).url == "/servizi/nido-larice/"
