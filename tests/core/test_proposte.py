"""Changes that wait: on the sheet of a member, which is the smallest one."""

import pytest
from django.core.exceptions import ValidationError

from core.models import EventoProposta, Proposta
from core.proposte import (
    CambiatoNelFrattempo,
    PropostaSuperata,
    VociMosse,
    con_proposta,
    decidi,
    proponi,
    riallinea,
    ritira,
)
from tests.factories import make_aderente, make_organizzazione, make_utente

pytestmark = pytest.mark.django_db


def _aspetta(denominazione="Nuovo nome", **campi):
    """Return a member and the proposal of another name for it."""
    ente = make_aderente(denominazione="Vecchio nome", **campi)
    _diretta, proposta = proponi(oggetto=ente, cambi={"denominazione": denominazione}, autore=make_utente())
    return ente, proposta


def test_a_light_field_is_live_at_once_and_a_sensitive_one_waits():
    ente = make_aderente(denominazione="Vecchio nome", telefono="0342 1")
    diretta, attesa = proponi(
        oggetto=ente, cambi={"denominazione": "Nuovo nome", "telefono": "0342 2"}, autore=make_utente()
    )
    ente.refresh_from_db()
    assert (ente.denominazione, ente.telefono) == ("Vecchio nome", "0342 2")
    assert (diretta.stato, diretta.cambi) == ("diretta", {"telefono": {"prima": "0342 1", "dopo": "0342 2"}})
    assert (attesa.stato, attesa.cambi) == (
        "in_attesa",
        {"denominazione": {"prima": "Vecchio nome", "dopo": "Nuovo nome"}},
    )
    assert con_proposta(ente)["denominazione"] == "Nuovo nome"


def test_accepting_writes_and_says_who():
    ente, proposta = _aspetta()
    ats = make_utente()
    decidi(proposta=proposta, versione=proposta.versione, da=ats, accolti=["denominazione"])
    ente.refresh_from_db()
    proposta.refresh_from_db()
    assert ente.denominazione == "Nuovo nome"
    assert (proposta.stato, proposta.decisa_da) == ("accolta", ats)
    assert list(proposta.eventi.values_list("tipo", flat=True)) == ["inviata", "accolta"]


def test_a_returned_field_stays_open_and_the_others_are_written():
    ente, proposta = _aspetta()
    _d, proposta = proponi(oggetto=ente, cambi={"natura": "privato"}, autore=make_utente())
    decidi(
        proposta=proposta,
        versione=proposta.versione,
        da=make_utente(),
        accolti=["natura"],
        restituiti={"denominazione": "Scrivi il nome per esteso."},
    )
    ente.refresh_from_db()
    proposta.refresh_from_db()
    assert (ente.natura, ente.denominazione) == ("privato", "Vecchio nome")
    assert (proposta.stato, list(proposta.cambi)) == ("restituita", ["denominazione"])
    assert proposta.commenti == {"denominazione": "Scrivi il nome per esteso."}
    proponi(oggetto=ente, cambi={"denominazione": "Nome per esteso"}, autore=make_utente())
    proposta.refresh_from_db()
    assert (proposta.stato, proposta.commenti) == ("in_attesa", {})


def test_every_changed_field_needs_a_decision():
    _ente, proposta = _aspetta()
    with pytest.raises(ValidationError):
        decidi(proposta=proposta, versione=proposta.versione, da=make_utente())


def test_what_was_read_before_a_change_cannot_be_accepted():
    ente, proposta = _aspetta()
    letta = proposta.versione
    proponi(oggetto=ente, cambi={"denominazione": "Altro ancora"}, autore=make_utente())
    with pytest.raises(PropostaSuperata):
        decidi(proposta=proposta, versione=letta, da=make_utente(), accolti=["denominazione"])


def test_a_sheet_that_moved_is_compared_again_before_accepting():
    ente, proposta = _aspetta()
    ente.denominazione = "Nome scritto da ATS"
    ente.save()
    with pytest.raises(VociMosse) as mosse:
        decidi(proposta=proposta, versione=proposta.versione, da=make_utente(), accolti=["denominazione"])
    assert mosse.value.voci == {"denominazione": "Nome scritto da ATS"}
    proposta = riallinea(proposta=proposta, versione=proposta.versione, da=make_utente())
    assert proposta.cambi["denominazione"]["prima"] == "Nome scritto da ATS"
    decidi(proposta=proposta, versione=proposta.versione, da=make_utente(), accolti=["denominazione"])
    ente.refresh_from_db()
    assert ente.denominazione == "Nuovo nome"


def test_two_people_on_the_same_field():
    ente = make_aderente(telefono="0342 1", email="a@example.org")
    base = {"telefono": "0342 1", "email": "a@example.org"}
    proponi(oggetto=ente, cambi={"telefono": "0342 2"}, base=base, autore=make_utente())
    with pytest.raises(CambiatoNelFrattempo) as conflitto:
        proponi(
            oggetto=ente,
            cambi={"telefono": "0342 3", "email": "b@example.org"},
            base=base,
            autore=make_utente(),
        )
    assert conflitto.value.voci == {"telefono": "0342 2"}
    proponi(
        oggetto=ente, cambi={"telefono": "0342 1", "email": "b@example.org"}, base=base, autore=make_utente()
    )
    ente.refresh_from_db()
    assert (ente.telefono, ente.email) == ("0342 2", "b@example.org")


def test_a_trusted_body_publishes_at_once_and_is_read_afterwards():
    ente, attesa = _aspetta(fidata=True)
    ente.refresh_from_db()
    assert (ente.denominazione, attesa) == ("Nuovo nome", None)
    assert Proposta.objects.da_controllare().get().oggetto == ente


def test_a_body_that_nobody_sees_waits_for_nobody():
    ente = make_organizzazione(denominazione="Vecchio nome")
    assert proponi(oggetto=ente, cambi={"denominazione": "Nuovo"}, autore=make_utente()) == (None, None)
    ente.refresh_from_db()
    assert (ente.denominazione, Proposta.objects.count()) == ("Nuovo", 0)


def test_what_the_sheet_would_refuse_does_not_wait():
    ente = make_aderente(denominazione="Nome", codice_fiscale="")
    with pytest.raises(ValidationError):
        proponi(oggetto=ente, cambi={"codice_fiscale": "12345678901"}, autore=make_utente())
    ente.refresh_from_db()
    assert (ente.codice_fiscale, Proposta.objects.count()) == ("", 0)


def test_taking_back_leaves_the_sheet_as_it_is():
    ente, proposta = _aspetta()
    ritira(proposta=proposta, autore=make_utente())
    ente.refresh_from_db()
    assert (ente.denominazione, Proposta.objects.aperte().count()) == ("Vecchio nome", 0)
    assert EventoProposta.objects.last().tipo == "ritirata"
