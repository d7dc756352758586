"""Changes that wait: on the sheet of a member, which is the smallest one."""

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.urls import reverse

from core.models import EventoProposta, Proposta
from core.proposte import (
    CambiatoNelFrattempo,
    PropostaSuperata,
    VociMosse,
    annulla,
    chiedi,
    con_proposta,
    decidi,
    differenze,
    proponi,
    riallinea,
    rispondi,
    ritira,
    storia,
)
from tests.factories import make_accesso, make_aderente, make_organizzazione, make_utente

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


def test_a_change_back_to_what_is_live_takes_itself_away():
    ente, proposta = _aspetta()
    proponi(oggetto=ente, cambi={"denominazione": "Vecchio nome"}, autore=make_utente())
    proposta.refresh_from_db()
    assert (proposta.stato, proposta.cambi) == ("ritirata", {})
    assert [evento.tipo for evento in proposta.eventi.all()] == ["inviata", "ritirata"]


def test_answering_puts_back_in_the_queue_and_what_waits_keeps_its_place():
    ente, proposta = _aspetta()
    decidi(proposta=proposta, versione=1, da=make_utente(), restituiti={"denominazione": "Perché?"})
    with pytest.raises(ValidationError):
        rispondi(proposta=proposta, autore=proposta.autore, testo="  ")
    resa = rispondi(proposta=proposta, autore=proposta.autore, testo=" È il nome nuovo. ")
    assert (resa.stato, resa.commenti) == ("in_attesa", {"denominazione": "Perché?"})
    assert resa.inviata_il > proposta.inviata_il
    _d, ancora = proponi(oggetto=ente, cambi={"natura": "privato"}, autore=make_utente())
    assert ancora.inviata_il == resa.inviata_il


def test_a_comment_on_a_field_left_as_it_is_does_not_keep_open_what_is_decided():
    _ente, proposta = _aspetta()
    scelte = {"accolti": ["denominazione"], "restituiti": {"telefono": "È quello vecchio."}}
    proposta = decidi(proposta=proposta, versione=1, da=make_utente(), **scelte)
    assert (proposta.stato, proposta.commenti) == ("accolta", {})
    assert list(proposta.eventi.values_list("tipo", flat=True)) == ["inviata", "accolta", "restituita"]


def test_what_is_asked_waits_whatever_the_table_says():
    ente = make_aderente(telefono="0342 1")
    proposta = chiedi(oggetto=ente, cambi={"telefono": "0342 2"}, autore=make_utente(), testo="Da lunedì.")
    ente.refresh_from_db()
    assert (ente.telefono, proposta.stato) == ("0342 1", "in_attesa")
    assert proposta.eventi.get().testo == "Da lunedì."


def test_the_member_reads_what_happened_without_the_names_of_the_staff():
    _ente, proposta = _aspetta()
    ats = make_utente(email="ats@example.org")
    parole = {"denominazione": "Per <b>esteso</b>."}
    proposta = decidi(proposta=proposta, versione=1, da=ats, restituiti=parole, testo="Grazie")
    pagina = " ".join(render_to_string("area/storia_proposta.html", {"fatti": storia(proposta)}).split())
    assert "Restituita con commenti</strong> da ATS della Montagna" in pagina
    assert "Denominazione: Per &lt;b&gt;esteso&lt;/b&gt;." in pagina
    assert "«Grazie»" in pagina
    assert "ats@example.org" not in pagina
    assert str(proposta.autore) in pagina
    pagina = render_to_string("area/differenze.html", {"differenze": differenze(proposta)})
    assert "<dt>Prima</dt><dd>Vecchio nome</dd>" in pagina
    assert "<dt>Dopo</dt><dd>Nuovo nome</dd>" in pagina


def _con_voce_tolta(proposta):
    """Make the proposal change also a field that a later release has taken away."""
    tolta = {"fax": {"prima": "0342 0", "dopo": "0342 9"}}
    Proposta.objects.filter(pk=proposta.pk).update(cambi=proposta.cambi | tolta, commenti={"fax": "Serve?"})
    proposta.eventi.update(voci=proposta.cambi | tolta)
    proposta.refresh_from_db()


def test_a_field_that_the_sheet_no_longer_has_stops_nothing(client):
    ente, proposta = _aspetta()
    _con_voce_tolta(proposta)
    assert "fax" not in con_proposta(ente)
    assert [d.campo for d in differenze(proposta)] == ["denominazione"]
    client.force_login(make_accesso(organizzazione=ente).utente)
    for pagina in ("profile", "profile-preview", "profile-history", "profile-withdraw"):
        assert client.get(reverse(f"area:{pagina}", args=[ente.slug])).status_code == 200
    _diretta, proposta = proponi(oggetto=ente, cambi={"partita_iva": ""}, autore=make_utente())
    riallinea(proposta=proposta, versione=proposta.versione, da=make_utente())
    proposta.refresh_from_db()
    decidi(proposta=proposta, versione=proposta.versione, da=make_utente(), accolti=["denominazione"])
    ente.refresh_from_db()
    assert ente.denominazione == "Nuovo nome"


def test_ats_accepts_and_undoes_what_is_left_of_a_change(admin_client):
    ente, proposta = _aspetta()
    _con_voce_tolta(proposta)
    pagina = reverse("admin:core_proposta_change", args=[proposta.pk])
    assert admin_client.get(pagina).status_code == 200
    admin_client.post(pagina, {"azione": "accogli", "versione": proposta.versione})
    proposta.refresh_from_db()
    assert proposta.stato == "accolta"
    diretta, _attesa = proponi(oggetto=ente, cambi={"telefono": "0342 5"}, autore=make_utente())
    _con_voce_tolta(diretta)
    annulla(proposta=diretta, da=make_utente(), testo="Era giusto prima.")
    ente.refresh_from_db()
    assert (ente.denominazione, ente.telefono) == ("Nuovo nome", "")
