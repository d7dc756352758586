"""What the database refuses is said in the form, in the constraint's own words, and what was typed stays.

Each sheet here is sent as a browser sends it; the lines of one sheet are refused together or saved together.
"""

from datetime import date

import pytest

from alleanze.models import Partecipazione
from progetti.models import PartnerProgetto
from servizi.models import AreaServita, SedeServizio
from territorio.models import AppartenenzaAmbito
from tests.factories import (
    make_aderente,
    make_alleanza,
    make_ambito,
    make_comune,
    make_progetto,
    make_sede,
    make_servizio,
)
from tests.rete.moduli import dati, errori, pagina_di


@pytest.fixture
def invia(client, operatore):
    """Send a sheet with some lines changed, and return the answer."""

    def _invia(riga, **cambi):
        indirizzo = pagina_di(riga)
        return client.post(indirizzo, dati(client.get(indirizzo), **cambi))

    return _invia


def nuove(prefisso, da, *righe):
    """Return the fields of new lines, numbered from ``da``."""
    campi = {f"{prefisso}__TOTAL_FORMS": da + len(righe)}
    for numero, riga in enumerate(righe, start=da):
        campi |= {f"{prefisso}__{numero}__{nome}": valore for nome, valore in riga.items()}
    return campi


def test_two_capofila_typed_together(invia):
    alleanza, primo, secondo = make_alleanza(), make_aderente(), make_aderente()
    righe = [{"organizzazione": ente.pk, "ruolo": "capofila"} for ente in (primo, secondo)]
    risposta = invia(alleanza, nome="Alleanza di prova", **nuove("partecipazioni", 0, *righe))
    assert risposta.status_code == 200
    assert errori(risposta)[:2] == [
        f"Partecipazione “{secondo} · capofila”: L'Alleanza ha già un capofila: prima indica fino a quando lo"
        " è stato.",
        f"Partecipazione “{secondo} · capofila”: In quei giorni l'Alleanza ha già un altro capofila.",
    ]
    scritto = dati(risposta)
    assert scritto["nome"] == "Alleanza di prova"
    assert scritto["partecipazioni-1-organizzazione"] == str(secondo.pk)
    alleanza.refresh_from_db()
    assert alleanza.nome == ""
    assert not Partecipazione.objects.exists()


def test_capofila_that_changes_is_one_save(invia):
    """The old one ends the day before the new one: the sheet is right as a whole."""
    vecchio, nuovo = make_aderente(), make_aderente()
    alleanza = make_alleanza(capofila=vecchio)
    righe = nuove("partecipazioni", 1, {"organizzazione": nuovo.pk, "ruolo": "capofila", "dal": "01/02/2018"})
    assert invia(alleanza, partecipazioni__0__al="31/01/2018", **righe).status_code == 302
    capofila = alleanza.partecipazioni.order_by("pk").values_list("organizzazione", "dal", "al")
    assert list(capofila) == [
        (vecchio.pk, None, date(2018, 1, 31)),
        (nuovo.pk, date(2018, 2, 1), None),
    ]


def test_capofila_of_a_nature_the_cycle_does_not_allow(invia):
    alleanza = make_alleanza()
    alleanza.piano.regole_capofila.create(natura="pubblico")
    privato = make_aderente(natura="privato")
    righe = nuove("partecipazioni", 0, {"organizzazione": privato.pk, "ruolo": "capofila"})
    risposta = invia(alleanza, **righe)
    assert errori(risposta) == [
        f"Partecipazione “{privato} · capofila”: "
        "Le regole di questo ciclo non ammettono un capofila di questa natura."
    ]


def test_comune_in_two_ambiti_on_the_same_days(invia):
    comune = make_comune(dal=date(2016, 1, 1), al=date(2016, 12, 31))
    righe = [
        {"ambito": make_ambito(nome="Tirano").pk, "dal": "01/01/2017", "al": "31/12/2018"},
        {"ambito": make_ambito(nome="Bormio").pk, "dal": "31/12/2018"},
    ]
    risposta = invia(comune, **nuove("appartenenze", 1, *righe))
    assert errori(risposta) == [
        f"Appartenenza all'ambito “{comune} · Bormio”: In quei giorni il comune è già in un ambito."
    ]
    assert AppartenenzaAmbito.objects.filter(comune=comune).count() == 1
    righe[1]["dal"] = "01/01/2019"
    assert invia(comune, **nuove("appartenenze", 1, *righe)).status_code == 302
    assert AppartenenzaAmbito.objects.filter(comune=comune).count() == 3


def test_body_twice_in_a_project(invia):
    progetto, ente = make_progetto(), make_aderente()
    riga = {"organizzazione": ente.pk, "ruolo": "partner"}
    risposta = invia(progetto, **nuove("partner", 0, riga, riga))
    assert errori(risposta) == [
        f"Partner del progetto “{ente} · partner”: In quei giorni l'organizzazione è già nel progetto."
    ]
    assert not PartnerProgetto.objects.exists()


def test_two_main_doors(invia):
    servizio = make_servizio(comune=make_comune(), area=[make_ambito()])
    altra = make_sede(organizzazione=servizio.gestore)
    riga = {"sede": altra.pk, "principale": "on"}
    risposta = invia(servizio, **nuove("sedi_servizio", 1, riga))
    assert errori(risposta) == [f"Sede del servizio “{altra}”: La sede principale è una sola."]
    assert servizio.sedi_servizio.count() == 1


@pytest.mark.parametrize("principale", [0, 1])
def test_main_door_moves_to_another_line_whichever_comes_first(invia, principale):
    servizio = make_servizio(area=[make_ambito()])
    sedi = [make_sede(organizzazione=servizio.gestore) for _ in range(2)]
    for numero, sede in enumerate(sedi):
        SedeServizio.objects.create(servizio=servizio, sede=sede, principale=numero == principale)
    righe = list(servizio.sedi_servizio.all())
    ora = {f"sedi_servizio__{n}__principale": "" if riga.principale else "on" for n, riga in enumerate(righe)}
    assert invia(servizio, **ora).status_code == 302
    assert servizio.sedi_servizio.get(principale=True).sede == sedi[1 - principale]


def test_same_area_twice_is_said_by_the_form(invia):
    ambito = make_ambito()
    servizio = make_servizio(area=[ambito])
    risposta = invia(servizio, **nuove("aree", 1, {"ambito": ambito.pk}))
    assert risposta.status_code == 200
    assert any("Questo ambito c'è già." in errore for errore in errori(risposta))
    assert AreaServita.objects.filter(servizio=servizio).count() == 1


def test_row_taken_meanwhile_by_somebody_else(invia, monkeypatch):
    """The form was right when it was checked: the refusal comes from a row saved in between."""
    make_aderente(codice_fiscale="00000000000")
    ente = make_aderente()
    monkeypatch.setattr(type(ente), "validate_constraints", lambda self, exclude=None: None)
    monkeypatch.setattr(type(ente), "clean_fields", lambda self, exclude=None: None)
    risposta = invia(ente, codice_fiscale="00000000000", denominazione="Nome scritto adesso")
    assert errori(risposta) == ["Nel frattempo questi dati sono cambiati: ricontrolla e salva di nuovo."]
    assert dati(risposta)["denominazione"] == "Nome scritto adesso"


def test_service_without_an_area_is_refused(invia):
    servizio = make_servizio(area=[make_ambito()])
    risposta = invia(servizio, aree__0__DELETE="on")
    assert errori(risposta) == ["Indica almeno un'area servita: un ambito o un comune."]
    assert servizio.aree.count() == 1
