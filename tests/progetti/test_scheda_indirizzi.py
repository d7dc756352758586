"""Addresses of a project: the short one, its papers, national sites, data for machines, projects nearby."""

import json
import re
from datetime import date

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from piani.models import Bisogno, LineaAzione, Priorita
from progetti.models import EventoProgetto, PartnerProgetto
from progetti.scheda import altrove
from progetti.scheda.legami import correlati
from tests.documenti import carica
from tests.factories import (
    make_ambito,
    make_comune,
    make_documento,
    make_organizzazione,
    make_piano,
    make_progetto,
    make_quadro,
)
from tests.progetti.test_pagine import make_fondo
from tests.progetti.test_querysets import PROPOSTE

pytestmark = pytest.mark.django_db


def test_the_short_address_leads_to_the_sheet_in_letters_of_any_size(client):
    progetto = make_progetto(code="FSE17-BRENO", titolo="BrenoConcilia")
    for code in ("FSE17-BRENO", "fse17-breno"):
        assertRedirects(client.get(f"/p/{code}/"), "/progetti/brenoconcilia/", status_code=301)
    assertContains(client.get(progetto.get_absolute_url()), "/p/FSE17-BRENO/")
    make_progetto(code="PROPOSTA", stato="in_valutazione")
    for code in ("FSE17", "PROPOSTA", "%00", "x" * 300):
        assert client.get(f"/p/{code}/").status_code == 404


def test_only_public_papers_of_public_projects_are_handed_out(client):
    progetto, altro = make_progetto(), make_progetto()
    pubblico = make_documento(progetto, titolo="Il volantino", pubblico=True, file=carica())
    riservato = make_documento(progetto, titolo="Scontrini riservati", file=carica())
    esterno = make_documento(progetto, titolo="Altrove", pubblico=True, indirizzo="https://example.org/a.pdf")

    def chiedi(slug, pk):
        return client.get(reverse("progetti:document", args=[slug, pk]))

    risposta = chiedi(progetto.slug, pubblico.pk)
    assert b"".join(risposta.streaming_content).startswith(b"%PDF-")
    assert risposta.headers["Content-Disposition"] == 'attachment; filename="il-volantino.pdf"'
    for slug, pk in (
        (progetto.slug, riservato.pk),
        (progetto.slug, esterno.pk),
        (altro.slug, pubblico.pk),
        (progetto.slug, 10**30),
    ):
        assert chiedi(slug, pk).status_code == 404
    scheda = client.get(progetto.get_absolute_url())
    assertContains(scheda, "Il volantino (PDF)")
    assertContains(scheda, f'href="{esterno.indirizzo}"')
    assertNotContains(scheda, "Scontrini riservati")


@pytest.mark.parametrize("stato", [None, *PROPOSTE])
def test_a_proposal_hands_out_nothing(client, stato):
    progetto = make_progetto(stato=stato)
    riga = make_documento(progetto, pubblico=True, file=carica())
    assert client.get(reverse("progetti:document", args=[progetto.slug, riga.pk])).status_code == 404


@pytest.mark.parametrize(
    ("tipo", "codice", "cup", "indirizzo"),
    [
        ("fse", "1LO-ABC_9", "", "https://opencoesione.gov.it/it/progetti/1lo-abc_9/"),
        (
            "fse_plus",
            "1LO ABC/9",
            "J79D17000030007",
            "https://opencoesione.gov.it/it/ricerca/?q=J79D17000030007",
        ),
        ("fse", "", "", ""),
        ("regionale", "1LOABC9", "J79D17000030007", ""),
    ],
)
def test_opencoesione_is_linked_for_european_projects_only(tipo, codice, cup, indirizzo):
    progetto = make_progetto(fondo=make_fondo(tipo), codice_locale=codice, cup=cup)
    assert altrove.opencoesione(progetto) == indirizzo


def test_the_data_for_machines_say_what_the_rows_say(client, settings):
    ambito = make_ambito(nome="Bormio")
    progetto = make_progetto(
        titolo="La valle <concilia>",
        sintesi="Per chi lavora d’estate.",
        stato=None,
        fondo=make_fondo("regionale"),
        cup="J79D17000030007",
    )
    progetto.ambiti.add(ambito)
    for tipo, giorno, precisione in (
        ("avviata", date(2017, 7, 1), "mese"),
        ("conclusa_attivita", date(2020, 1, 15), "entro"),
    ):
        EventoProgetto.objects.create(progetto=progetto, tipo=tipo, data=giorno, data_precisione=precisione)
    make_quadro(progetto, {"regione": "1000.00"})
    comune = make_organizzazione(denominazione="Comune di Bormio", natura="pubblico")
    PartnerProgetto.objects.create(progetto=progetto, organizzazione=comune, ruolo="capofila")
    pagina = client.get(progetto.get_absolute_url()).content.decode()
    [blocco] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', pagina, re.S)
    regione = {"@type": "GovernmentOrganization", "name": "Regione Lombardia"}
    assert json.loads(blocco) == {
        "@context": "https://schema.org",
        "@type": "Project",
        "name": "La valle <concilia>",
        "description": "Per chi lavora d’estate.",
        "url": settings.SITE_URL + progetto.get_absolute_url(),
        "identifier": [{"@type": "PropertyValue", "propertyID": "CUP", "value": "J79D17000030007"}],
        "foundingDate": "2017-07",
        "funder": [regione],
        "funding": {
            "@type": "MonetaryGrant",
            "amount": {"@type": "MonetaryAmount", "value": "1000.00", "currency": "EUR"},
            "funder": [regione],
        },
        "member": [{"@type": "GovernmentOrganization", "name": "Comune di Bormio"}],
        "location": [{"@type": "AdministrativeArea", "name": "Bormio"}],
    }


def test_needs_and_lines_are_told_under_their_priority(client):
    piano = make_piano(titolo="Piano di prova")
    progetto = make_progetto(piano=piano)
    bisogno, altro, non_suo = (
        Bisogno.objects.create(piano=piano, titolo=titolo) for titolo in ("Estate", "Turni", "Anziani")
    )
    linea = LineaAzione.objects.create(piano=piano, code="L1", label="Centri estivi", livello="montagna")
    priorita = Priorita.objects.create(piano=piano, titolo="Tempo coperto")
    priorita.bisogni.add(bisogno, non_suo)
    priorita.linee.add(linea)
    progetto.bisogni.add(bisogno, altro)
    progetto.linee.add(linea)
    risposta = client.get(progetto.get_absolute_url())
    assert risposta.context["risposte"] == {
        "priorita": [{"priorita": priorita, "bisogni": ["Estate"], "linee": ["Centri estivi"]}],
        "bisogni": ["Turni"],
        "linee": [],
    }
    assertNotContains(risposta, "Anziani")


def test_nearby_projects_are_four_at_most_nearest_first_and_public():
    piano, ambito = make_piano(anno_dal=2017), make_ambito()
    linea = LineaAzione.objects.create(piano=piano, code="L1", label="Linea", livello="montagna")
    progetto, vicino, *_lontani = progetti = [make_progetto(piano=piano) for _ in range(6)]
    proposta = make_progetto(piano=piano, stato="in_valutazione")
    altro_ciclo = make_progetto(piano=make_piano(anno_dal=2020, anno_al=2023))
    for riga in (progetto, vicino, altro_ciclo):
        riga.ambiti.add(ambito)
    for riga in (*progetti, proposta):
        if riga != vicino:
            riga.linee.add(linea)
    trovati = correlati(progetto)
    assert (trovati[0], len(trovati)) == (vicino, 4)
    assert {progetto, proposta, altro_ciclo} & set(trovati) == set()


def test_places_are_on_the_map_and_in_the_list(client):
    ambito = make_ambito(nome="Tirano", codice_istat_riferimento="014066")
    comune = make_comune(ambito, codice_istat="014066", nome="Tirano città")
    progetto = make_progetto()
    progetto.comuni.add(comune)
    risposta = client.get(progetto.get_absolute_url())
    assertContains(risposta, "<title>Tirano città: comune del progetto</title>")
    assertContains(risposta, f'href="{comune.get_absolute_url()}"', count=2)
    assertNotContains(client.get(make_progetto().get_absolute_url()), "mappa-disegno")
