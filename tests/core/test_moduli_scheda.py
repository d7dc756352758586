"""The form of a section: what waits is shown, nothing of a colleague is lost."""

import pytest
from django import forms
from django.http import QueryDict

from aderenti.models import Certificazione, Organizzazione
from core.models import Proposta
from core.proposte import decidi, proponi
from core.proposte.moduli import ModuloScheda
from tests.factories import make_aderente, make_utente

pytestmark = pytest.mark.django_db


class RigaForm(forms.ModelForm):
    class Meta:
        model = Certificazione
        fields = ["tipo", "ente_certificatore", "numero", "dal", "al"]


class ProvaForm(ModuloScheda):
    righe = {"certificazioni": forms.formset_factory(RigaForm, extra=1, can_delete=True)}

    class Meta:
        model = Organizzazione
        fields = ["denominazione", "telefono", "ambiti"]


def _compilato(modulo, **cambi):
    """Return what a browser sends back from ``modulo``, with ``cambi``."""
    dati = {campo.html_name: campo.value() or "" for campo in modulo if campo.value() != []}
    for gruppo in modulo.gruppi.values():
        for parte in [gruppo.management_form, *gruppo.forms]:
            dati |= {campo.html_name: "" if campo.value() is None else campo.value() for campo in parte}
    return _querydict(dati | cambi)


def _querydict(dati):
    query = QueryDict(mutable=True)
    query.update(dati)
    return query


def test_a_section_proposes_only_what_was_changed():
    ente = make_aderente(denominazione="Ente", telefono="0342 1")
    Certificazione.objects.create(organizzazione=ente, tipo="WHP")
    modulo = ProvaForm(oggetto=ente)
    dati = _compilato(
        modulo, denominazione="Ente nuovo", telefono="0342 2", **{"certificazioni-1-tipo": "Family Audit"}
    )
    modulo = ProvaForm(dati, oggetto=ente)
    assert modulo.is_valid(), (modulo.errors, [g.errors for g in modulo.gruppi.values()])
    diretta, attesa = modulo.salva(make_utente())
    assert sorted(diretta.cambi) == ["certificazioni", "telefono"]
    assert list(attesa.cambi) == ["denominazione"]
    assert [c.tipo for c in ente.certificazioni.order_by("pk")] == ["WHP", "Family Audit"]


def test_the_form_shows_what_waits_and_the_words_of_ats():
    ente = make_aderente(denominazione="Ente")
    _d, proposta = proponi(oggetto=ente, cambi={"denominazione": "Nuovo"}, autore=make_utente())
    decidi(proposta=proposta, versione=1, da=make_utente(), restituiti={"denominazione": "Per esteso."})
    modulo = ProvaForm(oggetto=ente)
    assert modulo["denominazione"].value() == "Nuovo"
    assert [nota["livello"] for nota in modulo.fields["denominazione"].note] == ["commento", "attesa"]
    assert "Per esteso." in str(modulo.fields["denominazione"].note[0]["testo"])


def test_of_two_people_the_second_sees_what_the_first_wrote_and_then_may_overwrite():
    ente = make_aderente(denominazione="Ente", telefono="0342 1")
    primo, secondo = ProvaForm(oggetto=ente), ProvaForm(oggetto=ente)
    modulo = ProvaForm(_compilato(primo, telefono="0342 2"), oggetto=ente)
    assert modulo.is_valid()
    modulo.salva(make_utente())
    ente.refresh_from_db()
    modulo = ProvaForm(_compilato(secondo, telefono="0342 3"), oggetto=ente)
    assert modulo.is_valid()
    assert modulo.salva(make_utente()) is None
    assert "«0342 2»" in modulo.errors["telefono"][0]
    assert modulo["telefono"].value() == "0342 3"
    ente.refresh_from_db()
    assert ente.telefono == "0342 2"
    ancora = ProvaForm(_compilato(modulo), oggetto=ente)
    assert ancora.is_valid()
    ancora.salva(make_utente())
    ente.refresh_from_db()
    assert ente.telefono == "0342 3"


def test_what_a_colleague_changed_elsewhere_in_the_section_is_kept():
    ente = make_aderente(denominazione="Ente", telefono="0342 1")
    aperto = ProvaForm(oggetto=ente)
    Organizzazione.objects.filter(pk=ente.pk).update(telefono="0342 9")
    ente.refresh_from_db()
    modulo = ProvaForm(_compilato(aperto, denominazione="Ente nuovo"), oggetto=ente)
    assert modulo.is_valid()
    modulo.salva(make_utente())
    ente.refresh_from_db()
    assert (ente.telefono, Proposta.objects.get().cambi.keys()) == ("0342 9", {"denominazione"})


def test_what_was_read_of_another_sheet_says_nothing_of_this_one():
    altro, ente = make_aderente(telefono="0342 9"), make_aderente(telefono="0342 1")
    base = _compilato(ProvaForm(oggetto=altro))["base"]
    modulo = ProvaForm(_compilato(ProvaForm(oggetto=ente), telefono="0342 9", base=base), oggetto=ente)
    assert modulo.is_valid()
    modulo.salva(make_utente())
    ente.refresh_from_db()
    assert ente.telefono == "0342 9"
