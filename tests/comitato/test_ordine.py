"""The agenda: hours, order, the frame of the last one."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from comitato.models import PuntoOdg, Seduta
from comitato.sedute.ordine import aggiungi, con_orari, copia_ordine, fine, riordina, sposta, togli
from tests.comitato.fabbriche import make_punto, make_seduta
from tests.comitato.fabbriche_sedute import make_carta, make_decisione
from tests.factories import make_progetto


def _titoli(seduta):
    return list(seduta.punti.order_by("ordine").values_list("ordine", "titolo"))


@given(st.lists(st.none() | st.integers(0, 90), max_size=8))
def test_each_item_begins_when_those_before_end(minuti):

    inizio = datetime(2026, 12, 10, 9, tzinfo=UTC)
    seduta = Seduta(modo="presenza", inizio=inizio)
    punti = con_orari(seduta, [PuntoOdg(minuti=m) for m in minuti])
    for posto, punto in enumerate(punti):
        prima = minuti[:posto]
        attesa = None if None in prima else inizio + timedelta(minutes=sum(prima))
        assert punto.alle == attesa
    attesa = None if None in minuti or not minuti else inizio + timedelta(minutes=sum(minuti))
    assert fine(seduta, punti) == attesa


@pytest.mark.django_db
def test_items_move_close_up_and_stay_numbered():
    seduta = make_seduta()
    a, b, c = (make_punto(seduta, titolo=titolo) for titolo in "abc")
    sposta(punto=c, di=-1)
    sposta(punto=a, di=-1)  # already the first
    assert _titoli(seduta) == [(1, "a"), (2, "c"), (3, "b")]
    togli(punto=a)
    assert _titoli(seduta) == [(1, "c"), (2, "b")]
    assert aggiungi(seduta=seduta, titolo="d").ordine == 3
    with pytest.raises(ValidationError):
        riordina(seduta=seduta, chiavi=[b.pk, c.pk])  # one is missing: somebody added it


@pytest.mark.django_db
@pytest.mark.parametrize("stato", ["aperta", "chiusa"])
def test_the_agenda_of_a_meeting_that_opened_does_not_change(stato):
    punto = make_punto(make_seduta(stato=stato))
    with pytest.raises(ValidationError):
        aggiungi(seduta=punto.seduta, titolo="Tardi")
    with pytest.raises(ValidationError):
        togli(punto=punto)
    assert _titoli(punto.seduta) == [(1, "Punto 1")]


@pytest.mark.django_db
def test_an_item_with_a_decision_stays():
    punto = make_punto()
    make_decisione(punto)
    with pytest.raises(ValidationError):
        togli(punto=punto)


@pytest.mark.django_db
def test_copies_the_frame_of_the_last_meeting_and_nothing_of_it():
    """Neither what was about one project, nor papers, nor what was said; nor from a demo meeting."""
    oggi = make_seduta().inizio
    prima = make_seduta(stato="chiusa", inizio=oggi - timedelta(days=60))
    make_punto(prima, titolo="Verbale", tipo="verbale", minuti=10, discussione="Approvato.")
    make_carta(make_punto(prima, titolo="Progetto X", progetto=make_progetto()))
    make_punto(prima, titolo="Varie")
    finta = make_seduta(stato="chiusa", inizio=oggi - timedelta(days=1), dimostrativo=True)
    make_punto(finta, titolo="Finto")
    seduta = make_seduta(inizio=oggi + timedelta(days=1))
    Seduta.objects.exclude(pk__in=[prima.pk, finta.pk, seduta.pk]).delete()
    make_punto(seduta, titolo="Varie")
    assert (copia_ordine(seduta=seduta), copia_ordine(seduta=seduta)) == (1, 0)
    righe = seduta.punti.order_by("ordine").values_list("titolo", "tipo", "minuti", "discussione")
    assert list(righe) == [("Varie", "informativa", None, ""), ("Verbale", "verbale", 10, "")]
    with pytest.raises(ValidationError):
        copia_ordine(seduta=prima)


@pytest.mark.django_db
def test_buttons_move_without_javascript(client, admin_user):
    client.force_login(admin_user)
    seduta = make_seduta()
    _a, b = (make_punto(seduta, titolo=titolo) for titolo in "ab")
    altrove = make_punto()
    indirizzo = f"/admin/comitato/seduta/{seduta.pk}/ordine/riordina/"
    assert client.post(indirizzo, {"su": b.pk}).status_code == 302
    assert _titoli(seduta) == [(1, "b"), (2, "a")]
    assert client.post(indirizzo, {"giu": altrove.pk}).status_code == 404
    assert client.post(indirizzo, {"giu": "9" * 40}).status_code == 302
    dati = {"titolo": "c", "tipo": "decisione", "minuti": "20"}
    assert client.post(f"/admin/comitato/seduta/{seduta.pk}/ordine/", dati).status_code == 302
    assert _titoli(seduta) == [(1, "b"), (2, "a"), (3, "c")]
