"""Every sheet with a history: who changed what, the difference in words, and the way back."""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.files.base import ContentFile

from core.admin import AdminConStoria
from core.models import TestoEmail
from tests.factories import (
    make_aderente,
    make_alleanza,
    make_ambito,
    make_piano,
    make_progetto,
    make_servizio,
)
from tests.imprese.fabbriche import make_scheda_fiscale
from tests.imprese.fabbriche_pratiche import make_pratica
from tests.redazione.fabbriche import make_documento, make_evento, make_notizia, make_voce_faq
from tests.rete.moduli import dati, errori, pagina_di


def _testo():
    """Return a text of the e-mails that may be changed, with its history from the start."""
    TestoEmail.objects.all().delete()
    return TestoEmail.objects.create(codice="core/email/riepilogo")


# Model → a row, and the field that changes.
CON_STORIA = {
    "aderenti.organizzazione": (make_aderente, "denominazione"),
    "alleanze.alleanzalocale": (make_alleanza, "nome"),
    "core.testoemail": (_testo, "oggetto"),
    "piani.piano": (make_piano, "titolo"),
    "progetti.progetto": (make_progetto, "titolo"),
    "imprese.buonapratica": (make_pratica, "titolo"),
    "imprese.schedafiscale": (make_scheda_fiscale, "titolo"),
    "redazione.evento": (lambda: make_evento(date=0, stato="bozza", pubblica_dal=None), "titolo"),
    "redazione.documento": (make_documento, "titolo"),
    "redazione.notizia": (make_notizia, "titolo"),
    "redazione.vocefaq": (make_voce_faq, "domanda"),
    "servizi.servizio": (lambda: make_servizio(area=[make_ambito()]), "titolo"),
}


# What was paid, admitted and announced is mended by new rows, not by going back to an old version.
SENZA_RITORNO = {"progetti.avviso", "progetti.pagamento", "progetti.rendiconto"}


def cambia(client, riga, **campi):
    """Change a sheet as a browser does."""
    risposta = client.post(pagina_di(riga), dati(client.get(pagina_di(riga)), **campi))
    assert risposta.status_code == 302, errori(risposta)
    riga.refresh_from_db()


def versione(riga, numero):
    """Return the address of a past version, the first is 0."""
    return f"{pagina_di(riga).removesuffix('change/')}history/{riga.history.order_by('pk')[numero].pk}/"


def test_every_model_with_a_history_shows_it():
    con_storia = {m._meta.label_lower for m in apps.get_models() if hasattr(m, "history")}
    assert con_storia == set(CON_STORIA) | SENZA_RITORNO
    for etichetta in con_storia:
        assert isinstance(admin.site._registry[apps.get_model(etichetta)], AdminConStoria), etichetta


@pytest.mark.parametrize("etichetta", CON_STORIA)
def test_difference_is_shown_and_the_old_version_comes_back(client, operatore, etichetta):
    fabbrica, campo = CON_STORIA[etichetta]
    riga = fabbrica()
    cambia(client, riga, **{campo: "Scritto prima"})
    cambia(client, riga, **{campo: "Scritto dopo"})
    storia = client.get(f"{pagina_di(riga).removesuffix('change/')}history/").content.decode()
    assert "<del>Scritto prima</del> <ins>Scritto dopo</ins>" in storia
    assert str(operatore) in storia
    pagina = client.get(versione(riga, 1))
    assert pagina.context["adminform"].form.initial[campo] == "Scritto prima"
    assert client.post(versione(riga, 1), dati(pagina)).status_code == 302
    riga.refresh_from_db()
    assert getattr(riga, campo) == "Scritto prima"
    assert riga.history.first().history_user == operatore


def test_differences_are_in_words(client, operatore):
    servizio = make_servizio(area=[make_ambito()], titolo="Nido")
    cambia(client, servizio, posti="esauriti", posti_al="14/11/2025", gratuito="on", voucher="true")
    storia = client.get(f"{pagina_di(servizio).removesuffix('change/')}history/").content.decode()
    differenze = re.findall(r"<dt>(.*?)</dt>\s*<dd><del>(.*?)</del> <ins>(.*?)</ins>", storia)
    assert sorted(differenze) == [
        ("Accetta voucher", "–", "sì"),
        ("Gratuito", "no", "sì"),
        ("Posti", "posti da verificare", "posti esauriti"),
        ("Posti dichiarati il", "–", "14/11/2025"),
    ]


def test_way_back_keeps_the_file_that_the_history_does_not_hold(client, operatore):
    ente = make_aderente(logo=ContentFile(b"x", name="logo.png"), logo_alt="Il logo")
    cambia(client, ente, denominazione="Nome nuovo")
    logo = ente.logo.name
    pagina = client.get(versione(ente, 0))
    assert client.post(versione(ente, 0), dati(pagina)).status_code == 302
    ente.refresh_from_db()
    assert ente.logo.name == logo
    assert ente.denominazione != "Nome nuovo"


def test_way_back_to_a_value_now_of_another_is_refused_in_words(client, operatore):
    ente = make_aderente(codice_fiscale="12345678903")
    cambia(client, ente, codice_fiscale="")
    make_aderente(codice_fiscale="12345678903")
    risposta = client.post(versione(ente, 0), dati(client.get(versione(ente, 0))))
    assert errori(risposta) == ["C'è già un'organizzazione con questo codice fiscale."]
    ente.refresh_from_db()
    assert ente.codice_fiscale == ""


def test_history_makes_the_same_queries_with_more_changes(client, operatore, nplus):
    servizio = make_servizio(area=[make_ambito()])
    numeri = iter(range(10))
    indirizzo = f"{pagina_di(servizio).removesuffix('change/')}history/"
    nplus(
        lambda: client.get(indirizzo),
        lambda: cambia(client, servizio, titolo=f"Titolo {next(numeri)}"),
        attese=7,
    )
