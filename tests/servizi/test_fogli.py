"""The services of a body as tables: out, changed, back, through the same moderation as its pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from aderenti.models import Organizzazione
from core.fogli import caricamenti, leggi, scrivi
from core.fogli.tabelle import Cambio, RigheSbagliateError
from core.models import Caricamento, Proposta
from core.proposte import VoceRighe
from servizi.fogli import ricezioni, ricezioni_ats, scrivi_del_membro
from servizi.models import Servizio, Tariffa
from servizi.schede import SchedaServizio
from tests.factories import (
    make_accesso,
    make_aderente,
    make_comune,
    make_sede,
    make_servizio,
    make_tipologia,
    make_utente,
)

pytestmark = pytest.mark.django_db


def _scarica(ricezione, formato="xlsx"):
    """Return (headings, rows as lists) of a table as it is downloaded."""
    tabella = ricezione.tabella
    risposta = scrivi(formato, ricezione.nome, tabella.intestazioni, tabella.righe(ricezione.oggetti))
    foglio = leggi(SimpleUploadedFile("x", risposta.content))
    return foglio.intestazioni, [list(riga.values()) for _n, riga in foglio.righe]


def _carica(ricezione, titoli, righe, utente):
    file = SimpleUploadedFile("x.xlsx", scrivi("xlsx", "x", titoli, righe).content)
    return caricamenti.carica(file=file, ricezione=ricezione, utente=utente)


def _con(titoli, riga, **cambi):
    """Return a row with other cells, by heading."""
    return [cambi.get(titolo.replace(" ", "_"), cella) for titolo, cella in zip(titoli, riga, strict=True)]


def test_no_two_fields_of_a_sheet_have_the_same_heading():
    voci = [v for v in SchedaServizio().voci if not isinstance(v, VoceRighe)]
    assert len({voce.etichetta(Servizio) for voce in voci}) == len(voci)


@pytest.mark.parametrize("formato", ["xlsx", "ods", "csv"])
def test_a_table_that_comes_back_as_it_went_changes_nothing(formato):
    ente = make_aderente()
    servizio = make_servizio(gestore=ente, comune=make_comune(), area=[make_comune()], gratuito=True)
    Tariffa.objects.create(servizio=servizio, importo="12.50", unita="mese")
    for ricezione in ricezioni(ente).values():
        titoli, righe = _scarica(ricezione, formato)
        if righe:
            caricamento = _carica(ricezione, titoli, righe, make_utente())
            assert (caricamento.errori, caricamenti.cambi_di(caricamento, ricezione)) == ([], [])


def test_light_cells_go_live_sensitive_ones_wait_and_an_empty_id_is_a_draft():
    ente, utente, tipologia = make_aderente(), make_utente(), make_tipologia(label="Nido")
    servizio = make_servizio(gestore=ente, titolo="Vecchio", telefono="0342 1")
    ricezione = ricezioni(ente)["servizi"]
    titoli, [riga] = _scarica(ricezione)
    nuova = [""] * len(titoli)
    nuova = _con(
        titoli,
        nuova,
        titolo="Nuovo",
        tipologia="nido",
        descrizione_breve="Breve.",
        posti="posti da verificare",
        si_ricontrolla="ogni anno",
        gratuito="no",
    )
    righe = [_con(titoli, riga, titolo="Altro", **{"telefono_dell'ufficio": "0342 2"}), nuova]
    caricamento = _carica(ricezione, titoli, righe, utente)
    assert caricamento.errori == []
    assert Servizio.objects.count() == 1
    caricamenti.applica(caricamento=caricamento, ricezione=ricezione, utente=utente)
    servizio.refresh_from_db()
    assert (servizio.titolo, servizio.telefono) == ("Vecchio", "0342 2")
    assert Proposta.objects.da_decidere().get().cambi == {"titolo": {"prima": "Vecchio", "dopo": "Altro"}}
    nuovo = Servizio.objects.get(titolo="Nuovo")
    assert (nuovo.gestore, nuovo.stato, nuovo.tipologia, nuovo.frequenza) == (ente, "bozza", tipologia, 365)


def test_a_new_row_of_an_invented_body_is_an_invented_service():
    ente = make_aderente(dimostrativo=True)
    tipologia = make_tipologia()
    cambio = Cambio(
        2, None, {"titolo": "Nuovo", "tipologia": tipologia.pk, "descrizione_breve": "Breve."}, {}
    )
    scrivi_del_membro(ente, cambio, make_utente())
    assert Servizio.objects.get().dimostrativo is True


def test_the_preview_says_what_waits_and_that_a_new_service_is_a_draft():
    ente = make_aderente()
    make_servizio(gestore=ente, titolo="Vecchio")
    make_servizio(gestore=ente, titolo="Bozza", stato="bozza")
    ricezione = ricezioni(ente)["servizi"]
    titoli, righe = _scarica(ricezione)
    righe = [_con(titoli, r, titolo="Altro", **{"telefono_dell'ufficio": "0342 2"}) for r in righe]
    nuova = _con(titoli, righe[0], id="")
    caricamento = _carica(ricezione, titoli, [*righe, nuova], make_utente())
    avvisi = {c.riga: c.avvisi for c in caricamenti.cambi_di(caricamento, ricezione)}
    per_titolo = dict(zip([c[1] for c in _scarica(ricezione)[1]], [2, 3], strict=True))
    assert avvisi[per_titolo["Vecchio"]] == ["Si pubblica dopo che ATS l’ha letto: titolo."]
    assert avvisi[per_titolo["Bozza"]] == []
    assert avvisi[4] == ["Nasce come bozza: si vede quando la mandi ad ATS e ATS la pubblica."]
    Organizzazione.objects.update(fidata=True)
    assert [c.avvisi for c in caricamenti.cambi_di(caricamento, ricezioni(ente)["servizi"])][:2] == [[], []]


def test_errors_come_by_row_and_column_and_nothing_is_written():
    ente, utente = make_aderente(), make_utente()
    make_servizio(gestore=ente, titolo="Uno")
    altrui = make_servizio(titolo="Di un altro ente")
    ricezione = ricezioni(ente)["servizi"]
    titoli, [riga] = _scarica(ricezione)
    righe = [
        _con(titoli, riga, tipologia="che non c’è", valido_fino_al="31/02/2026"),
        _con(titoli, riga, id=altrui.pk),
        _con(titoli, riga, id=riga[0], titolo=""),
    ]
    caricamento = _carica(ricezione, titoli, righe, utente)
    assert [errore[:2] for errore in caricamento.errori] == [
        [2, "tipologia"],
        [2, "valido fino al"],
        [3, "id"],
        [4, "id"],
    ]
    with pytest.raises(Caricamento.DoesNotExist):
        caricamenti.applica(caricamento=caricamento, ricezione=ricezione, utente=utente)


def test_what_the_sheet_refuses_is_an_error_of_its_column():
    ente = make_aderente()
    make_servizio(gestore=ente, eta_min_mesi=10)
    ricezione = ricezioni(ente)["servizi"]
    titoli, [riga] = _scarica(ricezione)
    righe = [_con(titoli, riga, **{"età_massima_(mesi_compiuti)": "3", "titolo": "Nuovo"})]
    caricamento = _carica(ricezione, titoli, righe, make_utente())
    assert caricamento.errori == [[2, None, "L'età massima è minore di quella minima."]]
    assert Proposta.objects.count() == 0


def test_the_lines_of_a_service_become_those_of_the_table():
    ente, utente = make_aderente(), make_utente()
    servizio = make_servizio(gestore=ente)
    Tariffa.objects.create(servizio=servizio, importo="10", unita="mese")
    ricezione = ricezioni(ente)["tariffe"]
    titoli, [riga] = _scarica(ricezione)
    altra = _con(titoli, riga, **{"importo_(euro)": "7,50", "descrizione": "secondo figlio"})
    caricamento = _carica(ricezione, titoli, [riga, altra], utente)
    caricamenti.applica(caricamento=caricamento, ricezione=ricezione, utente=utente)
    attesa = Proposta.objects.da_decidere().get()
    assert {r["importo"] for r in attesa.cambi["tariffe"]["dopo"]} == {"7.50", "10.00"}
    assert servizio.tariffe.count() == 1


def test_a_door_of_another_body_is_not_a_name():
    ente = make_aderente()
    servizio = make_servizio(gestore=ente, comune=make_comune())
    altrui = make_sede(nome="Sede segreta")
    ricezione = ricezioni(ente)["sedi-servizio"]
    titoli, [riga] = _scarica(ricezione)
    caricamento = _carica(ricezione, titoli, [_con(titoli, riga, sede=str(altrui))], make_utente())
    assert [errore[:2] for errore in caricamento.errori] == [[2, "sede"]]
    assert servizio.sedi_servizio.get().sede != altrui


def test_all_or_nothing_when_a_sheet_moves_after_the_preview():
    ente, utente = make_aderente(), make_utente()
    uno, due = make_servizio(gestore=ente, telefono="1"), make_servizio(gestore=ente, telefono="2")
    ricezione = ricezioni(ente)["servizi"]
    titoli, righe = _scarica(ricezione)
    righe = [_con(titoli, riga, **{"telefono_dell'ufficio": "9"}) for riga in righe]
    caricamento = _carica(ricezione, titoli, righe, utente)
    Servizio.objects.filter(pk=due.pk).update(telefono="3")
    with pytest.raises(RigheSbagliateError):
        caricamenti.applica(caricamento=caricamento, ricezione=ricezione, utente=utente)
    uno.refresh_from_db()
    assert uno.telefono == "1"


def test_for_ats_nothing_waits():
    servizio = make_servizio(titolo="Vecchio")
    ricezione, utente = ricezioni_ats()["servizi"], make_utente()
    titoli, [riga] = _scarica(ricezione)
    caricamento = _carica(ricezione, titoli, [_con(titoli, riga, titolo="Nuovo")], utente)
    caricamenti.applica(caricamento=caricamento, ricezione=ricezione, utente=utente)
    servizio.refresh_from_db()
    assert (servizio.titolo, Proposta.objects.count()) == ("Nuovo", 0)


def test_the_pages_from_download_to_confirmation(client):
    accesso = make_accesso()
    ente = accesso.organizzazione
    servizio = make_servizio(gestore=ente, telefono="0342 1")
    client.force_login(accesso.utente)
    base = f"/area-riservata/enti/{ente.slug}/servizi/fogli/"
    assert "Tariffe" in client.get(base).content.decode()
    foglio = leggi(SimpleUploadedFile("x", client.get(f"{base}servizi/ods/").content))
    riga = list(foglio.righe[0][1].values())
    nuova = _con(foglio.intestazioni, riga, **{"telefono_dell'ufficio": "0342 2"})
    file = SimpleUploadedFile("f.xlsx", scrivi("xlsx", "f", foglio.intestazioni, [nuova]).content)
    anteprima = client.post(f"{base}servizi/", {"file": file})
    testo = client.get(anteprima.url).content.decode()
    assert [parte in testo for parte in ("0342 1", "0342 2", "Cambia una riga.")] == [True] * 3
    assert client.post(anteprima.url).url == base
    servizio.refresh_from_db()
    assert servizio.telefono == "0342 2"
    assert client.post(anteprima.url).status_code == 404
    altro = client.post(f"{base}servizi/", {"file": SimpleUploadedFile("f.xlsx", b"MZ\x00")})
    assert "Il file non si apre" in altro.content.decode()


def test_an_upload_is_of_who_sent_it(client):
    accesso = make_accesso()
    ente = accesso.organizzazione
    make_servizio(gestore=ente, telefono="0342 1")
    ricezione = ricezioni(ente)["servizi"]
    titoli, righe = _scarica(ricezione)
    caricamento = _carica(ricezione, titoli, righe, make_utente())
    client.force_login(accesso.utente)
    indirizzo = f"/area-riservata/enti/{ente.slug}/servizi/fogli/servizi/caricato/{caricamento.pk}/"
    assert [client.get(indirizzo).status_code, client.get(f"{indirizzo}errori/").status_code] == [404, 404]
