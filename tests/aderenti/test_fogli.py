"""The register as a table: duplicates by codice fiscale, names that look alike, adhesions with their act."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from aderenti.fogli import ricezioni
from aderenti.models import Organizzazione
from core.fogli import caricamenti, scrivi
from tests.factories import make_aderente, make_categoria, make_organizzazione, make_utente

pytestmark = pytest.mark.django_db

CODICE = "00774730154"
TITOLI = ["id", "denominazione", "categoria", "codice fiscale", "aderente dal", "atto di adesione"]


def _carica(righe, utente):
    ricezione = ricezioni()["aderenti"]
    file = SimpleUploadedFile("aderenti.xlsx", scrivi("xlsx", "x", TITOLI, righe).content)
    return ricezione, caricamenti.carica(file=file, ricezione=ricezione, utente=utente)


def _applica(righe):
    utente = make_utente()
    ricezione, caricamento = _carica(righe, utente)
    assert caricamento.errori == []
    return caricamenti.applica(caricamento=caricamento, ricezione=ricezione, utente=utente)


def test_a_new_body_joins_with_its_day_and_act():
    make_categoria(label="Cooperativa")
    _applica([["", "Cooperativa Larice", "Cooperativa", CODICE, "01/03/2026", "decreto 12 del 2026"]])
    ente = Organizzazione.objects.pubblicati().get()
    evento = ente.eventi_adesione.get()
    assert (ente.denominazione, ente.codice_fiscale) == ("Cooperativa Larice", CODICE)
    assert (evento.tipo, evento.data, evento.atto_estremi) == (
        "accolta",
        date(2026, 3, 1),
        "decreto 12 del 2026",
    )


def test_the_same_codice_fiscale_is_the_same_body():
    ente = make_organizzazione(denominazione="Larice", codice_fiscale=CODICE)
    riga = ["", "Larice cooperativa sociale", ente.categoria.label, CODICE, "", ""]
    ricezione, caricamento = _carica([riga], make_utente())
    [cambio] = caricamenti.cambi_di(caricamento, ricezione)
    assert (cambio.oggetto, [avviso[:31] for avviso in cambio.avvisi]) == (
        ente,
        ["Ha lo stesso codice fiscale: si"],
    )
    assert _applica([riga]) == 1
    ente.refresh_from_db()
    assert (Organizzazione.objects.count(), ente.denominazione) == (1, "Larice cooperativa sociale")


def test_the_same_codice_fiscale_twice_in_the_table_is_said():
    categoria = make_categoria()
    righe = [["", nome, categoria.label, CODICE, "", ""] for nome in ("Uno", "Due")]
    _ricezione, caricamento = _carica(righe, make_utente())
    assert caricamento.errori == [
        [3, None, "C'è già un'organizzazione con questo codice fiscale."],
    ]
    assert Organizzazione.objects.count() == 0


def test_a_name_that_looks_like_another_is_said():
    ente = make_aderente(denominazione="Cooperativa sociale Il Larice")
    riga = ["", "Il Larice cooperativa sociale", ente.categoria.label, "", "", ""]
    ricezione, caricamento = _carica([riga], make_utente())
    [cambio] = caricamenti.cambi_di(caricamento, ricezione)
    assert cambio.avvisi == [
        f"Somiglia a «Cooperativa sociale Il Larice» (id {ente.pk}): se è lo stesso ente scrivi quell’id."
    ]


def test_an_adhesion_needs_its_act_and_a_day_that_exists():
    categoria = make_categoria()
    righe = [
        ["", "Uno", categoria.label, "", "01/03/2026", ""],
        ["", "Due", categoria.label, "", "31/02/2026", "decreto"],
    ]
    _ricezione, caricamento = _carica(righe[:1], make_utente())
    assert caricamento.errori == [[2, None, "Per un’adesione scrivi anche l’atto."]]
    _ricezione, caricamento = _carica(righe[1:], make_utente())
    assert [errore[:2] for errore in caricamento.errori] == [[2, "aderente dal"]]


def test_who_is_a_member_already_does_not_join_again():
    ente = make_aderente()
    tabella = ricezioni()["aderenti"].tabella
    celle = dict(zip(tabella.intestazioni, next(tabella.righe(ricezioni()["aderenti"].oggetti)), strict=True))
    assert celle["aderente dal"] == "24/01/2017"
    riga = [ente.pk, ente.denominazione, ente.categoria.label, "", "24/01/2017", "x"]
    assert _applica([riga]) == 0
