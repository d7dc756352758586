"""A natural person's firm among the partners: never named, on no page, and search engines stay out."""

from datetime import date

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from aderenti.models import EventoAdesione, FormaGiuridica, Organizzazione
from aderenti.nomi import nome_pubblico, persona_fisica, persone_fisiche
from progetti.models import PartnerProgetto, Progetto, VoceDenaro, VoceSpesa
from tests.factories import make_organizzazione, make_progetto, make_quadro

pytestmark = pytest.mark.django_db
PERSONA = "RSSMRA80A01H501U"


def ditte():
    """Return two natural persons' firms, members too, known one by the code and one by the legal form."""
    forma = FormaGiuridica.objects.create(code="1.1.20", label="Imprenditore individuale", gruppo="1.1")
    righe = [
        make_organizzazione(denominazione="Panificio Mario Rossi", codice_fiscale=PERSONA),
        make_organizzazione(denominazione="Mario Rossi Trasporti", forma_giuridica=forma),
    ]
    for riga in righe:
        EventoAdesione.objects.create(organizzazione=riga, tipo="accolta", data=date(2017, 1, 1))
    return righe


def test_who_is_a_natural_person_is_told_alike_by_row_and_by_query():
    forma = FormaGiuridica.objects.create(code="1.3.10", label="Società", gruppo="1.3")
    altre = [
        make_organizzazione(denominazione="Rossi srl", forma_giuridica=forma, codice_fiscale="00743110157"),
        make_organizzazione(denominazione="Ente"),
    ]
    righe = [*ditte(), *altre]
    assert [persona_fisica(r) for r in righe] == [True, True, False, False]
    trovate = Organizzazione.objects.filter(persone_fisiche())
    assert sorted(trovate.values_list("pk", flat=True)) == sorted(r.pk for r in righe[:2])
    assert [nome_pubblico(r) for r in righe] == ["ditta individuale"] * 2 + ["Rossi srl", "Ente"]


def test_no_page_names_it(client):
    progetto = make_progetto(titolo="La valle concilia")
    prima, seconda = ditte()
    PartnerProgetto.objects.create(progetto=progetto, organizzazione=prima, ruolo="capofila")
    PartnerProgetto.objects.create(progetto=progetto, organizzazione=seconda, ruolo="sponsor")
    quadro = make_quadro(progetto, {"regione": "10.00"}, approvato_il=None, costo_totale="15.00")
    VoceDenaro.objects.create(quadro=quadro, pagatore="sponsor", importo="5.00", organizzazione=seconda)
    VoceSpesa.objects.filter(quadro=quadro).update(importo="15.00")
    quadro.approvato_il = date(2018, 1, 1)
    quadro.save()
    scheda, elenco = client.get(progetto.get_absolute_url()), client.get("/progetti/?capofila=rossi")
    for risposta in (scheda, elenco, client.get("/progetti/")):
        for segreto in ("Rossi", "rossi-", PERSONA):
            assertNotContains(risposta, segreto) if risposta is not elenco else None
    assert list(elenco.context["object_list"]) == []
    assertContains(client.get("/progetti/"), "Capofila: ditta individuale")
    assertContains(scheda, "Sponsor: ditta individuale")
    assertContains(scheda, '<meta name="robots" content="noindex">')
    assertContains(client.get("/sitemap-progetti.xml"), "<url>", count=0)


def test_a_project_of_bodies_only_is_indexed(client):
    progetto = make_progetto()
    PartnerProgetto.objects.create(progetto=progetto, organizzazione=make_organizzazione())
    assertNotContains(client.get(progetto.get_absolute_url()), "noindex")
    assert list(Progetto.objects.indicizzabili()) == [progetto]
