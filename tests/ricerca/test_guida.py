"""The guide of a valley: every service for who lives there, the same on the page and in the PDF."""

import re
from collections import Counter
from datetime import date, time, timedelta
from io import BytesIO
from itertools import product

import html5lib
import pytest
from django.utils import timezone
from pypdf import PdfReader

from core import pdf as guida_pdf
from ricerca import guida
from servizi.models import Orario, Servizio, Tariffa
from territorio.models import AppartenenzaAmbito
from tests.factories import (
    make_ambito,
    make_comune,
    make_gruppo,
    make_servizio,
    make_tipologia,
)
from tests.processo import Processo
from tests.servizi.test_pagine import in_riga, leggi, scheda_piena

pytestmark = pytest.mark.django_db
OGGI = timezone.localdate()
IERI = OGGI - timedelta(days=1)


@pytest.fixture
def valle():
    """Return the ambito of Tirano with the comuni Grosio and Tirano, and one elsewhere."""
    ambito = make_ambito(nome="Tirano", slug="tirano")
    grosio, tirano = (make_comune(nome=nome, ambito=ambito) for nome in ("Grosio", "Tirano"))
    return ambito, grosio, tirano, make_comune(nome="Dongo")


@pytest.fixture
def popolata(valle):
    """Fill the valley: every state, expired or not, for every area, over typologies out of order."""
    ambito, grosio, tirano, dongo = valle
    nidi, estate = make_gruppo(label="Nidi", ordine=1), make_gruppo(label="Estate", ordine=2)
    tipologie = [
        make_tipologia(label="Grest", gruppo=estate, ordine=2),
        make_tipologia(label="Campo", gruppo=estate, ordine=1),
        make_tipologia(label="Nido", gruppo=nidi, ordine=9),
    ]
    aree = [[ambito], [grosio], [tirano], [dongo], [grosio, dongo], []]
    for n, (stato, scadenza, area) in enumerate(product(Servizio.Stato, [None, IERI, OGGI], aree)):
        make_servizio(
            titolo=f"Servizio {(n * 37) % 72:02}",
            tipologia=tipologie[n % 3],
            comune=dongo,
            area=area,
            stato=stato,
            motivo_stato="" if stato in ("attivo", "bozza") else "Frana",
            verificato_il=None,
            valido_fino_al=scadenza,
        )
    return valle


def attesi(*luoghi):
    """Return (group, typology, title) of the services for who lives in ``luoghi``, read row by row."""
    voluti = []
    for servizio in Servizio.objects.all():
        in_uso = servizio.stato in ("attivo", "sospeso") and servizio.valido_fino_al != IERI
        if in_uso and {area.ambito or area.comune for area in servizio.aree.all()} & set(luoghi):
            tipo = servizio.tipologia
            voluti.append((tipo.gruppo.ordine, tipo.ordine, servizio.titolo, tipo))
    voluti.sort(key=lambda voce: voce[:3])
    return [(tipo.gruppo.label, tipo.label, titolo) for _gruppo, _tipo, titolo, tipo in voluti]


def titoli(pagina):
    """Return (level, text) of the headings in the content of a page, in order."""
    radice = html5lib.parse(pagina, namespaceHTMLElements=False)
    contenuto = next(radice.iter("main"))
    return [
        (int(e.tag[1]), "".join(e.itertext())) for e in contenuto.iter() if e.tag in ("h1", "h2", "h3", "h4")
    ]


def voci(pagina):
    """Return (group, typology, title) of the entries of a guide."""
    sopra, trovate = {}, []
    for livello, testo in titoli(pagina):
        sopra[livello] = testo
        if livello == 4:
            trovate.append((sopra[2], sopra[3], testo))
    return trovate


def segnalibri(voci, livello=1):
    """Yield (level, title) of the bookmarks of a PDF, in order."""
    for voce in voci:
        if isinstance(voce, list):
            yield from segnalibri(voce, livello + 1)
        else:
            yield livello, voce.title


def apri(client, percorso):
    """Return the reader of a PDF of the portal."""
    risposta = client.get(percorso)
    assert (risposta.status_code, risposta["Content-Type"]) == (200, "application/pdf")
    return PdfReader(BytesIO(risposta.content))


def compatta(testo):
    return "".join(testo.split())


# --- What is in it -----------------------------------------------------------------------------------------


def test_an_ambito_has_the_services_for_who_lives_in_any_of_its_comuni(client, popolata):
    ambito, grosio, tirano, _dongo = popolata
    trovate = voci(leggi(client, "/guida/tirano/"))
    assert trovate == attesi(ambito, grosio, tirano)
    assert len(trovate) == 16


def test_a_comune_has_the_services_for_who_lives_there_wherever_their_door_is(client, popolata):
    ambito, grosio, _tirano, _dongo = popolata
    pagina = leggi(client, "/guida/tirano/grosio/")
    assert voci(pagina) == attesi(ambito, grosio)
    assert pagina.count(" Dongo</dd>") == len(voci(pagina)) == 12


def test_nothing_of_a_draft_a_closed_or_an_expired_service_is_in_it(client, valle):
    ambito, *_altri = valle
    for stato, scadenza in (("bozza", None), ("chiuso", None), ("attivo", IERI)):
        servizio = make_servizio(
            titolo=f"Segreto {stato}",
            area=[ambito],
            stato=stato,
            telefono="0342 999999",
            prezzo_nota="Prezzo segreto",
            motivo_stato="Motivo segreto",
            verificato_il=None,
            valido_fino_al=scadenza,
            tipologia=make_tipologia(label="Tipo segreto"),
            comune=make_comune(nome="Comune segreto"),
        )
        Tariffa.objects.create(servizio=servizio, importo=777, unita="mese")
    make_servizio(titolo="Pubblico", area=[ambito])
    pagina = leggi(client, "/guida/tirano/")
    assert [titolo for _gruppo, _tipo, titolo in voci(pagina)] == ["Pubblico"]
    assert [parola for parola in ("egreto", "999999", "777") if parola in pagina] == []


def test_an_entry_is_all_that_is_needed_on_paper(client, valle):
    ambito, grosio, *_altri = valle
    servizio = make_servizio(
        titolo="Nido Betulla",
        comune=grosio,
        area=[ambito],
        stato="sospeso",
        motivo_stato="Frana sulla strada.",
        eta_min_mesi=3,
        eta_max_mesi=36,
        email="nido@example.org",
        verificato_il=date(2026, 3, 8),
        dimostrativo=True,
    )
    type(servizio.gestore).objects.filter(pk=servizio.gestore_id).update(denominazione="Cooperativa Pino")
    sede = servizio.sedi_servizio.get().sede
    type(sede).objects.filter(pk=sede.pk).update(nome="Oratorio", indirizzo="via Roma 1", cap="23033")
    for giorno in (0, 1, 2):
        Orario.objects.create(servizio=servizio, giorno=giorno, dalle=time(8), alle=time(12))
    Tariffa.objects.create(servizio=servizio, importo=180, unita="mese", isee_a=9999)
    Tariffa.objects.create(servizio=servizio, importo=480, unita="mese", isee_da=10000)
    pagina = leggi(client, "/guida/tirano/")
    assert in_riga(pagina.partition('<article class="guida-voce">')[2].partition("</article>")[0]) == (
        "Nido Betulla Cooperativa Pino Servizio sospeso. Frana sulla strada. "
        "Dove Oratorio, via Roma 1, 23033 Grosio Per chi Da 3 mesi a 3 anni "
        "Quando Da lunedì a mercoledì 8:00-12:00 "
        "Costo 180 € al mese, ISEE fino a 9.999 € 480 € al mese, ISEE da 10.000 € in su "
        "Contatti 0342 000000 · nido@example.org Verificato l'8 marzo 2026 Dati dimostrativi"
    )
    assert "i servizi con questo segno sono inventati" in pagina


def test_the_contents_lead_to_every_group_and_typology(client, popolata):
    radice = html5lib.parse(leggi(client, "/guida/tirano/"), namespaceHTMLElements=False)
    sommario = next(e for e in radice.iter("nav") if e.get("class") == "guida-sommario")
    per_id = {e.get("id"): "".join(e.itertext()) for e in radice.iter() if e.get("id")}
    rimandi = [("".join(a.itertext()), per_id[a.get("href")[1:]]) for a in sommario.iter("a")]
    assert [testo.partition(" (")[0] for testo, _titolo in rimandi] == [titolo for _testo, titolo in rimandi]
    ambito, grosio, tirano, _dongo = popolata
    n = Counter(tipologia for _gruppo, tipologia, _titolo in attesi(ambito, grosio, tirano))
    assert [testo for testo, _titolo in rimandi] == [
        "Nidi",
        f"Nido ({n['Nido']})",
        "Estate",
        f"Campo ({n['Campo']})",
        f"Grest ({n['Grest']})",
    ]


def test_a_long_guide_is_bounded_and_says_where_the_rest_is(client, valle, monkeypatch):
    ambito, *_altri = valle
    monkeypatch.setattr(guida, "MASSIMO", 2)
    tipologia = make_tipologia()
    for numero in range(2):
        make_servizio(titolo=f"Servizio {numero}", area=[ambito], tipologia=tipologia)
    assert "Nell’elenco ci sono tutti" not in leggi(client, "/guida/tirano/")
    make_servizio(titolo="Servizio 2", area=[ambito], tipologia=tipologia)
    pagina = leggi(client, "/guida/tirano/")
    assert [titolo for _g, _t, titolo in voci(pagina)] == ["Servizio 0", "Servizio 1"]
    assert '<a href="/servizi/?ambito=tirano">Nell’elenco ci sono tutti</a>' in pagina


def test_a_guide_without_services_says_so(client, valle):
    pagina = leggi(client, "/guida/tirano/grosio/")
    assert "Oggi non c’è nessun servizio in elenco per chi abita qui." in pagina
    assert "guida-sommario" not in pagina


def test_an_ambito_that_left_has_the_guide_of_its_last_day_and_comes_last(client, valle):
    uscita = date(2018, 12, 31)
    menaggio = make_ambito(nome="Menaggio", slug="menaggio", ordine=0, appartenenza_al=uscita)
    comune = make_comune(nome="Carlazzo", ambito=menaggio, al=uscita)
    make_servizio(titolo="Di Carlazzo", area=[comune])
    make_servizio(titolo="Di Tirano", area=[valle[0]])
    assert [titolo for _g, _t, titolo in voci(leggi(client, "/guida/menaggio/"))] == ["Di Carlazzo"]
    assert "Dal 2019 questo territorio non è più nella Rete." in leggi(client, "/guida/menaggio/carlazzo/")
    elenco = re.search(r'<ul class="luoghi">(.*?)</ul>', leggi(client, "/guida/"), re.S)[1]
    righe = [in_riga(riga) for riga in re.findall(r"<li>(.*?)</li>", elenco, re.S)]
    assert righe[-1] == "Menaggio 1 servizio · non più nella Rete dal 2019 · PDF: Menaggio"
    assert "Tirano 1 servizio · PDF: Tirano" in righe[:-1]


def test_old_addresses_lead_to_the_comune_of_today(client, valle):
    ambito, grosio, tirano, _dongo = valle
    bormio = make_ambito(nome="Bormio", slug="bormio")
    AppartenenzaAmbito.objects.filter(comune=grosio).update(al=date(2020, 1, 1))
    AppartenenzaAmbito.objects.create(comune=grosio, ambito=bormio, dal=date(2020, 1, 2))
    soppresso = make_comune(nome="Vecchio", ambito=ambito)
    type(soppresso).objects.filter(pk=soppresso.pk).update(cessato_il=IERI, confluito_in=tirano)
    for coda in ("", "guida.pdf"):
        spostato = client.get(f"/guida/tirano/grosio/{coda}")
        assert (spostato.status_code, spostato.url) == (301, f"/guida/bormio/grosio/{coda}")
        confluito = client.get(f"/guida/tirano/vecchio/{coda}")
        assert (confluito.status_code, confluito.url) == (301, f"/guida/tirano/tirano/{coda}")
        assert client.get(f"/guida/tirano/assente/{coda}").status_code == 404
        assert client.get(f"/guida/assente/{coda}").status_code == 404


def test_a_guide_asks_the_same_with_one_and_three_services(client, nplus, valle):
    ambito, *_altri = valle
    nplus(lambda: client.get("/guida/tirano/"), lambda: scheda_piena().aree.create(ambito=ambito), 7)


def test_the_guide_of_a_comune_asks_the_same_with_one_and_three_services(client, nplus, valle):
    _ambito, grosio, *_altri = valle
    nplus(lambda: client.get("/guida/tirano/grosio/"), lambda: scheda_piena().aree.create(comune=grosio), 7)


def test_the_list_of_guides_asks_the_same_with_one_and_three_services(client, nplus, valle):
    nplus(lambda: client.get("/guida/"), lambda: scheda_piena().aree.create(ambito=valle[0]), 2)


# --- The PDF -----------------------------------------------------------------------------------------------


def test_the_pdf_has_the_same_titles_as_the_page_in_the_same_order(client, popolata):
    pdf = apri(client, "/guida/tirano/grosio/guida.pdf")
    pagina = titoli(leggi(client, "/guida/tirano/grosio/"))
    assert list(segnalibri(pdf.outline)) == pagina
    testo = compatta("".join(foglio.extract_text() for foglio in pdf.pages))
    posti = [testo.find(compatta(titolo)) for livello, titolo in pagina if livello == 4]
    assert -1 not in posti
    assert posti == sorted(posti)
    radice = pdf.trailer["/Root"]
    assert (radice["/Lang"], radice["/MarkInfo"]["/Marked"]) == ("it", True)
    assert "/StructTreeRoot" in radice
    assert pdf.metadata.title == pagina[0][1]
    assert b"pdfuaid" in radice["/Metadata"].get_data()


def test_the_contents_of_the_pdf_give_the_right_pages(client, valle):
    ambito, *_altri = valle
    gruppi = [make_gruppo(label=f"Gruppo {n}", ordine=n) for n in range(3)]
    for gruppo in gruppi:
        tipologia = make_tipologia(label=f"Tipologia del {gruppo}", gruppo=gruppo)
        for numero in range(5):
            make_servizio(titolo=f"Nido {numero}", area=[ambito], tipologia=tipologia)
    pdf = apri(client, "/guida/tirano/guida.pdf")
    fogli = [foglio.extract_text().splitlines() for foglio in pdf.pages]
    sommario = [riga for riga in fogli[0] if "...." in riga]
    scritte = {riga.split(" .")[0].strip("."): int(riga.rpartition(".")[2]) for riga in sommario}
    vere = {str(g): 1 + next(n for n, righe in enumerate(fogli) if str(g) in righe) for g in gruppi}
    assert {str(g): scritte[str(g)] for g in gruppi} == vere
    assert len(set(vere.values())) > 1


def test_the_pdf_is_kept_until_something_in_it_changes(client, valle, monkeypatch):
    ambito, *_altri = valle
    fatti = []
    vero = guida_pdf.scrivi
    monkeypatch.setattr(guida_pdf, "scrivi", lambda html, foglio: fatti.append(html) or vero(html, foglio))
    servizio = make_servizio(titolo="Nido Betulla", area=[ambito])
    primo = client.get("/guida/tirano/guida.pdf")
    make_servizio(titolo="Altrove")
    assert client.get("/guida/tirano/guida.pdf").content == primo.content
    assert len(fatti) == 1
    Servizio.objects.filter(pk=servizio.pk).update(titolo="Nido Larice")
    nuovo = apri(client, "/guida/tirano/guida.pdf")
    assert "Nido Larice" in [titolo for _livello, titolo in segnalibri(nuovo.outline)]
    assert len(fatti) == 2


@pytest.mark.django_db(transaction=True)
def test_the_pdf_is_sent_as_it_is_and_a_repeat_visit_is_a_304(valle):
    ambito, *_altri = valle
    make_servizio(area=[ambito])
    sito = Processo()
    risposta = sito.get("/guida/tirano/guida.pdf", headers={"accept-encoding": "br, gzip"})
    assert risposta.content.startswith(b"%PDF-1.7")
    assert "Content-Encoding" not in risposta.headers
    assert risposta["Content-Length"] == str(len(risposta.content))
    assert risposta["Content-Disposition"] == 'inline; filename="guida-tirano.pdf"'
    assert "Content-Security-Policy" not in risposta.headers
    assert risposta["X-Content-Type-Options"] == "nosniff"
    ancora = sito.get("/guida/tirano/guida.pdf", headers={"if-none-match": risposta["ETag"]})
    assert (ancora.status_code, ancora.content) == (304, b"")
    make_servizio(area=[ambito])
    ancora = sito.get("/guida/tirano/guida.pdf", headers={"if-none-match": risposta["ETag"]})
    assert ancora.status_code == 200


def test_while_one_is_being_made_the_others_are_told_to_come_back(client, valle, monkeypatch):
    monkeypatch.setattr(guida_pdf, "ATTESA", 0)
    with guida_pdf.in_corso:
        risposta = client.get("/guida/tirano/guida.pdf")
        assert (risposta.status_code, risposta["Retry-After"]) == (503, "30")
        pagina = risposta.content.decode()
        assert "<h1>Stiamo preparando un altro PDF</h1>" in pagina
        assert 'href="/guida/tirano/">Apri la guida da stampare</a>' in pagina
        assert "default-src 'none'" in risposta["Content-Security-Policy"]
    assert client.get("/guida/tirano/guida.pdf").status_code == 200


def test_without_the_libraries_the_page_is_offered_and_no_link_is_shown(client, valle, monkeypatch):
    assert leggi(client, "/guida/tirano/").count("/guida.pdf") == 1
    monkeypatch.setattr(guida_pdf, "LIBRERIE", ("libassente-1.0.so.0",))
    guida_pdf.disponibile.cache_clear()
    try:
        for percorso in ("/guida/", "/guida/tirano/", "/guida/tirano/grosio/"):
            assert "guida.pdf" not in leggi(client, percorso)
        pagina = leggi(client, "/guida/tirano/grosio/guida.pdf", stato=503)
        assert "<h1>Qui il PDF non si può fare</h1>" in pagina
        assert 'href="/guida/tirano/grosio/">Apri la guida da stampare</a>' in pagina
    finally:
        guida_pdf.disponibile.cache_clear()


@pytest.mark.parametrize(
    "url", ["https://example.org/x.png", "http://127.0.0.1/x", "file:///etc/passwd", "data:,x"]
)
def test_making_a_pdf_asks_nothing_of_anybody(url):
    with pytest.raises(ValueError, match=url):
        guida_pdf.soli_caratteri().fetch(url)


def test_the_portal_s_own_letters_are_in_the_pdf(client, valle):
    foglio = apri(client, "/guida/tirano/guida.pdf").pages[0]
    caratteri = [font.get_object()["/BaseFont"] for font in foglio["/Resources"]["/Font"].values()]
    assert {nome.partition("+")[2].partition("-")[0] for nome in caratteri} == {"Titillium"}
