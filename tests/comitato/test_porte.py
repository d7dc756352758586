"""Who may open a proposal: who is in conflict finds nothing of it, on any address, method and file."""

from itertools import product

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from comitato.accesso import Chi, chi
from comitato.models import DichiarazioneConflitto
from comitato.valutazione import azioni
from comitato.valutazione.conflitti import Porte, conflitto, puo_aprire
from comitato.valutazione.guardie import aperte, visibili
from tests.comitato.fabbriche import make_componente, make_seggio
from tests.comitato.fabbriche_valutazione import make_proposta, make_valutatore
from tests.comitato.porte import (
    METODI,
    MODI,
    SEGRETO,
    con_la_proposta_in_mezzo,
    contenuto,
    della_proposta,
    in_conflitto,
)
from tests.factories import make_aderente, make_alleanza, make_progetto, make_utente
from utenti.ruoli import OPERATORE


@pytest.mark.parametrize("come", MODI)
def test_who_is_in_conflict_finds_nothing_on_any_address_and_method(client, aperta, come):
    componente = in_conflitto(aperta, come)
    client.force_login(componente.utente)
    assert not puo_aprire(aperta.proposta, chi(componente.utente))
    metodi = METODI if come == "capofila" else ["get", "post"]
    for indirizzo, metodo in product(della_proposta(aperta.proposta), metodi):
        risposta = getattr(client, metodo)(indirizzo)
        muta = metodo == "options" and not risposta.content
        assert muta or risposta.status_code in (302, 403, 404, 405), (metodo, indirizzo)
        assert not risposta.streaming
        assert SEGRETO.encode() not in risposta.content
    for indirizzo in con_la_proposta_in_mezzo(aperta.proposta):
        corpo = contenuto(client.get(indirizzo))
        assert SEGRETO.encode() not in corpo, indirizzo
        assert b"Tempi della valle" not in corpo or "le-mie-valutazioni" in indirizzo, indirizzo
    with pytest.raises(PermissionDenied):
        azioni.salva_punteggi(candidatura=aperta.proposta, componente=componente, punti={})


def test_who_declared_no_conflict_reads_the_proposal_and_what_shows_before_is_the_essential(client, aperta):
    componente = make_componente()
    client.force_login(componente.utente)
    aperta.proposta.note = SEGRETO
    aperta.proposta.save()
    indirizzo = reverse("admin:comitato_declare", args=[aperta.proposta.pk])
    pagina = client.get(indirizzo)
    assertContains(pagina, "Comune di Prova")
    assertNotContains(pagina, SEGRETO)
    client.post(indirizzo, {"esito": "nessuno"})
    assertContains(client.get(reverse("admin:comitato_proposal", args=[aperta.proposta.pk])), "La proposta")
    pagina = client.post(indirizzo, {"esito": "conflitto", "motivo": "ci ho ripensato"})
    assertContains(pagina, "Hai già dichiarato")
    assert DichiarazioneConflitto.objects.get().esito == "nessuno"


def test_a_conflict_is_told_by_where_it_comes_from(aperta):
    assert conflitto(aperta.proposta, in_conflitto(aperta, "capofila")).motivo == "il tuo ente è nel progetto"
    alleato = conflitto(aperta.proposta, in_conflitto(aperta, "alleato"))
    assert alleato.motivo == "il tuo ente è nell’Alleanza che presenta la proposta"
    assert conflitto(aperta.proposta, in_conflitto(aperta, "dichiarato")).dichiarato
    assert conflitto(aperta.proposta, make_componente()) is None


def test_the_queryset_of_the_admin_is_the_rule_of_the_pages(aperta):
    """Every way of sitting, by every kind of proposal: ``aperte`` and ``Porte.apre`` say the same."""
    proposte = [aperta.proposta, make_proposta(aperta.avviso), make_proposta(aperta.avviso)]
    ente, alleanza = make_aderente(), make_alleanza()
    alleanza.partecipazioni.create(organizzazione=ente)
    proposte[1].progetto.alleanza = alleanza
    proposte[1].progetto.save()
    componenti = [in_conflitto(aperta, come) for come in MODI if come != "supplente del capofila"]
    componenti += [make_valutatore(*proposte), make_valutatore(*proposte, seggio=make_seggio(ente=ente))]
    for componente in componenti:
        for segreteria in (False, True):
            persona = Chi(componente.utente, componente, segreteria)
            porte = Porte(proposte)
            attese = {c.pk for c in proposte if porte.apre(c, persona)}
            assert set(aperte(persona).values_list("pk", flat=True)) == attese, (componente, segreteria)
    assert set(aperte(Chi(None))) == set()
    assert set(aperte(Chi(None, None, True))) == set(proposte)


def test_who_keeps_the_projects_sees_proposals_and_who_only_reads_them_does_not(aperta):
    operatore = make_utente(is_staff=True)
    operatore.groups.add(Group.objects.get(name=OPERATORE))
    assert visibili(chi(operatore)) is None
    finito = in_conflitto(aperta, "mandato finito")
    pubblico = make_progetto()
    assert set(visibili(chi(finito.utente))) == {pubblico}
    siede = make_valutatore(aperta.proposta)
    assert set(visibili(chi(siede.utente))) == {pubblico, aperta.proposta.progetto}
