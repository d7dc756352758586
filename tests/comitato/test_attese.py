"""Whose scores an evaluation waits for, and what stays when it is frozen."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains

from comitato.models import SchedaPunteggio
from comitato.valutazione import azioni
from comitato.valutazione.attese import mancanti, proposte
from comitato.valutazione.foglio import da_foglio, modello
from tests.comitato.fabbriche import make_componente, make_seduta, make_seggio
from tests.comitato.fabbriche_valutazione import (
    make_griglia,
    make_proposta,
    make_scheda_punteggio,
    make_valutatore,
    punti_di,
)
from tests.comitato.porte import in_conflitto
from tests.factories import make_utente


def test_only_who_sits_today_for_a_seat_with_a_vote_gives_scores(aperta):
    supplente = make_valutatore(aperta.proposta, ruolo="supplente")
    senza_voto = make_valutatore(aperta.proposta, seggio=make_seggio(con_voto=False))
    for componente in (supplente, senza_voto):
        with pytest.raises(PermissionDenied):
            azioni.salva_punteggi(candidatura=aperta.proposta, componente=componente, punti={})
    assert SchedaPunteggio.objects.count() == 0


def test_a_body_gives_its_scores_once_even_when_it_changes_who_sits(aperta):
    prima = make_valutatore(aperta.proposta)
    azioni.salva_punteggi(
        candidatura=aperta.proposta, componente=prima, punti=punti_di(aperta, 8), consegna=True
    )
    prima.al = timezone.localdate() - timedelta(days=1)
    prima.save()
    dopo = make_valutatore(aperta.proposta, seggio=prima.seggio)
    with pytest.raises(ValidationError, match="Il tuo ente ha già consegnato"):
        azioni.salva_punteggi(candidatura=aperta.proposta, componente=dopo, punti=punti_di(aperta, 3))
    assert mancanti(aperta) == []


def test_the_closing_waits_for_who_never_declared_and_not_for_who_is_in_conflict(aperta):
    mai = make_componente()
    in_conflitto(aperta, "dichiarato")
    in_conflitto(aperta, "capofila")
    make_componente(ruolo="supplente")
    assert mancanti(aperta) == [(aperta.proposta, mai)]
    with pytest.raises(ValidationError, match="Manca 1 scheda"):
        azioni.chiudi(valutazione=aperta)
    azioni.chiudi(valutazione=aperta, motivo="ha rinunciato")
    aperta.refresh_from_db()
    assert (aperta.stato, aperta.motivo_chiusura) == ("chiusa", "ha rinunciato")


def test_a_frozen_evaluation_keeps_its_proposals_whatever_the_projects_become(client, aperta):
    membro = make_valutatore(aperta.proposta)
    make_scheda_punteggio(aperta.proposta, membro)
    azioni.chiudi(valutazione=aperta)
    seduta = make_seduta(stato="aperta")
    azioni.riconcilia(candidatura=aperta.proposta, seduta=seduta, punti=punti_di(aperta, 9))
    azioni.congela(valutazione=aperta, seduta=seduta)
    aperta.proposta.progetto.eventi.create(tipo="ammessa_finanziata", data="2026-01-01", motivo="Prima")
    aperta.refresh_from_db()
    assert list(proposte(aperta)) == [aperta.proposta]
    client.force_login(membro.utente)
    assertContains(client.get(reverse("admin:comitato_my_evaluations")), "Tempi della valle")
    pagina = client.get(reverse("admin:comitato_evaluation", args=[aperta.pk]))
    assert [posto.candidatura for posto in pagina.context["posti"]] == [aperta.proposta]


def test_final_scores_of_two_proposals_with_the_same_number_of_different_years(aperta):
    make_scheda_punteggio(aperta.proposta, make_valutatore(aperta.proposta))
    altra = make_proposta(aperta.avviso, titolo="Altra")
    for candidatura, giorno in ((aperta.proposta, "2025-12-30"), (altra, "2026-01-02")):
        type(candidatura).objects.filter(pk=candidatura.pk).update(protocollo="7", protocollo_data=giorno)
    azioni.chiudi(valutazione=aperta, motivo="prova")
    aperta.refresh_from_db()
    intestazioni, righe = modello(aperta)
    assert sorted({riga[0] for riga in righe}) == ["7/2025", "7/2026"]
    piene = [[*riga[:3], 9 if riga[0] == "7/2025" else 2, "concordato"] for riga in righe]
    testo = "\n".join(";".join(map(str, riga)) for riga in [intestazioni, *piene])
    file = SimpleUploadedFile("p.csv", testo.encode())
    assert da_foglio(aperta, file=file, seduta=make_seduta(stato="aperta")) == 2
    assert {c.pk: somma for c, (_punti, somma) in azioni.finali(aperta).items()} == {
        aperta.proposta.pk: 18,
        altra.pk: 4,
    }


def test_the_criteria_of_a_grid_in_use_are_only_read(client, aperta):
    client.force_login(make_utente(is_staff=True, is_superuser=True))
    pagina = client.get(reverse("admin:comitato_griglia_change", args=[aperta.griglia.pk]))
    righe = pagina.context["inline_admin_formsets"][0]
    permessi = [righe.has_add_permission, righe.has_change_permission, righe.has_delete_permission]
    assert permessi == [False, False, False]
    libera = client.get(reverse("admin:comitato_griglia_change", args=[make_griglia().pk]))
    assert libera.context["inline_admin_formsets"][0].has_delete_permission


@pytest.mark.parametrize("pagina", ["my_evaluations", "evaluation"])
def test_the_pages_of_an_evaluation_make_the_same_queries_with_more_proposals(client, aperta, pagina):
    membri = [make_valutatore(aperta.proposta) for _volta in range(2)]
    client.force_login(
        make_utente(is_staff=True, is_superuser=True) if pagina == "evaluation" else membri[0].utente
    )
    indirizzo = reverse(f"admin:comitato_{pagina}", args=[aperta.pk] if pagina == "evaluation" else [])
    client.get(indirizzo)
    with CaptureQueriesContext(connection) as poche:
        client.get(indirizzo)
    altre = [make_proposta(aperta.avviso, titolo=f"Altra {n}") for n in range(5)]
    for candidatura in altre:
        make_scheda_punteggio(candidatura, make_valutatore(candidatura))
    with CaptureQueriesContext(connection) as molte:
        client.get(indirizzo)
    assert len(molte) == len(poche)
