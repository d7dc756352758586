"""Changes that wait, on the sheet of a service: texts, choices, numbers, links and lines of every kind."""

from datetime import date, time
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from core.models import Messaggio, Proposta
from core.proposte import (
    CambiatoNelFrattempo,
    PropostaSuperata,
    annulla,
    con_proposta,
    decidi,
    differenze,
    proponi,
    scheda_di,
)
from servizi.models import Orario, SedeServizio, Servizio, Tariffa
from tests.factories import (
    make_accesso,
    make_aderente,
    make_ambito,
    make_comune,
    make_destinatario,
    make_sede,
    make_servizio,
    make_utente,
)

pytestmark = pytest.mark.django_db


def _cambia(servizio, base=None, **cambi):
    return proponi(oggetto=servizio, cambi=cambi, autore=make_utente(), base=base)


def _accogli(proposta):
    return decidi(proposta=proposta, versione=proposta.versione, da=make_utente(), accolti=[*proposta.cambi])


def _tariffa(importo="10.00", **campi):
    return {"descrizione": "", "importo": importo, "unita": "mese", "residenti": None} | campi


def test_what_is_read_is_what_is_written_back():
    servizio = make_servizio(comune=make_comune(), area=[make_ambito()], eta_min_mesi=3)
    Orario.objects.create(servizio=servizio, giorno=0, dalle=time(8), alle=time(12))
    Tariffa.objects.create(servizio=servizio, importo=Decimal("10.50"), unita="mese", dal=date(2026, 1, 1))
    servizio.destinatari.add(make_destinatario())
    scheda = scheda_di(servizio)
    letta = scheda.leggi(servizio)
    assert scheda.normali(letta) == letta
    assert _cambia(servizio, **letta) == (None, None)
    righe = [servizio.orari.get().pk, servizio.tariffe.get().pk, servizio.aree.get().pk]
    scheda.scrivi(servizio, letta)
    assert scheda.leggi(Servizio.objects.get()) == letta
    assert [servizio.orari.get().pk, servizio.tariffe.get().pk, servizio.aree.get().pk] == righe


def test_a_fee_waits_and_its_decimals_are_written_in_one_way():
    servizio = make_servizio()
    tariffa = Tariffa.objects.create(servizio=servizio, importo=Decimal(10), unita="mese")
    assert _cambia(servizio, tariffe=[_tariffa("10")]) == (None, None)
    _diretta, attesa = _cambia(servizio, tariffe=[_tariffa("10"), _tariffa("12.5", isee_a="15000")])
    assert attesa.cambi["tariffe"]["dopo"][1]["importo"] == "12.50"
    assert attesa.cambi["tariffe"]["dopo"][1]["isee_a"] == "15000.00"
    assert list(servizio.tariffe.all()) == [tariffa]
    _accogli(attesa)
    assert [(t.importo, t.isee_a) for t in servizio.tariffe.all()] == [
        (Decimal("10.00"), None),
        (Decimal("12.50"), Decimal("15000.00")),
    ]
    assert servizio.tariffe.first() == tariffa


def test_hours_and_links_are_live_at_once_and_areas_wait():
    servizio = make_servizio(area=[make_ambito()])
    comune = make_comune()
    orario = {"giorno": 0, "dalle": "08:00", "alle": "12:30"}
    diretta, attesa = _cambia(servizio, orari=[orario], aree=[{"comune": comune.pk}])
    assert list(diretta.cambi) == ["orari"]
    assert list(attesa.cambi) == ["aree"]
    assert servizio.orari.get().alle == time(12, 30)
    assert con_proposta(servizio)["aree"] == [{"ambito": None, "comune": comune.pk}]
    _accogli(attesa)
    assert [area.comune for area in servizio.aree.all()] == [comune]


def test_doors_swap_what_only_one_of_them_may_have():
    servizio = make_servizio()
    sedi = [make_sede(organizzazione=servizio.gestore) for _volta in range(2)]
    for numero, sede in enumerate(sedi):
        SedeServizio.objects.create(servizio=servizio, sede=sede, principale=numero == 0)
    righe = [{"sede": sede.pk, "principale": numero == 1} for numero, sede in enumerate(sedi)]
    _cambia(servizio, sedi_servizio=righe)
    assert servizio.sedi_servizio.get(principale=True).sede == sedi[1]
    assert servizio.sedi_servizio.count() == 2


def test_many_links_are_compared_as_a_set():
    servizio, primo, secondo = make_servizio(), make_destinatario(), make_destinatario()
    servizio.destinatari.set([primo, secondo])
    assert _cambia(servizio, destinatari=[secondo.pk, primo.pk, primo.pk]) == (None, None)
    _diretta, attesa = _cambia(servizio, destinatari=[secondo.pk])
    _accogli(attesa)
    assert list(servizio.destinatari.all()) == [secondo]


def test_ends_of_line_and_blanks_around_are_not_changes():
    servizio = make_servizio(descrizione="Prima riga\nseconda ", a_chi="Famiglie\r\ncon figli")
    scritti = {"descrizione": "Prima riga\r\nseconda", "a_chi": "Famiglie\ncon figli\n"}
    assert _cambia(servizio, **scritti) == (None, None)
    base = {"a_chi": "Famiglie\r\ncon figli"}
    _diretta, attesa = _cambia(servizio, base=base, a_chi="Lavoratori")
    assert attesa.cambi["a_chi"]["prima"] == "Famiglie\ncon figli"


def test_two_people_on_the_same_lines():
    servizio = make_servizio()
    base = {"orari": []}
    _cambia(servizio, base=base, orari=[{"giorno": 0, "dalle": "08:00", "alle": "12:00"}])
    with pytest.raises(CambiatoNelFrattempo) as conflitto:
        _cambia(servizio, base=base, orari=[{"giorno": 1, "dalle": "08:00", "alle": "12:00"}])
    assert conflitto.value.voci["orari"][0]["giorno"] == 0
    assert servizio.orari.get().giorno == 0


RIFIUTATI = {
    "line that is wrong": ("tariffe", [_tariffa("-1")], "Tariffa: L'importo non può essere negativo."),
    "line without its number": ("tariffe", [_tariffa(None)], "Tariffa: Questo campo non può essere nullo."),
    "same line twice": ("aree", "doppia", "Area servita: Questo ambito c'è già."),
    "number that is none": ("eta_min_mesi", "tre", 'Il valore "tre" deve essere un intero.'),
    "text that no page sends": ("a_chi", "\x00", "I caratteri null non sono ammessi."),
    "row that is no more": ("destinatari", [10**6], "Una delle voci scelte non c’è più: scegli di nuovo."),
    "empty title": ("titolo", "", "Questo campo non può essere vuoto."),
    "day that is none": ("valido_fino_al", "2026-02-31", None),
}


@pytest.mark.parametrize(("campo", "valore", "messaggio"), RIFIUTATI.values(), ids=RIFIUTATI)
def test_what_the_sheet_would_refuse_is_said_by_field(campo, valore, messaggio):
    servizio = make_servizio()
    prima = scheda_di(servizio).leggi(servizio)
    if valore == "doppia":
        valore = [{"ambito": make_ambito().pk}] * 2
    with pytest.raises(ValidationError) as rifiuto:
        _cambia(servizio, **{campo: valore})
    assert list(rifiuto.value.message_dict) == [campo]
    assert messaggio is None or rifiuto.value.message_dict[campo] == [messaggio]
    assert scheda_di(servizio).leggi(Servizio.objects.get()) == prima
    assert Proposta.objects.count() == 0


def test_a_value_refused_late_leaves_the_proposal_open():
    """The row chosen is deleted, the other age changed, while the proposal waits."""
    servizio, destinatario = make_servizio(), make_destinatario()
    _diretta, attesa = _cambia(servizio, destinatari=[destinatario.pk], titolo="Nuovo titolo")
    destinatario.delete()
    with pytest.raises(ValidationError) as rifiuto:
        _accogli(attesa)
    assert list(rifiuto.value.message_dict) == ["destinatari"]
    servizio.refresh_from_db()
    attesa.refresh_from_db()
    assert (servizio.titolo.startswith("Servizio"), attesa.stato) == (True, "in_attesa")


def test_changes_that_are_right_together_wait_together():
    servizio = make_servizio(eta_min_mesi=3, eta_max_mesi=36)
    _cambia(servizio, eta_min_mesi=36, eta_max_mesi=72)
    _diretta, attesa = _cambia(servizio, eta_min_mesi=48)
    _accogli(attesa)
    servizio.refresh_from_db()
    assert (servizio.eta_min_mesi, servizio.eta_max_mesi) == (48, 72)


def test_a_field_that_was_wrong_already_does_not_stop_another():
    servizio = make_servizio()
    Servizio.objects.update(accesso_url="non è un indirizzo")
    diretta, _attesa = _cambia(servizio, telefono="0342 9")
    assert diretta.cambi["telefono"]["dopo"] == "0342 9"


def test_proposals_go_with_the_sheet_that_is_deleted():
    servizio = make_servizio()
    _diretta, attesa = _cambia(servizio, titolo="Nuovo titolo")
    servizio.delete()
    assert Proposta.objects.count() == 0
    with pytest.raises(PropostaSuperata):
        _accogli(attesa)


# --- First publication -------------------------------------------------------------------------------------


def test_a_draft_is_written_at_once_and_its_publication_waits():
    servizio = make_servizio(stato="bozza")
    diretta, attesa = _cambia(servizio, titolo="Nido Betulla", stato="attivo")
    servizio.refresh_from_db()
    assert (diretta, servizio.titolo, servizio.stato) == (None, "Nido Betulla", "bozza")
    assert attesa.cambi == {"stato": {"prima": "bozza", "dopo": "attivo"}}
    _accogli(attesa)
    servizio.refresh_from_db()
    assert servizio.stato == "attivo"


def test_a_draft_changed_while_it_waits_must_be_read_again():
    servizio = make_servizio(stato="bozza")
    _diretta, attesa = _cambia(servizio, stato="attivo")
    _cambia(servizio, titolo="Altro titolo")
    with pytest.raises(PropostaSuperata):
        _accogli(attesa)


def test_a_comment_on_any_field_of_a_draft_goes_away_when_it_is_corrected():
    servizio = make_servizio(stato="bozza")
    _diretta, attesa = _cambia(servizio, stato="attivo")
    restituiti = {"titolo": "Più breve.", "a_chi": "Manca."}
    decidi(proposta=attesa, versione=1, da=make_utente(), restituiti=restituiti)
    _cambia(servizio, titolo="Breve")
    attesa.refresh_from_db()
    assert (attesa.stato, attesa.commenti) == ("restituita", {"a_chi": "Manca."})


def test_the_first_publication_of_a_trusted_body_is_read_afterwards():
    servizio = make_servizio(stato="bozza", gestore=make_aderente(fidata=True))
    diretta, attesa = _cambia(servizio, stato="attivo")
    servizio.refresh_from_db()
    assert (servizio.stato, diretta.stato, attesa) == ("attivo", "da_controllare", None)
    annulla(proposta=diretta, da=make_utente(), testo="Manca il prezzo.")
    servizio.refresh_from_db()
    assert servizio.stato == "bozza"


# --- What people read --------------------------------------------------------------------------------------


def test_lines_are_told_with_every_column_that_says_something():
    servizio = make_servizio()
    Tariffa.objects.create(servizio=servizio, importo=Decimal(10), unita="mese")
    nuove = [_tariffa("10"), _tariffa("8.5", isee_a="15000", residenti=True)]
    _diretta, attesa = _cambia(servizio, tariffe=nuove)
    [differenza] = differenze(attesa)
    assert differenza.uguali == ["importo (euro): 10,00 · unità: al mese"]
    assert differenza.aggiunte == [
        "importo (euro): 8,50 · unità: al mese · ISEE fino a (euro): 15.000,00 · solo residenti: sì"
    ]
    assert (differenza.tolte, differenza.ora) == ([], None)


def test_a_long_text_is_told_word_by_word_and_a_short_one_whole():
    servizio = make_servizio(a_chi="Famiglie con figli da tre a sei anni che abitano a Tirano o a Sondrio")
    _diretta, attesa = _cambia(
        servizio,
        titolo="Altro",
        a_chi="Famiglie con figli da tre a otto anni che abitano a Tirano o a Sondrio",
    )
    titolo, a_chi = differenze(attesa)
    assert titolo.tratti is None
    assert [(t.tipo, t.testo) for t in a_chi.tratti] == [
        ("uguale", "Famiglie con figli da tre a "),
        ("tolto", "sei"),
        ("aggiunto", "otto"),
        ("uguale", " anni che abitano a Tirano o a Sondrio"),
    ]


def test_the_decision_is_told_to_who_keeps_the_sheet_now():
    accesso = make_accesso()
    servizio = make_servizio(gestore=accesso.organizzazione)
    uscito = make_accesso("redattore", organizzazione=accesso.organizzazione)
    make_accesso()
    _d, attesa = proponi(oggetto=servizio, cambi={"titolo": "Nuovo"}, autore=uscito.utente)
    _accogli(attesa)
    assert Messaggio.objects.get().destinatario == uscito.utente.email
    _d, attesa = proponi(oggetto=servizio, cambi={"titolo": "Altro"}, autore=uscito.utente)
    uscito.delete()
    decidi(proposta=attesa, versione=1, da=make_utente(), respinti={"titolo": "Non dice che cos’è."})
    messaggio = Messaggio.objects.latest("pk")
    assert messaggio.destinatario == accesso.utente.email
    assert messaggio.oggetto == "Modifica respinta: Nuovo"
    assert "- titolo: Non dice che cos’è." in messaggio.testo
